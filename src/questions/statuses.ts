import { type Day, isoOf } from '../../events/calendar.js'
import { type Dimension, dimensions } from '../../events/words.js'
import type { Run } from '../../projections/evaluate/runs.js'
import type { Known } from '../../projections/values/place.js'
import type { HostHistory } from '../state/host/host-history.js'
import { basisOf, knownDayOf, type Standpoint } from './basis.js'
import { intervalsByDimension } from './intervals.js'
import type { Knowledge } from './knowledge.js'
import { coveredRuns } from './partner-state.js'
import { silently, withList } from './pieces.js'

/** Every country's verdicts on a day. */
export function statusesOn(from: Standpoint, at: Day, knowledge: Knowledge) {
  function* countries() {
    for (const history of concernedBy(from, knowledge.known)) {
      yield* silently(history.readying('verdicts', at, knowledge.known))
      yield { country: history.host, ...verdictsOf(from, history, at, knowledge) }
    }
  }
  return withList({ kind: 'statuses', basis: basisOf(from, knowledge), at: isoOf(at) }, 'countries', countries())
}

/** Intervals of every country's verdicts that meet `[first, last]`; both ends of an interval are days within it. */
export function statusIntervals(from: Standpoint, first: Day, last: Day, knowledge: Knowledge) {
  function* countries() {
    for (const history of concernedBy(from, knowledge.known)) {
      yield* silently(history.readying('verdicts', last, knowledge.known, first))
      const runs = runsOver(from, history, [first, last], knowledge)
      yield { country: history.host, ...intervalsByDimension(runs, first, last) }
    }
  }
  const head = { kind: 'intervals', basis: basisOf(from, knowledge), from: isoOf(first), to: isoOf(last) }
  return withList(head, 'countries', countries())
}

/** One country's verdicts on a day, and since when they are so. */
export function verdictsOf(from: Standpoint, history: HostHistory, at: Day, knowledge: Knowledge) {
  const runs = runsOver(from, history, [at, at], knowledge)
  const summary = {} as Record<Dimension, ReturnType<typeof verdictOf>>
  for (const dimension of dimensions) {
    const run = runs[dimension].findLast(({ from }) => (from ?? Number.NEGATIVE_INFINITY) <= at)!
    summary[dimension] = verdictOf(run, at)
  }
  return summary
}

/** Runs of one country's status over the days from one to another, coverage taken into account. */
export function runsOver(
  from: Standpoint,
  history: HostHistory,
  [first, last]: readonly [Day, Day],
  knowledge: Knowledge,
) {
  return coveredRuns(history, first, last, knowledge.known, knownDayOf(from, history, knowledge))
}

/** Countries of which anything was recorded up to a place. */
export function concernedBy({ reading }: Standpoint, known: Known): HostHistory[] {
  const { log } = reading
  return log.hosts().flatMap(host => (log.host(host)!.lastTouch(known) >= 0 ? reading.host(host) : []))
}

function verdictOf({ status, primary, from, stages }: Run, at: Day) {
  const alignedWith = stages.findLast(stage => stage.from <= at)?.alignedWith ?? []
  return { status, primary, since: from === null ? null : isoOf(from), alignedWith }
}
