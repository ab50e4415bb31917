import { type Day, dayFrom } from '../../events/calendar.js'
import type { Policy } from '../policy/policy.js'

/**
 * Disuse is counted in whole calendar years without any use, so that whatever it changes changes on the first of January:
 * between two edges nothing fades.
 */
export function yearsUnused(lastUsed: number, year: number): number {
  return Math.max(0, year - lastUsed - 1)
}

/** After so many years without use nothing changes any more: every floor is reached and dormancy is told. */
export function longestDisuse({ paper }: Policy): number {
  const { halfLifeYears, floor, allyFloor, dormantAfterYears } = paper.disuse
  return Math.max(dormantAfterYears, Math.ceil(halfLifeYears * Math.log2(1 / Math.min(floor, allyFloor))))
}

/** The day on which so many years without use have passed. */
export function unusedFor(years: number, lastUsed: number): Day {
  return dayFrom(lastUsed + years + 1, 1, 1)
}

/** The days on which disuse takes its steps after the last use in a year. */
export function disuseSteps(lastUsed: number, policy: Policy): Day[] {
  return Array.from({ length: longestDisuse(policy) }, (_, i) => unusedFor(i + 1, lastUsed))
}
