import type { Dimension } from '../events/words.js'
import { decayedSum } from './decay.js'
import type { Estimate } from './policy.js'
import type { PartnerSum, View } from './view.js'
import { byText } from './view.js'
import type { Component } from './weigh.js'

export const DIMENSIONS: readonly Dimension[] = ['security', 'arms', 'diplomatic', 'economic']

/** Scores, contributions and rests are whole numbers of this unit, so that they sum exactly. */
export const UNITS = 10_000

/** A score of one partner in one dimension. `units` are ten-thousandths. */
export interface Score {
  readonly units: { readonly low: number; readonly point: number; readonly high: number }
  /** Noisy-or of what holds, less the same of what stands against it. */
  readonly structural: number
  /** Decaying sum of what lately happened, before the hyperbolic tangent. */
  readonly flow: Estimate
  /** Positive and negative parts in the order in which contributions are taken. */
  readonly components: readonly Component[]
}

export interface PartnerScores {
  readonly partner: string
  readonly scores: { readonly [D in Dimension]?: Score }
  /** Strength of the tie between equals: 0 where there is none. */
  readonly alliance: { readonly low: number; readonly point: number; readonly high: number }
  readonly provider: boolean
}

interface Gathered {
  readonly components: Map<Dimension | 'alliance', Component[]>
  readonly flows: Map<Dimension, Estimate>
}

/** Scores of all partners of which anything is known, ordered by id. `side`: only what one authority answers for. */
export function scorePartners(
  components: readonly Component[],
  view: View,
  side: (authority: string) => boolean = everyone,
): PartnerScores[] {
  const partners = new Map<string, Gathered>()
  const of = (partner: string): Gathered => {
    let gathered = partners.get(partner)
    if (gathered === undefined) {
      gathered = { components: new Map(), flows: new Map() }
      partners.set(partner, gathered)
    }
    return gathered
  }
  for (const component of components) {
    if (!side(component.authority ?? '')) continue
    const lists = of(component.partner).components
    const list = lists.get(component.dimension)
    if (list) list.push(component)
    else lists.set(component.dimension, [component])
  }
  for (const sum of view.sums) {
    if (side(sum.authority)) addFlow(of, sum, view)
  }
  return [...partners.keys()].sort(byText).map(partner => scorePartner(partner, partners.get(partner)!, view))
}

const everyone = () => true

function addFlow(of: (partner: string) => Gathered, { partner, dimension, sum }: PartnerSum, view: View): void {
  const left = decayedSum(sum, view.at)
  if (left.low === 0 && left.high === 0 && left.point === 0) return
  const { flows } = of(partner)
  const known = flows.get(dimension)
  flows.set(
    dimension,
    known ? { low: known.low + left.low, point: known.point + left.point, high: known.high + left.high } : left,
  )
}

function scorePartner(partner: string, gathered: Gathered, view: View): PartnerScores {
  const scores: { [D in Dimension]?: Score } = {}
  for (const dimension of DIMENSIONS) {
    const components = gathered.components.get(dimension)
    const flow = gathered.flows.get(dimension)
    if (components === undefined && flow === undefined) continue
    const score = scoreOf(components ?? [], flow ?? noFlow, view.policy.structuralShare[dimension])
    if (score.components.length > 0 || isSeen(score.units)) scores[dimension] = score
  }
  const allied = (gathered.components.get('alliance') ?? []).sort(byWeight)
  const alliance = {
    low: toUnits(noisyOr(allied, 'low')),
    point: toUnits(noisyOr(allied, 'point')),
    high: toUnits(noisyOr(allied, 'high')),
  }
  const provider = scores.security?.components.some(item => item.provision && item.value.point >= LEAST_PROVISION)
  return { partner, scores, alliance, provider: provider ?? false }
}

/** Below this a component is a trace and makes nobody a provider. */
const LEAST_PROVISION = 0.01
const noFlow: Estimate = { low: 0, point: 0, high: 0 }

function isSeen({ low, point, high }: Score['units']): boolean {
  return low !== 0 || point !== 0 || high !== 0
}

export function scoreOf(components: Component[], flow: Estimate, share: number): Score {
  components.sort(byWeight)
  const positive = components.filter(component => !component.against)
  const negative = components.filter(component => component.against)
  const structural = noisyOr(positive, 'point') - noisyOr(negative, 'point')
  const low = noisyOr(positive, 'low') - noisyOr(negative, 'high')
  const high = noisyOr(positive, 'high') - noisyOr(negative, 'low')
  const join = (structure: number, sum: number) => share * structure + (1 - share) * Math.tanh(sum)
  const point = toUnits(join(structural, flow.point))
  return {
    units: {
      low: Math.min(point, toUnits(join(low, flow.low))),
      point,
      high: Math.max(point, toUnits(join(high, flow.high))),
    },
    structural,
    flow,
    components: [...positive, ...negative],
  }
}

/** Heaviest first; the order of ties is that of the keys, so that products are the same whoever computes them. */
function byWeight(a: Component, b: Component): number {
  return b.value.point - a.value.point || byText(a.key, b.key) || byText(a.text, b.text)
}

export function noisyOr(components: readonly Component[], bound: keyof Estimate): number {
  let left = 1
  for (const component of components) left *= 1 - component.value[bound]
  return 1 - left
}

export function toUnits(value: number): number {
  const units = Math.round(value * UNITS)
  return units === 0 ? 0 : units
}
