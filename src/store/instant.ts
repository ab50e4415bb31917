import { MS_PER_DAY } from '../../events/formats.js'

const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/
const TWO = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'))
const THREE = Array.from({ length: 1000 }, (_, n) => String(n).padStart(3, '0'))

/** Milliseconds since 1970 of an ISO instant with milliseconds in UTC. Throws a RangeError for any other text. */
export function msOf(instant: string): number {
  const ms = FORM.test(instant) ? Date.parse(instant) : Number.NaN
  if (Number.isNaN(ms)) throw new RangeError(`not an ISO instant with milliseconds in UTC: ${JSON.stringify(instant)}`)
  return ms
}

/** The same text as `Date.toISOString`, several times faster for instants that come in order, as those of a log do. */
export function instantWriter(): (ms: number) => string {
  let day = Number.NaN
  let dayText = ''
  return ms => {
    const itsDay = Math.floor(ms / MS_PER_DAY)
    if (itsDay !== day) {
      day = itsDay
      dayText = new Date(day * MS_PER_DAY).toISOString().slice(0, -13)
    }
    const rest = ms - day * MS_PER_DAY
    const hours = TWO[Math.floor(rest / 3_600_000)]
    const minutes = TWO[Math.floor(rest / 60_000) % 60]
    const seconds = TWO[Math.floor(rest / 1000) % 60]
    return `${dayText}${hours}:${minutes}:${seconds}.${THREE[rest % 1000]}Z`
  }
}
