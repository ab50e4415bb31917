import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import type { DomainEvent } from '../../events/catalogue.js'
import { createIds, idOfKey, idOfName } from '../../src/commands/ids.js'
import { publicAt } from '../../src/commands/import.js'
import { createRecord, timePosting } from '../../src/commands/record.js'
import { timingReads } from '../../src/commands/store-wait.js'
import { ConfigError, readConfig, settingFlags, settingsText, unknownVariables } from '../../src/config.js'
import { createMemoryStore } from '../../src/store/memory.js'
import type { EventStore } from '../../src/store/store.js'
import { trainers } from '../support/build.js'
import { followLog } from '../support/live-state.js'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** How long a posting waits to be read back after the store took 4.6 s; reads before it, in milliseconds, count as well. */
async function waitsAfterStoring(t: Test, { held = 0, reading = 0 } = {}): Promise<number> {
  let clock = Date.parse('2024-04-12T09:00:00Z')
  const now = () => clock
  const store = createMemoryStore()
  const slow: EventStore = {
    ...store,
    find: id => {
      clock += reading
      return store.find(id)
    },
    record: (items, loading) => {
      clock += 4_600 - reading
      return store.record(items, loading)
    },
  }
  const state = followLog(store)
  t.teardown(() => state.stop())
  let waited = Number.NaN
  const reached: typeof state.reached = (position, ms) => {
    waited = ms
    return state.reached(position, ms)
  }
  const newId = createIds({ now, random: randomBytes })
  const record = createRecord({ store: slow, state: { ...state, reached }, now, newId, heldFor: () => held })
  const reads = timePosting(slow, now)
  await reads.store.find(newId())
  const options = { strict: false, dryRun: false, recordedBy: null, indexed: false, reads }
  t.match(await record([trainers()], options), { ok: true })
  return waited
}

t.test('a posting that took the store long does not wait as long again to be read back', async t => {
  t.equal(await waitsAfterStoring(t), 900, 'in all less than the six seconds that are promised')
  t.equal(await waitsAfterStoring(t, { reading: 1_500 }), 900, 'what was read before it counts')
  t.equal(await waitsAfterStoring(t, { held: 300 }), 300, 'and so does what it waits for a process that is held')
})

t.test('a posting whose reads used up its time stores nothing', async t => {
  const store = createMemoryStore()
  const state = followLog(store)
  t.teardown(() => state.stop())
  const newId = createIds({ now: Date.now, random: randomBytes })
  const record = createRecord({ store, state, now: Date.now, newId })
  const reads = { store, waited: () => 4_600 }
  const options = { strict: false, dryRun: false, recordedBy: null, indexed: false, reads }
  t.match(await record([trainers()], options), { ok: false, problem: { code: 'store-unavailable' } })
  t.equal(await store.head(), null)
})

t.test('reads on the way to an answer share one allowance of time', async t => {
  const store = createMemoryStore()
  let asked = 0
  const hanging: EventStore = {
    ...store,
    find: () => {
      asked += 1
      return new Promise(() => {})
    },
  }
  const unavailable = { code: 'store-unavailable' }
  const { store: timed, waited } = timingReads(hanging, () => performance.now(), 60)
  await Promise.all([t.rejects(timed.find('a'), unavailable), t.rejects(timed.find('b'), unavailable)])
  const before = asked
  t.ok(before > 0 && waited() >= 55, `${before} asked within ${waited()} ms`)
  await t.rejects(timed.find('c'), unavailable)
  t.equal(asked, before, 'nothing is asked once the time is over')
  t.equal(await timingReads(store, () => performance.now(), 60).store.head(), null, 'control')
})

t.test('minted ids are UUIDs of version 7 that increase, whatever the clock does', async t => {
  let now = Date.parse('2024-04-12T09:00:00Z')
  const newId = createIds({ now: () => now, random: randomBytes })
  let last = ''
  for (let i = 0; i < 20_000; i++) {
    if (i % 5000 === 4999) now -= 10_000
    if (i % 7000 === 6999) now += 1
    const id = newId()
    if (UUID.exec(id)?.[1] !== '7') t.fail(id)
    if (id <= last) t.fail(`${id} after ${last}`)
    last = id
  }
  t.match(last, UUID)
  const moment = createIds({ now: () => Date.parse('2024-04-12T09:00:00Z'), random: size => new Uint8Array(size) })()
  t.equal(moment, '018ed188-fe80-7000-8000-000000000000')
})

