import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../../src/sqlite.js'
import { openSqliteStore } from '../../src/store/sqlite/store.js'
import { anEvent } from '../store/given.js'

/**
 * Six writes one after another, `six-writes DIRECTORY store|bare`: each outcome is a line `{id, kind}`; exit 4 when
 * nothing could be opened. `bare` is SQLite alone, which goes on after a failed sync.
 */
const [, , directory, subject] = process.argv

function opened(): (id: string) => Promise<string> {
  if (subject === 'bare') {
    const db = openDatabase(join(directory!, 'bare.db'))
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.exec('CREATE TABLE events (id TEXT)')
    const insert = db.prepare('INSERT INTO events VALUES (?)')
    return async id => {
      try {
        insert.run(id)
        return 'appended'
      } catch {
        return 'unknown'
      }
    }
  }
  const store = openSqliteStore({ directory: directory! })
  return async id => {
    const [outcome] = await store.record([{ stream: 'country-NER', event: anEvent({ id }) }])
    return outcome!.kind
  }
}

function open(): (id: string) => Promise<string> {
  try {
    return opened()
  } catch {
    process.exit(4)
  }
}

const write = open()
for (let n = 0; n < 6; n++) {
  const { id } = anEvent()
  const kind = await write(id)
  writeSync(1, `${JSON.stringify({ id, kind })}\n`)
}
process.exit(0)
