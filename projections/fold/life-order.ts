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

/** Beginnings that are looked at for what presupposes one. */
const MOST_LOOKED_AT = 64

interface Entry<F> {
  readonly fact: F
  readonly subject: string | null
  readonly stage: LifeStage | null
  readonly when: When
  taken: boolean
}

/** Beginnings of one subject in the order of their dates; those before `first` are taken. */
interface Beginnings<F> {
  readonly entries: Entry<F>[]
  first: number
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
  const beginnings = new Map<string, Beginnings<F>>()
  const entries = facts.map((fact): Entry<F> => {
    const subject = order.subject(fact.event, id)
    const entry = { fact, subject, stage: order.begins(fact.event, id), when: whenOf(fact), taken: false }
    if (subject === null || entry.stage === null) return entry
    const known = beginnings.get(subject)
    if (known) known.entries.push(entry)
    else beginnings.set(subject, { entries: [entry], first: 0 })
    return entry
  })
  const ordered: F[] = []
  const reached = new Map<string, LifeStage>()
  for (const next of entries) {
    while (!next.taken) {
      const { subject } = next
      const one = subject === null ? next : presupposed(next, beginnings.get(subject), reached.get(subject) ?? 0)
      one.taken = true
      ordered.push(one.fact)
      if (subject === null) continue
      if (one.stage !== null) reached.set(subject, one.stage)
      else if (order.ends(one.fact.event, id)) reached.set(subject, 0)
    }
  }
  return ordered
}

/** The first beginning that what comes next presupposes and that may have been before it; itself where there is none. */
function presupposed<F>(next: Entry<F>, beginnings: Beginnings<F> | undefined, reached: LifeStage): Entry<F> {
  const own = next.stage ?? 3
  if (beginnings === undefined || reached + 1 >= own) return next
  const { entries } = beginnings
  while (entries[beginnings.first]?.taken) beginnings.first++
  let best = next
  let bestStage = own
  let looked = 0
  for (let i = beginnings.first; i < entries.length && looked < MOST_LOOKED_AT; i++) {
    const other = entries[i]!
    if (other.taken || other === next) continue
    looked++
    const stage = other.stage!
    if (stage <= reached || stage >= bestStage) continue
    if (other.when.from > next.when.to || !(isCoarse(other.when) || isCoarse(next.when))) continue
    best = other
    bestStage = stage
    if (stage === reached + 1) break
  }
  return best
}

function isCoarse({ from, to }: When): boolean {
  return from < to
}
