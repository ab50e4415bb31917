import { type Dimension, dimensions } from '../../events/words.js'
import type { Authority } from '../kinds/authority.js'
import type { Policy } from '../policy/policy.js'
import { byText } from '../values/order.js'
import { alignedWith } from './aligned.js'
import type { Recent } from './partner-sum.js'
import { type PartnerScores, scorePartners, UNITS } from './score.js'
import type { Deciding } from './structure.js'
import type { Primacy, Verdict, Verdicts } from './verdict.js'

export interface Judged {
  readonly partners: readonly PartnerScores[]
  /** Before coverage: where nobody comes first the status is `none`. */
  readonly verdicts: Verdicts
  /** Authorities on the day; where one is another's rival, with the security verdict of each. */
  readonly authorities: readonly { readonly authority: Authority; readonly own: Primacy | null }[]
}

/** Everything that is decided for one host on one day. */
export function judge(view: Recent & { readonly structure: Deciding }): Judged {
  const partners = scorePartners(view.structure.partners, view)
  const authorities = authoritiesOn(view)
  const verdicts = {} as Record<Dimension, Verdict>
  for (const dimension of dimensions) verdicts[dimension] = verdictOf(dimension, partners, authorities, view)
  return { partners, verdicts, authorities }
}

/** What is decided in one dimension; of the sums those suffice that count in it. */
export function verdictIn(dimension: Dimension, view: Recent & { readonly structure: Deciding }): Verdict {
  const partners = scorePartners(view.structure.partners, view)
  return verdictOf(dimension, partners, dimension === 'security' ? authoritiesOn(view) : [], view)
}

function verdictOf(
  dimension: Dimension,
  partners: readonly PartnerScores[],
  authorities: Judged['authorities'],
  { structure, policy }: { readonly structure: Deciding; readonly policy: Policy },
): Verdict {
  const standing =
    dimension === 'security'
      ? splitBySides(decide(partners, dimension, structure.disputed, policy, structure.troops), partners, authorities)
      : decide(partners, dimension, nobody, policy, noTroops)
  return { ...standing, alignedWith: alignedWith(standing, dimension, partners, policy) }
}

/** Authorities on the day; where one is another's rival, each with its own verdict. */
function authoritiesOn(view: Recent & { readonly structure: Deciding }): Judged['authorities'] {
  const { structure, policy } = view
  if (structure.sides.length === 0) return structure.authorities.map(withoutPrimary)
  return structure.sides.map(({ authority, side, partners, disputed, troops }) => {
    return { authority, own: decide(scorePartners(partners, view, side), 'security', disputed, policy, troops) }
  })
}

/** Where each side has its own patrons, nobody comes first for the whole. */
function splitBySides(whole: Primacy, partners: readonly PartnerScores[], authorities: Judged['authorities']): Primacy {
  // Of a thousand authorities nearly all have no patrons, or the same: each set of them is compared once.
  const leading = new Map<string, readonly string[]>()
  for (const { own } of authorities) {
    const leaders = own === null ? [] : leadersOf(own)
    if (leaders.length > 0) leading.set(leaders.join(' '), leaders)
  }
  const sets = [...leading.values()]
  if (!sets.some(some => sets.some(others => areApart(some, others)))) return whole
  const all = new Set(sets.flat())
  const contenders = ranked(partners, 'security').filter(({ partner }) => all.has(partner))
  return { status: 'split', primary: null, contenders: contenders.map(idOf), disputed: whole.disputed }
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
  return !some.some(id => others.includes(id))
}

function idOf({ partner }: PartnerScores): string {
  return partner
}

const nobody: ReadonlySet<string> = new Set()
const noTroops: ReadonlyMap<string, number> = new Map()

/**
 * Who keeps the peace for everybody is on no side: it provides where nobody else does, and contends with nobody. One that
 * governs or enforces has troops, and is a provider like others.
 */
export function isOnNoSide(partner: string, troops: ReadonlyMap<string, number>, { presence }: Policy): boolean {
  return presence.worldOrganisations.includes(partner) && (troops.get(partner) ?? 0) === 0
}

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
  const unitsOf = (entry: PartnerScores) => entry.scores[dimension]!.units.point
  const all = ranked(partners, dimension)
  const sided = dimension === 'security' ? all.filter(({ partner }) => !isOnNoSide(partner, troops, policy)) : all
  const order = sided.some(entry => unitsOf(entry) >= threshold) ? sided : all
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
