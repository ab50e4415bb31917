import { type Dimension, dimensions } from '../../../events/words.js'
import { type Day, dayOf } from './dates.js'
import type { IntervalsAnswer, Point, Status } from './wire.js'

/** One stretch of days of a country with one status, and who leads in it where it is contested. */
export interface Segment {
  readonly from: Day
  readonly to: Day
  readonly status: Status
  readonly primary: string | null
  /** Who leads by score, at most three; empty while not known. */
  readonly leaders: readonly string[]
}

/** Every country's status on every day, in memory: what the map and the ribbon are painted from. */
export interface StatusRecord {
  readonly countries: readonly string[]
  readonly first: Day
  readonly last: Day
  readonly position: string | null
  readonly segments: (country: string, dimension: Dimension) => readonly Segment[]
  readonly at: (country: string, dimension: Dimension, day: Day) => Segment | null
  /** Put down who contends on one day, as the answer for that day says it; says whether that is news. */
  readonly note: (country: string, dimension: Dimension, day: Day, contenders: readonly string[]) => boolean
  /** Name the leaders of a country's contested stretches from its score history; says whether anything changed. */
  readonly lead: (country: string, dimension: Dimension, points: readonly Point[]) => boolean
}

/** `firstEvent`: the day of the first event on record, where it is known. */
export function createStatusRecord(answer: IntervalsAnswer, firstEvent: Day | null = null): StatusRecord {
  const last = dayOf(answer.to)!
  const byKey = new Map<string, readonly Segment[]>()
  let first = Math.min(last, firstEvent ?? last)
  for (const entry of answer.countries) {
    for (const dimension of dimensions) {
      const segments = entry[dimension].map(({ from, to, status, primary }) => ({
        from: dayOf(from)!,
        to: dayOf(to)!,
        status,
        primary,
        leaders: [],
      }))
      byKey.set(`${entry.country} ${dimension}`, segments)
      const second = segments[1]
      if (second !== undefined) first = Math.min(first, second.from)
    }
  }
  if (first === last) first = last - 365
  const noted = new Map<string, readonly string[]>()
  const segments = (country: string, dimension: Dimension) => byKey.get(`${country} ${dimension}`) ?? []
  return {
    countries: answer.countries.map(({ country }) => country),
    first,
    last,
    position: answer.basis.position,
    segments,
    at(country, dimension, day) {
      const segment = segmentAt(segments(country, dimension), day)
      if (segment?.status !== 'contested') return segment
      const leaders = noted.get(`${country} ${dimension} ${day}`)
      return leaders === undefined ? segment : { ...segment, leaders }
    },
    note(country, dimension, day, contenders) {
      const key = `${country} ${dimension} ${day}`
      const leaders = contenders.slice(0, 3)
      if (noted.get(key)?.join() === leaders.join()) return false
      noted.set(key, leaders)
      return true
    },
    lead(country, dimension, points) {
      const before = segments(country, dimension)
      const after = before.flatMap(segment => (segment.status === 'contested' ? parted(segment, points) : segment))
      byKey.set(`${country} ${dimension}`, after)
      return after.some(({ leaders }) => leaders.length > 0)
    },
  }
}

function segmentAt(segments: readonly Segment[], day: Day): Segment | null {
  let low = 0
  let high = segments.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const segment = segments[middle]!
    if (day < segment.from) high = middle - 1
    else if (day > segment.to) low = middle + 1
    else return segment
  }
  return null
}

/** A contested stretch parted on the days of the points where the leaders change. */
function parted(segment: Segment, points: readonly Point[]): Segment[] {
  const days = points.map(point => ({ day: dayOf(point.at)!, leaders: leadersOf(point) }))
  const within = days.filter(({ day }) => day >= segment.from && day <= segment.to)
  // A stretch shorter than the step takes who led on the last point before it.
  if (within.length === 0) within.push(...days.filter(({ day }) => day < segment.from).slice(-1))
  const changes = within.filter(({ leaders }, i) => i === 0 || leaders.join() !== within[i - 1]!.leaders.join())
  if (changes.length === 0) return [segment]
  return changes.map(({ day, leaders }, i) => ({
    ...segment,
    from: i === 0 ? segment.from : day,
    to: i + 1 < changes.length ? changes[i + 1]!.day - 1 : segment.to,
    leaders,
  }))
}

function leadersOf({ contenders, scores }: Point): readonly string[] {
  if (contenders !== undefined && contenders.length > 0) return contenders.slice(0, 3)
  return Object.entries(scores)
    .filter(([, score]) => score > 0)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, 2)
    .map(([partner]) => partner)
}
