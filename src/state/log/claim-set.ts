import type { DomainEvent } from '../../../events/catalogue.js'
import { type Claim, isPointing } from '../../../projections/resolve/claim.js'
import type { Place } from '../../../projections/values/place.js'
import { point, type RecordedClaim, recordedClaim, revise } from './recorded-claim.js'
import type { Routes } from './routes.js'
import { topsOf } from './standing-routes.js'

/** What an event of the log says, by place; null for one that cannot be read or came a second time. */
export type ReadClaim = (place: Place) => Pick<Claim, 'id' | 'event' | 'recordedOn'> | null

/**
 * Claims that were read from the log, each once, with all that was said of them as far as the log is routed: whatever
 * is asked of one of them needs no other.
 */
export interface ClaimSet {
  /** How many claims it holds, those that say something of others among them. */
  readonly size: number
  /** The claim of a place, read now where it was not yet; null for a place without one. */
  get(place: Place): RecordedClaim | null
  /**
   * The claims about the world (and regradings) that an event in the end speaks of, as far as they are here: of a merge
   * those that it names; of a correction or retraction the one at the end of its chain, or, where a merge stands there,
   * those that the merge names.
   */
  rootsOf(place: Place): readonly RecordedClaim[]
  /** An event that points at others came at the end of the log. */
  come(place: Place): void
}

export function createClaimSet(routes: Pick<Routes, 'effectsOf' | 'targetsOf'>, readClaim: ReadClaim): ClaimSet {
  const claims = new Map<number, RecordedClaim>()

  function make(place: Place): RecordedClaim | null {
    const said = readClaim(place)
    if (said === null) return null
    const claim = recordedClaim({ seq: place, ...said }, targetOf(place, said.event))
    claims.set(place, claim)
    return claim
  }

  /** The one claim that a correction or retraction is about, which is there before it. */
  function targetOf(place: Place, event: DomainEvent): RecordedClaim | null {
    if (event.type === 'EventsMerged' || !isPointing(event)) return null
    return claims.get(routes.targetsOf(place)[0] ?? -1) ?? null
  }

  /** Places of all that was said of some events, of what was said of it, and so on, in the order of the log. */
  function saidOf(places: Iterable<number>): readonly number[] {
    const said = new Set<number>()
    const open = [...places]
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      for (const effect of routes.effectsOf(one)) {
        if (said.has(effect)) continue
        said.add(effect)
        open.push(effect)
      }
    }
    return [...said].sort((a, b) => a - b)
  }

  /** Note what an event says of claims that are here; noting it twice changes nothing. */
  function link(claim: RecordedClaim, isNew: (target: RecordedClaim) => boolean): void {
    const { seq: place } = claim
    for (const target of targetsHere(claim)) if (isNew(target)) point(target, claim)
    const end = claim.anchor ?? claim
    if (end.event.type === 'EventsMerged') {
      if (end !== claim && isNew(end)) revise(end, place)
      for (const root of targetsHere(end)) if (!isPointing(root.event) && isNew(root)) revise(root, place)
    } else if (!isPointing(end.event) && isNew(end)) revise(end, place)
  }

  function targetsHere({ seq }: RecordedClaim): RecordedClaim[] {
    return routes.targetsOf(seq).flatMap(target => claims.get(target) ?? [])
  }

  function load(place: Place): RecordedClaim | null {
    if (routes.effectsOf(place).length === 0 && routes.targetsOf(place).length === 0) return make(place)
    const fresh = new Set<RecordedClaim>()
    const here = (one: number) => {
      const known = claims.get(one)
      if (known !== undefined) return known
      const made = make(one)
      if (made !== null) fresh.add(made)
      return made
    }
    try {
      const tops = topsOf([place], routes)
      for (const top of tops) here(top)
      for (const one of saidOf(tops)) {
        const claim = here(one)
        if (claim !== null) link(claim, target => fresh.has(target))
      }
    } catch (error) {
      // Where one cannot be read none of them is known, or they would be known without what it says of them.
      for (const { seq } of fresh) claims.delete(seq)
      throw error
    }
    return claims.get(place) ?? null
  }

  return {
    get size() {
      return claims.size
    },
    get: place => claims.get(place) ?? load(place),
    rootsOf(place) {
      const claim = claims.get(place)
      if (claim === undefined) return []
      const end = claim.anchor ?? claim
      if (end.event.type === 'EventsMerged') return targetsHere(end).filter(({ event }) => !isPointing(event))
      return isPointing(end.event) ? [] : [end]
    },
    come(place) {
      if (!routes.targetsOf(place).some(target => claims.has(target))) return
      const claim = make(place)
      if (claim !== null) link(claim, () => true)
    },
  }
}
