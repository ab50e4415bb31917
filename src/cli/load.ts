import { randomBytes } from 'node:crypto'
import { createIds } from '../commands/ids.js'
import { createImporter, type LineOutcome, type Stop } from '../commands/import.js'
import type { EventStore, Position } from '../store/store.js'
import { linesOf } from '../wire/lines.js'

const LINES_AT_ONCE = 400

/** What became of the lines that were read, as the closing line of `POST /v1/imports` tells it. */
export interface Summary {
  readonly lines: number
  readonly appended: number
  readonly duplicate: number
  readonly refused: number
  readonly position: Position | null
  readonly stop: Stop | null
}

export interface LoadOptions {
  readonly backfill: boolean
  readonly newIds?: boolean
  readonly each?: (outcomes: readonly LineOutcome[]) => void
}

/** Store NDJSON lines in a store of this process, by the code that serves `POST /v1/imports`; repeating it stores nothing twice. */
export async function load(
  store: EventStore,
  source: AsyncIterable<Buffer>,
  { backfill, newIds = false, each }: LoadOptions,
): Promise<Summary> {
  const newest = backfill ? await newestRecordedAt(store) : null
  const now = Date.now
  const newId = createIds({ now, random: randomBytes })
  const state = { newestRecordedAt: () => newest }
  const importer = createImporter({ store, state, now, newId }, { backfill, newIds, recordedBy: null })
  const count = { lines: 0, appended: 0, duplicate: 0, refused: 0 }
  let position: Position | null = null
  let stop: Stop | null = null
  for await (const lines of linesOf(source, LINES_AT_ONCE)) {
    const taken = await importer.take(lines)
    for (const outcome of taken.outcomes) {
      count.lines++
      if (outcome.outcome === 'appended' || outcome.outcome === 'duplicate') count[outcome.outcome]++
      else count.refused++
      const at = 'position' in outcome ? outcome.position : undefined
      if (at !== undefined && (position === null || at > position)) position = at
    }
    each?.(taken.outcomes)
    stop = taken.stop
    if (stop) break
  }
  return { ...count, position, stop }
}

/** Running maximum of `recordedAt` over the log; null for an empty one. */
async function newestRecordedAt(store: EventStore): Promise<string | null> {
  let newest: string | null = null
  let after: Position | null = null
  for (;;) {
    const page = await store.readAll(after, 4096)
    for (const { recordedAt } of page) if (newest === null || recordedAt > newest) newest = recordedAt
    if (page.length === 0) return newest
    after = page.at(-1)!.position
  }
}
