import type { Day } from '../../events/calendar.js'
import type { Dimension } from '../../events/words.js'
import { partnerState, windowsOf } from '../../projections/partner-state.js'
import { coverRuns, type Run } from '../../projections/runs.js'
import { DIMENSIONS } from '../../projections/score.js'
import type { View } from '../../projections/view.js'
import type { HostHistory } from './host-history.js'

/** A question about one host: a date, and what was known. */
export interface Moment {
  readonly at: Day
  /** Place of the log up to which it is known. */
  readonly known: number
  /** Day of the state of knowledge. */
  readonly knownDay: Day
}

export function stateAsOf(history: HostHistory, { at, known, knownDay }: Moment) {
  const view = history.viewAt(at, known, knownDay)
  return partnerState(view, coveredRuns(history, view, at, known))
}

/** Runs of every dimension with coverage taken into account, at least up to a day. */
export function coveredRuns(
  history: HostHistory,
  view: Pick<View, 'life' | 'knownDay'>,
  upTo: Day,
  known: number,
): Record<Dimension, readonly Run[]> {
  const raw = history.runs(upTo, known)
  const runs = {} as Record<Dimension, readonly Run[]>
  for (const dimension of DIMENSIONS) {
    runs[dimension] = coverRuns(raw[dimension], windowsOf(view, dimension), view.knownDay)
  }
  return runs
}
