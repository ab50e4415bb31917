import { rmSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { checkRecord } from '../envelope.js'
import { type Addressed, type StoredEvent, StoreError } from '../store.js'
import { BEGINNING } from './digest.js'
import { syncDirectory } from './file.js'
import { type Head, openHead, readHead } from './head.js'
import { lockDirectory } from './lock.js'
import { digestsAfter } from './reader.js'
import { indexBeside } from './reads.js'
import { openSession, type Session } from './session.js'

/** What is read of a log whose texts are about to be overwritten. */
export interface Standing {
  find(id: string): StoredEvent | null
  /** Events of one stream from a revision on. */
  stream(name: string, from: number, limit: number): StoredEvent[]
}

/** What takes the place of the content of an event. */
export interface Overwriting {
  readonly id: string
  readonly body: string
  readonly meta: string
}

export interface Overwritten {
  readonly events: readonly Overwriting[]
  /** Recorded in the same transaction. */
  readonly closing: readonly Addressed[]
}

const ALL = Number.MAX_SAFE_INTEGER

/**
 * Overwrites the content of events, as its one writer, so that no file of the store holds the former one any more: the
 * digests from the first of them on are made anew, the events that say so are recorded, all in one transaction; then the
 * database is written whole without what was freed, and its write-ahead log emptied. `plan` says what; where it throws,
 * nothing was done. Cut short at any moment, the store is as before or as afterwards, and doing the same again ends it.
 *
 * Throws StoreError `store-locked` where there is a writer or somebody who reads, `store-invalid` where some events have no
 * digest of their own.
 */
export function overwrite<T extends Overwritten>(directory: string, plan: (log: Standing) => T): T {
  const unlock = lockDirectory(directory, new Date().toISOString())
  try {
    const session = openSession(directory, readHead(directory), step => step())
    try {
      return overwriting(directory, session, plan)
    } finally {
      session.close()
    }
  } finally {
    unlock()
  }
}

function overwriting<T extends Overwritten>(directory: string, session: Session, plan: (log: Standing) => T): T {
  const { db, reader, writer } = session
  if (reader.sealed() > 0) {
    const cure = 'copy it with entente copy and go on with the copy'
    throw new StoreError('store-invalid', `${directory} holds events from before digests were kept: ${cure}`)
  }
  const planned = plan({
    find: id => reader.byId(id, ALL),
    stream: (name, from, limit) => reader.stream(name, from, limit, ALL),
  })
  checkRecord(planned.closing)
  db.pragma('secure_delete = ON')
  const places = planned.events.map(({ id }) => reader.placeOfId(id) ?? absent(id))
  const first = Math.min(...places, writer.place() + 1)
  // What is known to be acknowledged is, until this is over, the part that stays as it is.
  const unchanged: Head = { place: first - 1, digest: reader.digestAt(first - 1) ?? BEGINNING }
  const head = openHead(directory, unchanged, syncDirectory)
  try {
    head.sync()
    db.transaction(() => {
      const update = db.prepare('UPDATE events SET body = ?, meta = ? WHERE id = ?')
      for (const { id, body, meta } of planned.events) update.run(body, meta === '{}' ? null : meta, id)
      chainAfter(db, unchanged)
      writer.reload()
      for (const _ of writer.record(planned.closing, undefined)) {
        // Each step is one event; nobody else waits for this process.
      }
    }).immediate()
    rmSync(indexBeside(directory), { force: true })
    db.exec('VACUUM')
    const [moved] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
    if (moved?.busy !== 0) {
      throw new StoreError('store-locked', `another process reads ${directory}: stop it and do the same again`)
    }
    head.reached(writer.head())
  } finally {
    head.close()
  }
  return planned
}

/** Makes the digests after a place anew. */
function chainAfter(db: Database, unchanged: Head): void {
  const update = db.prepare('UPDATE events SET digest = ? WHERE position = ?')
  for (const { place, digest } of digestsAfter(db, unchanged)) update.run(digest, place)
}

function absent(id: string): never {
  throw new RangeError(`no event ${id}`)
}
