import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import { logPosition } from '../src/store/eventstoredb/position.js'
import { openEventStoreDb } from '../src/store/eventstoredb/store.js'
import type { EventStore, Position } from '../src/store/store.js'

const ROUNDS = 5
const DATA = { text: 'x'.repeat(385) }
const BODY = JSON.stringify(DATA)
const REPLAYED = 20_000
/** The client takes its unary path, which keeps deadlines, where a call has credentials; no TLS, no sending of them. */
const UNARY = { credentials: { username: 'bench', password: 'bench' }, deadline: 10_000 }

export interface EventStoreDbFigure {
  readonly what: string
  /** Events a second of the store. Medians. */
  readonly store: number
  /** Of the bare client at its fastest, and what the store has of that. */
  readonly bare: number
  readonly ratio: number
  /** Of the bare client where it appends with a deadline that is kept and reads back what it appended, as the store does. */
  readonly careful?: number
  readonly ofCareful?: number
}

type Contestants = Readonly<Record<'store' | 'bare', () => Promise<number>>> & {
  readonly careful?: () => Promise<number>
}

/**
 * Measures the adapter beside the bare client, in alternating rounds after one that does not count, on a real server
 * (`esdb://…`, best without TLS). The bare client appends with an explicit revision, a stream a caller, by its default
 * path and reads nothing back; in a replay both take id, type, stream, body text and metadata of the same events. Leaves
 * its events in the database. Takes some minutes and prints a table.
 */
export async function runEventStoreDbBench(url: string): Promise<EventStoreDbFigure[]> {
  const store = await openEventStoreDb(url, { timers: { answerMs: 30_000, callMs: 10_000 } })
  const client = EventStoreDBClient.connectionString(url)
  try {
    const figures: EventStoreDbFigure[] = []
    for (const [what, callers, streams, events] of [
      ['append, one caller', 1, 1, 400],
      ['append, 64 callers, one stream', 64, 1, 3_000],
      ['append, 64 callers, 64 streams', 64, 64, 3_000],
      ['append, 256 callers, 16 streams', 256, 16, 6_000],
    ] as const) {
      figures.push(
        await compared(what, {
          store: () => storeAppends(store, callers, streams, events),
          bare: () => bareAppends(client, callers, events, false),
          careful: () => bareAppends(client, callers, events, true),
        }),
      )
    }
    const from = await storeFills(store, REPLAYED)
    figures.push(
      await compared(`replay of ${REPLAYED} events in pages of 1000`, {
        store: () => storeReplays(store, from),
        bare: () => bareReplays(client, from),
      }),
      await compared(`subscription over ${REPLAYED} events`, {
        store: () => storeFollows(store, from),
        bare: () => bareReplays(client, from),
      }),
    )
    console.table(figures)
    return figures
  } finally {
    await store.close()
    await client.dispose()
  }
}

async function compared(what: string, contestants: Contestants): Promise<EventStoreDbFigure> {
  const rates = new Map<string, number[]>()
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, run] of Object.entries(contestants)) {
      const measured = await rate(run)
      if (round > 0) rates.set(name, [...(rates.get(name) ?? []), measured])
    }
  }
  const store = median(rates.get('store')!)
  const of = (other: number) => Number((store / other).toFixed(2))
  const bare = median(rates.get('bare')!)
  const careful = rates.has('careful') ? median(rates.get('careful')!) : null
  return {
    what,
    store: Math.round(store),
    bare: Math.round(bare),
    ratio: of(bare),
    ...(careful !== null && { careful: Math.round(careful), ofCareful: of(careful) }),
  }
}

async function rate(run: () => Promise<number>): Promise<number> {
  const began = performance.now()
  const events = await run()
  return (events / (performance.now() - began)) * 1_000
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
}

function anEvent() {
  return { id: randomUUID(), type: 'VisitHeld', body: BODY, meta: '{}', recordedAt: new Date().toISOString() }
}

async function storeAppends(store: EventStore, callers: number, streams: number, events: number): Promise<number> {
  const names = Array.from({ length: streams }, () => `country-${randomUUID()}`)
  let left = events
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      while (left-- > 0) {
        const [outcome] = await store.record([{ stream: names[caller % streams]!, event: anEvent() }])
        if (outcome?.kind !== 'appended') throw new Error(`not appended: ${JSON.stringify(outcome)}`)
      }
    }),
  )
  return events
}

async function bareAppends(
  client: EventStoreDBClient,
  callers: number,
  events: number,
  careful: boolean,
): Promise<number> {
  let left = events
  await Promise.all(
    Array.from({ length: callers }, async () => {
      const stream = `bench-${randomUUID()}`
      for (let revision = -1; left-- > 0; revision++) {
        const expectedRevision = revision < 0 ? ('no_stream' as const) : BigInt(revision)
        const event = jsonEvent({ id: randomUUID(), type: 'VisitHeld', data: DATA, metadata: { at: Date.now() } })
        await client.appendToStream(stream, event, { expectedRevision, ...(careful && UNARY) })
        if (!careful) continue
        const read = client.readStream(stream, { fromRevision: BigInt(revision + 1), maxCount: 1 })
        for await (const { event: stored } of read)
          if (stored?.id !== event.id) throw new Error('something else was read back')
      }
    }),
  )
  return events
}

/** Gives the position after which the events stand, one of this store's as well: no others lie between. */
async function storeFills(store: EventStore, events: number): Promise<Position> {
  const before = await store.record([{ stream: `country-${randomUUID()}`, event: anEvent() }])
  if (before[0]?.kind !== 'appended') throw new Error(`not appended: ${JSON.stringify(before)}`)
  for (let done = 0; done < events; done += 500) {
    const stream = `country-${randomUUID()}`
    await store.record(Array.from({ length: 500 }, () => ({ stream, event: anEvent() })))
  }
  return before[0].position
}

/** Takes what a projection takes of an event; throws unless it came to as many as were written. */
function tally() {
  let events = 0
  let length = 0
  return {
    take(id: string, type: string, stream: string, body: string, meta: unknown) {
      events += 1
      length += id.length + type.length + stream.length + body.length + (meta === undefined ? 0 : 1)
    },
    end() {
      if (events !== REPLAYED || length < REPLAYED * BODY.length) throw new Error(`read ${events} events`)
      return events
    },
  }
}

async function storeReplays(store: EventStore, from: Position): Promise<number> {
  const { take, end } = tally()
  for (let after = from; ; ) {
    const page = await store.readAll(after, 1_000)
    if (page.length === 0) return end()
    for (const { id, type, stream, body, meta } of page) take(id, type, stream, body, meta)
    after = page.at(-1)!.position
  }
}

async function storeFollows(store: EventStore, from: Position): Promise<number> {
  const { take, end } = tally()
  for await (const notification of store.subscribe(from, new AbortController().signal)) {
    if (notification.kind === 'events')
      for (const { id, type, stream, body, meta } of notification.events) take(id, type, stream, body, meta)
    if (notification.kind === 'caughtUp') break
  }
  return end()
}

async function bareReplays(client: EventStoreDBClient, from: Position): Promise<number> {
  const { take, end } = tally()
  let first = true
  for await (const { event } of client.readAll({ fromPosition: logPosition(from) })) {
    // It begins with the event at the position itself.
    if (event && !first) take(event.id, event.type, event.streamId, JSON.stringify(event.data), event.metadata)
    first = false
  }
  return end()
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const url = process.env.EVENTSTOREDB_URL
  if (url) await runEventStoreDbBench(url)
  else console.error('EVENTSTOREDB_URL names no server, such as esdb://127.0.0.1:2113?tls=false: nothing was measured')
}
