import { type Claim, resolve } from '../../../projections/resolve/claim.js'
import type { Known, Place } from '../../../projections/values/place.js'
import { upTo } from '../../../projections/values/place.js'
import { upperBound } from '../../../projections/values/search.js'
import { insertClaim } from './object-history.js'

/** That a claim came at its own place, or that what is said of it changed at a later one. */
export interface Touch {
  readonly claim: Claim
  readonly place: Place
}

/** Everything of a log that concerns one host, whoever reads it and under whatever policy. */
export interface HostLog {
  readonly host: string
  /** Claims that concern or once concerned the host, in log order. */
  readonly claims: readonly Claim[]
  /** How many touches there are, and one of them: in the order in which the log brought them. */
  readonly touches: number
  touch(i: number): Touch
  /** Last place at or before `known` that concerns the host; -1 when there is none. */
  lastTouch(known: Known): Place
  /** First place after `known` that concerns the host; null when there is none. */
  nextTouch(known: Known): Place | null
}

export interface GrowingHostLog extends HostLog {
  /** Note that something concerns the host: a claim about it at its own place, or a change in what is said of one. */
  note(claim: Claim, place: Place): void
  /** Claims of one source. */
  ofSource(sourceId: string): readonly Claim[]
}

export function createHostLog(host: string): GrowingHostLog {
  const claims: Claim[] = []
  const bySource = new Map<string, Claim[]>()
  const touched: Claim[] = []
  const placeOfTouch: Place[] = []
  /** Places that concern the host, each once. */
  const places: Place[] = []

  function noteSource(claim: Claim, place: Place): void {
    const { sourceId } = resolve(claim, upTo(place)).event.claim
    const list = bySource.get(sourceId)
    if (list) insertClaim(list, claim)
    else bySource.set(sourceId, [claim])
  }

  return {
    host,
    claims,
    get touches() {
      return touched.length
    },
    touch: i => ({ claim: touched[i]!, place: placeOfTouch[i]! }),
    lastTouch: known => places[upperBound(places, known) - 1] ?? -1,
    nextTouch: known => places[upperBound(places, known)] ?? null,
    note(claim, place) {
      insertClaim(claims, claim)
      noteSource(claim, place)
      touched.push(claim)
      placeOfTouch.push(place)
      if (places.at(-1) !== place) places.push(place)
    },
    ofSource: sourceId => bySource.get(sourceId) ?? [],
  }
}
