import { setImmediate as nextTurn } from 'node:timers/promises'
import { dayOfInstant } from '../../events/calendar.js'
import type { Policy } from '../../projections/policy/policy.js'
import type { Place } from '../../projections/values/place.js'
import {
  type EventStore,
  type LocalLog,
  type Position,
  type StoredEvent,
  StoreError,
  type StoreLog,
} from '../store/store.js'
import { openDecided } from './decided-file.js'
import { type FollowedReading, followReading } from './followed-reading.js'
import { openRoutes } from './log/routes-file.js'
import { createLogIndex, type LogIndex } from './log-index.js'
import { previewOf } from './preview.js'
import { hashOf, type Reading } from './reading.js'
import type { LiveState, LiveStatus } from './state.js'

export interface LiveOptions {
  readonly store: EventStore
  readonly policy: Policy
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Bytes that may be held of the hosts that were asked about; no bound where absent. */
  readonly memory?: number
  /** Called when the file kept beside the log cannot be used. */
  readonly log?: StoreLog
}

/** What follows the log of a store and answers from it. */
export interface Live extends LiveState {
  readonly record: LogIndex
  /** The reading that answers where none is named: at the start the record under the policy of the options. */
  readonly leading: FollowedReading
  /** The same, to be asked. */
  readonly reading: Reading
  /** Let a reading take in what comes from now on. */
  follow(reading: FollowedReading): void
  /** From now on another reading answers where none is named. */
  lead(reading: FollowedReading): void
  /** Called after each batch of events was read, with the place of its first; returns how to end that. */
  onRead(listener: (events: readonly StoredEvent[], firstPlace: Place) => void): () => void
  /** Write down beside the log who came first in every host that was looked at, so that a restart need not fold it. */
  keepDecided(): void
  stop(): Promise<void>
}

/** How long after a failed read the store is asked again. */
const RETRY_MS = 500
/** After these a store reads no more until it is opened anew. */
const ENDINGS: ReadonlySet<StoreError['code']> = new Set(['store-closed', 'store-corrupt', 'store-invalid'])

interface Waiting {
  readonly position: Position
  readonly done: (reached: boolean) => void
}

/** Longest that reading events holds the process before others have their turn, in milliseconds. */
const SLICE_MS = 20
/** How many events are read between two looks at the clock, which costs about as much as routing one. */
const AT_ONCE = 16

