import { createMemoryStore } from './memory.js'
import { openSqliteStore } from './sqlite/store.js'
import { type EventStore, StoreError, type StoreLog } from './store.js'

export interface OpenOptions {
  /** Read beside a running writer; only `sqlite:` makes a difference. */
  readonly readonly?: boolean
  /** Told of lost and regained connections, of events that cannot be used, of a disk that fails. */
  readonly log?: StoreLog
}

/**
 * The store that a connection text names: `sqlite:DIRECTORY`, `memory:`, or `esdb://…`, `esdb+discover://…`.
 * Throws StoreError; the text itself is never repeated, as it may hold a password.
 */
export async function openStore(connection: string, { readonly = false, log }: OpenOptions = {}): Promise<EventStore> {
  const scheme = connection.slice(0, connection.indexOf(':') + 1)
  const rest = connection.slice(scheme.length)
  if (scheme === 'memory:' && rest === '') return createMemoryStore()
  if (scheme === 'sqlite:' && rest !== '') return openSqliteStore({ directory: rest, readonly, ...(log && { log }) })
  if (scheme === 'esdb:' || scheme === 'esdb+discover:') {
    // Loaded only here: its client costs 80 ms and 67 MB that an embedded store has no use for.
    const { openEventStoreDb } = await import('./eventstoredb/store.js')
    return openEventStoreDb(connection, log === undefined ? {} : { log })
  }
  throw new StoreError('store-invalid', 'a store is named by sqlite:DIRECTORY, memory: or esdb://HOST:PORT')
}
