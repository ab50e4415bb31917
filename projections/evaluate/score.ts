import { dimensions as allDimensions, type Dimension } from '../../events/words.js'
import type { Component } from '../kinds/component.js'
import type { FlowDimension, Policy } from '../policy/policy.js'
import type { Estimate } from '../values/estimate.js'
import { byText, sameItems } from '../values/order.js'
import type { PartnerSum, Recent } from './partner-sum.js'

/** Scores, contributions and rests are whole numbers of this unit, so that they sum exactly. */
export const UNITS = 10_000

/** Low, point and high as whole ten-thousandths. */
export interface Units {
  readonly low: number
  readonly point: number
  readonly high: number
}

/** The structural part of one score: a noisy-or of what holds, less the same of what stands against it. */
export interface Structural extends Estimate {
  /** The noisy-or of what holds, by itself. */
  readonly held: Estimate
  /** What holds, then what stands against it, each the heaviest first. */
  readonly components: readonly Component[]
}

export interface StructuralScores {
  readonly dimensions: { readonly [D in Dimension]?: Structural }
  /** Strength of the tie between equals: 0 where there is none. */
  readonly alliance: Units
  /** Strength of what the partner has undertaken to do for the host, used or not. */
  readonly protection: number
  /** What is provided: a noisy-or of that alone. */
  readonly provision: number
}

/** A score of one partner in one dimension. */
export interface Score {
  readonly units: Units
  readonly structural: Structural
  /** What is delivered, as a weight beside the structural ones, and the decaying sum that it comes of; 0 outside security. */
  readonly supply: Estimate
  readonly supplySum: Estimate
  /** Decaying sum of what lately happened, before the hyperbolic tangent. */
  readonly flow: Estimate
}

export interface PartnerScores {
  readonly partner: string
  readonly scores: { readonly [D in Dimension]?: Score }
  readonly alliance: Units
  readonly protection: number
  readonly provider: boolean
}

export type OnSide = (authority: string) => boolean
export const everySide: OnSide = () => true

/** Structural parts by partner. `side`: only what one authority answers for. */
export function structuralScores(
  components: readonly Component[],
  side: OnSide = everySide,
): ReadonlyMap<string, StructuralScores> {
  const byPartner = new Map<string, Component[]>()
  for (const component of components) {
    if (!side(component.authority ?? '')) continue
    const list = byPartner.get(component.partner)
    if (list) list.push(component)
    else byPartner.set(component.partner, [component])
  }
  const scores = new Map<string, StructuralScores>()
  for (const [partner, list] of byPartner) scores.set(partner, rememberedScores(list))
  return scores
}

/** Scores by the first of the components that they were made of: most of a host's ties are the same from one interval to the next. */
const remembered = new WeakMap<Component, { readonly list: readonly Component[]; readonly scores: StructuralScores }>()

function rememberedScores(list: readonly Component[]): StructuralScores {
  const known = remembered.get(list[0]!)
  if (known !== undefined && sameItems(known.list, list)) return known.scores
  const scores = structuralOf(list)
  remembered.set(list[0]!, { list, scores })
  return scores
}

function structuralOf(list: readonly Component[]): StructuralScores {
  const ordered = [...list].sort(byWeight)
  const dimensions: { [D in Dimension]?: Structural } = {}
  for (const dimension of allDimensions) {
    const components = ordered.filter(component => component.dimension === dimension)
    if (components.length > 0) dimensions[dimension] = join(components)
  }
  const allied = ordered.filter(({ dimension }) => dimension === 'alliance')
  const alliance = {
    low: toUnits(noisyOr(allied, 'low')),
    point: toUnits(noisyOr(allied, 'point')),
    high: toUnits(noisyOr(allied, 'high')),
  }
  const provided = (dimensions.security?.components ?? []).filter(item => item.provision && item.value.point > 0)
  const protection = toUnits(
    noisyOr(
      ordered.filter(({ dimension }) => dimension === 'protection'),
      'point',
    ),
  )
  return { dimensions, alliance, protection, provision: noisyOr(provided, 'point') }
}

function join(components: readonly Component[]): Structural {
  const positive = components.filter(component => !component.against)
  const negative = components.filter(component => component.against)
  const held = { low: noisyOr(positive, 'low'), point: noisyOr(positive, 'point'), high: noisyOr(positive, 'high') }
  return {
    low: held.low - noisyOr(negative, 'high'),
    point: held.point - noisyOr(negative, 'point'),
    high: held.high - noisyOr(negative, 'low'),
    held,
    components: [...positive, ...negative],
  }
}

