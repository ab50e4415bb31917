import { isLikely, type LifeAnomaly } from '../../fold/life.js'
import type { Step } from '../../fold/track.js'
import { dateOf, effectOf, type Fact } from '../../resolve/fact.js'
import { partnersOf } from '../../resolve/routing.js'
import { certain, type Estimate } from '../../values/estimate.js'
import { compareWhen, notAfter, type When } from '../../values/when.js'
import type { ForceState } from './life.js'

/** What is known while the facts of one force are read in order. */
export interface ForceReading {
  readonly forceId: string
  readonly host: string
  readonly steps: Step<ForceState>[]
  readonly anomalies: LifeAnomaly[]
  state: ForceState | null
  q: Estimate | null
  /** Ends of one presence compete: a mandate's end gives way to a report that the force has left. */
  mandateEnd: Step<ForceState> | null
}

/** A report counts for the day that it speaks of, not for the day that it was made. */
export function dayOfEffect(fact: Fact): When {
  const { event } = fact
  if (event.type === 'ForceStrengthReported') {
    return dateOf(fact as Fact<'ForceStrengthReported'>, said => said.data.asOf) ?? fact.when
  }
  return effectOf(fact)
}

/** A force that is spoken of before it was seen arriving must have come, on an unknown day. */
export function imply(reading: ForceReading, fact: Fact, code: string): void {
  if (reading.state !== null) return
  anomaly(reading, fact, code, `${reading.forceId} was never reported as deployed`)
  const when = notAfter(dayOfEffect(fact))
  reading.q = fact.q
  const state: ForceState = {
    present: true,
    sponsor: partnersOf(fact.event, reading.host)[0] ?? null,
    role: null,
    consent: null,
    contestedSince: null,
    consentSince: when.from,
    strength: null,
    legalBasis: [],
    mandateOver: false,
    mandate: null,
    suspended: false,
    sites: [],
    since: null,
    inherits: null,
    successor: null,
  }
  push(reading, fact, when, state, certain)
}

/** From the day of a fact on it is as before but for what the fact says. */
export function change(reading: ForceReading, fact: Fact, changed: Partial<ForceState>): void {
  push(reading, fact, dayOfEffect(fact), { ...reading.state!, ...changed }, fact.credit)
}

/** A step; what is less likely than not is no state that later ones go on from. */
export function push(reading: ForceReading, fact: Fact, when: When, state: ForceState, credence: Estimate): void {
  const step = { when, state, credence, eventIds: fact.eventIds }
  if (reading.state === null || isLikely(fact.q)) reading.state = state
  if (reading.q === null || fact.q.point > reading.q.point) reading.q = fact.q
  const { mandateEnd, steps } = reading
  // What happens before the wind-down is over goes before it.
  const last = mandateEnd !== null && steps.at(-1) === mandateEnd && compareWhen(when, mandateEnd.when) <= 0
  if (last) steps.splice(steps.length - 1, 0, step)
  else steps.push(step)
}

/** Note what does not fit. */
export function anomaly(reading: ForceReading, fact: Fact, code: string, detail: string): void {
  reading.anomalies.push({ code, detail, eventIds: fact.eventIds })
}
