import { type Day, isoOf } from '../../events/calendar.js'
import { type Dimension, dimensions } from '../../events/words.js'
import type { RunsByDimension } from '../../projections/answers/partner-state.js'
import type { Run } from '../../projections/evaluate/runs.js'

/**
 * Runs as intervals that meet `[from, to]`, parted where others contend or the host is aligned otherwise, so that what an
 * interval says holds on each of its days. Both ends are days within it.
 */
export function intervalsOf(runs: readonly Run[], from: Day, to: Day) {
  return runs.flatMap((run, i) => {
    const first = Math.max(run.from ?? Number.NEGATIVE_INFINITY, from)
    const next = runs[i + 1]?.from
    const last = next === undefined || next === null ? to : Math.min(next - 1, to)
    if (first > last) return []
    const stages = run.stages.filter(stage => stage.from <= last)
    const starts = [first, ...stages.map(stage => stage.from).filter(day => day > first)]
    return starts.map((start, k) => {
      const { contenders = [], alignedWith = [] } = stages.findLast(stage => stage.from <= start) ?? {}
      return {
        from: isoOf(start),
        to: isoOf((starts[k + 1] ?? last + 1) - 1),
        status: run.status,
        primary: run.primary,
        alignedWith,
        ...(contenders.length > 0 ? { contenders: [{ from: isoOf(start), partners: contenders }] } : {}),
      }
    })
  })
}

/** Intervals of every dimension. */
export function intervalsByDimension(runs: RunsByDimension, from: Day, to: Day) {
  const intervals = {} as Record<Dimension, ReturnType<typeof intervalsOf>>
  for (const dimension of dimensions) intervals[dimension] = intervalsOf(runs[dimension], from, to)
  return intervals
}
