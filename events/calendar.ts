import { MS_PER_DAY } from './formats.js'
import type { Unit } from './units.js'

/** A calendar date in UTC as whole days since 1970-01-01. Valid time is counted in days, never in instants. */
export type Day = Unit<'day'>

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/

/** The day of a plain ISO date (`2024-04-12`), or null when the text is not one or no such day exists. */
export function dayOf(text: string): Day | null {
  if (!ISO_DATE.test(text)) return null
  const year = Number(text.slice(0, 4))
  const month = Number(text.slice(5, 7))
  const date = Number(text.slice(8, 10))
  const day = dayFrom(year, month, date)
  return isoOf(day) === text ? day : null
}

/** The day in which an instant lies (milliseconds since 1970, UTC). */
export function dayOfInstant(ms: number): Day {
  return Math.floor(ms / MS_PER_DAY)
}

/** The day of a year, a month from 1 and a date; a month or date out of range rolls over. */
export function dayFrom(year: number, month: number, date: number): Day {
  return Math.floor(Date.UTC(year, month - 1, date) / MS_PER_DAY)
}

export function isoOf(day: Day): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10)
}

/** Earlier than anything on record: interstate alliances are counted from 1816 on. */
export const FIRST_DAY: Day = dayFrom(1800, 1, 1)

/**
 * Last millisecond of a day in UTC, as an ISO instant: a date that names a state of knowledge includes its whole day.
 */
export function endOfDay(day: Day): string {
  return new Date((day + 1) * MS_PER_DAY - 1).toISOString()
}

const DURATION =
  /^P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,4})D)?$|^PT(\d{1,4})H$|^P(?:(\d{1,4})D)T(\d{1,4})H$/

/** Whether the text is a duration that this calendar can add: `P6M`, `P1Y6M`, `P90D`, `P0D`, `PT48H`. */
export function isDuration(text: string): boolean {
  return DURATION.test(text)
}

/**
 * The day a duration after another. Months are calendar months and end at the last day of a shorter month
 * (31 January + P1M = 28 or 29 February); hours count as started days (`PT48H` = two days).
 */
export function addDuration(day: Day, duration: string): Day {
  const parts = DURATION.exec(duration)
  if (!parts) throw new RangeError(`not a duration: ${duration}`)
  const [, years, months, weeks, days, hours, withDays, withHours] = parts.map(part => Number(part ?? 0))
  const from = new Date(day * MS_PER_DAY)
  const monthIndex = from.getUTCFullYear() * 12 + from.getUTCMonth() + years! * 12 + months!
  const year = Math.floor(monthIndex / 12)
  const month = (monthIndex % 12) + 1
  const lastOfMonth = dayFrom(year, month + 1, 0)
  const shifted = Math.min(dayFrom(year, month, 1) + from.getUTCDate() - 1, lastOfMonth)
  return shifted + weeks! * 7 + days! + withDays! + Math.ceil((hours! + withHours!) / 24)
}

/** The calendar year that a day is in. */
export function yearOf(day: Day): number {
  return new Date(day * MS_PER_DAY).getUTCFullYear()
}

/** First days of the months in `[from, to]`. */
export function monthStarts(from: Day, to: Day): Day[] {
  const starts: Day[] = []
  const first = new Date(from * MS_PER_DAY)
  for (let month = first.getUTCMonth() + 1, year = first.getUTCFullYear(); ; month++) {
    const day = dayFrom(year, month, 1)
    if (day > to) return starts
    if (day >= from) starts.push(day)
  }
}
