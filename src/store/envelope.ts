import { UUID } from '../../events/formats.js'
import { msOf } from './instant.js'
import type { Addressed, ExpectedRevision, NewEvent } from './store.js'

/** Throws a RangeError for what no caller may hand to a store: it is a mistake in the code, not an outcome. */
export function checkAppend(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): void {
  if (expected !== 'none' && !(Number.isSafeInteger(expected) && expected >= 0)) {
    throw new RangeError(`expected revision is 'none' or a whole number from 0, got ${expected}`)
  }
  if (events.length === 0) throw new RangeError('append needs at least one event')
  checkStream(stream)
  for (const event of events) checkEvent(event)
}

export function checkRecord(items: readonly Addressed[]): void {
  for (const { stream, event } of items) {
    checkStream(stream)
    checkEvent(event)
  }
}

function checkStream(stream: string): void {
  if (stream === '' || stream.startsWith('$')) throw new RangeError(`not a stream name: ${JSON.stringify(stream)}`)
}

function checkEvent(event: NewEvent): void {
  if (!UUID.test(event.id)) throw new RangeError(`event id is not a lower-case UUID: ${JSON.stringify(event.id)}`)
  if (event.type === '') throw new RangeError(`event ${event.id} has no type`)
  msOf(event.recordedAt)
}
