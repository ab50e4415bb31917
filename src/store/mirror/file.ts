import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { openDatabase } from '../../sqlite.js'
import { StoreError } from '../store.js'

/** "ENTM": tells a mirror from a store, which nobody may take it for. */
const APPLICATION_ID = 0x454e544d
/** To be raised with every change of the layout, or of how events of a server are read. */
export const MIRROR_VERSION = 2

/** The layout of the embedded store, and beside each event its position at the server. */
const SCHEMA = `
  CREATE TABLE mirror (version INTEGER NOT NULL, server TEXT NOT NULL, scanned TEXT) STRICT;
  CREATE TABLE streams (sid INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE types (tid INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    sid INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    id TEXT NOT NULL,
    tid INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    body TEXT NOT NULL,
    meta TEXT,
    digest TEXT NOT NULL,
    origin TEXT NOT NULL,
    newest INTEGER NOT NULL,
    doubled INTEGER
  ) STRICT;
  CREATE INDEX revisions ON events (sid, revision);
  CREATE UNIQUE INDEX ids ON events (id) WHERE doubled IS NULL;
  CREATE INDEX doubles ON events (position, id) WHERE doubled = 1;
  PRAGMA application_id = ${APPLICATION_ID};
`

const DATABASE = 'mirror.db'
export const INDEX = 'entente.index'

/**
 * Opens the mirror of a directory, or begins one. Nothing in it is worth a sync: what a loss of power takes is read from the
 * server again. Throws StoreError `store-corrupt` for one that cannot be used.
 */
export function openMirrorFile(directory: string, server: string): Database.Database {
  mkdirSync(directory, { recursive: true })
  const path = join(directory, DATABASE)
  const isNew = !existsSync(path)
  const db = openDatabase(path, { timeout: 100 })
  try {
    db.pragma('page_size = 8192')
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = NORMAL')
    db.pragma('cache_size = -65536')
    db.pragma('wal_autocheckpoint = 4096')
    if (isNew) {
      db.transaction(() => {
        db.exec(SCHEMA)
        db.prepare('INSERT INTO mirror VALUES (?, ?, NULL)').run(MIRROR_VERSION, server)
      }).immediate()
    }
    check(db)
    return db
  } catch (error) {
    db.close()
    throw error instanceof StoreError ? error : unusable(error instanceof Error ? error.message : String(error))
  }
}

function check(db: Database.Database): void {
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) throw unusable('it is no mirror')
  const version = db.prepare('SELECT version FROM mirror').pluck().get()
  if (version !== MIRROR_VERSION) throw unusable(`it is of version ${version}, this is ${MIRROR_VERSION}`)
}

export function unusable(reason: string): StoreError {
  return new StoreError('store-corrupt', reason)
}

/** The server that the mirror of a directory is of, as far as it says so; null where there is none or it cannot be read. */
export function serverOf(directory: string): string | null {
  const path = join(directory, DATABASE)
  if (!existsSync(path)) return null
  try {
    const db = openDatabase(path, { readonly: true, timeout: 100 })
    try {
      return String(db.prepare('SELECT server FROM mirror').pluck().get())
    } finally {
      db.close()
    }
  } catch {
    return null
  }
}

/** Throws away what is mirrored in a directory, and what was worked out from it. */
export function deleteMirrorFile(directory: string): void {
  for (const name of [DATABASE, `${DATABASE}-wal`, `${DATABASE}-shm`, INDEX])
    rmSync(join(directory, name), { force: true })
}
