import { LRUCache } from 'lru-cache'
import type { SentAnswer } from '../../questions/answer-cache.js'

/**
 * Questions that were asked lately, by the text of their address, so that none is parsed, checked and waited for twice.
 * The answer itself is looked up for every request, because what is known may have changed.
 */
export interface RequestCache {
  find(url: string): (() => SentAnswer | undefined) | undefined
  remember(url: string, answer: () => SentAnswer | undefined): void
}

const MOST_QUESTIONS = 4096
const LONGEST_URL = 256

export function createRequestCache(): RequestCache {
  const asked = new LRUCache<string, () => SentAnswer | undefined>({ max: MOST_QUESTIONS })
  return {
    find: url => asked.get(url),
    remember(url, answer) {
      if (url.length <= LONGEST_URL) asked.set(url, answer)
    },
  }
}
