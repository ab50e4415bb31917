import type { DomainEvent, EventType } from '../../events/catalogue.js'
import { lapsed } from '../fold/lapse.js'
import { type Lasting, lasting, trackAndSpan, turn } from '../fold/lasting.js'
import type { LifeOf } from '../fold/life.js'
import { orderBy } from '../fold/life-order.js'
import { isMilitary, millionsOf } from '../fold/supply.js'
import { mix, stepAt } from '../fold/track.js'
import type { MeasureWeight, Policy, TieWeight } from '../policy/policy.js'
import { dateOf, effectOf, type Fact } from '../resolve/fact.js'
import { creditOf } from '../resolve/grading.js'
import { keyOf, type ObjectRef } from '../resolve/object-ref.js'
import { partnersOf } from '../resolve/routing.js'
import { type Estimate, times } from '../values/estimate.js'
import { compareWhen } from '../values/when.js'
import { add, type Component, eventIdsUpTo, exactly, negative } from './component.js'
import { type Kind, type OnDay, routesOf } from './kind.js'

/** A standing between the host and one partner: aid runs, an embassy is closed, relations are severed. */
export interface TieState {
  readonly measure: MeasureWeight | null
  readonly tie: TieWeight | null
  /** Share of the weight, by how much it is. */
  readonly share: number
  readonly since: string
  readonly by: readonly string[]
}

export interface TieLife extends LifeOf<'tie', TieState> {
  readonly aspect: TieAspect
  readonly partner: string
  readonly authority: string | undefined
  readonly q: Estimate
}

type Turn = { readonly measure?: MeasureWeight; readonly tie?: TieWeight }

/** The types of events that make or end each tie. */
const types = {
  recognition: ['RegimeRecognised', 'RecognitionWithheld'],
  determination: ['LegalDeterminationMade', 'JointOperationsResumed', 'AidResumed'],
  operations: ['JointOperationsSuspended', 'JointOperationsResumed'],
  aid: ['AidStarted', 'AidSuspended', 'AidResumed', 'AidEnded'],
  'military-aid': ['AidStarted', 'AidSuspended', 'AidResumed', 'AidEnded'],
  ambassador: ['AmbassadorAppointed', 'AmbassadorRecalled', 'AmbassadorExpelled', 'AmbassadorReturned'],
  embassy: ['EmbassyOpened', 'EmbassyDowngraded', 'EmbassyClosed', 'EmbassyReopened'],
  relations: ['RelationsEstablished', 'RelationsSevered', 'RelationsRestored'],
} as const satisfies Readonly<Record<string, readonly EventType[]>>

/** A standing between a host and one partner: it is so or not. */
export type TieAspect = keyof typeof types
type TieEventType = (typeof types)[TieAspect][number]

const begins = { AidStarted: 2, JointOperationsSuspended: 2, LegalDeterminationMade: 2 } as const
const ends = ['AidEnded', 'JointOperationsResumed'] as const

const everyTie = {
  order: orderBy(begins, ends),
  fold,
  lapse: (life, host) =>
    lapsed(life, {
      of: ({ measure, tie: sign }) => (measure !== null || sign !== null ? [host, life.partner] : []),
      without: state => ({ ...state, measure: null, tie: null }),
      goesOn: ({ measure, tie: sign }) => measure !== null || sign !== null,
    }),
  edges: () => [],
  outlasts: false,
  weigh,
  fadesByBreach: false,
  users(life, at) {
    return stepAt(life.track, at)?.state.tie === 'aid-running' ? [{ partner: life.partner, since: null }] : []
  },
  // Measures that the contract names; an embassy that is only downgraded shows in the scores.
  entry(life, { at }) {
    const step = stepAt(life.track, at)
    if (step === null || step.state.measure === null || step.state.measure === 'embassy-downgraded') return null
    const { partner } = life
    const { measure: type, since, by: told } = step.state
    const by = told.length > 0 ? told : [partner]
    return { list: 'measures', entry: { type, partner, by, since, eventIds: eventIdsUpTo(life.track.steps, step) } }
  },
} satisfies Omit<Kind<TieAspect, TieLife>, 'name' | 'routes'>

function tie<A extends TieAspect>(name: A) {
  return { name, routes: routesOf<(typeof types)[A][number]>(types[name], partnersOf), ...everyTie }
}

export const ties = {
  recognition: tie('recognition'),
  determination: tie('determination'),
  operations: tie('operations'),
  aid: tie('aid'),
  'military-aid': tie('military-aid'),
  ambassador: tie('ambassador'),
  embassy: tie('embassy'),
  relations: tie('relations'),
}

/** What each type makes of a tie; an empty turn ends what stood. */
const turns: Readonly<Record<TieEventType, Turn>> = {
  RegimeRecognised: { tie: 'regime-recognised' },
  RecognitionWithheld: { tie: 'recognition-withheld' },
  JointOperationsSuspended: { measure: 'operations-suspended' },
  JointOperationsResumed: {},
  LegalDeterminationMade: { measure: 'determination' },
  AidStarted: { tie: 'aid-running' },
  AidSuspended: { measure: 'aid-suspended' },
  AidResumed: { tie: 'aid-running' },
  AidEnded: {},
  AmbassadorAppointed: { tie: 'ambassador-present' },
  AmbassadorReturned: { tie: 'ambassador-present' },
  AmbassadorRecalled: { measure: 'ambassador-absent' },
  AmbassadorExpelled: { measure: 'ambassador-absent' },
  EmbassyOpened: { tie: 'embassy-open' },
  EmbassyReopened: { tie: 'embassy-open' },
  EmbassyDowngraded: { measure: 'embassy-downgraded' },
  EmbassyClosed: { measure: 'embassy-closed' },
  RelationsEstablished: { tie: 'relations-established' },
  RelationsRestored: { tie: 'relations-established' },
  RelationsSevered: { measure: 'relations-severed' },
}

