import { type Day, dayOfInstant } from '../../events/calendar.js'
import type { Dimension } from '../../events/words.js'
import {
  type DimensionDifference,
  type Dimensions,
  dimensionsThatDiffer,
  verdictChange,
} from '../../projections/answers/difference.js'
import type { PartnerState } from '../../projections/answers/partner-state.js'
import { justBefore, type Known, upTo } from '../../projections/values/place.js'
import type { Steps } from '../../projections/values/steps.js'
import type { Answers } from '../questions/answers.js'
import type { Knowledge } from '../questions/knowledge.js'
import type { HostHistory } from '../state/host/host-history.js'
import type { Log } from '../state/log-index.js'
import { createMemo } from '../wire/lru.js'
import type { Cursor } from './cursor.js'

/** A country's answer that one step changed. */
export interface StateChange {
  readonly country: string
  /** The day that the answer is about. */
  readonly at: Day
  readonly before: PartnerState['dimensions']
  readonly after: PartnerState['dimensions']
  /** The dimensions of which the answer says anything else: a verdict, its allies or a partner's score. */
  readonly dimensions: readonly DimensionDifference[]
  /** JSON text of the answer after the step, as `GET /v1/countries/{iso3}` gives it. */
  readonly state: string
  /** Characters of both answers. */
  readonly size: number
}

export interface StateChanges {
  /**
   * What a step changed in a country; null when its answer, basis apart, is the same as before; undefined until it is
   * found.
   */
  known(step: Cursor, country: string): StateChange | null | undefined
  /** Find it, in small steps. */
  find(step: Cursor, country: string): Steps
}

interface Answered {
  readonly text: string
  /** The text without country, date and basis. */
  readonly rest: string
  readonly about: Dimensions
}

interface StateChangesOptions {
  readonly record: Log
  /** The answers that a step is told by. */
  readonly answersAt: (step: Pick<Cursor, 'place' | 'date'>) => Answers
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Bytes, at two for each character. */
const MOST_ANSWERS = 24 * 1024 * 1024
const MOST_CHANGES = 24 * 1024 * 1024
const NOTHING_CHANGED = 200

/** Compares answers before and after steps; what was found lately is kept, so that subscriptions share it. */
export function createStateChanges({ record, answersAt, now }: StateChangesOptions): StateChanges {
  const answered = createMemo<Answered>(MOST_ANSWERS, ({ text, rest }) => (text.length + 2 * rest.length) * 2)
  const found = createMemo<StateChange | null>(MOST_CHANGES, one => (one === null ? NOTHING_CHANGED : one.size * 2))

  function* answerOf(answers: Answers, history: HostHistory, at: Day, knowledge: Knowledge): Steps<Answered> {
    const key = answers.keyOf(history, at, knowledge)
    if (!answered.has(key)) yield* answers.readyState(history, at, knowledge.known)
    return answered.of(key, () => {
      const state = answers.state(history, at, knowledge)
      const { country, at: date, basis, ...others } = state
      const rest = JSON.stringify(others)
      const head = JSON.stringify({ country, at: date, basis })
      const about = { dimensions: state.dimensions, partners: state.partners }
      return { text: `${head.slice(0, -1)},${rest.slice(1)}`, rest, about }
    })
  }

  /**
   * The states before and after an event are taken on the same day of knowledge: what another day changes belongs to
   * the clock.
   */
  function knownDay(history: HostHistory, known: Known): Day {
    const next = history.nextTouch(known)
    return dayOfInstant(next === null ? now() : record.recordedAt(next)!)
  }

  function* changeOf({ place, date, day }: Cursor, country: string): Steps<StateChange | null> {
    const answers = answersAt({ place, date })
    const history = answers.history(country)
    if (history === null) return null
    const known: Knowledge = { known: upTo(place), instant: null, day: null }
    const earlier: Knowledge = { known: justBefore(place), instant: null, day: knownDay(history, upTo(place)) }
    const before =
      date === null
        ? yield* answerOf(answers, history, day, earlier)
        : yield* answerOf(answers, history, day - 1, known)
    const after = yield* answerOf(answers, history, day, known)
    if (before.rest === after.rest) return null
    return {
      country,
      at: day,
      before: before.about.dimensions,
      after: after.about.dimensions,
      dimensions: dimensionsThatDiffer(before.about, after.about),
      state: after.text,
      size: before.text.length + before.rest.length + after.text.length + after.rest.length,
    }
  }

  /** The change found last, which may be too large for the cache. */
  let last: { readonly key: string; readonly change: StateChange | null } | null = null
  const keyOf = ({ place, date, day }: Cursor, country: string) => `${place}|${date ?? ''}|${day}|${country}`

  return {
    known(step, country) {
      const key = keyOf(step, country)
      return last?.key === key ? last.change : found.get(key)
    },
    *find(step, country) {
      const key = keyOf(step, country)
      const change = yield* changeOf(step, country)
      found.of(key, () => change)
      last = { key, change }
    },
  }
}

/** One dimension before and after, as messages show it; contenders only where they changed. */
export interface Change {
  readonly dimension: Dimension
  readonly before: Verdict
  readonly after: Verdict
}
interface Verdict {
  readonly status: string
  readonly primary: string | null
  readonly contenders?: readonly string[]
}

/** Dimensions whose status, primary or contenders changed. */
export function changesOf({ dimensions }: StateChange): Change[] {
  return dimensions.flatMap(({ dimension, before, after }) => {
    const change = verdictChange(before, after)
    if (change === null) return []
    return [{ dimension, before: verdictOf(before, change.contenders), after: verdictOf(after, change.contenders) }]
  })
}

/** Dimensions whose status or primary changed. */
export function firstChangesOf({ dimensions }: StateChange): Change[] {
  return dimensions.flatMap(({ dimension, before, after }) =>
    verdictChange(before, after)?.first
      ? [{ dimension, before: verdictOf(before, false), after: verdictOf(after, false) }]
      : [],
  )
}

function verdictOf({ status, primary, contenders }: Required<Verdict>, list: boolean): Verdict {
  return list ? { status, primary, contenders } : { status, primary }
}

/** Partners that come first or contend in one of the dimensions. */
export function partnersIn(answer: PartnerState['dimensions'], dimensions: readonly Dimension[]): Set<string> {
  const partners = new Set<string>()
  for (const dimension of dimensions) {
    const { primary, contenders } = answer[dimension]
    if (primary !== null) partners.add(primary)
    for (const partner of contenders) partners.add(partner)
  }
  return partners
}
