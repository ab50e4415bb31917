import { type Day, yearOf } from '../../events/calendar.js'
import { kindOfPartner } from '../../events/registry/registry.js'
import { longestDisuse, unusedFor, yearsUnused } from '../fold/disuse.js'
import { stepAt } from '../fold/track.js'
import type { BondState } from '../kinds/bond.js'
import { kindOf, type Life } from '../kinds/index.js'
import type { UseLife } from '../kinds/use.js'
import type { Breach, Policy } from '../policy/policy.js'
import { breachOf, useIn } from './breaks.js'
import type { ObjectsView } from './objects-view.js'
import type { Presence } from './presence/present-force.js'

/** What the instruments of one partner are worth on a day, besides what they say. */
export interface Bond {
  /** Share that disuse leaves of an instrument by which one provides for the other, and of one between equals. */
  readonly fade: number
  readonly allyFade: () => number
  /** Share that the state of the relationship leaves of an instrument that nothing rests on, and of an alliance. */
  readonly standing: number
  readonly allied: number
  /** Whether what the partner has undertaken for the host still stands, even if unused. */
  readonly promised: boolean
  /** How the relationship is broken, and what broke it; null where it is not. */
  readonly breach: Breach | null
  readonly brokenBy: readonly string[]
  /** Whether what stood before makes a provider still. */
  readonly provides: boolean
  /** A base or a crew that was there since a day: what of it counts, and whether it makes a provider. */
  readonly leftOver: (since: Day) => { readonly share: number; readonly provides: boolean }
  /** Since when instruments of the two have lain unused; null where they have not. */
  readonly dormantSince: () => Day | null
}

/** The bonds of a host on a day, each worked out once. */
export function bondsOf(view: ObjectsView, presences: readonly Presence[]): (partner: string) => Bond {
  const inUse = partnersInUse(view, presences)
  const uninvited = uninvitedSponsors(presences)
  const known = new Map<string, Bond>()
  return partner => {
    let bond = known.get(partner)
    if (bond === undefined) {
      bond = bondOf(view, partner, inUse.get(partner) ?? 0, uninvited.has(partner))
      known.set(partner, bond)
    }
    return bond
  }
}

/** Sponsors with a force in the host that nobody asked for. */
export function uninvitedSponsors(presences: readonly Presence[]): ReadonlySet<string> {
  const uninvited = presences.filter(({ consent, there }) => consent === 'none' && there.point > 0)
  return new Set(uninvited.map(({ sponsor }) => sponsor))
}

function bondOf(view: ObjectsView, partner: string, inUse: number, uninvited: boolean): Bond {
  const { leftOver, disuse } = view.policy.paper
  const years = inUse === 1 ? 0 : yearsWithout(view, partner)
  const left = (floor: number) => {
    const unused = Math.max(floor, 2 ** (-years / disuse.halfLifeYears))
    return inUse + (1 - inUse) * unused
  }
  const isDormant = inUse === 0 && years >= disuse.dormantAfterYears
  const fades = {
    fade: left(disuse.floor),
    allyFade: () => left(years > 0 && hasQuarrelled(view, partner) ? disuse.floor : disuse.allyFloor),
    dormantSince: () => (isDormant ? dormantSince(view, partner) : null),
  }
  const state = bondState(view, partner)
  const broken = breachOf(view, partner, view.at)
  const held = { breach: broken?.breach ?? null, brokenBy: broken?.eventIds ?? [] }
  if (uninvited || state?.severed || broken?.invaded) return { ...BROKEN_OFF, ...fades, ...held }
  const unrecognised = state !== null && isUnrecognised(state, view)
  const breach = unrecognised ? 'ruptured' : (broken?.breach ?? null)
  if (breach === null) return { ...WHOLE, ...fades }
  const share = leftOver[breach]
  const provides = breach !== 'ruptured'
  const since = broken?.since ?? Number.NEGATIVE_INFINITY
  return {
    ...fades,
    ...held,
    standing: share,
    allied: 1,
    promised: !unrecognised && (breach === 'withdrawn' || isUsedSince(view, partner, since)),
    provides,
    leftOver: from => (from <= since ? { share, provides } : all),
  }
}

/** Whole years without use up to a day, capped at the number after which nothing changes any more. */
function yearsWithout(view: ObjectsView, partner: string): number {
  const longest = longestDisuse(view.policy)
  const last = lastUsed(view, partner, longest)
  return last === null ? longest : Math.min(longest, yearsUnused(last.year, yearOf(view.at)))
}

