import type { Day } from '../../events/calendar.js'
import type { Estimate } from '../values/estimate.js'
import { upperBound } from '../values/search.js'
import { edgesOf, happened, happenedPoint, nextStep, type When } from '../values/when.js'
import { type Beginning, beginningsOf, begunBy, likelyDayOf } from './beginning.js'

/**
 * One change in the life of an object: from `when` on it is in `state`. `credence` says how far the change is to be believed:
 * at 1 nothing is left of the state before, at 0 nothing has changed.
 */
export interface Step<S> {
  readonly when: When
  readonly state: S
  readonly credence: Estimate
  readonly eventIds: readonly string[]
}

/** The life of an object as steps in the order of their dates; before the first there is nothing. */
export interface Track<S> {
  readonly steps: readonly Step<S>[]
  /** For each step the least `earliest`, and the least `from`, of it and all later ones: both only grow. */
  readonly soonest: readonly Day[]
  readonly soonestFrom: readonly Day[]
  /** When each step began, given that the steps came in this order. */
  readonly beginnings: readonly Beginning[]
  /** For each step the first day by the end of which it had more likely begun than not. */
  readonly likely: readonly Day[]
  /** Steps whose day is not known. */
  readonly ramps: readonly When[]
}

/** The next day on which a change with an unknown day that is under way goes on; infinite where none is. */
export function nextChange(track: Track<unknown>, day: Day): Day {
  let next = Number.POSITIVE_INFINITY
  for (const ramp of track.ramps) if (ramp.from <= day && day < ramp.to) next = Math.min(next, nextStep(ramp, day))
  return next
}

export function trackOf<S>(steps: readonly Step<S>[]): Track<S> {
  const soonest = new Array<Day>(steps.length)
  const soonestFrom = new Array<Day>(steps.length)
  let earliest = Number.POSITIVE_INFINITY
  let from = Number.POSITIVE_INFINITY
  for (let i = steps.length - 1; i >= 0; i--) {
    earliest = Math.min(earliest, steps[i]!.when.earliest)
    from = Math.min(from, steps[i]!.when.from)
    soonest[i] = earliest
    soonestFrom[i] = from
  }
  const ramps = steps.flatMap(({ when }) => (when.from < when.to ? [when] : []))
  const beginnings = beginningsOf(steps.map((step, i) => ({ when: step.when, believed: isBelieved(step, i) })))
  return { steps, soonest, soonestFrom, beginnings, likely: beginnings.map(likelyDayOf), ramps }
}

/** A change that is less likely than not says nothing about when the others were. */
function isBelieved(step: Step<unknown>, i: number): boolean {
  return i === 0 || step.credence.point >= EVEN_CHANCE
}

export const EVEN_CHANCE = 0.5

const nothing: Estimate = { low: 0, point: 0, high: 0 }

/** Index of the last step that has likely begun on a day and is likely true; -1 before all of them. */
export function currentIndex<S>(track: Track<S>, day: Day): number {
  const { steps, likely } = track
  let index = lastBegun(track, day)
  while (index >= 0 && (steps[index]!.credence.point < EVEN_CHANCE || day < likely[index]!)) index--
  return index
}

/** The most likely step on a day, or null before the first. */
export function stepAt<S>(track: Track<S>, day: Day): Step<S> | null {
  return track.steps[currentIndex(track, day)] ?? null
}

/**
 * Weight of an object on a day, mixed over the states that it may be in: the point by their shares, low and high by the
 * least and the most of the states that the bounds allow.
 */
export function mix<S>(track: Track<S>, day: Day, weigh: (state: S) => Estimate): Estimate {
  const { steps, soonest } = track
  const count = steps.length
  if (count === 0 || soonest[0]! > day) return nothing
  // The last believed step that certainly lies behind: nothing before it matters.
  let first = lastBegun(track, day)
  while (first > 0 && (steps[first]!.when.latest > day || !isBelieved(steps[first]!, first))) first--
  if (first < 0) first = 0
  const certainly = steps[first]!.when.latest <= day
  if (certainly && (first === count - 1 || soonest[first + 1]! > day)) return held(steps, first, weigh)
  return mixFrom(track, first, day, weigh)
}

/**
 * Index of the step that a life certainly is at on a day, with none other possible; -1 where dates leave that open. Where
 * the step is not quite believed, the steps that it may have to give way to are behind as well.
 */
