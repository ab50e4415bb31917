import type { Day } from '../../../events/calendar.js'
import {
  BLOCK_DAYS,
  type Bounds,
  blockOf,
  boundsBetween,
  type Carry,
  carryOver,
  leftAt,
  NO_BOUNDS,
  NO_CARRY,
  type SumParts,
  type Totals,
} from '../../../projections/fold/decay.js'
import type { Estimate } from '../../../projections/values/estimate.js'
import type { Known, Place } from '../../../projections/values/place.js'
import { lastOf } from '../../../projections/values/place.js'
import { partitionPoint, upperBound } from '../../../projections/values/search.js'

/** Whole numbers that only ever change along the log: running totals from a place on, and what they were before. */
interface Cell {
  readonly place: Place
  readonly low: number
  readonly point: number
  readonly high: number
}
type Cells = Cell | Cell[]

interface Block {
  readonly days: Map<Day, Cells>
  dayOrder: Day[] | null
  /** Low, point and high of each day of the block as known now; made when asked for. */
  present: Float64Array | null
}

/** A decaying sum as known at one place. */
export interface KnownSum {
  /** What is left of it by the end of any day. */
  readonly leftAt: (day: Day) => Estimate
  /** Bounds of its point on all days from one to another. */
  readonly between: (from: Day, to: Day) => Bounds
}

/** A decaying sum of one host, partner, dimension and half-life, as known at any place of the log. */
export interface VersionedSum {
  /** Change what falls on a day, from a place of the log on; places come in ascending order. */
  add(day: Day, change: Estimate, known: Known): void
  /** As known now; its carries are kept until something is added before them. */
  readonly present: KnownSum
  /** As known at a place; it keeps its own carries, so keep it as long as that place is asked about. */
  asKnown(known: Known): KnownSum
}

export function createVersionedSum(halfLife: number): VersionedSum {
  const blocks = new Map<number, Block>()
  /** Numbers of the blocks, ascending. */
  const order: number[] = []
  const now = reader(Number.POSITIVE_INFINITY, order, presentDays)

  function blockFor(number: number): Block {
    let block = blocks.get(number)
    if (block === undefined) {
      block = { days: new Map(), dayOrder: null, present: null }
      blocks.set(number, block)
      order.splice(upperBound(order, number), 0, number)
    }
    return block
  }

  type AddDays = SumParts['addDays']

  function daysOf(block: Block): readonly Day[] {
    block.dayOrder ??= [...block.days.keys()].sort((a, b) => a - b)
    return block.dayOrder
  }

  function daysAt(known: Known): AddDays {
    return (at, table, to) => {
      const block = blocks.get(blockOf(at))
      let some = false
      for (const day of block === undefined ? [] : daysOf(block)) {
        if (day > at) break
        const cell = cellAt(block!.days.get(day)!, known)
        if (cell === null) continue
        const left = table[at - day]!
        to[0] = to[0]! + cell.low * left
        to[1] = to[1]! + cell.point * left
        to[2] = to[2]! + cell.high * left
        some ||= cell.low !== 0 || cell.point !== 0 || cell.high !== 0
      }
      return some
    }
  }

  /** The same as known now, from a table of the whole block. */
  function presentDays(at: Day, table: Float64Array, to: Totals): boolean {
    const number = blockOf(at)
    const block = blocks.get(number)
    if (block === undefined) return false
    const first = number * BLOCK_DAYS
    block.present ??= spread(block.days, first)
    const { present } = block
    let some = false
    for (let day = first, i = 0; day <= at; day++, i += 3) {
      const left = table[at - day]!
      const [low, point, high] = [present[i]!, present[i + 1]!, present[i + 2]!]
      to[0] = to[0]! + low * left
      to[1] = to[1]! + point * left
      to[2] = to[2]! + high * left
      some ||= low !== 0 || point !== 0 || high !== 0
    }
    return some
  }

  /** What falls in the days of a span, as known at a place: the sums of what is below and above nothing. */
  function fallsIn(from: Day, to: Day, known: Known): Bounds | null {
    let least = 0
    let most = 0
    for (let i = upperBound(order, blockOf(from) - 1); i < order.length && order[i]! <= blockOf(to); i++) {
      const block = blocks.get(order[i]!)!
      for (const day of daysOf(block)) {
        if (day < from || day > to) continue
        const point = cellAt(block.days.get(day)!, known)?.point ?? 0
        if (point < 0) least += point
        else most += point
      }
    }
    return least === 0 && most === 0 ? null : { least, most }
  }

  /** Carries after each of some blocks, made as far as they are asked for. */
  function reader(known: Known, order: readonly number[], addDays: AddDays): KnownSum & { forget(from: number): void } {
    const parts: SumParts = { halfLife, addDays }
    const ends: number[] = []
    const carries: Carry[] = []
    const carryBefore = (block: number): Carry => {
      const count = upperBound(order, block - 1)
      for (let i = carries.length; i < count; i++) {
        ends.push(order[i]!)
        carries.push(carryOver(parts, carries[i - 1] ?? NO_CARRY, order[i]!))
      }
      return carries[count - 1] ?? NO_CARRY
    }
    const left = (day: Day) => leftAt(parts, day, carryBefore(blockOf(day)))
    return {
      leftAt: left,
      between(from, to) {
        if (order.length === 0 || order[0]! > blockOf(to)) return NO_BOUNDS
        return boundsBetween(left(from), left(to), fallsIn(from + 1, to, known))
      },
      forget(from) {
        const kept = upperBound(ends, from - 1)
        ends.length = kept
        carries.length = kept
      },
    }
  }

  return {
    add(day, change, known) {
      const number = blockOf(day)
      // Before the block is put in its place: carries stand by the order of blocks.
      now.forget(number)
      const block = blockFor(number)
      const ofDay = block.days.get(day)
      if (ofDay === undefined) block.dayOrder = null
      block.present = null
      block.days.set(day, grown(ofDay ?? null, change, lastOf(known)))
    },
    present: now,
    // Blocks that come later hold nothing of what was known before.
    asKnown: known => reader(known, [...order], daysAt(known)),
  }
}

/** Low, point and high of every day of a block, as known now. */
function spread(days: ReadonlyMap<Day, Cells>, first: Day): Float64Array {
  const spread = new Float64Array(BLOCK_DAYS * 3)
  for (const [day, cells] of days) {
    const { low, point, high } = Array.isArray(cells) ? cells.at(-1)! : cells
    spread.set([low, point, high], (day - first) * 3)
  }
  return spread
}

function grown(cells: Cells | null, { low, point, high }: Estimate, place: Place): Cells {
  if (cells === null) return { place, low, point, high }
  const last = Array.isArray(cells) ? cells.at(-1)! : cells
  const next = { place, low: last.low + low, point: last.point + point, high: last.high + high }
  if (!Array.isArray(cells)) return last.place === place ? next : [last, next]
  if (last.place === place) cells[cells.length - 1] = next
  else cells.push(next)
  return cells
}

function cellAt(cells: Cells, known: Known): Cell | null {
  if (!Array.isArray(cells)) return cells.place <= known ? cells : null
  const last = cells.at(-1)!
  if (last.place <= known) return last
  return cells[partitionPoint(cells, ({ place }) => place <= known) - 1] ?? null
}
