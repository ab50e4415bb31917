import { createMemoryStore } from './memory.js'
import { type EventStore, StoreError, type StoreLog } from './store.js'

export interface OpenOptions {
  /** Read beside a running writer; only `sqlite:` makes a difference. */
  readonly readonly?: boolean
  /** Told of lost and regained connections, of events that cannot be used, of a disk that fails. */
  readonly log?: StoreLog
  /** Directory below which a replica keeps what it has read of a server; only `esdb:` has a use for it. */
  readonly mirror?: string | null
}

/**
 * The store that a connection text names: `sqlite:DIRECTORY`, `memory:`, or `esdb://…`, `esdb+discover://…`.
 * Throws StoreError; the text itself is never repeated, as it may hold a password.
 */
export async function openStore(
  connection: string,
  { readonly = false, log, mirror = null }: OpenOptions = {},
): Promise<EventStore> {
  const scheme = connection.slice(0, connection.indexOf(':') + 1)
  const rest = connection.slice(scheme.length)
  if (scheme === 'memory:' && rest === '') return createMemoryStore()
  if (scheme === 'sqlite:' && rest !== '') {
    const { openSqliteStore } = await sqlite()
    return openSqliteStore({ directory: rest, readonly, ...(log && { log }) })
  }
  if (scheme === 'esdb:' || scheme === 'esdb+discover:') {
    // Loaded only here: its client costs 80 ms and 67 MB that an embedded store has no use for.
    const { openEventStoreDb } = await import('./eventstoredb/store.js')
    return openEventStoreDb(connection, { mirror, ...(log && { log }) })
  }
  throw new StoreError('store-invalid', 'a store is named by sqlite:DIRECTORY, memory: or esdb://HOST:PORT')
}

/** SQLite is an optional dependency, so that an installation says what it lacks. Throws StoreError where it is missing. */
async function sqlite() {
  try {
    return await import('./sqlite/store.js')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw cause
    throw new StoreError(
      'store-unavailable',
      'SQLite (better-sqlite3) is not installed: npm install says what it needs',
      { cause },
    )
  }
}
