import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { instantWriter, msOf } from '../instant.js'
import { BEGINNING, digestOf } from '../sqlite/digest.js'
import { damage, damagedRow } from '../sqlite/failure.js'
import { namesOf } from '../sqlite/names.js'
import { type LocalLog, type Position, type StoredEvent, StoreError } from '../store.js'
import { deleteMirrorFile, INDEX, openMirrorFile } from './file.js'

/**
 * What was read of a log whose server is elsewhere, in the order of that log. It only ever follows the server: one that is
 * shorter is read on from where it ends, and one that cannot be trusted is thrown away.
 */
export interface Mirror extends LocalLog {
  readonly directory: string
  /** How many events it holds. */
  readonly size: number
  /** Position of the last event; null where there is none. */
  readonly head: Position | null
  /** Up to where the log was looked at, events of others included; null before anything was. */
  readonly scanned: Position | null
  /**
   * Take in what was read of the log after `scanned`, up to a position. Where it cannot be written any more that is told
   * once, and what comes is held in memory, as long as the process lasts.
   */
  take(events: readonly StoredEvent[], scanned: Position): void
  /** Events after a position, at most so many. Rejects as `at` throws. */
  page(after: Position | null, limit: number): StoredEvent[]
  /** Revision of the last event of a stream; -1 where there is none. */
  lastRevision(stream: string): number
  /** Where an id stands, the first place of the log first. */
  placesOfId(id: string): { readonly stream: string; readonly revision: number }[]
  isDouble(place: number): boolean
  close(): void
}

export interface MirrorOptions {
  readonly directory: string
  /** Name of the server, without secrets. */
  readonly server: string
  /** Told, once, why it cannot be trusted or written any more. */
  readonly failed: (reason: string) => void
  /** Read an event from the server again, as it cannot be read here: the event of a place, known by its stream. */
  readonly again: (stream: string, revision: number) => Promise<StoredEvent | null>
}

type Row = [
  place: number,
  sid: number,
  revision: number,
  id: string,
  tid: number,
  recordedAt: number,
  body: string,
  meta: string | null,
  digest: string,
  origin: string,
  newest: number,
]

const COLUMNS = 'position, sid, revision, id, tid, recorded_at, body, meta, digest, origin, newest'
const PAGE = 1024
const PAGE_CHARACTERS = 8 << 20

/**
 * Opens the mirror of a directory that nobody else has open. One in which an event is found that is not as it was read is
 * deleted there and then, so that the next start builds it again; this process reads that event from the server once more.
 */
export function openMirror(options: MirrorOptions): Mirror {
  const db = openMirrorFile(options.directory, options.server)
  try {
    return mirrorOf(db, options)
  } catch (error) {
    db.close()
    throw damage(error)
  }
}

