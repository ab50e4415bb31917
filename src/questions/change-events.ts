import type { Day } from '../../events/calendar.js'
import { objectsOf } from '../../projections/kinds/objects-of.js'
import { rangeOf, readDate } from '../../projections/resolve/claim.js'
import { partnersOf } from '../../projections/resolve/routing.js'
import type { Known } from '../../projections/values/place.js'
import { upperBound } from '../../projections/values/search.js'
import type { Steps } from '../../projections/values/steps.js'
import type { HostHistory } from '../state/host/host-history.js'
import { toldOf } from './told-of.js'

/**
 * For each of some days, ids of the events of a host that may have happened or taken effect on it, as known at a place: of
 * the partners named with the day where any of them did, else of whatever moved something that lasts. Empty where only time
 * passed.
 */
export function* eventsOnDays(
  history: HostHistory,
  days: ReadonlyMap<Day, ReadonlySet<string>>,
  known: Known,
): Steps<(day: Day) => readonly string[]> {
  const found = new Map([...days.keys()].map(day => [day, { near: [] as string[], others: [] as string[] }]))
  const ordered = [...days.keys()].sort((a, b) => a - b)
  if (ordered.length > 0) {
    yield* toldOf(history, known, ({ claim, event, standing }) => {
      if (standing === 'retracted' || standing === 'planned' || standing === 'denied') return
      const dates = event.effectiveOn ? [event.occurredOn, event.effectiveOn] : [event.occurredOn]
      for (const day of new Set(dates.flatMap(date => daysIn(date, ordered)))) {
        const { near, others } = found.get(day)!
        if (partnersOf(event, history.host).some(id => days.get(day)!.has(id))) near.push(claim.id)
        else if (objectsOf(event, history.host, claim.id).length > 0 || event.type === 'CoupOccurred')
          others.push(claim.id)
        else if (rangeOf(event).earliest === day) others.push(claim.id)
      }
    })
  }
  return day => {
    const { near, others } = found.get(day)!
    return near.length > 0 ? near : others
  }
}

/** Those of some days that a date may mean, where it is not coarser than a month. */
function daysIn(date: string, ordered: readonly Day[]): readonly Day[] {
  const { earliest, latest } = readDate(date)
  return latest - earliest > 31 ? [] : ordered.slice(upperBound(ordered, earliest - 1), upperBound(ordered, latest))
}
