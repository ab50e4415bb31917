import type { Database } from 'better-sqlite3'
import { instantWriter } from '../instant.js'
import { positionOf } from '../position.js'
import type { StoredEvent } from '../store.js'
import { BEGINNING, digestOf } from './digest.js'
import { damagedRow } from './failure.js'
import type { Head } from './head.js'
import { type Names, namesOf } from './names.js'

const CHUNK = 512
const FIRST_CHUNK = 32
/** A page of the log ends early when its texts come to about this many characters. */
const PAGE_CHARACTERS = 4 << 20

type Row = [
  position: number,
  sid: number,
  revision: number,
  id: string,
  tid: number,
  recordedAt: number,
  body: string,
  meta: string | null,
  /** Null up to the seal. */
  digest: string | null,
  /** Of the event before it, where it was asked for. */
  before: string | null,
]

/**
 * Reads events by place; `upTo` is the last place that the caller may see. Each is held to its digest: one that is not as
 * it was written is StoreError `store-corrupt`.
 */
export interface SqliteReader {
  readonly streams: Names
  readonly types: Names
  lastPlace(): number
  /** The digest of the log up to a place; null where it is not kept, before the seal. */
  digestAt(place: number): string | null
  /** How many events, from the first, have no digest of their own. */
  sealed(): number
  /** What is wrong with the file beyond what reading the log shows, as with an index; null where nothing is. */
  inspect(): string | null
  /** At least one event when there is one, at most `limit`. */
  page(after: number, upTo: number, limit: number): StoredEvent[]
  stream(name: string, from: number, limit: number, upTo: number): StoredEvent[]
  byId(id: string, upTo: number): StoredEvent | null
  /** The event of a place that is there. */
  at(place: number): StoredEvent
  recordedAt(place: number): number
  placeOfId(id: string): number | null
}

export function sqliteReader(db: Database): SqliteReader {
  const streams = namesOf(db, 'streams', 'sid')
  const types = namesOf(db, 'types', 'tid')
  const isoOf = instantWriter()
  const digested = hasDigests(db)
  const seal = digested ? sealOf(db) : { place: Number.MAX_SAFE_INTEGER, digest: BEGINNING }

  const select = (before: string, rest: string) => {
    const columns = `position, sid, revision, id, tid, recorded_at, body, meta, ${digested ? `digest, ${before}` : 'NULL, NULL'}`
    return db.prepare<unknown[], Row>(`SELECT ${columns} FROM events ${rest}`).raw()
  }
  const BEFORE = '(SELECT digest FROM events earlier WHERE earlier.position = events.position - 1)'
  const selectPage = select('NULL', 'WHERE position > ? AND position <= ? ORDER BY position LIMIT ?')
  const selectStream = select(BEFORE, 'WHERE sid = ? AND revision >= ? AND position <= ? ORDER BY revision LIMIT ?')
  const selectId = select(BEFORE, 'WHERE id = ? AND position <= ?')
  const selectPlace = select('NULL', 'WHERE position = ?')
  const selectTime = db.prepare<[number], number>('SELECT recorded_at FROM events WHERE position = ?').pluck()
  const selectPlaceOfId = db.prepare<[string], number>('SELECT position FROM events WHERE id = ?').pluck()
  const selectLast = db.prepare<[], number | null>('SELECT max(position) FROM events').pluck()
  const selectDigest = digested
    ? db.prepare<[number], string | null>('SELECT digest FROM events WHERE position = ?').pluck()
    : null

  /** Where the last page ended: the digest up to there, which before the seal only reading from the beginning gives. */
  let ended: Head = { place: 0, digest: BEGINNING }

  /** The event that was read by its place last. */
  let latest: { readonly place: number; readonly digest: string | null; readonly time: number } | null = null

  function digestAt(place: number): string | null {
    if (place === 0) return BEGINNING
    if (place === seal.place) return seal.digest
    return selectDigest?.get(place) ?? null
  }

  /** The event of a row, and the digest up to it; `before` is null where it cannot be known. */
  function checked(row: Row, before: string | null): { readonly event: StoredEvent; readonly digest: string | null } {
    const [place, sid, revision, id, tid, recordedAt, body, meta, kept] = row
    const wellFormed =
      typeof id === 'string' &&
      typeof body === 'string' &&
      (meta === null || typeof meta === 'string') &&
      Math.abs(recordedAt) <= 8.64e15
    if (!wellFormed) throw notAsWritten(place)
    const stream = streams.name(sid)
    const type = types.name(tid)
    const digest =
      before === null ? null : digestOf(before, { place, stream, revision, id, type, recordedAt, body, meta })
    const due = place > seal.place ? kept : place === seal.place && digest !== null ? seal.digest : digest
    if (digest !== due || (digest === null && place > seal.place)) throw notAsWritten(place)
    const event: StoredEvent = {
      id,
      type,
      body,
      meta: meta ?? '{}',
      recordedAt: isoOf(recordedAt),
      position: positionOf(place),
      stream,
      revision,
    }
    return { event, digest: place === seal.place ? seal.digest : digest }
  }

  const eventOf = (row: Row): StoredEvent => {
    const before = row[0] === 1 ? BEGINNING : row[0] - 1 === seal.place ? seal.digest : row[9]
    return checked(row, before).event
  }

  return {
    streams,
    types,
    sealed: () => Math.min(seal.place, selectLast.get() ?? 0),
    inspect() {
      const found = db.prepare<[], string>('PRAGMA integrity_check(1)').pluck().get()
      return found === 'ok' ? null : (found ?? 'the file cannot be checked')
    },
    lastPlace: () => selectLast.get() ?? 0,
    digestAt,

    page(after, upTo, limit) {
      const events: StoredEvent[] = []
      let characters = 0
      let digest = !digested ? null : after === ended.place ? ended.digest : digestAt(after)
      while (events.length < limit && characters < PAGE_CHARACTERS) {
        const wanted = Math.min(chunkAfter(events.length, characters), limit - events.length)
        const rows = selectPage.all(after, upTo, wanted)
        for (const row of rows) {
          const read = checked(row, digest)
          digest = read.digest
          characters += row[6].length
          events.push(read.event)
        }
        if (rows.length < wanted) break
        after = rows.at(-1)![0]
      }
      if (digest !== null && events.length > 0) ended = { place: Number(events.at(-1)!.position), digest }
      return events
    },

    stream(name, from, limit, upTo) {
      const sid = streams.number(name)
      return sid === undefined ? [] : selectStream.all(sid, from, upTo, limit).map(eventOf)
    },

    at(place) {
      const row = selectPlace.get(place)
      if (row === undefined) throw damagedRow(`there is no event at position ${positionOf(place)}`)
      const before = latest?.place === place - 1 ? latest.digest : digestAt(place - 1)
      const { event, digest } = checked(row, before)
      latest = { place, digest, time: row[5] }
      return event
    },

    recordedAt(place) {
      if (latest?.place === place) return latest.time
      const time = selectTime.get(place)
      if (time === undefined) throw damagedRow(`there is no event at position ${positionOf(place)}`)
      return time
    },

    placeOfId: id => selectPlaceOfId.get(id) ?? null,

    byId(id, upTo) {
      const row = selectId.get(id, upTo)
      return row ? eventOf(row) : null
    },
  }
}

