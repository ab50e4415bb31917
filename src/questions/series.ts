import { type Day, isoOf, monthStarts } from '../../events/calendar.js'
import type { Dimension } from '../../events/words.js'
import { covered, print, windowsOf } from '../../projections/answers/partner-state.js'
import { judge } from '../../projections/evaluate/decide.js'
import type { HostHistory } from '../state/host/host-history.js'
import { hostBasis, type Standpoint, viewOf } from './basis.js'
import { BASIS_COLUMNS, basisCells } from './basis-cells.js'
import type { Knowledge } from './knowledge.js'
import { csvTable, type Pieces, silently, withList } from './pieces.js'

export interface SeriesQuestion {
  readonly dimension: Dimension
  readonly from: Day
  readonly to: Day
  readonly step: 'day' | 'month'
}

/** One point a day or a month, with the score of every partner. */
export function seriesOf(standpoint: Standpoint, history: HostHistory, question: SeriesQuestion, knowledge: Knowledge) {
  const { dimension, step } = question
  return withList(
    { basis: hostBasis(standpoint, history, knowledge), country: history.host, dimension, step },
    'points',
    pointsOf(standpoint, history, question, knowledge),
  )
}

const COLUMNS = [
  ...['iso3_host', 'dimension', 'date', 'status', 'primary', 'contenders', 'iso3_partner'].map(
    name => ({ name, type: 'text' }) as const,
  ),
  { name: 'score', type: 'number' } as const,
  ...BASIS_COLUMNS,
]

/** The same as a table in CSV: a row for each day and partner with a score, one without a partner where there is none. */
export function seriesTable(
  standpoint: Standpoint,
  history: HostHistory,
  question: SeriesQuestion,
  knowledge: Knowledge,
): Pieces<string> {
  const basis = basisCells(hostBasis(standpoint, history, knowledge))
  function* rows() {
    for (const point of pointsOf(standpoint, history, question, knowledge)) {
      if (point === null) {
        yield null
        continue
      }
      const { at, status, primary, contenders, scores } = point
      const head = [history.host, question.dimension, at, status, primary, contenders.join(';') || null]
      const partners = Object.entries(scores)
      if (partners.length === 0) yield [...head, null, null, ...basis]
      for (const [partner, score] of partners) yield [...head, partner, score, ...basis]
    }
  }
  return csvTable(COLUMNS, rows())
}

/** The points in order of days; null stands for work. */
function pointsOf(standpoint: Standpoint, history: HostHistory, question: SeriesQuestion, knowledge: Knowledge) {
  const { dimension, from, to, step } = question
  const days = step === 'day' ? Array.from({ length: to - from + 1 }, (_, i) => from + i) : monthStarts(from, to)
  function* points() {
    for (const day of days) {
      yield* silently(history.readying('verdicts', day, knowledge.known))
      yield pointOn(day)
    }
  }
  function pointOn(day: Day) {
    const view = viewOf(standpoint, history, day, knowledge)
    const judged = judge(view)
    const window = windowsOf(view, dimension).some(
      ({ from: first, to: last }) => first <= day && day <= Math.min(last, view.knownDay),
    )
    const { status, primary, contenders } = covered(judged.verdicts[dimension], window)
    const scores: Record<string, number> = {}
    for (const { partner, scores: all } of judged.partners) {
      const units = all[dimension]?.units.point
      if (units !== undefined && units !== 0) scores[partner] = print(units)
    }
    return { at: isoOf(day), status, primary, contenders, scores }
  }
  return points()
}
