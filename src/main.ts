import { randomBytes } from 'node:crypto'
import closeWithGrace from 'close-with-grace'
import pino, { type Logger } from 'pino'
import { createKeyRing, readKeys } from './access/keys.js'
import { buildApp } from './app.js'
import { createIds } from './commands/ids.js'
import { type Config, unknownVariables } from './config.js'
import type { LiveState } from './state/state.js'
import { openStore } from './store/open.js'
import type { EventStore } from './store/store.js'

/** Longest time from SIGTERM to the end of the process. */
const GRACE_MS = 9_000

/** A state that follows a store, and how to end it. */
export type StartState = (
  store: EventStore,
  config: Config,
  log: Logger,
) => Promise<LiveState & { stop(): Promise<void> }>

/**
 * Serve until a signal: store, state, application, listening; then the way back. Resolves with the url when it listens.
 * SIGTERM or SIGINT: no new work, what was begun is finished, streams are ended, exit code 0; a second one exits at once.
 */
export async function serve(config: Config, startState: StartState): Promise<string> {
  const log = pino({ level: config.logLevel, redact: ['req.headers.authorization', 'req.headers.cookie'] })
  for (const name of unknownVariables()) log.warn({ variable: name }, 'no such setting')
  const keys = config.keys === null ? null : createKeyRing(readKeys(config.keys))
  const store = await openStore(config.store)
  const state = await startState(store, config, log)
  const now = Date.now
  const newId = createIds({ now, random: randomBytes })
  const app = await buildApp({ store, state, config, keys, now, newId, log, processMetrics: true })
  closeWithGrace({ delay: GRACE_MS, logger: false }, async ({ signal, err }) => {
    if (err) log.fatal({ err }, 'ending after an unexpected error')
    else log.info({ signal }, 'stopping')
    await app.close()
    await state.stop()
    await store.close()
    log.info('stopped')
  })
  const url = await app.listen({ host: config.host, port: config.port })
  log.info({ url, store: store.name, keys: keys !== null }, 'listening')
  return url
}
