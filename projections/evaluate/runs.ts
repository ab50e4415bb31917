import type { Day } from '../../events/calendar.js'
import { sameItems } from '../values/order.js'
import { partitionPoint } from '../values/search.js'
import { type Lead, leadOf, type Verdict } from './verdict.js'

/** An unbroken stretch of one status and primary; it lasts until the next run begins. */
export type Run = Lead & {
  /** First day, or null for the time before anything is known. */
  readonly from: Day | null
  /** Who contends, where several do, and with whom the host is aligned, since which day of the run. */
  readonly stages: readonly Stage[]
}

/** Those who contend from a day on, the highest score first, and with whom the host is aligned. */
export interface Stage {
  readonly from: Day
  readonly contenders: readonly string[]
  readonly alignedWith: readonly string[]
}

/** What runs are made of. */
export type Outcome = Lead & Pick<Verdict, 'contenders' | 'alignedWith'>

/** Nothing is known before the first event. Until coverage is looked at, nobody coming first is `none`. */
const beginning = () => ({ from: null, status: 'none' as const, primary: null, stages: [] as Stage[] })

/** Runs of one dimension before any day was looked at. */
export function noRuns(): GrowingRuns {
  return [beginning()]
}

/** Runs as they grow: days are added at the end. */
export type GrowingRuns = (Run & { readonly stages: Stage[] })[]

export function extendRuns(runs: GrowingRuns, day: Day, outcome: Outcome): void {
  const { status, primary, alignedWith } = outcome
  let last = runs.at(-1)!
  if (last.status !== status || last.primary !== primary) {
    last = { from: day, ...leadOf(outcome), stages: [] }
    runs.push(last)
  }
  const contenders = primary === null ? outcome.contenders : NOBODY
  const stage = last.stages.at(-1)
  const same = sameItems(contenders, stage?.contenders ?? []) && sameItems(alignedWith, stage?.alignedWith ?? [])
  if (!same) last.stages.push({ from: day, contenders, alignedWith })
}

const NOBODY: readonly string[] = []

/** The run that a day is in, since when it has lasted, and what was before. */
export function runAt(runs: readonly Run[], at: Day): { readonly since: Day | null; readonly previous: Run | null } {
  const low = partitionPoint(runs, ({ from }) => (from ?? Number.NEGATIVE_INFINITY) <= at)
  return { since: runs[low - 1]!.from, previous: low >= 2 ? known(runs[low - 2]!) : null }
}

/** Where no one comes first, silence means none only inside a declared window and up to the day of knowledge. */
export function coverRuns(
  runs: readonly Run[],
  windows: readonly { readonly from: Day; readonly to: Day }[],
  knownDay: Day,
): readonly Run[] {
  if (windows.length === 0) return runs.map(run => (run.status === 'none' ? { ...run, status: 'unknown' } : run))
  const covered = (day: Day) => windows.some(({ from, to }) => from <= day && day <= Math.min(to, knownDay))
  const edges = windows
    .flatMap(({ from, to }) => [from, Math.min(to, knownDay) + 1])
    .filter(Number.isFinite)
    .sort((a, b) => a - b)
  const result: Run[] = []
  runs.forEach((run, i) => {
    const from = run.from ?? Number.NEGATIVE_INFINITY
    const next = runs[i + 1]?.from ?? Number.POSITIVE_INFINITY
    const starts = run.status === 'none' ? [from, ...edges.filter(day => day > from && day < next)] : [from]
    for (const start of starts) {
      const of: Run = run.status === 'none' && !covered(start) ? { ...run, status: 'unknown' } : run
      const last = result.at(-1)
      if (last && last.status === of.status && last.primary === of.primary) continue
      result.push({ ...of, from: start === Number.NEGATIVE_INFINITY ? null : start })
    }
  })
  return result
}

function known(run: Run): Run | null {
  return run.from === null && run.status === 'unknown' ? null : run
}
