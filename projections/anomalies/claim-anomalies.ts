import { kindOfPartner, wasIndependentDuring } from '../../events/registry/registry.js'
import type { LifeAnomaly } from '../fold/life.js'
import { type Claim, rangeOf, readDate, resolve } from '../resolve/claim.js'

/** What is odd about one claim by itself, as known at `known`; nothing for a claim that is retracted. */
export function oddities(claim: Claim, known: number, host: string): LifeAnomaly[] {
  const { event, standing } = resolve(claim, known)
  if (standing === 'retracted') return []
  const found: LifeAnomaly[] = []
  const range = rangeOf(event)
  const odd = (code: string, detail: string) => found.push({ code, detail, eventIds: [claim.id] })
  if (event.partner !== undefined && kindOfPartner(event.partner) === 'unregistered') {
    odd('unregistered-partner', `${event.partner} is not in the registry`)
  }
  if (!wasIndependentDuring(host, range)) odd('outside-existence', `${host} was not independent on ${event.occurredOn}`)
  if (event.effectiveOn !== undefined && readDate(event.effectiveOn).latest < range.earliest) {
    odd('effective-before-occurred', `takes effect on ${event.effectiveOn}, before ${event.occurredOn}`)
  }
  return found
}
