import type { DomainEvent } from '../../events/catalogue.js'
import type { DateRange } from '../../events/edtf.js'
import { parseEdtf } from '../../events/edtf.js'

export { type Claim, type ClaimStanding, isPointing, NO_EFFECTS, type Resolved, targetsOf } from './recorded.js'
export { resolve } from './revisions.js'

/**
 * The days on which the event happened, as it says; of a vague date those up to its publication, since what is told as
 * having happened had happened by then. An interval of two days (`2025-06-01/2025-06-12`) may be how long it took, and
 * is left as it is; so is a period that coverage is declared for, and what is planned or denied.
 */
export function rangeOf(event: DomainEvent): DateRange {
  const range = readDate(event.occurredOn)
  const { modality, publishedOn } = event.claim
  if (modality !== 'asserted' || publishedOn == null || event.type === 'CoverageDeclared') return range
  if (range.earliest === range.latest || !Number.isFinite(range.latest) || OF_DAYS.test(event.occurredOn)) return range
  const { latest } = readDate(publishedOn)
  if (latest >= range.closedTo || latest < range.closedFrom) return range
  return { ...range, latest, closedTo: latest }
}

const OF_DAYS = /^\d{4}-\d{2}-\d{2}[?~%]?\/\d{4}-\d{2}-\d{2}[?~%]?$/

/** A date that was checked when it was stored. */
export function readDate(text: string): DateRange {
  const range = parseEdtf(text)
  if (range === null) throw new RangeError(`not a date: ${text}`)
  return range
}
