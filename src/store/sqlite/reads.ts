import { placeOf, positionOf } from '../position.js'
import { type EventStore, StoreError } from '../store.js'
import { type Feed, follow } from '../subscription.js'
import { readFailure } from './failure.js'
import type { SqliteReader } from './reader.js'

/** A page of `readAll` holds at most this many events, whatever was asked: it is read in one turn of the event loop. */
const PAGE = 4096

/** The reading half of the port. `lastPlace` is where the committed log ends; `failed` is told when the disk gave an error. */
export function readsOf(
  reader: () => SqliteReader,
  lastPlace: () => number,
  mustBeOpen: () => void,
  live: Omit<Feed, 'read'>,
  failed: (reason: string) => void,
): Pick<EventStore, 'readStream' | 'readAll' | 'find' | 'head' | 'subscribe' | 'damage' | 'undigested'> {
  const reading = <T>(read: () => T): T => {
    try {
      return read()
    } catch (error) {
      const named = readFailure(error)
      if (named instanceof StoreError && named.code === 'store-unavailable') failed(named.message)
      throw named
    }
  }
  return {
    async readStream(stream, from, limit) {
      mustBeOpen()
      return reading(() => reader().stream(stream, from, limit, lastPlace()))
    },
    async readAll(after, limit) {
      mustBeOpen()
      return reading(() => reader().page(placeOf(after), lastPlace(), Math.min(limit, PAGE)))
    },
    async find(id) {
      mustBeOpen()
      return reading(() => reader().byId(id, lastPlace()))
    },
    async head() {
      mustBeOpen()
      const place = reading(lastPlace)
      return place === 0 ? null : positionOf(place)
    },
    async damage() {
      mustBeOpen()
      return reading(() => reader().inspect())
    },
    undigested: () => reader().sealed(),
    subscribe(after, signal) {
      mustBeOpen()
      placeOf(after)
      const read: Feed['read'] = (position, limit) =>
        reading(() => reader().page(placeOf(position), lastPlace(), limit))
      return follow({ read, ...live }, after, signal)
    },
  }
}