function mirrorOf(db: Database, { directory, failed, again }: MirrorOptions): Mirror {
  const streams = namesOf(db, 'streams', 'sid')
  const types = namesOf(db, 'types', 'tid')
  const isoOf = instantWriter()
  const selectPage = db
    .prepare<unknown[], Row>(`SELECT ${COLUMNS} FROM events WHERE position > ? ORDER BY position LIMIT ?`)
    .raw()
  const selectPlace = db.prepare<[number], Row>(`SELECT ${COLUMNS} FROM events WHERE position = ?`).raw()
  const selectOrigin = db.prepare<[number], string>('SELECT origin FROM events WHERE position = ?').pluck()
  const selectNewest = db.prepare<[number], number>('SELECT newest FROM events WHERE position = ?').pluck()
  const selectDigest = db.prepare<[number], string>('SELECT digest FROM events WHERE position = ?').pluck()
  const selectPlaceOfId = db
    .prepare<[string], number>('SELECT position FROM events WHERE id = ? AND doubled IS NULL')
    .pluck()
  const selectRevision = db.prepare<[number], number | null>('SELECT max(revision) FROM events WHERE sid = ?').pluck()
  const insert = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL) ON CONFLICT DO NOTHING')
  const insertDouble = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)')
  const updateScanned = db.prepare('UPDATE mirror SET scanned = ?')
  const begin = db.prepare('BEGIN IMMEDIATE')
  const commit = db.prepare('COMMIT')
  const doubles = new Map<number, string>(
    db.prepare<[], [number, string]>('SELECT position, id FROM events WHERE doubled = 1').raw().all(),
  )
  let size = db.prepare<[], number | null>('SELECT max(position) FROM events').pluck().get() ?? 0
  let scanned = db.prepare<[], string | null>('SELECT scanned FROM mirror').pluck().get() ?? null
  let kept = scanned
  let lastDigest = size === 0 ? BEGINNING : selectDigest.get(size)!
  let newest = size === 0 ? Number.NEGATIVE_INFINITY : selectNewest.get(size)!
  let head = size === 0 ? null : selectOrigin.get(size)!
  let writing = true
  let closed = false
  /** The event that was read by its place last. */
  let latest: { readonly place: number; readonly digest: string } | null = null

  /** What was taken in last: it is asked for next. */
  let taken: { readonly first: number; readonly events: readonly StoredEvent[]; readonly times: number[] } | null = null
  /** Events that are not in the file: what came after it could not be written, and what was not as it was read. */
  const held = new Map<number, StoredEvent>()
  const heldPlaces = new Map<string, number>()
  const heldTimes = new Map<number, number>()
  const heldRevisions = new Map<string, number>()
  const mending = new Set<number>()

  function giveUp(reason: string): void {
    if (!writing) return
    writing = false
    deleteMirrorFile(directory)
    failed(reason)
  }

  /** What is thrown where the file is damaged: the event is read from the server again, and is there a moment later. */
  function lost(error: unknown, place: number | null): unknown {
    const named = damage(error)
    if (!(named instanceof StoreError) || named.code !== 'store-corrupt') return named
    giveUp(named.message)
    if (place !== null) mend(place)
    return new StoreError('store-unavailable', named.message, { cause: error })
  }

  function mend(place: number): void {
    const row = db.prepare<[number], [number, number]>('SELECT sid, revision FROM events WHERE position = ?').raw()
    const found = quietly(() => row.get(place))
    const stream = found === undefined ? undefined : quietly(() => streams.name(found[0]))
    if (found === undefined || stream === undefined || mending.has(place)) return
    mending.add(place)
    again(stream, found[1])
      .then(event => {
        if (event !== null) held.set(place, event)
      })
      .catch(() => {})
      .finally(() => mending.delete(place))
  }

  function reading<T>(read: () => T, place: number | null = null): T {
    if (closed) throw new StoreError('store-closed', `the mirror in ${directory} is closed`)
    try {
      return read()
    } catch (error) {
      throw lost(error, place)
    }
  }

  function eventOf(row: Row, before: string): StoredEvent {
    const [place, sid, revision, id, tid, recordedAt, body, meta, digest, origin, newestThen] = row
    const stream = streams.name(sid)
    const type = types.name(tid)
    const due = digestOf(before, {
      place,
      stream,
      revision,
      id,
      type,
      recordedAt,
      body,
      meta: sealed(meta, origin, newestThen),
    })
    if (due !== digest) throw damagedRow(`the event at place ${place} of the mirror is not as it was read`)
    latest = { place, digest }
    return { id, type, body, meta: meta ?? '{}', recordedAt: isoOf(recordedAt), position: origin, stream, revision }
  }

  function digestBefore(place: number): string {
    if (place === 1) return BEGINNING
    if (latest?.place === place - 1) return latest.digest
    return selectDigest.get(place - 1) ?? ''
  }

  function one(place: number): StoredEvent {
    const other = taken?.events[place - taken.first] ?? held.get(place)
    if (other !== undefined) return other
    const row = selectPlace.get(place)
    if (row === undefined) throw damagedRow(`there is no event at place ${place} of the mirror`)
    return eventOf(row, digestBefore(place))
  }

  /** How many events stand at or before a position. */
  function countTo(position: Position): number {
    if (head !== null && position >= head) return size
    let [low, high] = [0, size]
    while (low < high) {
      const middle = (low + high) >> 1
      if (originOf(middle + 1) <= position) low = middle + 1
      else high = middle
    }
    return low
  }

  function originOf(place: number): Position {
    const origin = held.get(place)?.position ?? selectOrigin.get(place)
    if (origin === undefined) throw damagedRow(`there is no event at place ${place} of the mirror`)
    return origin
  }

  function placeOf(id: string): number | undefined {
    return selectPlaceOfId.get(id) ?? heldPlaces.get(id)
  }

  /** Hold an event that cannot be written. */
  function hold(event: StoredEvent): void {
    size += 1
    newest = Math.max(newest, msOf(event.recordedAt))
    head = event.position
    held.set(size, event)
    heldTimes.set(size, newest)
    heldRevisions.set(event.stream, event.revision)
    if (placeOf(event.id) === undefined) heldPlaces.set(event.id, size)
    else doubles.set(size, event.id)
  }

  function store(event: StoredEvent): void {
    const { id, body, stream, type, revision, position: origin } = event
    const place = size + 1
    const recordedAt = msOf(event.recordedAt)
    const meta = event.meta === '{}' ? null : event.meta
    const lifted = Math.max(newest, recordedAt)
    const content = { place, stream, revision, id, type, recordedAt, body, meta: sealed(meta, origin, lifted) }
    const digest = digestOf(lastDigest, content)
    const values = [
      place,
      streams.assign(stream),
      revision,
      id,
      types.assign(type),
      recordedAt,
      body,
      meta,
      digest,
      origin,
      lifted,
    ]
    if (insert.run(...values).changes === 0) {
      insertDouble.run(...values)
      doubles.set(place, id)
    }
    size = place
    newest = lifted
    head = origin
    lastDigest = digest
  }

  return {
    directory,
    get size() {
      return size
    },
    get head() {
      return head
    },
    get scanned() {
      return scanned
    },
    take(events, upTo) {
      const before = { size, newest, head, lastDigest }
      if (writing && events.length > 0) {
        try {
          const times: number[] = []
          taken = null
          begin.run()
          for (const event of events) {
            store(event)
            times.push(newest)
          }
          updateScanned.run(upTo)
          commit.run()
          kept = upTo
          taken = { first: before.size + 1, events, times }
        } catch (error) {
          quietly(() => db.inTransaction && db.exec('ROLLBACK'))
          ;({ size, newest, head, lastDigest } = before)
          for (const place of doubles.keys()) if (place > size) doubles.delete(place)
          giveUp(error instanceof Error ? error.message : String(error))
        }
      }
      if (!writing) for (const event of events) hold(event)
      scanned = upTo
    },
    page(after, limit) {
      const first = reading(() => (after === null ? 0 : countTo(after))) + 1
      const last = Math.min(size, first - 1 + Math.min(limit, PAGE))
      if (held.size > 0) {
        return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => reading(() => one(first + i), first + i))
      }
      const events: StoredEvent[] = []
      let at = first
      return reading(() => {
        let digest = first === 1 ? BEGINNING : (selectDigest.get(first - 1) ?? '')
        let characters = 0
        for (const row of selectPage.all(first - 1, last - first + 1)) {
          at = row[0]
          events.push(eventOf(row, digest))
          digest = row[8]
          characters += row[6].length
          if (characters > PAGE_CHARACTERS) break
        }
        if (events.length === 0 && last >= first) throw damagedRow(`there is no event at place ${first} of the mirror`)
        return events
      }, at)
    },
    lastRevision(stream) {
      return reading(() => {
        const sid = streams.number(stream)
        const written = sid === undefined ? -1 : (selectRevision.get(sid) ?? -1)
        return Math.max(written, heldRevisions.get(stream) ?? -1)
      })
    },
    placesOfId(id) {
      return reading(() => {
        const first = placeOf(id)
        const others = [...doubles].flatMap(([place, its]) => (its === id ? place : []))
        return (first === undefined ? [] : [first, ...others]).map(place => one(place))
      })
    },
    isDouble: place => doubles.has(place + 1),
    close() {
      if (closed) return
      closed = true
      quietly(() => {
        if (writing && scanned !== kept) updateScanned.run(scanned)
      })
      quietly(() => db.close())
    },
    at: place => reading(() => one(place + 1), place + 1),
    recordedAt(place) {
      const time = taken?.times[place + 1 - taken.first] ?? heldTimes.get(place + 1)
      return time ?? reading(() => selectNewest.get(place + 1) ?? newest, place + 1)
    },
    placeOfId(id) {
      const place = reading(() => placeOf(id))
      return place === undefined ? null : place - 1
    },
    position: place => reading(() => originOf(place + 1), place + 1),
    placeOf: position => reading(() => countTo(position)) - 1,
    digestAt: place => reading(() => (place < 0 ? BEGINNING : (selectDigest.get(place + 1) ?? null))),
    beside: { path: join(directory, INDEX), writable: true },
  }
}

/** What the digest covers beside what the embedded store has: the position at the server, and the running maximum. */
function sealed(meta: string | null, origin: string, newest: number): string {
  return `${origin} ${newest} ${meta ?? ''}`
}

/** What fails here is no loss: all of it is at the server. */
function quietly<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch {
    return undefined
  }
}
