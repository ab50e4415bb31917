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

  /** Of a piece, what `lookBack` told of the day before it, as far as it came; kept until a piece is dropped. */
  let looked = new Map<Piece, LookedBack>()

  /**
   * The run of a day since it began, and the one before it, where nobody came first in that since it began as well: whether
   * anything was known before is asked of those. Else a day that has to be worked out first.
   */
  function lookBack(day: Day, first: Day): { readonly runs: GrowingRuns } | { readonly missing: Day } {
    const piece = pieces[lastUpTo(day)]
    if (piece === undefined || piece.to < day) return { missing: day }
    const runs: GrowingRuns = []
    if (isFound(runs, piece, day, first)) return { runs }
    const before = lookBefore(piece, first)
    return before.at === null ? { runs: joined(runs, before) } : { missing: before.at }
  }

  /** The same of the day before a piece; goes on where it came to a day that was missing, and stops where another went on from. */
  function lookBefore(piece: Piece, first: Day): LookedBack {
    let found = looked.get(piece)
    if (found === undefined || found.first !== first) {
      found = { first, runs: [], at: (piece.from - 1) as Day }
      looked.set(piece, found)
    }
    while (found.at !== null) {
      const earlier = pieces[lastUpTo(found.at)]
      if (earlier === undefined || earlier.to < found.at) break
      if (isFound(found.runs, earlier, found.at, first)) found.at = null
      else {
        const known = looked.get(earlier)
        if (known?.first !== first || known.at !== null) found.at = (earlier.from - 1) as Day
        else {
          found.runs = joined(found.runs, known)
          found.at = null
        }
      }
    }
    return found
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
      if (kept.length === pieces.length) return
      pieces.splice(0, pieces.length, ...kept)
      looked = new Map()
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
        for (let k = Math.max(0, lastChange(changes, from)); k < changes.length && changes[k]!.from <= to; k++) {
          extendRuns(runs, changes[k]!.from, changes[k]!.outcome)
        }
      }
      return runs
    },
  }
}

/** How far back a look went: to `at`, which is in no piece, or to the end, and then it is null. */
interface LookedBack {
  readonly first: Day
  runs: GrowingRuns
  at: Day | null
}

/** Goes on with runs through a piece, from a day of it back; true when they are found. */
function isFound(runs: GrowingRuns, piece: Piece, day: Day, first: Day): boolean {
  const leads = leadsOf(piece)
  for (let k = lastChange(leads, day); k >= 0; k--) {
    const { from, outcome } = leads[k]!
    const [later] = runs
    if (later !== undefined && isSameLead(later, outcome)) runs[0] = { ...later, from }
    else if (runs.length === 2) return true
    else {
      runs.unshift({ ...leadOf(outcome), from, stages: [] })
      if (later !== undefined && outcome.status !== 'none') return true
    }
  }
  if (piece.from > first) return false
  fromTheBeginning(runs)
  return true
}

const leadsOfPieces = new WeakMap<Piece, readonly Change[]>()

/** The changes of a piece after which another comes first, and its first. */
function leadsOf(piece: Piece): readonly Change[] {
  let leads = leadsOfPieces.get(piece)
  if (leads === undefined) {
    leads = piece.changes.filter(({ outcome }, k) => k === 0 || !isSameLead(piece.changes[k - 1]!.outcome, outcome))
    leadsOfPieces.set(piece, leads)
  }
  return leads
}

/** Runs that go back to the beginning of a piece, with what was found of the day before it. */
function joined(runs: GrowingRuns, before: LookedBack): GrowingRuns {
  const [own, ...later] = runs
  const same = before.runs.at(-1)!
  if (isSameLead(own!, same)) {
    const begun = { ...own!, from: same.from }
    return later.length > 0 ? [begun, ...later] : [...before.runs.slice(0, -1), begun]
  }
  if (later.length > 0) return runs
  return [same, own!]
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
