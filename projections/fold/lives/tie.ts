import type { Day } from '../../../events/calendar.js'
import type { DomainEvent, EventType } from '../../../events/catalogue.js'
import type { MeasureWeight, Policy, TieWeight } from '../../policy/policy.js'
import { dateOf, effectOf, type Fact, idsOf } from '../../resolve/fact.js'
import { keyOf, type TieAspect } from '../../resolve/object-ref.js'
import { isTieEvent, type TieEventType } from '../../resolve/routing.js'
import { compareWhen } from '../../values/when.js'
import { type AirDefenceLife, type DemandLife, decisive, type Fold, type TieLife, type TieState } from '../life.js'
import { isMilitary, millionsOf } from '../supply.js'
import { type Lasting, lasting, trackAndSpan, turn } from './lasting.js'

type Turn = { readonly measure?: MeasureWeight; readonly tie?: TieWeight }

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

/** A standing between host and partner that is either so or not. */
export const foldTie: Fold<TieLife, TieAspect> = (object, host, facts, policy) => {
  const { kind: aspect, id: partner } = object
  const life = lasting<TieState>()
  let state: TieState | null = null
  for (const fact of facts) {
    const { event } = fact
    if (!isTieEvent(event.type)) continue
    const made =
      aspect === 'determination' && endsDetermination.has(event.type)
        ? {}
        : turnOf(event, event.type, aspect, life.steps.length > 0)
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

/** Air defence that the partner's own crew operates in the host. */
export const foldAirDefence: Fold<AirDefenceLife> = (object, _host, facts) => {
  const life = lasting<{ readonly crewed: boolean }>()
  for (const fact of facts) {
    if (fact.event.type !== 'AirDefenseDelivered') continue
    const { stage, operatedBy } = fact.event.data
    if (stage === 'withdrawn' || operatedBy === 'host') {
      if (life.steps.length === 0) continue
      life.steps.push({
        when: effectOf(fact),
        state: { crewed: false },
        grip: decisive(fact),
        eventIds: fact.eventIds,
      })
    } else if (stage !== 'promised' && operatedBy === 'partner-crew') {
      turn(life, fact, effectOf(fact), { crewed: true })
    }
  }
  const first = facts[0]!
  return {
    kind: 'air-defence',
    object,
    key: keyOf(object),
    ...trackAndSpan(life.steps, state => state.crewed),
    anomalies: life.anomalies,
    partner: object.id,
    authority: first.event.authority,
    q: life.q ?? first.q,
    eventIds: idsOf(facts),
  }
}

/** The host's demands that all forces of a partner leave, one step each. */
export const foldDemand: Fold<DemandLife> = (object, host, facts) => {
  const life = lasting<{ readonly since: Day }>()
  for (const fact of facts) {
    const { event } = fact
    if (event.type !== 'WithdrawalDemanded' || !event.data.by.includes(host)) continue
    turn(life, fact, effectOf(fact), { since: effectOf(fact).from })
  }
  return {
    kind: 'demand',
    object,
    key: keyOf(object),
    ...trackAndSpan(life.steps, () => true),
    anomalies: life.anomalies,
    partner: object.id,
  }
}
