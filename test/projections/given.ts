import type { Test } from 'tap'
import { dayOf } from '../../events/calendar.js'
import { canonicalBody, parseEvent } from '../../events/parse.js'
import type { Policy } from '../../projections/policy/policy.js'
import { policyV1 } from '../../projections/policy/v1.js'
import { createAnswers } from '../../src/questions/answers.js'
import { wholeOf } from '../../src/questions/pieces.js'
import { createLogIndex } from '../../src/state/log-index.js'
import { createReading } from '../../src/state/reading.js'

/** An event in short: a claim and the like are filled in, everything that is said wins. */
export interface Said {
  readonly type: string
  readonly on: string
  readonly id?: string
  /** Day of recording; without one the events follow each other in 2040, after every date of the tests. */
  readonly recorded?: string
  readonly data?: Readonly<Record<string, unknown>>
  readonly claim?: Readonly<Record<string, unknown>>
  readonly [field: string]: unknown
}

/** Fields of the envelope that an event has besides. */
export type Fields = object
type State = ReturnType<ReturnType<typeof createAnswers>['state']>

/** The host of nearly every test: an ordinary state, named so that no case of the dossier is meant. */
export const HOST = 'URY'

export function idOf(n: number): string {
  return `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
}

/** An event of the host with a partner. */
export function said(type: string, on: string, partner: string | null, data: object = {}, fields: Fields = {}): Said {
  return { type, on, ...(partner === null ? {} : { partner }), data: { ...data }, ...fields }
}

export const force = (on: string, sponsor: string, forceId: string, data: object = {}, fields: Fields = {}): Said =>
  said('ForcesDeployed', on, sponsor, { forceId, sponsor, role: 'garrison', ...data }, fields)

export const signed = (
  on: string,
  partner: string | null,
  agreementId: string,
  kind: string,
  data: object = {},
  fields: Fields = {},
): Said => said('AgreementSigned', on, partner, { agreementId, kind, onSignature: true, ...data }, fields)

/** What was said, in the order of the log. */
export function given(...events: readonly Said[]) {
  return givenUnder(policyV1, ...events)
}

export function givenUnder(policy: Policy, ...events: readonly Said[]) {
  const record = createLogIndex()
  const claims = events.map((event, i) => {
    const { on, id = idOf(i), recorded, claim, data = {}, ...fields } = event
    const named = { country: HOST, ...fields }
    const parsed = parseEvent({
      ...(event.type === 'SourceRegraded' || 'targetEventId' in data || 'targetEventIds' in data ? fields : named),
      occurredOn: on,
      data,
      claim: { sourceId: 'test-material', reliability: 'A', credibility: 1, modality: 'asserted', ...claim },
    })
    if (!parsed.ok) throw new Error(`${event.type} ${on}: ${JSON.stringify(parsed)}`)
    const recordedAt = recorded
      ? `${recorded}T12:00:00.000Z`
      : new Date(Date.UTC(2040, 0, 1) + i * 60_000).toISOString()
    record.add({
      id,
      type: parsed.event.type,
      body: canonicalBody(parsed.event),
      meta: '{}',
      recordedAt,
      position: String(i).padStart(8, '0'),
      stream: `country-${HOST}`,
      revision: i,
    })
    return id
  })
  const answers = createAnswers(createReading(record, policy), () => Date.UTC(2041, 0, 1))
  const day = (date: string) => dayOf(date)!
  /** `known`: how many events of the log are known; a date, what was recorded by its end. */
  const knowledge = (known?: number | string) =>
    known === undefined
      ? answers.present()
      : typeof known === 'string'
        ? answers.asKnownAt(known)!
        : { known: known - 1, instant: null, day: null }
  const stateOf = (date: string, known?: number | string, country = HOST): State =>
    answers.state(answers.history(country)!, day(date), knowledge(known))
  return {
    ids: claims,
    answers,
    state: stateOf,
    at: (date: string, known?: number | string, country?: string) => reader(stateOf(date, known, country)),
    explain: (
      date: string,
      partner: string,
      dimension: 'security' | 'arms' | 'diplomatic' | 'economic' = 'security',
      limit = 50,
      country = HOST,
    ) =>
      answers.explanation(answers.history(country)!, { at: day(date), dimension, partner, limit }, answers.present()),
    anomalies: (country = HOST, known?: number | string) =>
      wholeOf(answers.anomalies([answers.history(country)!], knowledge(known))).anomalies.map(({ code }) => code),
  }
}

export interface Expected {
  readonly status?: string
  readonly primary?: string | null
  readonly contenders?: readonly string[]
  readonly disputed?: readonly string[]
  readonly allies?: readonly string[]
  /** Status of agreements; null: not listed. */
  readonly agreements?: Readonly<Record<string, string | null>>
  /** Ids of the forces present, in order of id. */
  readonly forces?: readonly string[]
  readonly memberships?: Readonly<Record<string, string | null>>
  /** `type:partner` of every measure, sorted. */
  readonly measures?: readonly string[]
}

/** One day's answer, easy to read and to expect something of. */
export function reader(state: State) {
  const partner = (id: string) => state.partners.find(entry => entry.partner === id)
  const scored = (id: string, dimension: keyof State['dimensions'] = 'security') =>
    partner(id)?.scores[dimension] ?? { score: 0, low: 0, high: 0 }
  const agreement = (id: string) => state.agreements.find(entry => entry.agreementId === id)
  const force = (id: string) => state.forces.find(entry => entry.forceId === id)
  return {
    state,
    score: (id: string, dimension?: keyof State['dimensions']) => scored(id, dimension).score,
    scored,
    roles: (id: string) => partner(id)?.roles ?? [],
    agreement,
    force,
    expect(t: Test, expected: Expected, why: string): void {
      const security = state.dimensions.security as State['dimensions']['security'] & { allies: readonly string[] }
      const found: Record<string, unknown> = {}
      for (const key of Object.keys(expected) as (keyof Expected)[]) {
        if (key === 'agreements') {
          found[key] = Object.fromEntries(Object.keys(expected[key]!).map(id => [id, agreement(id)?.status ?? null]))
        } else if (key === 'memberships') {
          found[key] = Object.fromEntries(
            Object.keys(expected[key]!).map(id => [
              id,
              state.memberships.find(({ organisation }) => organisation === id)?.status ?? null,
            ]),
          )
        } else if (key === 'forces') found[key] = state.forces.map(({ forceId }) => forceId)
        else if (key === 'measures') found[key] = state.measures.map(({ type, partner: by }) => `${type}:${by}`).sort()
        else found[key] = security[key]
      }
      t.same(found, expected, `${state.at}: ${why}`)
    },
  }
}
