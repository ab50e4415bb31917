import { type Day, dayOf, isoOf } from '../../events/calendar.js'
import type { Place } from '../../projections/values/place.js'
import type { Position } from '../store/store.js'

/**
 * How far a subscription has come: everything up to the n-th slot of a step. A step is what follows from one place of
 * the log, or what the clock alone does after that place when a date begins.
 */
export interface Cursor {
  /** Place of the log; -1 before the first event. */
  readonly place: Place
  /** The date that began; null for the step of the event itself. */
  readonly date: Day | null
  /** Slots that are done: 0 is the event itself. */
  readonly n: number
  /** The day that questions are asked about at this point. */
  readonly day: Day
}

/** Slots of one country, in this order; the countries of a step follow each other in order of code. */
export const SLOTS = { state: 1, status: 2, enter: 3, leave: 4 } as const
export type Slot = keyof typeof SLOTS
export const SLOTS_PER_COUNTRY = 4

/** The mark after the last slot of a step with so many countries: no message has it, but heartbeats and the like do. */
export function endOf(countries: number): number {
  return countries * SLOTS_PER_COUNTRY + 1
}

/** Negative when `a` comes before `b`, 0 when they are the same point. */
export function compareCursors(a: Cursor, b: Cursor): number {
  return a.place - b.place || dateOrder(a) - dateOrder(b) || a.n - b.n
}

export function sameStep(a: Cursor, b: Cursor): boolean {
  return a.place === b.place && a.date === b.date
}

function dateOrder({ date }: Cursor): number {
  return date ?? Number.MIN_SAFE_INTEGER
}

/** The id before the first event. */
export const START_ID = '0'

/** POSITION, POSITION.n or POSITION@DATE.n. */
export function idText(position: Position, date: Day | null, n: number): string {
  if (date !== null) return `${position}@${isoOf(date)}.${n}`
  return n === 0 ? position : `${position}.${n}`
}

/** An id taken apart; whether such a position is on record is another question. */
export interface ParsedId {
  readonly position: Position
  readonly date: Day | null
  readonly n: number
}

const FORM = /^([0-9A-Za-z_-]{1,64})(?:(?:@(\d{4}-\d{2}-\d{2}))?\.(\d{1,7}))?$/

/** Null for a text that no stream of any store can have given out. */
export function parseId(text: string): ParsedId | null {
  const parts = FORM.exec(text)
  if (!parts) return null
  const n = Number(parts[3] ?? 0)
  const date = parts[2] === undefined ? null : dayOf(parts[2])
  if (parts[3] !== undefined && (n === 0 || String(n) !== parts[3])) return null
  if (parts[2] !== undefined && date === null) return null
  return { position: parts[1]!, date, n }
}
