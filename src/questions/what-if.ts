import type { Day } from '../../events/calendar.js'
import { createReading } from '../state/reading.js'
import { knownUpTo, type Suppositions, suppose } from '../state/suppose.js'
import { createAnswers } from './answers.js'
import { knownDayOf, type Standpoint } from './basis.js'
import { differenceBetween, readSide } from './diff.js'
import type { Knowledge } from './knowledge.js'
import type { Side } from './side.js'

export interface WhatIfQuestion {
  readonly country: string
  readonly at: Day
  readonly knowledge: Knowledge
  readonly suppositions: Suppositions
}

const MOST_CAUSES = 50

/**
 * The partner state of a country as it is and as it would be under suppositions, with what differs. Nothing is stored:
 * the supposed log is read beside the real one and forgotten. Null for what is no state.
 */
export function* whatIf(from: Standpoint, { country, at, knowledge, suppositions }: WhatIfQuestion) {
  const actual = createAnswers(from.reading, from.now)
  const history = actual.history(country)
  if (history === null) return null
  const supposed = supposedSide(from, { history, at, knowledge }, suppositions)
  const was = yield* readSide({ answers: actual, history, at, knowledge })
  const is = yield* readSide(supposed)
  return {
    basis: was.state.basis,
    actual: was.state,
    supposed: is.state,
    diff: yield* differenceBetween(was, is, MOST_CAUSES),
  }
}

/** What a question is answered from under suppositions: the same day and state of knowledge over another log. */
export function supposedSide(
  from: Standpoint,
  { history, at, knowledge }: Omit<Side, 'answers'>,
  suppositions: Suppositions,
): Side {
  const { reading, now } = from
  const log = suppose(knownUpTo(reading.log, knowledge.known), suppositions)
  const answers = createAnswers(createReading(log, reading.policy), now)
  // What is supposed is known on the day of the state of knowledge, though the real log may go on after it.
  const day = knownDayOf(from, history, knowledge)
  const known: Knowledge = { known: log.size - 1, instant: knowledge.instant, day }
  return { answers, history: answers.history(history.host)!, at, knowledge: known }
}
