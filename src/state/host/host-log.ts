import type { Claim } from '../../../projections/resolve/claim.js'
import type { Known, Place } from '../../../projections/values/place.js'
import { upperBound } from '../../../projections/values/search.js'
import type { Steps } from '../../../projections/values/steps.js'
import { insertClaim } from './object-history.js'

/** A claim arrived (at its own place), or what is said of it changed (at a later place). */
export interface Touch {
  readonly claim: Claim
  readonly place: Place
}

/** When a log concerns one host. What it says of it is read when that is asked for. */
export interface HostLog {
  readonly host: string
  /** How often it concerns the host: claims that came, and what was said of them later. */
  readonly touches: number
  /** Last place at or before `known` that concerns the host; -1 when there is none. */
  lastTouch(known: Known): Place
  /** First place after `known` that concerns the host; null when there is none. */
  nextTouch(known: Known): Place | null
  /** Everything that concerns the host: while it is held it takes in what comes. */
  load(): LoadedHost
  /** The same in small steps: whoever asks meanwhile goes on where others are. */
  loading(): Steps
  /** The same where it is loaded, else null. */
  loaded(): LoadedHost | null
  /** It is in use, or was asked for just now: others are let go before it. */
  stays(): void
  /** Whether a history of it can be held without letting another host go. */
  fits(): boolean
}

/** Everything of a log that concerns one host, whoever reads it and under whatever policy. */
export interface LoadedHost extends Pick<HostLog, 'host' | 'touches' | 'lastTouch' | 'nextTouch'> {
  /** Claims that concern or once concerned the host, in log order. */
  readonly claims: readonly Claim[]
  /** One of the touches, in the order in which the log brought them. */
  touch(i: number): Touch
  /** A history is about to be folded from it, which takes room; `gone` is called when the host is let go. */
  folding(gone: () => void): void
}

/** A host's part of a log that is put together in memory. */
export interface GrowingHostLog extends HostLog, LoadedHost {
  /** Note that something concerns the host: a claim about it at its own place, or a change in what is said of one. */
  note(claim: Claim, place: Place): void
}

export function createHostLog(host: string): GrowingHostLog {
  const claims: Claim[] = []
  const touched: Claim[] = []
  const placeOfTouch: Place[] = []

  const log: GrowingHostLog = {
    host,
    claims,
    get touches() {
      return touched.length
    },
    touch: i => ({ claim: touched[i]!, place: placeOfTouch[i]! }),
    lastTouch: known => placeOfTouch[upperBound(placeOfTouch, known) - 1] ?? -1,
    nextTouch: known => placeOfTouch[upperBound(placeOfTouch, known)] ?? null,
    note(claim, place) {
      insertClaim(claims, claim)
      touched.push(claim)
      placeOfTouch.push(place)
    },
    load: () => log,
    *loading() {},
    loaded: () => log,
    stays() {},
    fits: () => true,
    folding() {},
  }
  return log
}
