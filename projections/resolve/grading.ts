import type { Claim as ClaimSource } from '../../events/catalogue.js'
import type { Reliability } from '../../events/words.js'
import type { Credibility, Policy } from '../policy/policy.js'
import type { Estimate } from '../values/estimate.js'

/** Probability that one claim is true, from the reliability of its source and the credibility of what it says. */
export function gradeOf(reliability: Reliability, credibility: number, policy: Policy): Estimate {
  const { prior, cap } = policy.grading
  const source = policy.grading.reliability[reliability]
  const content = policy.grading.credibility[credibility as Credibility]
  const mix = (r: number, c: number) => Math.min(cap, r * c + (1 - r) * prior)
  const corners = [
    mix(source.low, content.low),
    mix(source.low, content.high),
    mix(source.high, content.low),
    mix(source.high, content.high),
  ]
  return { low: Math.min(...corners), point: mix(source.point, content.point), high: Math.max(...corners) }
}

export interface Testimony {
  readonly family: string
  readonly grade: Estimate
  /** False for memory and for the compilers' own inferences: they can stand alone but add nothing to others. */
  readonly corroborates: boolean
}

/** Support for one fact: independent families corroborate, each counted once by its best claim. */
export function supportOf(testimonies: readonly Testimony[], policy: Policy): Estimate {
  if (testimonies.length === 1) return testimonies[0]!.grade
  const best = new Map<string, Estimate>()
  const alone = { low: 0, point: 0, high: 0 }
  for (const { family, grade, corroborates } of testimonies) {
    if (!corroborates) {
      alone.low = Math.max(alone.low, grade.low)
      alone.point = Math.max(alone.point, grade.point)
      alone.high = Math.max(alone.high, grade.high)
      continue
    }
    const known = best.get(family)
    best.set(family, known ? maxOf(known, grade) : grade)
  }
  // Sorted by family, so that the product does not depend on the order of arrival.
  const families = [...best.keys()].sort().map(family => best.get(family)!)
  if (families.length === 1) return maxOf(alone, families[0]!)
  const joined = (pick: (grade: Estimate) => number) =>
    Math.min(policy.grading.cap, 1 - families.reduce((left, grade) => left * (1 - pick(grade)), 1))
  return maxOf(alone, { low: joined(g => g.low), point: joined(g => g.point), high: joined(g => g.high) })
}

/** What is left of a support in the face of denials: `s * s / (s + d)`, which is `s` without any. */
export function against(support: Estimate, denial: Estimate | null): Estimate {
  if (denial === null) return support
  const left = (s: number, d: number) => (s === 0 ? 0 : (s * s) / (s + d))
  return {
    low: left(support.low, denial.high),
    point: left(support.point, denial.point),
    high: left(support.high, denial.low),
  }
}

export function testimonyOf(claim: ClaimSource, reliability: Reliability, policy: Policy): Testimony {
  const family = claim.family ?? claim.sourceId
  return {
    family,
    grade: gradeOf(reliability, claim.credibility, policy),
    corroborates:
      claim.verified !== 'memory' && ![family, claim.sourceId].some(id => policy.grading.neverCorroborate.includes(id)),
  }
}

function maxOf(a: Estimate, b: Estimate): Estimate {
  return { low: Math.max(a.low, b.low), point: Math.max(a.point, b.point), high: Math.max(a.high, b.high) }
}
