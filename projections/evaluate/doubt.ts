import type { Dimension } from '../../events/words.js'
import { type PartnerScores, UNITS } from './score.js'
import type { Primacy } from './verdict.js'
import type { View } from './view.js'

/**
 * Whether it is doubtful who comes first: the low end of its score is below the threshold; or another partner, itself
 * below the threshold, is closer to it than the lead; or all that it has is what a break of the relationship left
 * standing. That it is nobody is doubtful where somebody would reach the threshold at the high end of what is claimed.
 */
export function isDoubtful(
  { status, primary }: Primacy,
  partners: readonly PartnerScores[],
  dimension: Dimension,
  { policy, structure }: Pick<View, 'policy' | 'structure'>,
): boolean {
  const { threshold, lead } = policy.decision
  if (status === 'none') return partners.some(({ scores }) => (scores[dimension]?.units.high ?? 0) >= threshold * UNITS)
  const first = partners.find(({ partner }) => partner === primary)?.scores[dimension]?.units
  if (primary === null || first === undefined) return false
  if (first.low < threshold * UNITS) return true
  if (dimension === 'security' && structure.weighing.bonds(primary).breach !== null) return true
  return partners.some(({ partner, scores }) => {
    const point = scores[dimension]?.units.point ?? Number.NEGATIVE_INFINITY
    return partner !== primary && point < threshold * UNITS && first.point - point < lead * UNITS
  })
}
