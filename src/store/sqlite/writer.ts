import type { Database } from 'better-sqlite3'
import { type Shelf, verdict } from '../idempotency.js'
import { instantWriter, msOf } from '../instant.js'
import { positionOf } from '../position.js'
import { type Coming, comingOf, type RecordingTime, recordingTime } from '../recording-time.js'
import type { Addressed, AppendResult, ExpectedRevision, Loading, NewEvent, Placed, RecordOutcome } from '../store.js'
import { BEGINNING, digestOf } from './digest.js'
import type { WriteSteps } from './group-commit.js'
import type { Head } from './head.js'
import type { SqliteReader } from './reader.js'

/** The writes of one connection, inside whatever transaction is open. */
export interface SqliteWriter {
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): WriteSteps<AppendResult>
  record(items: readonly Addressed[], loading: Loading | undefined): WriteSteps<RecordOutcome[]>
  readonly time: RecordingTime
  /** Place of the last event, stored or about to be. */
  place(): number
  head(): Head
  /** Read again what is on disk: the transaction was rolled back. */
  reload(): void
}

/** Beyond any place: the writer also sees what it has not committed yet. */
const ALL = Number.MAX_SAFE_INTEGER

export function sqliteWriter(db: Database, reader: SqliteReader): SqliteWriter {
  const selectLastRevision = db
    .prepare<[number], number | null>('SELECT max(revision) FROM events WHERE sid = ?')
    .pluck()
  const selectNewest = db.prepare<[], number>('SELECT recorded_at FROM events ORDER BY position DESC LIMIT 1').pluck()
  const insert = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING')

  const isoOf = instantWriter()
  const lastRevisions = new Map<string, number>()
  let lastPlace = 0
  let lastDigest = BEGINNING
  const time = recordingTime()

  function reload(): void {
    reader.streams.forget()
    reader.types.forget()
    lastRevisions.clear()
    lastPlace = reader.lastPlace()
    lastDigest = reader.digestAt(lastPlace) ?? BEGINNING
    time.restart(selectNewest.get() ?? Number.NEGATIVE_INFINITY)
  }
  reload()

  const shelf: Shelf = {
    last(stream) {
      const known = lastRevisions.get(stream)
      if (known !== undefined) return known
      const sid = reader.streams.number(stream)
      const last = sid === undefined ? -1 : (selectLastRevision.get(sid) ?? -1)
      lastRevisions.set(stream, last)
      return last
    },
    at: (stream, revision) => reader.stream(stream, revision, 1, ALL)[0] ?? null,
    holder: id => reader.byId(id, ALL),
  }

  /** Null when the id is known. */
  function store(stream: string, { id, type, body, meta, recordedAt }: NewEvent, coming: Coming): Placed | null {
    const sid = reader.streams.assign(stream)
    const tid = reader.types.assign(type)
    const revision = shelf.last(stream) + 1
    const given = msOf(recordedAt)
    const at = time.next(given, coming)
    const place = lastPlace + 1
    const kept = meta === '{}' ? null : meta
    const digest = digestOf(lastDigest, { place, stream, revision, id, type, recordedAt: at, body, meta: kept })
    const { changes } = insert.run(place, sid, revision, id, tid, at, body, kept, digest)
    if (changes === 0) return null
    time.take(at, given)
    lastPlace = place
    lastDigest = digest
    lastRevisions.set(stream, revision)
    return { position: positionOf(lastPlace), revision, recordedAt: isoOf(at) }
  }

  return {
    *append(stream, expected, events) {
      const other = verdict(shelf, stream, expected, events)
      if (other) return other
      const placed: Placed[] = []
      for (const event of events) {
        const place = store(stream, event, 'live')
        if (!place) throw new Error(`event ${event.id} appeared while it was being stored`)
        placed.push(place)
        yield workOf(event)
      }
      return { kind: 'appended', events: placed }
    },

    *record(items, loading) {
      const coming = comingOf(loading, lastPlace === 0 ? null : positionOf(lastPlace))
      const outcomes: RecordOutcome[] = []
      for (const { stream, event } of items) {
        const place = store(stream, event, coming)
        outcomes.push(place ? { kind: 'appended', ...place } : { kind: 'duplicate', event: shelf.holder(event.id)! })
        yield workOf(event)
      }
      return outcomes
    },

    time,
    place: () => lastPlace,
    head: () => ({ place: lastPlace, digest: lastDigest }),
    reload,
  }
}

/** An event of a few kilobytes is one unit; long texts count by their length. */
function workOf({ body, meta }: NewEvent): number {
  return 1 + ((body.length + meta.length) >> 12)
}
