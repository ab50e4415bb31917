import type { Day } from '../../../events/calendar.js'
import type { Dimension } from '../../../events/words.js'
import { verdictIn } from '../../../projections/evaluate/decide.js'
import type { BoundedSum } from '../../../projections/evaluate/partner-sum.js'
import type { Run } from '../../../projections/evaluate/runs.js'
import { boundsOf, countsFor, isSettled } from '../../../projections/evaluate/settled.js'
import type { Deciding } from '../../../projections/evaluate/structure.js'
import type { Sweep } from '../../../projections/evaluate/sweep.js'
import { leadOf, type Verdict } from '../../../projections/evaluate/verdict.js'
import type { Policy } from '../../../projections/policy/policy.js'
import { sameItems } from '../../../projections/values/order.js'
import { upperBound } from '../../../projections/values/search.js'
import { inOneGo, type Steps } from '../../../projections/values/steps.js'
import { type Change, createDecidedPieces, isSameLead, type Piece } from './decided-pieces.js'

/** What it is worked out from: one host as known at one place. */
export interface DecidedDaysSource {
  /** Days on which the structural part can change, ascending. */
  readonly structuralEdges: () => readonly Day[]
  /** Days of what decays, ascending. */
  readonly flowEdges: () => readonly Day[]
  /** What is structural and decides in a dimension, on days in ascending order that are all within `[from, to]`. */
  readonly sweep: (dimension: Dimension, from: Day, to: Day) => Sweep
  readonly sums: () => readonly BoundedSum[]
  readonly policy: Policy
}

/**
 * Who comes first in one dimension, day by day, as far as that was asked about: pieces of valid time, each by itself. What is
 * asked about a day needs the days back to where its status began, and none before.
 */
export interface DecidedDays {
  /** Work some runs out in small steps; what they are made of may change between any two of them. */
  workingOut(from: Day, to: Day): Steps
  /**
   * Runs over the days from one to another, worked out where they are not yet. The first day is in a run of which the
   * beginning is known, and so are the status of the run before it and whether there is one; of what was earlier nothing is
   * told.
   */
  runs(from: Day, to: Day): readonly Run[]
  /** Something that matters on these days has changed: what was worked out for them is forgotten. */
  forget(from: Day, to: Day): void
  /** How many pieces are held. */
  readonly held: number
  /** What is known so far, to be written down. */
  readonly pieces: readonly Piece[]
  /** Before the first day there is nothing. */
  readonly firstDay: Day
  /** Take over what was known before of the same days, where nothing is known yet. */
  restore(pieces: readonly Piece[]): void
}

/** A piece goes back over so many edges at the most: of security, of which most are, and of anything else. */
const EDGES_BACK = 32
const EDGES_BACK_BESIDES = 512
/** And a little on: somebody may ask about the next day. */
const EDGES_ON = 8
const DAYS_ON = 64
/** A piece that something came between is begun anew this often. */
const MOST_TRIES = 4

