import type { Timing } from './timing.js'

/**
 * Whether the server takes appends. Answered reads do not show it: a leader that lost its followers serves what it has
 * for some seconds, while another node may already be storing more.
 */
export interface AppendWatch {
  /** An append was answered, or the log grew. */
  answered(): void
  /** An append had no answer in its time. */
  unanswered(): void
  /** Why appends are taken to go unanswered; null while they are not. */
  silence(): string | null
  /** Called when that changes. Returns how to stop. */
  on(listener: () => void): () => void
}

const MISSES = 2

/**
 * Without further appends the silence is forgotten after this time; from then on reads show the state of the server.
 */
export function createAppendWatch({ callMs, forgetMs }: Timing): AppendWatch {
  const listeners = new Set<() => void>()
  let misses = 0
  let firstMiss = 0
  let silence: string | null = null
  let timer: NodeJS.Timeout | undefined

  const set = (reason: string | null) => {
    if (silence === reason) return
    silence = reason
    for (const listener of listeners) listener()
  }
  const answered = () => {
    clearTimeout(timer)
    misses = 0
    set(null)
  }
  return {
    answered,
    unanswered() {
      const now = performance.now()
      if (misses === 0) firstMiss = now
      misses += 1
      clearTimeout(timer)
      timer = setTimeout(answered, forgetMs).unref()
      // Appends that began together count as one miss.
      if (misses >= MISSES && now - firstMiss >= callMs / 2) set('appends have no answer')
    },
    silence: () => silence,
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
