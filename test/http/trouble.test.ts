import { setTimeout as delay } from 'node:timers/promises'
import pino from 'pino'
import t from 'tap'
import { createMemoryStore } from '../../src/store/memory.js'
import { type EventStore, type StoredEvent, StoreError } from '../../src/store/store.js'
import { build, trainers } from '../support/build.js'

const POISON = 'cannot be digested'

/** A store whose events with a certain note break whoever looks at what they say. */
function poisoned(store: EventStore): EventStore {
  const spoil = (event: StoredEvent): StoredEvent => {
    if (!event.body.includes(POISON)) return event
    return Object.defineProperty({ ...event }, 'body', {
      get() {
        throw new Error('no such event')
      },
    })
  }
  return {
    ...store,
    async *subscribe(after, signal) {
      for await (const notice of store.subscribe(after, signal)) {
        yield notice.kind === 'events' ? { ...notice, events: notice.events.map(spoil) } : notice
      }
    },
  }
}

t.test('a projection that stopped is said everywhere, and nothing is taken that would not be shown', async t => {
  const lines: Record<string, unknown>[] = []
  const log = pino({ level: 'info' }, { write: line => void lines.push(JSON.parse(line)) })
  const { app, store } = await build(t, { store: poisoned(createMemoryStore()), log })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const post = (fields = {}) => app.inject({ method: 'POST', url: '/v1/events', payload: trainers(fields) })
  const kept = await post()
  t.equal(kept.statusCode, 201)
  t.equal((await app.inject('/health/ready')).statusCode, 200)
  t.equal((await app.inject('/v1/countries/NER')).headers['entente-stale-since'], undefined, 'control')
  const before = (await app.inject('/v1/countries/NER?at=2024-04-12')).body
  const fatal = await post({ note: POISON })
  t.equal(fatal.statusCode, 503, 'the one that stops it is not answered as if it were shown')
  t.match(fatal.json(), { code: 'reading-stopped', detail: /stored up to position 0+2/ })
  t.ok(Number(fatal.headers['retry-after']) >= 1)
  const size = (await store.readAll(null, 10)).length
  const refused: [string, string | object, string][] = [
    ['/v1/events', trainers(), 'application/json'],
    ['/v1/events', JSON.stringify([trainers()]), 'application/json'],
    [`/v1/events/${kept.json().id}/retraction`, { reason: 'error', claim: trainers().claim }, 'application/json'],
    ['/v1/imports', `${JSON.stringify(trainers())}\n`, 'application/x-ndjson'],
  ]
  for (const [url, payload, type] of refused) {
    const answer = await app.inject({ method: 'POST', url, payload, headers: { 'content-type': type } })
    t.match(answer.json(), { status: 503, code: 'reading-stopped' }, url)
    t.ok(Number(answer.headers['retry-after']) >= 1)
  }
  t.equal((await store.readAll(null, 10)).length, size, 'nothing more was stored')
  const ready = await app.inject('/health/ready')
  t.equal(ready.statusCode, 503)
  t.match(ready.json(), {
    status: 'stopped',
    trouble: { what: 'reading-stopped', since: /^20.*Z$/, reason: /^position 0+2: no such event$/ },
    stoppedAt: { position: /^0+2$/, since: /Z$/ },
  })
  const counters = (await app.inject('/metrics')).body
  t.match(counters, /entente_state_ready 0/)
  t.match(counters, /entente_state_stopped 1/)
  const read = await app.inject('/v1/countries/NER?at=2024-04-12')
  t.equal(read.statusCode, 200)
  t.equal(read.body, before, 'what was read is still answered')
  t.match(read.headers['entente-stale-since'], /^20.*Z$/, 'and marked')
  await delay(1000)
  t.match(
    lines.filter(({ msg }) => msg === 'not ready'),
    [{ level: 50, what: 'reading-stopped' }],
    'logged, once',
  )
})

t.test('a store that can write nothing is no secret either, and its recovery is told', async t => {
  const lines: Record<string, unknown>[] = []
  const log = pino({ level: 'info' }, { write: line => void lines.push(JSON.parse(line)) })
  let broken: ReturnType<NonNullable<EventStore['broken']>> = null
  const { app } = await build(t, { store: { ...createMemoryStore(), broken: () => broken }, log })
  await app.listen({ host: '127.0.0.1', port: 0 })
  t.equal((await app.inject('/health/ready')).statusCode, 200)
  broken = { since: '2024-04-12T00:00:00.000Z', reason: 'SQLITE_IOERR: disk I/O error' }
  const ready = await app.inject('/health/ready')
  t.match(ready, { statusCode: 503 })
  t.match(ready.json(), { status: 'broken', trouble: { what: 'store-broken', ...broken } })
  const counters = (await app.inject('/metrics')).body
  t.match(counters, /entente_state_ready 0/)
  t.match(counters, /entente_store_broken 1/)
  await delay(700)
  broken = null
  await delay(700)
  t.equal((await app.inject('/health/ready')).statusCode, 200)
  t.strictSame(
    lines.map(({ msg }) => msg).filter(msg => /ready/.test(String(msg))),
    ['not ready', 'ready again'],
  )
})

t.test('a store that fails to read is asked again, and what was read meanwhile is marked', async t => {
  const store = createMemoryStore()
  let failing = false
  const { app, state } = await build(t, {
    store: {
      ...store,
      async *subscribe(after, signal) {
        for await (const notice of store.subscribe(after, signal)) {
          if (failing) throw new StoreError('store-unavailable', 'disk I/O error')
          yield notice
        }
      },
    },
  })
  const post = () => app.inject({ method: 'POST', url: '/v1/events', payload: trainers() })
  const first = await post()
  failing = true
  const unseen = await post()
  t.match(unseen.statusCode, 201, 'it is stored, and shown as soon as the store reads')
  t.match((await app.inject('/health/ready')).json(), { trouble: { what: 'store-lost' }, stale: true })
  t.equal((await app.inject('/health/ready')).statusCode, 503)
  t.match((await app.inject('/v1/countries/NER')).headers['entente-stale-since'], /Z$/)
  failing = false
  t.ok(await state.reached(unseen.json().position, 5000), 'without a restart')
  t.equal((await app.inject('/health/ready')).statusCode, 200)
  t.equal((await app.inject('/v1/countries/NER')).headers['entente-stale-since'], undefined)
  const timeline = (await app.inject('/v1/countries/NER/timeline')).json()
  t.strictSame(
    timeline.events.map(({ event }: { event: { id: string } }) => event.id),
    [first.json().id, unseen.json().id],
    'each once',
  )
})