export function createDecidedDays(source: DecidedDaysSource, dimension: Dimension): DecidedDays {
  const pieces = createDecidedPieces()

  /** Before the first edge there is nothing. */
  function firstDay(): Day {
    const [structural = Number.POSITIVE_INFINITY] = source.structuralEdges()
    const [flow = Number.POSITIVE_INFINITY] = source.flowEdges()
    return Math.min(structural, flow)
  }

  /** Counts what was put in or taken away: what was begun before is worked out anew. */
  let version = 0

  /** Work out a piece that holds a day on which no piece is yet, unless something comes between. */
  function* adding(day: Day): Steps {
    const begun = version
    const { before, after } = pieces.around(day)
    const [structural, flow] = [source.structuralEdges(), source.flowEdges()]
    const most = dimension === 'security' ? EDGES_BACK : EDGES_BACK_BESIDES
    const back = (edges: readonly Day[]) => edges[upperBound(edges, day) - most] ?? Number.NEGATIVE_INFINITY
    const on = (edges: readonly Day[]) => edges[upperBound(edges, day) + EDGES_ON] ?? Number.POSITIVE_INFINITY
    const from = Math.max(firstDay(), before + 1, back(structural), back(flow))
    const to = Math.max(day, Math.min(after, on(structural), on(flow), day + DAYS_ON) - 1)
    const changes = yield* changesWithin(from, to)
    if (version !== begun) return
    version++
    pieces.put({ from, to, changes })
  }

  function* changesWithin(from: Day, to: Day): Steps<readonly Change[]> {
    const changes: Change[] = []
    const decidedOn = source.sweep(dimension, from, to)
    const left: BoundedSum[] = []
    for (const sum of source.sums()) {
      if (!countsFor(dimension, sum)) continue
      // The first look at a sum goes through all that was ever added to it.
      if (boundsOf([sum], from, to).length > 0) left.push(sum)
      yield
    }
    let stretch = null as { readonly from: Day; readonly deciding: Deciding } | null
    for (let day = from; day <= to; ) {
      const { deciding, until } = yield* decidedOn(day)
      if (deciding !== stretch?.deciding) {
        if (stretch !== null) yield* lookFor(changes, stretch.deciding, left, stretch.from, (day - 1) as Day)
        stretch = { from: day, deciding }
      } else yield
      day = Math.min(until, to + 1)
    }
    if (stretch !== null) yield* lookFor(changes, stretch.deciding, left, stretch.from, to)
    return changes
  }

  /** Add the days from one to another on which verdicts change: none but the first where they are settled, else by halves. */
  function* lookFor(changes: Change[], deciding: Deciding, sums: readonly BoundedSum[], from: Day, to: Day): Steps {
    const { policy } = source
    const bounded = from === to ? null : boundsOf(sums, from, to)
    const left = bounded === null ? sums : bounded.map(({ sum }) => sum)
    if (bounded === null || isSettled(dimension, deciding, bounded, policy)) {
      note(changes, from, verdictIn(dimension, { at: from, structure: deciding, sums: left, policy }))
      yield
      return
    }
    const middle = (from + to) >> 1
    yield* lookFor(changes, deciding, left, from, middle)
    yield* lookFor(changes, deciding, left, middle + 1, to)
  }

  function* workingOut(from: Day, to: Day): Steps {
    let left = MOST_TRIES
    const wanted = () => pieces.wanted(from, to, firstDay())
    for (let day = wanted(); day !== null; day = wanted()) {
      const before = version
      if (left > 0) yield* adding(day)
      else inOneGo(adding(day))
      // Where more comes than anything can be worked out between, it is worked out at once.
      left = version === before + 1 ? MOST_TRIES : left - 1
    }
  }

  return {
    workingOut,
    runs(from, to) {
      inOneGo(workingOut(from, to))
      return pieces.runs(from, to, firstDay())
    },
    restore(list) {
      version++
      if (pieces.list.length === 0) for (const piece of list) pieces.put(piece)
    },
    forget(from, to) {
      pieces.forget(from, to)
      version++
    },
    pieces: pieces.list,
    get firstDay() {
      return firstDay()
    },
    get held() {
      return pieces.list.length
    },
  }
}

/** Note what is decided from a day on, where that is anything else than before. */
function note(changes: Change[], from: Day, verdict: Verdict): void {
  const { alignedWith } = verdict
  const contenders = verdict.primary === null ? verdict.contenders : NOBODY
  const last = changes.at(-1)?.outcome
  const same =
    last !== undefined &&
    isSameLead(last, verdict) &&
    sameItems(last.contenders, contenders) &&
    sameItems(last.alignedWith, alignedWith)
  if (!same) changes.push({ from, outcome: { ...leadOf(verdict), contenders, alignedWith } })
}

const NOBODY: readonly string[] = []
