import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { type EventStoreDbStore, openEventStoreDb } from '../../src/store/eventstoredb/store.js'
import { startFakeEventStoreDb } from '../fake-eventstoredb/index.js'
import { describeStoreContract } from './contract.js'

const real = process.env.EVENTSTOREDB_URL

t.setTimeout(real ? 600_000 : 300_000)

// The contract asks for no times: a busy machine shall not be taken for a store that fails.
const timers = { callMs: 10_000, answerMs: 60_000, openMs: 30_000, closeMs: 60_000 }

describeStoreContract('the EventStoreDB store over the fake server', async test => {
  const server = await startFakeEventStoreDb()
  const opened: EventStoreDbStore[] = []
  const open = async () => {
    const store = await openEventStoreDb(server.connectionString, { timers })
    opened.push(store)
    return store
  }
  test.teardown(async () => {
    for (const store of opened) await store.close()
    await server.stop()
  })
  return { store: await open(), reopen: open }
})

describeStoreContract('the EventStoreDB store with a mirror, over the fake server', async test => {
  const server = await startFakeEventStoreDb()
  const mirror = mkdtempSync(join(tmpdir(), 'entente-mirror-'))
  const opened: EventStoreDbStore[] = []
  const open = async () => {
    const store = await openEventStoreDb(server.connectionString, { timers, mirror })
    opened.push(store)
    return store
  }
  test.teardown(async () => {
    for (const store of opened) await store.close()
    await server.stop()
    rmSync(mirror, { recursive: true })
  })
  return { store: await open(), reopen: open }
})

if (real) {
  const mirror = mkdtempSync(join(tmpdir(), 'entente-mirror-'))
  describeStoreContract('the EventStoreDB store with a mirror, over a real server', async () => ({
    store: await openEventStoreDb(real, { timers, mirror }),
    reopen: () => openEventStoreDb(real, { timers, mirror }),
  }))
  describeStoreContract('the EventStoreDB store over a real server', async () => ({
    store: await openEventStoreDb(real, { timers }),
    reopen: () => openEventStoreDb(real, { timers }),
  }))
} else {
  t.test('the EventStoreDB store over a real server', { skip: 'EVENTSTOREDB_URL is not set' }, async () => {})
}
