import { type Day, monthStarts } from '../../../events/calendar.js'
import type { Dimension } from '../../../events/words.js'
import type { Verdicts } from '../../../projections/evaluate/decide.js'
import {
  extendRuns,
  type GrowingRuns,
  type Outcome,
  type Run,
  runsOf,
  trimRuns,
} from '../../../projections/evaluate/runs.js'
import { DIMENSIONS } from '../../../projections/evaluate/score.js'
import type { Structure } from '../../../projections/evaluate/structure.js'
import { upperBound } from '../index/versions.js'

/** Runs of one status and primary, before coverage; one list a dimension. */
export type RawRuns = Readonly<Record<Dimension, readonly Run[]>>

/** What a line is worked out from: one host as known at one place. */
export interface LineSource {
  /** Days on which the structural part can change, ascending. */
  readonly structuralEdges: () => readonly Day[]
  /** Days of what decays, ascending. */
  readonly flowEdges: () => readonly Day[]
  /** Everything structural on a day; `steady` where it is the same on all days up to the next edge. */
  readonly structureOn: (day: Day) => { readonly structure: Structure; readonly steady: boolean }
  readonly verdictsOn: (day: Day, structure: Structure) => Verdicts
}

/** One host as known at one place of the log, over all of valid time; what was once worked out is kept. */
export interface Line {
  structureAt(day: Day): Structure
  /** Runs over all days on which something can change, at least up to `upTo`. */
  runs(upTo: Day): RawRuns
  /** Something that matters on these days has changed: what was worked out for them is forgotten. */
  forget(from: Day, to: Day): void
}

type Kept = Readonly<Record<Dimension, Outcome>>

const MOST_STRUCTURES = 256

export function createLine(source: LineSource): Line {
  const structures = new Map<Day, { readonly until: Day; readonly structure: Structure }>()
  const verdicts = new Map<Day, Kept>()
  const runs = {} as Record<Dimension, GrowingRuns>
  for (const dimension of DIMENSIONS) runs[dimension] = runsOf([], neverAsked)
  let runsUpTo = Number.NEGATIVE_INFINITY

  function structureAt(day: Day): Structure {
    const edges = source.structuralEdges()
    const next = upperBound(edges, day)
    const from = next === 0 ? Number.NEGATIVE_INFINITY : edges[next - 1]!
    const known = structures.get(from)
    if (known !== undefined) return known.structure
    const { structure, steady } = source.structureOn(day)
    if (!steady) return structure
    if (structures.size >= MOST_STRUCTURES) structures.delete(structures.keys().next().value!)
    structures.set(from, { until: edges[next] ?? Number.POSITIVE_INFINITY, structure })
    return structure
  }

  function verdictsAt(day: Day): Kept {
    let kept = verdicts.get(day)
    if (kept === undefined) {
      kept = slim(source.verdictsOn(day, structureAt(day)))
      verdicts.set(day, kept)
    }
    return kept
  }

  return {
    structureAt,
    runs(upTo) {
      if (upTo > runsUpTo) {
        for (const day of changeDays(source, runsUpTo, upTo)) {
          const kept = verdictsAt(day)
          for (const dimension of DIMENSIONS) extendRuns(runs[dimension], day, kept[dimension])
        }
        runsUpTo = upTo
      }
      return runs
    },
    forget(from, to) {
      for (const [start, { until }] of structures) if (start <= to && until > from) structures.delete(start)
      for (const day of verdicts.keys()) if (day >= from && day <= to) verdicts.delete(day)
      if (runsUpTo < from) return
      // Days before are as they were; those after are put together again from the verdicts that are left.
      runsUpTo = from - 1
      for (const dimension of DIMENSIONS) trimRuns(runs[dimension], from)
    },
  }
}

function neverAsked(): never {
  throw new Error('no day to judge')
}

function slim(verdicts: Verdicts): Kept {
  const kept = {} as Record<Dimension, Kept[Dimension]>
  for (const dimension of DIMENSIONS) {
    const { status, primary, contenders, alignedWith } = verdicts[dimension]
    kept[dimension] = { status, primary, contenders: primary === null ? contenders : NOBODY, alignedWith }
  }
  return kept
}

const NOBODY: readonly string[] = []

/** Edges and firsts of months in `(after, upTo]`, ascending, each once; none before the first edge. */
function changeDays(source: LineSource, after: Day, upTo: Day): Day[] {
  const structural = source.structuralEdges()
  const flow = source.flowEdges()
  const first = Math.min(structural[0] ?? Number.POSITIVE_INFINITY, flow[0] ?? Number.POSITIVE_INFINITY)
  if (first > upTo) return []
  const days = new Set(monthStarts(Math.max(first, after + 1), upTo))
  for (const edges of [structural, flow]) {
    for (let i = upperBound(edges, after); i < edges.length && edges[i]! <= upTo; i++) days.add(edges[i]!)
  }
  return [...days].sort((a, b) => a - b)
}
