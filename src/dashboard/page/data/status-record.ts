import { type Dimension, dimensions } from '../../../../events/words.js'
import { partitionPoint } from '../../../../projections/values/search.js'
import { type Day, dayOf } from '../dates.js'
import type { Basis, CountryAnswer, Interval, IntervalsAnswer, Status } from './wire.js'

/** One stretch of days of a country with one status, the same ones who contend, and the same allies. */
export interface Segment {
  readonly from: Day
  readonly to: Day
  /** First day of the status, whoever contended then. */
  readonly since: Day
  readonly status: Status
  readonly primary: string | null
  /** Who contends, the highest score first; empty where nobody does. */
  readonly contenders: readonly string[]
  /** The allies of a country that has no provider; empty where it has one. */
  readonly allies: readonly string[]
}

/** Every country's status on every day, in memory: what the map and the status strip are painted from. */
export interface StatusRecord {
  readonly countries: readonly string[]
  readonly first: Day
  readonly last: Day
  readonly basis: Basis
  readonly segments: (country: string, dimension: Dimension) => readonly Segment[]
  readonly at: (country: string, dimension: Dimension, day: Day) => Segment | null
}

/** `firstEvent`: the day of the first event on record, where it is known. */
export function createStatusRecord(answer: IntervalsAnswer, firstEvent: Day | null = null): StatusRecord {
  const last = dayOf(answer.to)!
  const byKey = new Map<string, readonly Segment[]>()
  let first = Math.min(last, firstEvent ?? last)
  for (const entry of answer.countries) {
    for (const dimension of dimensions) {
      const segments = segmentsOf(entry[dimension])
      byKey.set(`${entry.country} ${dimension}`, segments)
      const second = segments[1]
      if (second !== undefined) first = Math.min(first, second.from)
    }
  }
  if (first === last) first = last - 365
  const segments = (country: string, dimension: Dimension) => byKey.get(`${country} ${dimension}`) ?? []
  return {
    countries: answer.countries.map(({ country }) => country),
    first,
    last,
    basis: answer.basis,
    segments,
    at: (country, dimension, day) => segmentAt(segments(country, dimension), day),
  }
}

/**
 * The record with the day of an answer as that answer tells it. Intervals hold what is so on the days on which reports
 * change something and on the firsts of months; what only fades in between is known from the answer of the day.
 */
export function agreeing(record: StatusRecord, { country, at, dimensions: told }: CountryAnswer): StatusRecord {
  const toldOf = dayOf(at)
  return {
    ...record,
    at(code, dimension, day) {
      const segment = record.at(code, dimension, day)
      if (segment === null || code !== country || day !== toldOf) return segment
      const { status, primary, contenders, alignedWith } = told[dimension]
      return { ...segment, ...standingOf({ status, primary, alignedWith }, contenders) }
    },
  }
}

/** Intervals, parted on the days on which others contend. */
function segmentsOf(intervals: readonly Interval[]): Segment[] {
  const segments: Segment[] = []
  for (const interval of intervals) {
    const [first, last] = [dayOf(interval.from)!, dayOf(interval.to)!]
    const before = segments.at(-1)
    const goesOn = before?.status === interval.status && before.primary === interval.primary
    const since = goesOn ? before.since : first
    const stages = (interval.contenders ?? [{ from: interval.from, partners: [] }]).map(({ from, partners }) => ({
      from: dayOf(from)!,
      partners,
    }))
    stages.forEach(({ from, partners }, i) => {
      const to = (stages[i + 1]?.from ?? last + 1) - 1
      segments.push({ from, to, since, ...standingOf(interval, partners) })
    })
  }
  return segments
}

/** Who stands for a status: who contends, or the allies where nobody provides. */
function standingOf(
  { status, primary, alignedWith }: Pick<Interval, 'status' | 'primary' | 'alignedWith'>,
  contenders: readonly string[],
): Pick<Segment, 'status' | 'primary' | 'contenders' | 'allies'> {
  const isWithout = status === 'none' || status === 'unknown'
  return { status, primary, contenders: primary === null ? contenders : [], allies: isWithout ? alignedWith : [] }
}

function segmentAt(segments: readonly Segment[], day: Day): Segment | null {
  const segment = segments[partitionPoint(segments, ({ to }) => to < day)]
  return segment !== undefined && segment.from <= day ? segment : null
}

/**
 * Whether the same partners stand for the same, in whatever order. Where nobody provides it is the same whether that is
 * known or not: that the record ends is no news of a country.
 */
export function isSameStanding(a: Segment, b: Segment): boolean {
  const of = ({ status, primary, contenders, allies }: Segment) =>
    [status === 'unknown' ? 'none' : status, primary, [...contenders].sort(), [...allies].sort()].join('|')
  return of(a) === of(b)
}

/** Since when the same partners have stood for the status that a country has on a day; null where it has none. */
export function heldSince(record: StatusRecord, country: string, dimension: Dimension, day: Day): Day | null {
  const segments = record.segments(country, dimension)
  let i = segments.findIndex(({ from, to }) => from <= day && day <= to)
  if (i < 0) return null
  while (i > 0 && isSameStanding(segments[i - 1]!, segments[i]!)) i -= 1
  return segments[i]!.from
}

/** Partners that come first or contend somewhere from a day on, the most days first. */
export function partnersOnRecord(record: StatusRecord, dimension: Dimension, from: Day): string[] {
  return mostDaysFirst(record, dimension, from, ({ primary, contenders }) =>
    primary === null ? contenders : [primary],
  )
}

/** The same with the first ally of each country that has no provider. */
export function alignedOnRecord(record: StatusRecord, dimension: Dimension, from: Day): string[] {
  return mostDaysFirst(record, dimension, from, ({ primary, contenders, allies }) =>
    primary === null ? [...contenders, ...allies.slice(0, 1)] : [primary],
  )
}

/** In how many hosts each power comes first or contends, in any dimension at any time. */
export function hostsOfPowers(record: StatusRecord): ReadonlyMap<string, number> {
  const hosts = new Map<string, number>()
  for (const country of record.countries) {
    const powers = dimensions.flatMap(dimension =>
      record
        .segments(country, dimension)
        .flatMap(({ primary, contenders }) => (primary === null ? contenders : [primary])),
    )
    for (const power of new Set(powers)) hosts.set(power, (hosts.get(power) ?? 0) + 1)
  }
  return hosts
}

function mostDaysFirst(
  record: StatusRecord,
  dimension: Dimension,
  from: Day,
  partnersOf: (segment: Segment) => readonly string[],
): string[] {
  const days = new Map<string, number>()
  for (const country of record.countries) {
    for (const segment of record.segments(country, dimension)) {
      const length = segment.to - Math.max(segment.from, from)
      if (length < 0) continue
      for (const partner of partnersOf(segment)) days.set(partner, (days.get(partner) ?? 0) + length)
    }
  }
  return [...days].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([partner]) => partner)
}
