/** What was seen to go wrong with the client and the server, each with a control that shows it going wrong. */
import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import t from 'tap'
import { openEventStoreDb } from '../../src/store/eventstoredb/store.js'
import type { RecordOutcome } from '../../src/store/store.js'
import { startFakeEventStoreDb } from '../fake-eventstoredb/index.js'
import { within } from '../support/timed.js'
import { given, ours, QUICK, runChild, to, until, watch, writeForeign } from './eventstoredb-support.js'
import { anEvent, events, idsOf, wholeLog } from './given.js'

t.setTimeout(290_000)

/** What a promise has come to after so many milliseconds. */
async function after<T>(ms: number, promise: Promise<T>): Promise<'resolved' | 'pending' | Error> {
  const settled = promise.then(
    () => 'resolved' as const,
    error => error as Error,
  )
  return Promise.race([settled, delay(ms, 'pending' as const)])
}

/** The kinds of outcome that there were, with their reasons. */
function kindsOf(outcomes: readonly RecordOutcome[]): string[] {
  return [
    ...new Set(outcomes.map(outcome => ('reason' in outcome ? `${outcome.kind}: ${outcome.reason}` : outcome.kind))),
  ]
}

t.test('a · an append that is accepted and never answered', async t => {
  const { server, store } = await given(t)
  server.faults.append = () => ({ kind: 'hang' })
  const naive = EventStoreDBClient.connectionString(`${server.connectionString}&defaultDeadline=300`)
  const bare = naive.appendToStream('country-XXX', jsonEvent({ type: 'T', data: {} }))
  t.equal(await after(1_200, bare), 'pending', 'control: the bare client is still waiting after four deadlines')
  t.match((await store.record(to('country-NER', anEvent())))[0], { kind: 'unknown' })
  await naive.dispose()
  bare.catch(() => {})
})

t.test('a · the first append of a client waits for nothing but the append', async t => {
  const { server, store } = await given(t)
  server.faults.features = () => ({ kind: 'hang' })
  const naive = EventStoreDBClient.connectionString(`${server.connectionString}&defaultDeadline=300`)
  const bare = naive.appendToStream('country-XXX', jsonEvent({ type: 'T', data: {} }))
  t.equal(await after(800, bare), 'pending', 'control: the bare client waits for the features of the server')
  t.match((await store.record(to('country-NER', anEvent())))[0], { kind: 'appended' })
  await naive.dispose()
  bare.catch(() => {})
})

t.test('b · a call with credentials keeps its deadline, and they are not sent without TLS', async t => {
  const { server } = await given(t)
  server.faults.append = () => ({ kind: 'hang' })
  const url = server.connectionString.replace('esdb://', 'esdb://admin:changeit@')
  const store = await openEventStoreDb(url, { timers: QUICK })
  t.teardown(() => store.close())
  const began = performance.now()
  t.match((await store.record(to('country-NER', anEvent())))[0], { kind: 'unknown' })
  within(t, 1_800, performance.now() - began, 'answered')
})

t.test('c · data that cannot be serialised (crash 1)', async t => {
  const { server } = await given(t)
  const naive = await runChild('naive-bigint', [server.connectionString])
  t.equal(naive.exit, 1, 'control: the process of the bare client ends')
  t.match(naive.stderr, /serialize a BigInt/)
  const ours = await runChild('ours-odd-bodies', [server.connectionString])
  t.equal(ours.exit, 0, ours.stderr)
  t.strictSame(ours.said, [{ kinds: Array(6).fill('appended'), same: true }])
})

t.test('d · two clients in one process, one server dies (crash 2)', async t => {
  for (const [name, check] of [
    [
      'naive-two-clients',
      (child: Awaited<ReturnType<typeof runChild>>) => {
        t.equal(child.exit, 1, 'control: with the bare client the process ends')
        t.match(child.said, ['go', { a: 'unavailable' }, { b: 'unavailable' }], 'and the healthy append is rejected')
      },
    ],
    [
      'ours-two-stores',
      (child: Awaited<ReturnType<typeof runChild>>) => {
        t.equal(child.exit, 0, child.stderr)
        t.match(child.said, ['go', { a: 'unknown', b: 'appended' }, 'survived'], 'the other store is not touched')
      },
    ],
  ] as const) {
    const [a, b] = await Promise.all([startFakeEventStoreDb(), startFakeEventStoreDb()])
    a.faults.append = ({ stream }) => (stream === 'country-WARM' ? undefined : { kind: 'hang' })
    b.faults.append = ({ stream }) => (stream === 'country-WARM' ? undefined : { kind: 'slow', ms: 250 })
    const child = await runChild(name, [a.connectionString, b.connectionString], () => setTimeout(() => a.kill(), 100))
    check(child)
    await Promise.all([a.stop(), b.stop()])
  }
})

