import { stepAt } from '../fold/track.js'
import type { Authority } from '../kinds/authority.js'
import type { ObjectsView } from './objects-view.js'
import { everySide, type OnSide, type StructuralScores, structuralScores } from './score.js'
import { standingOf } from './standing.js'
import { type Weighing, weigh } from './weigh.js'

/** One authority of a host with a rival, and what is reported on its side. */
export interface AuthoritySide {
  readonly authority: Authority
  readonly side: OnSide
  readonly partners: ReadonlyMap<string, StructuralScores>
  readonly disputed: ReadonlySet<string>
  /** Soldiers of each sponsor. */
  readonly troops: ReadonlyMap<string, number>
}

/** What of a structure decides who comes first. */
export interface Deciding {
  readonly partners: ReadonlyMap<string, StructuralScores>
  /** Sponsors whose presence the host does not consent to. */
  readonly disputed: ReadonlySet<string>
  /** Soldiers of each sponsor. */
  readonly troops: ReadonlyMap<string, number>
  readonly authorities: readonly Authority[]
  /** Empty where no authority has a rival. */
  readonly sides: readonly AuthoritySide[]
}

/** Everything of a host that changes on the edges of intervals alone: the same on all days between two of them. */
export interface Structure extends Deciding {
  readonly weighing: Weighing
  /** What stands, as the answer lists it; worked out when first asked for. */
  readonly standing: () => ReturnType<typeof standingOf>
}

export function structureOf(view: ObjectsView): Structure {
  const weighing = weigh(view)
  let standing: ReturnType<typeof standingOf> | null = null
  return {
    weighing,
    ...decidingOf(authoritiesOf(view), structuralScores(weighing.components), weighing),
    standing() {
      standing ??= standingOf(view, weighing)
      return standing
    },
  }
}

/** Who governs the host on the day, and who claims to. */
export function authoritiesOf({ life, at }: Pick<ObjectsView, 'life' | 'at'>): readonly Authority[] {
  const line = life('authority', '')
  return (line && stepAt(line.track, at)?.state.authorities) ?? []
}

type Weighed = Pick<Weighing, 'components' | 'presences' | 'troops'>

export function decidingOf(
  authorities: readonly Authority[],
  partners: ReadonlyMap<string, StructuralScores>,
  weighed: Weighed,
): Deciding {
  return {
    partners,
    disputed: disputedOf(weighed, everySide),
    troops: countOf(weighed, everySide),
    authorities,
    sides: sidesOf(authorities, weighed),
  }
}

function disputedOf(weighing: Weighed, side: OnSide): ReadonlySet<string> {
  const disputed = weighing.presences.filter(({ disputed, life }) => disputed && side(life.authority ?? ''))
  return new Set(disputed.map(({ sponsor }) => sponsor))
}

function countOf({ troops }: Weighed, side: OnSide): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { sponsor, authority, count } of troops) {
    if (side(authority)) counts.set(sponsor, (counts.get(sponsor) ?? 0) + count)
  }
  return counts
}

/** What names no authority belongs to the incumbent, which was there before its rival. */
function sidesOf(authorities: readonly Authority[], weighing: Weighed): AuthoritySide[] {
  const rivals = new Set(authorities.filter(({ rivalOf }) => rivalOf !== null).map(({ authority }) => authority))
  if (rivals.size === 0) return []
  // A rival of somebody whom no event has named yet still has an incumbent opposite it.
  const all = authorities.some(({ rivalOf }) => rivalOf === null)
    ? authorities
    : [incumbentOf(authorities), ...authorities]
  return all.map(authority => {
    const side: OnSide = authority.rivalOf === null ? name => !rivals.has(name) : name => name === authority.authority
    const partners = structuralScores(weighing.components, side)
    return { authority, side, partners, disputed: disputedOf(weighing, side), troops: countOf(weighing, side) }
  })
}

/** The authority that a rival was said to be a rival of. */
function incumbentOf(rivals: readonly Authority[]): Authority {
  const names = new Set(rivals.map(({ authority }) => authority))
  const named = rivals.find(({ rivalOf }) => rivalOf !== null && !names.has(rivalOf))?.rivalOf
  return { authority: named ?? 'incumbent', rivalOf: null, since: 'unknown' }
}
