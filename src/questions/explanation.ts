import { type Day, isoOf } from '../../events/calendar.js'
import type { Dimension } from '../../events/words.js'
import { explain } from '../../projections/answers/explain.js'
import { judge } from '../../projections/evaluate/decide.js'
import type { HostHistory } from '../state/host/host-history.js'
import { hostBasis, type Standpoint, viewOf } from './basis.js'
import { flowFactsOf } from './flow-facts.js'
import type { Knowledge } from './knowledge.js'

export interface ExplanationQuestion {
  readonly at: Day
  readonly dimension: Dimension
  readonly partner: string
  /** Most drivers that are told one by one. */
  readonly limit: number
}

/** What a score is made of: drivers that sum to it exactly. */
export function* explanationSteps(
  from: Standpoint,
  history: HostHistory,
  question: ExplanationQuestion,
  knowledge: Knowledge,
) {
  const { at, dimension, partner, limit } = question
  yield* history.loading()
  const flowFacts = yield* flowFactsOf(from.reading, history, knowledge.known)
  yield* history.readying('verdicts', at, knowledge.known)
  const view = viewOf(from, history, at, knowledge)
  const judged = judge(view)
  const { score, drivers, rest } = yield* explain(
    judged,
    view,
    dimension,
    partner,
    flowFacts(partner, dimension),
    limit,
  )
  const basis = hostBasis(from, history, knowledge)
  return { country: history.host, at: isoOf(at), dimension, partner, basis, score, drivers, rest }
}