t.test('e · a server that is busy or electing', async t => {
  const { server, store } = await given(t)
  for (const kind of ['busy', 'not-ready', 'not-leader'] as const) {
    let left = 2
    server.faults.append = () => (left-- > 0 ? { kind } : undefined)
    t.match((await store.record(to('country-NER', anEvent())))[0], { kind: 'appended' }, `${kind} twice: appended`)
  }
  const naive = EventStoreDBClient.connectionString(server.connectionString)
  server.faults.append = () => ({ kind: 'busy' })
  const bare = await after(1_000, naive.appendToStream('country-X', jsonEvent({ type: 'T', data: {} })))
  t.match(bare, { type: 'unknown', message: /Could not recognize Server Is Busy/ }, 'control: the bare client gives up')
  await naive.dispose()
})

t.test('f · a connection that is refused', async t => {
  const { server, store } = await given(t)
  await server.kill()
  t.match(
    (await store.record(to('country-NER', anEvent())))[0],
    { kind: 'unavailable' },
    'nothing was stored, for sure',
  )
  t.match(await store.append('country-NER', 'none', events(1)), { kind: 'unavailable' })
  await t.rejects(store.readAll(null, 1), { code: 'store-unavailable' })
  await t.rejects(store.head(), { code: 'store-unavailable' })
  await t.rejects(openEventStoreDb(server.connectionString, { timers: QUICK }), { code: 'store-unavailable' })
  await server.restart()
  t.match((await store.record(to('country-NER', anEvent())))[0], { kind: 'appended', revision: 0 })
})

t.test('g · throwOnAppendFailure=false is not accepted', async t => {
  const { server } = await given(t)
  await t.rejects(openEventStoreDb(`${server.connectionString}&throwOnAppendFailure=false`), { code: 'store-invalid' })
})

t.test('h · a server that restarts on the same port', async t => {
  const { server, store } = await given(t)
  const naive = EventStoreDBClient.connectionString(server.connectionString)
  await naive.appendToStream('country-X', jsonEvent({ type: 'T', data: {} }))
  const watching = watch(store)
  t.teardown(watching.stop)
  const given_ = events(20)
  let failed = 0
  for (const event of given_) {
    await server.kill()
    const bare = naive.appendToStream('country-X', jsonEvent({ type: 'T', data: {} }))
    const recorded = store.record(to('country-NER', event))
    if ((await after(2_000, bare)) instanceof Error) failed += 1
    await server.restart()
    t.match((await recorded)[0], { kind: 'appended' }, 'a call made while it is down is answered when it is back')
  }
  t.equal(failed, 20, 'control: the bare client does not try again')
  await until(() => watching.seen().length === 20)
  t.strictSame(idsOf(watching.seen()), idsOf(given_), 'the subscription missed and repeated nothing')
  await naive.dispose()
})

t.test('i · an append or an event that is too large', async t => {
  const { server, store } = await given(t, { timers: { callMs: 3_000, answerMs: 10_000 } })
  const body = JSON.stringify({ a: 'x'.repeat(60_000) })
  const outcomes = await store.record(to('country-NER', ...events(40).map(event => ({ ...event, body }))))
  t.strictSame(kindsOf(outcomes), ['appended'], '2.4 MB in one call are cut at event boundaries')
  t.ok(server.appends.length >= 3)
  t.strictSame(
    outcomes.map(outcome => (outcome.kind === 'appended' ? outcome.revision : null)),
    [...Array(40).keys()],
  )
  const naive = EventStoreDBClient.connectionString(server.connectionString)
  const big = Array.from({ length: 20 }, () => jsonEvent({ type: 'T', data: { a: 'x'.repeat(60_000) } }))
  t.match(
    await after(2_000, naive.appendToStream('country-X', big)),
    { type: 'maximum-append-size-exceeded' },
    'control: the server does not take it in one',
  )
  await naive.dispose()
})

