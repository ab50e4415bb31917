/** An answer as it is sent. */
export interface SentAnswer {
  readonly text: string | Buffer
  readonly tag: string
}

/** Answers that were given lately, by everything that they depend on. Bounded by characters. */
export interface AnswerCache {
  of(key: string, make: () => SentAnswer): SentAnswer
}

const MOST_CHARACTERS = 64 * 1024 * 1024

/**
 * Two generations: the younger is filled until it holds half of what is kept, then the older is let go but for what is asked
 * again. Most questions are asked once, so the bytes of an answer are made when it is asked for the second time.
 */
export function createAnswerCache(mostCharacters = MOST_CHARACTERS): AnswerCache {
  let young = new Map<string, SentAnswer>()
  let old = new Map<string, SentAnswer>()
  let held = 0

  function keep(key: string, answer: SentAnswer): SentAnswer {
    if (held > 0 && held + answer.text.length > mostCharacters / 2) {
      old = young
      young = new Map()
      held = 0
    }
    young.set(key, answer)
    held += answer.text.length
    return answer
  }

  return {
    of(key, make) {
      const known = young.get(key)
      if (known !== undefined && typeof known.text !== 'string') return known
      const earlier = known ?? old.get(key)
      if (earlier === undefined) return keep(key, make())
      const sent = { text: Buffer.from(earlier.text as string), tag: earlier.tag }
      if (known === undefined) return keep(key, sent)
      young.set(key, sent)
      return sent
    },
  }
}
