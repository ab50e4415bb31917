import type { Dimension } from '../../events/words.js'
import { type PartnerScores, UNITS } from './score.js'
import type { Primacy } from './verdict.js'
import type { View } from './view.js'

/**
 * Whether who comes first is open to doubt: at the low end of what is known it would not reach the threshold; somebody under
 * the threshold is nearer to it than the lead; or what there is of it is what a break of the relationship left standing.
 */
export function isDoubtful(
  { primary }: Primacy,
  partners: readonly PartnerScores[],
  dimension: Dimension,
  { policy, structure }: Pick<View, 'policy' | 'structure'>,
): boolean {
  const first = partners.find(({ partner }) => partner === primary)?.scores[dimension]?.units
  if (primary === null || first === undefined) return false
  const { threshold, lead } = policy.decision
  if (first.low < threshold * UNITS) return true
  if (dimension === 'security' && structure.weighing.bonds(primary).breach !== null) return true
  return partners.some(({ partner, scores }) => {
    const point = scores[dimension]?.units.point ?? Number.NEGATIVE_INFINITY
    return partner !== primary && point < threshold * UNITS && first.point - point < lead * UNITS
  })
}
