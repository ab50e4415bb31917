import type { Day } from '../../events/calendar.js'
import type { HostHistory } from '../state/host/host-history.js'
import type { Answers } from './answers.js'
import type { Knowledge } from './knowledge.js'

/** One side of a difference: a host under one reading of the log, a day, and a state of knowledge. */
export interface Side {
  readonly answers: Answers
  readonly history: HostHistory
  readonly at: Day
  readonly knowledge: Knowledge
}
