import { rankOf } from '../../events/registry/great-powers.js'
import { kindOfPartner } from '../../events/registry/registry.js'
import { type Dimension, dimensions } from '../../events/words.js'
import type { Policy } from '../policy/policy.js'
import { byText } from '../values/order.js'
import { type PartnerScores, UNITS } from './score.js'
import type { Primacy } from './verdict.js'

/**
 * With whom a host is aligned: the providers that count, which are the one that comes first or those that contend over
 * the threshold and are not there against the host's will; where there is none, in security, its allies and whoever has
 * undertaken to help it.
 */
export function alignedWith(
  primacy: Primacy,
  dimension: Dimension,
  partners: readonly PartnerScores[],
  policy: Policy,
): readonly string[] {
  const { primary, contenders, disputed } = primacy
  if (primary !== null) return [primary]
  const threshold = Math.round(policy.decision.threshold * UNITS)
  const unitsOf = (id: string) => partners.find(({ partner }) => partner === id)?.scores[dimension]?.units.point ?? 0
  const providers = contenders.filter(id => !disputed.includes(id) && unitsOf(id) >= threshold)
  if (providers.length > 0) return providers
  return dimension === 'security' ? byWeight(boundTo(partners, policy)) : NOBODY
}

const NOBODY: readonly string[] = []

/** Partners of a tie between equals that counts, in the order in which they come. */
export function alliesOf(partners: readonly PartnerScores[], { decision }: Policy): readonly PartnerScores[] {
  return partners.filter(({ alliance }) => alliance.point >= decision.allyThreshold * UNITS)
}

/**
 * Allies, and whoever has undertaken to help without being helped: an unused promise provides nothing, but it stands.
 */
function boundTo(partners: readonly PartnerScores[], { decision }: Policy): readonly PartnerScores[] {
  return partners.filter(partner => tieOf(partner) >= decision.allyThreshold * UNITS)
}

function tieOf({ alliance, protection }: PartnerScores): number {
  return Math.max(alliance.point, protection)
}

/**
 * An alliance comes before states, as it is what binds them; else the weightiest first, of equals with whom there is
 * most, then who of them is a great power: among twenty parties of one treaty the first by the alphabet says nothing.
 */
function byWeight(allies: readonly PartnerScores[]): readonly string[] {
  const isState = ({ partner }: PartnerScores) => Number(kindOfPartner(partner) === 'state')
  // Decaying sums are left out: the order would change from day to day.
  const stands = ({ scores }: PartnerScores, ...of: readonly Dimension[]) =>
    of.reduce((sum, dimension) => sum + (scores[dimension]?.structural.point ?? 0), 0)
  return [...allies]
    .sort(
      (a, b) =>
        isState(a) - isState(b) ||
        tieOf(b) - tieOf(a) ||
        stands(b, 'security') - stands(a, 'security') ||
        stands(b, ...dimensions) - stands(a, ...dimensions) ||
        rankOf(a.partner) - rankOf(b.partner) ||
        byText(a.partner, b.partner),
    )
    .map(({ partner }) => partner)
}
