import type { Claim } from '../../../projections/resolve/claim.js'
import type { Steps } from '../../../projections/values/steps.js'
import type { HostLog, LoadedHost } from '../host/host-log.js'
import { insertClaim } from '../host/object-history.js'
import { type ClaimSet, createClaimSet, type ReadClaim } from './claim-set.js'
import type { HostRoutes, Routes } from './routes.js'

/** The hosts whose claims are in memory: as many as fit, those that were asked for last. */
export interface LoadedHosts {
  log(host: string): HostLog | null
  /** An event came that concerns some hosts, after it was routed: whoever is loaded takes it in, and stays. */
  come(place: number, points: boolean): void
}

/**
 * What a claim takes, in bytes, and what is worked out from it under one policy: measured with
 * test/support/long-history.ts.
 */
const CLAIM_BYTES = 1_000
const FOLDED_BYTES = 27_000

/** Claims that are read in one step. */
const AT_ONCE = 16

interface Entry {
  readonly loaded: LoadedHost
  readonly claims: Claim[]
  readonly set: ClaimSet
  /** Places of claims that are not read yet, the next one last. */
  readonly toLoad: number[]
  /** What each history that was folded from it has to be told when it goes. */
  readonly folded: (() => void)[]
}

/** `mostBytes` bounds what is loaded; the host that was asked for last stays, whatever it takes. */
export function createLoadedHosts(
  routes: Routes,
  edges: Pick<Routes, 'effectsOf' | 'targetsOf'>,
  readClaim: ReadClaim,
  mostBytes: number,
): LoadedHosts {
  /** The one that was asked for last is the last. */
  const entries = new Map<string, Entry>()
  const logs = new Map<string, HostLog>()

  function makeRoom(): void {
    let bytes = bytesHeld()
    for (const [host, entry] of entries) {
      if (bytes <= mostBytes || entries.size === 1) return
      entries.delete(host)
      for (const gone of entry.folded) gone()
      bytes -= bytesOf(entry)
    }
  }

  function bytesHeld(): number {
    let bytes = 0
    for (const entry of entries.values()) bytes += bytesOf(entry)
    return bytes
  }

  function fits(host: string, of: HostRoutes): boolean {
    return entries.has(host) || bytesHeld() + of.touches * (CLAIM_BYTES + FOLDED_BYTES) <= mostBytes
  }

  function open(host: string, of: HostRoutes): Entry {
    const set = createClaimSet(edges, readClaim)
    const claims: Claim[] = []
    const loaded: LoadedHost = {
      host,
      claims,
      get touches() {
        return of.touches
      },
      touch: i => ({ claim: set.get(of.root(i))!, place: of.place(i) }),
      lastTouch: of.lastTouch,
      nextTouch: of.nextTouch,
      folding(gone) {
        entry.folded.push(gone)
        makeRoom()
      },
    }
    const entry: Entry = { loaded, claims, set, toLoad: of.roots().reverse(), folded: [] }
    return entry
  }

  /** Read claims that are not read yet; false where all are. */
  function loadSome({ claims, set, toLoad }: Entry, count: number): boolean {
    for (let n = 0; n < count && toLoad.length > 0; n++) {
      const claim = set.get(toLoad.at(-1)!)
      toLoad.pop()
      if (claim !== null) insertClaim(claims, claim)
    }
    return toLoad.length > 0
  }

  function stay(host: string): Entry | null {
    const known = entries.get(host)
    if (known === undefined) return null
    entries.delete(host)
    entries.set(host, known)
    return known
  }

  function entryOf(host: string, of: HostRoutes): Entry {
    const known = stay(host)
    if (known !== null) return known
    const entry = open(host, of)
    entries.set(host, entry)
    makeRoom()
    return entry
  }

  function whole(entry: Entry): LoadedHost {
    loadSome(entry, Number.POSITIVE_INFINITY)
    return entry.loaded
  }

  function* loadingOf(host: string, of: HostRoutes): Steps {
    while (loadSome(entryOf(host, of), AT_ONCE)) yield
    makeRoom()
  }

  return {
    log(host) {
      const known = logs.get(host)
      if (known !== undefined) return known
      const of = routes.host(host)
      if (of === null) return null
      const { lastTouch, nextTouch } = of
      const load = () => whole(entryOf(host, of))
      const loaded = () => entries.get(host)?.loaded ?? null
      const log: HostLog = {
        host,
        get touches() {
          return of.touches
        },
        lastTouch,
        nextTouch,
        load,
        loading: () => loadingOf(host, of),
        loaded,
        stays: () => void stay(host),
        fits: () => fits(host, of),
      }
      logs.set(host, log)
      return log
    },
    come(place, points) {
      // Revisions of a claim that left a host count there again if it comes back.
      if (points) for (const { set } of entries.values()) set.come(place)
      for (const host of routes.concernedBy(place)) {
        if (!entries.has(host)) continue
        const of = routes.host(host)!
        const { claims, set } = entryOf(host, of)
        for (let i = of.touches - 1; i >= 0 && of.place(i) === place; i--) insertClaim(claims, set.get(of.root(i))!)
      }
      makeRoom()
    },
  }
}

function bytesOf({ claims, toLoad, folded }: Entry): number {
  return (claims.length + toLoad.length) * (CLAIM_BYTES + folded.length * FOLDED_BYTES)
}
