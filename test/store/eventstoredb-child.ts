/** Run as a process of its own by the hazard tests: `naive-*` use the bare client, `ours-*` the adapter. */
import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { EventStoreDBClient, jsonEvent, streamNameFilter } from '@eventstore/db-client'
import { openEventStoreDb } from '../../src/store/eventstoredb/store.js'
import { anEvent } from './given.js'

const [name = '', url = '', other = ''] = process.argv.slice(2)
const say = (what: unknown) => process.stdout.write(`${JSON.stringify(what)}\n`)
const timers = {
  callMs: 300,
  answerMs: 1_200,
  readBackMs: 200,
  retryMs: 20,
  pollMs: 100,
  pollAloneMs: 50,
  closeMs: 1_500,
}
const anyEvent = (data: unknown = { a: 1 }) => jsonEvent({ id: randomUUID(), type: 'T', data: data as { a: number } })
const kindOf = (error: unknown) => (error as { type?: string }).type ?? String(error)

const cases: Record<string, () => Promise<void>> = {
  async 'naive-bigint'() {
    const client = EventStoreDBClient.connectionString(url)
    client.appendToStream('country-AAA', anyEvent({ n: 1n })).catch(error => say(kindOf(error)))
    await delay(500)
    say('survived')
    process.exit(0)
  },

  async 'ours-odd-bodies'() {
    const store = await openEventStoreDb(url, { timers })
    const bodies = [
      'undefined',
      '{"n":1n}',
      '',
      `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
      '"text"',
      '{"2":1,"1":2}',
    ]
    const stored = await store.record(bodies.map(body => ({ stream: 'country-AAA', event: anEvent({ body }) })))
    const back = await store.readStream('country-AAA', 0, 10)
    say({
      kinds: stored.map(outcome => outcome.kind),
      same: back.every((event, index) => event.body === bodies[index]),
    })
    await store.close()
  },

  /** Two clients share the table of pending batches: when one server dies, the other's late answer finds nothing. */
  async 'naive-two-clients'() {
    const [a, b] = [EventStoreDBClient.connectionString(url), EventStoreDBClient.connectionString(other)]
    await b.appendToStream('country-WARM', anyEvent())
    await a.appendToStream('country-WARM', anyEvent())
    say('go')
    a.appendToStream('country-AAA', anyEvent()).catch(error => say({ a: kindOf(error) }))
    b.appendToStream('country-BBB', anyEvent()).then(
      () => say({ b: 'appended' }),
      error => say({ b: kindOf(error) }),
    )
    await delay(2_000)
    say('survived')
    process.exit(0)
  },

  async 'ours-two-stores'() {
    const [a, b] = [await openEventStoreDb(url, { timers }), await openEventStoreDb(other, { timers })]
    await Promise.all([a, b].map(store => store.record([{ stream: 'country-WARM', event: anEvent() }])))
    say('go')
    const [ofA, ofB] = await Promise.all([
      a.record([{ stream: 'country-AAA', event: anEvent() }]),
      b.record([{ stream: 'country-BBB', event: anEvent() }]),
    ])
    say({ a: ofA[0]?.kind, b: ofB[0]?.kind })
    await Promise.all([a.close(), b.close()])
    say('survived')
  },

  async 'naive-checkpoint-throws'() {
    const client = EventStoreDBClient.connectionString(url)
    const subscription = client.subscribeToAll({
      filter: streamNameFilter({
        prefixes: ['country-'],
        checkpointInterval: 1,
        checkpointReached: () => {
          throw new Error('the handler of a checkpoint failed')
        },
      }),
    })
    subscription.on('data', () => {}).on('error', error => say(kindOf(error)))
    await delay(500)
    say('survived')
    process.exit(0)
  },

  async 'ours-handler-throws'() {
    const store = await openEventStoreDb(url, { timers })
    const seen: string[] = []
    for (let round = 0; round < 3; round++) {
      try {
        for await (const notification of store.subscribe(null, new AbortController().signal)) {
          seen.push(notification.kind)
          throw new Error('the handler of a notification failed')
        }
      } catch (error) {
        say(String(error))
      }
    }
    await store.close()
    say(seen)
  },

  /** While the client looks for a leader, the end of another call waits for the same search, and nobody hears it fail. */
  async 'naive-discovery'() {
    const client = EventStoreDBClient.connectionString(url)
    await client.appendToStream('country-AAA', anyEvent())
    say('go')
    await delay(200)
    client
      .appendToStream('country-BBB', anyEvent(), { credentials: { username: 'a', password: 'b' } })
      .catch(error => say({ append: kindOf(error) }))
    await delay(50)
    await readSome(client)
    void readSome(client)
    await delay(1_500)
    say('survived')
    process.exit(0)
  },

  async 'ours-discovery'() {
    const store = await openEventStoreDb(url, { timers })
    await store.record([{ stream: 'country-AAA', event: anEvent() }])
    say('go')
    await delay(200)
    const appended = store.record([{ stream: 'country-BBB', event: anEvent() }])
    await delay(50)
    const read = () =>
      store.readAll(null, 5).then(
        () => 'read',
        () => 'unread',
      )
    const first = await read()
    const second = await read()
    say([(await appended)[0]?.kind, first, second])
    say('again')
    for (let n = 0; n < 50; n++) {
      const [outcome] = await store.record([{ stream: 'country-AAA', event: anEvent() }])
      if (outcome?.kind === 'appended') say(outcome.kind)
      if (outcome?.kind === 'appended') break
      await delay(50)
    }
    await store.close()
    say('survived')
  },

  async 'naive-back-pressure'() {
    const client = EventStoreDBClient.connectionString(url)
    await client.appendToStream('country-WARM', anyEvent())
    say('go')
    const outcomes = await Promise.all(
      Array.from({ length: 64 }, (_, n) =>
        client
          .appendToStream(`country-${n}`, jsonEvent({ id: randomUUID(), type: 'T', data: { a: 'x'.repeat(60_000) } }))
          .then(() => 'appended', kindOf),
      ),
    )
    say(outcomes.length)
    await delay(300)
    say('survived')
    process.exit(0)
  },

  async 'ours-back-pressure'() {
    const store = await openEventStoreDb(url, { timers })
    await store.record([{ stream: 'country-WARM', event: anEvent() }])
    say('go')
    const body = JSON.stringify({ a: 'x'.repeat(60_000) })
    const outcomes = await Promise.all(
      Array.from({ length: 64 }, (_, n) => store.record([{ stream: `country-${n}`, event: anEvent({ body }) }])),
    )
    say(outcomes.length)
    await store.close()
    say('survived')
  },

  /** Closes with an append that hangs, a subscription and a read under way; nothing may keep the process alive. */
  async 'ours-close'() {
    // The time that closing may take, so that a timer of it that is left behind shows.
    const store = await openEventStoreDb(url, { timers: { ...timers, closeMs: 7_000, callMs: 7_000 } })
    const following = (async () => {
      for await (const _ of store.subscribe(null, new AbortController().signal));
      return 'ended'
    })()
    const hanging = store.record([{ stream: 'country-AAA', event: anEvent() }])
    await delay(100)
    const began = performance.now()
    await store.close()
    say({
      closedMs: Math.round(performance.now() - began),
      subscription: await following,
      append: (await hanging)[0]?.kind,
      open: store.openCalls(),
    })
  },
}

async function readSome(client: EventStoreDBClient): Promise<void> {
  const read = client.readAll({ maxCount: 10 })
  try {
    for await (const _ of read);
  } catch {
    // what the client says does not matter here: the question is whether the process lives
  } finally {
    await read.cancel().catch(() => {})
  }
}

await cases[name]?.()
