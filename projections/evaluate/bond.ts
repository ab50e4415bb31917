import type { Day } from '../../events/calendar.js'
import { kindOfPartner } from '../../events/registry/registry.js'
import { disuseDays, yearsUnused } from '../fold/disuse.js'
import type { BondState, Life } from '../fold/life.js'
import { stepAt } from '../fold/track.js'
import type { Policy } from '../policy/policy.js'
import type { ObjectsView } from './objects-view.js'
import type { Presence } from './present-force.js'

/** What the instruments of one partner are worth on a day, besides what they say. */
export interface Bond {
  /** Share that disuse leaves of an instrument by which one provides for the other, and of one between equals. */
  readonly fade: number
  readonly allyFade: number
  /** Share that the state of the relationship leaves of what nothing rests on, and of an alliance. */
  readonly standing: number
  readonly allied: number
  /** Whether what stood before makes a provider still. */
  readonly provides: boolean
  /** A base or a crew that was there since a day: what of it counts, and whether it makes a provider. */
  readonly leftOver: (since: Day) => { readonly share: number; readonly provides: boolean }
  readonly dormantSince: Day | null
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
  const { at, policy } = view
  const state = bondState(view, partner)
  if (state === null) return uninvited ? BROKEN_OFF : WHOLE
  const { leftOver, disuse } = policy.paper
  const years = inUse === 1 ? 0 : yearsUnused(state.lastUse, at)
  const left = (floor: number) => {
    const unused = Math.max(floor, 2 ** (-years / disuse.halfLifeYears))
    return inUse + (1 - inUse) * unused
  }
  const fades = {
    fade: left(disuse.floor),
    allyFade: left(state.quarrelled ? disuse.floor : disuse.allyFloor),
    dormantSince:
      inUse === 0 && years >= disuse.dormantAfterYears ? state.lastUse + disuseDays(disuse.dormantAfterYears) : null,
  }
  if (uninvited || state.severed || state.invaded) return { ...BROKEN_OFF, ...fades }
  const unrecognised = isUnrecognised(state, view)
  const breach = unrecognised ? 'ruptured' : state.breach
  if (breach === null) return { ...WHOLE, ...fades }
  const share = leftOver[breach]
  const provides = breach !== 'ruptured'
  const since = state.breach === null ? Number.NEGATIVE_INFINITY : state.brokenSince!
  return {
    ...fades,
    standing: share,
    allied: 1,
    provides,
    leftOver: from => (from <= since ? { share, provides } : all),
  }
}

const all = { share: 1, provides: true }
const none = { share: 0, provides: false }
const WHOLE: Bond = {
  fade: 1,
  allyFade: 1,
  standing: 1,
  allied: 1,
  provides: true,
  leftOver: () => all,
  dormantSince: null,
}
const BROKEN_OFF: Bond = { ...WHOLE, standing: 0, allied: 0, provides: false, leftOver: () => none }

export function bondState(view: Pick<ObjectsView, 'life' | 'at'>, partner: string): BondState | null {
  const life = view.life(`bond:${partner}`)
  return life?.kind === 'bond' ? (stepAt(life.track, view.at)?.state ?? null) : null
}

/** The partner does not recognise who governs; a rival whom it does not recognise, or one who has gone since, is not meant. */
function isUnrecognised({ unrecognised }: BondState, view: ObjectsView): boolean {
  if (unrecognised === null) return false
  const life = view.life('authority')
  const step = life?.kind === 'authority' ? stepAt(life.track, view.at) : null
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

const NOBODY: readonly string[] = []

function usersOf(life: Life, view: ObjectsView): readonly string[] {
  const { at } = view
  if (life.kind === 'site') {
    const step = stepAt(life.track, at)
    if (!step?.state.granted) return NOBODY
    return step.state.partners.filter(partner => {
      const since = bondState(view, partner)?.brokenSince ?? null
      return since === null || step.when.from > since
    })
  }
  if (life.kind === 'tie') return stepAt(life.track, at)?.state.tie === 'aid-running' ? [life.partner] : NOBODY
  if (life.kind === 'air-defence') return stepAt(life.track, at)?.state.crewed ? [life.partner] : NOBODY
  return NOBODY
}

/** Whether a force of an organisation is a force that the host itself contributes to, under an instrument between equals. */
export function isOwnJointForce(
  sponsor: string,
  rests: boolean,
  view: Pick<ObjectsView, 'life' | 'at'> & { readonly policy: Policy },
): boolean {
  if (kindOfPartner(sponsor) === 'state') return false
  if (rests) return true
  if (view.policy.membership.purposeOf[sponsor] !== 'defence') return false
  const life = view.life(`membership:${sponsor}`)
  return life?.kind === 'membership' && stepAt(life.track, view.at)?.state.status === 'member'
}
