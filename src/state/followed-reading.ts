import type { Place } from '../../projections/values/place.js'
import { upTo } from '../../projections/values/place.js'
import type { Steps } from '../../projections/values/steps.js'
import type { Position } from '../store/store.js'
import { StoreError } from '../store/store.js'
import type { HostHistory } from './host/host-history.js'
import type { ReadDays } from './host/written-days.js'
import type { Log } from './log-index.js'
import { createReading, type Reading } from './reading.js'
import { endedBefore } from './suppose.js'

/** Where a reading stopped: at an event that it cannot fold. */
export interface ReadingStop {
  readonly place: Place
  readonly position: Position
  readonly reason: string
  /** ISO instant. */
  readonly since: string
}

/**
 * A reading that is followed for as long as it can be. Where a history fails, its host answers no more until it was looked
 * at; a reading that stopped is that of the log before the event it stopped at, and takes in nothing any more.
 */
export interface FollowedReading {
  readonly reading: Reading
  readonly stop: ReadingStop | null
  /** Hosts whose histories failed and were not looked at since. */
  readonly failed: ReadonlySet<string>
  /** An event came that concerns a host. Never throws. */
  takeIn(host: string): void
  /** Told when a history fails. One listener. */
  onFailure: (host: string, error: unknown) => void
  /**
   * Look at a host in small steps, with nothing kept from before: the event with which its history cannot be folded and
   * without which it can, null where all of it can.
   */
  lookAt(host: string, fold: (history: HostHistory) => Steps): Steps<Failure | null>
  /** Stop there, or earlier than it had stopped. */
  stopAt(stop: ReadingStop): void
}

export interface Failure {
  readonly place: Place
  readonly reason: string
}

export function followReading(
  log: Log,
  policy: Reading['policy'],
  written?: (host: string) => ReadDays | null,
): FollowedReading {
  const failed = new Map<string, unknown>()
  let within = createReading(log, policy, written)
  let stop: ReadingStop | null = null
  const guards = new Map<string, HostHistory>()

  function fail(host: string, error: unknown): void {
    if (failed.has(host)) return
    failed.set(host, error)
    within.forget(host)
    guards.delete(host)
    followed.onFailure(host, error)
  }

  const reading: Reading = {
    get log() {
      return within.log
    },
    policy,
    policyHash: within.policyHash,
    forget(host) {
      within.forget(host)
      guards.delete(host)
    },
    host(code) {
      const history = within.host(code)
      let guard = guards.get(history.host)
      if (guard === undefined) {
        guard = guarded(history, failed, fail, () => reading.forget(history.host))
        if (within.log.host(history.host) !== null) guards.set(history.host, guard)
      }
      return guard
    },
  }

  const followed: FollowedReading = {
    reading,
    get stop() {
      return stop
    },
    get failed() {
      return new Set(failed.keys())
    },
    onFailure() {},
    takeIn(host) {
      if (stop !== null || failed.has(host)) return
      try {
        reading.host(host).takeIn()
      } catch (error) {
        // Whatever a history throws it was told of; the store's failures are met again by whoever asks.
        if (!(error instanceof StoreError)) fail(host, error)
      }
    },
    *lookAt(host, fold) {
      const found = yield* firstFailure(within.log, policy, host, fold)
      if (found === null) failed.delete(host)
      return found
    },
    stopAt(reached) {
      if (stop !== null && reached.place >= stop.place) return
      stop = reached
      within = createReading(endedBefore(log, reached.place), policy)
      failed.clear()
      guards.clear()
    },
  }
  return followed
}

/** Fold a host anew, and where that fails parts of it, by halves, down to the event that makes the difference. */
function* firstFailure(
  log: Log,
  policy: Reading['policy'],
  host: string,
  fold: (history: HostHistory) => Steps,
): Steps<Failure | null> {
  let reason = ''
  function* isFolded(of: Log): Steps<boolean> {
    try {
      yield* fold(createReading(of, policy).host(host))
      return true
    } catch (error) {
      if (error instanceof StoreError) throw error
      reason = error instanceof Error ? error.message : String(error)
      return false
    }
  }

  if (yield* isFolded(log)) return null
  const places = placesOf(log, host)
  let [low, high] = [0, places.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (yield* isFolded(endedBefore(log, (places[middle]! + 1) as Place))) low = middle + 1
    else high = middle
  }
  if (places.length === 0 || (yield* isFolded(endedBefore(log, (places[low]! + 1) as Place)))) return null
  return { place: places[low]!, reason }
}

/** Places of the log that concern a host, ascending. */
function placesOf(log: Log, host: string): Place[] {
  const places: Place[] = []
  const hostLog = log.host(host)
  for (let place = hostLog?.nextTouch(upTo(-1 as Place)) ?? null; place !== null; ) {
    places.push(place)
    place = hostLog!.nextTouch(upTo(place))
  }
  return places
}

/** A history that answers nothing once it has failed: what it worked out by then is not all of it. */
function guarded(
  history: HostHistory,
  failed: ReadonlyMap<string, unknown>,
  fail: (host: string, error: unknown) => void,
  forget: () => void,
): HostHistory {
  const { host } = history
  function held(): void {
    if (failed.has(host)) throw new Error(`the history of ${host} cannot be folded`, { cause: failed.get(host) })
  }
  function told(error: unknown): never {
    // What the store did not give now it may give later: then all of it is folded.
    if (error instanceof StoreError) forget()
    else fail(host, error)
    throw error
  }
  function checked<T>(run: () => T): T {
    held()
    try {
      return run()
    } catch (error) {
      return told(error)
    }
  }
  function* checkedSteps<T>(steps: () => Steps<T>): Steps<T> {
    held()
    try {
      return yield* steps()
    } catch (error) {
      return told(error)
    }
  }
  return {
    host,
    lastTouch: history.lastTouch,
    nextTouch: history.nextTouch,
    get touches() {
      return history.touches
    },
    get claims() {
      return history.claims
    },
    get isFolded() {
      return history.isFolded
    },
    loading: () => checkedSteps(() => history.loading()),
    takeIn: () => checked(() => history.takeIn()),
    readying: (what, day, known, from) => checkedSteps(() => history.readying(what, day, known, from)),
    viewAt: (at, known, knownDay) => checked(() => history.viewAt(at, known, knownDay)),
    runs: (from, to, known) => checked(() => history.runs(from, to, known)),
    stretchTo: (day, known) => checked(() => history.stretchTo(day, known)),
    coverage: known => checked(() => history.coverage(known)),
    written: () => (failed.has(host) ? null : history.written()),
    anomaliesAt: (known, knownDay) => checkedSteps(() => history.anomaliesAt(known, knownDay)),
    flowFacts: known => checkedSteps(() => history.flowFacts(known)),
    preview: (next, today, thorough) => checkedSteps(() => history.preview(next, today, thorough)),
    toldWith: (claim, known) => checkedSteps(() => history.toldWith(claim, known)),
  }
}
