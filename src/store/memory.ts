import { checkAppend, checkRecord } from './envelope.js'
import { type Shelf, verdict } from './idempotency.js'
import { instantWriter, msOf } from './instant.js'
import { isPosition, placeOf, positionOf } from './position.js'
import { type Coming, comingOf, recordingTime } from './recording-time.js'
import { type EventStore, type NewEvent, type StoredEvent, StoreError } from './store.js'
import { follow } from './subscription.js'

/** A store that lasts as long as the process: same promises as the others, but for the disk. */
export function createMemoryStore(): EventStore {
  const log: StoredEvent[] = []
  const byId = new Map<string, StoredEvent>()
  const streams = new Map<string, StoredEvent[]>()
  const listeners = new Set<() => void>()
  const isoOf = instantWriter()
  const time = recordingTime()
  let closed = false

  const shelf: Shelf = {
    last: stream => (streams.get(stream)?.length ?? 0) - 1,
    at: (stream, revision) => streams.get(stream)?.[revision] ?? null,
    holder: id => byId.get(id) ?? null,
  }

  function store(stream: string, { id, type, body, meta, recordedAt }: NewEvent, coming: Coming): StoredEvent {
    const given = msOf(recordedAt)
    const at = time.next(given, coming)
    time.take(at, given)
    const revision = shelf.last(stream) + 1
    const position = positionOf(log.length + 1)
    const event = Object.freeze({ id, type, body, meta, recordedAt: isoOf(at), position, stream, revision })
    log.push(event)
    byId.set(id, event)
    const inStream = streams.get(stream)
    if (inStream) inStream.push(event)
    else streams.set(stream, [event])
    return event
  }

  function announce(): void {
    for (const listener of [...listeners]) listener()
  }

  function mustBeOpen(): void {
    if (closed) throw new StoreError('store-closed', 'the store is closed')
  }

  const pageAfter = (place: number, limit: number) => log.slice(place, place + limit)

  return {
    name: 'memory:',
    uniqueIds: true,
    isPosition,
    offset: placeOf,

    async append(stream, expected, events) {
      mustBeOpen()
      checkAppend(stream, expected, events)
      const other = verdict(shelf, stream, expected, events)
      if (other) return other
      const stored = events.map(event => store(stream, event, 'live'))
      time.recorded()
      announce()
      return { kind: 'appended', events: stored.map(placedOf) }
    },

    async record(items, loading) {
      mustBeOpen()
      checkRecord(items)
      const coming = comingOf(loading, log.at(-1)?.position ?? null)
      const outcomes = items.map(({ stream, event }) => {
        const holder = shelf.holder(event.id)
        if (holder) return { kind: 'duplicate', event: holder } as const
        return { kind: 'appended', ...placedOf(store(stream, event, coming)) } as const
      })
      time.recorded()
      announce()
      return outcomes
    },

    async settle(instant) {
      mustBeOpen()
      time.asked(instant)
      return log.at(-1)?.position ?? null
    },

    async readStream(stream, from, limit) {
      mustBeOpen()
      return (streams.get(stream) ?? []).slice(from, from + limit)
    },

    async readAll(after, limit) {
      mustBeOpen()
      return pageAfter(placeOf(after), limit)
    },

    async find(id) {
      mustBeOpen()
      return shelf.holder(id)
    },

    async head() {
      mustBeOpen()
      return log.at(-1)?.position ?? null
    },

    subscribe(after, signal) {
      mustBeOpen()
      placeOf(after)
      return follow(
        {
          read: (position, limit) => pageAfter(placeOf(position), limit),
          listen: listener => {
            listeners.add(listener)
            return () => listeners.delete(listener)
          },
          closed: () => closed,
        },
        after,
        signal,
      )
    },

    local: {
      at: place => log[place]!,
      recordedAt: place => Date.parse(log[place]!.recordedAt),
      placeOfId: id => {
        const holder = byId.get(id)
        return holder === undefined ? null : placeOf(holder.position) - 1
      },
      position: place => positionOf(place + 1),
      placeOf: position => placeOf(position) - 1,
      digestAt: () => null,
      beside: null,
    },

    async close() {
      closed = true
      announce()
    },
  }
}

function placedOf({ position, revision, recordedAt }: StoredEvent) {
  return { position, revision, recordedAt }
}
