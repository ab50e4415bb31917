/**
 * Binary search, twice: this runs for every object of every question, and one loop over a callback took four times as
 * long.
 */

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
