/** The rules that the fake follows, asked of it and, where EVENTSTOREDB_URL names one, of a real server. */
import { randomUUID } from 'node:crypto'
import { EventStoreDBClient, type ResolvedEvent } from '@eventstore/db-client'
import t from 'tap'
import { type FakeServer, startFakeEventStoreDb } from './index.js'

const credentials = { username: 'admin', password: 'changeit' }
const event = (id: string = randomUUID()) => ({
  id,
  type: 'Checked',
  contentType: 'application/json' as const,
  data: { a: 1 },
  metadata: {},
})
type Event = ReturnType<typeof event>
type Expected = bigint | 'no_stream' | 'stream_exists' | 'any'

function rules(
  name: string,
  start: (test: {
    teardown(fn: () => unknown): void
  }) => Promise<{ client: EventStoreDBClient; server: FakeServer | null }>,
) {
  t.test(`${name} keeps the rules`, async t => {
    const { client, server } = await start(t)
    const streamName = () => `check-${randomUUID()}`
    const outcome = async (stream: string, expectedRevision: Expected, events: Event[]) => {
      const options = { expectedRevision, credentials, deadline: 5_000 }
      return client.appendToStream(stream, events, options).then(
        ({ nextExpectedRevision, position }) => `${nextExpectedRevision} ${position?.commit}`,
        (error: { type?: string; actualVersion?: unknown }) =>
          `${error.type} ${String(error.actualVersion ?? '')}`.trim(),
      )
    }
    const read = async (reading: AsyncIterable<ResolvedEvent>) => {
      const seen: ResolvedEvent[] = []
      for await (const line of reading) seen.push(line)
      return seen
    }

    const refusal = (reading: AsyncIterable<ResolvedEvent>) =>
      read(reading).then(
        () => 'none',
        (error: { type?: string }) => error.type,
      )

    const stream = streamName()
    const [a, b, c, d, e] = [event(), event(), event(), event(), event()] as const
    const first = await outcome(stream, 'no_stream', [a, b])
    t.match(first, /^1 \d+$/, 'the revision and the position of the last event')
    t.equal(await outcome(stream, 'no_stream', [a, b]), first, 'the same after none: the first outcome')
    const second = await outcome(stream, 1n, [c])
    const table: [string, Expected, Event[], string | RegExp][] = [
      ['the same below the last', 1n, [c], second],
      ['the beginning of what stands there', 'no_stream', [a], /^0 \d+$/],
      ['other ids where something stands', 0n, [d], 'wrong-expected-version 2'],
      ['equal, then different', 'no_stream', [a, d], 'wrong-expected-version 2'],
      ['equal, then past the end', 0n, [b, c, d], 'wrong-expected-version 2'],
      ['above the last', 7n, [d], 'wrong-expected-version 2'],
      ['none for a stream that exists', 'no_stream', [d], 'wrong-expected-version 2'],
      ['any, all known', 'any', [a, b], first],
      ['any, the first known and a new one', 'any', [c, d], 'wrong-expected-version 2'],
      ['any, the first new and a known one', 'any', [d, c], /^4 \d+$/],
      ['known ids at the last revision', 4n, [a], /^5 \d+$/],
      ['stream_exists on a stream that exists', 'stream_exists', [e], /^6 \d+$/],
    ]
    for (const [what, expected, events, said] of table) t.match(await outcome(stream, expected, events), said, what)
    const missing = streamName()
    t.equal(await outcome(missing, 4n, [event()]), 'wrong-expected-version no_stream', 'a revision of no stream')
    t.equal(await outcome(missing, 'stream_exists', [event()]), 'wrong-expected-version no_stream')

    const all = await read(client.readStream(stream))
    t.strictSame(
      all.map(line => line.event?.id),
      [a, b, c, d, c, a, e].map(sent => sent.id),
    )
    const positions = all.map(line => line.event!.position!)
    t.ok(
      positions.every(({ commit, prepare }) => commit === prepare),
      'commit and prepare are equal for events like ours',
    )
    t.equal(first, `1 ${positions[1]?.commit}`, 'an append answers with the position of its last event')
    const page = await read(client.readAll({ fromPosition: positions[2]!, maxCount: 2 }))
    t.strictSame(
      page.map(line => line.event?.revision),
      [2n, 3n],
      'a read of $all begins with its position',
    )
    const back = await read(client.readAll({ fromPosition: positions[2]!, direction: 'backwards', maxCount: 2 }))
    t.strictSame(
      back.map(line => line.event?.revision),
      [1n, 0n],
      'and backwards before it',
    )
    const beyond = { commit: positions[6]!.commit + 10_000_000n, prepare: positions[6]!.prepare + 10_000_000n }
    t.strictSame(await read(client.readAll({ fromPosition: beyond })), [], 'after the end there is nothing')
    const inside = { commit: positions[2]!.commit + 1n, prepare: positions[2]!.prepare + 1n }
    await t.rejects(read(client.readAll({ fromPosition: inside })), { code: 2 }, 'inside an event is no position')
    t.strictSame(
      await read(client.readStream(stream, { fromRevision: 99n })),
      [],
      'nor is there past the end of a stream',
    )
    t.equal(await refusal(client.readStream(missing)), 'stream-not-found')

    const subscription = client.subscribeToAll({ fromPosition: positions[4]! })
    subscription.on('error', () => {})
    const heard: bigint[] = []
    for await (const line of subscription) {
      if (line.event?.streamId === stream) heard.push(line.event.revision)
      if (heard.length === 2) break
    }
    await subscription.unsubscribe()
    t.strictSame(heard, [5n, 6n], 'a subscription begins after its position')

    t.match(await outcome(streamName(), 'no_stream', [event('no-uuid')]), /^unknown|invalid/, 'an id that is no UUID')
    const big = { ...event(), data: { a: 'x'.repeat(1_100_000) as unknown as number } } as Event
    t.equal(await outcome(streamName(), 'no_stream', [big]), 'maximum-append-size-exceeded', 'over 1 MiB')

    const gone = streamName()
    await outcome(gone, 'no_stream', [event(), event()])
    if (server) server.log.softDelete(gone)
    else await client.deleteStream(gone, { credentials })
    t.equal(await refusal(client.readStream(gone)), 'stream-not-found', 'a deleted stream is not found')
    t.match(await outcome(gone, 'no_stream', [event()]), /^2 \d+$/, 'and goes on at its next revision')
    if (server) server.log.tombstone(gone)
    else await client.tombstoneStream(gone, { credentials })
    t.equal(await refusal(client.readStream(gone)), 'stream-deleted', 'one with a tombstone says so')
    t.match(await outcome(gone, 'any', [event()]), /^stream-deleted/, 'and takes nothing')
  })
}

rules('the fake server', async t => {
  const server = await startFakeEventStoreDb()
  const client = EventStoreDBClient.connectionString(server.connectionString)
  t.teardown(async () => {
    await client.dispose()
    await server.stop()
  })
  return { client, server }
})

const real = process.env.EVENTSTOREDB_URL
if (real) {
  rules('a real server', async t => {
    const client = EventStoreDBClient.connectionString(real)
    t.teardown(() => client.dispose())
    return { client, server: null }
  })
}

t.test('after a restart the fake has forgotten recent ids, and any stores them again', async t => {
  const server = await startFakeEventStoreDb()
  const client = EventStoreDBClient.connectionString(server.connectionString)
  t.teardown(async () => {
    await client.dispose()
    await server.stop()
  })
  const one = event()
  const append = (expectedRevision: Expected) =>
    client.appendToStream('check-1', one, { expectedRevision, credentials }).then(
      () => true,
      () => false,
    )
  await append('any')
  await append('any')
  t.equal(server.log.records.length, 1)
  await server.kill()
  await server.restart()
  while (!(await append('any')));
  t.equal(server.log.records.length, 2)
  while (!(await append('no_stream')));
  t.equal(server.log.records.length, 2, 'an explicit revision is looked up in the log')
})
