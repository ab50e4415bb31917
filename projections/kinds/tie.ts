import type { DomainEvent, EventType } from '../../events/catalogue.js'
import { lapsed } from '../fold/lapse.js'
import { enter, type Lasting, lasting, trackAndSpan } from '../fold/lasting.js'
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
export type TieState = { readonly since: string; readonly by: readonly string[] } & (
  | Measure
  // Share of the weight, by how much there is of it.
  | (Sign & { readonly share: number })
  | Nothing
)

/** What stands against a tie, a sign of it, or neither any more. */
type TieChange = Measure | Sign | Nothing
interface Measure {
  readonly stands: 'measure'
  readonly weight: MeasureWeight
}
interface Sign {
  readonly stands: 'sign'
  readonly weight: TieWeight
}
interface Nothing {
  readonly stands: 'nothing'
}

const measure = (weight: MeasureWeight): TieChange => ({ stands: 'measure', weight })
const sign = (weight: TieWeight): TieChange => ({ stands: 'sign', weight })
const nothing: TieChange = { stands: 'nothing' }

function weightOf(turn: TieChange): MeasureWeight | TieWeight | null {
  return turn.stands === 'nothing' ? null : turn.weight
}

export interface TieLife extends LifeOf<'tie', TieState> {
  readonly aspect: TieAspect
  readonly partner: string
  readonly authority: string | undefined
  readonly q: Estimate
}

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

function goesOn({ stands }: TieChange): boolean {
  return stands !== 'nothing'
}

const begins = { AidStarted: 2, JointOperationsSuspended: 2, LegalDeterminationMade: 2 } as const
const ends = ['AidEnded', 'JointOperationsResumed'] as const

