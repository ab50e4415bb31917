import { type Day, dayFrom, dayOf, dayOfInstant, isoOf } from '../../../events/calendar.js'

export { type Day, dayFrom, dayOf, dayOfInstant, isoOf }

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `12 Apr 2024`. */
export function dayText(day: Day): string {
  return dateText(isoOf(day))
}

/** An EDTF date as people write it: `12 Apr 2024`, `Apr 2024`, `2012 to 2013`, `about 2016`, `by 1975`. */
export function dateText(edtf: string): string {
  if (edtf.includes('/')) {
    const [from = '', to = ''] = edtf.split('/')
    if (from === '..' || from === '') return `by ${dateText(to)}`
    if (to === '..' || to === '') return `from ${dateText(from)}`
    return `${dateText(from)} to ${dateText(to)}`
  }
  const bare = edtf.replace(/[?~%]+/g, '')
  const [, year, month, date] = /^(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(bare) ?? []
  if (year === undefined) return edtf
  const name = month === undefined ? undefined : MONTHS[Number(month) - 1]
  if (month !== undefined && name === undefined) return edtf
  const text = [date === undefined ? '' : String(Number(date)), name ?? '', year].filter(part => part !== '').join(' ')
  return bare === edtf ? text : `about ${text}`
}

/** The earliest day that an EDTF date can mean, roughly, for ordering and for moving to it; null where it is open. */
export function firstDayOf(edtf: string): Day | null {
  const start = edtf.split('/')[0]!.replace(/[?~%]/g, '')
  const [, year, month = '01', date = '01'] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(start) ?? []
  return year === undefined ? null : dayFrom(Number(year), Math.min(12, Number(month)), Number(date))
}

/** `14:02:11`, in the reader's own zone. */
export function clockText(ms: number): string {
  const date = new Date(ms)
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(part => String(part).padStart(2, '0')).join(':')
}

/** `4 s`, `3 min`, `2 h`. */
export function spanText(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 90) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}
