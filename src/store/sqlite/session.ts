import type { Database } from 'better-sqlite3'
import { type Checkpoints, checkpoints } from './checkpoint.js'
import { openForWriting } from './file.js'
import { checkHead, type Head } from './head.js'
import { type SqliteReader, sqliteReader } from './reader.js'
import { type SqliteWriter, sqliteWriter } from './writer.js'

/** The database as opened once by its writer, with everything that reads and writes through it. */
export interface Session {
  readonly db: Database
  readonly reader: SqliteReader
  readonly writer: SqliteWriter
  readonly upkeep: Checkpoints
  begin(): void
  commit(): void
  close(): void
}

/**
 * Opens the database and holds it to the head that was kept. Throws what opening throws, StoreError `store-corrupt`
 * where the end is missing.
 */
export function openSession(directory: string, head: Head | null, guard: (checkpoint: () => void) => void): Session {
  const db = openForWriting(directory, head)
  try {
    const reader = sqliteReader(db)
    checkHead(directory, head, { last: reader.lastPlace(), digestAt: reader.digestAt })
    const upkeep = checkpoints(db, guard)
    const begin = db.prepare('BEGIN IMMEDIATE')
    const commit = db.prepare('COMMIT')
    return {
      db,
      reader,
      writer: sqliteWriter(db, reader),
      upkeep,
      begin: () => void begin.run(),
      commit: () => void commit.run(),
      close() {
        upkeep.stop()
        db.close()
      },
    }
  } catch (error) {
    db.close()
    throw error
  }
}

/**
 * After a disk failed: shows that it can be written again. Everything in the write-ahead log is written once more, into
 * the database, and synced, since a page that the kernel could not write may be dropped and still read as if it were
 * there; then a commit must reach the disk. Throws where one of them fails.
 */
export function proveDisk({ db }: Session): void {
  const [moved] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
  if (moved?.busy !== 0) throw new Error('the write-ahead log is in use')
  db.transaction(() => db.exec('UPDATE schema SET version = version')).immediate()
}
