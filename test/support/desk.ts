import fc from 'fast-check'
import { type Day, dayOf, dayOfInstant } from '../../events/calendar.js'
import { policyV1 } from '../../projections/policy/v1.js'
import type { Known } from '../../projections/values/place.js'
import { type Answers, createAnswers } from '../../src/questions/answers.js'
import type { Knowledge } from '../../src/questions/knowledge.js'
import { createLogIndex } from '../../src/state/log-index.js'
import { createReading } from '../../src/state/reading.js'
import type { NaiveHost } from '../reference/desk.js'
import type { Logged } from '../reference/reference.js'
import { type HistoryEvent, hosts } from './histories.js'
import { storedAt } from './stored.js'

/** Everything of a drawn log is recorded on this day, which is today. */
const RECORDED = Date.UTC(2023, 0, 1)
export const TODAY: Day = dayOfInstant(RECORDED)
const FIRST = dayOf('2021-01-01')!
const LAST = dayOf('2023-03-01')!

/** Who answers over a log, and the same log for whoever folds it naively. */
export interface Desk {
  readonly answers: Answers
  readonly log: readonly Logged[]
  known(place: number): Knowledge
  naive(host: string, known: Known): NaiveHost
}

export function deskOf(events: readonly HistoryEvent[]): Desk {
  const log = createLogIndex()
  for (const [place, event] of events.entries()) log.add(storedAt(event, place, RECORDED))
  const logged = events.map(event => ({ ...event, recordedOn: TODAY }))
  return {
    answers: createAnswers(createReading(log, policyV1), () => RECORDED),
    log: logged,
    known: place => ({ known: place, instant: null, day: null }),
    naive: (host, known) => ({ log: logged, host, known, knownDay: TODAY, policy: policyV1 }),
  }
}

/** A host, days and states of knowledge to ask about, all of them alike; a state of knowledge is a share of a log. */
export const aHost = fc.constantFrom(...hosts)
export const aDay = fc.noBias(fc.integer({ min: FIRST, max: LAST }))
export const aPlace = fc.oneof(
  fc.constant(1),
  fc.noBias(fc.nat(999)).map(n => n / 1000),
)

/** The place in a log up to which a share of it is known. */
export function placeIn(log: readonly unknown[], share: number): number {
  return Math.min(log.length - 1, Math.floor(share * log.length))
}

/** How often each property is drawn, from one seed; with ENTENTE_RUNS from another each time, for a long night. */
export const RUNS = Number(process.env.ENTENTE_RUNS ?? 25)
const seed = process.env.SEED ?? (process.env.ENTENTE_RUNS === undefined ? '9' : undefined)
export const SEED = seed === undefined ? {} : { seed: Number(seed), endOnFailure: true }
