import type { Day } from '../../events/calendar.js'
import type { Dimension } from '../../events/words.js'
import { partnerState, partnerStateParts, windowsOf } from '../../projections/partner-state.js'
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

/** The same as JSON text, with fields of its own after the first two; what does not change between days is written once. */
export function stateTextAsOf(history: HostHistory, { at, known, knownDay }: Moment, basis: object): string {
  const view = history.viewAt(at, known, knownDay)
  const { head, standing, tail } = partnerStateParts(view, coveredRuns(history, view, at, known))
  const { country, at: date, ...rest } = head
  const lists = Object.entries(standing).map(([name, entries]) => `"${name}":[${entries.map(textOf).join(',')}]`)
  const begin = JSON.stringify({ country, at: date, basis, ...rest }).slice(0, -1)
  return `${begin},${lists.join(',')},${JSON.stringify(tail).slice(1)}`
}

const texts = new WeakMap<object, string>()

function textOf(entry: object): string {
  let text = texts.get(entry)
  if (text === undefined) {
    text = JSON.stringify(entry)
    texts.set(entry, text)
  }
  return text
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
