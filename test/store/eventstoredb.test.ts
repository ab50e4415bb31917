/** The adapter's checklist: one test a line, each named after it. */
import { setTimeout as delay } from 'node:timers/promises'
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import t from 'tap'
import { openEventStoreDb } from '../../src/store/eventstoredb/store.js'
import type { AppendFault } from '../fake-eventstoredb/index.js'
import { build } from '../support/build.js'
import { within } from '../support/timed.js'
import { given, ours, runChild, to, until, watch, writeForeign } from './eventstoredb-support.js'
import { anEvent, events, idsOf, readUntil, wholeLog } from './given.js'

t.setTimeout(290_000)

t.test('1 · validates before calling', async t => {
  const { server, store } = await given(t)
  const before = server.appends.length
  const bad: [string, () => Promise<unknown>][] = [
    ['an id that is no UUID', () => store.append('country-NER', 'none', [anEvent({ id: 'x' })])],
    ['an empty batch', () => store.append('country-NER', 'none', [])],
    ['a stream of the system', () => store.record(to('$all', anEvent()))],
    [
      'one event over 1 MB',
      () => store.record(to('country-NER', anEvent({ body: `{"a":"${'x'.repeat(1_000_000)}"}` }))),
    ],
    ['501 events in one append', () => store.append('country-NER', 'none', events(501))],
    [
      'an append over 1 MB in all',
      () =>
        store.append(
          'country-NER',
          'none',
          [1, 2].map(() => anEvent({ body: `{"a":"${'x'.repeat(600_000)}"}` })),
        ),
    ],
  ]
  for (const [what, call] of bad) await t.rejects(call, RangeError, what)
  t.equal(server.appends.length, before, 'none of it reached the server')

  const odd = ['undefined', '{"n":1n}', '', ' {"a":1}', '{"10":1,"9":2}', '{"__proto__":{"a":1}}', '"text"', '1e400']
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
  const given_ = [...odd, deep, '{"a":"\\ud800"}', '{"a":1.0}'].map(body => anEvent({ body, meta: body || '{}' }))
  const outcomes = await store.record(to('country-ODD', ...given_))
  t.ok(
    outcomes.every(outcome => outcome.kind === 'appended'),
    'a text that is no JSON, or not as JSON is written, is stored',
  )
  const back = await store.readStream('country-ODD', 0, 20)
  t.strictSame(
    back.map(({ body, meta }) => [body, meta]),
    given_.map(({ body, meta }) => [body, meta]),
    'and comes back to the character',
  )
})

t.test('2 · always sends an explicit expected revision', async t => {
  const { server, store, another } = await given(t)
  const other = await another()
  server.faults.append = ({ number }) => (number % 5 === 0 ? { kind: 'commit-no-ack' } : undefined)
  await store.append('country-NER', 'none', events(2))
  await Promise.all([
    ...events(20).map(event => store.record(to('country-NER', event))),
    ...events(20).map(event => other.record(to('country-NER', event))),
    store.append('country-NER', 7, events(1)),
  ])
  const expectations = server.appends.map(append => append.expected)
  t.ok(expectations.length >= 4, 'some appends were seen')
  t.ok(
    expectations.every(expected => expected === 'no_stream' || typeof expected === 'number'),
    'never any, never stream_exists',
  )
  t.ok(
    server.appends.every(append => append.path === 'unary'),
    'and by the path that keeps its deadline',
  )
  const naive = EventStoreDBClient.connectionString(server.connectionString)
  await naive.appendToStream('country-XXX', jsonEvent({ type: 'T', data: {} }))
  t.equal(server.appends.at(-1)?.expected, 'any', 'control: the bare client does send it')
  await naive.dispose()
})

