import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../../src/sqlite.js'

/** Leaves the store of a directory as an earlier version left it: no digests, and no head kept apart. */
export function withoutDigests(directory: string): void {
  const db = openDatabase(join(directory, 'entente.db'))
  db.exec('ALTER TABLE events DROP COLUMN digest; DROP TABLE sealed; UPDATE schema SET version = 1')
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
  rmSync(join(directory, 'entente.head'), { force: true })
}
