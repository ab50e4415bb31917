import type { Dimension } from '../events/words.js'
import type { Authority } from './life.js'
import { DIMENSIONS, type PartnerScores, scorePartners, UNITS } from './score.js'
import { stepAt } from './track.js'
import { byText, type View } from './view.js'
import { type Weighing, weigh } from './weigh.js'

export type Status = 'single' | 'contested' | 'none' | 'unknown' | 'split'

/** Who comes first in one dimension on one day. */
export interface Verdict {
  readonly status: Status
  readonly primary: string | null
  /** Ordered by score, the highest first. */
  readonly contenders: readonly string[]
  /** Contenders whose presence the host does not consent to. */
  readonly disputed: readonly string[]
}

export type Verdicts = Readonly<Record<Dimension, Verdict>>

export interface Judged {
  readonly weighing: Weighing
  readonly partners: readonly PartnerScores[]
  /** Before coverage: where nobody comes first the status is `none`. */
  readonly verdicts: Verdicts
  readonly authorities: readonly { readonly authority: Authority; readonly primary: string | null }[]
}

/** Everything that is decided for one host on one day. */
export function judge(view: View): Judged {
  const weighing = weigh(view)
  const partners = scorePartners(weighing.components, view)
  const disputed = new Set(weighing.presences.filter(presence => presence.disputed).map(({ sponsor }) => sponsor))
  const verdicts = {} as Record<Dimension, Verdict>
  for (const dimension of DIMENSIONS) {
    verdicts[dimension] = decide(partners, dimension, dimension === 'security' ? disputed : nobody, view)
  }
  const sides = sidesOf(view, weighing, disputed)
  if (isSplit(sides)) {
    const primaries = [...new Set(sides.flatMap(side => side.primary ?? []))]
    const contenders = ranked(partners, 'security').filter(id => primaries.includes(id))
    verdicts.security = { status: 'split', primary: null, contenders, disputed: verdicts.security.disputed }
  }
  return { weighing, partners, verdicts, authorities: sides }
}

const nobody: ReadonlySet<string> = new Set()

/**
 * Single: over the threshold and ahead of the next by the lead. Contested: over the threshold without that lead, or while a
 * presence is disputed. Else none; whether that is only unknown is a question of coverage.
 */
export function decide(
  partners: readonly PartnerScores[],
  dimension: Dimension,
  disputed: ReadonlySet<string>,
  view: View,
): Verdict {
  const threshold = Math.round(view.policy.decision.threshold * UNITS)
  const lead = Math.round(view.policy.decision.lead * UNITS)
  const order = ranked(partners, dimension)
  const unitsOf = new Map(partners.map(({ partner, scores }) => [partner, scores[dimension]?.units.point ?? 0]))
  const top = unitsOf.get(order[0] ?? '') ?? 0
  const over = order.filter(partner => unitsOf.get(partner)! >= threshold)
  if (disputed.size > 0) {
    const contenders = order.filter(partner => over.includes(partner) || disputed.has(partner))
    for (const partner of [...disputed].sort(byText)) if (!contenders.includes(partner)) contenders.push(partner)
    return { status: 'contested', primary: null, contenders, disputed: contenders.filter(id => disputed.has(id)) }
  }
  if (over.length === 0) return { status: 'none', primary: null, contenders: [], disputed: [] }
  const second = order.length > 1 ? unitsOf.get(order[1]!)! : Number.NEGATIVE_INFINITY
  if (top - second >= lead) return { status: 'single', primary: order[0]!, contenders: over, disputed: [] }
  const contenders = order.filter(partner => over.includes(partner) || top - unitsOf.get(partner)! < lead)
  return { status: 'contested', primary: null, contenders, disputed: [] }
}

/** Partners with a score in the dimension, the highest first, ties by id. */
function ranked(partners: readonly PartnerScores[], dimension: Dimension): string[] {
  const scored = partners.filter(({ scores }) => scores[dimension] !== undefined)
  return scored
    .sort((a, b) => b.scores[dimension]!.units.point - a.scores[dimension]!.units.point || byText(a.partner, b.partner))
    .map(({ partner }) => partner)
}

/** Authorities on the day; where one is another's rival, with the primary security provider of each. */
function sidesOf(view: View, weighing: Weighing, disputed: ReadonlySet<string>): Judged['authorities'] {
  const life = view.life('authority')
  const authorities = life?.kind === 'authority' ? (stepAt(life.track, view.at)?.state.authorities ?? []) : []
  const rivals = new Set(authorities.filter(({ rivalOf }) => rivalOf !== null).map(({ authority }) => authority))
  if (rivals.size === 0) return authorities.map(authority => ({ authority, primary: null }))
  const primaryOf = (side: (authority: string) => boolean) => {
    const verdict = decide(scorePartners(weighing.components, view, side), 'security', disputedBy(side), view)
    return verdict.primary
  }
  const disputedBy = (side: (authority: string) => boolean): ReadonlySet<string> =>
    new Set(
      weighing.presences
        .filter(({ life: force, sponsor }) => side(force.authority ?? '') && disputed.has(sponsor))
        .map(({ sponsor }) => sponsor),
    )
  const incumbent = (name: string) => !rivals.has(name)
  const sides = authorities.map(authority => ({
    authority,
    primary: primaryOf(authority.rivalOf === null ? incumbent : name => name === authority.authority),
  }))
  // A rival of somebody whom no event has named yet still has an incumbent opposite it.
  if (authorities.some(({ rivalOf }) => rivalOf === null)) return sides
  return [
    { authority: { authority: 'incumbent', rivalOf: null, since: 'unknown' }, primary: primaryOf(incumbent) },
    ...sides,
  ]
}

function isSplit(sides: Judged['authorities']): boolean {
  return new Set(sides.flatMap(side => side.primary ?? [])).size > 1
}
