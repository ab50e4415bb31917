import { decisive } from '../../fold/life.js'
import type { AgreementStatus } from '../../policy/policy.js'
import { effectOf, type Fact } from '../../resolve/fact.js'
import type { Estimate } from '../../values/estimate.js'
import type { When } from '../../values/when.js'
import { type AgreementReading, endText } from './reading.js'

/**
 * A change that is less likely than not only moves the weight for as long as it may hold; later steps do not build on
 * it.
 */
export function doubt(reading: AgreementReading, fact: Fact, host: string): void {
  const { event } = fact
  const by = (event.data as { by?: readonly string[] }).by ?? []
  const denouncedSince = by.includes(host) ? (reading.denouncedSince ?? fact.when.from) : reading.denouncedSince
  const step = (status: AgreementStatus, when: When, credence: Estimate) => {
    const state = { status, denouncedSince, contested: reading.contested, endsOn: endText(reading) }
    reading.steps.push({ when, state, credence, eventIds: fact.eventIds })
  }
  switch (event.type) {
    case 'AgreementSuspended':
      step('suspended', effectOf(fact), fact.credit)
      return
    case 'AgreementTerminationNotified':
      step('terminating', fact.when, fact.credit)
      return
    case 'AgreementTerminated':
      step('ended', effectOf(fact), decisive(fact))
      return
    case 'AgreementEnteredIntoForce':
    case 'AgreementResumed':
    case 'AgreementTerminationSuspended':
    case 'AgreementTerminationRetracted':
      step('in-force', effectOf(fact), fact.credit)
      return
  }
}
