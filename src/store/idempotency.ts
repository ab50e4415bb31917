import type { AppendResult, ExpectedRevision, NewEvent, StoredEvent } from './store.js'

/** What the rules look at: a store with unique ids, as it is inside the write. */
export interface Shelf {
  /** Last revision of a stream; -1 when there is no such stream. */
  last(stream: string): number
  at(stream: string, revision: number): StoredEvent | null
  holder(id: string): StoredEvent | null
}

/** The table of `EventStore.append` for a store with unique ids: what comes of an append, or null when it is to be stored. */
export function verdict(
  shelf: Shelf,
  stream: string,
  expected: ExpectedRevision,
  events: readonly NewEvent[],
): Exclude<AppendResult, { kind: 'appended' }> | null {
  const last = shelf.last(stream)
  const seen = expected === 'none' ? -1 : expected
  const conflict = { kind: 'conflict', actual: last === -1 ? 'none' : last } as const
  if (seen > last) return conflict

  if (seen < last) {
    const there = events.map((_, index) => shelf.at(stream, seen + 1 + index))
    const same = there.every((stored, index) => stored?.id === events[index]!.id)
    return same ? { kind: 'duplicate', events: there as StoredEvent[] } : conflict
  }

  const holders = events.map(event => shelf.holder(event.id))
  if (holders.every(holder => holder !== null)) return { kind: 'duplicate', events: holders as StoredEvent[] }
  const fresh =
    holders.every(holder => holder === null) && new Set(events.map(event => event.id)).size === events.length
  return fresh ? null : conflict
}
