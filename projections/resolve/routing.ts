import { type Day, dayFrom, yearOf } from '../../events/calendar.js'
import type { DomainEvent, EventType } from '../../events/catalogue.js'
import { kindOfPartner, sponsorOf } from '../../events/registry/registry.js'
import { tellsBond, tellsUse } from './bond-events.js'
import { rangeOf, readDate } from './claim.js'
import { keyOf, type ObjectRef, type TieAspect } from './object-ref.js'

/** The states whose partners an event moves: its parties, else its country. */
export function hostsOf(event: DomainEvent): readonly string[] {
  if (event.parties && event.parties.length > 0) return event.parties
  return event.country === undefined ? [] : [event.country]
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
  return kindOfPartner(id) === 'force' ? (sponsorOf(id, rangeOf(event).closedFrom) ?? id) : id
}

/** What an event is about, within one host; claims of one object are folded together. */
type Objects<T extends EventType> = (event: DomainEvent<T>, host: string, id: string) => readonly ObjectRef[]

const agreements = (...ids: readonly string[]) => ids.map((id): ObjectRef => ({ kind: 'agreement', id }))
const forces = (...ids: readonly string[]) => ids.map((id): ObjectRef => ({ kind: 'force', id }))
const sites = (...ids: readonly string[]) => ids.map((id): ObjectRef => ({ kind: 'site', id }))
const memberships = (...ids: readonly string[]) => ids.map((id): ObjectRef => ({ kind: 'membership', id }))
const agreement = (event: { data: { agreementId: string } }) => agreements(event.data.agreementId)
const force = (event: { data: { forceId: string } }) => forces(event.data.forceId)
const site = (event: { data: { siteId: string } }) => sites(event.data.siteId)
const mission = (event: { data: { mission: string } }) => forces(event.data.mission)
const organisation = (event: { data: { organisation: string } }) => memberships(event.data.organisation)
/** What others have in force against the host, and what the host has against them, are objects of their own. */
const imposers = (event: DomainEvent<'SanctionsImposed' | 'SanctionsEased' | 'SanctionsLifted'>, host: string) => {
  const kind = event.data.by.every(id => id === host) ? 'own-sanctions' : 'sanctions'
  return imposersOf(event, host).map((id): ObjectRef => ({ kind, id }))
}
/** What passes with a partner is named in the host's record; with the host itself its memberships pass. */
const succession = ({ data }: DomainEvent<'StateSucceeded'>, host: string): ObjectRef[] => {
  const passed = agreements(...(data.agreements ?? []))
  if (host === data.successor) return [...passed, ...memberships(...(data.memberships ?? []))]
  return [...passed, ...forces(...(data.forces ?? [])), ...sites(...(data.sites ?? []))]
}
const authority = (): ObjectRef[] => [{ kind: 'authority', id: '' }]
const withEachPartner =
  (...kinds: readonly (TieAspect | 'air-defence' | 'demand')[]) =>
  (event: DomainEvent, host: string) =>
    partnersOf(event, host).flatMap(id => kinds.map((kind): ObjectRef => ({ kind, id })))
/** It happens and does not last: no object moves. */
const movesNothing = (): ObjectRef[] => []

/** Events that make or end ties, with the aspects that each is about. */
const tieAspects = {
  RegimeRecognised: ['recognition'],
  RecognitionWithheld: ['recognition'],
  LegalDeterminationMade: ['determination'],
  JointOperationsSuspended: ['operations'],
  JointOperationsResumed: ['operations', 'determination'],
  AmbassadorAppointed: ['ambassador'],
  AmbassadorRecalled: ['ambassador'],
  AmbassadorExpelled: ['ambassador'],
  AmbassadorReturned: ['ambassador'],
  EmbassyOpened: ['embassy'],
  EmbassyDowngraded: ['embassy'],
  EmbassyClosed: ['embassy'],
  EmbassyReopened: ['embassy'],
  RelationsEstablished: ['relations'],
  RelationsSevered: ['relations'],
  RelationsRestored: ['relations'],
  AidStarted: ['aid', 'military-aid'],
  AidSuspended: ['aid', 'military-aid'],
  AidResumed: ['aid', 'military-aid', 'determination'],
  AidEnded: ['aid', 'military-aid'],
} as const satisfies { readonly [T in EventType]?: readonly TieAspect[] }

/** The types that speak of a tie. */
export type TieEventType = keyof typeof tieAspects

export function isTieEvent(type: EventType): type is TieEventType {
  return type in tieAspects
}

