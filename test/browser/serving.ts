import { randomBytes } from 'node:crypto'
import type { KeyRing } from '../../src/access/keys.js'
import { buildApp } from '../../src/app.js'
import { createIds } from '../../src/commands/ids.js'
import { readConfig } from '../../src/config.js'
import type { App } from '../../src/http/server/context.js'
import { openLeads } from '../../src/leads/store/sqlite.js'
import { openStore } from '../../src/store/open.js'
import { followLog } from '../support/live-state.js'

export interface Serving {
  readonly app: App
  readonly origin: string
  readonly port: number
  readonly stop: () => Promise<void>
}

/** A service that listens on loopback: on a store of its own kind, on a port of its own or the one given. */
export async function startServing(
  storeName = 'memory:',
  port = 0,
  keys: KeyRing | null = null,
  settings: Readonly<Record<string, string>> = {},
): Promise<Serving> {
  const store = await openStore(storeName)
  const state = followLog(store)
  const now = Date.now
  const leads = openLeads(null)
  const app = await buildApp({
    store,
    leads,
    state,
    keys,
    now,
    newId: createIds({ now, random: randomBytes }),
    config: readConfig({ store: storeName, ...settings }, {}),
  })
  const origin = await app.listen({ host: '127.0.0.1', port })
  return {
    app,
    origin,
    port: Number(new URL(origin).port),
    async stop() {
      await app.close()
      leads.close()
      await state.stop()
      await store.close()
    },
  }
}
