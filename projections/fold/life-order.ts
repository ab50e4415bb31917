import type { DomainEvent, EventType } from '../../events/catalogue.js'
import type { Fact } from '../resolve/fact.js'
import type { When } from '../values/when.js'

/** How far an object has come: nothing of it yet, agreed, begun. What is neither a beginning nor an end finds it begun. */
export type LifeStage = 0 | 1 | 2

/** What the events of one kind of object presuppose of each other. */
export interface LifeOrder {
  /** How far an event brings the object with an id; null where it begins nothing. */
  begins(event: DomainEvent, id: string): LifeStage | null
  ends(event: DomainEvent, id: string): boolean
  /** Which line within the object an event tells of; null where it is no part of one. */
  subject(event: DomainEvent, id: string): string | null
}

/** The order of a kind whose types of events always begin it, or end it. */
export function orderBy(
  begins: { readonly [T in EventType]?: LifeStage },
  ends: readonly EventType[],
  subject: LifeOrder['subject'] = () => '',
): LifeOrder {
  return { begins: ({ type }) => begins[type] ?? null, ends: ({ type }) => ends.includes(type), subject }
}

/**
 * Facts in the order of their dates, but a beginning before what presupposes it wherever their dates allow that: of a year
 * and a day of that year, or of the same year twice, the end is the later one. Exact days stay as they are.
 */
export function inOrderOfLife<F extends Fact>(
  order: LifeOrder,
  id: string,
  facts: readonly F[],
  whenOf: (fact: F) => When,
): readonly F[] {
  if (facts.length < 2 || !facts.some(fact => isCoarse(whenOf(fact)))) return facts
  const left = [...facts]
  const ordered: F[] = []
  const reached = new Map<string, LifeStage>()
  while (left.length > 0) {
    const subject = order.subject(left[0]!.event, id)
    const at = subject === null ? 0 : presupposed(order, id, left, subject, reached.get(subject) ?? 0, whenOf)
    const [fact] = left.splice(at, 1)
    ordered.push(fact!)
    if (subject === null) continue
    const stage = order.begins(fact!.event, id)
    if (stage !== null) reached.set(subject, stage)
    else if (order.ends(fact!.event, id)) reached.set(subject, 0)
  }
  return ordered
}

/** Index of the first beginning that what comes next presupposes and that may have been before it; 0 where there is none. */
function presupposed<F extends Fact>(
  order: LifeOrder,
  id: string,
  facts: readonly F[],
  subject: string,
  reached: LifeStage,
  whenOf: (fact: F) => When,
): number {
  const next = facts[0]!
  const own = order.begins(next.event, id) ?? 3
  if (reached + 1 >= own) return 0
  const when = whenOf(next)
  let best = 0
  let bestStage = own
  for (let i = 1; i < facts.length; i++) {
    const { event } = facts[i]!
    const stage = order.begins(event, id)
    if (stage === null || stage <= reached || stage >= bestStage || order.subject(event, id) !== subject) continue
    const other = whenOf(facts[i]!)
    if (other.from > when.to || !(isCoarse(other) || isCoarse(when))) continue
    best = i
    bestStage = stage
  }
  return best
}

function isCoarse({ from, to }: When): boolean {
  return from < to
}
