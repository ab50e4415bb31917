import type { EventType } from '../../../events/catalogue.js'
import type { LifeOrder, LifeStage } from '../../fold/life-order.js'
import { broughtIntoForce, replacementOf } from '../../resolve/routing.js'

const begins: { readonly [T in EventType]?: LifeStage } = {
  AgreementSigned: 1,
  EconomicAgreementSigned: 1,
  AgreementEnteredIntoForce: 2,
}

/** Signed, then in force, then ended; the signature of what replaces it is no beginning, and the entry of another none of its own. */
export const agreementOrder: LifeOrder = {
  begins: (event, id) => (replacementOf(event)?.replaced === id ? null : (begins[event.type] ?? null)),
  ends: ({ type }) => type === 'AgreementTerminated',
  subject: (event, id) => ((broughtIntoForce(event) ?? id) === id ? '' : null),
}
