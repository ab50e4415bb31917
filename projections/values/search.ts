/**
 * Index of the first number of an ascending list that is greater than a value. A loop of its own: it runs for every object
 * of every question, and over a callback it took four times as long.
 */
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

/** The first number of `[from, to)` for which something no longer holds, by halves; `to` where it holds for all. */
export function firstWithout(from: number, to: number, holds: (n: number) => boolean): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle)) low = middle + 1
    else high = middle
  }
  return low
}

/** How many items at the head of a list hold; none after the first that does not. */
export function partitionPoint<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return firstWithout(0, items.length, i => holds(items[i]!))
}
