import type { Day } from '../../events/calendar.js'
import type { Policy } from '../policy/policy.js'
import type { Fact } from '../resolve/fact.js'
import type { ObjectRef } from '../resolve/object-ref.js'
import type { Estimate } from '../values/estimate.js'
import { EVEN_CHANCE, type Track } from './track.js'

/** Something odd in the life of an object: accepted, stored and listed, since sources are incomplete. */
export interface LifeAnomaly {
  /** Stable, kebab-case. */
  readonly code: string
  readonly detail: string
  /** The events that raised it, the deciding one last. */
  readonly eventIds: readonly string[]
}

/** Days, both included. */
export interface Span {
  readonly from: Day
  readonly to: Day
}

/** Common to the lives of all objects of one host. */
export interface LifeOf<K extends string, S> {
  readonly kind: K
  readonly object: ObjectRef
  /** The same as text: `agreement:usa-ner-sofa-2012`. */
  readonly key: string
  readonly track: Track<S>
  /** Days of which the first and last can matter for an answer; the last is infinite while it goes on. */
  readonly span: Span
  /** Days on which it can matter for who comes first; what may be left of it on others only widens the bounds. */
  readonly counts: Span
  readonly anomalies: readonly LifeAnomaly[]
}

export type AnyLife = LifeOf<string, unknown>

/** Folds the facts of one object, in order of date, into its life. */
export type Fold<L extends AnyLife> = (object: ObjectRef, host: string, facts: readonly Fact[], policy: Policy) => L

/** From an even chance on a change is taken to have happened; one that is less likely only moves the weight. */
export function isLikely(q: Estimate): boolean {
  return q.point >= EVEN_CHANCE
}

/** How far an end is to be believed: from an even chance on it is taken as the end. */
export function decisive({ q, credit }: Pick<Fact, 'q' | 'credit'>): Estimate {
  if (!isLikely(q)) return { ...credit, high: Math.min(1, 2 * credit.high) }
  return { low: Math.min(1, 2 * q.low), point: 1, high: 1 }
}