t.test('3 · own timeout on every append; retries with the same ids and revision, capped, jittered', async t => {
  const passing: AppendFault[] = [
    { kind: 'hang' },
    { kind: 'commit-no-ack' },
    { kind: 'commit-then-drop' },
    { kind: 'drop' },
    { kind: 'not-leader' },
    { kind: 'busy' },
    { kind: 'not-ready' },
  ]
  for (const fault of passing) {
    const { server, store } = await given(t)
    let first = true
    server.faults.append = () => {
      const answer = first ? fault : undefined
      first = false
      return answer
    }
    const given_ = events(3)
    const result = await store.append('country-NER', 'none', given_)
    t.equal(result.kind, 'appended', `${fault.kind} once: appended`)
    t.equal(server.appends.length, 2, `${fault.kind}: after one retry`)
    const [one, two] = server.appends
    t.strictSame([two?.ids, two?.expected], [one?.ids, one?.expected], `${fault.kind}: with the same ids and revision`)
    t.strictSame(idsOf(await store.readStream('country-NER', 0, 10)), idsOf(given_), `${fault.kind}: stored once`)
  }
  const lasting: [AppendFault, string][] = [
    [{ kind: 'hang' }, 'unknown'],
    [{ kind: 'drop' }, 'unknown'],
    [{ kind: 'busy' }, 'unavailable'],
    [{ kind: 'not-ready' }, 'unavailable'],
    [{ kind: 'not-leader' }, 'unavailable'],
    [{ kind: 'access-denied' }, 'unavailable'],
  ]
  for (const [fault, kind] of lasting) {
    const { server, store } = await given(t)
    server.faults.append = () => fault
    const began = performance.now()
    const [outcome] = await store.record(to('country-NER', anEvent()))
    const took = performance.now() - began
    t.equal(outcome?.kind, kind, `${fault.kind} for good: ${kind}`)
    within(t, 1_800, took, `${fault.kind}: answered`)
    t.ok(server.appends.length <= 4, `${fault.kind}: after ${server.appends.length} attempts`)
    t.equal(new Set(server.appends.map(append => append.ids.join())).size, 1, `${fault.kind}: with the same ids`)
  }
})

t.test('3 · an answer that never came is looked up, not guessed', async t => {
  const { server, store } = await given(t)
  server.faults.append = () => ({ kind: 'commit-no-ack' })
  const [outcome] = await store.record(to('country-NER', anEvent()))
  t.match(outcome, { kind: 'appended', revision: 0 }, 'stored and never acknowledged: appended, as read back')

  server.faults.append = () => ({ kind: 'hang' })
  const writing = store.append('country-NER', 0, events(1))
  await until(() => server.appends.length > 2)
  server.log.write('country-NER', 0, [ours(anEvent())])
  t.match(await writing, { kind: 'conflict', actual: 1 }, 'another event stands there: certainly not stored')
})

t.test('4 · on a wrong version re-reads and returns the original result if our ids are there', async t => {
  const { server, store, another } = await given(t)
  const other = await another()
  const [a, b, c] = [anEvent(), anEvent(), anEvent()]
  await store.record(to('country-NER', a))
  await other.record(to('country-NER', b))
  t.match(await store.record(to('country-NER', b, c)), [
    { kind: 'duplicate', event: { id: b.id, revision: 1, body: b.body } },
    { kind: 'appended', revision: 2 },
  ])
  const late = anEvent()
  server.faults.append = () => ({ kind: 'late', ms: 1_700 })
  t.equal((await store.record(to('country-NER', late)))[0]?.kind, 'unknown', 'an attempt that lands after its answer')
  server.heal()
  await until(() => server.log.lastRevision('country-NER') === 3)
  t.match(
    await store.record(to('country-NER', { ...late, body: '{"other":true}' }, anEvent())),
    [
      { kind: 'duplicate', event: { revision: 3, body: late.body } },
      { kind: 'appended', revision: 4 },
    ],
    'the retry finds it, with the body that it holds',
  )
  const same = anEvent()
  const [x, y] = await Promise.all([store.record(to('country-MLI', same)), other.record(to('country-MLI', same))])
  t.strictSame(
    [x[0]?.kind, y[0]?.kind].sort(),
    ['appended', 'duplicate'],
    'two replicas, one id: one event, one of them says so',
  )
  t.equal(server.log.lastRevision('country-MLI'), 0)
})

