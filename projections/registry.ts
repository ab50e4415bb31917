import type { Day } from '../events/calendar.js'
import { definitions, type EventType } from '../events/catalogue.js'
import { PARTNER_STATE_VERSION } from './answers/partner-state.js'
import type { Policy } from './policy/policy.js'
import { type Logged, referenceAnswer } from './reference.js'
import type { Known } from './values/place.js'

/** A country on a day, as known at a place of the log on a day. */
export interface ProjectionQuestion {
  readonly host: string
  readonly at: Day
  /** Place of the last event that is known. */
  readonly known: Known
  readonly knownDay: Day
}

/** Something that is worked out of the log, and can be worked out again from nothing. */
export interface Projection<Answer = unknown> {
  readonly name: string
  /** Another version answers the same question about the same log with other bytes. */
  readonly version: number
  /** Types of events that can change an answer; all others are passed over. */
  readonly handles: ReadonlySet<EventType>
  /**
   * Starts again: the answer to one question from the whole log, with nothing kept from before. It says what the answer
   * is; whatever is faster has to give the same bytes.
   */
  readonly fromScratch: (log: readonly Logged[], question: ProjectionQuestion, policy: Policy) => Answer
}

/**
 * The state of a day and the runs of status up to it. It handles every type: one that moves no object and does not fade
 * can still raise an anomaly.
 */
export const partnerState: Projection<ReturnType<typeof referenceAnswer>> = {
  name: 'partner-state',
  version: PARTNER_STATE_VERSION,
  handles: new Set(definitions.map(({ type }) => type)),
  fromScratch: (log, { host, at, known, knownDay }, policy) => referenceAnswer(log, host, at, known, knownDay, policy),
}

/** Every projection there is. A new one is one entry here. */
export const projections: readonly Projection[] = [partnerState]

/** Name and version, as the basis of an answer shows them: `partner-state@2`. */
export function projectionId({ name, version }: Projection): string {
  return `${name}@${version}`
}
