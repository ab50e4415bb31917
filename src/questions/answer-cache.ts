/** An answer as it is sent. */
export interface SentAnswer {
  readonly text: string | Buffer
  readonly tag: string
}

/** Answers that are asked for again and again, by everything that they depend on. Bounded by bytes. */
export interface AnswerCache {
  of(key: string, make: () => SentAnswer): SentAnswer
}

const MOST_BYTES = 64 * 1024 * 1024
const MOST_KEYS = 4096

/**
 * Most questions are asked once, and to keep their answers costs more than to make them: an answer is kept from the second
 * time on. There are two generations of keys and of answers; when the younger is full the older is let go, but for what is
 * asked again.
 */
export function createAnswerCache(mostBytes = MOST_BYTES): AnswerCache {
  let asked = new Set<string>()
  let askedEarlier = new Set<string>()
  let young = new Map<string, SentAnswer>()
  let old = new Map<string, SentAnswer>()
  let bytes = 0

  /** Whether a question was asked before; from now on it was. */
  function askedAgain(key: string): boolean {
    if (asked.has(key) || askedEarlier.has(key)) return true
    if (asked.size >= MOST_KEYS) {
      askedEarlier = asked
      asked = new Set()
    }
    asked.add(key)
    return false
  }

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

  return {
    of(key, make) {
      const known = young.get(key)
      if (known !== undefined) return known
      const earlier = old.get(key)
      if (earlier !== undefined) return keep(key, earlier)
      const { text, tag } = make()
      return askedAgain(key) ? keep(key, { text: Buffer.from(text), tag }) : { text, tag }
    },
  }
}
