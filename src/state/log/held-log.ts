import { partitionPoint } from '../../../projections/values/search.js'
import type { LocalLog, StoredEvent } from '../../store/store.js'

/** The events of a log whose store is elsewhere, as they were read: held in memory. */
export interface HeldLog extends LocalLog {
  push(event: StoredEvent): void
  /** The event of a place can be read, and its id names it from now on: where an id comes twice, the first place. */
  name(place: number): void
}

export function createHeldLog(): HeldLog {
  const events: StoredEvent[] = []
  const times: number[] = []
  const places = new Map<string, number>()
  return {
    beside: null,
    push(event) {
      times.push(Math.max(times.at(-1) ?? Number.NEGATIVE_INFINITY, Date.parse(event.recordedAt)))
      events.push(event)
    },
    name: place => void places.set(events[place]!.id, place),
    at: place => events[place]!,
    recordedAt: place => times[place]!,
    placeOfId: id => places.get(id) ?? null,
    position: place => events[place]!.position,
    placeOf: position => partitionPoint(events, one => one.position <= position) - 1,
    digestAt: () => null,
  }
}