t.test('an id made from a key is always the same, and no other key, place or poster has it', async t => {
  t.equal(idOfName('a'), idOfName('a'))
  t.equal(UUID.exec(idOfName('a'))?.[1], '5')
  t.equal(
    idOfKey('key-1', 'import-7', 0),
    '07f74043-d500-534c-939b-b8efa4328da3',
    'frozen: a change here would double what is retried',
  )
  const ids = [null, 'key-1', 'key-2'].flatMap(who =>
    ['a', 'b'].flatMap(key => [0, 1, 11].map(place => idOfKey(who, key, place))),
  )
  t.equal(new Set(ids).size, ids.length)
})

const claim = { sourceId: 'rtn', reliability: 'C', credibility: 2, modality: 'asserted' } as const
t.test('a claim was public at the end of its latest possible day', async t => {
  const at = (publishedOn?: string) =>
    publicAt({ ...trainers(), claim: { ...claim, publishedOn } } as unknown as DomainEvent)
  t.equal(at('2024-04-12'), '2024-04-12T23:59:59.999Z')
  t.equal(at('2024-02'), '2024-02-29T23:59:59.999Z')
  t.equal(at('2024'), '2024-12-31T23:59:59.999Z')
  t.equal(at('2024-04-10/2024-04-12'), '2024-04-12T23:59:59.999Z')
  t.equal(at('2024-04/..'), null)
  t.equal(at(undefined), null)
})

t.test('settings: flags before the environment before the default, and what is wrong is named', async t => {
  t.match(readConfig({}, {}), {
    host: '127.0.0.1',
    port: 8080,
    store: 'sqlite:./data',
    keys: null,
    logLevel: 'info',
    now: null,
    rateLimit: 6000,
  })
  t.match(readConfig({ port: '1' }, { ENTENTE_PORT: '2', ENTENTE_STORE: 'memory:' }), { port: 1, store: 'memory:' })
  t.equal(readConfig({}, { ENTENTE_PORT: '' }).port, 8080, 'empty is not set')
  t.equal(readConfig({}, { ENTENTE_NOW: '2024-04-12' }).now, Date.parse('2024-04-12T00:00:00Z'))
  t.ok(Object.isFrozen(readConfig({}, {})))
  const wrong: [Record<string, string>, string][] = [
    [{ ENTENTE_PORT: '65536' }, 'ENTENTE_PORT'],
    [{ ENTENTE_PORT: 'http' }, 'ENTENTE_PORT'],
    [{ ENTENTE_PORT: '-1' }, 'ENTENTE_PORT'],
    [{ ENTENTE_STORE: 'postgres://x' }, 'ENTENTE_STORE'],
    [{ ENTENTE_STORE: 'sqlite:' }, 'ENTENTE_STORE'],
    [{ ENTENTE_LOG_LEVEL: 'loud' }, 'ENTENTE_LOG_LEVEL'],
    [{ ENTENTE_NOW: '2024-02-30' }, 'ENTENTE_NOW'],
    [{ ENTENTE_NOW: 'yesterday' }, 'ENTENTE_NOW'],
    [{ ENTENTE_RATE_LIMIT: '1.5' }, 'ENTENTE_RATE_LIMIT'],
    [{ ENTENTE_HOST: '0.0.0.0' }, 'ENTENTE_HOST'],
  ]
  for (const [environment, name] of wrong) {
    try {
      readConfig({}, environment)
      t.fail(`${JSON.stringify(environment)} was taken`)
    } catch (error) {
      t.ok(error instanceof ConfigError && error.exitCode === 2, String(error))
      t.match((error as Error).message, new RegExp(`^${name}: `))
    }
  }
  t.throws(() => readConfig({ port: 'x' }, {}), /^--port: |--port: /)
  t.throws(() => readConfig({}, { ENTENTE_PORT: 'x', ENTENTE_STORE: 'x' }), /ENTENTE_PORT[\s\S]*ENTENTE_STORE/)
  for (const { flag } of settingFlags) t.match(settingsText(), `${flag} `)
  t.strictSame(unknownVariables({ ENTENTE_PROT: '1', ENTENTE_PORT: '1', PATH: 'x' }), ['ENTENTE_PROT'])
})

t.test('ids made from keys spread over names of any text', async t => {
  const ids = new Map<string, string>()
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), name => {
      const id = idOfName(name)
      const isNew = ids.get(id) === undefined || ids.get(id) === name
      ids.set(id, name)
      return UUID.test(id) && isNew
    }),
  )
  t.ok(ids.size > 50, `${ids.size} names`)
})
