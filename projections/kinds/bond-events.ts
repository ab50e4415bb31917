import type { DomainEvent, EventType } from '../../events/catalogue.js'
import { partnerOf, partnersOf } from '../resolve/routing.js'
import { routesOf } from './kind.js'

/** What a type tells of a host and a partner: that they did something together, that it is broken or mended, or both. */
const tells = {
  CoupOccurred: null,
  LeadershipChanged: null,
  RivalAuthorityEstablished: null,
  RivalAuthorityEnded: null,
  RegimeRecognised: 'bond',
  RecognitionWithheld: 'bond',
  LegalDeterminationMade: null,
  AgreementSigned: 'use',
  AgreementEnteredIntoForce: 'use',
  AgreementProlonged: 'use',
  AgreementSuspended: null,
  AgreementResumed: 'use',
  AgreementTerminationNotified: 'bond',
  AgreementTerminationSuspended: 'use',
  AgreementTerminationRetracted: 'use',
  AgreementPartyJoined: null,
  AgreementPartyLeft: 'bond',
  AgreementRolesStated: null,
  StateSucceeded: 'use',
  ObligationNotHonoured: 'use',
  AgreementTerminated: 'bond',
  MembershipJoined: null,
  MembershipSuspended: null,
  MembershipRestored: null,
  MembershipWithdrawalNotified: null,
  MembershipFrozen: null,
  MembershipEnded: null,
  CommandStructureJoined: null,
  CommandStructureLeft: null,
  ForcesDeployed: 'both',
  TrainersDeployed: 'both',
  ForceStrengthReported: 'use',
  ForcesRelocated: 'use',
  LegalBasisChanged: 'use',
  ConsentChanged: 'both',
  WithdrawalDemanded: 'bond',
  WithdrawalAnnounced: 'bond',
  ForcesWithdrawn: 'both',
  ForceSucceeded: 'use',
  BaseAccessGranted: 'use',
  BaseAccessChanged: 'use',
  BaseHandedOver: 'both',
  JointActivityHeld: 'use',
  JointOperationsSuspended: 'use',
  JointOperationsResumed: 'use',
  MissionMandateChanged: 'use',
  MissionMandateEnded: 'use',
  ArmsDeliveryAgreed: null,
  ArmsDelivered: 'use',
  ArmsDeliverySuspended: null,
  ArmsDeliveryCancelled: null,
  AirDefenseDelivered: 'use',
  VisitHeld: 'use',
  VisitFailed: null,
  CallHeld: null,
  AmbassadorAppointed: null,
  AmbassadorRecalled: null,
  AmbassadorExpelled: null,
  AmbassadorReturned: null,
  EnvoyStatusChanged: null,
  EmbassyOpened: null,
  EmbassyDowngraded: null,
  EmbassyClosed: null,
  EmbassyReopened: null,
  RelationsEstablished: 'both',
  RelationsSevered: 'bond',
  RelationsRestored: 'both',
  EconomicAgreementSigned: null,
  AidStarted: 'use',
  AidSuspended: null,
  AidResumed: 'use',
  AidEnded: 'use',
  AssetSeized: null,
  AssetNationalised: null,
  LicenceRevoked: null,
  ExecutivesExpelled: null,
  AssetControlChanged: null,
  SanctionsImposed: null,
  SanctionsEased: null,
  SanctionsLifted: null,
  UltimatumIssued: 'use',
  HostileActReported: 'use',
  StatementIssued: 'use',
  ProtestHeld: null,
  ContextNoted: null,
  CoverageDeclared: null,
  ClaimCorrected: null,
  ClaimRetracted: null,
  Redacted: null,
  EventsMerged: null,
  SourceRegraded: null,
} as const satisfies { readonly [T in EventType]: 'bond' | 'use' | 'both' | null }

type Telling<W> = { [T in EventType]: (typeof tells)[T] extends W ? T : never }[EventType]
export type BondEvent = Telling<'bond' | 'both'>
export type UseEvent = Telling<'use' | 'both'>

/** Events that break or mend a relationship, and those that are something done together, each with whom. */
export const bondRoutes = routesOf(typesThatTell<BondEvent>('bond'), partnersTold)
export const useRoutes = routesOf(typesThatTell<UseEvent>('use'), partnersTold)

function typesThatTell<T extends EventType>(what: 'bond' | 'use'): readonly T[] {
  return (Object.keys(tells) as T[]).filter(type => tells[type] === what || tells[type] === 'both')
}

/**
 * The relationships that an event tells of: a force's with its sponsor, a statement's only where it names agreements, and
 * of who leaves a treaty its own with each of the others.
 */
function partnersTold(event: DomainEvent, host: string): readonly string[] {
  const data = event.data as { readonly sponsor?: string; readonly agreementIds?: readonly string[] }
  if (event.type === 'StatementIssued' && data.agreementIds === undefined) return []
  if (event.type === 'AgreementPartyLeft' && event.data.party !== host) return [partnerOf(event.data.party, event)]
  return data.sponsor === undefined ? partnersOf(event, host) : [partnerOf(data.sponsor, event)]
}
