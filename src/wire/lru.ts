import { LRUCache } from 'lru-cache'

/** Values that were made lately, by key; when they take more room than allowed, the least recently used go first. */
export interface Memo<V> {
  of(key: string, make: () => V): V
  has(key: string): boolean
  /** One that is kept. */
  get(key: string): V | undefined
}

/**
 * `sizeOf` gives the room that a value takes, in characters or bytes; `most` bounds the sum. A value larger than that
 * by itself is made anew each time.
 */
export function createMemo<V>(most: number, sizeOf: (value: V) => number): Memo<V> {
  const values = new LRUCache<string, { readonly value: V }>({
    maxSize: most,
    sizeCalculation: ({ value }, key) => sizeOf(value) + key.length,
  })
  return {
    has: key => values.has(key),
    get: key => values.get(key)?.value,
    of(key, make) {
      const known = values.get(key)
      if (known !== undefined) return known.value
      const value = make()
      values.set(key, { value })
      return value
    },
  }
}