/** The year in which the two last did something together, as far back as is said. */
function lastUsed(view: ObjectsView, partner: string, furthest: number): UseLife | null {
  const year = yearOf(view.at)
  for (let back = 0; back <= furthest; back++) {
    const life = useIn(view.life, partner, year - back)
    if (life !== null && life.firstUse !== null && life.firstUse <= view.at) return life
  }
  return null
}

/** Whether the two went on together in a year after a break, as far back as disuse is counted. */
function isUsedSince(view: ObjectsView, partner: string, since: Day): boolean {
  const year = yearOf(view.at)
  const first = Math.max(yearOf(since) + 1, year - longestDisuse(view.policy))
  for (let one = year; one >= first; one--) {
    const done = useIn(view.life, partner, one)?.firstDone ?? null
    if (done !== null && done <= view.at) return true
  }
  return false
}

/** Whether the two have quarrelled since they last did something together; the present year is left out. */
function hasQuarrelled(view: ObjectsView, partner: string): boolean {
  const last = lastUsed(view, partner, LONGEST_MEMORY)
  if (last === null) return false
  for (let year = last.year; year < yearOf(view.at); year++) {
    const quarrel = useIn(view.life, partner, year)?.lastQuarrel ?? null
    if (quarrel !== null && quarrel > last.lastUse!) return true
  }
  return false
}

/** The day from which an instrument without use counts as dormant; looked for as far back as anything is known. */
function dormantSince(view: ObjectsView, partner: string): Day | null {
  const last = lastUsed(view, partner, LONGEST_MEMORY)
  return last === null ? null : unusedFor(view.policy.paper.disuse.dormantAfterYears, last.year)
}

/** Years; nothing on record is older. */
const LONGEST_MEMORY = 400

const all = { share: 1, provides: true }
const none = { share: 0, provides: false }
const WHOLE: Bond = {
  fade: 1,
  allyFade: () => 1,
  standing: 1,
  allied: 1,
  promised: true,
  breach: null,
  brokenBy: [],
  provides: true,
  leftOver: () => all,
  dormantSince: () => null,
}
const BROKEN_OFF: Bond = { ...WHOLE, standing: 0, allied: 0, promised: false, provides: false, leftOver: () => none }

export function bondState(view: Pick<ObjectsView, 'life' | 'at'>, partner: string): BondState | null {
  const life = view.life('bond', partner)
  return (life && stepAt(life.track, view.at)?.state) ?? null
}

/**
 * The partner does not recognise who governs; a rival whom it does not recognise, or one who has gone since, is not
 * meant.
 */
function isUnrecognised({ unrecognised }: BondState, view: ObjectsView): boolean {
  if (unrecognised === null) return false
  const life = view.life('authority', '')
  const step = life && stepAt(life.track, view.at)
  if (step === null) return true
  const named = step.state.authorities.find(({ authority }) => authority === unrecognised.authority)
  return named === undefined ? step.when.from <= unrecognised.since : named.rivalOf === null
}

/** How far something goes on with partners that no single day would tell of: a presence, a base, a crew, aid. */
function partnersInUse(view: ObjectsView, presences: readonly Presence[]): ReadonlyMap<string, number> {
  const inUse = new Map<string, number>()
  for (const { sponsor, consent, there } of presences) {
    if (consent === 'none' || consent === 'contested') continue
    inUse.set(sponsor, Math.max(inUse.get(sponsor) ?? 0, there.point))
  }
  for (const life of view.lives) for (const partner of usersOf(life, view)) inUse.set(partner, 1)
  return inUse
}

/** With whom something is in use simply by standing there; after a breach it no longer counts as used. */
function usersOf(life: Life, view: ObjectsView): readonly string[] {
  return kindOf(life.object)
    .users(life, view.at)
    .flatMap(({ partner, since }) => {
      const broken = since === null ? null : breachOf(view, partner, view.at)
      return broken === null || since! > broken.since ? [partner] : []
    })
}

/**
 * Whether a force of an organisation is a force that the host itself contributes to, under an instrument between
 * equals.
 */
export function isOwnJointForce(
  sponsor: string,
  rests: boolean,
  view: Pick<ObjectsView, 'life' | 'at'> & { readonly policy: Policy },
): boolean {
  if (kindOfPartner(sponsor) === 'state') return false
  if (rests) return true
  if (view.policy.membership.purposeOf[sponsor] !== 'defence') return false
  const life = view.life('membership', sponsor)
  return life !== null && stepAt(life.track, view.at)?.state.status === 'member'
}
