import { problem } from '../../errors.js'
import type { App } from './context.js'
import { MOST_UNSENT, type Outbox } from './outbox.js'

/** A connection that takes nothing for so long is cut. */
export const STALL_MS = 30_000
/** Smaller answers are not counted: they fit into the system's buffers at once. */
const SMALL = 16 * 1024

/** Bound what waits for clients that do not read: a deadline for each connection, a bound for all of them. */
export function registerOutbox(app: App, outbox: Outbox, most = MOST_UNSENT): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const asks = outbox.unsent > most && request.routeOptions.config.access !== 'public'
    const detail = 'Too many answers wait for clients that do not read them'
    done(asks ? problem('overloaded', { detail, headers: { 'retry-after': '2' } }) : undefined)
  })
  app.addHook('onSend', (request, reply, payload, done) => {
    const bytes = typeof payload === 'string' || Buffer.isBuffer(payload) ? payload.length : 0
    if (bytes > SMALL) {
      outbox.add(reply.raw, bytes)
      request.raw.socket.setTimeout?.(STALL_MS)
    }
    done(null, payload)
  })
}
