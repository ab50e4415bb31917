import type { Day } from '../events/calendar.js'
import type { Estimate } from './policy.js'

/**
 * Decaying sums that do not depend on the order of arrival. What falls on one day is added as integers; whole blocks of
 * days are kept as integers at their last day's worth; blocks are then added in calendar order.
 */
export const BLOCK_DAYS = 128
/** After this many half-lives nothing is left. */
const HALF_LIVES = 24
const BILLIONTH = 1e-9

const tables = new Map<number, Float64Array>()

/** What is left of a unit by age in days; empty from 24 half-lives on. */
export function decayTable(halfLife: number): Float64Array {
  let table = tables.get(halfLife)
  if (table === undefined) {
    table = Float64Array.from({ length: halfLife * HALF_LIVES + 1 }, (_, age) => 2 ** (-age / halfLife))
    tables.set(halfLife, table)
  }
  return table
}

export function blockOf(day: Day): number {
  return Math.floor(day / BLOCK_DAYS)
}

export function lastDayOf(block: number): Day {
  return block * BLOCK_DAYS + BLOCK_DAYS - 1
}

/** Worth of an amount at the last day of its block, as an integer; the same for an amount and its undoing but for the sign. */
export function atBlockEnd(amount: number, day: Day, halfLife: number): number {
  const left = decayTable(halfLife)[lastDayOf(blockOf(day)) - day] ?? 0
  return amount < 0 ? -Math.round(-amount * left) : Math.round(amount * left)
}

/** A sum by days and blocks, each in billionths; the engine and the reference fill it in their own ways. */
export interface DecayingSum {
  readonly halfLife: number
  /** Blocks that hold anything, in calendar order. */
  blocks(): Iterable<number>
  /** Worth of a whole block at its last day. */
  block(block: number): Estimate
  /** Days of one block that hold anything, in order, up to a day. */
  days(block: number, upTo: Day): Iterable<readonly [Day, Estimate]>
}

/** What is left of everything by the end of a day, in the score's unit. */
export function decayedSum(sum: DecayingSum, at: Day): Estimate {
  const table = decayTable(sum.halfLife)
  const current = blockOf(at)
  let low = 0
  let point = 0
  let high = 0
  for (const block of sum.blocks()) {
    if (block > current) break
    if (block < current) {
      const left = table[at - lastDayOf(block)]
      if (left === undefined) continue
      const worth = sum.block(block)
      low += worth.low * left
      point += worth.point * left
      high += worth.high * left
      continue
    }
    for (const [day, amount] of sum.days(block, at)) {
      const left = table[at - day]
      if (left === undefined) continue
      low += amount.low * left
      point += amount.point * left
      high += amount.high * left
    }
  }
  return { low: low * BILLIONTH, point: point * BILLIONTH, high: high * BILLIONTH }
}
