import type { Day } from '../../events/calendar.js'
import type { Dimension } from '../../events/words.js'
import type { Judged } from '../evaluate/decide.js'
import { type Score, UNITS } from '../evaluate/score.js'
import type { View } from '../evaluate/view.js'
import { leftAfter } from '../fold/decay.js'
import { type Drop, dropsOf, type Flow } from '../fold/flows.js'
import type { Component } from '../kinds/component.js'
import type { Fact } from '../resolve/fact.js'
import { byText } from '../values/order.js'
import type { Steps } from '../values/steps.js'
import { print } from './partner-state.js'

/** One fact whose effect decays, with what it adds to the partner's sums. */
export interface FlowFact {
  readonly fact: Fact
  readonly flow: Flow
}

/** Why a score is what it is: a part of the sum. */
export interface Driver {
  readonly eventIds: readonly string[]
  readonly text: string
  readonly part: 'structural' | 'flow'
  /** Weight in the policy's terms, before probability and decay. */
  readonly weight: number
  readonly probability: number
  /** What time has left of it: 1 for what holds now. */
  readonly decay: number
  readonly contribution: number
}

export interface Explanation {
  readonly score: number
  readonly drivers: readonly Driver[]
  readonly rest: { readonly events: number; readonly contribution: number }
}

interface Part extends Omit<Driver, 'contribution'> {
  /** What it is about: the same object or fact has the same key on every day and in every state of knowledge. */
  readonly key: string
  /** In the score's unit, not rounded. */
  readonly share: number
}

/** A driver in whole units, with the key by which it is found again on another day. */
export interface Share extends Omit<Part, 'share'> {
  readonly units: number
}

/** Everything that one score is made of, the largest first, in whole units that sum to the score. */
export function* sharesOf(
  judged: Judged,
  view: View,
  dimension: Dimension,
  partner: string,
  flowFacts: readonly FlowFact[],
): Steps<{ readonly units: number; readonly shares: readonly Share[] }> {
  const score = judged.partners.find(entry => entry.partner === partner)?.scores[dimension]
  if (score === undefined) return { units: 0, shares: [] }
  const share = view.policy.structuralShare[dimension]
  const parts = structuralParts(score, share)
  yield* addFlowParts(parts, score, share, flowFacts, view.at)
  parts.sort(
    (a, b) =>
      Math.abs(b.share) - Math.abs(a.share) || byText(a.text, b.text) || byText(`${a.eventIds}`, `${b.eventIds}`),
  )
  const units = roundedParts(parts, score.units.point)
  const shares = parts.map(({ key, eventIds, text, part, weight, probability, decay }, i): Share => {
    return { key, eventIds, text, part, weight, probability, decay, units: units[i]! }
  })
  return { units: score.units.point, shares }
}

/**
 * The drivers of one score, the largest first. Structural weights are taken in order, the heaviest first, each from
 * what the ones before it left; flows share what the tangent leaves of their sum. Contributions and `rest` sum to the
 * score.
 */
export function* explain(
  judged: Judged,
  view: View,
  dimension: Dimension,
  partner: string,
  flowFacts: readonly FlowFact[],
  limit: number,
): Steps<Explanation> {
  const { units, shares } = yield* sharesOf(judged, view, dimension, partner, flowFacts)
  const drivers = shares
    .slice(0, limit)
    .map(({ key: _key, units: own, ...driver }) => ({ ...driver, contribution: print(own) }))
  const tail = shares.slice(limit)
  const rest = tail.reduce((sum, { units: own }) => sum + own, 0)
  const events = new Set(tail.flatMap(part => part.eventIds)).size
  return { score: print(units), drivers, rest: { events, contribution: print(rest) } }
}

function structuralParts(score: Score, share: number): Part[] {
  return [1, -1].flatMap(sign => {
    let left = 1
    return score.structural.components
      .filter(component => component.against === sign < 0)
      .map(component => {
        const taken = left * component.value.point
        left -= taken
        return part(component, sign * share * taken)
      })
  })
}

function part(component: Component, share: number): Part {
  return {
    key: `${component.key}|${component.against ? 'against' : 'for'}`,
    eventIds: component.eventIds,
    text: component.text,
    part: 'structural',
    weight: round4(component.weight),
    probability: round4(component.probability),
    decay: 1,
    share,
  }
}

/** Facts that are looked at in one step. */
const AT_ONCE = 64

/** One part for each fact whose effect has not faded to nothing. */
function* addFlowParts(parts: Part[], score: Score, share: number, flowFacts: readonly FlowFact[], at: Day): Steps {
  const sum = score.flow.point
  const passing = (1 - share) * (sum === 0 ? 1 : Math.tanh(sum) / sum)
  const { supply, supplySum, structural } = score
  const delivered = supplySum.point === 0 ? 0 : (share * (1 - structural.held.point) * supply.point) / supplySum.point
  for (const [i, one] of flowFacts.entries()) {
    if (i % AT_ONCE === 0) yield
    const { fact, flow } = one
    const left = leftOf(one, at)
    if (Math.abs(left) < 1) continue
    const whole = flow.amount.point
    parts.push({
      key: `${fact.key}|${flow.weight}`,
      eventIds: fact.eventIds,
      text: `${flow.weight.replaceAll('-', ' ')}, ${fact.event.occurredOn}`,
      part: 'flow',
      weight: round4(fact.credit.point === 0 ? 0 : whole / 1e9 / fact.credit.point),
      probability: round4(fact.q.point),
      decay: round4(whole === 0 ? 0 : left / whole),
      share: (flow.dimension === 'supply' ? delivered : passing) * left * 1e-9,
    })
  }
}

/** What is left of a fact's effect on a day. */
function leftOf({ fact, flow }: FlowFact, at: Day): number {
  const { from, to } = fact.when
  // By then less than a billionth is left of the whole.
  const faded = to + flow.halfLife * (Math.log2(Math.abs(flow.amount.point) + 1) + 1)
  if (at < from || at > faded) return 0
  let left = 0
  for (const { day, amount } of rememberedDrops(flow, fact)) {
    if (day > at) break
    left += amount.point * leftAfter(flow.halfLife, at - day)
  }
  return left
}

const remembered = new WeakMap<Flow, readonly Drop[]>()

function rememberedDrops(flow: Flow, { when }: Fact): readonly Drop[] {
  let drops = remembered.get(flow)
  if (drops === undefined) {
    drops = dropsOf(flow.amount, when)
    remembered.set(flow, drops)
  }
  return drops
}

/** Whole units for each part: the running sum is rounded, so that they add up to the score exactly. */
function roundedParts(parts: readonly Part[], total: number): number[] {
  let sum = 0
  let before = 0
  const units = parts.map(({ share }) => {
    sum += share * UNITS
    const upTo = Math.round(sum)
    const own = upTo - before
    before = upTo
    return own
  })
  // The score was summed in another order before it was rounded, so the two differ by at most one unit.
  if (units.length > 0) units[0]! += total - before
  return units
}

function round4(value: number): number {
  return Math.round(value * UNITS) / UNITS
}