t.test('5 · maps no_stream without throwing; never logs the connection string', async t => {
  const { server, store } = await given(t)
  t.match(await store.append('country-XXX', 3, events(1)), { kind: 'conflict', actual: 'none' })
  await server.kill()
  const secret = 'c4nary-pa55'
  const said: string[] = []
  const say = (fields: object, message: string) => void said.push(JSON.stringify(fields) + message)
  const log = { info: say, warn: say }
  const real = { warn: console.warn, log: console.log, error: console.error }
  t.teardown(() => Object.assign(console, real))
  console.warn = console.log = console.error = (...args: unknown[]) => void said.push(args.map(String).join(' '))
  const host = `127.0.0.1:${server.port}`
  for (const url of [
    `esdb://admin:${secret}@${host}?tls=false`,
    `esdb://admin:${secret}@${host}?tlsVerifyCert=false`,
    `esdb://admin:${secret}@${host}?noSuchOption=1`,
    `esdb://admin:${secret}@${host}:1?tls=false`,
    `esdb://admin:${secret}%@${host}?tls=false`,
    `esdb://admin:${secret}@${host}?keepAliveInterval=often`,
    `esdb://admin:${secret}@${host}?tlsCAFile=/nowhere/ca.pem`,
    `esdb+discover://admin:${secret}@${host}?tls=false&maxDiscoverAttempts=1`,
    `kurrentdb://admin:${secret}@${host}`,
    `esdb:admin:${secret}@${host}`,
  ]) {
    const error = await openEventStoreDb(url, { log, timers: { openMs: 300, callMs: 100, retries: 0 } }).then(
      () => null,
      (error: unknown) => error as Error,
    )
    t.ok(error, 'it does not open')
    said.push(`${error?.name} ${error?.message} ${error?.stack} ${JSON.stringify(error)} ${String(error?.cause)}`)
  }
  Object.assign(console, real)
  await server.restart()
  const open = await openEventStoreDb(`esdb://admin:${secret}@${host}?tls=false`, { log })
  said.push(open.name)
  t.equal(open.name, `esdb://${host}`)
  await open.close()
  t.ok(said.length > 10)
  t.notOk(said.join('\n').includes(secret), 'the password is nowhere')
})

t.test('6 · every read and subscription is cancelled in finally', async t => {
  const { server, store } = await given(t)
  server.log.write('country-NER', 'any', events(300).map(ours))
  await store.find(anEvent().id)
  for (let n = 0; n < 1_000; n++) {
    if (n % 2 === 0) await readUntil(store.subscribe(null, new AbortController().signal), () => true)
    else await store.readAll(null, 1)
  }
  t.ok(
    await until(() => store.openCalls() <= 1),
    'after 1,000 early exits the client holds the wake-up subscription only',
  )
  t.ok(await until(() => server.counts.open <= 1), 'and so does the server')
  server.faults.read = () => ({ kind: 'hang' })
  const hanging = await Promise.allSettled([store.readAll(null, 5), store.readStream('country-NER', 0, 5)])
  t.strictSame(
    hanging.map(result => result.status),
    ['rejected', 'rejected'],
  )
  server.heal()
  t.ok(await until(() => store.openCalls() <= 1 && server.counts.open <= 1), 'reads that hung are ended, too')
  t.ok(server.openedConnections() <= 3, `on ${server.openedConnections()} connections`)
})

t.test('7 · checkpoints are commit and prepare, only move forward, in-band after the events they cover', async t => {
  const { server, store } = await given(t)
  const watching = watch(store)
  t.teardown(watching.stop)
  for (let round = 0; round < 5; round++) {
    await store.record(to('country-NER', ...events(3)))
    writeForeign(server, 'orders-1')
    writeForeign(server, '$stats-127.0.0.1', { type: '$statsCollected' })
    await delay(120)
  }
  const end = server.log.records.at(-1)!.position
  const text = [end.commit, end.prepare].map(number => number.toString().padStart(20, '0')).join('-')
  t.ok(
    await until(() => watching.notifications.some(n => n.kind === 'checkpoint' && n.position === text)),
    'while idle, too',
  )
  const positions = watching.notifications.flatMap(n =>
    n.kind === 'events' ? n.events.map(event => event.position) : n.kind === 'checkpoint' ? [n.position] : [],
  )
  t.strictSame(positions, [...new Set(positions)].sort(), 'in the order of the log, none twice')
  t.equal(watching.seen().length, 15)
  t.ok(positions.length > 15, 'with checkpoints between')
})

t.test('8 · rebuild to live: no gap and no duplicate, under concurrent appends', async t => {
  const { server, store, another } = await given(t)
  const other = await another()
  server.log.write('country-NER', 'any', events(200).map(ours))
  server.faults.subscribe = number => (number % 2 ? { kind: 'lie' } : { kind: 'too-slow', afterEvents: 3 })
  const first = await store.readAll(null, 100)
  const watching = [watch(store, first.at(-1)!.position), watch(other, first.at(-1)!.position), watch(store)]
  t.teardown(() => Promise.all(watching.map(one => one.stop())))
  const writing = [store, other].map(async (writer, n) => {
    for (let round = 0; round < 40; round++) await writer.record(to(`country-${n}`, ...events(1 + (round % 4))))
  })
  await Promise.all(writing)
  const log = await wholeLog(store, null)
  t.equal(log.length, 200 + 2 * 100)
  await until(() => watching.every(one => one.seen().at(-1)?.id === log.at(-1)?.id))
  for (const one of watching.slice(0, 2))
    t.strictSame(idsOf(one.seen()), idsOf(log.slice(100)), 'after a page of the past')
  t.strictSame(idsOf(watching[2]!.seen()), idsOf(log), 'and from the start')
})

