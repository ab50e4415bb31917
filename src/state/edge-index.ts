import type { Day } from '../../events/calendar.js'
import { type Counter, createCounter } from './versions.js'

/** Days on which something of a host can change, as known at any place of the log. */
export interface EdgeIndex {
  add(days: readonly Day[], known: number): void
  remove(days: readonly Day[], known: number): void
  /** Days that are edges as known at a place, in no order. */
  daysAt(known: number): Day[]
}

export function createEdgeIndex(): EdgeIndex {
  const counters = new Map<Day, Counter>()
  const change = (days: readonly Day[], known: number, by: 1 | -1) => {
    for (const day of days) {
      let counter = counters.get(day)
      if (counter === undefined) {
        counter = createCounter()
        counters.set(day, counter)
      }
      counter.add(known, by)
    }
  }
  return {
    add: (days, known) => change(days, known, 1),
    remove: (days, known) => change(days, known, -1),
    daysAt: known => [...counters].filter(([, counter]) => counter.at(known) > 0).map(([day]) => day),
  }
}
