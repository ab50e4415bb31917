import type { Day } from '../../../events/calendar.js'
import { decisive, type LifeAnomaly } from '../../fold/life.js'
import { cutAt, type Ending, endingOf, likeliest } from '../../fold/likeliest.js'
import type { Step } from '../../fold/track.js'
import type { AgreementStatus, Policy } from '../../policy/policy.js'
import type { Fact } from '../../resolve/fact.js'
import { certain, type Estimate } from '../../values/estimate.js'
import { compareWhen, notAfter, onDay, type When } from '../../values/when.js'
import type { AgreementState } from './life.js'

/** A claimed end of the agreement: by notice, by fact, or because another one replaces it. */
export interface End extends Ending {
  readonly explicit: boolean
  readonly contested: boolean
}

/** A notice that runs, or that was stopped with so many days left: until a date from which it runs on, or for good. */
export type Notice = { readonly denounced: boolean; readonly contested: boolean } & (
  | { readonly state: 'running'; readonly end: When }
  | { readonly state: 'stopped'; readonly left: number }
  | { readonly state: 'stopped-until'; readonly left: number; readonly until: When; readonly end: When }
)

/** What is known while the facts of one agreement are read in order. */
export interface AgreementReading {
  readonly steps: Step<AgreementState>[]
  readonly anomalies: LifeAnomaly[]
  ends: End[]
  scheduled: End | null
  notice: Notice | null
  noticePeriod: string | null
  /** Length of the agreement, which runs from its entry into force. */
  term: string | null
  /** Whether an entry into force is known: until then no term runs. */
  readonly awaitsForce: boolean
  tacit: boolean
  status: AgreementStatus | null
  denouncedSince: Day | null
  contested: boolean
  q: Estimate | null
  signed: When | null
  inForce: When | null
  /** Entries into force of other agreements. */
  readonly others: readonly Fact[]
}

/**
 * An agreement that is ended, suspended or prolonged before it was seen signed must have existed, from an unknown day.
 */
export function imply(reading: AgreementReading, fact: Fact, code: string | null, status: AgreementStatus): void {
  if (reading.status !== null) return
  if (code !== null) anomaly(reading, fact, code, 'no signature or entry into force is known')
  const when = notAfter(fact.when)
  const implied: AgreementState = { status: 'unknown', denouncedSince: null, contested: false, endsOn: null }
  reading.steps.push({ when, state: implied, credence: certain, eventIds: fact.eventIds })
  reading.status = status === 'unknown' ? 'unknown' : status
  reading.q = fact.q
}

export function push(reading: AgreementReading, status: AgreementStatus, when: When, fact: Fact): void {
  reading.status = status
  reading.steps.push({ when, state: state(reading, status), credence: fact.credit, eventIds: fact.eventIds })
}

export function state(reading: AgreementReading, status: AgreementStatus): AgreementState {
  const { denouncedSince, contested } = reading
  return { status, denouncedSince, contested, endsOn: endText(reading) }
}

/** An end that was said in so many words. */
export function endsBy(reading: AgreementReading, fact: Fact, when: When, contested = false): void {
  reading.ends.push({ ...endingOf(fact, when, reading.steps.length), explicit: true, contested })
}

/** The end of a term, which is as sure as the agreement is. */
export function endOfTerm(reading: AgreementReading, { eventIds }: Fact, when: When): End {
  const after = reading.steps.length
  return { when, q: certain, credit: certain, explicit: false, contested: false, eventIds, after }
}

/** From the day of a fact on the end in prospect is what it makes of it. */
export function tellEnd(reading: AgreementReading, fact: Fact): void {
  const { steps } = reading
  const last = steps.at(-1)
  const endsOn = endText(reading)
  if (last === undefined || last.state.endsOn === endsOn) return
  const state = { ...last.state, endsOn }
  // In place: a new step would make certain what the last one leaves open, or bring forward what has not yet taken
  // effect.
  const merges = last.eventIds === fact.eventIds || last.credence.low < 1 || compareWhen(fact.when, last.when) < 0
  if (merges) steps[steps.length - 1] = { ...last, state }
  else steps.push({ when: fact.when, state, credence: certain, eventIds: fact.eventIds })
}

/** The end that counts: of the claimed ones the most probable (ties: the earlier), unless the term runs out before. */
export function endOf(reading: AgreementReading): End | null {
  const best = likeliest(reading.ends)
  const { scheduled } = reading
  if (best === null || scheduled === null) return best ?? scheduled
  return compareWhen(scheduled.when, best.when) < 0 ? scheduled : best
}

export function closeLife(reading: AgreementReading, policy: Policy): void {
  const end = endOf(reading)
  if (end === null || reading.steps.length === 0) return
  const contested = end.contested || reading.contested
  const believed = end.explicit ? decisive(end) : certain
  const credence = contested ? { ...believed, low: 0 } : believed
  const ended: AgreementState = { ...state(reading, 'ended'), contested }
  const { steps } = reading
  // What would come after the end, in the order of dates, does not come.
  cutAt(steps, end)
  steps.push({ when: end.when, state: ended, credence, eventIds: end.eventIds })
  if (credence.low < 1 && credence.point === 1) {
    const settled = onDay(end.when.latest + policy.decision.disputeDays, end.when.text)
    if (Number.isFinite(settled.from)) steps.push({ when: settled, state: ended, credence: certain, eventIds: [] })
  }
}

export function endText(reading: AgreementReading): string | null {
  return endOf(reading)?.when.text ?? null
}

export function anomaly(
  reading: AgreementReading,
  fact: Fact,
  code: string,
  detail: string,
  before: readonly string[] = [],
): void {
  reading.anomalies.push({ code, detail, eventIds: [...before, ...fact.eventIds] })
}
