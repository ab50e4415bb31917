import type { Day } from '../../events/calendar.js'
import type { HostHistory } from '../state/host/host-history.js'
import type { Answers } from './answers.js'
import type { Knowledge } from './knowledge.js'

/** One side of a difference: a host as one reading of the log has it, a day, and what was known. */
export interface Side {
  readonly answers: Answers
  readonly history: HostHistory
  readonly at: Day
  readonly knowledge: Knowledge
}
