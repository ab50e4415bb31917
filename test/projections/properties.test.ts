import fc from 'fast-check'
import t from 'tap'
import { type Day, dayOf, isoOf } from '../../events/calendar.js'
import { parseEvent } from '../../events/parse.js'
import { dimensions } from '../../events/words.js'
import { edgesOfLife } from '../../projections/kinds/lives.js'
import { policyV1 } from '../../projections/policy/v1.js'
import { referenceView } from '../../projections/reference.js'
import { targetsOf } from '../../projections/resolve/claim.js'
import { eventsOf, type HistoryEvent, history, hosts } from '../support/histories.js'
import { type Log, logOf } from './log.js'

const RUNS = Number(process.env.ENTENTE_RUNS ?? 20)
const seed = process.env.SEED ? { seed: Number(process.env.SEED) } : {}
const settings = { numRuns: RUNS, ...seed }
t.setTimeout(RUNS > 100 ? 3_600_000 : 290_000)

const at = fc.integer({ min: dayOf('2020-12-01')!, max: dayOf('2023-06-30')! })
const host = fc.constantFrom(...hosts)

const isAboutTheWorld = ({ event }: HistoryEvent) => targetsOf(event).length === 0 && event.type !== 'SourceRegraded'
/** The world events of a random history, with fields changed; what is no event with them is left out. */
function worldOf(events: readonly HistoryEvent[], change: (i: number) => Record<string, unknown>): HistoryEvent[] {
  return events.filter(isAboutTheWorld).flatMap(({ id, event }, i) => {
    const parsed = parseEvent({ ...event, ...change(i) })
    return parsed.ok ? { id, event: parsed.event } : []
  })
}

t.test('scores lie between -1 and 1 and within their own range', async t => {
  let seen = 0
  fc.assert(
    fc.property(history, host, at, (drafts, country, day) => {
      for (const { partner, scores, alliance } of logOf(eventsOf(drafts)).state(country, day).partners) {
        for (const [dimension, one] of Object.entries(scores)) {
          const { score, low, high, share } = one!
          if (!(-1 <= low && low <= score && score <= high && high <= 1 && 0 <= share && share <= 1)) {
            throw new Error(`${partner} ${dimension}: ${JSON.stringify(one)}`)
          }
          seen++
        }
        if (
          alliance &&
          !(
            0 <= alliance.low &&
            alliance.low <= alliance.score &&
            alliance.score <= alliance.high &&
            alliance.high <= 1
          )
        ) {
          throw new Error(`${partner}: ${JSON.stringify(alliance)}`)
        }
      }
    }),
    { ...settings, numRuns: RUNS * 3 },
  )
  t.ok(seen > RUNS, `${seen} scores`)
})

/** A printed decimal as whole ten-thousandths, without arithmetic on fractions. */
function units(printed: number): bigint {
  const [whole, fraction = ''] = String(Math.abs(printed)).split('.')
  if (fraction.length > 4) throw new Error(`${printed} has more than four decimals`)
  const value = BigInt(whole!) * 10_000n + BigInt(fraction.padEnd(4, '0'))
  return printed < 0 ? -value : value
}

t.test('drivers and rest sum to the score, as printed, for every partner and dimension', async t => {
  let summed = 0
  fc.assert(
    fc.property(history, host, at, fc.constantFrom(0, 1, 3, 50), (drafts, country, day, limit) => {
      const log = logOf(eventsOf(drafts))
      for (const { partner, scores } of log.state(country, day).partners) {
        for (const dimension of dimensions) {
          const { score, drivers, rest } = log.explain(country, day, dimension, partner, limit)
          const sum = drivers.reduce((total, one) => total + units(one.contribution), units(rest.contribution))
          if (sum !== units(score)) throw new Error(`${partner} ${dimension}: ${sum} is not ${score}`)
          if (score !== (scores[dimension]?.score ?? 0)) throw new Error(`${partner}: the state prints another score`)
          if (drivers.length > limit) throw new Error('more drivers than asked for')
          if (score !== 0) summed++
        }
      }
    }),
    { ...settings, numRuns: RUNS * 2 },
  )
  t.ok(summed > RUNS, `${summed} scores`)
})

t.test('a claim told again by the same source changes nothing', async t => {
  let compared = 0
  fc.assert(
    fc.property(history, host, at, (drafts, country, day) => {
      const once = worldOf(eventsOf(drafts), i => ({ factId: `fact-${i}` }))
      const again = once.map(({ event }, i) => ({ id: idOf(500 + i), event }))
      const before = plain(logOf(once), country, day)
      if (plain(logOf([...once, ...again]), country, day) !== before) throw new Error('the second telling counts')
      if (before.includes('"score"')) compared++
    }),
    { ...settings, numRuns: RUNS * 2 },
  )
  t.ok(compared > RUNS / 2, `${compared} answers with scores`)
})

