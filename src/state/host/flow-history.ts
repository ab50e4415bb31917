import type { Day } from '../../../events/calendar.js'
import type { Dimension } from '../../../events/words.js'
import type { FlowFact } from '../../../projections/answers/explain.js'
import type { BoundedSum, PartnerSum } from '../../../projections/evaluate/partner-sum.js'
import { countsIn, dropsOf, type Flow, flowsOf, seriesKey } from '../../../projections/fold/flows.js'
import { type Claim, resolve } from '../../../projections/resolve/claim.js'
import {
  createGrowingFact,
  type Fact,
  type FactValues,
  factKeyOf,
  type GrowingFact,
  joinFacts,
} from '../../../projections/resolve/fact.js'
import { hostsOf } from '../../../projections/resolve/routing.js'
import { byText } from '../../../projections/values/order.js'
import type { Known } from '../../../projections/values/place.js'
import { lastOf, upTo } from '../../../projections/values/place.js'
import { partitionPoint } from '../../../projections/values/search.js'
import type { Steps } from '../../../projections/values/steps.js'
import { edgesOf } from '../../../projections/values/when.js'
import { createVersionedSum, type VersionedSum } from '../index/versioned-sum.js'
import type { Folding } from './folding.js'

/** Claims that are or were one fact of a type whose effect decays. */
export interface FactGroup {
  readonly key: string
  readonly claims: Claim[]
  readonly changes: Known[]
  /** Last place that was worked in; -1 before any. */
  worked: Known
  /** What it was at that place, for the next one; null for a group of few, which is joined anew as fast. */
  held: Held | null
}

interface Contribution<F extends FactValues = FactValues> {
  readonly fact: F
  readonly flows: readonly Flow[]
}

interface Held {
  readonly growing: GrowingFact
  readonly contribution: Contribution | null
}

interface Series {
  readonly head: Omit<PartnerSum, 'leftAt'>
  readonly sum: VersionedSum
}

/** What the decaying part of a score is made of. */
export type FlowFacts = (partner: string, dimension: Dimension) => FlowFact[]

/** The decaying sums of one host. */
export interface FlowHistory {
  /** Update a group's contribution to what it is as known at a place; returns the days that it touched. */
  work(group: FactGroup, known: Known): { readonly from: Day; readonly to: Day; readonly edges: EdgeChange } | null
  /** Sums as known now; the same list until a new one comes up. */
  present(): readonly BoundedSum[]
  /** Sums as known at a place; each keeps what it works out, so keep the list as long as that place is asked about. */
  sumsAt(known: Known): readonly BoundedSum[]
}

export interface EdgeChange {
  readonly removed: readonly Day[]
  readonly added: readonly Day[]
}

/** A fact of no more claims than this keeps no earlier version: most are told a few times only. */
const FEW_CLAIMS = 8

/** After this many half-lives what is left of a contribution is less than a number can show. */
const HALF_LIVES = 64

export function createFlowHistory(folding: Folding): FlowHistory {
  const series = new Map<string, Series>()
  let order: readonly Series[] | null = null
  let sums: readonly BoundedSum[] | null = null

  function seriesOf(flow: Flow): VersionedSum {
    const { partner, dimension, authority, halfLife } = flow
    const key = seriesKey(flow)
    let one = series.get(key)
    if (one === undefined) {
      one = { head: { partner, dimension, authority }, sum: createVersionedSum(halfLife) }
      series.set(key, one)
      order = null
      sums = null
    }
    return one.sum
  }

  function ordered(): readonly Series[] {
    return [...series.keys()].sort(byText).map(key => series.get(key)!)
  }

  function put(contribution: Contribution, sign: 1 | -1, known: Known): void {
    for (const flow of contribution.flows) {
      const sum = seriesOf(flow)
      for (const { day, amount } of dropsOf(flow.amount, contribution.fact.when)) {
        const change = { low: sign * amount.low, point: sign * amount.point, high: sign * amount.high }
        sum.add(day, change, known)
      }
    }
  }

  return {
    work(group, known) {
      const before = heldBefore(group, folding)
      const held = heldAt(group, known, folding)
      const after = held.contribution
      group.worked = known
      group.held = group.claims.length > FEW_CLAIMS ? held : null
      if (before === null && after === null) return null
      if (before !== null && after !== null && isSame(before, after)) return null
      if (before !== null) put(before, -1, known)
      if (after !== null) put(after, 1, known)
      const sides = [before, after].filter((side): side is Contribution => side !== null)
      const longest = Math.max(...sides.flatMap(side => side.flows.map(flow => flow.halfLife)))
      return {
        from: Math.min(...sides.map(side => side.fact.when.from)),
        to: Math.max(...sides.map(side => side.fact.when.to)) + longest * HALF_LIVES,
        edges: {
          removed: before === null ? [] : edgesOf(before.fact.when),
          added: after === null ? [] : edgesOf(after.fact.when),
        },
      }
    },
    present() {
      order ??= ordered()
      sums ??= order.map(({ head, sum }) => ({ ...head, ...sum.present }))
      return sums
    },
    sumsAt(known) {
      order ??= ordered()
      return order.map(({ head, sum }) => ({ ...head, ...sum.asKnown(known) }))
    },
  }
}

