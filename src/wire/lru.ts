/** Values that were made lately, by key; the longest unasked go first when they take more room than allowed. */
export interface Memo<V> {
  of(key: string, make: () => V): V
}

/** `sizeOf` tells the room that a value takes, in characters or bytes; `most` bounds the sum. */
export function createMemo<V>(most: number, sizeOf: (value: V) => number): Memo<V> {
  const values = new Map<string, { readonly value: V; readonly size: number }>()
  let total = 0
  return {
    of(key, make) {
      const known = values.get(key)
      if (known !== undefined) {
        values.delete(key)
        values.set(key, known)
        return known.value
      }
      const value = make()
      const entry = { value, size: sizeOf(value) + key.length }
      values.set(key, entry)
      total += entry.size
      for (const [oldest, { size }] of values) {
        if (total <= most || oldest === key) break
        values.delete(oldest)
        total -= size
      }
      return value
    },
  }
}
