import type { Fact } from '../resolve/fact.js'
import { certain, type Estimate } from '../values/estimate.js'
import { notAfter, type When } from '../values/when.js'
import type { LifeAnomaly, Span } from './life.js'
import { type Step, type Track, trackOf } from './track.js'

/** Steps of a life that has no more to it than states following each other. */
export interface Lasting<S> {
  readonly steps: Step<S>[]
  readonly anomalies: LifeAnomaly[]
  q: Estimate | null
}

export function lasting<S>(): Lasting<S> {
  return { steps: [], anomalies: [], q: null }
}

/** Take the next state; the first fact's probability is the life's, each later one's says how far the change is believed. */
export function enter<S>(life: Lasting<S>, fact: Fact, when: When, state: S): void {
  const first = life.steps.length === 0
  if (life.q === null || fact.q.point > life.q.point) life.q = fact.q
  life.steps.push({ when, state, credence: first ? certain : fact.credit, eventIds: fact.eventIds })
}

/** A state that was there on an unknown day before the fact that speaks of it. */
export function before<S>(life: Lasting<S>, fact: Fact, state: S): void {
  const when = notAfter(fact.when)
  life.q = fact.q
  life.steps.push({ when, state, credence: certain, eventIds: fact.eventIds })
}

export function trackAndSpan<S>(
  steps: readonly Step<S>[],
  goesOn: (state: S) => boolean,
): { readonly track: Track<S>; readonly span: Span; readonly counts: Span } {
  const track = trackOf(steps)
  const last = steps.at(-1)
  const end = last !== undefined && !goesOn(last.state) ? last : null
  const from = track.soonest[0] ?? Number.POSITIVE_INFINITY
  return {
    track,
    span: { from, to: end?.credence.low === 1 ? end.when.latest : Number.POSITIVE_INFINITY },
    // From the last day that it may have ended on nothing is left of it at the point.
    counts: { from, to: end?.credence.point === 1 ? end.when.to : Number.POSITIVE_INFINITY },
  }
}