export function steadyIndex(track: Track<unknown>, day: Day): number {
  const { steps, soonest } = track
  const index = lastBegun(track, day)
  for (let i = index; i >= 0; i--) {
    if (steps[i]!.when.latest > day) return -1
    if (steps[i]!.credence.low === 1) break
  }
  return index === steps.length - 1 || (index >= 0 && soonest[index + 1]! > day) ? index : -1
}

/** Index of the last step whose point dates have begun, however little of them; -1 before all. */
function lastBegun<S>({ soonestFrom }: Track<S>, day: Day): number {
  return upperBound(soonestFrom, day) - 1
}

function mixFrom<S>(track: Track<S>, first: number, day: Day, weigh: (state: S) => Estimate): Estimate {
  const { steps, soonest } = track
  const shares = sharesBegun(track, first, day)
  let point = 0
  let low = Number.POSITIVE_INFINITY
  let high = 0
  let certain = false
  let weight = first > 0 && steps[first]!.credence.low < 1 ? held(steps, first - 1, weigh) : nothing
  for (let i = first; i < steps.length; i++) {
    if (soonest[i]! > day) break
    weight = heldAfter(weight, steps[i]!, weigh)
    const begun = happened(steps[i]!.when, day)
    const next = i + 1 < steps.length ? happened(steps[i + 1]!.when, day) : nothing
    const left = shares[i - first]! - (shares[i - first + 1] ?? 0)
    if (begun.low === 1) certain = true
    if (begun.high === 0 && left === 0) continue
    point += left * weight.point
    if (begun.high === 1 && next.low === 0) {
      high = Math.max(high, weight.high)
      low = Math.min(low, weight.low)
    }
  }
  if (!certain) low = 0
  return { low: Math.min(low, point), point, high: Math.max(high, point) }
}

/**
 * The probability, for each step from one on, that it has begun: a later step implies the ones before it. What is not
 * believed shares the time of the believed step before it, as far as its own date has come.
 */
function sharesBegun<S>({ steps, soonest, beginnings }: Track<S>, first: number, day: Day): number[] {
  let count = steps.length - first
  while (count > 0 && soonest[first + count - 1]! > day) count--
  const believed = new Array<number>(count).fill(0)
  for (let k = count - 1; k >= 0; k--) {
    const i = first + k
    const later = believed[k + 1] ?? 0
    believed[k] = isBelieved(steps[i]!, i) ? Math.max(later, begunBy(beginnings[i]!, day)) : later
  }
  const shares = new Array<number>(count)
  let share = 1
  let come = 1
  for (let k = 0; k < count; k++) {
    const i = first + k
    if (isBelieved(steps[i]!, i)) {
      share = believed[k]!
      come = 1
      shares[k] = share
    } else {
      come = Math.min(come, happenedPoint(steps[i]!.when, day))
      shares[k] = believed[k]! + (share - believed[k]!) * come
    }
  }
  return shares
}

/** Weight once step i holds: its own as far as it is believed, that of the step before for the rest. */
function held<S>(steps: readonly Step<S>[], i: number, weigh: (state: S) => Estimate): Estimate {
  let first = i
  while (first > 0 && steps[first]!.credence.low !== 1) first--
  let weight = nothing
  for (let k = first; k <= i; k++) weight = heldAfter(weight, steps[k]!, weigh)
  return weight
}

/** The same from the weight once the step before holds. */
function heldAfter<S>(before: Estimate, { state, credence }: Step<S>, weigh: (state: S) => Estimate): Estimate {
  const own = weigh(state)
  if (credence.low === 1) return own
  const blend = (g: number, now: number, then: number) => g * now + (1 - g) * then
  const candidates = [blend(credence.low, own.low, before.low), blend(credence.high, own.low, before.low)]
  const tops = [blend(credence.low, own.high, before.high), blend(credence.high, own.high, before.high)]
  const point = blend(credence.point, own.point, before.point)
  return { low: Math.min(point, ...candidates), point, high: Math.max(point, ...tops) }
}

/** Days on which the most likely step can change: the first on which a step has more likely begun than not. */
export function likelyDays({ steps, likely }: Track<unknown>): Day[] {
  return likely.filter((_, i) => steps[i]!.credence.point >= EVEN_CHANCE)
}

/** Days on which the weight of the object can change, and those on which another step becomes the likeliest. */
export function trackEdges<S>(track: Track<S>): Day[] {
  return [...track.steps.flatMap(({ when }) => edgesOf(when)), ...likelyDays(track)]
}
