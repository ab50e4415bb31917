import type { Server } from 'node:http'
import type { Socket } from 'node:net'

const TICK_MS = 100
/** A turn of the event loop that lasts longer counts as held. */
const HELD_MS = 50
/** How long a held turn is remembered: longer than any deadline below. */
const REMEMBERED_MS = 15_000

/** How long the event loop was held lately, in milliseconds, the present turn included. */
export interface LoopLag {
  heldLately(): number
  /** The longest that it was held at a time, in milliseconds, of these. */
  longestHeld(): number
  stop(): void
}

export function createLoopLag(steady: () => number = () => performance.now()): LoopLag {
  const held: { readonly at: number; readonly ms: number }[] = []
  let last = steady()
  function late(): number {
    const over = steady() - last - TICK_MS
    return over > HELD_MS ? over : 0
  }
  const timer = setInterval(() => {
    const ms = late()
    last = steady()
    if (ms > 0) held.push({ at: last, ms })
    while (held[0] !== undefined && held[0].at < last - REMEMBERED_MS) held.shift()
  }, TICK_MS).unref()
  return {
    heldLately: () => held.reduce((sum, { ms }) => sum + ms, late()),
    longestHeld: () => held.reduce((most, { ms }) => Math.max(most, ms), late()),
    stop: () => clearInterval(timer),
  }
}

/**
 * Deadlines of connections that do not count the time in which this process was busy: what a client sent meanwhile
 * waits in the system and is read before anything is cut.
 */
export function setConnectionDeadlines(server: Server, lag: LoopLag): void {
  for (const name of ['headersTimeout', 'requestTimeout'] as const) {
    const ms = server[name]
    Object.defineProperty(server, name, { get: () => ms + lag.heldLately() })
  }
  // A connection that has been idle for too long, or takes nothing of its answer.
  server.on('timeout', (socket: Socket) => {
    const { bytesRead } = socket
    // What has arrived is read between the timers and this.
    setImmediate(() => {
      if (socket.bytesRead === bytesRead) socket.destroy()
    })
  })
}
