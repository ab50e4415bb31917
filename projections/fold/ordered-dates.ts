import type { Day } from '../../events/calendar.js'

/** A date that fell on some day of `[from, to]`, each as likely as the other. */
export interface UncertainDate {
  readonly from: Day
  readonly to: Day
}

/**
 * Dates of one life whose ranges overlap, in the order in which they came: an end follows its start. Each is even over its
 * own days, given that order. `cuts` are instants, a day being `[day, day + 1)`.
 */
export interface Chain {
  readonly dates: readonly UncertainDate[]
  readonly cuts: readonly number[]
}

/** Between two cuts the order of two dates is even; of more it is nearly so when the pieces are small. */
const PIECES = 48

export function chainOf(dates: readonly UncertainDate[]): Chain {
  const edges = sortedUnique(dates.flatMap(({ from, to }) => [from, to + 1]))
  if (dates.length === 2) return { dates, cuts: edges }
  const piece = (edges.at(-1)! - edges[0]!) / PIECES
  const cuts = edges.slice(0, 1)
  for (let i = 1; i < edges.length; i++) {
    const start = edges[i - 1]!
    const length = edges[i]! - start
    const count = Math.max(1, Math.round(length / piece))
    for (let k = 1; k < count; k++) cuts.push(start + (k * length) / count)
    cuts.push(edges[i]!)
  }
  return { dates, cuts }
}

const lately = new WeakMap<Chain, { readonly instant: number; readonly shares: Float64Array }>()

/** For each date of a chain the probability that it lies before an instant. */
export function sharesBefore(chain: Chain, instant: number): Float64Array {
  const known = lately.get(chain)
  if (known?.instant === instant) return known.shares
  const shares = work(chain, instant)
  lately.set(chain, { instant, shares })
  return shares
}

/**
 * With the instant as one of the cuts: the first i dates before it and the rest behind it, for each i; the weight of that
 * is the product of two sums over the ways in which dates in order fall into pieces in order.
 */
function work({ dates, cuts }: Chain, instant: number): Float64Array {
  const edges = cuts.includes(instant) ? cuts : sortedUnique([...cuts, instant])
  const pieces = edges.length - 1
  const behind = Math.max(0, edges.indexOf(instant))
  const count = dates.length
  const falls: Float64Array[] = []
  const before = new Float64Array(count + 1)
  before[0] = 1
  let sums: Float64Array | null = null
  for (const [i, date] of dates.entries()) {
    const fall = fallsInto(date, edges)
    const next = inOrder(fall, sums, 0, pieces, 1)
    const whole = next.reduce((sum, part) => sum + part, 0)
    // Scaled so that the weights of long chains stay within what a number holds.
    for (let s = 0; s < pieces; s++) {
      next[s] = next[s]! / whole
      fall[s] = fall[s]! / whole
    }
    before[i + 1] = sumOf(next, 0, behind)
    falls.push(fall)
    sums = next
  }
  const after = new Float64Array(count + 1)
  after[count] = 1
  sums = null
  for (let i = count - 1; i >= 0; i--) {
    sums = inOrder(falls[i]!, sums, pieces - 1, -1, -1)
    after[i] = sumOf(sums, behind, pieces)
  }
  const shares = new Float64Array(count)
  let whole = 0
  for (let i = count; i >= 0; i--) {
    whole += before[i]! * after[i]!
    if (i > 0) shares[i - 1] = whole
  }
  for (let i = 0; i < count; i++) shares[i] = shares[i]! / whole
  return shares
}

/** Weight of each piece for one date, given the weights of its neighbour in the order: all that lies beyond, and half of the piece itself. */
function inOrder(fall: Float64Array, neighbour: Float64Array | null, start: number, end: number, step: 1 | -1) {
  const weights = new Float64Array(fall.length)
  let beyond = neighbour === null ? 1 : 0
  for (let s = start; s !== end; s += step) {
    const here = neighbour === null ? 0 : neighbour[s]!
    weights[s] = fall[s]! * (beyond + here / 2)
    beyond += here
  }
  return weights
}

function fallsInto({ from, to }: UncertainDate, edges: readonly number[]): Float64Array {
  const days = to - from + 1
  return Float64Array.from({ length: edges.length - 1 }, (_, s) => {
    const within = Math.min(edges[s + 1]!, to + 1) - Math.max(edges[s]!, from)
    return within > 0 ? within / days : 0
  })
}

function sumOf(values: Float64Array, from: number, to: number): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += values[i]!
  return sum
}

function sortedUnique(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b)
}
