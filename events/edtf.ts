import edtf from 'edtf'
import { type Day, dayFrom, dayOf, dayOfInstant } from './calendar.js'

/**
 * What a date of EDTF level 0 or 1 says: the event fell on some day in `[earliest, latest]`.
 * An open or unknown bound (`../2021`, `2023/..`) is infinite and the closed bound's own period is kept beside it.
 * `? ~ %` change no bound.
 */
export interface DateRange {
  readonly earliest: Day
  readonly latest: Day
  /** The closed part: equal to the bounds above unless one of them is open. */
  readonly closedFrom: Day
  readonly closedTo: Day
}

const SEASON = /^(\d{4})-(2[1-4])[?~%]?$/
const YEAR_OF_BOUND = /^[12]\d{3}$|^[12]\d{2}X$|^[12]\dXX$/
const FULL_DATE = /^(\d{4}-\d{2}-\d{2})[?~%]?$/
/** A year, a month or a day, which nearly all dates are: read without the library's grammar. */
const PLAIN = /^(\d{4})(?:-(0[1-9]|1[0-2]))?[?~%]?$/
const LONGEST = 40
const CACHE_LIMIT = 50_000
const cache = new Map<string, DateRange | null>()

/** Parse an EDTF date (level 0 or 1, years 1000 to 2999); null when it is not one. */
export function parseEdtf(text: string): DateRange | null {
  if (text.length > LONGEST) return null
  const known = cache.get(text)
  if (known !== undefined) return known
  const range = read(text)
  if (cache.size >= CACHE_LIMIT) cache.clear()
  cache.set(text, range)
  return range
}

function read(text: string): DateRange | null {
  const day = dayOf(text)
  if (day !== null) return yearsInReach(text) ? { earliest: day, latest: day, closedFrom: day, closedTo: day } : null
  if (text.includes('T') || !yearsInReach(text)) return null
  const slash = text.indexOf('/')
  if (slash < 0) return single(text)
  const from = bound(text.slice(0, slash))
  const to = bound(text.slice(slash + 1))
  if (from === null || to === null || (from === 'open' && to === 'open')) return null
  if (from === 'open') return to === 'open' ? null : { ...to, earliest: Number.NEGATIVE_INFINITY }
  if (to === 'open') return { ...from, latest: Number.POSITIVE_INFINITY }
  if (from.earliest > to.latest) return null
  return { earliest: from.earliest, latest: to.latest, closedFrom: from.earliest, closedTo: to.latest }
}

function bound(text: string): DateRange | 'open' | null {
  return text === '' || text === '..' ? 'open' : single(text)
}

/** One date without a slash. Seasons are meteorological and northern; the library counts them in quarters. */
function single(text: string): DateRange | null {
  if (text.includes('/')) return null
  const season = SEASON.exec(text)
  if (season) {
    const first = dayFrom(Number(season[1]), (Number(season[2]) - 20) * 3, 1)
    const last = dayFrom(Number(season[1]), (Number(season[2]) - 20) * 3 + 3, 0)
    return { earliest: first, latest: last, closedFrom: first, closedTo: last }
  }
  const plain = PLAIN.exec(text)
  if (plain) {
    const [year, month] = [Number(plain[1]), plain[2]]
    const first = dayFrom(year, Number(month ?? 1), 1)
    const last = month === undefined ? dayFrom(year, 12, 31) : dayFrom(year, Number(month) + 1, 0)
    return { earliest: first, latest: last, closedFrom: first, closedTo: last }
  }
  const fullDate = FULL_DATE.exec(text)
  if (fullDate) {
    const day = dayOf(fullDate[1]!) // the library rolls 2023-02-29 over to 1 March
    return day === null ? null : { earliest: day, latest: day, closedFrom: day, closedTo: day }
  }
  try {
    const parsed = edtf(text, { level: 1 })
    const earliest = dayOfInstant(parsed.min)
    const latest = dayOfInstant(parsed.max)
    return { earliest, latest, closedFrom: earliest, closedTo: latest }
  } catch {
    return null // the library throws its own syntax errors: the text is not EDTF
  }
}

function yearsInReach(text: string): boolean {
  return text.split('/').every(part => part === '' || part === '..' || YEAR_OF_BOUND.test(part.slice(0, 4)))
}
