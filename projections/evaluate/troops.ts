import { EVEN_CHANCE } from '../fold/track.js'
import type { Policy } from '../policy/policy.js'
import type { Presence } from './presence/present-force.js'

/** Soldiers of one sponsor that are there on one authority's side, as many as they are worth by role and consent. */
export interface Troops {
  readonly sponsor: string
  readonly authority: string
  readonly count: number
}

/** How much a presence is outweighed by the largest of the others on the same side. */
export function relativeSize(partner: string, authority: string, troops: readonly Troops[], policy: Policy): number {
  let own = 0
  let largest = 0
  for (const one of troops) {
    if (one.authority !== authority) continue
    if (one.sponsor === partner) own = one.count
    else largest = Math.max(largest, one.count)
  }
  return own >= largest || own === 0 ? 1 : (own / largest) ** policy.presence.relativeSize
}

/** Presences that count for their own sponsor: not those without consent, nor contingents of a mission that is there. */
export function ownPresences(presences: readonly Presence[]): Presence[] {
  const present = byIdInSuccession(presences)
  return presences.filter(presence => presence.consent !== 'none' && !isContingent(presence, present))
}

/** By the id of a force who is there now: itself, else the one that took its place. */
function byIdInSuccession(presences: readonly Presence[]): ReadonlyMap<string, Presence> {
  const present = new Map<string, Presence>()
  const there = presences.filter(presence => presence.there.point > 0)
  for (const presence of there) for (const id of presence.succeeds) present.set(id, presence)
  for (const presence of there) {
    const successor = present.get(presence.life.forceId)
    if (successor === undefined || presence.there.point >= EVEN_CHANCE) present.set(presence.life.forceId, presence)
  }
  return present
}

/** Whether a mission that is there counts for it. Missions that are said to be part of each other count themselves. */
function isContingent(presence: Presence, present: ReadonlyMap<string, Presence>): boolean {
  const mission = missionOf(presence, present)
  if (mission === null) return false
  const above = new Set([presence.life.forceId])
  for (let next: Presence | null = mission; next !== null; next = missionOf(next, present)) {
    if (above.has(next.life.forceId)) return false
    above.add(next.life.forceId)
  }
  return true
}

function missionOf({ life }: Presence, present: ReadonlyMap<string, Presence>): Presence | null {
  const mission = life.partOf === null ? undefined : present.get(life.partOf)
  return mission !== undefined && mission.consent !== 'none' && mission.there.point >= EVEN_CHANCE ? mission : null
}

/** Troops by sponsor and authority, in the order of the presences that count for their own sponsors. */
export function troopsOf(own: readonly Presence[]): Troops[] {
  const counts = new Map<string, { sponsor: string; authority: string; count: number }>()
  for (const presence of own) {
    const { sponsor, life, troops } = presence
    const authority = life.authority ?? ''
    const key = `${sponsor}|${authority}`
    const known = counts.get(key)
    if (known) known.count += troops
    else counts.set(key, { sponsor, authority, count: troops })
  }
  return [...counts.values()]
}
