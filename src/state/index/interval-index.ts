/**
 * Intervals of whole numbers by powers of two: an interval lies in at most two cells of the level whose cells are as
 * long as itself. The intervals that hold a point are found by looking at one cell of each level, however many there
 * are.
 */
export interface IntervalIndex<T> {
  add(from: number, to: number, item: T): void
  remove(from: number, to: number, item: T): void
  /** Every item with `from <= point <= to`, and some others near it. */
  near(point: number): Iterable<T>
  /** Every item that has a point with `[from, to]` in common, some of them twice, and some others near them. */
  nearAny(from: number, to: number): Iterable<T>
}

const LEAST = -(2 ** 22)
const MOST = 2 ** 22
const TOP = 24

export function createIntervalIndex<T>(): IntervalIndex<T> {
  const levels: (Map<number, Set<T>> | undefined)[] = []

  function cellsOf(from: number, to: number): [level: number, first: number, last: number] {
    const start = Math.max(LEAST, from)
    const end = Math.min(MOST, to)
    const level = Math.min(TOP, 32 - Math.clz32(Math.max(0, end - start)))
    const size = 2 ** level
    return [level, Math.floor(start / size), Math.floor(end / size)]
  }

  return {
    add(from, to, item) {
      if (from > to) return
      const [level, first, last] = cellsOf(from, to)
      let cells = levels[level]
      if (cells === undefined) {
        cells = new Map()
        levels[level] = cells
      }
      for (let cell = first; cell <= last; cell++) {
        const items = cells.get(cell)
        if (items) items.add(item)
        else cells.set(cell, new Set([item]))
      }
    },
    remove(from, to, item) {
      if (from > to) return
      const [level, first, last] = cellsOf(from, to)
      for (let cell = first; cell <= last; cell++) {
        const items = levels[level]?.get(cell)
        items?.delete(item)
        if (items?.size === 0) levels[level]!.delete(cell)
      }
    },
    *nearAny(from, to) {
      const [start, end] = [inside(from), inside(to)]
      for (let level = 0; level < levels.length; level++) {
        const cells = levels[level]
        if (cells === undefined) continue
        const [first, last] = [Math.floor(start / 2 ** level), Math.floor(end / 2 ** level)]
        if (last - first < cells.size) {
          for (let cell = first; cell <= last; cell++) yield* cells.get(cell) ?? NONE
        } else {
          for (const [cell, items] of cells) if (cell >= first && cell <= last) yield* items
        }
      }
    },
    *near(point) {
      for (let level = 0; level < levels.length; level++) {
        const items = levels[level]?.get(Math.floor(inside(point) / 2 ** level))
        if (items) yield* items
      }
    },
  }
}

const NONE: readonly never[] = []

function inside(point: number): number {
  return Math.min(MOST, Math.max(LEAST, point))
}
