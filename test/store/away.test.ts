/** What the running service makes of a store that is away at an awkward moment: at its start, and when a stream resumes. */
import t, { type Test } from 'tap'
import { streamRoutes } from '../../src/http/stream.js'
import type { Live } from '../../src/state/live.js'
import type { EventStore } from '../../src/store/store.js'
import { type Subscriber, subscribe } from '../sse/subscriber.js'
import { build, trainers } from '../support/build.js'
import { followLog } from '../support/live-state.js'
import { given, to, until } from './eventstoredb-support.js'
import { anEvent } from './given.js'

t.setTimeout(60_000)

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
