import { isoOf } from '../../events/calendar.js'
import type { DomainEvent } from '../../events/catalogue.js'
import { kindOfPartner, wasIndependentDuring } from '../../events/registry/registry.js'
import type { LifeAnomaly } from '../fold/life.js'
import { type Claim, rangeOf, readDate, resolve } from '../resolve/claim.js'
import { partnerOf } from '../resolve/routing.js'
import type { Known } from '../values/place.js'

/** What is odd about one claim by itself, as known at `known`; nothing for a claim that is retracted. */
export function anomaliesOfClaim(claim: Claim, known: Known, host: string): LifeAnomaly[] {
  const { event, standing } = resolve(claim, known)
  if (standing === 'retracted') return []
  const found: LifeAnomaly[] = []
  const range = rangeOf(event)
  const odd = (code: string, detail: string) => found.push({ code, detail, eventIds: [claim.id] })
  if (event.partner !== undefined && kindOfPartner(event.partner) === 'unregistered') {
    odd('unregistered-partner', `${event.partner} is not in the registry`)
  }
  if (!wasIndependentDuring(host, range)) odd('outside-existence', `${host} was not independent on ${event.occurredOn}`)
  if (event.effectiveOn && readDate(event.effectiveOn).latest < range.earliest) {
    odd('effective-before-occurred', `takes effect on ${event.effectiveOn}, before ${event.occurredOn}`)
  }
  if (event.claim.modality === 'asserted') {
    const { publishedOn } = event.claim
    if (publishedOn !== undefined && readDate(publishedOn).latest + 1 < range.earliest) {
      odd('published-before-occurred', `published on ${publishedOn} and asserted for ${event.occurredOn}: planned?`)
    } else if (range.earliest > claim.recordedOn + 1) {
      odd(
        'occurred-after-recording',
        `recorded on ${isoOf(claim.recordedOn)} and asserted for ${event.occurredOn}: planned?`,
      )
    }
  }
  const sponsor = sponsorBesidePartner(event)
  if (sponsor !== null) odd('sponsor-is-not-partner', `the partner is ${event.partner}, the sponsor ${sponsor}`)
  return found
}

/** The sponsor of a force, where it and the partner are two states; a state's force may well serve in an organisation's. */
function sponsorBesidePartner(event: DomainEvent): string | null {
  const { sponsor } = event.data as { readonly sponsor?: string }
  if (sponsor === undefined || event.partner === undefined) return null
  const ids = [event.partner, sponsor].map(id => partnerOf(id, event))
  return ids[0] !== ids[1] && ids.every(id => kindOfPartner(id) === 'state') ? sponsor : null
}