t.test('j · the expected revision is really honoured', async t => {
  const { server, store } = await given(t)
  await store.append('country-NER', 'none', events(2))
  for (const expected of ['none', 0, 2, 99] as const) {
    t.match(
      await store.append('country-NER', expected, events(1)),
      { kind: 'conflict', actual: 1 },
      `${expected}: conflict`,
    )
  }
  t.equal(server.log.lastRevision('country-NER'), 1)
})

t.test('k · one client in the process', async t => {
  const { server } = await given(t)
  const url = server.connectionString.replace('esdb://', 'kurrentdb://')
  await t.rejects(
    openEventStoreDb(url),
    { code: 'store-invalid', message: /write esdb:\/\// },
    'kurrentdb:// says what to use',
  )
  const lock = readFileSync('package-lock.json', 'utf8')
  t.notMatch(lock, /@kurrent\/kurrentdb-client/, 'the other package is not installed')
  t.equal(lock.match(/"node_modules\/(?!@types)[^"]*google-protobuf"/g)?.length, 1, 'and google-protobuf is there once')
})

t.test('crash 3 · the connection is cut under back-pressure', async t => {
  for (const name of ['naive-back-pressure', 'ours-back-pressure']) {
    const server = await startFakeEventStoreDb()
    const child = await runChild(name, [server.connectionString], () => {
      server.freeze()
      setTimeout(() => {
        server.cutConnections()
        server.thaw()
      }, 300)
    })
    if (name.startsWith('naive')) t.equal(child.exit, 1, 'control: with the bare client the process ends')
    else t.match([child.exit, child.said], [0, ['go', 64, 'survived']], child.stderr)
    await server.stop()
  }
})

t.test('crash 4 · a handler that throws', async t => {
  const { server, store } = await given(t)
  await store.record(to('country-NER', ...events(3)))
  const naive = await runChild('naive-checkpoint-throws', [server.connectionString])
  t.equal(naive.exit, 1, 'control: in checkpointReached of the bare client it ends the process')
  const ours = await runChild('ours-handler-throws', [server.connectionString])
  t.equal(ours.exit, 0, ours.stderr)
  t.equal(ours.said.length, 4, 'ours reaches the one who iterates')
})

t.test('crash 5 · no leader is found while another call fails', async t => {
  for (const name of ['naive-discovery', 'ours-discovery']) {
    const server = await startFakeEventStoreDb()
    const url = `esdb+discover://127.0.0.1:${server.port}?tls=false&maxDiscoverAttempts=2`
    let back: NodeJS.Timeout | undefined
    const child = await runChild(name, [url], () => {
      server.refuseNewConnections()
      server.faults.read = () => ({ kind: 'not-ready' })
      server.faults.append = ({ stream }) => (stream === 'country-BBB' ? { kind: 'not-ready', ms: 150 } : undefined)
      back = setTimeout(() => {
        server.heal()
        void server.restart()
      }, 1_500)
    })
    // Else it would come back after its end, and keep this process alive, when the child ends early.
    clearTimeout(back)
    if (name.startsWith('naive')) {
      t.equal(child.exit, 1, 'control: with the bare client the process ends')
      t.match(child.stderr, /Failed to discover/)
    } else {
      t.equal(child.exit, 0, child.stderr)
      t.match(child.said.slice(2), ['again', 'appended', 'survived'], 'and when the server is back it is found')
    }
    await server.stop()
  }
})

t.test('a server that is stalled', async t => {
  const { server, store } = await given(t)
  await store.record(to('country-NER', anEvent()))
  const watching = watch(store)
  t.teardown(watching.stop)
  await until(() => watching.kinds().includes('caughtUp'))
  server.freeze()
  const began = performance.now()
  const late = anEvent()
  t.match((await store.record(to('country-NER', late)))[0], { kind: 'unknown' })
  within(t, 1_800, performance.now() - began, 'the append is answered')
  await t.rejects(
    store.readAll(null, 1),
    { code: 'store-unavailable' },
    'and so is a read, which has no deadline of its own',
  )
  t.ok(await until(() => watching.kinds().includes('lost')), 'a subscriber hears that the connection is lost')
  server.thaw()
  t.ok(
    await until(() => watching.kinds().at(-1) === 'caughtUp' || watching.kinds().includes('connected')),
    'and that it is back',
  )
  t.match((await store.record(to('country-NER', late)))[0], { kind: /appended|duplicate/ }, 'the retry is stored once')
  t.equal((await wholeLog(store, null)).length, 2)
})

t.test('200 concurrent posts to one stream neither conflict for ever nor reorder', async t => {
  const { server, store, another } = await given(t, { timers: { callMs: 5_000, answerMs: 20_000 } })
  const other = await another()
  const given_ = events(200)
  const outcomes = await Promise.all(given_.map(event => store.record(to('country-NER', event))))
  t.strictSame(kindsOf(outcomes.flat()), ['appended'])
  t.strictSame(idsOf(await store.readStream('country-NER', 0, 300)), idsOf(given_), 'in the order of posting')
  t.ok(server.appends.length < 20, `merged into ${server.appends.length} appends`)
  const mixed = await Promise.all([
    ...events(200).map(event => store.record(to('country-MLI', event))),
    ...events(200).map(event => other.record(to('country-MLI', event))),
  ])
  t.strictSame(kindsOf(mixed.flat()), ['appended'], 'two replicas at once: all are stored')
  t.equal((await wholeLog(other, null)).length, 600)
})

t.test('10,000 posts at once', async t => {
  const { server, store } = await given(t, { timers: { callMs: 20_000, answerMs: 60_000 } })
  const given_ = Array.from({ length: 10_000 }, (_, n) => to(`country-${n % 50}`, anEvent()))
  const outcomes = await Promise.all(given_.map(item => store.record(item)))
  t.strictSame(kindsOf(outcomes.flat()), ['appended'])
  t.ok(server.openedConnections() <= 2, 'on one connection')
  t.equal((await wholeLog(store, null)).length, 10_000)
})

t.test('an append that the server stored in part is completed, and its events count as appended', async t => {
  const { server, store } = await given(t)
  let first = true
  server.faults.append = () => {
    const fault = first ? ({ kind: 'commit-half' } as const) : undefined
    first = false
    return fault
  }
  const six = events(6)
  t.match(await store.append('country-NER', 'none', six), { kind: 'appended', events: { length: 6 } })
  first = true
  const eight = events(8)
  t.strictSame(kindsOf(await store.record(to('country-NER', ...eight))), ['appended'])
  t.strictSame(idsOf(await store.readStream('country-NER', 0, 20)), idsOf([...six, ...eight]), 'in order, once each')
})

t.test('a page that is too large for the connection comes through in smaller ones', async t => {
  const { server, store } = await given(t)
  server.log.write('country-NER', 'any', events(400).map(ours))
  // Nothing of more than 20 lines comes through.
  server.faults.read = ({ count }) => (count > 21 ? { kind: 'reset', afterEvents: 20 } : undefined)
  const watching = watch(store)
  t.teardown(watching.stop)
  t.ok(await until(() => watching.seen().length === 400, 20_000), 'everything arrives')
  t.strictSame(idsOf(watching.seen()), idsOf(server.log.records), 'once, in order')
})

t.test('a database that is full of the events of others opens at once, and its head is looked for once', async t => {
  const { server, another } = await given(t, { timers: { callMs: 5_000 } })
  server.log.write('country-NER', 'any', events(3).map(ours))
  const last = server.log.records.at(-1)!.position
  for (let n = 0; n < 5_000; n++) writeForeign(server, `orders-${n % 10}`)
  const reads = () => server.counts.reads
  const before = reads()
  const store = await another()
  t.ok(reads() - before <= 2, 'opening reads one line')
  const text = [last.commit, last.prepare].map(number => number.toString().padStart(20, '0')).join('-')
  t.equal(await store.head(), text, 'the head is our last event, behind 5,000 of others')
  const looked = reads()
  t.equal(await store.head(), text)
  writeForeign(server, 'orders-1')
  t.equal(await store.head(), text)
  t.ok(reads() - looked <= 4, 'what was looked at is not looked at again')
  const [placed] = await store.record(to('country-NER', anEvent()))
  t.match(placed, { kind: 'appended', position: (await store.head()) as string }, 'and a new event is seen')
})
