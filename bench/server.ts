import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { isoOf } from '../events/calendar.js'
import { policyV1 } from '../projections/policy/v1.js'
import { buildApp } from '../src/app.js'
import { createIds } from '../src/commands/ids.js'
import { readConfig } from '../src/config.js'
import { followLog } from '../src/state/live.js'
import { openSqliteStore } from '../src/store/sqlite/store.js'
import type { EventStore, Placed } from '../src/store/store.js'
import { syntheticHistory } from './as-of.js'

/**
 * The services that bench/http.ts measures, in a process of their own: the application on SQLite, the application on a
 * store that stores nothing, and bare Fastify sending the same bytes or stringifying the same object. Prints their urls.
 */
const HISTORY = 5_000
const now = Date.now
const directory = mkdtempSync(join(tmpdir(), 'entente-bench-'))
const config = readConfig({ store: 'memory:' }, {})

async function start(store: EventStore, watched: EventStore): Promise<{ url: string; close(): Promise<void> }> {
  const state = followLog({ store: watched, policy: policyV1, now })
  const live = watched === store ? state : { ...state, reached: () => Promise.resolve(true) }
  const app = await buildApp({ store, state: live, config, now, newId: createIds({ now, random: randomBytes }) })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  return { url, close: () => app.close() }
}

const sqlite = openSqliteStore({ directory })
let chunk = []
for (const event of syntheticHistory(HISTORY)) {
  chunk.push({ stream: event.stream, event })
  if (chunk.length === 500) {
    await sqlite.record(chunk)
    chunk = []
  }
}
await sqlite.record(chunk)

/** Answers at once and keeps nothing: what a request costs without the store. */
const placed: Placed = { position: '0000000000000001', revision: 0, recordedAt: new Date(0).toISOString() }
const nothing: EventStore = {
  ...sqlite,
  name: 'nothing',
  record: items => Promise.resolve(items.map(() => ({ kind: 'appended' as const, ...placed }))),
  find: () => Promise.resolve(null),
}

const entente = await start(sqlite, sqlite)
const unstored = await start(nothing, sqlite)
const question = '/v1/countries/NER?at=2010-06-01'
let text = ''
while (!text.includes('"status":"')) text = await (await fetch(`${entente.url}${question}`)).text()
const object = JSON.parse(text) as object

const bare = Fastify({ logger: false })
const bytes = Buffer.from(text)
bare.get('/same-bytes', (_request, reply) =>
  reply.header('content-type', 'application/json').header('etag', '"x"').send(bytes),
)
bare.get('/same-object', (_request, reply) =>
  reply.header('content-type', 'application/json').send(JSON.stringify(object)),
)
const bareUrl = await bare.listen({ port: 0, host: '127.0.0.1' })

console.log(
  JSON.stringify({ entente: entente.url, unstored: unstored.url, bare: bareUrl, first: isoOf(0), bytes: bytes.length }),
)
process.on('SIGTERM', async () => {
  await Promise.all([entente.close(), unstored.close(), bare.close()])
  await sqlite.close()
  rmSync(directory, { recursive: true, force: true })
  process.exit(0)
})
