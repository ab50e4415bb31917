import type { Day } from '../../events/calendar.js'
import { stateOf } from '../../events/registry/registry.js'
import type { Judged } from '../../projections/evaluate/decide.js'
import type { Known } from '../../projections/values/place.js'
import { lastOf } from '../../projections/values/place.js'
import { inOneGo } from '../../projections/values/steps.js'
import type { HostHistory } from '../state/host/host-history.js'
import type { Reading } from '../state/reading.js'
import { anomaliesOf } from './anomalies.js'
import { basisOf, hostBasis, type Standpoint, viewOf } from './basis.js'
import { type ExplanationQuestion, explanationSteps } from './explanation.js'
import { type Knowledge, knowledgeAt, presentOf } from './knowledge.js'
import { partnerStateKey, partnerStateOf, partnerStateText } from './partner-state.js'
import { type SeriesQuestion, seriesOf, seriesTable } from './series.js'
import { concernedBy, runsOver, statusesOn, statusIntervals, verdictsOf } from './statuses.js'
import { timelineOf, timelineTable } from './timeline.js'

/** What can be asked of one reading, one line a question: each stands in a file of its own. */
export type Answers = ReturnType<typeof createAnswers>

export function createAnswers(reading: Reading, now: () => number) {
  const { log, policy, policyHash } = reading
  const from: Standpoint = { reading, now }
  return {
    reading,
    policy,
    policyHash,
    /** The history of a country; an empty one for a state of which nothing is recorded; null for what is no state. */
    history: (country: string): HostHistory | null =>
      log.host(country) === null && stateOf(country) === undefined ? null : reading.host(country),
    concerned: (known: Known) => concernedBy(from, known),
    present: () => presentOf(log),
    asKnownAt: (text: string) => knowledgeAt(log, text),
    /** The last position of a state of knowledge; null before the first. */
    positionOf: ({ known }: Knowledge) => log.position(lastOf(known)),
    /** What an answer about all countries rests on. */
    basisOf: (knowledge: Knowledge) => basisOf(from, knowledge),
    hostBasis: (history: HostHistory, knowledge: Knowledge) => hostBasis(from, history, knowledge),
    state: (history: HostHistory, at: Day, knowledge: Knowledge, judged?: Judged) =>
      partnerStateOf(from, history, at, knowledge, judged),
    /** Steps after which a state costs little. */
    readyState: (history: HostHistory, at: Day, known: Known) => history.readying('state', at, known),
    stateText: (history: HostHistory, at: Day, knowledge: Knowledge) => partnerStateText(from, history, at, knowledge),
    keyOf: (history: HostHistory, at: Day, knowledge: Knowledge) => partnerStateKey(from, history, at, knowledge),
    explanationSteps: (history: HostHistory, question: ExplanationQuestion, knowledge: Knowledge) =>
      explanationSteps(from, history, question, knowledge),
    explanation: (history: HostHistory, question: ExplanationQuestion, knowledge: Knowledge) =>
      inOneGo(explanationSteps(from, history, question, knowledge)),
    timeline: (history: HostHistory, first: Day, last: Day, knowledge: Knowledge) =>
      timelineOf(from, history, first, last, knowledge),
    timelineTable: (history: HostHistory, first: Day, last: Day, knowledge: Knowledge) =>
      timelineTable(from, history, first, last, knowledge),
    series: (history: HostHistory, question: SeriesQuestion, knowledge: Knowledge) =>
      seriesOf(from, history, question, knowledge),
    seriesTable: (history: HostHistory, question: SeriesQuestion, knowledge: Knowledge) =>
      seriesTable(from, history, question, knowledge),
    countries: (at: Day, knowledge: Knowledge) => statusesOn(from, at, knowledge),
    intervals: (first: Day, last: Day, knowledge: Knowledge) => statusIntervals(from, first, last, knowledge),
    verdictsOf: (history: HostHistory, at: Day, knowledge: Knowledge) => verdictsOf(from, history, at, knowledge),
    anomalies: (histories: readonly HostHistory[], knowledge: Knowledge) => anomaliesOf(from, histories, knowledge),
    viewOf: (history: HostHistory, at: Day, knowledge: Knowledge) => viewOf(from, history, at, knowledge),
    runsOver: (history: HostHistory, days: readonly [Day, Day], knowledge: Knowledge) =>
      runsOver(from, history, days, knowledge),
  }
}
