/** An answer as it is sent. */
export interface SentAnswer {
  readonly text: Buffer
  readonly tag: string
}

/** Answers that were given lately, by everything that they depend on. Bounded by bytes; the longest unasked goes first. */
export interface AnswerCache {
  of(key: string, make: () => SentAnswer): SentAnswer
}

const MOST_BYTES = 64 * 1024 * 1024

export function createAnswerCache(mostBytes = MOST_BYTES): AnswerCache {
  const answers = new Map<string, SentAnswer>()
  let bytes = 0
  return {
    of(key, make) {
      const known = answers.get(key)
      if (known !== undefined) {
        answers.delete(key)
        answers.set(key, known)
        return known
      }
      const answer = make()
      answers.set(key, answer)
      bytes += answer.text.length
      for (const [oldest, { text }] of answers) {
        if (bytes <= mostBytes || oldest === key) break
        answers.delete(oldest)
        bytes -= text.length
      }
      return answer
    },
  }
}
