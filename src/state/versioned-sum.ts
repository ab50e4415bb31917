import type { Day } from '../../events/calendar.js'
import { atBlockEnd, blockOf, type DecayingSum } from '../../projections/decay.js'
import type { Estimate } from '../../projections/policy.js'
import { upperBound } from './versions.js'

/** Whole numbers that only ever change along the log, kept as running totals by place. */
interface Cell {
  readonly places: number[]
  readonly low: number[]
  readonly point: number[]
  readonly high: number[]
}

interface Block {
  readonly total: Cell
  readonly days: Map<Day, Cell>
  dayOrder: Day[] | null
}

/** A decaying sum of one host, partner, dimension and half-life, as known at any place of the log. */
export interface VersionedSum {
  readonly halfLife: number
  /** Change what falls on a day, from a place of the log on; places come in ascending order. */
  add(day: Day, change: Estimate, known: number): void
  /** The sum as known at a place; cheap, shares everything. */
  asKnown(known: number): DecayingSum
}

export function createVersionedSum(halfLife: number): VersionedSum {
  const blocks = new Map<number, Block>()
  let blockOrder: number[] | null = null

  function blockFor(day: Day): Block {
    const number = blockOf(day)
    let block = blocks.get(number)
    if (block === undefined) {
      block = { total: cell(), days: new Map(), dayOrder: null }
      blocks.set(number, block)
      blockOrder = null
    }
    return block
  }

  return {
    halfLife,
    add(day, change, known) {
      const block = blockFor(day)
      let ofDay = block.days.get(day)
      if (ofDay === undefined) {
        ofDay = cell()
        block.days.set(day, ofDay)
        block.dayOrder = null
      }
      grow(ofDay, change.low, change.point, change.high, known)
      grow(
        block.total,
        atBlockEnd(change.low, day, halfLife),
        atBlockEnd(change.point, day, halfLife),
        atBlockEnd(change.high, day, halfLife),
        known,
      )
    },
    asKnown: known => ({
      halfLife,
      blocks() {
        blockOrder ??= [...blocks.keys()].sort((a, b) => a - b)
        return blockOrder
      },
      block: number => valueAt(blocks.get(number)!.total, known),
      *days(number, upTo) {
        const block = blocks.get(number)!
        block.dayOrder ??= [...block.days.keys()].sort((a, b) => a - b)
        for (const day of block.dayOrder) {
          if (day > upTo) return
          yield [day, valueAt(block.days.get(day)!, known)] as const
        }
      },
    }),
  }
}

function cell(): Cell {
  return { places: [], low: [], point: [], high: [] }
}

function grow(target: Cell, low: number, point: number, high: number, known: number): void {
  const last = target.places.length - 1
  const at = last >= 0 && target.places[last] === known ? last : last + 1
  target.low[at] = (target.low[last] ?? 0) + low
  target.point[at] = (target.point[last] ?? 0) + point
  target.high[at] = (target.high[last] ?? 0) + high
  target.places[at] = known
}

const nothing: Estimate = { low: 0, point: 0, high: 0 }

function valueAt(target: Cell, known: number): Estimate {
  const i = upperBound(target.places, known) - 1
  return i < 0 ? nothing : { low: target.low[i]!, point: target.point[i]!, high: target.high[i]! }
}
