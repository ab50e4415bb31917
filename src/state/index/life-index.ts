import type { Day } from '../../../events/calendar.js'
import type { Known } from '../../../projections/values/place.js'
import { createIntervalIndex, type IntervalIndex } from './interval-index.js'

/** A rectangle of two clocks: an object may matter on the days `[from, to]` as known at `[since, until)`. */
interface Rectangle<T> {
  readonly item: T
  readonly from: Day
  readonly to: Day
  readonly since: number
  until: number
}

/** Objects by the days on which they may matter and the places of the log from which that was known. */
export interface LifeIndex<T> {
  /** From place `known` on, the item may matter on the days of the span; null where it no longer matters at all. */
  set(item: T, span: { readonly from: Day; readonly to: Day } | null, known: Known): void
  /** Items that may matter on a day as known at a place; each once. */
  at(day: Day, known: Known): T[]
  /** Items that may matter on any day of `[from, to]` as known at a place; each once. */
  between(from: Day, to: Day, known: Known): T[]
}

export function createLifeIndex<T>(): LifeIndex<T> {
  const open = new Map<T, Rectangle<T>>()
  const openByDay = createIntervalIndex<Rectangle<T>>()
  /** Superseded rectangles: by the level of what was known, then by day within each cell of it. */
  const closed: (Map<number, IntervalIndex<Rectangle<T>>> | undefined)[] = []

  function supersede(rectangle: Rectangle<T>, known: Known): void {
    openByDay.remove(rectangle.from, rectangle.to, rectangle)
    open.delete(rectangle.item)
    if (rectangle.since >= known) return
    rectangle.until = known
    const level = 32 - Math.clz32(known - 1 - rectangle.since)
    const size = 2 ** level
    let cells = closed[level]
    if (cells === undefined) {
      cells = new Map()
      closed[level] = cells
    }
    for (let cell = Math.floor(rectangle.since / size); cell <= Math.floor((known - 1) / size); cell++) {
      let byDay = cells.get(cell)
      if (byDay === undefined) {
        byDay = createIntervalIndex()
        cells.set(cell, byDay)
      }
      byDay.add(rectangle.from, rectangle.to, rectangle)
    }
  }

  return {
    set(item, span, known) {
      const current = open.get(item)
      if (current !== undefined) {
        if (span !== null && current.from === span.from && current.to === span.to) return
        supersede(current, known)
      }
      if (span === null) return
      const rectangle = { item, from: span.from, to: span.to, since: known, until: Number.POSITIVE_INFINITY }
      open.set(item, rectangle)
      openByDay.add(span.from, span.to, rectangle)
    },
    at: (day, known) => found(day, day, known, byDay => byDay.near(day)),
    between: (from, to, known) => [...new Set(found(from, to, known, byDay => byDay.nearAny(from, to)))],
  }

  function found(
    first: Day,
    last: Day,
    known: Known,
    near: (byDay: IntervalIndex<Rectangle<T>>) => Iterable<Rectangle<T>>,
  ): T[] {
    const items: T[] = []
    const take = (rectangles: Iterable<Rectangle<T>>) => {
      for (const { item, from, to, since, until } of rectangles) {
        if (from <= last && first <= to && since <= known && known < until) items.push(item)
      }
    }
    take(near(openByDay))
    for (let level = 0; level < closed.length; level++) {
      const byDay = closed[level]?.get(Math.floor(known / 2 ** level))
      if (byDay) take(near(byDay))
    }
    return items
  }
}
