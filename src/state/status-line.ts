import { type Day, monthStarts } from '../../events/calendar.js'
import type { Dimension } from '../../events/words.js'
import type { Verdicts } from '../../projections/decide.js'
import { extendRuns, type Run, runsOf } from '../../projections/runs.js'
import { DIMENSIONS } from '../../projections/score.js'

/** Runs of one status and primary, before coverage; one list a dimension. */
export type RawRuns = Readonly<Record<Dimension, readonly Run[]>>

/** How the verdicts of a host follow each other over valid time, as known at any place. */
export interface StatusLine {
  /** Something that matters on these days changed at the end of the log. */
  touch(from: Day, to: Day): void
  /** Runs over all days on which something can change, at least up to `upTo`. */
  runs(upTo: Day, known: number): RawRuns
}

interface Source {
  readonly verdictsAt: (day: Day, known: number) => Verdicts
  readonly edgesAt: (known: number) => Day[]
  readonly lastTouch: (known: number) => number
  /** Whether the place is the last one that concerns the host. */
  readonly isLive: (touched: number) => boolean
}

interface Line {
  readonly runs: Record<Dimension, Run[]>
  readonly edges: readonly Day[]
  /** Days up to here are in the runs. */
  upTo: Day
}

type Kept = Readonly<Record<Dimension, Pick<Verdicts[Dimension], 'status' | 'primary'>>>

const PAST_LINES = 32

/**
 * The verdicts of the present are kept by day and only those that an event can have changed are found again; those of past
 * states of knowledge are found once and the latest few are kept.
 */
export function createStatusLine(source: Source): StatusLine {
  const kept = new Map<Day, Kept>()
  let stale: { from: Day; to: Day } | null = null
  let live: { readonly touched: number; readonly line: Line } | null = null
  const past = new Map<number, Line>()

  function forget(): void {
    if (stale === null) return
    for (const day of kept.keys()) if (day >= stale.from && day <= stale.to) kept.delete(day)
    stale = null
    live = null
  }

  function extend(line: Line, upTo: Day, verdictsAt: (day: Day) => Kept): void {
    if (upTo <= line.upTo) return
    for (const day of changeDaysAfter(line.edges, line.upTo, upTo)) {
      const verdicts = verdictsAt(day)
      for (const dimension of DIMENSIONS) extendRuns(line.runs[dimension], day, verdicts[dimension])
    }
    line.upTo = upTo
  }

  function liveVerdicts(day: Day, known: number): Kept {
    let verdicts = kept.get(day)
    if (verdicts === undefined) {
      verdicts = slim(source.verdictsAt(day, known))
      kept.set(day, verdicts)
    }
    return verdicts
  }

  return {
    touch(from, to) {
      stale = stale === null ? { from, to } : { from: Math.min(from, stale.from), to: Math.max(to, stale.to) }
    },
    runs(upTo, known) {
      const touched = source.lastTouch(known)
      if (source.isLive(touched)) {
        forget()
        if (live?.touched !== touched) live = { touched, line: startLine(source.edgesAt(touched)) }
        extend(live.line, upTo, day => liveVerdicts(day, touched))
        return live.line.runs
      }
      let line = past.get(touched)
      if (line === undefined) {
        line = startLine(source.edgesAt(touched))
        if (past.size >= PAST_LINES) past.delete(past.keys().next().value!)
      } else past.delete(touched)
      past.set(touched, line)
      extend(line, upTo, day => source.verdictsAt(day, touched))
      return line.runs
    },
  }
}

function startLine(edges: Day[]): Line {
  const runs = {} as Record<Dimension, Run[]>
  for (const dimension of DIMENSIONS) runs[dimension] = runsOf([], neverAsked)
  return { runs, edges: edges.sort((a, b) => a - b), upTo: Number.NEGATIVE_INFINITY }
}

function neverAsked(): never {
  throw new Error('no day to judge')
}

function slim(verdicts: Verdicts): Kept {
  const kept = {} as Record<Dimension, Kept[Dimension]>
  for (const dimension of DIMENSIONS) {
    const { status, primary } = verdicts[dimension]
    kept[dimension] = { status, primary }
  }
  return kept
}

/** Edges and firsts of months in `(after, upTo]`, ascending, each once; none before the first edge. */
function changeDaysAfter(edges: readonly Day[], after: Day, upTo: Day): Day[] {
  const first = edges[0]
  if (first === undefined || first > upTo) return []
  const days = new Set(monthStarts(Math.max(first, after + 1), upTo))
  for (const day of edges) if (day > after && day <= upTo) days.add(day)
  return [...days].sort((a, b) => a - b)
}
