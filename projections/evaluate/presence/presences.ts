import { stepAt } from '../../fold/track.js'
import type { ForceLife } from '../../kinds/force/life.js'
import type { SiteLife } from '../../kinds/site.js'
import type { Estimate } from '../../values/estimate.js'
import { byText } from '../../values/order.js'
import { bondState, uninvitedSponsors } from '../bond.js'
import type { ObjectsView } from '../objects-view.js'
import type { Own } from './presence.js'
import type { Presence } from './present-force.js'
import { predecessorsOf } from './succession.js'

/** The presence of one force; null where it is not there. */
export type PresenceOn = (life: ForceLife, own: Own, view: ObjectsView) => Presence | null

/** Forces that are in the host on the day, the weightiest first. */
export function presencesOf(view: ObjectsView, presenceOn: PresenceOn): Presence[] {
  const sites = new Map<string, SiteLife[]>()
  const contingents = new Map<string, ForceLife[]>()
  for (const life of view.lives) {
    if (life.kind === 'force' && life.partOf !== null && life.partOf !== life.forceId) {
      const known = contingents.get(life.partOf)
      if (known) known.push(life)
      else contingents.set(life.partOf, [life])
    }
    if (life.kind !== 'site') continue
    const state = stepAt(life.track, view.at)?.state
    if (!state?.granted || state.forceId === null) continue
    const known = sites.get(state.forceId)
    if (known) known.push(life)
    else sites.set(state.forceId, [life])
  }
  for (const list of sites.values()) list.sort((a, b) => byText(a.key, b.key))
  for (const list of contingents.values()) list.sort((a, b) => byText(a.key, b.key))
  const presences: Presence[] = []
  for (const life of view.lives) {
    if (life.kind !== 'force') continue
    const own = { sites: sites.get(life.forceId) ?? NO_SITES, contingents: contingentsOf(life, contingents, view) }
    const presence = presenceOn(life, own, view)
    if (presence !== null) presences.push(presence)
  }
  return tainted(presences, view).sort((a, b) => b.weight.point - a.weight.point || byText(a.life.key, b.life.key))
}

/** A sponsor with an uninvited force in the host cannot have others there as guests under earlier agreements. */
function tainted(presences: readonly Presence[], view: ObjectsView): Presence[] {
  const uninvited = uninvitedSponsors(presences)
  return presences.map(presence => {
    if (!uninvited.has(presence.sponsor) || presence.consent === 'none') return presence
    const since = bondState(view, presence.sponsor)?.estrangedSince ?? null
    if (since !== null && presence.consentSince > since) return presence
    let unwelcome = unwelcomes.get(presence)
    if (unwelcome === undefined) {
      unwelcome = { ...presence, consent: 'none', contestedSince: null, weight: nothing, disputed: false }
      unwelcomes.set(presence, unwelcome)
    }
    return unwelcome
  })
}

const unwelcomes = new WeakMap<Presence, Presence>()

const nothing: Estimate = { low: 0, point: 0, high: 0 }

/** Contingents of a force, those among them that were said to be part of a force before it in the succession. */
function contingentsOf(
  life: ForceLife,
  contingents: ReadonlyMap<string, readonly ForceLife[]>,
  view: ObjectsView,
): readonly ForceLife[] {
  if (contingents.size === 0) return NO_FORCES
  const before = predecessorsOf(life, view).flatMap(({ forceId }) => contingents.get(forceId) ?? NO_FORCES)
  return [...(contingents.get(life.forceId) ?? NO_FORCES), ...before]
}

const NO_SITES: readonly SiteLife[] = []
const NO_FORCES: readonly ForceLife[] = []