t.test('a retraction gives back the bytes from before', async t => {
  let changed = 0
  fc.assert(
    fc.property(history, host, at, (drafts, country, day) => {
      const events = eventsOf(drafts)
      const last = events.at(-1)
      if (last === undefined) return
      const retraction = parseEvent({
        type: 'ClaimRetracted',
        occurredOn: '2023-01-01',
        data: { targetEventId: last.id, reason: 'error' },
        claim: { sourceId: 'editor', reliability: 'A', credibility: 1, modality: 'asserted' },
      })
      if (!retraction.ok) throw new Error('a retraction is an event')
      const before = bytes(logOf(events.slice(0, -1)), country, day)
      const after = bytes(logOf([...events, { id: idOf(900), event: retraction.event }]), country, day)
      if (after !== before) throw new Error(`${last.event.type} left a trace`)
      if (bytes(logOf(events), country, day) !== before) changed++
    }),
    { ...settings, numRuns: RUNS * 6 },
  )
  t.ok(changed > 0, `${changed} times the event had changed the answer`)
})

t.test('the order of arrival does not matter', async t => {
  // Values of joined claims and corrections go by position, so here every claim is a fact of its own and on its own day.
  let compared = 0
  fc.assert(
    fc.property(
      history,
      host,
      at,
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      (drafts, country, day, keys) => {
        const events = worldOf(eventsOf(drafts), i => ({
          factId: `fact-${i}`,
          occurredOn: isoOf(dayOf('2021-01-01')! + i * 17),
          effectiveOn: undefined,
        })).filter(({ event }) => event.claim.modality === 'asserted')
        const shuffled = events
          .map(event => ({ event, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
        const before = bytes(logOf(events), country, day)
        if (bytes(logOf(shuffled.map(({ event }) => event)), country, day) !== before) throw new Error('it does')
        if (before.includes('"score"')) compared++
      },
    ),
    { ...settings, numRuns: RUNS * 2 },
  )
  t.ok(compared > RUNS / 2, `${compared} answers with scores`)
})

t.test("a consented deployment never lowers its sponsor's security score", async t => {
  let raised = 0
  const arrival = fc.record({
    occurredOn: fc.integer({ min: dayOf('2021-01-01')!, max: dayOf('2022-12-31')! }).map(isoOf),
    partner: fc.constantFrom('FRA', 'RUS', 'USA', 'EU'),
    role: fc.constantFrom('combat', 'garrison', 'advisory', 'pmc', 'peacekeeping', 'border-guard', 'facility'),
    low: fc.oneof(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 2000, max: 600_000 })),
    consent: fc.constantFrom('invited', 'tolerated'),
    legalBasis: fc.subarray(['a1', 'a2', 'a3']),
    sites: fc.subarray(['s1', 's2', 'harbour']),
    partOf: fc.constantFrom(undefined, undefined, 'f1', 'f2', 'f3'),
    reliability: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F'),
    credibility: fc.integer({ min: 1, max: 6 }),
  })
  fc.assert(
    fc.property(
      history,
      host,
      at,
      arrival,
      (drafts, country, day, { occurredOn, partner, low, reliability, credibility, ...said }) => {
        const events = eventsOf(drafts)
        const parsed = parseEvent({
          type: 'ForcesDeployed',
          country,
          partner,
          occurredOn,
          data: { forceId: 'newcomer', sponsor: partner, strength: { low, high: low }, ...said },
          claim: { sourceId: 'observer', reliability, credibility, modality: 'asserted' },
        })
        if (!parsed.ok) throw new Error('a deployment is an event')
        const score = (log: Log) =>
          log.state(country, day).partners.find(entry => entry.partner === partner)?.scores.security?.score ?? 0
        const before = score(logOf(events))
        const after = score(logOf([...events, { id: idOf(900), event: parsed.event }]))
        if (after < before) throw new Error(`${partner} fell from ${before} to ${after}`)
        if (after > before) raised++
      },
    ),
    { ...settings, numRuns: RUNS * 5 },
  )
  t.ok(raised > RUNS / 2, `raised ${raised} times`)
})

t.test('a mutual treaty is seen alike by both', async t => {
  let allied = 0
  const step = fc.constantFrom(
    'AgreementSigned',
    'AgreementEnteredIntoForce',
    'AgreementSuspended',
    'AgreementResumed',
    'AgreementTerminationNotified',
    'AgreementTerminated',
  )
  const life = fc.array(fc.tuple(step, fc.nat(700), fc.constantFrom('A', 'C', 'E'), fc.constantFrom('NER', 'MLI')), {
    minLength: 1,
    maxLength: 6,
  })
  fc.assert(
    fc.property(life, at, (steps, day) => {
      const events = steps.flatMap(([type, offset, reliability, by], i) => {
        const data: Readonly<Record<string, object>> = {
          AgreementSigned: { kind: 'mutual-defence' },
          AgreementTerminationNotified: { kind: 'mutual-defence', by: [by], noticePeriod: 'P3M' },
          AgreementTerminated: { ground: 'unilateral', by: [by] },
        }
        const parsed = parseEvent({
          type,
          country: by,
          parties: ['NER', 'MLI'],
          occurredOn: isoOf(dayOf('2021-01-01')! + offset),
          data: { agreementId: 'pact', ...data[type] },
          claim: { sourceId: 's', reliability, credibility: 2, modality: 'asserted' },
        })
        return parsed.ok ? { id: idOf(i), event: parsed.event } : []
      })
      const log = logOf(events)
      const seen = (country: string, other: string) => {
        const state = log.state(country, day)
        const entry = state.partners.find(({ partner }) => partner === other)
        return JSON.stringify([entry?.alliance ?? null, state.agreements.map(({ status, endsOn }) => [status, endsOn])])
      }
      const mine = seen('NER', 'MLI')
      if (mine !== seen('MLI', 'NER')) throw new Error(`${mine} and ${seen('MLI', 'NER')}`)
      if (mine.includes('score')) allied++
    }),
    { ...settings, numRuns: RUNS * 3 },
  )
  t.ok(allied > RUNS / 2, `allied ${allied} times`)
})

/** The most that a score may move on a day that is no edge: what decays, and two dates of a month at once (.75 / 31 each). */
const MOST_IN_A_DAY = 0.06

t.test('scores do not jump between the days of change', async t => {
  let days = 0
  let most = 0
  const date = fc
    .integer({ min: dayOf('2021-01-01')!, max: dayOf('2022-12-31')! })
    .chain(day => fc.constantFrom(isoOf(day), isoOf(day).slice(0, 7), isoOf(day).slice(0, 4)))
  fc.assert(
    fc.property(history, fc.array(date, { minLength: 40, maxLength: 40 }), host, (drafts, dates, country) => {
      const events = worldOf(eventsOf(drafts).slice(0, 12), i => ({ occurredOn: dates[i], effectiveOn: undefined }))
      if (events.length === 0) return
      const first = dayOf('2020-12-31')!
      const { lives, facts } = referenceView(events, country, first + 900, events.length, first + 900, policyV1)
      const edges = new Set<Day>([...lives.values()].flatMap(life => edgesOfLife(life, policyV1)))
      for (const { when } of facts) for (const edge of [when.from, when.to, when.earliest, when.latest]) edges.add(edge)
      const log = logOf(events)
      for (const dimension of dimensions) {
        const points = log.series(country, dimension, first, first + 900)
        for (let i = 1; i < points.length; i++) {
          if (edges.has(first + i)) continue
          const [before, now] = [points[i - 1]!.scores, points[i]!.scores]
          for (const partner of new Set([...Object.keys(before), ...Object.keys(now)])) {
            const moved = Math.abs((now[partner] ?? 0) - (before[partner] ?? 0))
            most = Math.max(most, moved)
            if (moved > MOST_IN_A_DAY) throw new Error(`${partner} ${dimension} moved by ${moved} on ${points[i]!.at}`)
          }
          days++
        }
      }
    }),
    { ...settings, numRuns: Math.max(10, Math.round(RUNS / 8)) },
  )
  t.ok(days > 1000, `${days} days without an edge, the largest move ${most}`)
})

function idOf(n: number): string {
  return `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
}

/** The answer without its basis. */
function bytes(log: Log, country: string, day: Day): string {
  const { basis: _basis, ...rest } = log.state(country, day)
  return JSON.stringify(rest)
}

/** The answer without its basis and without what names or counts events. */
function plain(log: Log, country: string, day: Day): string {
  const { basis: _basis, anomalies: _anomalies, upcoming: _upcoming, ...rest } = log.state(country, day)
  return JSON.stringify(rest, (key, value) => (key === 'eventIds' ? undefined : value))
}