t.test('9 · drop detection: error, clean end and silence lead to resume from the last handled position', async t => {
  const { server, store } = await given(t, { timers: { pollMs: 60_000, pollAloneMs: 60_000 } })
  const watching = watch(store)
  t.teardown(watching.stop)
  const arrives = async (what: string) => {
    const events_ = events(2)
    server.log.write('country-NER', 'any', events_.map(ours))
    const ids = idsOf(events_)
    t.ok(await until(() => ids.every(id => idsOf(watching.seen()).includes(id)), 3_000), what)
  }
  await arrives('at first')
  server.cutConnections()
  await until(() => server.liveSubscriptions() > 0)
  await arrives('after an error')
  server.endSubscriptions()
  await until(() => server.liveSubscriptions() > 0)
  await arrives('after a clean end')
  server.silenceSubscriptions()
  await arrives('after silence, by the watchdog alone')
  const seen = idsOf(watching.seen())
  t.equal(new Set(seen).size, seen.length, 'nothing twice')
  t.strictSame(seen, idsOf(await wholeLog(store, null)), 'nothing missed')

  await until(() => server.liveSubscriptions() > 0)
  const before = server.counts.subscriptions
  server.faults.subscribe = () => ({ kind: 'end-cleanly', afterEvents: 0 })
  server.endSubscriptions()
  for (let n = 0; n < 30; n++) {
    server.log.write('country-NER', 'any', [ours(anEvent())])
    await delay(20)
  }
  const tries = server.counts.subscriptions - before
  t.ok(
    tries >= 2 && tries <= 12,
    `a server that ends each subscription is asked ${tries} times in 0.6 s, ever more slowly`,
  )
})

t.test('10 · one at a time: a slow handler holds nothing in memory, one that throws advances nothing', async t => {
  const { server, store } = await given(t, { timers: { callMs: 5_000 } })
  const body = `{"a":"${'x'.repeat(2_000)}"}`
  server.log.write(
    'country-NER',
    'any',
    events(5_000).map(event => ours({ ...event, body })),
  )
  const readsBefore = server.counts.reads
  const slow = store.subscribe(null, new AbortController().signal)[Symbol.asyncIterator]()
  const first = await slow.next()
  await delay(300)
  t.ok(server.counts.reads - readsBefore <= 2, 'nothing is read ahead of the consumer')
  t.equal(first.value.events.length, 64, 'the first page is small')
  await slow.return?.()

  let handled: string | null = null
  const applied: string[] = []
  for (let failures = 0; failures < 4; ) {
    try {
      for await (const notification of store.subscribe(handled, new AbortController().signal)) {
        if (notification.kind !== 'events') continue
        if (failures < 3 && notification.events.length > 500) throw new Error(`failure ${++failures}`)
        applied.push(...idsOf(notification.events))
        handled = notification.events.at(-1)!.position
        if (applied.length >= 5_000) failures = 4
        if (failures === 4) break
      }
    } catch (error) {
      t.match(String(error), /failure/, 'the error of the handler reaches the one who iterates')
    }
  }
  t.strictSame(
    applied,
    idsOf(await wholeLog(store, null)),
    'after three failures everything was applied once, in order',
  )
})

