import type { ClaimSource } from '../../events/catalogue.js'
import type { Reliability } from '../../events/words.js'
import type { Credibility, Policy } from '../policy/policy.js'
import type { Estimate } from '../values/estimate.js'
import { partitionPoint } from '../values/search.js'

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
  const support = createSupport(policy)
  for (const testimony of testimonies) support.add(testimony)
  return support.estimate()
}

/** The support for one fact, told by one testimony after another. */
export interface GrowingSupport {
  add(testimony: Testimony): void
  /** Support by all that was added; costs the number of families where the last ones changed anything. */
  estimate(): Estimate
}

/** The best claim of a family, and how many times likelier each of its bounds makes the fact. */
interface Family {
  readonly name: string
  readonly grade: Estimate
  readonly times: Estimate
}

export function createSupport(policy: Policy): GrowingSupport {
  /** By name, so that the product does not depend on the order of arrival. */
  const families: Family[] = []
  let alone: Estimate = { low: 0, point: 0, high: 0 }
  let most = alone
  let first: Estimate | null = null
  let count = 0
  let joined: Estimate | null = null

  function join(): Estimate {
    const part = (pick: (estimate: Estimate) => number) => {
      let telling = 0
      let ratio = 1
      for (const { times } of families) {
        const one = pick(times)
        if (one <= 1) continue
        telling++
        ratio *= one
      }
      return telling < 2 ? pick(most) : Math.max(pick(most), chanceOf(ratio, policy))
    }
    return maxOf(alone, { low: part(one => one.low), point: part(one => one.point), high: part(one => one.high) })
  }

  function corroborate(name: string, grade: Estimate): void {
    const place = placeOf(families, name)
    const before = families[place]?.name === name ? families[place] : null
    const after = before === null ? grade : maxOf(before.grade, grade)
    if (before !== null && isSame(before.grade, after)) return
    const { low, point, high } = after
    const times = { low: tellingOf(low, policy), point: tellingOf(point, policy), high: tellingOf(high, policy) }
    families.splice(place, before === null ? 0 : 1, { name, grade: after, times })
    most = maxOf(most, after)
    joined = null
  }

  return {
    add({ family, grade, corroborates }) {
      first ??= grade
      count++
      if (corroborates) corroborate(family, grade)
      else {
        alone = maxOf(alone, grade)
        joined = null
      }
    },
    estimate() {
      if (count === 1) return first!
      joined ??= join()
      return joined
    },
  }
}

/** Where a family of a name is, or belongs. */
function placeOf(families: readonly Family[], name: string): number {
  return partitionPoint(families, family => family.name < name)
}

function isSame(a: Estimate, b: Estimate): boolean {
  return a.low === b.low && a.point === b.point && a.high === b.high
}

/** What is left of a support in the face of denials: the odds of the one over those of the other. */
export function against(support: Estimate, denial: Estimate | null, policy: Policy): Estimate {
  if (denial === null || denial.point <= policy.grading.prior) return support
  const left = (s: number, d: number) => {
    const telling = tellingOf(d, policy)
    return s === 0 || telling === 1
      ? s
      : chanceOf(oddsOf(s, policy) / oddsOf(policy.grading.prior, policy) / telling, policy)
  }
  return {
    low: left(support.low, denial.high),
    point: left(support.point, denial.point),
    high: left(support.high, denial.low),
  }
}

/** How many times likelier a claim makes what it says than it was before; what is below even odds tells nothing. */
function tellingOf(chance: number, policy: Policy): number {
  return Math.max(1, oddsOf(chance, policy) / oddsOf(policy.grading.prior, policy))
}

function oddsOf(chance: number, policy: Policy): number {
  const capped = Math.min(policy.grading.cap, chance)
  return capped / (1 - capped)
}

/** The probability, from the prior and how many times likelier than that it has become. */
function chanceOf(ratio: number, policy: Policy): number {
  const odds = oddsOf(policy.grading.prior, policy) * ratio
  // Some hundreds of families multiply to more than a number holds.
  if (odds === Number.POSITIVE_INFINITY) return policy.grading.cap
  return Math.min(policy.grading.cap, odds / (1 + odds))
}

/**
 * How far a fact counts: whole where it is almost certain, half at even odds, not at all as far below them. A grade is not
 * a magnitude: the doubt that is left stays in `low` and `high`. At the best reading of its grade a possible fact may well
 * count whole.
 */
export function creditOf(q: Estimate, policy: Policy): Estimate {
  const reach = 2 * (policy.grading.certainFrom - EVEN)
  const at = (chance: number) => Math.max(0, Math.min(1, EVEN + (chance - EVEN) / reach))
  const point = at(q.point)
  return { low: Math.min(q.low, point), point, high: Math.max(q.high, at(q.high), point) }
}

const EVEN = 0.5

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
