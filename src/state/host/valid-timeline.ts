import type { Day } from '../../../events/calendar.js'
import { type Dimension, dimensions } from '../../../events/words.js'
import type { Run } from '../../../projections/evaluate/runs.js'
import type { Structure } from '../../../projections/evaluate/structure.js'
import { upperBound } from '../../../projections/values/search.js'
import type { Steps } from '../../../projections/values/steps.js'
import { createDecidedDays, type DecidedDays, type DecidedDaysSource } from './decided-days.js'

/** Runs of one status and primary, before coverage; one list a dimension. */
export type RawRuns = Readonly<Record<Dimension, readonly Run[]>>

/** What it is worked out from: one host as known at one place. */
export interface ValidTimelineSource extends DecidedDaysSource {
  /** Everything structural on the days from an edge, which is given by any of them, up to the next. */
  readonly structureFrom: (day: Day) => Moving
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
  /** The days up to one, and with it, on which nothing structural changes. */
  stretchTo(day: Day): Stretch
  /** Runs over the days from one to another, with the beginning of the first and what was before it. */
  runs(from: Day, to: Day): RawRuns
  /** Work these runs out in small steps. */
  workingOut(from: Day, to: Day): Steps
  /** Lives that are held, once for each stretch between edges that is held with them, and stretches of runs. */
  readonly held: number
  /** Who came first on the days that were looked at so far, in each dimension. */
  readonly decided: Readonly<Record<Dimension, DecidedDays>>
  /** Forget what was worked out for these days, as something that matters on them has changed. */
  forget(from: Day, to: Day): void
}

/** Days, both included. */
export interface Stretch {
  readonly from: Day
  readonly to: Day
}

/** What was last worked out of the days from one edge up to another. */
interface BetweenEdges {
  readonly from: Day
  readonly until: Day
  readonly moving: Moving
  last: { readonly day: Day; readonly next: Day; readonly structure: Structure } | null
}

const MOST_STRUCTURES = 256
/** A stretch holds some kilobytes for each of its lives. */
const MOST_LIVES = 8192

export function createValidTimeline(source: ValidTimelineSource): ValidTimeline {
  const structures = new Map<Day, BetweenEdges>()
  const decided = {} as Record<Dimension, DecidedDays>
  for (const dimension of dimensions) decided[dimension] = createDecidedDays(source, dimension)
  let heldLives = 0

  /** What lies between the edges around a day. */
  function betweenEdges(day: Day): BetweenEdges {
    const edges = source.structuralEdges()
    const after = upperBound(edges, day)
    const from = after === 0 ? Number.NEGATIVE_INFINITY : edges[after - 1]!
    const until = edges[after] ?? Number.POSITIVE_INFINITY
    let known = structures.get(from)
    if (known === undefined) {
      known = { from, until, moving: source.structureFrom(day), last: null }
      heldLives += known.moving.lives
      while (structures.size > 0 && (structures.size >= MOST_STRUCTURES || heldLives > MOST_LIVES)) {
        drop(structures.keys().next().value!)
      }
      structures.set(from, known)
    }
    return known
  }

  /** Everything structural on a day. */
  function structureAt(day: Day): Structure {
    const known = betweenEdges(day)
    const { moving } = known
    if (known.last === null || day < known.last.day || day >= known.last.next) {
      known.last = { day, next: moving.next(day), structure: moving.on(day) }
    }
    return known.last.structure
  }

  function stretchTo(day: Day): Stretch {
    const { from: edge, moving } = betweenEdges(day)
    let from = edge
    for (let next = moving.next(from); next <= day; next = moving.next(next)) from = next
    return { from, to: day }
  }

  function drop(from: Day): void {
    heldLives -= structures.get(from)?.moving.lives ?? 0
    structures.delete(from)
  }

  return {
    decided,
    structureAt,
    stretchTo,
    *workingOut(from, to) {
      for (const dimension of dimensions) yield* decided[dimension].workingOut(from, to)
    },
    get held() {
      return dimensions.reduce((sum, dimension) => sum + decided[dimension].held, heldLives)
    },
    runs(from, to) {
      const runs = {} as Record<Dimension, readonly Run[]>
      for (const dimension of dimensions) runs[dimension] = decided[dimension].runs(from, to)
      return runs
    },
    forget(from, to) {
      for (const [start, { until }] of structures) if (start <= to && until > from) drop(start)
      for (const dimension of dimensions) decided[dimension].forget(from, to)
    },
  }
}
