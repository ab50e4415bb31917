import type { Day } from '../../events/calendar.js'
import type { DomainEvent, EventType } from '../../events/catalogue.js'
import type { DateRange } from '../../events/edtf.js'
import type { Policy } from '../policy/policy.js'
import type { Estimate } from '../values/estimate.js'
import type { Known, Place } from '../values/place.js'
import { compareWhen, type When, whenOf, widen } from '../values/when.js'
import { type Claim, type Resolved, rangeOf, readDate, resolve } from './claim.js'
import { against, createSupport, creditOf, supportOf, type Testimony, testimonyOf } from './grading.js'
import { objectIdOf } from './routing.js'
import { reliabilityOf, type SourceGrades } from './sources.js'

/** Claims of one fact, joined: values from the most probable claim, bounds over all of them. */
export interface Fact<T extends EventType = EventType> {
  readonly key: string
  /** The most probable asserted claim (ties: the first in the log). */
  readonly event: DomainEvent<T>
  /** Id of the event that gave the values. */
  readonly id: string
  /** Ordinal of the first asserted claim: the second key of the order of facts. */
  readonly seq: Place
  /** Probability that the fact holds. */
  readonly q: Estimate
  /** How far it counts, with `low` and `high` for the doubt that is left. */
  readonly credit: Estimate
  readonly when: When
  /** Asserted claims in log order. */
  readonly eventIds: readonly string[]
  readonly events: readonly DomainEvent<T>[]
  /** The same, the most probable claim first (ties: the first in the log). */
  readonly ranked: readonly DomainEvent<T>[]
}

/** Something announced for later: it neither begins nor ends anything. */
export interface Plan {
  readonly event: DomainEvent
  readonly eventIds: readonly string[]
}

/**
 * What joins claims: the type with the fact's id; else type, host, partner, object and days, all equal; else nothing.
 */
export function factKeyOf(id: string, event: DomainEvent): string {
  if (event.factId !== undefined) return `${event.type}#${event.factId}`
  const object = objectIdOf(event)
  if (object === null) return aloneKeyOf(id)
  const { earliest, latest } = rangeOf(event)
  return `${event.type}|${event.country}|${event.partner ?? ''}|${object}|${earliest}|${latest}`
}

export function aloneKeyOf(id: string): string {
  return `id:${id}`
}

/** Whether a key joins a claim with nothing else. */
export function isAlone(factKey: string): boolean {
  return factKey.startsWith('id:')
}

/** Facts among the claims as known at `known`, ordered by date, then by place in the log. */
export function joinFacts(claims: readonly Claim[], known: Known, grades: SourceGrades, policy: Policy): Fact[] {
  const facts: Fact[] = []
  for (const group of groupsOf(claims, known).values()) {
    const fact = join(group, known, grades, policy)
    if (fact !== null) facts.push(fact)
  }
  return facts.length > 1 ? facts.sort(byDate) : facts
}

/** Order of facts: by date, then by place in the log. */
export function byDate(a: Fact, b: Fact): number {
  return compareWhen(a.when, b.when) || a.seq - b.seq
}

/** What is planned and not yet asserted, as known at `known`. */
export function joinPlans(claims: readonly Claim[], known: Known): Plan[] {
  const plans: Plan[] = []
  const groups = [...groupsOf(claims, known).values()]
  const fulfilledUpTo = lastOfKind(groups)
  for (const group of groups) {
    if (group.some(member => member.event.claim.modality !== 'planned')) continue
    const { event } = group.at(-1)!
    const kind = isOpen(event) ? kindOfPlan(event) : null
    if (kind !== null && (fulfilledUpTo.get(kind) ?? Number.NEGATIVE_INFINITY) >= rangeOf(event).earliest) continue
    plans.push({ event, eventIds: group.map(member => member.claim.id) })
  }
  return plans
}

/** Announced without a last day: nothing but what happens ends it. */
function isOpen(plan: DomainEvent): boolean {
  return !Number.isFinite(rangeOf(plan).latest)
}

/** What fulfils an open plan is of the same kind; null for what has no object to be told by. */
function kindOfPlan(event: DomainEvent): string | null {
  const object = objectIdOf(event)
  return object === null ? null : `${event.type}|${event.partner ?? ''}|${object}`
}

/** The last day on which something of a kind may have happened. */
function lastOfKind(groups: readonly (readonly Resolved[])[]): ReadonlyMap<string, Day> {
  const last = new Map<string, Day>()
  for (const { event } of groups.flat()) {
    const kind = event.claim.modality === 'asserted' ? kindOfPlan(event) : null
    if (kind !== null) last.set(kind, Math.max(last.get(kind) ?? Number.NEGATIVE_INFINITY, rangeOf(event).latest))
  }
  return last
}

