import type { Day } from '../../events/calendar.js'
import type { Dimension } from '../../events/words.js'
import type { Bounds } from '../fold/decay.js'
import type { Policy } from '../policy/policy.js'
import { byText } from '../values/order.js'
import { isOnNoSide } from './decide.js'
import type { BoundedSum, PartnerSum } from './partner-sum.js'
import { everySide, type OnSide, type StructuralScores, scoreUnits, suppliedWeight, UNITS } from './score.js'
import type { Deciding } from './structure.js'

/** The whole units that a partner's score lies between, both included. */
export interface Range {
  readonly partner: string
  readonly least: number
  readonly most: number
  /** Whether the partner has a score on all these days, be it 0. */
  readonly lasting: boolean
}

/** What stands on days between which nothing structural changes. */
type StandingStructure = Pick<Deciding, 'partners' | 'disputed' | 'sides' | 'troops'>

/**
 * Sums with their bounds on the days of a stretch, without those that have faded to nothing and to which nothing is
 * added.
 */
export function boundsOf(sums: readonly BoundedSum[], from: Day, to: Day): BoundedOn[] {
  const found: BoundedOn[] = []
  for (const sum of sums) {
    const bounds = sum.between(from, to)
    if (bounds.least !== 0 || bounds.most !== 0) found.push({ sum, bounds })
  }
  return found
}

/** Whether a sum counts in the score of a dimension: deliveries do in that of security. */
export function countsFor(dimension: Dimension, sum: Pick<PartnerSum, 'dimension'>): boolean {
  return sum.dimension === dimension || (sum.dimension === 'supply' && dimension === 'security')
}

interface BoundedOn {
  readonly sum: BoundedSum
  readonly bounds: Bounds
}

/**
 * Whether every day of a stretch certainly has the verdict of the first in a dimension. Verdicts follow from how scores
 * compare with the threshold and with each other, and from nothing else that fades: where none of that can come out
 * otherwise, no verdict can. Where it is not certain, shorter stretches are looked at, down to single days.
 */
export function isSettled(
  dimension: Dimension,
  { partners, disputed, sides, troops }: StandingStructure,
  sums: readonly BoundedOn[],
  policy: Policy,
): boolean {
  if (sums.length === 0) return true
  const ranges = rangesOf(partners, sums, dimension, policy)
  if (dimension !== 'security') return isSure(ranges, nobody, policy)
  if (!isSureOfSides(ranges, disputed, troops, policy)) return false
  const first = new Set<string>()
  for (const { side, partners: own, disputed: opposed, troops: ofOwn } of sides) {
    const ofSide = rangesOf(own, sums, 'security', policy, side)
    if (!isSureOfSides(ofSide, opposed, ofOwn, policy)) return false
    for (const { partner, most } of ofSide) {
      if (most >= leastOfContender(policy) || opposed.has(partner)) first.add(partner)
    }
  }
  const contenders = ranges.filter(({ partner }) => first.has(partner))
  return contenders.every(range => range.lasting && isOneSide(range, thresholdOf(policy))) && isOrdered(contenders)
}

/**
 * Whether a partner certainly is to the host what it is on the first of these days: by the verdicts, by whether it reaches
 * the threshold beside who comes first, and by whether it provides.
 */
export function isPlaceSettled(
  standing: StandingStructure,
  sums: readonly BoundedOn[],
  { partner, dimension }: { readonly partner: string; readonly dimension: Dimension },
  policy: Policy,
): boolean {
  const own = sums.filter(({ sum }) => sum.partner === partner)
  if (own.length > 0) {
    const range = rangesOf(standing.partners, own, dimension, policy).find(one => one.partner === partner)
    if (range !== undefined && !(range.lasting && isOneSide(range, thresholdOf(policy)))) return false
    const supplied = own.filter(({ sum }) => sum.dimension === 'supply')
    const provision = standing.partners.get(partner)?.provision ?? 0
    const provides = (bound: keyof Bounds) => {
      const supply = suppliedWeight(
        supplied.reduce((all, { bounds }) => all + bounds[bound], 0),
        policy,
      )
      return provision + (1 - provision) * supply >= policy.decision.leastProvision
    }
    if (provides('least') !== provides('most')) return false
  }
  return isSettled(dimension, standing, sums, policy)
}

const nobody: ReadonlySet<string> = new Set()

/** Whoever is further below the threshold than this trails any partner that comes first by more than the lead. */
function leastOfContender({ decision }: Policy): number {
  return Math.round(decision.threshold * UNITS) - Math.round(decision.lead * UNITS)
}