const everyTie = {
  order: orderBy(begins, ends),
  fold,
  lapse: (life, host) =>
    lapsed(life, {
      of: state => (goesOn(state) ? [host, life.partner] : []),
      without: ({ since, by }) => ({ ...nothing, since, by }),
      goesOn,
    }),
  edges: () => [],
  outlasts: false,
  weigh,
  fadesByBreach: false,
  users(life, at) {
    const state = stepAt(life.track, at)?.state
    return state !== undefined && weightOf(state) === 'aid-running' ? [{ partner: life.partner, since: null }] : []
  },
  // Measures that the contract names; an embassy that is only downgraded shows in the scores.
  entry(life, { at }) {
    const step = stepAt(life.track, at)
    if (step?.state.stands !== 'measure' || step.state.weight === 'embassy-downgraded') return null
    const { partner } = life
    const { weight: type, since, by: told } = step.state
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

/** What each type makes of a tie. */
const changes: Readonly<Record<TieEventType, TieChange>> = {
  RegimeRecognised: sign('regime-recognised'),
  RecognitionWithheld: sign('recognition-withheld'),
  JointOperationsSuspended: measure('operations-suspended'),
  JointOperationsResumed: nothing,
  LegalDeterminationMade: measure('determination'),
  AidStarted: sign('aid-running'),
  AidSuspended: measure('aid-suspended'),
  AidResumed: sign('aid-running'),
  AidEnded: nothing,
  AmbassadorAppointed: sign('ambassador-present'),
  AmbassadorReturned: sign('ambassador-present'),
  AmbassadorRecalled: measure('ambassador-absent'),
  AmbassadorExpelled: measure('ambassador-absent'),
  EmbassyOpened: sign('embassy-open'),
  EmbassyReopened: sign('embassy-open'),
  EmbassyDowngraded: measure('embassy-downgraded'),
  EmbassyClosed: measure('embassy-closed'),
  RelationsEstablished: sign('relations-established'),
  RelationsRestored: sign('relations-established'),
  RelationsSevered: measure('relations-severed'),
}

/** In these two any event of the other aspect's resumption ends the determination and leaves nothing in its place. */
const endsDetermination: ReadonlySet<EventType> = new Set(['AidResumed', 'JointOperationsResumed'])

const repeated: { readonly [T in EventType]?: { after: MeasureWeight; code: string; detail: string } } = {
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
        ? nothing
        : changeOf(event, event.type as TieEventType, aspect, life.steps.length > 0)
    if (made === null) continue
    if (made.stands === 'nothing' && state === null) {
      if (event.type === 'JointOperationsResumed' && aspect === 'operations') {
        life.anomalies.push({
          code: 'resumption-without-suspension',
          detail: 'joint operations were not known to be suspended',
          eventIds: fact.eventIds,
        })
      }
      continue
    }
    const odd = repeated[event.type]
    if (odd && state !== null && weightOf(state) === odd.after) {
      life.anomalies.push({ code: odd.code, detail: odd.detail, eventIds: fact.eventIds })
    }
    state = next(life, fact, made, state, host, policy)
  }
  const first = facts[0]!
  return {
    kind: 'tie',
    object,
    key: keyOf(object),
    ...trackAndSpan(life.steps, goesOn),
    anomalies: life.anomalies,
    aspect,
    partner,
    authority: first.event.authority,
    q: life.q ?? first.q,
  }
}

/** Military aid runs beside what else is given, and stops with it; only what is said to be military begins it. */
function changeOf(event: DomainEvent, type: TieEventType, aspect: TieAspect, known: boolean): TieChange | null {
  if (aspect !== 'military-aid') return changes[type]
  if (type === 'AidSuspended' || type === 'AidEnded') return nothing
  const begins = isMilitary((event as DomainEvent<'AidStarted'>).data.kind)
  return begins || (type === 'AidResumed' && known) ? sign('military-aid-running') : null
}

function shareOf(fact: Fact, { weight }: Sign, before: TieState | null, policy: Policy): number {
  if (weight !== 'military-aid-running') return 1
  const { unstated, least, most, fullMillions, exponent } = policy.supply.aidShare
  const millions = millionsOf((fact.event as DomainEvent<'AidStarted'>).data.amount)
  if (millions === null) return before?.stands === 'sign' && before.weight === weight ? before.share : unstated
  return Math.max(least, Math.min(most, (millions / fullMillions) ** exponent))
}

function next(
  life: Lasting<TieState>,
  fact: Fact,
  made: TieChange,
  before: TieState | null,
  host: string,
  policy: Policy,
): TieState {
  const when = effectOf(fact)
  const same = before !== null && weightOf(before) === weightOf(made)
  const { by = [] } = fact.event.data as { readonly by?: readonly string[] }
  const said = { since: same ? before.since : when.text, by }
  const state: TieState =
    made.stands === 'sign' ? { ...made, ...said, share: shareOf(fact, made, before, policy) } : { ...made, ...said }
  enter(life, fact, when, state)
  const until = dateOf(fact, event => (event as DomainEvent<'EmbassyClosed'>).data.until)
  if (fact.event.type !== 'EmbassyClosed' || until === null || compareWhen(when, until) >= 0) return state
  const since = until.text
  const reopened: TieState = { stands: 'sign', weight: 'embassy-open', share: 1, since, by: [host] }
  enter(life, fact, until, reopened)
  return reopened
}

function weigh(life: TieLife, { at, policy }: OnDay): readonly Component[] {
  const step = stepAt(life.track, at)
  const components: Component[] = []
  const credit = creditOf(life.q, policy)
  const standing = new Map(life.track.steps.map(({ state }) => [weightOf(state), state as TieChange]))
  for (const [name, made] of standing) {
    if (made.stands === 'nothing') continue
    const weights = made.stands === 'measure' ? negative(policy.measures[made.weight]) : policy.ties[made.weight]
    const share = (state: TieState) => (weightOf(state) !== name ? 0 : state.stands === 'sign' ? state.share : 1)
    const value = times(
      mix(life.track, at, state => exactly(share(state))),
      credit,
    )
    add(components, weights, value, life.partner, {
      key: life.key,
      authority: life.authority,
      provision: false,
      probability: value.point,
      text: `${made.weight.replaceAll('-', ' ')}: ${life.partner}`,
      eventIds: eventIdsUpTo(life.track.steps, step),
    })
  }
  return components
}
