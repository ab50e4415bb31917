import type { Day } from '../../events/calendar.js'
import { firstWithout } from '../values/search.js'
import { happenedPoint, type When } from '../values/when.js'
import { type Chain, chainOf, sharesBefore, type UncertainDate } from './ordered-dates.js'

/**
 * When a step of a life began, given the dates of the others: within `[from, to]`, as the date `index` of the chain
 * says.
 */
export interface Beginning {
  readonly from: Day
  readonly to: Day
  /** Null where no other date of the life overlaps: each day is as likely as the other. */
  readonly chain: Chain | null
  readonly index: number
}

/** The probability that it had begun by the end of a day. */
export function begunBy(beginning: Beginning, day: Day): number {
  const { chain, index } = beginning
  const share = happenedPoint(beginning, day)
  if (chain === null || share === 0 || share === 1) return share
  const date = chain.dates[index]!
  return sharesBefore(chain, date.from + share * (date.to - date.from + 1))[index]!
}

/** The first day by the end of which it had more likely begun than not. */
export function likelyDayOf(beginning: Beginning): Day {
  const { from, to, chain } = beginning
  if (chain === null) return from - 1 + Math.ceil((to - from + 1) / 2)
  return firstWithout(from, to, day => begunBy(beginning, day) < 0.5)
}

interface Dated {
  readonly when: When
  /** Whether the others may be placed by it: a change that is not believed says nothing about them. */
  readonly believed: boolean
}

/** More overlapping dates than this are each read by themselves. */
const MOST_ORDERED = 64

/** When each step of a life began, the steps in their order. */
export function beginningsOf(steps: readonly Dated[]): Beginning[] {
  const beginnings = new Array<Beginning>(steps.length)
  const isTied = tiesToNext(steps)
  let next: number[] = []
  const flush = () => {
    place(steps, next, beginnings)
    next = []
  }
  let reach = Number.NEGATIVE_INFINITY
  for (const [i, { when, believed }] of steps.entries()) {
    if (!believed) beginnings[i] = alone(when)
    else if (!isTied[i]) {
      if (when.from > reach) flush()
      next.push(i)
      reach = Math.max(reach, when.to)
    }
  }
  flush()
  let nextBelieved: Beginning | null = null
  for (let i = steps.length - 1; i >= 0; i--) {
    if (!steps[i]!.believed) continue
    if (isTied[i]) beginnings[i] = nextBelieved!
    nextBelieved = beginnings[i]!
  }
  return beginnings
}

/**
 * A step that can only have come after a later step in the order never held by itself: it begins together with that
 * one.
 */
function tiesToNext(steps: readonly Dated[]): boolean[] {
  const tied = new Array<boolean>(steps.length).fill(false)
  let latest = Number.POSITIVE_INFINITY
  for (let i = steps.length - 1; i >= 0; i--) {
    const { when, believed } = steps[i]!
    if (!believed) continue
    if (when.from > latest) tied[i] = true
    else latest = Math.min(latest, when.to)
  }
  return tied
}

/** Steps whose dates overlap: one date for each that is not counted from the date of another. */
function place(steps: readonly Dated[], group: readonly number[], beginnings: Beginning[]): void {
  const dates: UncertainDate[] = []
  const indexes = new Map<When, number>()
  const index = group.map(i => {
    const { when } = steps[i]!
    const root = when.root ?? when
    let known = indexes.get(root)
    if (known === undefined) {
      known = dates.push({ from: when.from, to: when.to }) - 1
      indexes.set(root, known)
    }
    return known
  })
  const isOrdered = dates.length > 1 && dates.length <= MOST_ORDERED && dates.some(({ from, to }) => from < to)
  const chain = isOrdered ? chainOf(dates) : null
  group.forEach((i, k) => {
    const { when } = steps[i]!
    beginnings[i] = chain === null ? alone(when) : { from: when.from, to: when.to, chain, index: index[k]! }
  })
}

function alone({ from, to }: When): Beginning {
  return { from, to, chain: null, index: 0 }
}
