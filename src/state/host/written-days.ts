import type { Day } from '../../../events/calendar.js'
import { type Dimension, dimensions } from '../../../events/words.js'
import type { CoverageLife } from '../../../projections/kinds/coverage.js'
import type { Place } from '../../../projections/values/place.js'
import { createDecidedPieces, type DecidedPieces, type Piece } from './decided-pieces.js'
import type { RawRuns } from './valid-timeline.js'

/** Where silence means none, by dimension. */
export type Coverage = Readonly<Record<Dimension, CoverageLife['windows']>>

/** Who came first in a host as known at a place of the log, as it is written down. */
export interface WrittenDays {
  /** The last place that concerned the host. */
  readonly touched: Place
  /** Before the first day there is nothing; null where there is nothing at all. */
  readonly first: Day | null
  readonly coverage: Coverage
  readonly pieces: Readonly<Record<Dimension, readonly Piece[]>>
}

/** The same as it is read: what of it is asked for is there, or the host has to be folded. */
export interface ReadDays extends WrittenDays {
  /** Whether all that runs over these days need was written down. */
  holds(from: Day, to: Day): boolean
  runs(from: Day, to: Day): RawRuns
}

export function readDays(written: WrittenDays): ReadDays {
  const { pieces } = written
  const first = written.first ?? Number.POSITIVE_INFINITY
  const decided = {} as Record<Dimension, DecidedPieces>
  for (const dimension of dimensions) decided[dimension] = createDecidedPieces(pieces[dimension])
  return {
    ...written,
    holds: (from, to) => dimensions.every(dimension => decided[dimension].wanted(from, to, first) === null),
    runs(from, to) {
      const runs = {} as Record<Dimension, RawRuns[Dimension]>
      for (const dimension of dimensions) runs[dimension] = decided[dimension].runs(from, to, first)
      return runs
    },
  }
}
