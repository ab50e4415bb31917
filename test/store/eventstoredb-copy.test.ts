import t from 'tap'
import { copyLog } from '../../src/store/copy.js'
import { createMemoryStore } from '../../src/store/memory.js'
import { openSqliteStore } from '../../src/store/sqlite/store.js'
import type { EventStore } from '../../src/store/store.js'
import { seeded } from '../support/seeded.js'
import { given, to } from './eventstoredb-support.js'
import { anEvent, events, wholeLog } from './given.js'

const comparable = async (store: EventStore) => (await wholeLog(store, null)).map(({ position: _, ...event }) => event)

async function fill(store: EventStore, count: number): Promise<void> {
  const random = seeded(7)
  for (let n = 0; n < count; n++) {
    const recordedAt = new Date(Date.UTC(2024, 3, 12) + n * 1_000).toISOString()
    await store.record(to(`country-${Math.floor(random() * 4)}`, anEvent({ recordedAt, meta: '{"by":"key-1"}' })))
  }
}

t.test('a record moves from the embedded store to EventStoreDB and back, event by event the same', async t => {
  const { store: esdb, another } = await given(t, { timers: { callMs: 2_000, answerMs: 5_000 } })
  const sqlite = await openSqliteStore({ directory: t.testdir() })
  t.teardown(() => sqlite.close())
  await fill(sqlite, 300)
  const phases = new Set<string>()
  t.strictSame(await copyLog(sqlite, esdb, progress => phases.add(progress.phase)), {
    kind: 'copied',
    events: 300,
    already: 0,
    doubles: 0,
  })
  t.strictSame([...phases], ['copying', 'verifying'])
  t.strictSame(await comparable(esdb), await comparable(sqlite), 'ids, order, streams, revisions, recordedAt and texts')
  const back = createMemoryStore()
  t.match(await copyLog(await another(), back), { kind: 'copied', events: 300 })
  t.strictSame(await comparable(back), await comparable(sqlite))
  t.match(await copyLog(sqlite, esdb), { kind: 'copied', events: 300, already: 300 }, 'again: nothing is stored twice')
})

t.test('a copy that was interrupted goes on, and outages on the way are waited for', async t => {
  const { server, store: esdb } = await given(t)
  const memory = createMemoryStore()
  await fill(memory, 60)
  const half = (await memory.readAll(null, 30)).map(event => ({ stream: event.stream, event }))
  for (const item of half) await esdb.record([item])
  server.faults.append = ({ number }) => (number % 4 === 0 ? { kind: 'commit-then-drop' } : undefined)
  t.match(await copyLog(memory, esdb), { kind: 'copied', events: 60, already: 30 })
})

t.test('a target that holds something else is told apart', async t => {
  const { store: esdb } = await given(t)
  const memory = createMemoryStore()
  await fill(memory, 5)
  await esdb.record(to('country-NER', ...events(1)))
  t.match(await copyLog(memory, esdb), { kind: 'differs', at: 0, reason: /differs/ })
  t.match(await copyLog(createMemoryStore(), esdb), { kind: 'differs', at: 0, reason: /more/ })
})

t.test('two events with one id, which only a store without unique ids can hold, become the first', async t => {
  const { store: esdb } = await given(t)
  const event = anEvent()
  await esdb.append('country-NER', 'none', [event])
  await esdb.append('country-MLI', 'none', [event])
  await esdb.record(to('country-MLI', anEvent()))
  t.match(await copyLog(esdb, createMemoryStore()), { kind: 'copied', events: 2, doubles: 1 })
})
