import { dayOf, isoOf } from '../events/calendar.js'
import type { DomainEvent } from '../events/catalogue.js'
import { canonicalBody } from '../events/parse.js'
import { policyV1 } from '../projections/policy/v1.js'
import type { Known } from '../projections/values/place.js'
import { stateTextAsOf } from '../src/questions/partner-state.js'
import { createLogIndex } from '../src/state/log-index.js'
import { createReading, type Reading } from '../src/state/reading.js'
import type { StoredEvent } from '../src/store/store.js'

const FIRST = dayOf('1965-01-01')!
const LAST = dayOf('2024-12-31')!
const PARTNERS = ['FRA', 'RUS', 'USA', 'CHN', 'TUR', 'GBR', 'DEU', 'ITA', 'ARE', 'IND']

/** Numbers from 0 to 1 that depend on the seed alone. */
function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/**
 * A history of one country: 50 objects (agreements and forces of ten partners) that are there throughout, 25 agreements that
 * ended early, so that every answer lists as many, and beside them short-lived objects, visits, statements and corrections,
 * spread over sixty years, up to `count` events.
 */
export function* syntheticHistory(count: number, seed = 1): Generator<StoredEvent> {
  const draw = random(seed)
  let n = 0
  const store = (event: Record<string, unknown>, id = uuid(n)): StoredEvent => {
    const full = {
      schemaVersion: 1,
      country: 'NER',
      claim: { sourceId: 'bench', reliability: 'B', credibility: 2, modality: 'asserted' },
      ...event,
    }
    const position = String(++n).padStart(16, '0')
    const recordedAt = new Date(Date.UTC(2025, 0, 1) + n * 10).toISOString()
    return {
      id,
      type: String((event as { type: unknown }).type),
      body: canonicalBody(full as unknown as DomainEvent),
      meta: '{}',
      recordedAt,
      position,
      stream: 'country-NER',
      revision: n - 1,
    }
  }
  for (let i = 0; i < 50 && n < count; i++) {
    const partner = PARTNERS[i % 10]!
    if (i % 2 === 0) {
      yield store({
        type: 'AgreementSigned',
        partner,
        occurredOn: isoOf(FIRST + i),
        data: { agreementId: `standing-${i}`, kind: 'dca', onSignature: true },
      })
    } else {
      yield store({
        type: 'ForcesDeployed',
        partner,
        occurredOn: isoOf(FIRST + i),
        data: {
          forceId: `standing-${i}`,
          sponsor: partner,
          role: 'garrison',
          strength: { low: 100, high: 300 },
          consent: 'invited',
          legalBasis: [`standing-${i - 1}`],
        },
      })
    }
  }
  const brief = (agreementId: string, partner: string, day: number) =>
    store({
      type: 'AgreementSigned',
      partner,
      occurredOn: isoOf(day),
      data: { agreementId, kind: 'mou', onSignature: true, endsOn: isoOf(day + 1) },
    })
  for (let i = 0; i < 25 && n < count; i++) yield brief(`early-${i}`, PARTNERS[i % 10]!, FIRST + 50 + i)
  const span = LAST - FIRST - 100
  for (let i = 0; n < count; i++) {
    const day = FIRST + 100 + Math.floor((span * i) / Math.max(1, count - 75))
    const partner = PARTNERS[Math.floor(draw() * 10)]!
    const kind = draw()
    if (kind < 0.4) {
      yield store({ type: 'VisitHeld', partner, occurredOn: isoOf(day), data: { level: 'minister' } })
    } else if (kind < 0.7) {
      yield store({
        type: 'StatementIssued',
        partner,
        occurredOn: isoOf(day),
        data: { by: [partner], stance: 'support' },
      })
    } else if (kind < 0.8) {
      yield store({ type: 'JointActivityHeld', partner, occurredOn: isoOf(day), data: { kind: 'exercise' } })
    } else if (kind < 0.9) {
      const target = uuid(75 + Math.floor(draw() * Math.max(1, n - 75)))
      yield store({
        type: 'ClaimCorrected',
        country: undefined,
        occurredOn: isoOf(day),
        data: { targetEventId: target, reason: 'error', changes: { note: 'corrected' } },
      })
    } else {
      yield brief(`brief-${i}`, partner, day)
    }
  }
}

function uuid(n: number): string {
  return `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
}

export function readingOf(events: Iterable<StoredEvent>): Reading {
  const log = createLogIndex()
  for (const event of events) log.add(event)
  return createReading(log, policyV1)
}

const KNOWN_DAY = LAST + 400

/** The first question of all: what was read is worked in, and every run of status worked out. */
export function askOnce(reading: Reading): void {
  stateTextAsOf(reading.host('NER'), { at: LAST - 300, known: reading.log.size - 1, knownDay: KNOWN_DAY }, {})
}

/** Microseconds for one question never asked before, at the present and at past states of knowledge. */
export function measureAsOf(reading: Reading, questions: number): { present: number; past: number; bytes: number } {
  const history = reading.host('NER')
  const known = reading.log.size - 1
  const draw = random(9)
  const dates = Array.from({ length: questions }, () => Math.floor(FIRST + 400 + draw() * (LAST - FIRST - 500)))
  let bytes = 0
  const ask = (at: number, known: Known) => {
    bytes += stateTextAsOf(history, { at, known, knownDay: KNOWN_DAY }, {}).length
  }
  for (let i = 0; i < questions / 2; i++) ask(dates[i]!, known)
  const begun = performance.now()
  for (let i = Math.floor(questions / 2); i < questions; i++) ask(dates[i]!, known)
  const present = ((performance.now() - begun) * 1000) / (questions / 2)
  const places = Array.from({ length: 8 }, (_, i) => Math.floor(reading.log.size * (0.5 + i / 20)))
  for (const place of places) ask(LAST - 300, place)
  const again = performance.now()
  for (let i = 0; i < questions; i++) ask(dates[i]!, places[i % places.length]!)
  return { present, past: ((performance.now() - again) * 1000) / questions, bytes: bytes / (questions * 2 + 8) }
}