/** What each fact adds to the sums, as known at a place. */
export function* factsOfFlows(groups: Iterable<FactGroup>, known: Known, folding: Folding): Steps<FlowFacts> {
  const found = new Map<string, FlowFact[]>()
  for (const group of groups) {
    const contribution = contributionAt(group, known, folding)
    for (const flow of contribution?.flows ?? []) {
      const one = { fact: contribution!.fact, flow }
      const ofPartner = found.get(flow.partner)
      if (ofPartner) ofPartner.push(one)
      else found.set(flow.partner, [one])
    }
    yield
  }
  return (partner, dimension) => (found.get(partner) ?? []).filter(({ flow }) => countsIn(flow, dimension))
}

/** Claims that may be one fact, of which nothing is worked in. */
export function groupOf(key: string, claims: Claim[]): FactGroup {
  return { key, claims, changes: [], worked: -1, held: null }
}

/** A claim that is a fact by itself, which nearly all are: its group is made when it is looked at. */
export function groupOfOne(key: string, claim: Claim): FactGroup {
  return { key, claims: [claim], changes: [upTo(claim.seq)], worked: -1, held: null }
}

function contributionAt(group: FactGroup, known: Known, folding: Folding): Contribution<Fact> | null {
  return contributionOf(factAt(group, known, folding), folding)
}

function contributionOf<F extends FactValues>(fact: F | null, { host, policy }: Folding): Contribution<F> | null {
  if (fact === null) return null
  const flows = flowsOf(fact, host, policy)
  return flows.length > 0 ? { fact, flows } : null
}

function heldBefore(group: FactGroup, folding: Folding): Contribution | null {
  if (group.held !== null) return group.held.contribution
  return group.worked < 0 ? null : contributionAt(group, group.worked, folding)
}

/**
 * What a group is at the next place that concerns it: a claim that comes there is added to the ones before, which
 * nothing else at that place changed; where something is said of claims that are there, all are joined anew.
 */
function heldAt(group: FactGroup, known: Known, folding: Folding): Held {
  const came = group.claims[partitionPoint(group.claims, ({ seq }) => seq < known)]
  const isNext = group.worked < 0 ? came === group.claims[0] : group.held !== null
  let growing = group.held?.growing
  if (isNext && came?.seq === lastOf(known) && isOf(group, came, known, folding)) {
    growing ??= createGrowingFact(folding.grades, folding.policy)
    growing.add(resolve(came, known), known)
  } else {
    growing = createGrowingFact(folding.grades, folding.policy)
    for (const claim of group.claims) {
      if (claim.seq > known) break
      if (isOf(group, claim, known, folding)) growing.add(resolve(claim, known), known)
    }
  }
  return { growing, contribution: contributionOf(growing.values(), folding) }
}

/** Whether nothing that sums or days are made of differs. */
function isSame(a: Contribution, b: Contribution): boolean {
  const [one, other] = [a.fact.when, b.fact.when]
  return (
    one.from === other.from &&
    one.to === other.to &&
    one.earliest === other.earliest &&
    one.latest === other.latest &&
    a.flows.length === b.flows.length &&
    a.flows.every((flow, i) => isSameFlow(flow, b.flows[i]!))
  )
}

function isSameFlow(a: Flow, b: Flow): boolean {
  return (
    seriesKey(a) === seriesKey(b) &&
    a.amount.low === b.amount.low &&
    a.amount.point === b.amount.point &&
    a.amount.high === b.amount.high
  )
}

/** Whether a claim is one of a group's as known at a place: a correction or a merge may have taken it to another. */
function isOf(group: FactGroup, claim: Claim, known: Known, { host }: Folding): boolean {
  const { event } = resolve(claim, known)
  return factKeyOf(claim.id, event) === group.key && hostsOf(event).includes(host)
}

/** The fact that a group's claims make as known at a place; null where none of them counts. */
export function factAt(group: FactGroup, known: Known, folding: Folding): Fact | null {
  const here = group.claims.filter(claim => claim.effects.length === 0 || isOf(group, claim, known, folding))
  return joinFacts(here, known, folding.grades, folding.policy)[0] ?? null
}
