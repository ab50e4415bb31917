import { type Dimension, dimensions } from '../../events/words.js'
import type { Authority } from '../kinds/authority.js'
import type { Policy } from '../policy/policy.js'
import { byText } from '../values/order.js'
import { alignedWith } from './aligned.js'
import { type PartnerScores, scorePartners, UNITS } from './score.js'
import type { Primacy, Verdict, Verdicts } from './verdict.js'
import type { View } from './view.js'

export interface Judged {
  readonly partners: readonly PartnerScores[]
  /** Before coverage: where nobody comes first the status is `none`. */
  readonly verdicts: Verdicts
  /** Authorities on the day; where one is another's rival, with the security verdict of each. */
  readonly authorities: readonly { readonly authority: Authority; readonly own: Primacy | null }[]
}

/** Everything that is decided for one host on one day. */
export function judge(view: View): Judged {
  const { structure } = view
  const partners = scorePartners(structure.partners, view)
  const verdicts = {} as Record<Dimension, Primacy>
  for (const dimension of dimensions) {
    verdicts[dimension] = decide(
      partners,
      dimension,
      dimension === 'security' ? structure.disputed : nobody,
      view.policy,
      dimension === 'security' ? structure.troops : noTroops,
    )
  }
  if (structure.sides.length === 0) {
    return { partners, verdicts: aligned(), authorities: structure.authorities.map(withoutPrimary) }
  }
  const sides = structure.sides.map(({ authority, side, partners: structural, disputed, troops }) => {
    const verdict = decide(scorePartners(structural, view, side), 'security', disputed, view.policy, troops)
    return { authority, own: verdict }
  })
  const leading = sides.map(({ own }) => leadersOf(own))
  if (leading.some(some => leading.some(others => areApart(some, others)))) {
    const all = new Set(leading.flat())
    const contenders = ranked(partners, 'security').filter(({ partner }) => all.has(partner))
    const { disputed } = verdicts.security
    verdicts.security = { status: 'split', primary: null, contenders: contenders.map(idOf), disputed }
  }
  return { partners, verdicts: aligned(), authorities: sides }

  function aligned(): Verdicts {
    const all = {} as Record<Dimension, Verdict>
    for (const dimension of dimensions) {
      const standing = verdicts[dimension]
      all[dimension] = { ...standing, alignedWith: alignedWith(standing, dimension, partners, view.policy) }
    }
    return all
  }
}

function withoutPrimary(authority: Authority) {
  return { authority, own: null }
}

/** Who provides for one side: who comes first, or all that contend. */
function leadersOf({ primary, contenders }: Primacy): readonly string[] {
  return primary === null ? contenders : [primary]
}

/** Each side has its own patrons, and no patron is of both. */
function areApart(some: readonly string[], others: readonly string[]): boolean {
  return some.length > 0 && others.length > 0 && !some.some(id => others.includes(id))
}

function idOf({ partner }: PartnerScores): string {
  return partner
}

const nobody: ReadonlySet<string> = new Set()
const noTroops: ReadonlyMap<string, number> = new Map()

/**
 * Single: over the threshold and ahead of whoever else is over it by the lead. Contested: several over the threshold without
 * that lead, or while a presence is disputed. Who has many times the troops of another is not contested by it. Else none;
 * whether that is only unknown is a question of coverage.
 */
export function decide(
  partners: readonly PartnerScores[],
  dimension: Dimension,
  disputed: ReadonlySet<string>,
  policy: Policy,
  troops: ReadonlyMap<string, number>,
): Primacy {
  const threshold = Math.round(policy.decision.threshold * UNITS)
  const lead = Math.round(policy.decision.lead * UNITS)
  const order = ranked(partners, dimension)
  const unitsOf = (entry: PartnerScores) => entry.scores[dimension]!.units.point
  if (disputed.size > 0) {
    const contenders = order.filter(entry => unitsOf(entry) >= threshold || disputed.has(entry.partner)).map(idOf)
    for (const partner of [...disputed].sort(byText)) if (!contenders.includes(partner)) contenders.push(partner)
    return { status: 'contested', primary: null, contenders, disputed: contenders.filter(id => disputed.has(id)) }
  }
  const first = order[0]
  if (first === undefined || unitsOf(first) < threshold) return NONE
  const top = unitsOf(first)
  const most = troops.get(first.partner) ?? 0
  const isOutnumbered = ({ partner }: PartnerScores) => {
    const count = troops.get(partner) ?? 0
    return count > 0 && most >= policy.presence.outnumbered * count
  }
  const over = order.filter(entry => unitsOf(entry) >= threshold)
  const rivals = over.slice(1).filter(entry => !isOutnumbered(entry))
  if (rivals[0] === undefined || top - unitsOf(rivals[0]) >= lead) {
    return { status: 'single', primary: first.partner, contenders: over.map(idOf), disputed: [] }
  }
  return { status: 'contested', primary: null, contenders: [first, ...rivals].map(idOf), disputed: [] }
}

const NONE: Primacy = { status: 'none', primary: null, contenders: [], disputed: [] }

/** Partners with a score in the dimension, the highest first, ties by id (which is the order that they come in). */
function ranked(partners: readonly PartnerScores[], dimension: Dimension): PartnerScores[] {
  return partners
    .filter(({ scores }) => scores[dimension] !== undefined)
    .sort((a, b) => b.scores[dimension]!.units.point - a.scores[dimension]!.units.point)
}
