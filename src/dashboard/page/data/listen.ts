import type { Feed } from '../feed.js'
import type { Connectivity } from './connectivity.js'
import { followStream, type StreamMessage } from './stream.js'
import type { StatusMessage, StoredEvent } from './wire.js'

/** Follow the stream: messages go into the feed, and `changed` is told which countries to read again. */
export function listen(
  feed: Feed,
  connectivity: Connectivity,
  changed: (countries: readonly string[] | null, position: string | null) => void,
): void {
  function heard({ kind, data }: StreamMessage): void {
    if (kind === 'event') {
      const event = data as unknown as StoredEvent
      if (typeof event.id !== 'string') return
      feed.event(event)
      // A correction or a new grade of a source names no country: it can concern any.
      const isPlain = event.country !== undefined && !/^(Claim|Events|Source)/.test(event.type)
      changed(isPlain ? [event.country, ...(event.parties ?? [])] : null, event.position ?? null)
    } else if (kind === 'status') {
      const message = data as unknown as StatusMessage
      feed.status(message)
      changed([message.country], message.position ?? null)
    }
  }

  followStream({
    onMessage: heard,
    onConnection(connection) {
      feed.connection(connection)
      if (connection.state === 'live') connectivity.heard(true)
    },
    onGap(why) {
      feed.note(`Reading everything again: ${why}.`)
      changed(null, null)
    },
  })
}
