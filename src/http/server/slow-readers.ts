import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { problem } from '../../errors.js'
import type { App } from './context.js'
import { MOST_UNSENT, type Outbox } from './outbox.js'

/** A connection that takes nothing for so long is cut. */
export const STALL_MS = 30_000
/** Smaller answers are not counted: they fit into the system's buffers at once. */
const SMALL = 16 * 1024

/** Bound what waits for clients that do not read: a deadline for each connection, a bound for all of them. */
export function registerOutbox(app: App, outbox: Outbox, { most = MOST_UNSENT, stallMs = STALL_MS } = {}): void {
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
    // An upload has a deadline of its own.
    if (payload instanceof Readable && request.routeOptions.config.exchange !== 'import')
      cutWhenStuck(reply.raw, stallMs)
    done(null, payload)
  })
}

/** An answer that is made as it is taken is cut when nothing of it is taken for a while; it may take its time to be made. */
function cutWhenStuck(response: ServerResponse, ms: number): void {
  response.setTimeout(ms, () => {
    if (response.writableLength > 0) response.destroy()
  })
}
