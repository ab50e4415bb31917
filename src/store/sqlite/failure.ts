import Database from 'better-sqlite3'
import { type Failure, StoreError } from '../store.js'

/** What a failed write means for its callers and for the writes after it. */
export interface WriteFailure {
  readonly outcome: Failure
  /** The disk failed: what it acknowledges from now on cannot be trusted, until the store is opened again. */
  readonly final: boolean
}

/**
 * Reads an error that SQLite raised while writing; `committing` when it came out of the commit itself.
 * A commit whose sync failed may still be found on disk later, so its outcome is unknown.
 * Damage is a StoreError; whatever else is a mistake in this code. Both are thrown.
 */
export function writeFailure(error: unknown, committing: boolean): WriteFailure {
  if (!(error instanceof Database.SqliteError)) throw error
  const { code } = error
  const reason = `${code}: ${error.message}`
  if (code === 'SQLITE_FULL') return { outcome: { kind: 'full', reason }, final: false }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return { outcome: { kind: 'unavailable', reason }, final: false }
  }
  if (/^SQLITE_(IOERR|READONLY|CANTOPEN|NOMEM)/.test(code)) {
    return { outcome: { kind: committing ? 'unknown' : 'unavailable', reason }, final: true }
  }
  throw damage(error)
}

/** The error as the port names it: damage becomes `store-corrupt`, anything else stays what it is. */
export function damage(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError) || !/^SQLITE_(CORRUPT|NOTADB)/.test(error.code)) return error
  return new StoreError('store-corrupt', `the database file is damaged (${error.code}): ${error.message}`, {
    cause: error,
  })
}

/** The error of a read: a disk that does not give what it holds is `store-unavailable`, which may pass. */
export function readFailure(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError) || !/^SQLITE_(IOERR|CANTOPEN|NOMEM)/.test(error.code))
    return damage(error)
  return new StoreError('store-unavailable', `the database file cannot be read (${error.code}): ${error.message}`, {
    cause: error,
  })
}

/** The row holds something that the writer cannot have written. */
export function damagedRow(what: string): StoreError {
  return new StoreError('store-corrupt', `the database file is damaged: ${what}`)
}
