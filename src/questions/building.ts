import { type Day, isoOf } from '../../events/calendar.js'
import { dimensions } from '../../events/words.js'
import type { Known } from '../../projections/values/place.js'
import type { Steps } from '../../projections/values/steps.js'
import type { HostHistory } from '../state/host/host-history.js'
import type { Log } from '../state/log-index.js'
import type { Reading } from '../state/reading.js'
import type { Answers } from './answers.js'
import type { Knowledge } from './knowledge.js'

/** How far a version is folded that is built beside the live one. */
export interface Building {
  readonly since: number
  claims: number
  of: number
  failures: number
  /** By host, how much of its log was folded. */
  readonly folded: Map<string, number>
}

/** What a version and the live one answer to the same questions. */
export interface Sample {
  /** The last position that was known when they were asked. */
  readonly position: string | null
  readonly asked: number
  /** Questions whose verdicts differ: not a fault where the policies do. */
  readonly differing: number
  /** The first of them. */
  readonly differences: readonly SampleDifference[]
}

export interface SampleDifference {
  readonly country: string
  readonly at: string
  readonly position: string | null
  readonly dimension: string
  readonly live: Verdict
  readonly built: Verdict
}

interface Verdict {
  readonly status: string
  readonly primary: string | null
}

/** Fold every host, and those again of which more came meanwhile, until all of it is folded. */
export function* folding(
  building: Building,
  reading: Reading,
  record: Log,
  fold: (history: HostHistory) => Steps,
): Steps {
  const { folded } = building
  for (let more = true; more; ) {
    more = false
    building.of = 0
    for (const host of record.hosts()) building.of += record.host(host)?.touches ?? 0
    for (const host of record.hosts()) {
      const touches = record.host(host)?.touches ?? 0
      if (folded.get(host) === touches) continue
      more = true
      yield* fold(reading.host(host))
      building.claims += touches - (folded.get(host) ?? 0)
      folded.set(host, touches)
      yield
    }
  }
}

export function progressOf({ since, claims, of }: Building, now: () => number) {
  const seconds = Math.max(0.001, (now() - since) / 1000)
  const rate = Math.round(claims / seconds)
  const left = Math.max(0, of - claims)
  return { claims, of: Math.max(of, claims), rate, remainingSeconds: rate === 0 ? null : Math.round(left / rate) }
}

/** Differences that are named. */
const NAMED = 20
const DAYS_OF_A_YEAR = 365

/**
 * Ask both about every host: today, a year and ten years ago, and today as known when half of it was on record. The same log
 * on the same day gives the same questions.
 */
export function* comparing(live: Answers, built: Answers, today: Day): Steps<Sample> {
  const differences: SampleDifference[] = []
  let [asked, differing] = [0, 0]
  const position = built.positionOf(built.present())
  const { log } = built.reading
  for (const host of log.hosts()) {
    for (const [at, knowledge] of questionsAbout(log, today)) {
      const [before, after] = [
        yield* verdictsOf(live, host, at, knowledge),
        yield* verdictsOf(built, host, at, knowledge),
      ]
      asked += 1
      const first = dimensions.find(one => !isSame(before[one], after[one]))
      if (first === undefined) continue
      differing += 1
      if (differences.length === NAMED) continue
      const about = { country: host, at: isoOf(at), position: built.positionOf(knowledge), dimension: first }
      differences.push({ ...about, live: before[first], built: after[first] })
    }
  }
  return { position, asked, differing, differences }
}

function questionsAbout(log: Log, today: Day): [Day, Knowledge][] {
  const now: Knowledge = { known: (log.size - 1) as Known, instant: null, day: null }
  const half: Knowledge = { ...now, known: Math.floor((log.size - 1) / 2) as Known }
  const years = [0, 1, 10].map((count): [Day, Knowledge] => [(today - count * DAYS_OF_A_YEAR) as Day, now])
  return [...years, [today, half]]
}

function* verdictsOf(answers: Answers, host: string, at: Day, knowledge: Knowledge) {
  const history = answers.reading.host(host)
  yield* answers.readyState(history, at, knowledge.known)
  const { dimensions: verdicts } = answers.state(history, at, knowledge)
  return Object.fromEntries(
    dimensions.map(one => [one, { status: verdicts[one].status, primary: verdicts[one].primary }]),
  ) as Record<(typeof dimensions)[number], Verdict>
}

function isSame(a: Verdict, b: Verdict): boolean {
  return a.status === b.status && a.primary === b.primary
}
