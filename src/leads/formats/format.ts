import { type Day, dayFrom, dayOf, isoOf } from '../../../events/calendar.js'
import { MS_PER_DAY } from '../../../events/formats.js'
import type { LeadFormatName, RowReading } from '../lead.js'

/** The cells of a row by column; empty where a column is missing. */
export type Cells = (column: string) => string

/** A table of machine-coded or listed events, and how its rows are read. */
export interface LeadFormat {
  readonly name: LeadFormatName
  /** As it is cited. */
  readonly title: string
  readonly sourceId: string
  /** How its rows are parted: `lines` holds a row a line and knows no quotes; `csv` may break lines within quotes. */
  readonly rows: 'lines' | 'csv'
  /** What a table must have to be read. */
  readonly columns: readonly string[]
  /** The columns of a table that has no header, from its first row; null where its width is not known. */
  readonly columnsByWidth?: (cells: readonly string[]) => readonly string[] | null
  read(cells: Cells): RowReading
}

/** How rows are read that one cannot ask whoever wrote them about. */
export interface ReadingOptions {
  /** Keep rows that are dated long before their article, and say so. */
  readonly oldDates: boolean
}

/** Days that an article may come after what it tells of; what is dated earlier is mostly a date that was misread. */
export const LONGEST_DELAY = 60

/** `20240412`, with anything behind it; null where that is no day. */
export function dayOfDigits(cell: string): Day | null {
  return /^\d{8}/.test(cell) ? dayOf(`${cell.slice(0, 4)}-${cell.slice(4, 6)}-${cell.slice(6, 8)}`) : null
}

/** A day as tables of the field write it: `2024-04-12`, with a time behind it, or `12 April 2024`; null otherwise. */
export function dayOfCell(cell: string): Day | null {
  const iso = /^(\d{4}-\d{2}-\d{2})(?:$|[ T])/.exec(cell)
  if (iso !== null) return dayOf(iso[1]!)
  const [, date, word = '', year] = /^(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4})$/.exec(cell) ?? []
  const month = MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1
  if (year === undefined || month === 0) return null
  const day = dayFrom(Number(year), month, Number(date))
  return new Date(day * MS_PER_DAY).getUTCDate() === Number(date) ? day : null
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const written = new Map<Day, string>()

/** A day as it is written; rows of one table are of few days. */
export function isoDay(day: Day): string {
  const known = written.get(day)
  if (known !== undefined) return known
  if (written.size > 10_000) written.clear()
  const text = isoOf(day)
  written.set(day, text)
  return text
}

/** EDTF of one day, or of some day between two. */
export function edtfOf(first: Day, last: Day = first): string {
  return first === last ? isoOf(first) : `${isoOf(first)}/${isoOf(last)}`
}

/** An address that a claim can hold. */
export function webAddress(cell: string): { readonly url: string } | Record<string, never> {
  return /^https?:\/\/[^\s<>"]+$/i.test(cell) && cell.length <= 2000 ? { url: cell } : {}
}

/** A text that an event can hold: one line, not too long; undefined where nothing is left. */
export function lineOf(cell: string, most = 480): string | undefined {
  const text = cell.replace(/[\p{Cc}\p{Cs}\p{Bidi_Control}\s]+/gu, ' ').trim()
  return text === '' ? undefined : [...text].slice(0, most).join('')
}
