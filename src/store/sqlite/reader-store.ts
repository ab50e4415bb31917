import { isPosition, placeOf } from '../position.js'
import { type EventStore, StoreError } from '../store.js'
import { damage } from './failure.js'
import { openForReading } from './file.js'
import { checkHead, readHead } from './head.js'
import { pollFor } from './log-changes.js'
import { sqliteReader } from './reader.js'
import { besideOf, readsOf } from './reads.js'

/** Opens the store of a directory to read, beside its writer or without one. */
export function openReader(directory: string): EventStore {
  // Read before the log: the writer may be active, and the head never runs ahead of the log.
  const head = readHead(directory)
  const db = openForReading(directory, head)
  const reader = sqliteReader(db)
  try {
    checkHead(directory, head, { last: reader.lastPlace(), digestAt: reader.digestAt })
  } catch (error) {
    db.close()
    throw damage(error)
  }
  const poll = pollFor(db)
  let closed = false

  function mustBeOpen(): void {
    if (closed) throw new StoreError('store-closed', `the store in ${directory} is closed`)
  }

  async function refuse(): Promise<never> {
    mustBeOpen()
    throw new StoreError('store-invalid', `the store in ${directory} was opened for reading`)
  }

  return {
    name: `sqlite:${directory}`,
    uniqueIds: true,
    isPosition,
    offset: placeOf,
    ...readsOf(
      () => reader,
      reader.lastPlace,
      mustBeOpen,
      { listen: poll.listen, closed: () => closed },
      () => {},
      besideOf(directory, reader, false),
    ),
    append: refuse,
    record: refuse,
    async close() {
      if (closed) return
      closed = true
      poll.announce()
      db.close()
    },
  }
}
