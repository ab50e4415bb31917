import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import { logPosition } from '../src/store/eventstoredb/position.js'
import { openEventStoreDb } from '../src/store/eventstoredb/store.js'
import type { EventStore, Position } from '../src/store/store.js'

const ROUNDS = 3
const DATA = { text: 'x'.repeat(385) }
const BODY = JSON.stringify(DATA)
const REPLAYED = 20_000

export interface EventStoreDbFigure {
  readonly what: string
  /** Events a second of the store, of the bare client doing the same, and the first over the second. Medians. */
  readonly store: number
  readonly bare: number
  readonly ratio: number
}

/**
 * Measures the adapter beside the bare client, in alternating rounds, on a real server (`esdb://…`); both count an event
 * when it is acknowledged. The bare client appends by its default path with an explicit revision, a stream a caller, and
 * reads nothing back. Leaves its events in the database. Takes about a minute and prints a table.
 */
export async function runEventStoreDbBench(url: string): Promise<EventStoreDbFigure[]> {
  const store = await openEventStoreDb(url, { timers: { answerMs: 30_000, callMs: 10_000 } })
  const client = EventStoreDBClient.connectionString(url)
  try {
    const figures: EventStoreDbFigure[] = []
    for (const [what, callers, streams, events] of [
      ['append, one caller', 1, 1, 400],
      ['append, 64 callers, one stream', 64, 1, 6_000],
      ['append, 64 callers, 64 streams', 64, 64, 6_000],
      ['append, 256 callers, 16 streams', 256, 16, 12_000],
    ] as const) {
      figures.push(
        await compared(
          what,
          () => storeAppends(store, callers, streams, events),
          () => bareAppends(client, callers, events),
        ),
      )
    }
    const from = await store.head()
    await storeFills(store, REPLAYED)
    figures.push(
      await compared(
        `replay of ${REPLAYED} events in pages of 1000`,
        () => storeReplays(store, from),
        () => bareReplays(client, from),
      ),
      await compared(
        `subscription over ${REPLAYED} events`,
        () => storeFollows(store, from),
        () => bareReplays(client, from),
      ),
    )
    console.table(figures)
    return figures
  } finally {
    await store.close()
    await client.dispose()
  }
}

async function compared(
  what: string,
  store: () => Promise<number>,
  bare: () => Promise<number>,
): Promise<EventStoreDbFigure> {
  const rates = { store: [] as number[], bare: [] as number[] }
  for (let round = 0; round < ROUNDS; round++) {
    rates.store.push(await rate(store))
    rates.bare.push(await rate(bare))
  }
  const [ours, theirs] = [median(rates.store), median(rates.bare)]
  return { what, store: Math.round(ours), bare: Math.round(theirs), ratio: Number((ours / theirs).toFixed(2)) }
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

async function bareAppends(client: EventStoreDBClient, callers: number, events: number): Promise<number> {
  let left = events
  await Promise.all(
    Array.from({ length: callers }, async () => {
      const stream = `bench-${randomUUID()}`
      for (let revision = -1; left-- > 0; revision++) {
        const expectedRevision = revision < 0 ? ('no_stream' as const) : BigInt(revision)
        const event = jsonEvent({ id: randomUUID(), type: 'VisitHeld', data: DATA, metadata: { at: Date.now() } })
        await client.appendToStream(stream, event, { expectedRevision })
      }
    }),
  )
  return events
}

async function storeFills(store: EventStore, events: number): Promise<void> {
  for (let done = 0; done < events; done += 500) {
    const stream = `country-${randomUUID()}`
    await store.record(Array.from({ length: 500 }, () => ({ stream, event: anEvent() })))
  }
}

async function storeReplays(store: EventStore, from: Position | null): Promise<number> {
  let events = 0
  for (let after = from; ; ) {
    const page = await store.readAll(after, 1_000)
    if (page.length === 0) return events
    events += page.length
    after = page.at(-1)!.position
  }
}

async function storeFollows(store: EventStore, from: Position | null): Promise<number> {
  let events = 0
  for await (const notification of store.subscribe(from, new AbortController().signal)) {
    if (notification.kind === 'events') events += notification.events.length
    if (notification.kind === 'caughtUp') break
  }
  return events
}

async function bareReplays(client: EventStoreDBClient, from: Position | null): Promise<number> {
  let events = -1
  for await (const _ of client.readAll({ fromPosition: from === null ? 'start' : logPosition(from) })) events += 1
  return events
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const url = process.env.EVENTSTOREDB_URL
  if (url) await runEventStoreDbBench(url)
  else console.error('EVENTSTOREDB_URL names no server, such as esdb://127.0.0.1:2113?tls=false: nothing was measured')
}
