import type { FastifyReply } from 'fastify'
import { timingReads } from '../../commands/store-wait.js'
import { type AskedLog, logAsRead } from '../../state/log-as-read.js'
import { StoreError } from '../../store/store.js'
import type { Context } from './context.js'

/** What the reads of one answer may take in all before the log as it was read is given instead. */
const READS_MS = 4_000

/**
 * Asks the store, or, while it does not answer, the log as far as it was read: an answer from there says since when it may
 * lack the latest events. Without having read all of it once there is no such answer.
 */
export async function askLog<T>(
  { store, state, now }: Pick<Context, 'store' | 'state' | 'now'>,
  reply: FastifyReply,
  ask: (log: AskedLog) => Promise<T>,
): Promise<T> {
  const wasRead = () => ask(logAsRead(state.record))
  const { stale, status } = state.status()
  if (stale && status === 'ready') return wasRead()
  const asked = now()
  try {
    return await ask(timingReads(store, now, READS_MS).store)
  } catch (error) {
    if (!(error instanceof StoreError && error.code === 'store-unavailable') || state.status().status !== 'ready')
      throw error
    reply.header('entente-stale-since', state.status().staleSince ?? new Date(asked).toISOString())
    return wasRead()
  }
}
