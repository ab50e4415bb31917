import type { Day } from '../../events/calendar.js'
import { lastOf } from '../../projections/values/place.js'
import type { Log } from '../state/log-index.js'
import type { LiveState } from '../state/state.js'
import type { EventStore } from '../store/store.js'
import { type Cursor, endOf, type ParsedId, START_ID } from './cursor.js'
import type { MessageSequence } from './message-sequence.js'
import type { Question } from './question.js'
import { type Reader, toldOn } from './source.js'

/** Why a stream cannot go on from an id. */
export type ResetReason = 'unknown-id' | 'future-id'

export type Resumption =
  | { readonly kind: 'from'; readonly cursor: Cursor }
  | { readonly kind: 'reset'; readonly reason: ResetReason }

interface ResumeOptions {
  readonly record: Log
  readonly state: Pick<LiveState, 'reached'>
  readonly store: EventStore
  readonly sequence: MessageSequence
  readonly today: () => Day
}

/** Longest wait for a position that the store has and this process has not read yet. */
const REACH_MS = 30_000

/** Before the first event. */
export function startCursor(question: Question): Cursor {
  return { place: -1, date: null, n: endOf(0), day: question.at ?? Number.NEGATIVE_INFINITY }
}

/** Where a subscription goes on after an id; a position that another replica gave out is waited for. */
export async function resumeAfter(
  id: ParsedId,
  question: Question,
  reader: Reader,
  { record, state, store, sequence, today }: ResumeOptions,
): Promise<Resumption> {
  const { position, date, n } = id
  if (position === START_ID && n === 0) return { kind: 'from', cursor: startCursor(question) }
  // Before the first event was read it is not known what positions look like here.
  if (record.size > 0 && !record.isPosition(position)) return reset('unknown-id')
  const last = record.position(record.size - 1)
  if (last === null || position > last) {
    // While the store is away nobody knows whether the position exists: the stream fails, and the client asks again.
    const head = await store.head()
    if (head === null || position > head) return reset('future-id')
    if (!(await state.reached(position, REACH_MS))) throw new Error(`position ${position} was not read in time`)
  }
  const place = lastOf(record.placeOf(position))
  if (record.position(place) !== position) return reset('unknown-id')
  if (n > endOf(sequence.countriesOf({ place, date }).length)) return reset('unknown-id')
  if (reader.at(place) === null) await reader.fetch(place)
  const told = toldOn(reader.at(place)!)
  if (date !== null && date <= told) return reset('unknown-id')
  if (date !== null && date > today() + 1) return reset('future-id')
  if (question.at === null) return { kind: 'from', cursor: { place, date, n, day: date ?? told } }
  // The steps of the clock come after everything else at the place, and a question about a fixed day has none.
  const done = date === null ? n : endOf(sequence.countriesOf({ place, date: null }).length)
  return { kind: 'from', cursor: { place, date: null, n: done, day: question.at } }
}

function reset(reason: ResetReason): Resumption {
  return { kind: 'reset', reason }
}
