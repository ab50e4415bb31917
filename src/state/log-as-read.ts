import { type EventStore, type Position, type StoredEvent, StoreError } from '../store/store.js'
import type { LogIndex } from './log-index.js'

/** What is asked of a log. */
export type AskedLog = Pick<EventStore, 'find' | 'head' | 'readAll'>

/**
 * The log as far as it was read, for when the store does not answer. Events that this version cannot read are not in it. An id
 * that is not there may still be on record: that rejects with StoreError `store-unavailable`.
 */
export function logAsRead(record: LogIndex): AskedLog {
  return {
    head: async () => record.position(record.size - 1),
    async readAll(after, limit) {
      const events: StoredEvent[] = []
      for (let place = after === null ? 0 : placeAfter(after); place < record.size && events.length < limit; place++) {
        const event = record.asStored(place)
        if (event !== null) events.push(event)
      }
      return events
    },
    async find(id) {
      const known = record.recorded(id)
      const event = known && record.asStored(known.claim.seq)
      if (event === null) throw new StoreError('store-unavailable', 'not among the events that were read')
      return event
    },
  }

  function placeAfter(position: Position): number {
    return record.placeOf(position) + 1
  }
}
