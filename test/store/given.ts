import { randomUUID } from 'node:crypto'
import type { Addressed, EventStore, NewEvent, Notification, Position, StoredEvent } from '../../src/store/store.js'

let minted = 0

/** A new event; every field may be given. */
export function anEvent(given: Partial<NewEvent> = {}): NewEvent {
  minted += 1
  return {
    id: randomUUID(),
    type: 'VisitHeld',
    body: `{"n":${minted}}`,
    meta: '{}',
    recordedAt: '2024-04-12T09:00:00.000Z',
    ...given,
  }
}

export function events(count: number): NewEvent[] {
  return Array.from({ length: count }, () => anEvent())
}

/** A stream name that nobody used before, so that the contract also holds on a server that is not empty. */
export function aStream(): string {
  return `country-${randomUUID()}`
}

export function addressed(stream: string, list: readonly NewEvent[]): Addressed[] {
  return list.map(event => ({ stream, event }))
}

export function idsOf(list: readonly { readonly id: string }[]): string[] {
  return list.map(event => event.id)
}

/** Everything after a position, page by page. */
export async function wholeLog(store: EventStore, after: Position | null, limit = 1000): Promise<StoredEvent[]> {
  const log: StoredEvent[] = []
  for (let position = after; ; ) {
    const page = await store.readAll(position, limit)
    if (page.length === 0) return log
    log.push(...page)
    position = page.at(-1)!.position
  }
}

/** Reads a subscription until the predicate holds of what came so far, then leaves it. */
export async function readUntil(
  subscription: AsyncIterable<Notification>,
  done: (seen: StoredEvent[], notifications: Notification[]) => boolean,
): Promise<{ seen: StoredEvent[]; notifications: Notification[] }> {
  const seen: StoredEvent[] = []
  const notifications: Notification[] = []
  for await (const notification of subscription) {
    notifications.push(notification)
    if (notification.kind === 'events') seen.push(...notification.events)
    if (done(seen, notifications)) break
  }
  return { seen, notifications }
}
