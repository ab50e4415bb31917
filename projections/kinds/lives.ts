import type { Day } from '../../events/calendar.js'
import type { AnyLife } from '../fold/life.js'
import { inOrderOfLife } from '../fold/life-order.js'
import { trackEdges } from '../fold/track.js'
import type { Policy } from '../policy/policy.js'
import type { Fact } from '../resolve/fact.js'
import { keyOf, type ObjectRef } from '../resolve/object-ref.js'
import { kindOf, type Life, type LifeByKind, type ObjectKind } from './index.js'

/** The life of an object, from its facts in order of date; null where nothing asserted is known of it. */
export function foldLife(object: ObjectRef, host: string, facts: readonly Fact[], policy: Policy): Life | null {
  if (facts.every(fact => isOthersSuccession(fact, host))) return null
  const { order, fold, lapse } = kindOf(object)
  const ordered = order === null ? facts : inOrderOfLife(order, object.id, facts, fact => fact.when)
  return lapse(fold(object, host, ordered, policy), host) as Life
}

/** One succession is told to many hosts at once: of what a host never had it says nothing there. */
function isOthersSuccession({ event }: Fact, host: string): boolean {
  return event.type === 'StateSucceeded' && event.data.successor !== host
}

/** Days on which what a life means can change: edges of its intervals, ends of disputes, ends of coverage. */
export function edgesOfLife(life: AnyLife, policy: Policy): Day[] {
  return [...trackEdges(life.track), ...kindOf(life.object).edges(life, policy)].filter(Number.isFinite)
}

/** The life of any object of a host; null where nothing is known of it. */
export type LifeOfObject = <K extends ObjectKind>(kind: K, id: string, year?: number) => LifeByKind[K] | null

/** Life by key; a key of one kind always gives a life of that kind. */
export function livesByKey(find: (key: string) => Life | null): LifeOfObject {
  return (kind, id, year) => find(keyOf(year === undefined ? { kind, id } : { kind, id, year })) as never
}

const roots = new WeakMap<LifeOfObject, LifeOfObject>()

/** The same lives, looked up by way of another function that notices which of them. */
export function lookedUpBy(noticing: LifeOfObject, life: LifeOfObject): LifeOfObject {
  roots.set(noticing, rootOf(life))
  return noticing
}

/** Whatever follows from the lives alone is the same for all that look them up in the end by this one. */
export function rootOf(life: LifeOfObject): LifeOfObject {
  return roots.get(life) ?? life
}
