import { type Day, dayOf, dayOfInstant, endOfDay, isoOf, monthStarts } from '../../events/calendar.js'
import { stateOf } from '../../events/registry/registry.js'
import { type Dimension, dimensions } from '../../events/words.js'
import { explain } from '../../projections/answers/explain.js'
import { covered, PROJECTION, print, windowsOf } from '../../projections/answers/partner-state.js'
import { judge } from '../../projections/evaluate/decide.js'
import type { Run } from '../../projections/evaluate/runs.js'
import { rangeOf, resolve } from '../../projections/resolve/claim.js'
import { hostsOf } from '../../projections/resolve/routing.js'
import type { HostHistory } from '../state/host/host-history.js'
import type { Reading } from '../state/reading.js'
import type { Position } from '../store/store.js'
import { intervalsOf } from './intervals.js'
import { coveredRuns, type Moment, stateAsOf, stateTextAsOf } from './partner-state.js'
import { each, withList } from './pieces.js'

/** What an answer rests on: the same basis always gives the same bytes. */
export interface Basis {
  /** Last position at or before the asked one that concerns the country; null where there is none. */
  readonly position: Position | null
  /** The instant that was asked for, else null. */
  readonly asKnownAt: string | null
  readonly policy: string
  readonly policyHash: string
  readonly projection: string
}

/** A state of knowledge as a question names it: a place of the log, its day, and the instant where one was asked for. */
export interface Knowledge {
  readonly known: number
  readonly instant: string | null
  /** Day of an instant that was asked for; null for a position or the present. */
  readonly day: Day | null
}

/** Claims that are looked at before others may have their turn. */
const CLAIMS_A_PIECE = 256

export type Answers = ReturnType<typeof createAnswers>

