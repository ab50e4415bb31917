import { join } from 'node:path'
import { placeOf, positionOf } from '../position.js'
import { type EventStore, type LocalLog, StoreError } from '../store.js'
import { type Feed, follow } from '../subscription.js'
import { readFailure } from './failure.js'
import type { SqliteReader } from './reader.js'

/** A page of `readAll` holds at most this many events, whatever was asked: it is read in one turn of the event loop. */
const PAGE = 4096

/**
 * The file for what is worked out from the log. There is none while some events have no digest of their own: only reading
 * the log from its beginning checks those, and every start must do so.
 */
export function besideOf(directory: string, reader: SqliteReader, writable: boolean): LocalLog['beside'] {
  return reader.sealed() > 0 ? null : { path: indexBeside(directory), writable }
}

/** Where that file is. */
export function indexBeside(directory: string): string {
  return join(directory, NAME)
}

const NAME = 'entente.index'

/** The reading half of the port. `lastPlace` is where the committed log ends; `failed` is told when the disk gave an error; `beside`: where a file may be kept beside the log. */
export function readsOf(
  reader: () => SqliteReader,
  lastPlace: () => number,
  mustBeOpen: () => void,
  live: Omit<Feed, 'read'>,
  failed: (reason: string) => void,
  beside: LocalLog['beside'],
): Pick<EventStore, 'readStream' | 'readAll' | 'find' | 'head' | 'subscribe' | 'local' | 'damage' | 'undigested'> {
  const reading = <T>(read: () => T): T => {
    try {
      return read()
    } catch (error) {
      const named = readFailure(error)
      if (named instanceof StoreError && named.code === 'store-unavailable') failed(named.message)
      throw named
    }
  }
  const byPlace = <T>(read: () => T): T => {
    mustBeOpen()
    return reading(read)
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
    local: {
      at: place => byPlace(() => reader().at(place + 1)),
      recordedAt: place => byPlace(() => reader().recordedAt(place + 1)),
      placeOfId(id) {
        const place = byPlace(() => reader().placeOfId(id))
        return place === null ? null : place - 1
      },
      position: place => positionOf(place + 1),
      placeOf: position => placeOf(position) - 1,
      digestAt: place => byPlace(() => reader().digestAt(place + 1)),
      beside,
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
