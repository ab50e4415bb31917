import { type Day, dayOfInstant, firstDayOf, isoOf } from '../dates.js'
import type { View } from '../view.js'
import type { Client } from './client.js'
import { START } from './prefetch.js'
import { createStatusRecord, type StatusRecord } from './status-record.js'
import type { IntervalsAnswer, LogAnswer } from './wire.js'

export interface RecordAnswer {
  readonly record: StatusRecord
  readonly today: Day
}

interface Options {
  readonly view: Pick<View, 'at' | 'asKnownAt' | 'policy'>
  /** The day that the service calls today; null before it was heard. */
  readonly today?: Day | null
  /** Not before this position is read. */
  readonly minPosition?: string | null
}

/** Ask for the status of every country on every day, once: up to today, or up to the day of the view where that is later. */
export async function askRecord(
  client: Client,
  { view, today = null, minPosition = null }: Options,
): Promise<RecordAnswer> {
  const { at, asKnownAt, policy } = view
  const here = today ?? dayOfInstant(Date.now())
  const to = at !== null && at > here ? isoOf(at) : null
  const [answer, log] = await Promise.all([
    client.get<IntervalsAnswer>('/v1/countries', { from: START, to, asKnownAt, policy, minPosition }),
    client.get<LogAnswer>('/v1/events', { limit: 1 }),
  ])
  const [first] = log.events
  const record = createStatusRecord(answer, first === undefined ? null : firstDayOf(first.occurredOn))
  return { record, today: to === null ? record.last : here }
}
