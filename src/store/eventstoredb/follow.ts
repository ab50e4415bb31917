import { leavable } from '../leavable.js'
import { type Notification, type Position, StoreError } from '../store.js'
import type { AppendWatch } from './append-watch.js'
import { reasonOf } from './failure.js'
import type { Notifier } from './notifier.js'
import { createReadAhead } from './read-ahead.js'
import type { Page, Reader } from './reader.js'
import type { Report } from './report.js'
import { backoff, type Timing } from './timing.js'

export interface Following {
  readonly reader: Reader
  readonly notifier: Notifier
  readonly appends: AppendWatch
  readonly timing: Timing
  readonly random: () => number
  readonly report: Report
  readonly closed: () => boolean
}

/** Lines of the first page, so that a consumer soon has something, and of later ones; at most two pages wait in memory. */
const FIRST_PAGE = 64
const PAGE = 1_000

/**
 * The log after a position, page by page, then everything new. Each page begins where the one before ended, so nothing
 * that the server says or fails to say between them can skip or repeat an event.
 */
export function follow(following: Following, after: Position | null, signal: AbortSignal): AsyncIterable<Notification> {
  return { [Symbol.asyncIterator]: () => iterate(following, after, signal) }
}

function iterate(following: Following, after: Position | null, signal: AbortSignal): AsyncIterator<Notification> {
  const { reader, notifier, appends, timing, random, report, closed } = following
  let left = false
  let interrupted = false
  let resume: (() => void) | null = null
  const interrupt = () => {
    interrupted = true
    resume?.()
  }
  const ended = () => left || signal.aborted || closed()
  const rest = async (ms: number, interruptible: boolean) => {
    if (ended() || (interruptible && interrupted)) return
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, ms)
      resume = () => {
        if (!interruptible && !ended()) return
        clearTimeout(timer)
        resolve()
      }
    })
    resume = null
  }

  const lost = (reason: string): Notification => {
    report('warn', 'the store does not answer: what was read before goes on being served', { reason })
    return { kind: 'lost', reason }
  }

  async function* notifications(): AsyncGenerator<Notification> {
    if (ended()) return
    const unlisten = notifier.on(interrupt)
    const unwatch = appends.on(interrupt)
    signal.addEventListener('abort', interrupt)
    let position = after
    let said = after
    let failures = 0
    let isLost = false
    let caughtUp = false
    let size = FIRST_PAGE
    let most = PAGE
    const read = createReadAhead(reader.page)
    try {
      while (!ended()) {
        interrupted = false
        let page: Page
        try {
          page = await read(position, size, { silenceMs: timing.callMs, totalMs: timing.pageMs })
        } catch (error) {
          if (error instanceof StoreError) throw error
          failures += 1
          // A page that is too much for the connection comes through in smaller parts.
          most = Math.max(1, Math.floor(size / 4))
          size = most
          // The first call after a restart of the server fails although the server is there.
          if (failures === 2 && !isLost && !ended()) {
            isLost = true
            yield lost(reasonOf(error))
          }
          if (failures > 1) await rest(backoff(timing.retryMs, failures - 1, timing.reconnectMs, random), false)
          continue
        }
        failures = 0
        if (caughtUp && page.events.length > 0) appends.answered()
        const silence = appends.silence()
        if (silence !== null && !isLost) {
          isLost = true
          yield lost(silence)
        } else if (silence === null && isLost) {
          isLost = false
          report('info', 'the store answers again', {})
          yield { kind: 'connected' }
        }
        position = page.scanned ?? position
        most = Math.min(PAGE, most + Math.ceil(most / 8))
        size = page.short ? size : Math.min(most, size * 4)
        if (!page.short) caughtUp = false
        if (page.events.length > 0) {
          said = page.events.at(-1)!.position
          yield { kind: 'events', events: page.events }
        }
        if (position !== null && (said === null || position > said)) {
          said = position
          yield { kind: 'checkpoint', position }
        }
        if (page.short && !caughtUp && !ended()) {
          caughtUp = true
          yield { kind: 'caughtUp' }
        }
        if (page.scanned === null) await rest(notifier.alive() ? timing.pollMs : timing.pollAloneMs, true)
      }
    } finally {
      unlisten()
      unwatch()
      signal.removeEventListener('abort', interrupt)
    }
  }

  return leavable(notifications(), () => {
    left = true
    interrupt()
  })
}
