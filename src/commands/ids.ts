import { v5, v7 } from 'uuid'

export interface IdSource {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** That many random bytes. */
  readonly random: (bytes: number) => Uint8Array
}

/**
 * Make UUIDs of version 7 (RFC 9562) that increase from call to call, also when the clock stands still or goes back:
 * then 32 bits of counter go on in the last millisecond.
 */
export function createIds(source: IdSource): () => string {
  let msecs = 0
  let seq = 0
  let pool = source.random(POOL_BYTES)
  let used = 0
  return () => {
    const now = source.now()
    if (now > msecs) {
      msecs = now
      seq = 0
    } else seq += 1
    if (used === POOL_BYTES) {
      pool = source.random(POOL_BYTES)
      used = 0
    }
    const random = pool.subarray(used, used + ID_BYTES)
    used += ID_BYTES
    return v7({ msecs, seq, random })
  }
}

const ID_BYTES = 16
/** Random bytes come cheaper many at a time. */
const POOL_BYTES = 128 * ID_BYTES

/** The UUID of version 5 of a name: the same name always has the same id. */
export function idOfName(name: string): string {
  return v5(name, NAMESPACE)
}

/** Random once, fixed for ever: ids made from idempotency keys depend on it. */
const NAMESPACE = '5e0c1f0a-7d9b-4c2e-8f6a-31d2b94c70e5'

/** The id of an imported event that has none, from its canonical body: the same content is stored once. */
export function idOfContent(body: string): string {
  return idOfName(`content\n${body}`)
}

/** The id of an event that was posted without one but with an idempotency key, at its place in the posting. */
export function idOfKey(recordedBy: string | null, key: string, place: number): string {
  return idOfName(`${recordedBy ?? ''}\n${key}\n${place}`)
}
