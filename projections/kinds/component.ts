import { type Dimension, dimensions } from '../../events/words.js'
import type { Weights } from '../policy/policy.js'
import type { Estimate } from '../values/estimate.js'

/** What one object of the host adds to, or takes from, the structural part of one partner's score. */
export interface Component {
  readonly partner: string
  readonly dimension: Dimension | 'alliance' | 'protection'
  /** Weight with probability and dates in it; what counts against the tie has `against`. */
  readonly value: Estimate
  readonly against: boolean
  /** Weight if it were certain, and how probable it is. */
  readonly weight: number
  readonly probability: number
  readonly authority: string | undefined
  /** Whether it is one side providing for the other, rather than a tie between equals. */
  readonly provision: boolean
  readonly key: string
  readonly text: string
  readonly eventIds: readonly string[]
}

/** Who and what a component is about. */
export interface ComponentDetails {
  readonly key: string
  readonly authority: string | undefined
  readonly provision: boolean
  readonly probability: number
  readonly text: string
  readonly eventIds: readonly string[]
}

/** Add a component for each dimension in which a weight counts. */
export function add(
  components: Component[],
  weights: Weights,
  share: Estimate,
  partner: string,
  said: ComponentDetails,
): void {
  for (const dimension of dimensions) {
    const weight = weights[dimension]
    if (weight !== undefined && weight !== 0) push(components, dimension, weight, share, partner, said)
  }
}

/** Add one component, unless it cannot hold. */
export function push(
  components: Component[],
  dimension: Component['dimension'],
  weight: number,
  share: Estimate,
  partner: string,
  said: ComponentDetails,
): void {
  if (share.high === 0) return
  const size = Math.abs(weight)
  const value = { low: size * share.low, point: size * share.point, high: size * share.high }
  components.push({ partner, dimension, value, against: weight < 0, weight, ...said })
}

export function negative(weights: Weights): Weights {
  return Object.fromEntries(Object.entries(weights).map(([dimension, weight]) => [dimension, -weight]))
}

export function exactly(value: number): Estimate {
  return { low: value, point: value, high: value }
}

/** Events behind a step: its own, else those of the first. */
export function eventIdsUpTo(
  steps: readonly { readonly eventIds: readonly string[] }[],
  step: { readonly eventIds: readonly string[] } | null,
): readonly string[] {
  return step === null || step.eventIds.length > 0 ? (step?.eventIds ?? []) : (steps[0]?.eventIds ?? [])
}
