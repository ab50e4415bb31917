import type { Day } from '../../events/calendar.js'
import type { Knowledge } from './knowledge.js'

/** One side of a difference: a day, and what was known. */
export interface Side {
  readonly at: Day
  readonly knowledge: Knowledge
}
