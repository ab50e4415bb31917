import { LRUCache } from 'lru-cache'

/**
 * Earlier states of knowledge of all hosts that were asked about lately. Together they are bounded by what they hold: the one
 * that was asked about longest ago goes first.
 */
export interface PastMoments<M> {
  get(host: string, known: number): M | undefined
  /** Keep one, or tell what one that is kept holds by now. */
  keep(host: string, known: number, moment: M, held: number): void
  /** What a host's were worked out from is let go. */
  forget(host: string): void
  readonly size: number
}

/** Lives and stretches that all of them may hold; a life within a stretch takes up to some kilobytes. */
export const MOST_HELD = 65_536
/** What a moment takes that holds nothing yet, in the same unit. */
const ALONE = 32

export function createPastMoments<M extends object>(most = MOST_HELD): PastMoments<M> {
  const moments = new LRUCache<string, M>({ maxSize: most })
  return {
    get: (host, known) => moments.get(`${host}|${known}`),
    // What is larger than all of them may be is kept alone rather than worked out for ever anew.
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
