import type { Day } from '../../events/calendar.js'
import { policyV1 } from '../../projections/policy/v1.js'
import { createAnswers } from '../../src/questions/answers.js'
import { wholeOf } from '../../src/questions/pieces.js'
import { createLogIndex } from '../../src/state/log-index.js'
import { createReading } from '../../src/state/reading.js'
import type { HistoryEvent } from '../support/histories.js'
import { storedAt } from '../support/stored.js'

type Dimension = 'security' | 'arms' | 'diplomatic' | 'economic'
export type Log = ReturnType<typeof logOf>

/** A log that answers, from events as they would be stored. */
export function logOf(events: readonly HistoryEvent[]) {
  const record = createLogIndex()
  for (const [i, one] of events.entries()) {
    record.add(storedAt(one, i, Date.UTC(2040, 0, 1)))
  }
  const answers = createAnswers(createReading(record, policyV1), () => Date.UTC(2041, 0, 1))
  const history = (country: string) => answers.history(country)!
  return {
    hosts: () => record.hosts(),
    /** The same day as the list of all countries tells it. */
    listed: (country: string, at: Day) => answers.verdictsOf(history(country), at, answers.present()),
    intervals: (from: Day, to: Day) => wholeOf(answers.intervals(from, to, answers.present())).countries,
    state: (country: string, at: Day) => answers.state(history(country), at, answers.present()),
    explain: (country: string, at: Day, dimension: Dimension, partner: string, limit: number) =>
      answers.explanation(history(country), { at, dimension, partner, limit }, answers.present()),
    /** Scores of every partner, day by day. */
    series: (country: string, dimension: Dimension, from: Day, to: Day) =>
      wholeOf(answers.series(history(country), { dimension, from, to, step: 'day' }, answers.present())).points,
  }
}
