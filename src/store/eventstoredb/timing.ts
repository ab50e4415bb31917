import { setTimeout as delay } from 'node:timers/promises'

/** All in milliseconds. */
export interface Timing {
  /** One call to the server, and the longest silence within a read. */
  readonly callMs: number
  /** The longest time for one page of a read in which something arrives all the while. */
  readonly pageMs: number
  /** From being asked to answering an append or a record, retries and reading back included. */
  readonly answerMs: number
  /** Kept of `answerMs` for reading back what came of an append. */
  readonly readBackMs: number
  /** One question to a node who leads, and one connect to it. */
  readonly gossipMs: number
  readonly connectMs: number
  /** How long a call that has no connection looks for the leader; it must fit into one call. */
  readonly discoverMs: number
  /** Between two looks for another leader while the one there was does not answer. */
  readonly lookMs: number
  /** First wait before a retry; doubled each time, jittered by a half. */
  readonly retryMs: number
  readonly retries: number
  /** Between two looks at the end of the log while the wake-up subscription lives, and while it does not. */
  readonly pollMs: number
  readonly pollAloneMs: number
  /** Longest wait before a subscriber tries again to reach a server that is gone. */
  readonly reconnectMs: number
  /** Silence after which the wake-up subscription is taken for dead and begun anew. */
  readonly watchdogMs: number
  /** How long an unanswered append is remembered; by then a leader without followers has stepped down. */
  readonly forgetMs: number
  /** For opening, and for ending what is under way when closing. */
  readonly openMs: number
  readonly closeMs: number
}

export const TIMING: Timing = {
  callMs: 1_500,
  pageMs: 20_000,
  answerMs: 4_200,
  readBackMs: 700,
  gossipMs: 600,
  connectMs: 600,
  discoverMs: 1_000,
  lookMs: 250,
  retryMs: 100,
  retries: 3,
  pollMs: 1_000,
  pollAloneMs: 500,
  reconnectMs: 2_000,
  watchdogMs: 30_000,
  forgetMs: 12_000,
  openMs: 5_000,
  closeMs: 7_000,
}

/** A call that gave no answer in its time; what came of it is not known. */
export class CallTimeout extends Error {
  constructor(ms: number) {
    super(`no answer within ${ms} ms`)
    this.name = 'CallTimeout'
  }
}

/** The promise, or CallTimeout after so many milliseconds; a later rejection of the promise is ignored. */
export function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const cancel = afterSilence(ms, () => reject(new CallTimeout(ms)))
    promise.then(resolve, reject).finally(cancel)
  })
}

/**
 * Calls back after so many milliseconds, and one turn of the event loop later: what arrived while the process was
 * busy is heard before the clock is believed. Returns how to cancel.
 */
export function afterSilence(ms: number, silent: () => void): () => void {
  let cancelled = false
  const timer = setTimeout(() => setImmediate(() => setImmediate(() => cancelled || silent())), Math.max(0, ms))
  return () => {
    cancelled = true
    clearTimeout(timer)
  }
}

/** Waits; ends early, without an error, when the signal aborts. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted || ms <= 0) return
  await delay(ms, undefined, { ...(signal && { signal }), ref: true }).catch(() => {})
}

/** `base` doubled `times` times, at most `most`, between a half and the whole of it. */
export function backoff(base: number, times: number, most: number, random: () => number): number {
  return Math.min(most, base * 2 ** Math.min(times, 20)) * (0.5 + random() / 2)
}
