import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openDatabase } from '../../sqlite.js'
import { LeadStoreError } from '../store.js'

/** "ENTL": tells a file of leads from any other SQLite database. */
const APPLICATION_ID = 0x454e544c
const SCHEMA_VERSION = 1
/** A command may import beside a running service, which must not wait long for it. */
const BUSY_MS = 500

export const LEADS_FILE = 'leads.db'

/**
 * `words`: names of states, kinds, families, once each. `leads`: what rows come to. `rows`: which rows there are, what they are
 * called at their source, and where their text is. `blocks`: the text of some rows, compressed together.
 */
const SCHEMA = `
  CREATE TABLE schema (version INTEGER NOT NULL) STRICT;
  CREATE TABLE words (wid INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE blocks (bid INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT;
  CREATE TABLE leads (
    lid INTEGER PRIMARY KEY,
    host INTEGER NOT NULL,
    partner INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    type INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    rid INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    sources INTEGER NOT NULL,
    families TEXT NOT NULL,
    status INTEGER NOT NULL,
    event TEXT,
    reason TEXT,
    decided_by TEXT,
    decided_at TEXT
  ) STRICT;
  CREATE INDEX leads_first ON leads (first, host, partner, kind);
  CREATE INDEX leads_host ON leads (host, first);
  CREATE INDEX leads_partner ON leads (partner, first);
  CREATE INDEX leads_status ON leads (status, first);
  CREATE TABLE rows (
    rid INTEGER PRIMARY KEY,
    lid INTEGER NOT NULL,
    format INTEGER NOT NULL,
    external TEXT NOT NULL,
    day INTEGER NOT NULL,
    families TEXT NOT NULL,
    bid INTEGER NOT NULL,
    place INTEGER NOT NULL,
    sum INTEGER NOT NULL,
    UNIQUE (external, format)
  ) STRICT;
  CREATE INDEX rows_lead ON rows (lid);
  INSERT INTO schema VALUES (${SCHEMA_VERSION});
  PRAGMA application_id = ${APPLICATION_ID};
`

/** Opens the file of leads in a directory, making both where they are missing; null for leads in memory. */
export function openFile(directory: string | null): Database.Database {
  if (directory !== null) mkdirSync(directory, { recursive: true })
  const path = directory === null ? ':memory:' : join(directory, LEADS_FILE)
  const db = openDatabase(path, { timeout: BUSY_MS })
  try {
    if (directory !== null) db.pragma('journal_mode = WAL')
    db.pragma('cache_size = -65536')
    db.pragma('wal_autocheckpoint = 4096')
    db.transaction(() => {
      if (db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0) db.exec(SCHEMA)
    }).immediate()
    checkSchema(db, path)
    return db
  } catch (error) {
    db.close()
    if (!(error instanceof Database.SqliteError)) throw error
    throw new LeadStoreError('invalid', `${path} cannot be used for leads (${error.code}): ${error.message}`, {
      cause: error,
    })
  }
}

/** The error of a statement as the port names it. */
export function failure(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error
  const code =
    error.code === 'SQLITE_FULL' ? 'full' : /^SQLITE_(?:CORRUPT|NOTADB)/.test(error.code) ? 'invalid' : 'unavailable'
  return new LeadStoreError(code, `the file of leads failed (${error.code}): ${error.message}`, { cause: error })
}

function checkSchema(db: Database.Database, path: string): void {
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
    throw new LeadStoreError('invalid', `${path} is no file of leads`)
  }
  const version = Number(db.prepare('SELECT version FROM schema').pluck().get())
  if (version !== SCHEMA_VERSION) {
    throw new LeadStoreError(
      'invalid',
      `${path} has schema version ${version}, this is ${SCHEMA_VERSION}: use the Entente that wrote it`,
    )
  }
}
