import { closeSync, existsSync, fsyncSync, mkdirSync, openSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type Database from 'better-sqlite3'
import { openDatabase } from '../../sqlite.js'
import { StoreError } from '../store.js'
import { DATABASE } from './database-name.js'
import { damage } from './failure.js'
import { checkHead, type Head } from './head.js'
import { digestOfAll } from './reader.js'

/** "ENTE": tells our file from any other SQLite database. */
const APPLICATION_ID = 0x454e5445
/** Version 1 had no digests; it can be read as it is, and is upgraded when it is opened for writing. */
const SCHEMA_VERSION = 2
const WITHOUT_DIGESTS = 1
/** A writer that meets a lock of some foreign tool must not hold the event loop for long. */
const BUSY_MS = 100

/**
 * The last event that has no digest of its own, and the digest of the log up to it; empty where every event has one.
 */
const SEAL = 'CREATE TABLE sealed (position INTEGER PRIMARY KEY, digest TEXT NOT NULL) STRICT;'

const NOTHING = { last: 0, digestAt: () => null }

const SCHEMA = `
  CREATE TABLE schema (version INTEGER NOT NULL) STRICT;
  CREATE TABLE streams (sid INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE types (tid INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    sid INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    id TEXT NOT NULL UNIQUE,
    tid INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    body TEXT NOT NULL,
    meta TEXT,
    digest TEXT,
    UNIQUE (sid, revision)
  ) STRICT;
  ${SEAL}
  INSERT INTO schema VALUES (${SCHEMA_VERSION});
  PRAGMA application_id = ${APPLICATION_ID};
`

/** Creates the directory where it is missing; afterwards its entry is on disk too. */
export function createDirectory(directory: string): void {
  const first = mkdirSync(directory, { recursive: true })
  if (first === undefined) return
  for (let made = resolve(directory); ; made = dirname(made)) {
    syncDirectory(dirname(made))
    if (made === resolve(first)) return
  }
}

/**
 * Opens `entente.db` for its one writer, creating it where there is none and `head` says that there was none. Every
 * commit is synced before it returns.
 */
export function openForWriting(directory: string, head: Head | null): Database.Database {
  const path = join(directory, DATABASE)
  const isNew = !existsSync(path)
  if (isNew) checkHead(directory, head, NOTHING)
  return opened(path, { timeout: BUSY_MS }, db => {
    db.pragma('page_size = 8192')
    const mode = db.pragma('journal_mode = WAL', { simple: true })
    if (mode !== 'wal')
      throw new StoreError('store-invalid', `${path} cannot have a write-ahead log here (mode ${mode})`)
    db.pragma('synchronous = FULL')
    db.pragma('cache_size = -65536')
    // The writer checkpoints between commits; this is only the fallback.
    db.pragma('wal_autocheckpoint = 8192')
    if (isEmpty(db)) {
      checkHead(directory, head, NOTHING)
      db.transaction(() => db.exec(SCHEMA)).immediate()
    }
    if (checkSchema(db, path) === WITHOUT_DIGESTS) seal(db)
    if (isNew) syncDirectory(directory)
  })
}

/** Gives a file of version 1 the place for digests, and one digest to all that it holds: whole, or not at all. */
function seal(db: Database.Database): void {
  db.transaction(() => {
    db.exec(`ALTER TABLE events ADD COLUMN digest TEXT; ${SEAL}`)
    const { place, digest } = digestOfAll(db)
    if (place > 0) db.prepare('INSERT INTO sealed VALUES (?, ?)').run(place, digest)
    db.prepare('UPDATE schema SET version = ?').run(SCHEMA_VERSION)
  }).immediate()
}

/** Opens `entente.db` beside a running writer. Throws StoreError `store-invalid` when there is none. */
export function openForReading(directory: string, head: Head | null): Database.Database {
  const path = join(directory, DATABASE)
  if (!existsSync(path)) {
    checkHead(directory, head, NOTHING)
    throw new StoreError('store-invalid', `there is no store in ${directory}`)
  }
  return opened(path, { readonly: true, timeout: 1000 }, db => {
    db.pragma('cache_size = -65536')
    if (isEmpty(db)) checkHead(directory, head, NOTHING)
    checkSchema(db, path)
  })
}

function opened(path: string, options: Database.Options, prepare: (db: Database.Database) => void): Database.Database {
  const db = openDatabase(path, options)
  try {
    prepare(db)
    return db
  } catch (error) {
    db.close()
    throw damage(error)
  }
}

function isEmpty(db: Database.Database): boolean {
  return (
    db.pragma('application_id', { simple: true }) === 0 &&
    db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0
  )
}

/** The version of the schema. Throws StoreError `store-invalid` for a file that this version cannot read. */
function checkSchema(db: Database.Database, path: string): number {
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
    throw new StoreError('store-invalid', `${path} is not an Entente store`)
  }
  const version = Number(db.prepare('SELECT version FROM schema').pluck().get())
  if (version === SCHEMA_VERSION || version === WITHOUT_DIGESTS) return version
  const cure = version > SCHEMA_VERSION ? 'it was written by a newer Entente: use that one' : 'it cannot be read'
  throw new StoreError('store-invalid', `${path} has schema version ${version}, this is ${SCHEMA_VERSION}; ${cure}`)
}

export function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(directory, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
