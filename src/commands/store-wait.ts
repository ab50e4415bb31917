import type { EventStore } from '../store/store.js'

/** A store, and how long it was waited for. */
export interface TimedReads {
  readonly store: EventStore
  /** Milliseconds in which at least one read of it was under way. */
  waited(): number
}

/** Counts what the reads that come before storing take, so that storing can be given the rest of an answer's time. */
export function timingReads(store: EventStore, now: () => number): TimedReads {
  let waited = 0
  let open = 0
  let since = 0
  const timed =
    <A extends unknown[], R>(read: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (open++ === 0) since = now()
      try {
        return await read(...args)
      } finally {
        if (--open === 0) waited += now() - since
      }
    }
  return {
    store: { ...store, find: timed(id => store.find(id)), readStream: timed((...args) => store.readStream(...args)) },
    waited: () => waited,
  }
}

/** The promised value, or `otherwise` after so many milliseconds; a later result or rejection is ignored. */
export async function orAfter<T, U>(ms: number, promise: Promise<T>, otherwise: () => U): Promise<T | U> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<U>(resolve => {
    timer = setTimeout(() => resolve(otherwise()), ms)
  })
  try {
    return await Promise.race([promise, over])
  } finally {
    clearTimeout(timer)
    promise.catch(() => {})
  }
}
