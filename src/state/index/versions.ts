import type { Known, Place } from '../../../projections/values/place.js'
/** Index of the first number of an ascending list that is greater than a value. */
export function upperBound(numbers: ArrayLike<number>, value: number): number {
  let low = 0
  let high = numbers.length
  // Questions are mostly about the present: look at the end first.
  if (high > 0 && numbers[high - 1]! <= value) return high
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low
}

/** How many items at the head of a list hold; none after the first that does not. */
export function partitionPoint<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(items[middle]!)) low = middle + 1
    else high = middle
  }
  return low
}

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
