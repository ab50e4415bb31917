import { dayOf } from './calendar.js'
import { MS_PER_DAY } from './formats.js'

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})[Tt]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d|60)(?:\.(\d{1,20}))?)?(?:([Zz])|([+-])([01]\d|2[0-3]):([0-5]\d))$/

/** Days (UTC) that ended with a leap second, all there ever were. */
const LONG_DAYS = new Set(
  [
    '1972-06-30 1972-12-31 1973-12-31 1974-12-31 1975-12-31 1976-12-31 1977-12-31 1978-12-31 1979-12-31 1981-06-30',
    '1982-06-30 1983-06-30 1985-06-30 1987-12-31 1989-12-31 1990-12-31 1992-06-30 1993-06-30 1994-06-30 1995-12-31',
    '1997-06-30 1998-12-31 2005-12-31 2008-12-31 2012-06-30 2015-06-30 2016-12-31',
  ]
    .join(' ')
    .split(' ')
    .map(day => dayOf(day)!),
)

/**
 * Milliseconds since 1970 of an instant of RFC 3339 (from the year 100 on), or null where the text is none: without a zone,
 * on a day that the calendar does not have, at an hour that no day has. `T` and `Z` may be small. A leap second that there
 * was is the last millisecond of its day; what is finer than a millisecond is left out.
 */
export function instantOf(text: string): number | null {
  const [, date, hours, minutes, seconds = '00', fraction = '', zulu, sign, offHours, offMinutes] =
    INSTANT.exec(text) ?? []
  const day = date === undefined ? null : dayOf(date)
  if (day === null) return null
  const offset = zulu === undefined ? (Number(offHours) * 60 + Number(offMinutes)) * (sign === '-' ? -1 : 1) : 0
  const minute = day * MINUTES_A_DAY + Number(hours) * 60 + Number(minutes) - offset
  if (seconds === '60') return endsLongDay(minute) ? (minute + 1) * MS_PER_MINUTE - 1 : null
  return minute * MS_PER_MINUTE + Number(seconds) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'))
}

/** Whether a text has the seconds that RFC 3339 wants; a question may leave them out. */
export function hasSeconds(text: string): boolean {
  return /^.{10}T\d{2}:\d{2}:/i.test(text)
}

const MS_PER_MINUTE = 60_000
const MINUTES_A_DAY = MS_PER_DAY / MS_PER_MINUTE

function endsLongDay(minute: number): boolean {
  return (minute + 1) % MINUTES_A_DAY === 0 && LONG_DAYS.has(Math.floor(minute / MINUTES_A_DAY))
}
