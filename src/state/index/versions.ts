import type { Known } from '../../../projections/values/place.js'
import { upperBound } from '../../../projections/values/search.js'

/** A number that changes along the log: its value as known at any place. Places are added in ascending order. */
export interface Counter {
  add(known: Known, change: number): void
  at(known: Known): number
}

export function createCounter(): Counter {
  const places: Known[] = []
  const values: number[] = []
  return {
    add(known, change) {
      if (change === 0) return
      const value = (values.at(-1) ?? 0) + change
      if (places.at(-1) === known) values[values.length - 1] = value
      else {
        places.push(known)
        values.push(value)
      }
    },
    at: known => values[upperBound(places, known) - 1] ?? 0,
  }
}
