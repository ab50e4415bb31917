import t from 'tap'
import { policyV1 } from '../../projections/policy/v1.js'
import { followLog } from '../../src/state/live.js'
import { createMemoryStore } from '../../src/store/memory.js'
import type { EventStore, Notification } from '../../src/store/store.js'
import { anEvent } from '../store/given.js'

/** A store whose subscription stops after some events until it is let on. */
function haltingAfter(store: EventStore, count: number): { readonly store: EventStore; readonly letOn: () => void } {
  let letOn = () => {}
  const gate = new Promise<void>(resolve => {
    letOn = resolve
  })
  async function* halting(signal: AbortSignal): AsyncGenerator<Notification> {
    const first = await store.readAll(null, count)
    yield { kind: 'events', events: first }
    await gate
    yield* store.subscribe(first.at(-1)!.position, signal)
  }
  return { store: { ...store, subscribe: (_after, signal) => halting(signal) }, letOn }
}

t.test('while it catches up, the state says how long that will take at the pace so far', async t => {
  const memory = createMemoryStore()
  await memory.record(Array.from({ length: 100 }, () => ({ stream: 'country-NER', event: anEvent() })))
  const { store, letOn } = haltingAfter(memory, 25)
  let clock = 0
  const live = followLog({ store, policy: policyV1, now: () => clock })
  t.equal(live.status().remainingSeconds, null, 'nothing is known of the pace before the first event')
  clock = 10_000
  await live.reached((await memory.readAll(null, 25)).at(-1)!.position, 5_000)
  t.match(live.status(), { status: 'catching-up', remainingSeconds: 30 }, 'a quarter in ten seconds leaves thirty')
  letOn()
  await live.reached((await memory.head())!, 5_000)
  while (live.status().status === 'catching-up') await new Promise(resolve => setTimeout(resolve, 5))
  t.match(live.status(), { status: 'ready', remainingSeconds: null })
  await live.stop()
  await memory.close()
})
