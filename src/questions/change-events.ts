import type { Day } from '../../events/calendar.js'
import { objectsOf } from '../../projections/kinds/objects-of.js'
import { rangeOf, readDate, resolve } from '../../projections/resolve/claim.js'
import { partnersOf } from '../../projections/resolve/routing.js'
import type { Known } from '../../projections/values/place.js'
import type { Steps } from '../../projections/values/steps.js'
import type { HostHistory } from '../state/host/host-history.js'

/**
 * Ids of the events of a host that may have happened or taken effect on a day, as known at a place: of the named partners
 * where any of them did, else of whatever moved something that lasts. Empty where only time passed.
 */
export function* eventsOnDay(
  history: HostHistory,
  day: Day,
  known: Known,
  partners: ReadonlySet<string>,
): Steps<string[]> {
  const near: string[] = []
  const others: string[] = []
  for (const claim of [...history.claims]) {
    if (claim.seq > known) break
    yield
    const { event, standing } = resolve(claim, known)
    if (standing === 'retracted' || standing === 'planned' || standing === 'denied') continue
    if (!mayFallOn(event.occurredOn, day) && !(event.effectiveOn && mayFallOn(event.effectiveOn, day))) continue
    if (partnersOf(event, history.host).some(id => partners.has(id))) near.push(claim.id)
    else if (objectsOf(event, history.host, claim.id).length > 0 || event.type === 'CoupOccurred') others.push(claim.id)
    else if (rangeOf(event).earliest === day) others.push(claim.id)
  }
  return near.length > 0 ? near : others
}

/** First and last days of what is told of a partner in a host, effects included, as known at a place. */
export function* daysOfPartner(history: HostHistory, partner: string, known: Known): Steps<Day[]> {
  const days: Day[] = []
  for (const claim of [...history.claims]) {
    if (claim.seq > known) break
    yield
    const { event, standing } = resolve(claim, known)
    if (standing === 'retracted' || !partnersOf(event, history.host).includes(partner)) continue
    for (const text of [event.occurredOn, event.effectiveOn ?? event.occurredOn]) {
      const { earliest, latest } = readDate(text)
      days.push(...[earliest, latest, latest + 1].filter(Number.isFinite))
    }
  }
  return days
}

/** Whether a date that is not coarser than a month may mean the day. */
function mayFallOn(text: string, day: Day): boolean {
  const { earliest, latest } = readDate(text)
  return earliest <= day && day <= latest && latest - earliest <= 31
}
