/** What the running service makes of a store that is away at an awkward moment: at its start, and when a stream resumes. */
import { randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import { canonicalBody, parseEvent } from '../../events/parse.js'
import { streamRoutes } from '../../src/http/stream.js'
import type { Live } from '../../src/state/live.js'
import { logAsRead } from '../../src/state/log-as-read.js'
import { TIMING, type Timing } from '../../src/store/eventstoredb/timing.js'
import type { EventStore } from '../../src/store/store.js'
import { type Subscriber, subscribe } from '../sse/subscriber.js'
import { build, trainers } from '../support/build.js'
import { followLog } from '../support/live-state.js'
import { within } from '../support/timed.js'
import { given, ours, to, until } from './eventstoredb-support.js'
import { anEvent } from './given.js'

t.setTimeout(290_000)

/** A claim as the commands store it. */
const aClaim = () => ({ ...anEvent(), type: 'TrainersDeployed', body: JSON.stringify(trainers()) })

const stateOf = (t: Test, store: EventStore) => {
  const state = followLog(store)
  t.teardown(() => state.stop())
  return state
}

t.test('a store that is lost while the state starts to read is found again', async t => {
  const { server, store } = await given(t)
  await store.record(to('country-NER', aClaim()))
  await server.kill()
  const state = stateOf(t, store)
  t.ok(await until(() => state.status().stale), 'it says that the store is away')
  t.match(state.status(), { status: 'catching-up', stoppedAt: null })
  await server.restart()
  t.ok(await until(() => state.status().status === 'ready'), 'and reads when the store is back')
  t.match(state.status(), { stale: false, stoppedAt: null })
  t.equal(state.record.size, 1)
})

t.test('a store that fails to read is asked again, whatever it fails at', async t => {
  const { server, store } = await given(t)
  await store.record(to('country-NER', aClaim()))
  await server.kill()
  const state = stateOf(t, {
    ...store,
    async *subscribe(after, signal) {
      await store.head()
      yield* store.subscribe(after, signal)
    },
  })
  t.ok(await until(() => state.status().stale))
  t.match(state.status(), { status: 'catching-up', stoppedAt: null })
  await server.restart()
  t.ok(await until(() => state.status().status === 'ready'))
  t.match(state.status(), { stale: false, stoppedAt: null })
  t.equal(state.record.size, 1)
})

/** An application on a fake server that was read to its end, with the addresses of what is asked of the log. */
async function readAndServed(t: Test, timers: Partial<Timing> = {}) {
  const { server, store } = await given(t, { timers })
  for (const id of Array.from({ length: 3 }, () => randomUUID()))
    await store.record(
      to('country-NER', { ...aClaim(), id, body: canonicalBody(parsed(trainers({ factId: `fact-${id}` }))) }),
    )
  const state = stateOf(t, store)
  const { app } = await build(t, { store, state })
  await until(() => state.status().status === 'ready')
  const ask = (url: string) => app.inject({ url })
  const [{ position, stream, revision, recordedAt, ...known }] = (await ask('/v1/events')).json().events
  const paths = ['/v1/events', '/v1/events?limit=2', '/v1/events?partner=RUS&from=2024-04-01', `/v1/events/${known.id}`]
  return { server, state, app, ask, paths, known }
}

const parsed = (input: unknown) => {
  const result = parseEvent(input)
  if (!result.ok) throw new Error(JSON.stringify(result.faults))
  return result.event
}

t.test('the log that was read is given while the store is away, byte for byte, and says since when', async t => {
  const { server, state, ask, paths } = await readAndServed(t)
  const before = await Promise.all(paths.map(ask))
  t.notOk(before.some(({ headers }) => 'entente-stale-since' in headers))
  await server.kill()
  for (const [when, known] of [
    ['before anybody has noticed', false],
    ['once that is known', true],
  ] as const) {
    if (known) t.ok(await until(() => state.status().stale))
    for (const [n, path] of paths.entries()) {
      const answer = await ask(path)
      t.equal(answer.statusCode, 200, `${path} ${when}`)
      t.equal(answer.body, before[n]!.body)
      t.match(answer.headers['entente-stale-since'], /^\d{4}-.*Z$/)
    }
  }
  const next = (await ask('/v1/events?limit=2')).json().next
  t.equal((await ask(`/v1/events?after=${next}`)).json().events.length, 1, 'page by page')
  t.equal((await ask(`/v1/events/${randomUUID()}`)).statusCode, 503, 'one that was not read may be on record')
  await server.restart()
  t.ok(await until(() => !state.status().stale))
  for (const [n, path] of paths.entries()) t.equal((await ask(path)).body, before[n]!.body)
  t.equal((await ask(`/v1/events/${randomUUID()}`)).statusCode, 404, 'and is known not to be once the store is there')
})

t.test('control: a log that was not read to its end is not given for one that was', async t => {
  const { server, store } = await given(t)
  for (let n = 0; n < 3; n++) await store.record(to('country-NER', aClaim()))
  server.faults.read = ({ stream, direction }) =>
    stream === null && direction === 'forwards' ? { kind: 'hang' } : undefined
  const state = stateOf(t, store)
  const { app } = await build(t, { store, state })
  t.ok(await until(() => state.status().stale))
  t.equal((await app.inject({ url: '/v1/events' })).statusCode, 503)
})

t.test('a recording time that is earlier than one before it is given as it is stored', async t => {
  const { server, store } = await given(t)
  for (const recordedAt of ['2024-04-12T09:00:00.000Z', '2024-04-11T09:00:00.000Z'])
    server.log.write('country-NER', 'any', [ours({ ...aClaim(), recordedAt })])
  const state = stateOf(t, store)
  await until(() => state.record.size === 2)
  t.strictSame(
    (await logAsRead(state.record).readAll(null, 9)).map(({ recordedAt }) => recordedAt),
    (await store.readAll(null, 9)).map(({ recordedAt }) => recordedAt),
  )
})

for (const [what, again, headers] of [
  ['an array', true, {}],
  ['after a revision', false, { 'if-match': '*' }],
  ['strictly', true, { prefer: 'handling=strict' }],
] as const) {
  t.test(`what reads before it stores is answered in time as well: ${what}`, async t => {
    const { server, app, known } = await readAndServed(t, TIMING)
    // A read comes through at its second try and late; then nothing is stored.
    let reads = 0
    server.faults.read = ({ stream }) =>
      stream === null ? undefined : reads++ % 2 === 0 ? { kind: 'hang' } : { kind: 'slow', ms: 1_200 }
    server.faults.append = () => ({ kind: 'hang' })
    const fresh = { ...trainers(), id: randomUUID() }
    const began = performance.now()
    const answer = await app.inject({
      method: 'POST',
      url: '/v1/events',
      headers: { 'content-type': 'application/json', ...headers },
      payload: JSON.stringify(again ? [known, fresh] : fresh),
    })
    t.match(answer.statusCode, /^50[34]$/)
    within(t, 6_000, performance.now() - began, `answered ${answer.statusCode}`)
  })
}

for (const [what, path, payload] of [
  ['a correction', 'corrections', { reason: 'error', changes: { note: 'b' }, claim: trainers().claim }],
  ['a retraction', 'retraction', { reason: 'error', claim: trainers().claim }],
] as const) {
  t.test(`what reads twice before it stores is answered in time as well: ${what}`, async t => {
    const { server, app, known } = await readAndServed(t, TIMING)
    let reads = 0
    server.faults.read = () => (reads++ % 2 === 0 ? { kind: 'hang' } : { kind: 'slow', ms: 1_200 })
    server.faults.append = () => ({ kind: 'hang' })
    const began = performance.now()
    const answer = await app.inject({
      method: 'POST',
      url: `/v1/events/${known.id}/${path}`,
      payload: { ...payload, id: randomUUID() },
    })
    t.match(answer.statusCode, /^50[34]$/)
    within(t, 6_000, performance.now() - began, `answered ${answer.statusCode}`)
  })
}

t.test('a page of the log whose reads are slow each is given as it was read, in time', async t => {
  const { server, ask } = await readAndServed(t, TIMING)
  const before = (await ask('/v1/events')).body
  let looks = 0
  server.faults.read = ({ direction }) =>
    direction === 'backwards' && looks++ > 0 ? { kind: 'slow', ms: 1_300 } : { kind: 'hang' }
  const began = performance.now()
  const answer = await ask('/v1/events')
  const took = performance.now() - began
  t.equal(answer.statusCode, 200)
  t.equal(answer.body, before)
  within(t, 5_000, took, 'answered')
})

interface Awkward {
  /** The store as the stream sees it. */
  readonly seenBy?: (store: EventStore) => EventStore
  /** Whether the server is gone; else it answers where the log ends and lets reads of the log hang. */
  readonly gone?: boolean
}

/** A stream that resumes after an id which another replica gave out and this one has not read yet. */
async function resumeWhileAway(t: Test, { seenBy = store => store, gone = true }: Awkward) {
  const { server, store, another } = await given(t)
  const live = stateOf(t, store)
  const state: Live = { ...live, reached: position => live.reached(position, 500) }
  const { app } = await build(t, {
    store: seenBy(store),
    state,
    routes: [streamRoutes({ tickMs: 20, settleMs: 0 }, '/seen')],
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  await until(() => live.status().status === 'ready')
  server.faults.read = ({ stream, direction }) =>
    stream === null && direction === 'forwards' ? { kind: 'hang' } : undefined
  const [outcome] = await (await another()).record(to('country-NER', aClaim()))
  if (outcome?.kind !== 'appended') throw new Error(`not appended: ${JSON.stringify(outcome)}`)
  if (gone) await server.kill()
  const resume = async (until: (stream: Subscriber) => Promise<unknown>) => {
    const stream = await subscribe(`${url}/seen/v1/stream`, { 'last-event-id': outcome.position })
    await until(stream)
    stream.close()
    return stream.messages.map(({ event }) => event)
  }
  return {
    said: await resume(stream => Promise.race([stream.ended, stream.find(() => true).catch(() => {})])),
    read: live.record.size,
    async resumeHealed() {
      server.heal()
      if (gone) await server.restart()
      return resume(stream => stream.find(({ event }) => event === 'caught-up'))
    },
  }
}

for (const [when, gone] of [
  ['while the store is away', true],
  ['at an event that the store has and does not give', false],
] as const) {
  t.test(`a stream that resumes ${when} ends without \`reset\`, and resumes later`, async t => {
    const { said, read, resumeHealed } = await resumeWhileAway(t, { gone })
    t.equal(read, 0, 'the event was not read')
    t.notOk(said.includes('reset'), `it said: ${said}`)
    t.strictSame(await resumeHealed(), ['caught-up'])
  })
}

t.test(
  'control: where a head that cannot be had counts as none, the client is told to forget what it knows',
  async t => {
    const seenBy = (store: EventStore) => ({ ...store, head: () => store.head().catch(() => null) })
    const { said, read } = await resumeWhileAway(t, { seenBy })
    t.equal(read, 0)
    t.ok(said.includes('reset'), `it said: ${said}`)
  },
)