/** Every type of event that is not about a tie: which objects it moves. */
const objectsByType: { readonly [T in Exclude<EventType, TieEventType>]: Objects<T> } = {
  CoupOccurred: authority,
  LeadershipChanged: authority,
  RivalAuthorityEstablished: authority,
  RivalAuthorityEnded: authority,
  AgreementSigned: ({ data: { agreementId, replaces } }) => agreements(agreementId, ...(replaces ? [replaces] : [])),
  AgreementEnteredIntoForce: agreement,
  AgreementProlonged: agreement,
  AgreementSuspended: agreement,
  AgreementResumed: agreement,
  AgreementTerminationNotified: agreement,
  AgreementTerminationSuspended: agreement,
  AgreementTerminationRetracted: agreement,
  AgreementPartyJoined: agreement,
  AgreementPartyLeft: agreement,
  AgreementRolesStated: agreement,
  StateSucceeded: succession,
  ObligationNotHonoured: movesNothing,
  AgreementTerminated: agreement,
  MembershipJoined: organisation,
  MembershipSuspended: organisation,
  MembershipRestored: organisation,
  MembershipWithdrawalNotified: organisation,
  MembershipFrozen: organisation,
  MembershipEnded: organisation,
  CommandStructureJoined: organisation,
  CommandStructureLeft: organisation,
  ForcesDeployed: force,
  TrainersDeployed: force,
  ForceStrengthReported: force,
  ForcesRelocated: force,
  LegalBasisChanged: force,
  ConsentChanged: force,
  WithdrawalDemanded: (event, host) =>
    event.data.forceId ? forces(event.data.forceId) : withEachPartner('demand')(event, host),
  WithdrawalAnnounced: movesNothing,
  ForcesWithdrawn: force,
  ForceSucceeded: ({ data }) => forces(data.oldForceId, data.newForceId),
  BaseAccessGranted: site,
  BaseAccessChanged: site,
  BaseHandedOver: site,
  JointActivityHeld: movesNothing,
  MissionMandateChanged: mission,
  MissionMandateEnded: mission,
  ArmsDeliveryAgreed: movesNothing,
  ArmsDelivered: movesNothing,
  ArmsDeliverySuspended: movesNothing,
  ArmsDeliveryCancelled: movesNothing,
  AirDefenseDelivered: withEachPartner('air-defence'),
  VisitHeld: movesNothing,
  VisitFailed: movesNothing,
  CallHeld: movesNothing,
  EnvoyStatusChanged: movesNothing,
  EconomicAgreementSigned: (event, _host, id) => agreements(event.data.agreementId ?? `event-${id}`),
  AssetSeized: movesNothing,
  AssetNationalised: movesNothing,
  LicenceRevoked: movesNothing,
  ExecutivesExpelled: movesNothing,
  AssetControlChanged: movesNothing,
  SanctionsImposed: imposers,
  SanctionsEased: imposers,
  SanctionsLifted: imposers,
  UltimatumIssued: movesNothing,
  HostileActReported: movesNothing,
  StatementIssued: movesNothing,
  ProtestHeld: movesNothing,
  ContextNoted: movesNothing,
  CoverageDeclared: event => [{ kind: 'coverage', id: event.data.dimension }],
  ClaimCorrected: movesNothing,
  ClaimRetracted: movesNothing,
  EventsMerged: movesNothing,
  SourceRegraded: movesNothing,
}

/**
 * The relationships that an event tells of: a force's with its sponsor, a statement's only where it names agreements. What
 * was done together is kept year by year, since there is much of it.
 */
function bondsOf(event: DomainEvent, host: string): readonly ObjectRef[] {
  const { type } = event
  const bond = tellsBond(type)
  const use = tellsUse(type)
  const data = event.data as { readonly sponsor?: string; readonly agreementIds?: readonly string[] }
  if ((!bond && !use) || (type === 'StatementIssued' && data.agreementIds === undefined)) return []
  const partners = data.sponsor === undefined ? partnersOf(event, host) : [partnerOf(data.sponsor, event)]
  return partners.flatMap((id): ObjectRef[] => [
    ...(bond ? [{ kind: 'bond' as const, id }] : []),
    ...(use ? [{ kind: 'use' as const, id, year: yearOf(dayOfUse(event)) }] : []),
  ])
}

/** The first day by the end of which what an event tells of has more likely been done than not. */
export function dayOfUse(event: DomainEvent): Day {
  const { closedFrom, closedTo } = event.effectiveOn ? readDate(event.effectiveOn) : rangeOf(event)
  return closedFrom - 1 + Math.ceil((closedTo - closedFrom + 1) / 2)
}

/**
 * From when on it counts as a use: of a date that is not known to the day, the first day in the year of the likeliest, since
 * what may be there already is not unused meanwhile.
 */
export function usedSince(event: DomainEvent): Day {
  const { closedFrom } = event.effectiveOn ? readDate(event.effectiveOn) : rangeOf(event)
  return Math.max(closedFrom, dayFrom(yearOf(dayOfUse(event)), 1, 1))
}

/** The objects that an event moves in one host; none for what only happens and does not last. */
export function objectsOf(event: DomainEvent, host: string, id: string): readonly ObjectRef[] {
  const { type } = event
  const of = (isTieEvent(type) ? withEachPartner(...tieAspects[type]) : objectsByType[type]) as Objects<EventType>
  const own = of(event, host, id)
  const bonds = bondsOf(event, host)
  const all = bonds.length > 0 ? [...own, ...bonds] : own
  return all.length > 1 ? [...new Map(all.map(object => [keyOf(object), object])).values()] : all
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

/** Who imposed or lifts sanctions, one object each: where the host itself did, the partner that they are against. */
export function imposersOf(event: DomainEvent, host: string): readonly string[] {
  const { by } = event.data as { by: readonly string[] }
  const others = by.filter(id => id !== host)
  return others.length > 0 ? others.map(id => partnerOf(id, event)) : partnersOf(event, host)
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
  // Two may join, or leave, one agreement on one day: each is a fact.
  if (event.type === 'AgreementPartyJoined' || event.type === 'AgreementPartyLeft') {
    return `${event.data.agreementId} ${event.data.party}`
  }
  // A base that a force uses is a site first.
  const id = data.siteId ?? data.organisation ?? data.mission ?? data.newForceId ?? data.agreementId ?? data.forceId
  return typeof id === 'string' ? id : null
}