t.test('11 · links, deleted streams, non-JSON, malformed and foreign events are skipped and counted', async t => {
  const said: string[] = []
  const say = (fields: object) => void said.push((fields as { reason: string }).reason)
  const { server, store } = await given(t, { log: { info: say, warn: say } })
  const marked = JSON.stringify({ entente: 1, recordedAt: '2024-04-12T09:00:00.000Z', write: 'x-0', meta: {} })
  writeForeign(server, '$ce-country', { type: '$>', data: '0@country-NER' })
  writeForeign(server, 'orders-1')
  writeForeign(server, 'country-NER')
  writeForeign(server, 'country-NER', { metadata: 'not json' })
  writeForeign(server, 'country-NER', {
    metadata: marked,
    contentType: 'application/octet-stream',
    data: '\u0000\u0001',
  })
  writeForeign(server, 'country-NER', { metadata: marked, data: '{"cut":' })
  writeForeign(server, 'country-NER', { metadata: marked.replace('2024-04', '2024-13') })
  writeForeign(server, 'country-NER', { metadata: marked.replace('"entente":1', '"entente":2') })
  writeForeign(server, '$stats-0', { type: '$statsCollected' })
  writeForeign(server, '$$country-OLD', { type: '$metadata', data: '{"$tb":9223372036854775807}' })
  const good = anEvent()
  await store.record(to('country-NER', good))
  const watching = watch(store)
  t.teardown(watching.stop)
  await until(() => watching.kinds().includes('caughtUp'))
  t.strictSame(idsOf(watching.seen()), [good.id], 'only ours comes through')
  const expected = {
    link: 1,
    'other-stream': 1,
    'other-application': 2,
    binary: 1,
    malformed: 2,
    'newer-format': 1,
    system: 1,
    'stream-deleted': 1,
  }
  t.strictSame(store.skipped(), expected, 'the others are counted by reason')
  await wholeLog(store, null)
  t.strictSame(store.skipped(), expected, 'once each, however often the log is read')
  t.strictSame(
    said,
    ['other-application', 'binary', 'malformed', 'newer-format', 'stream-deleted'],
    'what cannot be used in streams of ours is logged once a reason',
  )
  const { app, state } = await build(t, { store })
  await until(() => state.status().status === 'ready')
  const health = await app.inject({ url: '/health/ready' })
  t.match(health.json(), { status: 'ready', skipped: expected }, 'and the counts are in /health/ready')
  t.equal((await store.readStream('country-NER', 0, 10)).length, 1)
  server.log.softDelete('country-NER')
  t.strictSame(await store.readStream('country-NER', 0, 10), [], 'a deleted stream reads as none')
  server.log.tombstone('country-NER')
  t.strictSame(await store.readStream('country-NER', 0, 10), [], 'and so does one that is gone for good')
  await t.rejects(
    store.record(to('country-NER', anEvent())),
    { code: 'store-invalid' },
    'writing to that is a surprise',
  )
  t.match(await store.record(to('country-MLI', anEvent())), [{ kind: 'appended' }], 'which leaves other streams alone')
})

t.test('12 · close ends within its time with no open handle and no unhandled rejection', async t => {
  const { server } = await given(t)
  server.faults.append = () => ({ kind: 'hang' })
  const child = await runChild('ours-close', [server.connectionString])
  t.equal(child.exit, 0, child.stderr)
  t.match(child.said, [{ subscription: 'ended', append: 'unknown', open: 0 }])
  const { closedMs } = child.said[0] as { closedMs: number }
  within(t, 3_500, closedMs, 'closed')
  within(t, 2_000, child.lingeredMs, 'and the process ended by itself')
  t.equal(child.stderr, '')
})

t.test(
  'a later call of one process is recorded later, also while its clock stands still; what is loaded is not touched',
  async t => {
    const { store } = await given(t)
    const instants: string[] = []
    for (let n = 0; n < 5; n++) {
      const [outcome] = await store.record(to('country-NER', anEvent(), anEvent()))
      if (outcome?.kind === 'appended') instants.push(outcome.recordedAt)
    }
    t.strictSame(instants, [...new Set(instants)].sort(), instants.join(' '))
    t.equal(instants.length, 5)
    const [loaded] = await store.record(to('country-NER', anEvent()), { after: null })
    t.match(loaded, { kind: 'appended', recordedAt: anEvent().recordedAt })
  },
)

t.test('an id that another replica stores while one looks for others is not stored again behind it', async t => {
  const { server, store } = await given(t)
  const watching = watch(store)
  t.teardown(watching.stop)
  const [known, raced] = [anEvent(), anEvent()]
  await store.record(to('country-NER', known))
  server.faults.read = ({ stream }) => (stream === null ? undefined : { kind: 'slow', ms: 300 })
  const recording = store.record(to('country-NER', known, raced))
  server.log.write('country-NER', 'any', [ours(raced)])
  t.ok(await until(() => watching.seen().some(({ id }) => id === raced.id)), 'control: it was read meanwhile')
  const kinds = (await recording).map(({ kind }) => kind)
  t.strictSame(kinds, ['duplicate', 'duplicate'])
  t.strictSame(
    (await wholeLog(store, null)).map(({ id }) => id),
    [known.id, raced.id],
  )
})
