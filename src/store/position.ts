import type { Position } from './store.js'

const DIGITS = 16
const ZEROS = '0'.repeat(DIGITS)
const FORM = /^\d{16}$/

/** Position of the n-th event of an embedded store, counted from 1: 16 digits, so that text order is log order. */
export function positionOf(place: number): Position {
  const digits = String(place)
  return ZEROS.slice(digits.length) + digits
}

/** Whether a text has the form of the positions above. */
export function isPosition(text: string): boolean {
  return FORM.test(text)
}

/** How many events stand at or before a position; 0 for null. Throws a RangeError when no embedded store gave this position out. */
export function placeOf(position: Position | null): number {
  if (position === null) return 0
  if (!isPosition(position)) throw new RangeError(`not a position of this store: ${JSON.stringify(position)}`)
  return Number(position)
}