/** Read on from where the log was read before, as far as that was written down beside it, and go on reading. */
export function followLog({ store, policy, now, memory, log }: LiveOptions): Live {
  const stopping = new AbortController()
  const listeners = new Set<(events: readonly StoredEvent[], firstPlace: Place) => void>()
  let waiting: Waiting[] = []
  let position: Position | null = null
  let head: Position | null = null
  let status: LiveStatus['status'] = 'catching-up'
  let staleSince: string | null = null
  let stoppedAt: LiveStatus['stoppedAt'] = null
  /** Whether the last read failed. */
  let failing = false
  const startedAt = now()

  /** A damaged event ends reading for good, whenever it is found. */
  function watched(read: LocalLog): LocalLog {
    return {
      ...read,
      at(place) {
        try {
          return read.at(place)
        } catch (error) {
          if (error instanceof StoreError && error.code === 'store-corrupt') stop(read.position(place), error)
          throw error
        }
      },
    }
  }

  const kept = openRoutes(store.local)
  if (kept.trouble !== null) {
    log?.warn({ reason: kept.trouble, usable: kept.routes.size }, 'the index beside the log is built again')
  }
  const local = store.local === undefined ? undefined : watched(store.local)
  const record = createLogIndex({ local, routes: kept.routes, ...(memory === undefined ? {} : { mostBytes: memory }) })
  const decided = openDecided(local, hashOf(policy))
  let leading = followReading(record, policy, decided.of)
  const readings = new Set([leading])
  const readBefore = record.size
  position = record.position(readBefore - 1)

  /** Write down who came first in every host, as far as the first policy still leads. */
  function keepDecided(): void {
    const { reading } = leading
    if (reading.policyHash !== hashOf(policy) || status === 'stopped') return
    decided.keep(
      record.hosts().flatMap(host => {
        const days = reading.host(host).written()
        return days === null ? [] : [[host, days] as const]
      }),
    )
  }

  /** Read events until they are all read or have held the process for a while; tells how many. */
  function take(events: readonly StoredEvent[]): number {
    const first = record.size
    const begun = performance.now()
    let taken = 0
    for (const event of events) {
      try {
        record.add(event)
        for (const host of record.concernedBy(record.size - 1)) for (const one of readings) one.takeIn(host)
      } catch (error) {
        stop(event.position, error)
        throw error
      }
      position = event.position
      taken++
      if (taken % AT_ONCE === 0 && performance.now() - begun > SLICE_MS) break
    }
    if (head === null || (position !== null && position > head)) head = position
    const read = taken === events.length ? events : events.slice(0, taken)
    kept.keep()
    for (const listener of listeners) listener(read, first)
    tellReached()
    return taken
  }

  /** Answer those who wait for a position that was read. */
  function tellReached(): void {
    const reached = waiting.filter(one => position !== null && position >= one.position)
    waiting = waiting.filter(one => !reached.includes(one))
    for (const one of reached) one.done(true)
  }

  function stop(at: Position, error: unknown): void {
    status = 'stopped'
    const reason = error instanceof Error ? error.message : String(error)
    stoppedAt ??= { position: at, reason, since: new Date(now()).toISOString() }
    for (const one of waiting.splice(0)) one.done(false)
  }

  /**
   * Read until the end of the service. A store that fails to read is asked again; an event that cannot be digested is
   * the end.
   */
  async function read(): Promise<void> {
    // If the store is lost at this moment, the subscription finds it again.
    head = await store.head().catch(() => null)
    while (!stopping.signal.aborted) {
      try {
        await follow()
        return
      } catch (error) {
        if (stoppedAt !== null || (error instanceof StoreError && ENDINGS.has(error.code))) throw error
        staleSince ??= new Date(now()).toISOString()
        failing = true
        await new Promise(resolve => setTimeout(resolve, RETRY_MS).unref())
      }
    }
  }

  async function follow(): Promise<void> {
    for await (const notice of store.subscribe(position, stopping.signal)) {
      if (failing) staleSince = null
      failing = false
      switch (notice.kind) {
        case 'events':
          for (let from = 0; from < notice.events.length && !stopping.signal.aborted; ) {
            if (from > 0) await nextTurn()
            from += take(from === 0 ? notice.events : notice.events.slice(from))
          }
          break
        case 'checkpoint':
          if (position === null || notice.position > position) position = notice.position
          tellReached()
          break
        case 'caughtUp':
          status = 'ready'
          break
        case 'lost':
          staleSince ??= new Date(now()).toISOString()
          break
        case 'connected':
          staleSince = null
          break
      }
    }
  }

  const following = read().catch(error => {
    if (!stopping.signal.aborted) stop(position ?? '', error)
  })

  /** Seconds left at the pace so far; null where nothing is left or nothing was read yet. */
  function remaining(elapsed: number): number | null {
    if (status !== 'catching-up' || position === null || head === null) return null
    const [read, all] = [store.offset(position), store.offset(head)]
    return read === 0 ? null : Math.round((elapsed * Math.max(0, all - read)) / read)
  }

  return {
    record,
    get leading() {
      return leading
    },
    get reading() {
      return leading.reading
    },
    follow: one => void readings.add(one),
    lead(one) {
      readings.add(one)
      leading = one
    },
    status() {
      const seconds = Math.max(0.001, (now() - startedAt) / 1000)
      const rate = status === 'catching-up' ? Math.round((record.size - readBefore) / seconds) : 0
      return {
        status,
        position,
        head,
        rate,
        remainingSeconds: remaining(seconds),
        stale: staleSince !== null,
        staleSince,
        skipped: {
          ...store.skipped?.(),
          ...record.skipped,
        },
        stoppedAt,
        projectionStoppedAt: leading.stop,
      }
    },
    reached(wanted, timeoutMs) {
      if (position !== null && position >= wanted) return Promise.resolve(true)
      if (stopping.signal.aborted || status === 'stopped') return Promise.resolve(false)
      return new Promise(resolve => {
        const timer = setTimeout(() => {
          waiting = waiting.filter(one => one !== entry)
          resolve(false)
        }, timeoutMs)
        const entry: Waiting = {
          position: wanted,
          done: reached => {
            clearTimeout(timer)
            resolve(reached)
          },
        }
        waiting.push(entry)
      })
    },
    preview: (events, thorough) => previewOf(leading.reading, events, dayOfInstant(now()), thorough),
    recorded: record.recorded,
    regradings: record.regradingsOf,
    newestRecordedAt() {
      const newest = record.recordedAt(record.size - 1)
      return newest === null ? null : new Date(newest).toISOString()
    },
    onRead(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    keepDecided,
    async stop() {
      stopping.abort()
      await following
      keepDecided()
      kept.close()
      for (const one of waiting) one.done(false)
      waiting = []
    },
  }
}
