import type { DomainEvent } from '../../events/catalogue.js'
import type { DateRange } from '../../events/edtf.js'
import { parseEdtf } from '../../events/edtf.js'

export { type Claim, type ClaimStanding, isPointing, NO_EFFECTS, type Resolved, targetsOf } from './recorded.js'
export { resolve } from './revisions.js'

/** The days on which the event happened, as it says. */
export function rangeOf(event: DomainEvent): DateRange {
  return readDate(event.occurredOn)
}

/** A date that was checked when it was stored. */
export function readDate(text: string): DateRange {
  const range = parseEdtf(text)
  if (range === null) throw new RangeError(`not a date: ${text}`)
  return range
}
