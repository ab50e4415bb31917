import type { Day } from '../../../events/calendar.js'
import { type Dimension, dimensions } from '../../../events/words.js'
import type { BoundedSum } from '../../../projections/evaluate/partner-sum.js'
import {
  extendRuns,
  type GrowingRuns,
  noRuns,
  type Outcome,
  type Run,
  trimRuns,
} from '../../../projections/evaluate/runs.js'
import { boundsOf, isSettled } from '../../../projections/evaluate/settled.js'
import type { Structure } from '../../../projections/evaluate/structure.js'
import { leadOf, type Verdicts } from '../../../projections/evaluate/verdict.js'
import type { Policy } from '../../../projections/policy/policy.js'
import { upperBound } from '../../../projections/values/search.js'

/** Runs of one status and primary, before coverage; one list a dimension. */
export type RawRuns = Readonly<Record<Dimension, readonly Run[]>>

/** What it is worked out from: one host as known at one place. */
export interface ValidTimelineSource {
  /** Days on which the structural part can change, ascending. */
  readonly structuralEdges: () => readonly Day[]
  /** Days of what decays, ascending. */
  readonly flowEdges: () => readonly Day[]
  /** Everything structural on the days from an edge, which is given by any of them, up to the next. */
  readonly structureFrom: (day: Day) => Moving

  /** `sums`: those of which anything is left on the day. */
  readonly verdictsOn: (day: Day, structure: Structure, sums: readonly BoundedSum[]) => Verdicts
  readonly sums: () => readonly BoundedSum[]
  readonly policy: Policy
}

/** What is structural between two edges: it moves only while a change of which no day is known goes on. */
export interface Moving {
  readonly on: (day: Day) => Structure
  /** The next day after one on which it moves; infinite where it stands still. */
  readonly next: (day: Day) => Day
  /** How many lives it is made of. */
  readonly lives: number
}

/** One host as known at one place of the log, over all of valid time; what was once worked out is kept. */
export interface ValidTimeline {
  structureAt(day: Day): Structure
  /** Runs over every day, at least up to `upTo`. */
  runs(upTo: Day): RawRuns
  /** Work the runs out one piece further; false once they reach up to a day. */
  extend(upTo: Day): boolean
  /** Lives that are held, once for each stretch between edges that is held with them, and stretches of runs. */
  readonly held: number
  /** Forget what was worked out for these days, as something that matters on them has changed. */
  forget(from: Day, to: Day): void
}

type Kept = Readonly<Record<Dimension, Outcome>>

/** Days up to the next on which anything but fading can happen, and on which of them the verdicts change. */
interface Piece {
  readonly to: Day
  readonly changes: readonly Change[]
}
interface Change {
  readonly from: Day
  readonly kept: Kept
}

/** What was last worked out of the days from one edge up to another. */
interface BetweenEdges {
  readonly until: Day
  readonly moving: Moving
  last: { readonly day: Day; readonly next: Day; readonly structure: Structure } | null
}

const MOST_STRUCTURES = 256
/** A stretch holds some kilobytes for each of its lives. */
const MOST_LIVES = 8192

