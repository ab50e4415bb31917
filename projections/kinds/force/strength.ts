import type { Fact } from '../../resolve/fact.js'
import type { Strength } from './life.js'
import { dayOfEffect } from './reading.js'

export interface Quantity {
  readonly low: number
  readonly high: number
  readonly basis?: string | undefined
}

/** Strength with the hull over all claims of the fact. */
export function strengthOf(fact: Fact, said: Quantity): Strength {
  let { low, high } = said
  for (const event of fact.events) {
    const { strength, remaining } = event.data as { strength?: Quantity; remaining?: Quantity }
    const other = strength ?? remaining
    if (!other) continue
    low = Math.min(low, other.low)
    high = Math.max(high, other.high)
  }
  return { low, point: (said.low + said.high) / 2, high, basis: said.basis ?? null, asOf: dayOfEffect(fact).text }
}
