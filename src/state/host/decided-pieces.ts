import type { Day } from '../../../events/calendar.js'
import { extendRuns, type GrowingRuns, noRuns, type Outcome, type Run } from '../../../projections/evaluate/runs.js'
import { type Lead, leadOf } from '../../../projections/evaluate/verdict.js'
import { partitionPoint } from '../../../projections/values/search.js'

/** Days of which is known what was decided on each: on the first of them, and whenever it changes. */
export interface Piece {
  readonly from: Day
  readonly to: Day
  readonly changes: readonly Change[]
}
export interface Change {
  readonly from: Day
  readonly outcome: Outcome
}

/** Pieces of valid time in which it is known who came first; no two of them have a day in common. */
export interface DecidedPieces {
  /** In order of days. */
  readonly list: readonly Piece[]
  /** Days without a piece around one that is in none: the last before it and the first after it that are in one. */
  around(day: Day): { readonly before: Day; readonly after: Day }
  put(piece: Piece): void
  /** Drop the pieces that hold any of these days. */
  forget(from: Day, to: Day): void
  /**
   * The latest day that has to be looked at for runs over some days and is in no piece; null where there is none. Before
   * the first day there is nothing.
   */
  wanted(from: Day, to: Day, first: Day): Day | null
  /** Runs over some days of which none is wanted. */
  runs(from: Day, to: Day, first: Day): readonly Run[]
}

export function createDecidedPieces(from: readonly Piece[] = []): DecidedPieces {
  const pieces = [...from]

  /** Index of the last piece that begins on a day or before it; -1 where there is none. */
  function lastUpTo(day: Day): number {
    return partitionPoint(pieces, ({ from }) => from <= day) - 1
  }

  /** The latest day from one back to another that is in no piece; null where all are. */
  function missing(day: Day, first: Day): Day | null {
    let wanted = day
    for (let i = lastUpTo(day); wanted >= first; i--) {
      const piece = pieces[i]
      if (piece === undefined || piece.to < wanted) return wanted
      wanted = piece.from - 1
    }
    return null
  }

  /**
   * The run of a day since it began, and the one before it, where nobody came first in that since it began as well: whether
   * anything was known before is asked of those. Else a day that has to be worked out first.
   */
  function lookBack(day: Day, first: Day): { readonly runs: GrowingRuns } | { readonly missing: Day } {
    const runs: GrowingRuns = []
    let at = day
    for (let i = lastUpTo(day); ; i--) {
      const piece = pieces[i]
      if (piece === undefined || piece.to < at) return { missing: at }
      for (let k = lastChange(piece.changes, at); k >= 0; k--) {
        const { from, outcome } = piece.changes[k]!
        const [later] = runs
        if (later !== undefined && isSameLead(later, outcome)) runs[0] = { ...later, from }
        else if (runs.length === 2) return { runs }
        else {
          runs.unshift({ ...leadOf(outcome), from, stages: [] })
          if (later !== undefined && outcome.status !== 'none') return { runs }
        }
      }
      if (piece.from <= first) return { runs: fromTheBeginning(runs) }
      at = piece.from - 1
    }
  }

  function wanted(from: Day, to: Day, first: Day): Day | null {
    if (to < first) return null
    const within = missing(to, Math.max(first, from))
    if (within !== null || from < first) return within
    const found = lookBack(from, first)
    return 'missing' in found ? found.missing : null
  }

  return {
    list: pieces,
    around(day) {
      const i = lastUpTo(day)
      return {
        before: pieces[i]?.to ?? Number.NEGATIVE_INFINITY,
        after: pieces[i + 1]?.from ?? Number.POSITIVE_INFINITY,
      }
    },
    put: piece => void pieces.splice(lastUpTo(piece.from) + 1, 0, piece),
    forget(from, to) {
      const kept = pieces.filter(piece => piece.from > to || piece.to < from)
      if (kept.length < pieces.length) pieces.splice(0, pieces.length, ...kept)
    },
    wanted,
    runs(from, to, first) {
      if (to < first) return noRuns()
      const found = from < first ? { runs: noRuns() } : lookBack(from, first)
      if ('missing' in found) throw new RangeError('not all of the days were worked out')
      const { runs } = found
      const last = lastUpTo(to)
      for (let i = Math.max(0, lastUpTo(from)); i <= last; i++) {
        const { changes } = pieces[i]!
        for (let k = Math.max(0, lastChange(changes, from)); k < changes.length; k++) {
          extendRuns(runs, changes[k]!.from, changes[k]!.outcome)
        }
      }
      return runs
    },
  }
}

/** Index of the last change up to a day; -1 where there is none. */
function lastChange(changes: readonly Change[], day: Day): number {
  return partitionPoint(changes, ({ from }) => from <= day) - 1
}

/** Runs that go back to where nothing is known, before which nobody came first. */
function fromTheBeginning(runs: GrowingRuns): GrowingRuns {
  const [beginning] = noRuns()
  const [first] = runs
  if (first === undefined || !isSameLead(first, beginning!)) runs.unshift(beginning!)
  else runs[0] = { ...first, from: null }
  return runs
}

export function isSameLead(a: Lead, b: Lead): boolean {
  return a.status === b.status && a.primary === b.primary
}
