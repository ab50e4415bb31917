import { LRUCache } from 'lru-cache'
import type { Reading } from '../state/reading.js'

/** What was worked out of one reading and may be asked for again, by what it was asked of. */
export type Kept<V extends object> = Pick<LRUCache<string, V>, 'get' | 'set'>

/**
 * Keep what is worked out of each reading as long as there is the reading: those that were asked for last, of a size of
 * `most` altogether. One that is larger by itself is not kept.
 */
export function keptOfReading<V extends object>(
  most: number,
  sizeOf: (value: V) => number,
): (reading: Reading) => Kept<V> {
  const all = new WeakMap<Reading, Kept<V>>()
  return reading => {
    let kept = all.get(reading)
    if (kept === undefined) {
      kept = new LRUCache<string, V>({ maxSize: most, sizeCalculation: value => Math.max(1, sizeOf(value)) })
      all.set(reading, kept)
    }
    return kept
  }
}
