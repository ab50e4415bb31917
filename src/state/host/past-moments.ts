import { LRUCache } from 'lru-cache'

/**
 * Earlier states of knowledge of all hosts that were asked about lately. Together they are bounded by what they hold:
 * the one that was asked about longest ago goes first.
 */
export interface PastMoments<M> {
  get(host: string, known: number): M | undefined
  /** Keep a moment, or update how much a kept one holds by now. */
  keep(host: string, known: number, moment: M, held: number): void
  /** Drop the moments of a host, as what they were worked out from is gone. */
  forget(host: string): void
  readonly size: number
}

/** Lives and stretches that all of them may hold; a life within a stretch takes up to some kilobytes. */
export const MOST_HELD = 65_536
/** Size of an empty moment, in the same unit. */
const ALONE = 32

export function createPastMoments<M extends object>(most = MOST_HELD): PastMoments<M> {
  const moments = new LRUCache<string, M>({ maxSize: most })
  return {
    get: (host, known) => moments.get(`${host}|${known}`),
    // A moment larger than the whole bound is kept, alone, since otherwise it would be worked out anew every time.
    keep: (host, known, moment, held) =>
      moments.set(`${host}|${known}`, moment, { size: Math.min(most, ALONE + held) }),
    forget(host) {
      for (const key of [...moments.keys()]) if (key.startsWith(`${host}|`)) moments.delete(key)
    },
    get size() {
      return moments.size
    },
  }
}
