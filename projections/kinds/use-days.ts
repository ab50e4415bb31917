import { type Day, dayFrom, yearOf } from '../../events/calendar.js'
import type { DomainEvent } from '../../events/catalogue.js'
import { rangeOf, readDate } from '../resolve/claim.js'

/** The first day by the end of which what an event tells of has more likely been done than not. */
export function dayOfUse(event: DomainEvent): Day {
  const { closedFrom, closedTo } = event.effectiveOn ? readDate(event.effectiveOn) : rangeOf(event)
  return closedFrom - 1 + Math.ceil((closedTo - closedFrom + 1) / 2)
}

/**
 * From when on it counts as a use: of a date that is not known to the day, the first day in the year of the likeliest, since
 * what may be there already is not unused meanwhile.
 */
export function usedSince(event: DomainEvent): Day {
  const { closedFrom } = event.effectiveOn ? readDate(event.effectiveOn) : rangeOf(event)
  return Math.max(closedFrom, dayFrom(yearOf(dayOfUse(event)), 1, 1))
}
