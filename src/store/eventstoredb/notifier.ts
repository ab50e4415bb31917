import { reasonOf } from './failure.js'
import type { Report } from './report.js'
import type { Server } from './server.js'
import { backoff, type Timing } from './timing.js'

/** Tells the readers of the log that there may be more. Only a hint: a missed sign costs one poll. */
export interface Notifier {
  /** Calls back on every sign of the server; the first listener starts the subscription. Returns how to stop. */
  on(listener: () => void): () => void
  /** Something is known to have been written. */
  notify(): void
  /** False while there is no subscription that has shown a sign of life: readers then poll more often. */
  alive(): boolean
  stop(): void
}

/**
 * One subscription for all readers, begun anew when it fails, when it ends without an error, and when it has been
 * silent for `watchdogMs`, which on an idle database it often is. The wait between attempts grows until one has lived.
 */
export function createNotifier(server: Server, timing: Timing, random: () => number, report: Report): Notifier {
  const listeners = new Set<() => void>()
  let stopListening: (() => void) | null = null
  let timer: NodeJS.Timeout | undefined
  let failures = 0
  let signs = 0
  let alive = false
  let missing = false
  let stopped = false

  const notify = () => {
    for (const listener of listeners) listener()
  }
  const later = (ms: number, what: () => void) => {
    clearTimeout(timer)
    timer = setTimeout(what, ms)
    timer.unref()
  }
  const begin = () => {
    if (stopped) return
    signs = 0
    const began = performance.now()
    stopListening = server.listen(
      () => {
        signs += 1
        alive = true
        if (missing) report('info', 'the wake-up subscription is back', {})
        missing = false
        if (performance.now() - began > timing.reconnectMs) failures = 0
        notify()
      },
      error => again('the wake-up subscription ended', reasonOf(error)),
    )
    watch()
  }
  const watch = () => {
    const heard = signs
    later(timing.watchdogMs, () => {
      if (signs !== heard) return watch()
      if (signs === 0) return again('the wake-up subscription was never confirmed', 'silence')
      end()
      begin()
    })
  }
  const end = () => {
    stopListening?.()
    stopListening = null
    alive = false
  }
  const again = (message: string, reason: string) => {
    end()
    if (stopped) return
    report('warn', message, { reason })
    missing = true
    notify()
    later(backoff(timing.retryMs, failures, timing.reconnectMs, random), begin)
    failures += 1
  }

  return {
    on(listener) {
      listeners.add(listener)
      if (stopListening === null && timer === undefined) begin()
      return () => listeners.delete(listener)
    },
    notify,
    alive: () => alive,
    stop() {
      stopped = true
      clearTimeout(timer)
      end()
      notify()
      listeners.clear()
    },
  }
}
