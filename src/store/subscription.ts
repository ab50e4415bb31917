import { setImmediate } from 'node:timers/promises'
import { leavable } from './leavable.js'
import { type Notification, type Position, type StoredEvent, StoreError } from './store.js'

/** What a subscription needs of a store whose log can be read at once. */
export interface Feed {
  read(after: Position | null, limit: number): readonly StoredEvent[]
  /** Calls back whenever there may be more to read and when the store closes; returns how to stop it. */
  listen(listener: () => void): () => void
  closed(): boolean
}

export const SUBSCRIPTION_PAGE = 1024
/** A disk that cannot be read is tried again after these waits. */
const FIRST_REST_MS = 50
const MOST_REST_MS = 5_000
/**
 * SQLite reports a read error of the disk in the same way as damage; after this many attempts it is taken for damage.
 */
const MOST_DAMAGED = 6

/**
 * The log after a position, then everything new. A consumer is handed what it asks for and nothing waits in memory
 * for it: one that falls behind reads from the log again. Listens before it reads, so nothing falls between.
 */
export function follow(feed: Feed, after: Position | null, signal: AbortSignal): AsyncIterable<Notification> {
  return { [Symbol.asyncIterator]: () => iterate(feed, after, signal) }
}

function iterate(feed: Feed, after: Position | null, signal: AbortSignal): AsyncIterator<Notification> {
  let stopped = false
  let resume: (() => void) | null = null
  const interrupt = () => resume?.()
  const ended = () => stopped || signal.aborted || feed.closed()

  /** A page, or why it cannot be had at this moment. */
  function attempt(position: Position | null): readonly StoredEvent[] | StoreError {
    try {
      return feed.read(position, SUBSCRIPTION_PAGE)
    } catch (error) {
      if (error instanceof StoreError && error.code !== 'store-closed') return error
      throw error
    }
  }

  async function rest(ms: number): Promise<void> {
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, ms)
      resume = () => {
        if (!ended()) return
        clearTimeout(timer)
        resolve()
      }
    })
    resume = null
  }

  async function* notifications(): AsyncGenerator<Notification> {
    let position = after
    let caughtUp = false
    let failures = 0
    const unlisten = feed.listen(interrupt)
    signal.addEventListener('abort', interrupt)
    try {
      while (!ended()) {
        const events = attempt(position)
        if (events instanceof StoreError) {
          failures += 1
          if (events.code === 'store-corrupt' && failures > MOST_DAMAGED) throw events
          if (failures === 1) yield { kind: 'lost', reason: events.message }
          await rest(Math.min(FIRST_REST_MS * 2 ** failures, MOST_REST_MS))
          continue
        }
        if (failures > 0) yield { kind: 'connected' }
        failures = 0
        if (events.length > 0) {
          position = events.at(-1)!.position
          if (events.length === SUBSCRIPTION_PAGE) caughtUp = false
          yield { kind: 'events', events }
          await setImmediate()
        } else if (!caughtUp) {
          caughtUp = true
          yield { kind: 'caughtUp' }
        } else {
          // Nothing ran between the read and this line, so no notification was missed.
          await new Promise<void>(resolve => {
            resume = resolve
          })
          resume = null
        }
      }
    } finally {
      unlisten()
      signal.removeEventListener('abort', interrupt)
    }
  }

  return leavable(notifications(), () => {
    stopped = true
    interrupt()
  })
}
