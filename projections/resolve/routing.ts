import type { DomainEvent, EventType } from '../../events/catalogue.js'
import { kindOfPartner, presentCode, sponsorOf } from '../../events/registry/registry.js'
import { rangeOf } from './claim.js'

/** Whom an event names as its own. */
interface Named {
  readonly country?: string | undefined
  readonly parties?: readonly string[] | undefined
}

/** The states whose partners an event moves: its parties, else its country. */
export function hostsOf(event: Named): readonly string[] {
  if (event.parties && event.parties.length > 0) {
    return event.parties.some(party => presentCode(party) !== party) ? event.parties.map(presentCode) : event.parties
  }
  return event.country === undefined ? [] : [presentCode(event.country)]
}

/**
 * The other sides of an event as one host sees it: the partner, else the other parties, else who did it.
 * A force stands for its sponsor; a mediator is nobody's partner.
 */
export function partnersOf(event: DomainEvent, host: string): readonly string[] {
  return rawPartners(event, host).map(id => partnerOf(id, event))
}

function rawPartners(event: DomainEvent, host: string): readonly string[] {
  if (event.type === 'StateSucceeded' && event.data.successor !== host) return [event.data.successor]
  if (event.partner !== undefined) return [event.partner]
  if (event.parties && event.parties.length > 0) return event.parties.filter(party => party !== host)
  const data = event.data as {
    sponsor?: string
    organisation?: string
    party?: string
    ownerCountry?: string[]
    by?: string[]
  }
  if (data.sponsor !== undefined) return [data.sponsor]
  if (data.organisation !== undefined) return [data.organisation]
  if (data.party !== undefined && data.party !== host) return [data.party]
  return (data.ownerCountry ?? data.by ?? []).filter(id => id !== host && kindOfPartner(id) !== 'unregistered')
}

/** The state or organisation behind an id on the day of the event. */
export function partnerOf(id: string, event: DomainEvent): string {
  return kindOfPartner(id) === 'force' ? (sponsorOf(id, rangeOf(event).closedFrom) ?? id) : presentCode(id)
}

/** The agreement that an event says a new one replaces: until that one is in force, its life is told by both. */
export function replacementOf(event: DomainEvent): { readonly by: string; readonly replaced: string } | null {
  if (event.type !== 'AgreementSigned') return null
  const { agreementId: by, replaces } = event.data
  return replaces === undefined || replaces === by ? null : { by, replaced: replaces }
}

/** The agreement that an event brings into force. */
export function broughtIntoForce(event: DomainEvent): string | null {
  return event.type === 'AgreementEnteredIntoForce' ? event.data.agreementId : null
}

/** Types that may mention an agreement or a force without being about it. */
const mentionsOnly: ReadonlySet<EventType> = new Set([
  'StatementIssued',
  'ContextNoted',
  'ObligationNotHonoured',
  'JointActivityHeld',
  'JointOperationsSuspended',
  'JointOperationsResumed',
])

/** Id of the agreement, force, site, organisation or mission that an event is about; null where its type has none. */
export function objectIdOf(event: DomainEvent): string | null {
  if (mentionsOnly.has(event.type)) return null
  const data = event.data as Readonly<Record<string, unknown>>
  // Two states may join or leave one agreement on one day; each is a fact of its own.
  if (event.type === 'AgreementPartyJoined' || event.type === 'AgreementPartyLeft') {
    return `${event.data.agreementId} ${event.data.party}`
  }
  // A base that a force uses is a site first.
  const id = data.siteId ?? data.organisation ?? data.mission ?? data.newForceId ?? data.agreementId ?? data.forceId
  return typeof id === 'string' ? id : null
}
