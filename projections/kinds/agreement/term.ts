import { dateOf, effectOf, type Fact } from '../../resolve/fact.js'
import { laterBy, type When } from '../../values/when.js'
import { type AgreementReading, endOfTerm } from './reading.js'

/** When it runs out by what was signed, unless it goes on tacitly. */
export function schedule(
  reading: AgreementReading,
  fact: Fact<'AgreementSigned'> | Fact<'EconomicAgreementSigned'> | Fact<'AgreementEnteredIntoForce'>,
  from: When,
): void {
  const fixed = dateOf(fact as Fact<'AgreementSigned'>, event => event.data.endsOn)
  reading.term = fact.event.data.term ?? reading.term
  const runs = reading.status === 'in-force' || !reading.awaitsForce
  const when = fixed ?? (runs && reading.term ? laterBy(from, reading.term) : null)
  if (when === null || reading.tacit) return
  reading.scheduled = endOfTerm(reading, fact, when)
}

/** A new end in place of the one in prospect, or none. */
export function prolong(reading: AgreementReading, fact: Fact<'AgreementProlonged'>): void {
  const fixed = dateOf(fact, event => event.data.endsOn)
  const { term } = fact.event.data
  const from = reading.scheduled?.when ?? effectOf(fact)
  const when = fixed ?? (term ? laterBy(from, term) : null)
  reading.scheduled = when === null ? null : endOfTerm(reading, fact, when)
}
