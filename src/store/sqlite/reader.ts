import type { Database } from 'better-sqlite3'
import { instantWriter } from '../instant.js'
import { positionOf } from '../position.js'
import type { StoredEvent } from '../store.js'
import { type Names, namesOf } from './names.js'

const CHUNK = 512
/** A page of the log ends early when its texts come to this many characters (64 KiB bodies: about 128 events). */
const PAGE_CHARACTERS = 8 << 20

type Row = [
  position: number,
  sid: number,
  revision: number,
  id: string,
  tid: number,
  recordedAt: number,
  body: string,
  meta: string | null,
]

/** Reads events by place; `upTo` is the last place that the caller may see. */
export interface SqliteReader {
  readonly streams: Names
  readonly types: Names
  lastPlace(): number
  /** At least one event when there is one, at most `limit`. */
  page(after: number, upTo: number, limit: number): StoredEvent[]
  stream(name: string, from: number, limit: number, upTo: number): StoredEvent[]
  byId(id: string, upTo: number): StoredEvent | null
}

export function sqliteReader(db: Database): SqliteReader {
  const streams = namesOf(db, 'streams', 'sid')
  const types = namesOf(db, 'types', 'tid')
  const isoOf = instantWriter()

  const select = (rest: string) =>
    db
      .prepare<unknown[], Row>(`SELECT position, sid, revision, id, tid, recorded_at, body, meta FROM events ${rest}`)
      .raw()
  const selectPage = select('WHERE position > ? AND position <= ? ORDER BY position LIMIT ?')
  const selectStream = select('WHERE sid = ? AND revision >= ? AND position <= ? ORDER BY revision LIMIT ?')
  const selectId = select('WHERE id = ? AND position <= ?')
  const selectLast = db.prepare<[], number | null>('SELECT max(position) FROM events').pluck()

  const eventOf = (row: Row): StoredEvent => ({
    id: row[3],
    type: types.name(row[4]),
    body: row[6],
    meta: row[7] ?? '{}',
    recordedAt: isoOf(row[5]),
    position: positionOf(row[0]),
    stream: streams.name(row[1]),
    revision: row[2],
  })

  return {
    streams,
    types,
    lastPlace: () => selectLast.get() ?? 0,

    page(after, upTo, limit) {
      const events: StoredEvent[] = []
      let characters = 0
      while (events.length < limit && characters < PAGE_CHARACTERS) {
        const wanted = Math.min(CHUNK, limit - events.length)
        const rows = selectPage.all(after, upTo, wanted)
        for (const row of rows) {
          characters += row[6].length
          events.push(eventOf(row))
        }
        if (rows.length < wanted) break
        after = rows.at(-1)![0]
      }
      return events
    },

    stream(name, from, limit, upTo) {
      const sid = streams.number(name)
      return sid === undefined ? [] : selectStream.all(sid, from, upTo, limit).map(eventOf)
    },

    byId(id, upTo) {
      const row = selectId.get(id, upTo)
      return row ? eventOf(row) : null
    },
  }
}
