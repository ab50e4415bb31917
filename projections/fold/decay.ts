import type { Day } from '../../events/calendar.js'
import type { Estimate } from '../values/estimate.js'

/**
 * Decaying sums that do not depend on the order of arrival. What falls on one day is added as integers (billionths).
 * Days stand in blocks; from one block in which anything falls to the next a carry is taken over in one step, however
 * many empty ones lie between, so that quiet centuries cost nothing. Whoever keeps carries gets the same as whoever
 * starts from the beginning.
 */
export const BLOCK_DAYS = 32
const BILLIONTH = 1e-9
/** A sum smaller than this is over. */
const TRACE = 1e-9

const tables = new Map<number, Float64Array>()

/** What is left of a unit by age in days, up to one block. */
function decayTable(halfLife: number): Float64Array {
  let table = tables.get(halfLife)
  if (table === undefined) {
    table = Float64Array.from({ length: BLOCK_DAYS + 1 }, (_, age) => leftAfter(halfLife, age))
    tables.set(halfLife, table)
  }
  return table
}

export function leftAfter(halfLife: number, age: number): number {
  return 2 ** (-age / halfLife)
}

export function blockOf(day: Day): number {
  return Math.floor(day / BLOCK_DAYS)
}

export function lastDayOf(block: number): Day {
  return block * BLOCK_DAYS + BLOCK_DAYS - 1
}

/** Three running totals: low, point, high. */
export type Totals = Float64Array

/** What a decaying sum is made of, as known at some place; in billionths. */
export interface SumParts {
  readonly halfLife: number
  /** Add what is left at `at` of each day of its block up to it; true where anything falls on one of these days. */
  addDays(at: Day, table: Float64Array, to: Totals): boolean
}

/** What is left by the last day of a block. */
export interface Carry {
  readonly end: Day
  readonly totals: Totals
}

export const NO_CARRY: Carry = { end: 0, totals: new Float64Array(3) }

/**
 * Go on from the carry of an earlier block to the end of a later one with nothing between; the same where nothing falls
 * in it.
 */
export function carryOver(parts: SumParts, before: Carry, block: number): Carry {
  const end = lastDayOf(block)
  const totals = decayed(before, end, parts.halfLife, new Float64Array(3))
  return parts.addDays(end, decayTable(parts.halfLife), totals) ? { end, totals } : before
}

/**
 * What is left of everything by the end of a day, in the score's unit; `before` is the carry of the blocks before its
 * own.
 */
export function leftAt(parts: SumParts, at: Day, before: Carry): Estimate {
  const totals = decayed(before, at, parts.halfLife, scratch)
  parts.addDays(at, decayTable(parts.halfLife), totals)
  const low = totals[0]! * BILLIONTH
  const point = totals[1]! * BILLIONTH
  const high = totals[2]! * BILLIONTH
  if (Math.abs(low) < TRACE && Math.abs(point) < TRACE && Math.abs(high) < TRACE) return nothing
  return { low, point, high }
}

function decayed({ end, totals }: Carry, at: Day, halfLife: number, to: Totals): Totals {
  if (totals[0] === 0 && totals[1] === 0 && totals[2] === 0) return to.fill(0)
  const left = leftAfter(halfLife, at - end)
  to[0] = totals[0]! * left
  to[1] = totals[1]! * left
  to[2] = totals[2]! * left
  return to
}

/** Written and read within one call. */
const scratch: Totals = new Float64Array(3)
const nothing: Estimate = { low: 0, point: 0, high: 0 }

/** Lower and upper bound of the point of a sum. */
export interface Bounds {
  readonly least: number
  readonly most: number
}

/** Larger than any difference that rounding, or dropping a trace, can make between the sums of two days. */
const SLACK = 2 * TRACE
export const NO_BOUNDS: Bounds = { least: 0, most: 0 }

/**
 * Bounds of the point of a sum on all days from one to another, from what is left on these two and from what falls
 * after the first: where nothing falls, one half-life has one sign and only fades; what falls counts in full.
 */
export function boundsBetween(first: Estimate, last: Estimate, falls: Bounds | null): Bounds {
  if (falls === null) {
    if (first === nothing) return NO_BOUNDS
    return { least: Math.min(first.point, last.point) - SLACK, most: Math.max(first.point, last.point) + SLACK }
  }
  const { least, most } = falls
  return {
    least: Math.min(first.point, 0) + least * BILLIONTH - SLACK,
    most: Math.max(first.point, 0) + most * BILLIONTH + SLACK,
  }
}