function groupsOf(claims: readonly Claim[], known: Known): Map<string, Resolved[]> {
  const groups = new Map<string, Resolved[]>()
  for (const claim of claims) {
    if (claim.seq > known) continue
    const resolved = resolve(claim, known)
    if (resolved.standing === 'retracted') continue
    const key = factKeyOf(claim.id, resolved.event)
    const group = groups.get(key)
    if (group) group.push(resolved)
    else groups.set(key, [resolved])
  }
  return groups
}

function join(group: readonly Resolved[], known: Known, grades: SourceGrades, policy: Policy): Fact | null {
  const support: Testimony[] = []
  const denial: Testimony[] = []
  const asserted: Resolved[] = []
  for (const member of group) {
    const { modality } = member.event.claim
    if (modality === 'planned') continue
    const testimony = testimonyOf(member.event.claim, reliabilityOf(member.event, grades, known), policy)
    if (modality === 'denied') {
      denial.push(testimony)
      continue
    }
    support.push(testimony)
    asserted.push(member)
  }
  if (asserted.length === 0) return null
  const events = asserted.map(member => member.event)
  const order = events.length === 1 ? ONE : byGrade(support)
  const best = asserted[order[0]!]!
  const q = against(supportOf(support, policy), denial.length > 0 ? supportOf(denial, policy) : null, policy)
  let when = whenOf(rangeOf(best.event), best.event.occurredOn)
  for (const member of asserted) when = widen(when, rangeOf(member.event))
  return {
    key: factKeyOf(best.claim.id, best.event),
    event: best.event,
    id: best.claim.id,
    seq: asserted[0]!.claim.seq,
    q,
    credit: creditOf(q, policy),
    when,
    eventIds: asserted.map(member => member.claim.id),
    events,
    ranked: events.length === 1 ? events : order.map(i => events[i]!),
  }
}

/** What a fact adds to a sum: its values without the list of its claims. */
export type FactValues = Pick<Fact, 'event' | 'credit' | 'when'>

/**
 * A fact to which claims are added in log order. Reading it costs by the number of its source families, not of its
 * claims.
 */
export interface GrowingFact {
  /** Add a claim as it stands at a place, with its source graded as known there; one that is retracted adds nothing. */
  add(member: Resolved, known: Known): void
  /** What `joinFacts` makes of all claims that were added; null while none is asserted. */
  values(): FactValues | null
}

export function createGrowingFact(grades: SourceGrades, policy: Policy): GrowingFact {
  const support = createSupport(policy)
  const denial = createSupport(policy)
  let denied = false
  let best: { readonly event: DomainEvent; readonly grade: number } | null = null
  let earliest = Number.POSITIVE_INFINITY
  let latest = Number.NEGATIVE_INFINITY

  return {
    add({ event, standing }, known) {
      const { modality } = event.claim
      if (standing === 'retracted' || modality === 'planned') return
      const testimony = testimonyOf(event.claim, reliabilityOf(event, grades, known), policy)
      if (modality === 'denied') {
        denial.add(testimony)
        denied = true
        return
      }
      support.add(testimony)
      const grade = testimony.grade.point
      if (best === null || grade > best.grade) best = { event, grade }
      const range = rangeOf(event)
      earliest = Math.min(earliest, range.earliest)
      latest = Math.max(latest, range.latest)
    },
    values() {
      if (best === null) return null
      const { event } = best
      const q = against(support.estimate(), denied ? denial.estimate() : null, policy)
      const when = widen(whenOf(rangeOf(event), event.occurredOn), { ...rangeOf(event), earliest, latest })
      return { event, credit: creditOf(q, policy), when }
    },
  }
}

const ONE = [0]

function byGrade(support: readonly Testimony[]): number[] {
  return [...support.keys()].sort((a, b) => support[b]!.grade.point - support[a]!.grade.point || a - b)
}

/**
 * A date of the fact that some of its claims give: from the most probable of those that speak of it, bounds over all;
 * null where all are silent.
 */
export function dateOf<T extends EventType>(
  fact: Fact<T>,
  pick: (event: DomainEvent<T>) => string | undefined,
): When | null {
  let text: string | undefined
  for (const event of fact.ranked) {
    text = pick(event)
    if (text !== undefined) break
  }
  if (text === undefined) return null
  let when = whenOf(readDate(text), text)
  for (const event of fact.events) {
    const other = pick(event)
    if (other !== undefined) when = widen(when, readDate(other))
  }
  return when
}

/** An object that was spoken of more often than this names the latest of its events; the timeline has them all. */
const MOST_IDS = 100

/** Events behind the facts of one object, in the order of their dates. */
export function idsOf(facts: readonly Fact[]): readonly string[] {
  return facts.flatMap(fact => fact.eventIds).slice(-MOST_IDS)
}

/** When the change took effect: `effectiveOn`, else the day itself. */
export function effectOf(fact: Fact): When {
  return dateOf(fact, event => event.effectiveOn) ?? fact.when
}

export type { DateRange }
