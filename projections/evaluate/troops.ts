import { EVEN_CHANCE } from '../fold/track.js'
import type { Presence } from './presence/present-force.js'

/** Soldiers of one sponsor that are there on one authority's side, as many as they are worth by role and consent. */
export interface Troops {
  readonly sponsor: string
  readonly authority: string
  readonly count: number
}

/** Presences that count for their own sponsor: not those without consent, nor contingents of a mission that is there. */
export function ownPresences(presences: readonly Presence[]): Presence[] {
  const present = byIdInSuccession(presences)
  return presences.filter(presence => presence.consent !== 'none' && !isContingent(presence, present))
}

/** By the id of a force who is there now: itself, else the one that took its place. */
function byIdInSuccession(presences: readonly Presence[]): ReadonlyMap<string, Presence> {
  const present = new Map<string, Presence>()
  for (const presence of presences) for (const id of presence.succeeds) present.set(id, presence)
  for (const presence of presences) {
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

/** Troops by sponsor and authority, in the order of the presences. */
export function troopsOf(presences: readonly Presence[]): Troops[] {
  const counts = new Map<string, { sponsor: string; authority: string; count: number }>()
  for (const presence of ownPresences(presences)) {
    const { sponsor, life, troops } = presence
    const authority = life.authority ?? ''
    const key = `${sponsor}|${authority}`
    const known = counts.get(key)
    if (known) known.count += troops
    else counts.set(key, { sponsor, authority, count: troops })
  }
  return [...counts.values()]
}
