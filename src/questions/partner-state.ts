import type { Day } from '../../events/calendar.js'
import { type Dimension, dimensions } from '../../events/words.js'
import { partnerState, partnerStateParts } from '../../projections/answers/partner-state.js'
import type { Judged } from '../../projections/evaluate/decide.js'
import { coverRuns, type Run } from '../../projections/evaluate/runs.js'
import type { Known } from '../../projections/values/place.js'
import type { HostHistory } from '../state/host/host-history.js'
import { hostBasis, knownDayOf, type Standpoint } from './basis.js'
import type { Knowledge } from './knowledge.js'

/** A question about one host: a date, and what was known. */
export interface StateQuestion {
  readonly at: Day
  /** Place of the log up to which it is known. */
  readonly known: Known
  /** Day of the state of knowledge. */
  readonly knownDay: Day
}

/** The partner state of a country on a day; `judged` where it is known already what is decided on it. */
export function partnerStateOf(from: Standpoint, history: HostHistory, at: Day, knowledge: Knowledge, judged?: Judged) {
  const { country, at: date, ...rest } = stateAsOf(history, momentOf(from, history, at, knowledge), judged)
  return { country, at: date, basis: hostBasis(from, history, knowledge), ...rest }
}

/** The same, as the JSON text that is sent. */
export function partnerStateText(from: Standpoint, history: HostHistory, at: Day, knowledge: Knowledge): string {
  return stateTextAsOf(history, momentOf(from, history, at, knowledge), hostBasis(from, history, knowledge))
}

/** Everything that the bytes of a partner state depend on. */
export function partnerStateKey(from: Standpoint, history: HostHistory, at: Day, knowledge: Knowledge): string {
  const touched = history.lastTouch(knowledge.known)
  const knownDay = knownDayOf(from, history, knowledge)
  const { policyHash, log } = from.reading
  return `${policyHash}|${log.suppositions}|${history.host}|${at}|${touched}|${knownDay}|${knowledge.instant ?? ''}`
}

function momentOf(from: Standpoint, history: HostHistory, at: Day, knowledge: Knowledge): StateQuestion {
  return { at, known: knowledge.known, knownDay: knownDayOf(from, history, knowledge) }
}

export function stateAsOf(history: HostHistory, { at, known, knownDay }: StateQuestion, judged?: Judged) {
  const view = history.viewAt(at, known, knownDay)
  return partnerState(view, coveredRuns(history, at, at, known, knownDay), judged)
}

/** The same as JSON text, with fields of its own after the first two; what does not change between days is written once. */
export function stateTextAsOf(history: HostHistory, { at, known, knownDay }: StateQuestion, basis: object): string {
  const view = history.viewAt(at, known, knownDay)
  const { head, standing, tail } = partnerStateParts(view, coveredRuns(history, at, at, known, knownDay))
  const { country, at: date, ...rest } = head
  const begin = JSON.stringify({ country, at: date, basis, ...rest }).slice(0, -1)
  // One join makes one text; texts put together piece by piece would be copied once more when they are sent.
  return [begin, writtenOnce(standing, listsText), JSON.stringify(tail).slice(1)].join(',')
}

const texts = new WeakMap<object, string>()

function writtenOnce<T extends object>(value: T, write: (value: T) => string): string {
  let text = texts.get(value)
  if (text === undefined) {
    text = write(value)
    texts.set(value, text)
  }
  return text
}

function listsText(lists: Readonly<Record<string, readonly object[]>>): string {
  const pieces: string[] = []
  for (const [name, entries] of Object.entries(lists)) {
    pieces.push(pieces.length === 0 ? `"${name}":[` : `],"${name}":[`)
    entries.forEach((entry, i) => {
      if (i > 0) pieces.push(',')
      pieces.push(writtenOnce(entry, JSON.stringify))
    })
  }
  pieces.push(']')
  return pieces.join('')
}

/**
 * Runs of every dimension over some days with coverage taken into account; what was before the first of them is told as
 * well.
 */
export function coveredRuns(
  history: Pick<HostHistory, 'runs' | 'coverage'>,
  from: Day,
  to: Day,
  known: Known,
  knownDay: Day,
): Record<Dimension, readonly Run[]> {
  const raw = history.runs(from, to, known)
  const coverage = history.coverage(known)
  const runs = {} as Record<Dimension, readonly Run[]>
  for (const dimension of dimensions) {
    runs[dimension] = coverRuns(raw[dimension], coverage[dimension], knownDay)
  }
  return runs
}