export function createValidTimeline(source: ValidTimelineSource): ValidTimeline {
  const structures = new Map<Day, BetweenEdges>()
  const pieces = new Map<Day, Piece>()
  const runs = {} as Record<Dimension, GrowingRuns>
  for (const dimension of dimensions) runs[dimension] = noRuns()
  let runsUpTo = Number.NEGATIVE_INFINITY
  let heldLives = 0

  /** Everything structural on a day and up to the day before `until`. */
  function structureFrom(day: Day): { readonly structure: Structure; readonly until: Day } {
    const edges = source.structuralEdges()
    const after = upperBound(edges, day)
    const from = after === 0 ? Number.NEGATIVE_INFINITY : edges[after - 1]!
    const until = edges[after] ?? Number.POSITIVE_INFINITY
    let known = structures.get(from)
    if (known === undefined) {
      known = { until, moving: source.structureFrom(day), last: null }
      heldLives += known.moving.lives
      while (structures.size > 0 && (structures.size >= MOST_STRUCTURES || heldLives > MOST_LIVES)) {
        drop(structures.keys().next().value!)
      }
      structures.set(from, known)
    }
    const { moving } = known
    if (known.last === null || day < known.last.day || day >= known.last.next) {
      known.last = { day, next: moving.next(day), structure: moving.on(day) }
    }
    return { structure: known.last.structure, until: Math.min(known.last.next, until) }
  }

  /** Before the first edge there is nothing. */
  function firstDay(): Day {
    const [structural = Number.POSITIVE_INFINITY] = source.structuralEdges()
    const [flow = Number.POSITIVE_INFINITY] = source.flowEdges()
    return Math.min(structural, flow)
  }

  function pieceFrom(day: Day, upTo: Day): Piece {
    const known = pieces.get(day)
    if (known !== undefined && known.to <= upTo) return known
    const { structure, until } = structureFrom(day)
    const flow = source.flowEdges()
    const flowEdge = flow[upperBound(flow, day)] ?? Number.POSITIVE_INFINITY
    const to = Math.min(until - 1, flowEdge - 1, upTo)
    const changes: Change[] = []
    lookFor(changes, structure, source.sums(), day, to)
    const piece = { to, changes }
    pieces.set(day, piece)
    return piece
  }

  /**
   * Add the days of a span on which verdicts may change: only the first where all are certainly the same, else by
   * halving the span.
   */
  function lookFor(changes: Change[], structure: Structure, sums: readonly BoundedSum[], from: Day, to: Day): void {
    const bounded = from === to ? null : boundsOf(sums, from, to)
    const left = bounded === null ? sums : bounded.map(({ sum }) => sum)
    if (bounded === null || isSettled(structure, bounded, source.policy)) {
      changes.push({ from, kept: slim(source.verdictsOn(from, structure, left)) })
      return
    }
    const middle = (from + to) >> 1
    lookFor(changes, structure, left, from, middle)
    lookFor(changes, structure, left, middle + 1, to)
  }

  function extend(upTo: Day): boolean {
    const day = Math.max(firstDay(), runsUpTo + 1)
    if (day > upTo) {
      runsUpTo = Math.max(runsUpTo, upTo)
      return false
    }
    const { to, changes } = pieceFrom(day, upTo)
    for (const { from, kept } of changes) {
      for (const dimension of dimensions) extendRuns(runs[dimension], from, kept[dimension])
    }
    runsUpTo = to
    return to < upTo
  }

  function drop(from: Day): void {
    heldLives -= structures.get(from)?.moving.lives ?? 0
    structures.delete(from)
  }

  return {
    structureAt: day => structureFrom(day).structure,
    extend,
    get held() {
      return heldLives + pieces.size
    },
    runs(upTo) {
      while (extend(upTo));
      return runs
    },
    forget(from, to) {
      for (const [start, { until }] of structures) if (start <= to && until > from) drop(start)
      for (const [start, piece] of pieces) if (start <= to && piece.to >= from) pieces.delete(start)
      if (runsUpTo < from) return
      // Earlier days are unchanged; later ones are put together again from the remaining pieces.
      runsUpTo = from - 1
      for (const dimension of dimensions) trimRuns(runs[dimension], from)
    },
  }
}

function slim(verdicts: Verdicts): Kept {
  const kept = {} as Record<Dimension, Kept[Dimension]>
  for (const dimension of dimensions) {
    const verdict = verdicts[dimension]
    const contenders = verdict.primary === null ? verdict.contenders : NOBODY
    kept[dimension] = { ...leadOf(verdict), contenders, alignedWith: verdict.alignedWith }
  }
  return kept
}

const NOBODY: readonly string[] = []