/** How many events are read next, so that long ones do not make a page much longer than it may be. */
function chunkAfter(events: number, characters: number): number {
  if (events === 0) return FIRST_CHUNK
  return Math.max(1, Math.min(CHUNK, Math.floor(((PAGE_CHARACTERS - characters) * events) / characters)))
}

/** The place of the last event, and the digest of the log up to it as its rows give it. */
export function digestOfAll(db: Database): Head {
  let head: Head = { place: 0, digest: BEGINNING }
  for (const next of digestsAfter(db, head)) head = next
  return head
}

/** The digest up to each event after a place, as its row gives it and those before it. */
export function* digestsAfter(db: Database, { place: after, digest: before }: Head): Generator<Head> {
  const rows = db
    .prepare<[number, number], [number, string, number, string, string, number, string, string | null]>(
      `SELECT position, streams.name, revision, id, types.name, recorded_at, body, meta
       FROM events JOIN streams USING (sid) JOIN types USING (tid) WHERE position > ? ORDER BY position LIMIT ?`,
    )
    .raw()
  let head: Head = { place: after, digest: before }
  for (;;) {
    // A page at a time: while rows are being read, the connection can write nothing.
    const page = rows.all(head.place, CHUNK)
    for (const [place, stream, revision, id, type, recordedAt, body, meta] of page) {
      const digest = digestOf(head.digest, { place, stream, revision, id, type, recordedAt, body, meta })
      head = { place, digest }
      yield head
    }
    if (page.length < CHUNK) return
  }
}

function hasDigests(db: Database): boolean {
  return db.prepare("SELECT count(*) FROM pragma_table_info('events') WHERE name = 'digest'").pluck().get() === 1
}

function sealOf(db: Database): Head {
  const row = db.prepare<[], [number, string]>('SELECT position, digest FROM sealed').raw().get()
  return row === undefined ? { place: 0, digest: BEGINNING } : { place: row[0], digest: row[1] }
}

function notAsWritten(place: number) {
  return damagedRow(`the event at position ${positionOf(place)} is not as it was written`)
}
