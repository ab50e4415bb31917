import { addDuration } from '../../../events/calendar.js'
import type { AgreementStatus, Policy } from '../../policy/policy.js'
import type { Fact } from '../../resolve/fact.js'
import { certain } from '../../values/estimate.js'
import { compareWhen, onDay, type When } from '../../values/when.js'
import { type AgreementReading, closeLife, endOf, push, state } from './reading.js'

/** It is signed, or in force, from a date on; after an end that was known it begins anew. */
export function begin(
  reading: AgreementReading,
  fact: Fact,
  status: AgreementStatus,
  when: When,
  policy: Policy,
): void {
  const end = endOf(reading)
  if (reading.status !== null && end !== null && compareWhen(end.when, when) < 0) {
    closeLife(reading, policy)
    Object.assign(reading, {
      ends: [],
      scheduled: null,
      notice: null,
      status: null,
      denouncedSince: null,
      contested: false,
      signed: null,
      inForce: null,
      q: null,
    })
  }
  if (status === 'signed') reading.signed ??= when
  else {
    reading.inForce ??= when
    if (fact.event.type === 'AgreementSigned') reading.signed ??= when
  }
  reading.q = reading.q === null || fact.q.point > reading.q.point ? fact.q : reading.q
  if (reading.status === null || reading.status === 'unknown') {
    reading.steps.push({ when, state: state(reading, status), credence: certain, eventIds: fact.eventIds })
    reading.status = status
  } else if (status === 'in-force' && reading.status === 'signed') push(reading, status, when, fact)
}

/** Whether a fact other than a signature begins the agreement for the host. */
export function begins({ event }: Fact, host: string): boolean {
  if (event.type === 'AgreementPartyJoined') return event.data.party === host
  if (event.type === 'StateSucceeded') return event.data.successor === host
  return event.type === 'AgreementEnteredIntoForce'
}

/** Whether a fact is the signature itself. */
export function isSignature(fact: Fact): boolean {
  return fact.event.type === 'AgreementSigned' || fact.event.type === 'EconomicAgreementSigned'
}

/** What was signed and did not come into force for years is not waited for any more. */
export function lapse(reading: AgreementReading, policy: Policy): void {
  const last = reading.steps.at(-1)
  if (last?.state.status !== 'signed') return
  const day = addDuration(last.when.to, `P${Math.round(policy.paper.lapsedAfterYears * 12)}M`)
  reading.steps.push({ ...last, when: onDay(day, last.when.text), state: { ...last.state, lapsed: true } })
}
