import { type Day, dayOf, dayOfInstant, endOfDay } from '../../events/calendar.js'
import { instantOf } from '../../events/instant.js'
import type { Known } from '../../projections/values/place.js'
import type { Log } from '../state/log-index.js'

/** A state of knowledge as a question names it: a place of the log, its day, and the instant where one was asked for. */
export interface Knowledge {
  readonly known: Known
  readonly instant: string | null
  /** Day of an instant that was asked for; null for a position or the present. */
  readonly day: Day | null
}

/** The present state of knowledge. */
export function presentOf(log: Log): Knowledge {
  return { known: log.size - 1, instant: null, day: null }
}

/** What was known at an instant (ISO 8601 with zone), by the end of a date, or at a position. Null for what is none of them. */
export function knowledgeAt(log: Log, text: string): Knowledge | null {
  const day = dayOf(text)
  if (day !== null) return { known: log.placeAt(Date.parse(endOfDay(day))), instant: text, day }
  const ms = instantOf(text)
  if (ms !== null) return { known: log.placeAt(ms), instant: text, day: dayOfInstant(ms) }
  return log.isPosition(text) ? { known: log.placeOf(text), instant: null, day: null } : null
}
