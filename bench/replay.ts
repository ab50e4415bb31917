import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { policyV1 } from '../projections/policy/v1.js'
import { createLogIndex } from '../src/state/log-index.js'
import { createReading } from '../src/state/reading.js'
import { openSqliteStore } from '../src/store/sqlite/store.js'
import type { Position } from '../src/store/store.js'
import { syntheticHistory } from './as-of.js'

export interface ReplayFigure {
  readonly what: string
  readonly perSecond: number
}

/** Events a second from the store's pages into the record, and of the parts of that. */
export async function runReplayBench(events = 200_000): Promise<ReplayFigure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'entente-replay-'))
  const store = openSqliteStore({ directory })
  try {
    const stored = begin(`import in calls of 200, durable (${events} events)`)
    let chunk = []
    for (const event of syntheticHistory(events)) {
      chunk.push({ stream: event.stream, event })
      if (chunk.length === 200) {
        await store.record(chunk)
        chunk = []
      }
    }
    await store.record(chunk)
    const imported = stored(events)

    const scanned = begin('readAll alone')
    for await (const page of pages(store)) void page
    const scan = scanned(events)

    const parsed = begin('readAll and JSON.parse')
    for await (const page of pages(store)) for (const event of page) JSON.parse(event.body)
    const parse = parsed(events)

    const record = createLogIndex()
    const reading = createReading(record, policyV1)
    const replayed = begin('replay: readAll into the record, ready to be asked')
    for await (const page of pages(store)) for (const event of page) record.add(event)
    for (const host of record.hosts()) reading.host(host).takeIn()
    return [imported, scan, parse, replayed(events)]
  } finally {
    await store.close()
    rmSync(directory, { recursive: true, force: true })
  }
}

async function* pages(store: ReturnType<typeof openSqliteStore>) {
  let after: Position | null = null
  for (;;) {
    const page = await store.readAll(after, 2000)
    if (page.length === 0) return
    yield page
    after = page.at(-1)!.position
  }
}

function begin(what: string): (events: number) => ReplayFigure {
  const started = performance.now()
  return events => ({ what, perSecond: Math.round((events * 1000) / (performance.now() - started)) })
}
