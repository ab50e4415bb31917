import type { Client } from '../data/client.js'
import type { StoredEvent } from '../data/wire.js'

export interface EventShelf {
  readonly put: (events: readonly StoredEvent[]) => void
  readonly get: (ids: readonly string[]) => Promise<readonly StoredEvent[]>
}

const AT_ONCE = 6

/** Events by id, each asked for once: an event never changes. */
export function createEventShelf(client: Client): EventShelf {
  const shelf = new Map<string, Promise<StoredEvent>>()

  function fetchOne(id: string): Promise<StoredEvent> {
    const asked = client.get<StoredEvent>(`/v1/events/${encodeURIComponent(id)}`)
    shelf.set(id, asked)
    asked.catch(() => shelf.delete(id))
    return asked
  }

  return {
    put(events) {
      for (const event of events) if (!shelf.has(event.id)) shelf.set(event.id, Promise.resolve(event))
    },
    async get(ids) {
      const found: StoredEvent[] = []
      for (let i = 0; i < ids.length; i += AT_ONCE) {
        found.push(...(await Promise.all(ids.slice(i, i + AT_ONCE).map(id => shelf.get(id) ?? fetchOne(id)))))
      }
      return found
    },
  }
}