/** Heaviest first; the order of ties is that of the keys, so that products are the same whoever computes them. */
function byWeight(a: Component, b: Component): number {
  return b.value.point - a.value.point || byText(a.key, b.key) || byText(a.text, b.text)
}

function noisyOr(components: readonly Component[], bound: keyof Estimate): number {
  let left = 1
  for (const component of components) left *= 1 - component.value[bound]
  return 1 - left
}

const NO_SCORES: StructuralScores = {
  dimensions: {},
  alliance: { low: 0, point: 0, high: 0 },
  protection: 0,
  provision: 0,
}
const noFlow: Estimate = { low: 0, point: 0, high: 0 }
const noStructure: Structural = { ...noFlow, held: noFlow, components: [] }

type Flows = { [D in FlowDimension]?: Estimate }

/** Scores of all partners of which anything is known, ordered by id: structural parts and what lately happened. */
export function scorePartners(
  structural: ReadonlyMap<string, StructuralScores>,
  recent: Recent,
  side: OnSide = everySide,
): PartnerScores[] {
  const flows = flowsAt(recent, side)
  const partners = [...structural.keys()]
  for (const partner of flows.keys()) if (!structural.has(partner)) partners.push(partner)
  partners.sort(byText)
  return partners.map(partner =>
    scorePartner(partner, structural.get(partner) ?? NO_SCORES, flows.get(partner) ?? {}, recent.policy),
  )
}

function flowsAt({ sums, at }: Recent, side: OnSide): Map<string, Flows> {
  const flows = new Map<string, Flows>()
  for (const sum of sums) {
    if (!side(sum.authority)) continue
    const left = sum.leftAt(at)
    if (left.low === 0 && left.high === 0 && left.point === 0) continue
    addFlow(flows, sum, left)
  }
  return flows
}

function addFlow(flows: Map<string, Flows>, { partner, dimension }: PartnerSum, left: Estimate): void {
  let ofPartner = flows.get(partner)
  if (ofPartner === undefined) {
    ofPartner = {}
    flows.set(partner, ofPartner)
  }
  const known = ofPartner[dimension]
  ofPartner[dimension] =
    known === undefined
      ? left
      : { low: known.low + left.low, point: known.point + left.point, high: known.high + left.high }
}

function scorePartner(partner: string, structural: StructuralScores, flows: Flows, policy: Policy): PartnerScores {
  const scores: { [D in Dimension]?: Score } = {}
  for (const dimension of allDimensions) {
    const structure = structural.dimensions[dimension]
    const flow = flows[dimension]
    const supply = dimension === 'security' ? flows.supply : undefined
    if (structure === undefined && flow === undefined && supply === undefined) continue
    const score = scoreOf(structure ?? noStructure, flow ?? noFlow, supply ?? noFlow, dimension, policy)
    if (structure !== undefined || isSeen(score.units)) scores[dimension] = score
  }
  const supply = scores.security?.supply.point ?? 0
  const provision = structural.provision + (1 - structural.provision) * supply
  const { alliance, protection } = structural
  return { partner, scores, alliance, protection, provider: provision >= policy.decision.leastProvision }
}

export function isSeen({ low, point, high }: Units): boolean {
  return low !== 0 || point !== 0 || high !== 0
}

function scoreOf(
  structural: Structural,
  flow: Estimate,
  supplySum: Estimate,
  dimension: Dimension,
  policy: Policy,
): Score {
  const share = policy.structuralShare[dimension]
  const weigh = (sum: number) => suppliedWeight(sum, policy)
  const supply = { low: weigh(supplySum.low), point: weigh(supplySum.point), high: weigh(supplySum.high) }
  const at = (bound: keyof Estimate) =>
    scoreUnits(share, structural[bound], structural.held[bound], flow[bound], supply[bound])
  const [low, point, high] = [at('low'), at('point'), at('high')]
  return {
    units: { low: Math.min(point, low), point, high: Math.max(point, high) },
    structural,
    supply,
    supplySum,
    flow,
  }
}

/** What is delivered, as a weight: nothing while more was taken back than given. */
export function suppliedWeight(sum: number, policy: Policy): number {
  return sum <= 0 ? 0 : policy.supply.most * Math.tanh(sum)
}

/**
 * A score from its structural part, of which `held` speaks for the tie, its decaying sum, and the weight of what is
 * delivered: it only grows with each of them.
 */
export function scoreUnits(share: number, structural: number, held: number, flow: number, supply: number): number {
  return toUnits(share * (structural + (1 - held) * supply) + (1 - share) * Math.tanh(flow))
}

export function toUnits(value: number): number {
  const units = Math.round(value * UNITS)
  return units === 0 ? 0 : units
}
