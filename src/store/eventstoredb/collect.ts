import type { Readable } from 'node:stream'
import type { RawEvent } from './codec.js'
import { afterSilence, CallTimeout } from './timing.js'

/** One line of a read: the event is absent where a link points at nothing. */
export interface Resolved {
  readonly event?: RawEvent | undefined
}

/** A call that reads. */
export interface CancellableRead extends Readable {
  cancel(): Promise<void> | void
}

/** How long a read may be silent, and how long it may take in all; milliseconds. */
export interface Patience {
  readonly silenceMs: number
  readonly totalMs: number
}

/**
 * Reads to the end and gives all of it. However it ends, the call to the server is ended, too: the client would keep
 * it otherwise, and its errors stay listened to, because one without a listener would end the process.
 */
export function collect<Message>(
  read: CancellableRead,
  { silenceMs, totalMs }: Patience,
  lineOf: (message: Message) => Resolved | null,
): Promise<Resolved[]> {
  return new Promise((resolve, reject) => {
    const lines: Resolved[] = []
    const began = performance.now()
    let heard = 0
    let stopTimer = () => {}
    const fail = (error: unknown) => {
      stopTimer()
      // Not in the same turn: grpc-js may be in the middle of emitting events.
      setImmediate(() => void Promise.resolve(read.cancel()).catch(() => {}))
      reject(error)
    }
    const watch = () => {
      const left = totalMs - (performance.now() - began)
      stopTimer = afterSilence(Math.min(silenceMs, left), () => {
        if (lines.length === heard || performance.now() - began >= totalMs) return fail(new CallTimeout(silenceMs))
        heard = lines.length
        watch()
      })
    }
    read.on('data', (message: Message) => {
      try {
        const line = lineOf(message)
        if (line !== null) lines.push(line)
      } catch (error) {
        fail(error)
      }
    })
    read.on('error', fail)
    read.on('end', () => {
      stopTimer()
      resolve(lines)
    })
    watch()
  })
}
