import type { DomainEvent, EventType } from '../../../events/catalogue.js'
import { isMilitary } from '../../fold/supply.js'
import type { MeasureWeight, TieWeight } from '../../policy/policy.js'

/** The types of events that make or end each tie. */
export const tieTypes = {
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
export type TieAspect = keyof typeof tieTypes
export type TieEventType = (typeof tieTypes)[TieAspect][number]

/** What stands against a tie, a sign of it, or neither any more. */
export type TieChange = Measure | Sign | Nothing
export interface Measure {
  readonly stands: 'measure'
  readonly weight: MeasureWeight
}
export interface Sign {
  readonly stands: 'sign'
  readonly weight: TieWeight
}
export interface Nothing {
  readonly stands: 'nothing'
}

const measure = (weight: MeasureWeight): TieChange => ({ stands: 'measure', weight })
const sign = (weight: TieWeight): TieChange => ({ stands: 'sign', weight })
export const nothing: Nothing = { stands: 'nothing' }

export function weightOf(change: TieChange): MeasureWeight | TieWeight | null {
  return change.stands === 'nothing' ? null : change.weight
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

/** The resumption of aid or of joint operations ends a legal determination and leaves nothing in its place. */
const endsDetermination: ReadonlySet<EventType> = new Set(['AidResumed', 'JointOperationsResumed'])

/** What an event makes of one tie; null where it says nothing of it. `known`: something of the tie was there before. */
export function changeOf(event: DomainEvent, aspect: TieAspect, known: boolean): TieChange | null {
  if (aspect === 'determination' && endsDetermination.has(event.type)) return nothing
  if (aspect === 'military-aid') return militaryAid(event, known)
  return changes[event.type as TieEventType]
}

/** Military aid runs beside what else is given, and stops with it; only what is said to be military begins it. */
function militaryAid(event: DomainEvent, known: boolean): TieChange | null {
  if (event.type === 'AidSuspended' || event.type === 'AidEnded') return nothing
  const begins = isMilitary((event as DomainEvent<'AidStarted'>).data.kind)
  return begins || (event.type === 'AidResumed' && known) ? sign('military-aid-running') : null
}
