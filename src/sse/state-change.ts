import { type Day, dayOfInstant } from '../../events/calendar.js'
import { dimensions as allDimensions, type Dimension } from '../../events/words.js'
import type { Answers } from '../questions/answers.js'
import type { Knowledge } from '../questions/knowledge.js'
import type { HostHistory } from '../state/host/host-history.js'
import type { Log } from '../state/log-index.js'
import { createMemo } from '../wire/lru.js'
import type { Cursor } from './cursor.js'

/** Who comes first in one dimension. */
export interface Standing {
  readonly status: string
  readonly primary: string | null
  readonly contenders: readonly string[]
}
export type Standings = Readonly<Record<Dimension, Standing>>

/** A country's answer that one step changed. */
export interface StateChange {
  readonly country: string
  /** The day that the answer is about. */
  readonly at: Day
  readonly before: Standings
  readonly after: Standings
  /** JSON text of the answer after the step, as `GET /v1/countries/{iso3}` gives it. */
  readonly state: string
  /** Characters of both answers. */
  readonly size: number
  /** Whether anything changed that is about the dimension: its verdict, its allies or a partner's score. */
  moved(dimension: Dimension): boolean
}

export interface StateChanges {
  /** What a step changed in a country; null when its answer, basis apart, is the same as before. */
  of(step: Cursor, country: string): StateChange | null
}

interface Answered {
  readonly text: string
  /** The text without country, date and basis. */
  readonly rest: string
  readonly standings: Standings
}

interface StateChangesOptions {
  readonly record: Log
  readonly answers: Answers
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Bytes, at two for each character. */
const MOST_ANSWERS = 24 * 1024 * 1024
const MOST_CHANGES = 24 * 1024 * 1024
const NOTHING_CHANGED = 200

/** Compares answers before and after steps; what was found lately is kept, so that subscriptions share it. */
export function createStateChanges({ record, answers, now }: StateChangesOptions): StateChanges {
  const answered = createMemo<Answered>(MOST_ANSWERS, ({ text, rest }) => (text.length + rest.length) * 2)
  const found = createMemo<StateChange | null>(MOST_CHANGES, one => (one === null ? NOTHING_CHANGED : one.size * 2))

  function answerOf(history: HostHistory, at: Day, knowledge: Knowledge): Answered {
    return answered.of(answers.keyOf(history, at, knowledge), () => {
      const state = answers.state(history, at, knowledge)
      const { country, at: date, basis, ...others } = state
      const rest = JSON.stringify(others)
      const head = JSON.stringify({ country, at: date, basis })
      return { text: `${head.slice(0, -1)},${rest.slice(1)}`, rest, standings: standingsOf(state.dimensions) }
    })
  }

  /** Both sides of an event are asked on the same day of knowledge: what a day more or less means is the clock's doing. */
  function knownDay(history: HostHistory, known: number): Day {
    const next = history.nextTouch(known)
    return dayOfInstant(next === null ? now() : record.recordedAt(next)!)
  }

  function find({ place, date, day }: Cursor, country: string): StateChange | null {
    const history = answers.history(country)
    if (history === null) return null
    const known: Knowledge = { known: place, instant: null, day: null }
    const after = answerOf(history, day, known)
    const before =
      date === null
        ? answerOf(history, day, { known: place - 1, instant: null, day: knownDay(history, place) })
        : answerOf(history, day - 1, known)
    if (before.rest === after.rest) return null
    return {
      country,
      at: day,
      before: before.standings,
      after: after.standings,
      state: after.text,
      size: before.text.length + before.rest.length + after.text.length + after.rest.length,
      moved: dimension => partOf(before, dimension) !== partOf(after, dimension),
    }
  }

  return {
    of(step, country) {
      const { place, date, day } = step
      return found.of(`${place}|${date ?? ''}|${day}|${country}`, () => find(step, country))
    },
  }
}

function standingsOf(dimensions: Readonly<Record<Dimension, Standing>>): Standings {
  const standings = {} as Record<Dimension, Standing>
  for (const dimension of allDimensions) {
    const { status, primary, contenders } = dimensions[dimension]
    standings[dimension] = { status, primary, contenders }
  }
  return standings
}

/** What an answer says about one dimension, as text. */
function partOf({ rest }: Answered, dimension: Dimension): string {
  const { dimensions, partners } = JSON.parse(rest) as {
    readonly dimensions: Readonly<Record<string, unknown>>
    readonly partners: readonly { readonly partner: string; readonly scores: Readonly<Record<string, unknown>> }[]
  }
  const scores = partners.flatMap(({ partner, scores }) => (scores[dimension] ? [[partner, scores[dimension]]] : []))
  return JSON.stringify([dimensions[dimension], scores])
}

/** One dimension before and after, as messages show it; contenders only where they changed. */
export interface Change {
  readonly dimension: Dimension
  readonly before: Shown
  readonly after: Shown
}
interface Shown {
  readonly status: string
  readonly primary: string | null
  readonly contenders?: readonly string[]
}

/** Dimensions whose status, primary or contenders changed. */
export function changesOf({ before, after }: StateChange): Change[] {
  return allDimensions.flatMap(dimension => {
    const [was, is] = [before[dimension], after[dimension]]
    const list = was.contenders.join() !== is.contenders.join()
    if (!list && !turned(was, is)) return []
    return [{ dimension, before: shown(was, list), after: shown(is, list) }]
  })
}

function shown({ status, primary, contenders }: Standing, list: boolean): Shown {
  return list ? { status, primary, contenders } : { status, primary }
}

/** Whether status or primary differ. */
export function turned(before: Pick<Standing, 'status' | 'primary'>, after: Pick<Standing, 'status' | 'primary'>) {
  return before.status !== after.status || before.primary !== after.primary
}

/** Partners that come first or contend in one of the dimensions. */
export function partnersIn(standings: Standings, dimensions: readonly Dimension[]): Set<string> {
  const partners = new Set<string>()
  for (const dimension of dimensions) {
    const { primary, contenders } = standings[dimension]
    if (primary !== null) partners.add(primary)
    for (const partner of contenders) partners.add(partner)
  }
  return partners
}
