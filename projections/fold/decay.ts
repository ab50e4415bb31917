import type { Day } from '../../events/calendar.js'
import type { Estimate } from '../values/estimate.js'

/**
 * Decaying sums that do not depend on the order of arrival. What falls on one day is added as integers (billionths); blocks
 * of days are integers at their last day's worth; a carry goes from block to block in calendar order, from the first block
 * that ever held anything. Whoever keeps carries gets the same as whoever starts from the beginning.
 */
export const BLOCK_DAYS = 32
const BILLIONTH = 1e-9
/** A sum smaller than this is over. */
const TRACE = 1e-9

const tables = new Map<number, Float64Array>()

/** What is left of a unit by age in days, up to one block. */
export function decayTable(halfLife: number): Float64Array {
  let table = tables.get(halfLife)
  if (table === undefined) {
    table = Float64Array.from({ length: BLOCK_DAYS + 1 }, (_, age) => 2 ** (-age / halfLife))
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

/** Worth of an amount at the last day of its block, as an integer; the same for an amount and its undoing but for the sign. */
export function atBlockEnd(amount: number, day: Day, halfLife: number): number {
  const left = decayTable(halfLife)[lastDayOf(blockOf(day)) - day]!
  return amount < 0 ? -Math.round(-amount * left) : Math.round(amount * left)
}

/** Three running totals: low, point, high. */
export type Totals = Float64Array

/** What a decaying sum is made of, as known at some place; in billionths. */
export interface SumParts {
  readonly halfLife: number
  /** First block that ever held anything. */
  readonly firstBlock: number
  /** Add the worth of a whole block at its last day. */
  addBlock(block: number, to: Totals): void
  /** Add what is left at `at` of each day of its block up to it. */
  addDays(at: Day, table: Float64Array, to: Totals): void
}

/** Go on from the carry at the end of one block to the end of the next. */
export function carryOver(parts: SumParts, block: number, carry: Totals): void {
  const left = decayTable(parts.halfLife)[BLOCK_DAYS]!
  carry[0] = carry[0]! * left
  carry[1] = carry[1]! * left
  carry[2] = carry[2]! * left
  parts.addBlock(block, carry)
}

/** What is left of everything by the end of a day, in the score's unit; `carryBefore` is that of the block before. */
export function leftAt(parts: SumParts, at: Day, carryBefore: Totals): Estimate {
  const table = decayTable(parts.halfLife)
  const left = table[at - lastDayOf(blockOf(at) - 1)]!
  const totals = scratch
  totals[0] = carryBefore[0]! * left
  totals[1] = carryBefore[1]! * left
  totals[2] = carryBefore[2]! * left
  parts.addDays(at, table, totals)
  const low = totals[0]! * BILLIONTH
  const point = totals[1]! * BILLIONTH
  const high = totals[2]! * BILLIONTH
  if (Math.abs(low) < TRACE && Math.abs(point) < TRACE && Math.abs(high) < TRACE) return nothing
  return { low, point, high }
}

/** Written and read within one call. */
const scratch: Totals = new Float64Array(3)
const nothing: Estimate = { low: 0, point: 0, high: 0 }

/** The sum from the beginning: what the engine's kept carries must agree with. */
export function decayedSum(parts: SumParts, at: Day): Estimate {
  const current = blockOf(at)
  const carry = new Float64Array(3)
  for (let block = parts.firstBlock; block < current; block++) carryOver(parts, block, carry)
  return leftAt(parts, at, carry)
}
