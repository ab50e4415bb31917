import { type Day, dayOfInstant } from '../../events/calendar.js'
import type { View } from '../../projections/evaluate/view.js'
import { partnerState, projectionId } from '../../projections/registry.js'
import { lastOf } from '../../projections/values/place.js'
import type { HostHistory } from '../state/host/host-history.js'
import type { Reading } from '../state/reading.js'
import type { Position } from '../store/store.js'
import type { Basis } from '../wire/answers.js'
import type { Knowledge } from './knowledge.js'

/** What every question is answered from: a reading of the log, and the clock that dates its present. */
export interface Standpoint {
  readonly reading: Reading
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** The basis of an answer about all countries. */
export function basisOf({ reading }: Standpoint, { known, instant }: Knowledge): Basis {
  return basisAt(reading, reading.log.position(lastOf(known)), instant)
}

/** The basis of an answer about one country: later events about others leave it as it is. */
export function hostBasis({ reading }: Standpoint, history: HostHistory, { known, instant }: Knowledge): Basis {
  return basisAt(reading, reading.log.position(history.lastTouch(known)), instant)
}

const PARTNER_STATE = projectionId(partnerState)

function basisAt({ policy, policyHash }: Reading, position: Position | null, asKnownAt: string | null): Basis {
  return { position, asKnownAt, policy: policy.id, policyHash, projection: PARTNER_STATE }
}

/**
 * The day of the state of knowledge, at which coverage ends: that of the instant asked for. A position is what is known
 * until the next event that concerns the country, so its day is that of the next one, or today.
 */
export function knownDayOf({ reading, now }: Standpoint, history: HostHistory, { known, day }: Knowledge): Day {
  if (day !== null) return day
  const next = history.nextTouch(known)
  return dayOfInstant(next === null ? now() : reading.log.recordedAt(next)!)
}

/** What is known of a country on a day. */
export function viewOf(from: Standpoint, history: HostHistory, at: Day, knowledge: Knowledge): View {
  return history.viewAt(at, knowledge.known, knownDayOf(from, history, knowledge))
}
