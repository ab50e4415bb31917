/** An answer as it is sent. */
export interface SentAnswer {
  readonly text: Buffer
  readonly tag: string
}

/** Answers that were given lately, by everything that they depend on. Bounded by bytes. */
export interface AnswerCache {
  of(key: string, make: () => SentAnswer): SentAnswer
}

const MOST_BYTES = 64 * 1024 * 1024

/** Two generations: the younger is filled until it holds half of the bytes, then the older is let go but for what is asked again. */
export function createAnswerCache(mostBytes = MOST_BYTES): AnswerCache {
  let young = new Map<string, SentAnswer>()
  let old = new Map<string, SentAnswer>()
  let bytes = 0

  function keep(key: string, answer: SentAnswer): SentAnswer {
    if (bytes > 0 && bytes + answer.text.length > mostBytes / 2) {
      old = young
      young = new Map()
      bytes = 0
    }
    young.set(key, answer)
    bytes += answer.text.length
    return answer
  }

  return { of: (key, make) => young.get(key) ?? keep(key, old.get(key) ?? make()) }
}
