import type { Day } from '../../../events/calendar.js'
import type { Known } from '../../../projections/values/place.js'
import { upperBound } from '../../../projections/values/search.js'
import { type Counter, createCounter } from './versions.js'

/** Days on which something of a host can change, as known at any place of the log. */
export interface EdgeIndex {
  add(days: readonly Day[], known: Known): void
  remove(days: readonly Day[], known: Known): void
  /** Edges as known now, ascending. */
  present(): readonly Day[]
  /** Edges as known at a place, ascending. */
  daysAt(known: Known): Day[]
}

/** From so many changed days on, sorting everything anew is cheaper than putting each in its place. */
const MANY = 64

export function createEdgeIndex(): EdgeIndex {
  const counters = new Map<Day, Counter>()
  const changed = new Set<Day>()
  let sorted: Day[] = []

  function change(days: readonly Day[], known: Known, by: 1 | -1): void {
    for (const day of days) {
      let counter = counters.get(day)
      if (counter === undefined) {
        counter = createCounter()
        counters.set(day, counter)
      }
      counter.add(known, by)
      changed.add(day)
    }
  }

  function daysAt(known: Known): Day[] {
    const days: Day[] = []
    for (const [day, counter] of counters) if (counter.at(known) > 0) days.push(day)
    return days.sort((a, b) => a - b)
  }

  return {
    add: (days, known) => change(days, known, 1),
    remove: (days, known) => change(days, known, -1),
    present() {
      if (changed.size > MANY) sorted = daysAt(Number.POSITIVE_INFINITY)
      else {
        for (const day of changed) {
          const at = upperBound(sorted, day - 1)
          const isIn = sorted[at] === day
          const isEdge = counters.get(day)!.at(Number.POSITIVE_INFINITY) > 0
          if (isEdge && !isIn) sorted.splice(at, 0, day)
          else if (!isEdge && isIn) sorted.splice(at, 1)
        }
      }
      changed.clear()
      return sorted
    },
    daysAt,
  }
}
