import { createHash } from 'node:crypto'

export interface IdSource {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** That many random bytes. */
  readonly random: (bytes: number) => Uint8Array
}

/**
 * Make UUIDs of version 7 (RFC 9562) that increase from call to call, also when the clock stands still or goes back:
 * 48 bits of time, 12 bits of counter, 62 random bits. A counter that runs out borrows the next millisecond.
 */
export function createIds(source: IdSource): () => string {
  let time = 0
  let counter = 0
  let pool = source.random(POOL_BYTES)
  let used = 0
  return () => {
    const now = source.now()
    if (now > time) {
      time = now
      counter = 0
    } else if (++counter > 0xfff) {
      time++
      counter = 0
    }
    if (used === POOL_BYTES) {
      pool = source.random(POOL_BYTES)
      used = 0
    }
    let tail = ''
    for (let i = 0; i < 8; i++) {
      const byte = pool[used++]!
      tail += HEX[i === 0 ? (byte & 0x3f) | 0x80 : byte]
      if (i === 1) tail += '-'
    }
    const hex = time.toString(16).padStart(12, '0')
    return `${hex.slice(0, 8)}-${hex.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${tail}`
  }
}

const POOL_BYTES = 1024
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** The UUID of version 5 of a name: the same name always has the same id. */
export function idOfName(name: string): string {
  const hash = createHash('sha1').update(NAMESPACE).update(name, 'utf8').digest()
  hash[6] = (hash[6]! & 0x0f) | 0x50
  hash[8] = (hash[8]! & 0x3f) | 0x80
  const hex = hash.toString('hex', 0, 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Random once, fixed for ever: ids made from idempotency keys depend on it. */
const NAMESPACE = Buffer.from('5e0c1f0a7d9b4c2e8f6a31d2b94c70e5', 'hex')

/** The id of an event of an import that has none, from its canonical body: who says the same says it once. */
export function idOfContent(body: string): string {
  return idOfName(`content\n${body}`)
}

/** The id of an event that was posted without one but with an idempotency key, at its place in the posting. */
export function idOfKey(recordedBy: string | null, key: string, place: number): string {
  return idOfName(`${recordedBy ?? ''}\n${key}\n${place}`)
}
