import { type Day, dayOfInstant, FIRST_DAY, isoOf } from '../../events/calendar.js'
import type { PartnerState, RunsByDimension } from '../../projections/answers/partner-state.js'
import type { Logged } from '../../projections/reference.js'
import { partnerState } from '../../projections/registry.js'
import { rangeOf } from '../../projections/resolve/claim.js'
import { hostsOf } from '../../projections/resolve/routing.js'
import type { Known, Place } from '../../projections/values/place.js'
import { lastOf } from '../../projections/values/place.js'
import { intervalsByDimension } from '../questions/intervals.js'
import { coveredRuns, stateAsOf } from '../questions/partner-state.js'
import type { Reading } from '../state/reading.js'
import { firstDifference } from './json-difference.js'

/** A country on a day, as known at a place of the log. */
export interface Asked {
  readonly country: string
  readonly at: Day
  readonly known: Known
}

type Placed = Logged & { readonly place: Place }

/**
 * Questions about every country of a log: days spread over its own events, every second one in a past state of knowledge.
 * The same log gives the same questions.
 */
export function questionsOf(log: readonly Placed[], size: number, each: number): Asked[] {
  const days = new Map<string, Set<Day>>()
  for (const { event } of log) {
    const { latest } = rangeOf(event)
    if (!Number.isFinite(latest)) continue
    for (const host of hostsOf(event)) days.set(host, (days.get(host) ?? new Set<Day>()).add(latest))
  }
  return [...days.keys()].sort().flatMap(country => {
    const sorted = [...days.get(country)!].sort((a, b) => a - b)
    return Array.from({ length: each }, (_, i): Asked => {
      // The last day comes first: the present is what most people ask about.
      const share = (each - i) / each
      const at = sorted[Math.ceil(share * sorted.length) - 1]!
      return { country, at, known: i % 2 === 0 ? size - 1 : Math.ceil(share * size) - 1 }
    })
  })
}

/**
 * Where the engine and the naive reading of the log first differ about a country on a day, and about the intervals of its
 * status up to that day, which the list and `since` are read from; null where they do not.
 */
export function differenceOfReadings(
  reading: Reading,
  log: readonly Placed[],
  { country, at, known }: Asked,
  today: Day,
): string | null {
  const { log: record, policy } = reading
  const knownDay = known === record.size - 1 ? today : dayOfInstant(record.recordedAt(lastOf(known))!)
  const history = reading.host(country)
  const engine = answersOf(
    stateAsOf(history, { at, known, knownDay }),
    coveredRuns(history, FIRST_DAY, at, known, knownDay),
    at,
  )
  const upTo = log.findLastIndex(({ place }) => place <= known)
  const question = { host: country, at, known: upTo, knownDay }
  const { state, runs } = partnerState.fromScratch(log, question, policy)
  const naive = answersOf(state, runs, at)
  if (engine === naive) return null
  const found = firstDifference(JSON.parse(engine), JSON.parse(naive))
  const where = `${country} on ${isoOf(at)} as known at position ${record.position(lastOf(known))}`
  return found === null
    ? `${where}: the engine and the naive reading write the same numbers differently`
    : `${where}, ${found.path}: the engine ${found.a}, the naive reading ${found.b}`
}

function answersOf(state: PartnerState, runs: RunsByDimension, at: Day): string {
  return JSON.stringify({ state, intervals: intervalsByDimension(runs, FIRST_DAY, at) })
}