/** Answers to every question, as plain objects, from one reading of the log as far as it is there. */
export function createAnswers(reading: Reading, now: () => number) {
  const { log, policy, policyHash } = reading

  function basisOf(position: Position | null, knowledge: Knowledge): Basis {
    return { position, asKnownAt: knowledge.instant, policy: policy.id, policyHash, projection: PROJECTION }
  }

  function hostBasis(history: HostHistory, knowledge: Knowledge): Basis {
    return basisOf(log.position(history.lastTouch(knowledge.known)), knowledge)
  }

  /**
   * The day of the state of knowledge, at which coverage ends: that of the instant asked for. A position is what is known
   * until the next event that concerns the country, so its day is that of the next one, or today.
   */
  function knownDayOf(history: HostHistory, { known, day }: Knowledge): Day {
    if (day !== null) return day
    const next = history.nextTouch(known)
    return dayOfInstant(next === null ? now() : log.recordedAt(next)!)
  }

  function momentOf(history: HostHistory, at: Day, knowledge: Knowledge): Moment {
    return { at, known: knowledge.known, knownDay: knownDayOf(history, knowledge) }
  }

  function viewOf(history: HostHistory, at: Day, knowledge: Knowledge) {
    const { known, knownDay } = momentOf(history, at, knowledge)
    return history.viewAt(at, known, knownDay)
  }

  function runsUpTo(history: HostHistory, upTo: Day, knowledge: Knowledge) {
    return coveredRuns(history, viewOf(history, upTo, knowledge), upTo, knowledge.known)
  }

  function verdictsOf(history: HostHistory, at: Day, knowledge: Knowledge) {
    const runs = runsUpTo(history, at, knowledge)
    const summary = {} as Record<Dimension, ReturnType<typeof verdictOf>>
    for (const dimension of dimensions) {
      const run = runs[dimension].findLast(({ from }) => (from ?? Number.NEGATIVE_INFINITY) <= at)!
      summary[dimension] = verdictOf(run, at)
    }
    return summary
  }

  /** Countries of which anything was recorded up to a place. */
  function concerned(known: number): HostHistory[] {
    return log.hosts().flatMap(host => (log.host(host)!.lastTouch(known) >= 0 ? reading.host(host) : []))
  }

  function* anomaliesOf(histories: readonly HostHistory[], knowledge: Knowledge) {
    for (const history of histories) {
      yield null
      for (const anomaly of history.anomaliesAt(knowledge.known, knownDayOf(history, knowledge))) {
        yield { country: history.host, ...anomaly }
      }
    }
  }

  function* timelineEntries(history: HostHistory, from: Day, to: Day, known: number) {
    const events = []
    // More may come in between the pieces.
    for (const [i, claim] of [...history.claims].entries()) {
      if (i % CLAIMS_A_PIECE === 0) yield null
      if (claim.seq > known) continue
      const { event, standing, by } = resolve(claim, known)
      const posted = hostsOf(claim.event).includes(history.host)
      if (!posted && !hostsOf(event).includes(history.host)) continue
      const { earliest, latest } = rangeOf(event)
      if (latest < from || earliest > to) continue
      events.push({
        order: earliest,
        entry: {
          event: log.stored(claim.seq, claim.event),
          standing,
          by,
          asItStands: by.length > 0 ? event : null,
        },
      })
    }
    events.sort((a, b) => a.order - b.order)
    for (const { entry } of events) yield entry
  }

  return {
    policy,
    policyHash,
    /** The history of a country; an empty one for a state of which nothing is recorded; null for what is no state. */
    history(country: string): HostHistory | null {
      return log.host(country) === null && stateOf(country) === undefined ? null : reading.host(country)
    },
    /** The present state of knowledge. */
    present: (): Knowledge => ({ known: log.size - 1, instant: null, day: null }),
    /** What was known at an instant (ISO 8601 with zone), by the end of a date, or at a position. Null for what is none of them. */
    asKnownAt(text: string): Knowledge | null {
      const day = dayOf(text)
      if (day !== null) {
        const instant = endOfDay(day)
        return { known: log.placeAt(Date.parse(instant)), instant: text, day }
      }
      if (INSTANT.test(text)) {
        const ms = Date.parse(text)
        return Number.isNaN(ms) ? null : { known: log.placeAt(ms), instant: text, day: dayOfInstant(ms) }
      }
      return log.isPosition(text) ? { known: log.placeOf(text), instant: null, day: null } : null
    },
    /** The last position of a state of knowledge; null before the first. */
    positionOf: ({ known }: Knowledge): Position | null => log.position(known),
    /** Everything that the bytes of a state depend on. */
    keyOf(history: HostHistory, at: Day, knowledge: Knowledge): string {
      const touched = history.lastTouch(knowledge.known)
      return `${policyHash}|${history.host}|${at}|${touched}|${knownDayOf(history, knowledge)}|${knowledge.instant ?? ''}`
    },
    state(history: HostHistory, at: Day, knowledge: Knowledge) {
      const { country, at: date, ...rest } = stateAsOf(history, momentOf(history, at, knowledge))
      return { country, at: date, basis: hostBasis(history, knowledge), ...rest }
    },
    /** The same, as the JSON text that is sent. */
    stateText(history: HostHistory, at: Day, knowledge: Knowledge): string {
      return stateTextAsOf(history, momentOf(history, at, knowledge), hostBasis(history, knowledge))
    },
    explanation(
      history: HostHistory,
      question: { readonly at: Day; readonly dimension: Dimension; readonly partner: string; readonly limit: number },
      knowledge: Knowledge,
    ) {
      const { at, dimension, partner, limit } = question
      const view = viewOf(history, at, knowledge)
      const judged = judge(view)
      const touched = history.lastTouch(knowledge.known)
      const { score, drivers, rest } = explain(
        judged,
        view,
        dimension,
        partner,
        history.flowFacts(partner, dimension, touched),
        limit,
      )
      const basis = hostBasis(history, knowledge)
      return { country: history.host, at: isoOf(at), dimension, partner, basis, score, drivers, rest }
    },
    /** Every country's verdicts on a day. */
    countries(at: Day, knowledge: Knowledge) {
      const head = { basis: basisOf(log.position(knowledge.known), knowledge), at: isoOf(at) }
      return withList(
        head,
        'countries',
        each(concerned(knowledge.known), history => ({
          country: history.host,
          ...verdictsOf(history, at, knowledge),
        })),
      )
    },
    /** Intervals of every country's verdicts that meet `[from, to]`; both ends of an interval are days within it. */
    intervals(from: Day, to: Day, knowledge: Knowledge) {
      const countries = each(concerned(knowledge.known), history => {
        const runs = runsUpTo(history, to, knowledge)
        const byDimension = {} as Record<Dimension, ReturnType<typeof intervalsOf>>
        for (const dimension of dimensions) byDimension[dimension] = intervalsOf(runs[dimension], from, to)
        return { country: history.host, ...byDimension }
      })
      const basis = basisOf(log.position(knowledge.known), knowledge)
      return withList({ basis, from: isoOf(from), to: isoOf(to) }, 'countries', countries)
    },
    /** Events of a country that may have happened between two days, with what became of them. */
    timeline(history: HostHistory, from: Day, to: Day, knowledge: Knowledge) {
      const entries = timelineEntries(history, from, to, knowledge.known)
      return withList({ basis: hostBasis(history, knowledge) }, 'events', entries)
    },
    /** One point a day or a month, with the score of every partner. */
    series(
      history: HostHistory,
      question: { readonly dimension: Dimension; readonly from: Day; readonly to: Day; readonly step: 'day' | 'month' },
      knowledge: Knowledge,
    ) {
      const { dimension, from, to, step } = question
      const days = step === 'day' ? Array.from({ length: to - from + 1 }, (_, i) => from + i) : monthStarts(from, to)
      const points = each(days, day => {
        const view = viewOf(history, day, knowledge)
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
      })
      return withList(
        { basis: hostBasis(history, knowledge), country: history.host, dimension, step },
        'points',
        points,
      )
    },
    /** Oddities of one country or of all, as known. */
    anomalies(histories: readonly HostHistory[], knowledge: Knowledge) {
      const basis = basisOf(log.position(knowledge.known), knowledge)
      return withList({ basis }, 'anomalies', anomaliesOf(histories, knowledge))
    },
    concerned,
    verdictsOf,
    viewOf,
    runsUpTo,
    basisOf,
    hostBasis,
    knownDayOf,
  }
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/

function verdictOf({ status, primary, from, stages }: Run, at: Day) {
  const alignedWith = stages.findLast(stage => stage.from <= at)?.alignedWith ?? []
  return { status, primary, since: from === null ? null : isoOf(from), alignedWith }
}
