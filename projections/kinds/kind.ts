import type { Day } from '../../events/calendar.js'
import type { DomainEvent, EventType } from '../../events/catalogue.js'
import type { AnyLife } from '../fold/life.js'
import type { LifeOrder } from '../fold/life-order.js'
import type { Policy, Weights } from '../policy/policy.js'
import type { Fact } from '../resolve/fact.js'
import type { ObjectRef } from '../resolve/object-ref.js'
import type { Component } from './component.js'
import type { Listed } from './listed.js'

/** Everything that defines one kind of object, in the order in which it is needed. */
export interface Kind<N extends string, L extends AnyLife> {
  readonly name: N
  /** The types of events that move objects of the kind, and which of them: their ids within the host. */
  readonly routes: ObjectRoutes
  /** Of what is kept year by year, the year that an event belongs to. */
  year?(event: DomainEvent): number
  /**
   * In which order the facts of one life come where their dates leave that open; null where nothing presupposes
   * anything.
   */
  readonly order: LifeOrder | null
  /** The life of one object from its facts, in order of date; there is at least one. */
  fold(object: ObjectRef, host: string, facts: readonly Fact[], policy: Policy): L
  /** How it ends once the host, or the other side, no longer exists. */
  lapse(life: L, host: string): L
  /** Days on which something else of it changes than its steps. */
  edges(life: L, policy: Policy): readonly Day[]
  /** Whether others rest on it, or take over from it, after its own last day. */
  readonly outlasts: boolean
  /** With whom it is: whoever else it weighs nothing for. Forces and what binds no partner have none. */
  partners(life: L): readonly string[]
  /** Every weight that it can have by itself, on whatever day. */
  weights(life: L, policy: Policy): readonly Weights[]
  /** What it weighs by itself. */
  weigh(life: L, on: OnDay): readonly Component[]
  /**
   * Whether what stood before a breach, and of which nothing is heard since, counts by the policy's share of what is
   * left over.
   */
  readonly fadesByBreach: boolean
  /** With whom it is in use by standing there, without any event that tells of it. */
  users(life: L, at: Day): readonly User[]
  /** As the answer lists it; null where it does not. */
  entry(life: L, on: ListedOn): Listed | null
}

/** Who and what an object is looked at for. */
export interface OnDay {
  readonly host: string
  readonly at: Day
  readonly policy: Policy
}

export interface ListedOn extends OnDay {
  /** Since when instruments with a partner have lain unused; null where they have not. */
  readonly dormantSince: (partner: string) => Day | null
}

export interface User {
  readonly partner: string
  /** Day since when, where a breach after it ends the use; null where it is a use whatever broke. */
  readonly since: Day | null
}

/** The ids of the objects of one kind that an event of a type moves; `claim` is its own id. */
export type Route<T extends EventType> = (event: DomainEvent<T>, host: string, claim: string) => readonly string[]
export type ObjectRoutes = { readonly [T in EventType]?: Route<T> }

/** One way for several types of events. */
export function routesOf<T extends EventType>(
  types: readonly T[],
  route: (event: DomainEvent, host: string) => readonly string[],
): { readonly [P in T]: Route<P> } {
  return Object.fromEntries(types.map(type => [type, route])) as never
}
