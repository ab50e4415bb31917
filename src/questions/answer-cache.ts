import { LRUCache } from 'lru-cache'

/** An answer as it is sent. */
export interface SentAnswer {
  readonly text: string | Buffer
  readonly tag: string
}

/** Answers that are asked for repeatedly, keyed by everything that they depend on. Bounded by bytes. */
export interface AnswerCache {
  find(key: string): SentAnswer | undefined
  /** Take an answer that was made, and give back the one to send: the same, as bytes where it is kept. */
  add(key: string, made: SentAnswer): SentAnswer
}

const MOST_BYTES = 64 * 1024 * 1024
const MOST_KEYS = 8192

/**
 * Most questions are asked once, and keeping an answer costs more than making it, so an answer is kept from its second
 * request on.
 */
export function createAnswerCache(mostBytes = MOST_BYTES): AnswerCache {
  const asked = new LRUCache<string, true>({ max: MOST_KEYS })
  const kept = new LRUCache<string, SentAnswer>({ maxSize: mostBytes, sizeCalculation: ({ text }) => text.length + 1 })
  return {
    find: key => kept.get(key),
    add(key, made) {
      if (asked.get(key) === undefined) {
        asked.set(key, true)
        return made
      }
      const answer = { text: Buffer.from(made.text), tag: made.tag }
      kept.set(key, answer)
      return answer
    },
  }
}