/** In these two any event of the other aspect's resumption ends the determination and leaves nothing in its place. */
const endsDetermination: ReadonlySet<EventType> = new Set(['AidResumed', 'JointOperationsResumed'])

const oddities: { readonly [T in EventType]?: { after: MeasureWeight | null; code: string; detail: string } } = {
  EmbassyClosed: { after: 'embassy-closed', code: 'embassy-closed-twice', detail: 'it had been closed' },
  RelationsSevered: { after: 'relations-severed', code: 'relations-severed-twice', detail: 'they had been severed' },
}

function fold(object: ObjectRef, host: string, facts: readonly Fact[], policy: Policy): TieLife {
  const { id: partner } = object
  const aspect = object.kind as TieAspect
  const life = lasting<TieState>()
  let state: TieState | null = null
  for (const fact of facts) {
    const { event } = fact
    const made =
      aspect === 'determination' && endsDetermination.has(event.type)
        ? {}
        : turnOf(event, event.type as TieEventType, aspect, life.steps.length > 0)
    if (made === null) continue
    const ends = made.measure === undefined && made.tie === undefined
    if (ends && state === null) {
      if (event.type === 'JointOperationsResumed' && aspect === 'operations') {
        life.anomalies.push({
          code: 'resumption-without-suspension',
          detail: 'joint operations were not known to be suspended',
          eventIds: fact.eventIds,
        })
      }
      continue
    }
    const odd = oddities[event.type]
    if (odd && state?.measure === odd.after) {
      life.anomalies.push({ code: odd.code, detail: odd.detail, eventIds: fact.eventIds })
    }
    state = next(life, fact, made, state, host, policy)
  }
  const first = facts[0]!
  return {
    kind: 'tie',
    object,
    key: keyOf(object),
    ...trackAndSpan(life.steps, last => last.measure !== null || last.tie !== null),
    anomalies: life.anomalies,
    aspect,
    partner,
    authority: first.event.authority,
    q: life.q ?? first.q,
  }
}

/** Military aid runs beside what else is given, and stops with it; only what is said to be military begins it. */
function turnOf(event: DomainEvent, type: TieEventType, aspect: TieAspect, known: boolean): Turn | null {
  if (aspect !== 'military-aid') return turns[type]
  if (type === 'AidSuspended' || type === 'AidEnded') return {}
  const begins = isMilitary((event as DomainEvent<'AidStarted'>).data.kind)
  return begins || (type === 'AidResumed' && known) ? { tie: 'military-aid-running' } : null
}

function shareOf(fact: Fact, tie: TieWeight | null, before: TieState | null, policy: Policy): number {
  if (tie !== 'military-aid-running') return 1
  const { unstated, least, most, fullMillions, exponent } = policy.supply.aidShare
  const millions = millionsOf((fact.event as DomainEvent<'AidStarted'>).data.amount)
  if (millions === null) return before?.tie === tie ? before.share : unstated
  return Math.max(least, Math.min(most, (millions / fullMillions) ** exponent))
}

function next(
  life: Lasting<TieState>,
  fact: Fact,
  made: Turn,
  before: TieState | null,
  host: string,
  policy: Policy,
): TieState {
  const when = effectOf(fact)
  const measure = made.measure ?? null
  const tie = made.tie ?? null
  const same = before !== null && before.measure === measure && before.tie === tie
  const by = (fact.event.data as { by?: readonly string[] }).by ?? []
  const share = shareOf(fact, tie, before, policy)
  const state: TieState = { measure, tie, share, since: same ? before.since : when.text, by: by.length > 0 ? by : [] }
  turn(life, fact, when, state)
  const until = dateOf(fact, event => (event as DomainEvent<'EmbassyClosed'>).data.until)
  if (fact.event.type !== 'EmbassyClosed' || until === null || compareWhen(when, until) >= 0) return state
  const reopened: TieState = { measure: null, tie: 'embassy-open', share: 1, since: until.text, by: [host] }
  turn(life, fact, until, reopened)
  return reopened
}

function weigh(life: TieLife, { at, policy }: OnDay): readonly Component[] {
  const step = stepAt(life.track, at)
  const components: Component[] = []
  const credit = creditOf(life.q, policy)
  const names = new Set(life.track.steps.flatMap(({ state }) => state.measure ?? state.tie ?? []))
  for (const name of names) {
    const measure = name in policy.measures
    const weights = measure
      ? negative(policy.measures[name as keyof typeof policy.measures])
      : policy.ties[name as keyof typeof policy.ties]
    const value = times(
      mix(life.track, at, state => exactly((state.measure ?? state.tie) === name ? state.share : 0)),
      credit,
    )
    add(components, weights, value, life.partner, {
      key: life.key,
      authority: life.authority,
      provision: false,
      probability: value.point,
      text: `${name.replaceAll('-', ' ')}: ${life.partner}`,
      eventIds: eventIdsUpTo(life.track.steps, step),
    })
  }
  return components
}