function thresholdOf({ decision }: Policy): number {
  return Math.round(decision.threshold * UNITS)
}

function leadOf({ decision }: Policy): number {
  return Math.round(decision.lead * UNITS)
}

function rangesOf(
  structural: ReadonlyMap<string, StructuralScores>,
  sums: readonly BoundedOn[],
  dimension: Dimension,
  policy: Policy,
  side: OnSide = everySide,
): Range[] {
  const flows = new Map<string, Bounds>()
  for (const [partner, { dimensions }] of structural) if (dimensions[dimension]) flows.set(partner, still)
  const supplies = new Map<string, Bounds>()
  for (const { sum, bounds } of sums) {
    if (!side(sum.authority)) continue
    const delivered = sum.dimension === 'supply' && dimension === 'security'
    if (sum.dimension !== dimension && !delivered) continue
    const totals = delivered ? supplies : flows
    const known = totals.get(sum.partner) ?? still
    totals.set(sum.partner, { least: known.least + bounds.least, most: known.most + bounds.most })
    if (!flows.has(sum.partner)) flows.set(sum.partner, still)
  }
  const share = policy.structuralShare[dimension]
  return [...flows].map(([partner, flow]): Range => {
    const structure = structural.get(partner)?.dimensions[dimension]
    const supply = supplies.get(partner) ?? still
    const at = (bound: keyof Bounds) =>
      scoreUnits(
        share,
        structure?.point ?? 0,
        structure?.held.point ?? 0,
        flow[bound],
        suppliedWeight(supply[bound], policy),
      )
    const [least, most] = [at('least'), at('most')]
    return { partner, least, most, lasting: structure !== undefined || least > 0 || most < 0 }
  })
}

const still: Bounds = { least: 0, most: 0 }

/** The same where some are on no side, and decide nothing while somebody who takes one has the threshold. */
export function isSureOfSides(
  ranges: readonly Range[],
  disputed: ReadonlySet<string>,
  troops: ReadonlyMap<string, number>,
  policy: Policy,
): boolean {
  const sided = ranges.filter(({ partner }) => !isOnNoSide(partner, troops, policy))
  if (sided.length === ranges.length) return isSure(ranges, disputed, policy)
  const threshold = thresholdOf(policy)
  if (sided.some(({ least }) => least >= threshold)) return isSure(sided, disputed, policy)
  return sided.every(({ most }) => most < threshold) && isSure(ranges, disputed, policy)
}

/** Whether everything that a verdict asks of these scores comes out the same wherever in their ranges they lie. */
export function isSure(ranges: readonly Range[], disputed: ReadonlySet<string>, policy: Policy): boolean {
  const threshold = thresholdOf(policy)
  const lead = leadOf(policy)
  const isDisputed = disputed.size > 0
  if (!isDisputed && ranges.every(({ most }) => most < threshold)) return true
  const near = nearOf(ranges, disputed, policy)
  const top = topOf(near)
  const first = near.find(({ least }) => least === top)!
  const isAlone = near.every(one => one === first || first.least - one.most >= lead)
  if (!isDisputed && isAlone && first.least >= threshold) return true
  return (
    near.every(range => range.lasting && isOneSide(range, threshold)) &&
    isOrdered(near) &&
    near.every(one => one === first || first.least - one.most >= lead || first.most - one.least < lead)
  )
}

/**
 * Partners that can decide a verdict: not those that are surely below the threshold and surely too far behind the
 * first.
 */
function nearOf(ranges: readonly Range[], disputed: ReadonlySet<string>, policy: Policy): Range[] {
  const [threshold, lead, top] = [thresholdOf(policy), leadOf(policy), topOf(ranges)]
  return ranges.filter(({ partner, most }) => most >= threshold || top - most < lead || disputed.has(partner))
}

function topOf(ranges: readonly Range[]): number {
  return ranges.reduce((best, { least }) => Math.max(best, least), Number.NEGATIVE_INFINITY)
}

function isOneSide({ least, most }: Range, threshold: number): boolean {
  return least >= threshold || most < threshold
}

/** Whether scores certainly have one order; where two are equal their ids decide. */
function isOrdered(ranges: readonly Range[]): boolean {
  const order = [...ranges].sort((a, b) => b.least - a.least || b.most - a.most || byText(a.partner, b.partner))
  return order.every((range, i) => {
    const next = order[i + 1]
    if (next === undefined || range.least > next.most) return true
    return range.least === next.most && range.partner < next.partner
  })
}
