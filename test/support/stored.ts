import { canonicalBody, parseEvent } from '../../events/parse.js'
import type { Logged } from '../../projections/reference.js'
import type { StoredEvent } from '../../src/store/store.js'

/** The id of the event that `logged` has at an index. */
export const idAt = (i: number) => `00000000-0000-7000-8000-${String(i).padStart(12, '0')}`

/** Events as they were posted, in the order of the log. */
export function logged(inputs: readonly Record<string, unknown>[]): Logged[] {
  return inputs.map((input, i) => {
    const parsed = parseEvent(input)
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
    return { id: idAt(i), event: parsed.event }
  })
}

/** An event as a store would give it at a place of its log; each place is recorded a millisecond after the one before. */
export function storedAt({ id, event }: Logged, place: number, begun = Date.UTC(2023, 0, 1)): StoredEvent {
  return {
    id,
    type: event.type,
    body: canonicalBody(event),
    meta: '{}',
    recordedAt: new Date(begun + place).toISOString(),
    position: String(place).padStart(8, '0'),
    stream: 'country-NER',
    revision: place,
  }
}
