import type { Day } from '../../../events/calendar.js'
import {
  atBlockEnd,
  BLOCK_DAYS,
  blockOf,
  carryOver,
  leftAt,
  type SumParts,
  type Totals,
} from '../../../projections/fold/decay.js'
import type { Estimate } from '../../../projections/values/estimate.js'
import { leading } from './versions.js'

/** Whole numbers that only ever change along the log: running totals from a place on, and what they were before. */
interface Cell {
  readonly place: number
  readonly low: number
  readonly point: number
  readonly high: number
}
type Cells = Cell | Cell[]

interface Block {
  total: Cells | null
  readonly days: Map<Day, Cells>
  dayOrder: Day[] | null
  /** Low, point and high of each day of the block as known now; made when asked for. */
  present: Float64Array | null
}

/** What is left of a sum by the end of any day, as known at one place. */
export type LeftAt = (day: Day) => Estimate

/** A decaying sum of one host, partner, dimension and half-life, as known at any place of the log. */
export interface VersionedSum {
  /** Change what falls on a day, from a place of the log on; places come in ascending order. */
  add(day: Day, change: Estimate, known: number): void
  /** As known now; its carries are kept until something is added before them. */
  readonly present: LeftAt
  /** As known at a place; it keeps its own carries, so keep it as long as that place is asked about. */
  asKnown(known: number): LeftAt
}

export function createVersionedSum(halfLife: number): VersionedSum {
  const blocks = new Map<number, Block>()
  let firstBlock = Number.POSITIVE_INFINITY
  const now = reader(Number.POSITIVE_INFINITY, presentDays)

  function blockFor(number: number): Block {
    let block = blocks.get(number)
    if (block === undefined) {
      block = { total: null, days: new Map(), dayOrder: null, present: null }
      blocks.set(number, block)
      firstBlock = Math.min(firstBlock, number)
    }
    return block
  }

  type AddDays = SumParts['addDays']

  function daysAt(known: number): AddDays {
    return (at, table, to) => {
      const block = blocks.get(blockOf(at))
      if (block === undefined) return
      block.dayOrder ??= [...block.days.keys()].sort((a, b) => a - b)
      for (const day of block.dayOrder) {
        if (day > at) return
        addCells(block.days.get(day)!, known, table[at - day]!, to)
      }
    }
  }

  /** The same as known now, from a table of the whole block: days on which nothing falls add nothing. */
  function presentDays(at: Day, table: Float64Array, to: Totals): void {
    const number = blockOf(at)
    const block = blocks.get(number)
    if (block === undefined) return
    const first = number * BLOCK_DAYS
    block.present ??= spread(block.days, first)
    const { present } = block
    for (let day = first, i = 0; day <= at; day++, i += 3) {
      const left = table[at - day]!
      to[0] = to[0]! + present[i]! * left
      to[1] = to[1]! + present[i + 1]! * left
      to[2] = to[2]! + present[i + 2]! * left
    }
  }

  /** Carries at the ends of blocks, made as far as they are asked for. */
  function reader(known: number, addDays: AddDays): { readonly leftAt: LeftAt; forget(from: number): void } {
    const parts: SumParts = {
      halfLife,
      get firstBlock() {
        return firstBlock
      },
      addBlock(number, to) {
        const block = blocks.get(number)
        if (block !== undefined) addCells(block.total!, known, 1, to)
      },
      addDays,
    }
    let origin = Number.POSITIVE_INFINITY
    let carries: Totals[] = []
    return {
      leftAt(day) {
        const before = blockOf(day) - 1
        if (origin !== firstBlock) {
          origin = firstBlock
          carries = []
        }
        if (before < origin) return leftAt(parts, day, ZERO)
        for (let i = carries.length; i <= before - origin; i++) {
          const carry = Float64Array.from(carries[i - 1] ?? ZERO)
          carryOver(parts, origin + i, carry)
          carries.push(carry)
        }
        return leftAt(parts, day, carries[before - origin]!)
      },
      forget(from) {
        if (carries.length > from - origin) carries.length = Math.max(0, from - origin)
      },
    }
  }

  return {
    add(day, change, known) {
      const number = blockOf(day)
      const block = blockFor(number)
      const ofDay = block.days.get(day)
      if (ofDay === undefined) block.dayOrder = null
      block.present = null
      block.days.set(day, grown(ofDay ?? null, change.low, change.point, change.high, known))
      block.total = grown(
        block.total,
        atBlockEnd(change.low, day, halfLife),
        atBlockEnd(change.point, day, halfLife),
        atBlockEnd(change.high, day, halfLife),
        known,
      )
      now.forget(number)
    },
    present: now.leftAt,
    asKnown: known => reader(known, daysAt(known)).leftAt,
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

const ZERO: Totals = new Float64Array(3)

function grown(cells: Cells | null, low: number, point: number, high: number, place: number): Cells {
  if (cells === null) return { place, low, point, high }
  const last = Array.isArray(cells) ? cells.at(-1)! : cells
  const next = { place, low: last.low + low, point: last.point + point, high: last.high + high }
  if (!Array.isArray(cells)) return last.place === place ? next : [last, next]
  if (last.place === place) cells[cells.length - 1] = next
  else cells.push(next)
  return cells
}

function addCells(cells: Cells, known: number, factor: number, to: Totals): void {
  const cell = cellAt(cells, known)
  if (cell === null) return
  to[0] = to[0]! + cell.low * factor
  to[1] = to[1]! + cell.point * factor
  to[2] = to[2]! + cell.high * factor
}

function cellAt(cells: Cells, known: number): Cell | null {
  if (!Array.isArray(cells)) return cells.place <= known ? cells : null
  const last = cells.at(-1)!
  if (last.place <= known) return last
  return cells[leading(cells, ({ place }) => place <= known) - 1] ?? null
}
