import { dimensions as allDimensions, type Dimension } from '../../events/words.js'
import type { Policy } from '../policy/policy.js'
import type { Estimate } from '../values/estimate.js'
import { byText, sameItems } from '../values/order.js'
import type { Component } from './component.js'
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
  /** What holds, then what stands against it, each the heaviest first. */
  readonly components: readonly Component[]
}

export interface StructuralScores {
  readonly dimensions: { readonly [D in Dimension]?: Structural }
  /** Strength of the tie between equals: 0 where there is none. */
  readonly alliance: Units
  readonly provider: boolean
}

/** A score of one partner in one dimension. */
export interface Score {
  readonly units: Units
  readonly structural: Structural
  /** Decaying sum of what lately happened, before the hyperbolic tangent. */
  readonly flow: Estimate
}

export interface PartnerScores {
  readonly partner: string
  readonly scores: { readonly [D in Dimension]?: Score }
  readonly alliance: Units
  readonly provider: boolean
}

export type Side = (authority: string) => boolean
export const everySide: Side = () => true

/** Structural parts by partner. `side`: only what one authority answers for. */
export function structuralScores(
  components: readonly Component[],
  side: Side = everySide,
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
  const provider = dimensions.security?.components.some(item => item.provision && item.value.point >= LEAST_PROVISION)
  return { dimensions, alliance, provider: provider ?? false }
}

/** Below this a component is a trace and makes nobody a provider. */
const LEAST_PROVISION = 0.01

function join(components: readonly Component[]): Structural {
  const positive = components.filter(component => !component.against)
  const negative = components.filter(component => component.against)
  return {
    low: noisyOr(positive, 'low') - noisyOr(negative, 'high'),
    point: noisyOr(positive, 'point') - noisyOr(negative, 'point'),
    high: noisyOr(positive, 'high') - noisyOr(negative, 'low'),
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

const NO_SCORES: StructuralScores = { dimensions: {}, alliance: { low: 0, point: 0, high: 0 }, provider: false }
const noStructure: Structural = { low: 0, point: 0, high: 0, components: [] }
const noFlow: Estimate = { low: 0, point: 0, high: 0 }

type Flows = { [D in Dimension]?: Estimate }

/** Scores of all partners of which anything is known, ordered by id: structural parts and what lately happened. */
export function scorePartners(
  structural: ReadonlyMap<string, StructuralScores>,
  recent: Recent,
  side: Side = everySide,
): PartnerScores[] {
  const flows = flowsAt(recent, side)
  const partners = [...structural.keys()]
  for (const partner of flows.keys()) if (!structural.has(partner)) partners.push(partner)
  partners.sort(byText)
  return partners.map(partner =>
    scorePartner(partner, structural.get(partner) ?? NO_SCORES, flows.get(partner) ?? {}, recent.policy),
  )
}

function flowsAt({ sums, at }: Recent, side: Side): Map<string, Flows> {
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
    if (structure === undefined && flow === undefined) continue
    const score = scoreOf(structure ?? noStructure, flow ?? noFlow, policy.structuralShare[dimension])
    if (structure !== undefined || isSeen(score.units)) scores[dimension] = score
  }
  return { partner, scores, alliance: structural.alliance, provider: structural.provider }
}

export function isSeen({ low, point, high }: Units): boolean {
  return low !== 0 || point !== 0 || high !== 0
}

function scoreOf(structural: Structural, flow: Estimate, share: number): Score {
  const point = scoreUnits(share, structural.point, flow.point)
  const low = scoreUnits(share, structural.low, flow.low)
  const high = scoreUnits(share, structural.high, flow.high)
  return { units: { low: Math.min(point, low), point, high: Math.max(point, high) }, structural, flow }
}

/** A score from its structural part and its decaying sum: it only grows with each of them. */
export function scoreUnits(share: number, structural: number, flow: number): number {
  return toUnits(share * structural + (1 - share) * Math.tanh(flow))
}

export function toUnits(value: number): number {
  const units = Math.round(value * UNITS)
  return units === 0 ? 0 : units
}
