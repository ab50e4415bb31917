import type { ServerResponse } from 'node:http'

/** Bytes of answers that may wait for their clients, all together. */
export const MOST_UNSENT = 64 * 1024 * 1024
/** An answer that waits longer than this is cut when room is needed. */
const SLOW_MS = 2000

export interface Outbox {
  /** Bytes that wait. */
  readonly unsent: number
  /** How many answers were cut. */
  readonly cut: number
  add(response: ServerResponse, bytes: number): void
}

/** Answers on their way, oldest first: when they are too many, those go that their clients do not take. */
export function createOutbox(most = MOST_UNSENT, steady: () => number = () => performance.now()): Outbox {
  const waiting = new Map<ServerResponse, { readonly bytes: number; readonly since: number }>()
  let unsent = 0
  let cut = 0

  function remove(response: ServerResponse): void {
    unsent -= waiting.get(response)?.bytes ?? 0
    waiting.delete(response)
  }

  return {
    get unsent() {
      return unsent
    },
    get cut() {
      return cut
    },
    add(response, bytes) {
      waiting.set(response, { bytes, since: steady() })
      unsent += bytes
      response.once('close', () => remove(response))
      for (const [other, { since }] of waiting) {
        if (unsent <= most || steady() - since < SLOW_MS) break
        remove(other)
        cut += 1
        other.destroy()
      }
    },
  }
}
