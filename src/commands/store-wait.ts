import { type EventStore, StoreError } from '../store/store.js'

/** What is read of a store on the way to an answer. */
type Reads = Pick<EventStore, 'find' | 'head' | 'readAll' | 'readStream'>

/** A store whose reads share one allowance of time, and how much of it they have used. */
export interface TimedReads<S extends Reads = EventStore> {
  readonly store: S
  /** Milliseconds in which at least one read of it was under way. */
  waited(): number
}

/**
 * Counts what reads take, so that what comes after them can be given the rest of an answer's time. Once they have taken
 * `mostMs` in all, those that are under way and every further one reject with StoreError `store-unavailable`.
 */
export function timingReads<S extends Reads>(store: S, now: () => number, mostMs: number): TimedReads<S> {
  let used = 0
  let open = 0
  let since = 0
  const waited = () => used + (open > 0 ? now() - since : 0)
  const tooLong = () => new StoreError('store-unavailable', `reading took longer than ${mostMs} ms`)
  const timed =
    <A extends unknown[], R>(read: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      const left = mostMs - waited()
      if (left <= 0) throw tooLong()
      if (open++ === 0) since = now()
      try {
        return await orAfter(left, read(...args), () => {
          throw tooLong()
        })
      } finally {
        if (--open === 0) used += now() - since
      }
    }
  return {
    store: {
      ...store,
      find: timed(id => store.find(id)),
      head: timed(() => store.head()),
      readAll: timed((...args) => store.readAll(...args)),
      readStream: timed((...args) => store.readStream(...args)),
    },
    waited,
  }
}

/**
 * The promised value, or what `otherwise` gives or throws after so many milliseconds; a later result or rejection is
 * ignored.
 */
export async function orAfter<T, U>(ms: number, promise: Promise<T>, otherwise: () => U): Promise<T | U> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<U>((resolve, reject) => {
    timer = setTimeout(() => {
      try {
        resolve(otherwise())
      } catch (error) {
        reject(error)
      }
    }, ms)
  })
  try {
    return await Promise.race([promise, over])
  } finally {
    clearTimeout(timer)
    promise.catch(() => {})
  }
}
