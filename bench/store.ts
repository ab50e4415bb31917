import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'
import { openDatabase } from '../src/sqlite.js'
import { openSqliteStore } from '../src/store/sqlite/store.js'
import type { Addressed, EventStore, Position } from '../src/store/store.js'

const ROUNDS = 3
const BODY = JSON.stringify({ text: 'x'.repeat(385) })

export interface StoreFigure {
  readonly what: string
  /** Events a second of the store, of bare better-sqlite3 with the same table and sync, and the first over the second. Medians. */
  readonly store: number
  readonly bare: number
  readonly ratio: number
  /** Longest time the event loop stood still in the store's run, in milliseconds; the worst of the rounds. */
  readonly stall: number
}

interface Writing {
  readonly what: string
  readonly events: number
  readonly each: number
  readonly concurrent: number
}

const WRITINGS: readonly Writing[] = [
  { what: 'one event a commit', events: 3000, each: 1, concurrent: 1 },
  { what: '64 callers of one event', events: 30_000, each: 1, concurrent: 64 },
  { what: '100 events a call', events: 30_000, each: 100, concurrent: 1 },
  { what: '1000 events a call', events: 40_000, each: 1000, concurrent: 1 },
]

/**
 * Measures the embedded store beside bare better-sqlite3, in alternating rounds, on the disk of the temporary directory.
 * Events have 400 characters and random ids, in 100 streams. Takes about 20 s and prints a table.
 */
export async function runStoreBench(): Promise<StoreFigure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'entente-bench-'))
  const store = openSqliteStore({ directory: join(directory, 'store') })
  const bare = openBare(join(directory, 'bare.db'))
  try {
    const figures: StoreFigure[] = []
    for (const writing of WRITINGS) {
      figures.push(
        await compared(
          writing.what,
          () => writeStore(store, writing),
          () => bare.write(writing.events, writing.each * writing.concurrent),
        ),
      )
    }
    figures.push(
      await compared(
        'reading the log',
        () => readStore(store),
        () => bare.read(),
      ),
    )
    console.table(figures)
    const wal = statSync(join(directory, 'store', 'entente.db-wal')).size
    console.log(`write-ahead log of the store: ${(wal / 2 ** 20).toFixed(1)} MiB at its longest`)
    return figures
  } finally {
    await store.close()
    bare.close()
    rmSync(directory, { recursive: true })
  }
}

/** Runs both in turn; each returns how many events it moved. */
async function compared(what: string, store: () => Promise<number>, bare: () => number): Promise<StoreFigure> {
  const rates = { store: [] as number[], bare: [] as number[] }
  let stall = 0
  for (let round = 0; round < ROUNDS; round++) {
    const loop = monitorEventLoopDelay({ resolution: 1 })
    loop.enable()
    rates.store.push(await rate(store))
    loop.disable()
    stall = Math.max(stall, loop.max / 1e6)
    rates.bare.push(await rate(async () => bare()))
  }
  const [ours, theirs] = [median(rates.store), median(rates.bare)]
  return {
    what,
    store: Math.round(ours),
    bare: Math.round(theirs),
    ratio: Number((ours / theirs).toFixed(2)),
    stall: Number(stall.toFixed(1)),
  }
}

async function rate(run: () => Promise<number>): Promise<number> {
  const began = performance.now()
  const events = await run()
  return (events / (performance.now() - began)) * 1000
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
}

function someEvents(count: number): Addressed[] {
  const recordedAt = new Date().toISOString()
  return Array.from({ length: count }, (_, n) => ({
    stream: `country-${n % 100}`,
    event: { id: randomUUID(), type: 'VisitHeld', body: BODY, meta: '{}', recordedAt },
  }))
}

async function writeStore(store: EventStore, { events, each, concurrent }: Writing): Promise<number> {
  let left = events
  const caller = async () => {
    while (left > 0) {
      left -= each
      const outcomes = await store.record(someEvents(each))
      if (outcomes.some(outcome => outcome.kind !== 'appended')) throw new Error('an event was not stored')
    }
  }
  await Promise.all(Array.from({ length: concurrent }, caller))
  return events
}

async function readStore(store: EventStore): Promise<number> {
  let events = 0
  for (let after: Position | null = null; ; ) {
    const page = await store.readAll(after, 2000)
    if (page.length === 0) return events
    events += page.length
    after = page.at(-1)!.position
  }
}

/** The same table and settings without anything around them. */
function openBare(path: string) {
  const db = openDatabase(path)
  db.pragma('page_size = 8192')
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('cache_size = -65536')
  db.pragma('wal_autocheckpoint = 8192')
  db.exec(`CREATE TABLE events (position INTEGER PRIMARY KEY, sid INTEGER NOT NULL, revision INTEGER NOT NULL,
    id TEXT NOT NULL UNIQUE, tid INTEGER NOT NULL, recorded_at INTEGER NOT NULL, body TEXT NOT NULL, meta TEXT,
    UNIQUE (sid, revision)) STRICT`)
  const insert = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  const select = db
    .prepare<[number], [number]>('SELECT * FROM events WHERE position > ? ORDER BY position LIMIT 512')
    .raw()
  let last = 0

  const insertAll = (events: readonly Addressed[]) => {
    for (const { event } of events) {
      last += 1
      insert.run(last, last % 100, Math.floor(last / 100), event.id, 1, Date.now(), event.body, null)
    }
  }
  const insertGroup = db.transaction(insertAll)

  return {
    write(count: number, each: number): number {
      for (let left = count; left > 0; left -= each) {
        if (each === 1) insertAll(someEvents(1))
        else insertGroup(someEvents(each))
      }
      return count
    },
    read(): number {
      let events = 0
      for (let after = 0; ; ) {
        const rows = select.all(after)
        if (rows.length === 0) return events
        events += rows.length
        after = rows.at(-1)![0]
      }
    },
    close: () => db.close(),
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runStoreBench()
