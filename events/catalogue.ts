import type { z } from 'zod'
import * as agreements from './agreements.js'
import * as arms from './arms.js'
import * as cooperation from './cooperation.js'
import type { EventDefinition, Family } from './define.js'
import * as diplomacy from './diplomacy.js'
import * as economy from './economy.js'
import type { Annotations, ClaimSource } from './envelope.js'
import * as membership from './membership.js'
import * as parties from './parties.js'
import * as presence from './presence.js'
import * as pressure from './pressure.js'
import * as record from './record.js'
import * as regime from './regime.js'
import * as statements from './statements.js'

export type { ClaimSource, Family }

/** Every type of event there is, by family. A new one is a definition and one line here. */
export const definitions = [
  regime.coupOccurred,
  regime.leadershipChanged,
  regime.rivalAuthorityEstablished,
  regime.rivalAuthorityEnded,
  regime.regimeRecognised,
  regime.recognitionWithheld,
  regime.legalDeterminationMade,
  agreements.agreementSigned,
  agreements.agreementEnteredIntoForce,
  agreements.agreementProlonged,
  agreements.agreementSuspended,
  agreements.agreementResumed,
  agreements.agreementTerminationNotified,
  agreements.agreementTerminationSuspended,
  agreements.agreementTerminationRetracted,
  agreements.obligationNotHonoured,
  agreements.agreementTerminated,
  parties.agreementPartyJoined,
  parties.agreementPartyLeft,
  parties.agreementRolesStated,
  parties.stateSucceeded,
  membership.membershipJoined,
  membership.membershipSuspended,
  membership.membershipRestored,
  membership.membershipWithdrawalNotified,
  membership.membershipFrozen,
  membership.membershipEnded,
  membership.commandStructureJoined,
  membership.commandStructureLeft,
  presence.forcesDeployed,
  presence.trainersDeployed,
  presence.forceStrengthReported,
  presence.forcesRelocated,
  presence.legalBasisChanged,
  presence.consentChanged,
  presence.withdrawalDemanded,
  presence.withdrawalAnnounced,
  presence.forcesWithdrawn,
  presence.forceSucceeded,
  cooperation.baseAccessGranted,
  cooperation.baseAccessChanged,
  cooperation.baseHandedOver,
  cooperation.jointActivityHeld,
  cooperation.jointOperationsSuspended,
  cooperation.jointOperationsResumed,
  cooperation.missionMandateChanged,
  cooperation.missionMandateEnded,
  arms.armsDeliveryAgreed,
  arms.armsDelivered,
  arms.armsDeliverySuspended,
  arms.armsDeliveryCancelled,
  arms.airDefenseDelivered,
  diplomacy.visitHeld,
  diplomacy.visitFailed,
  diplomacy.callHeld,
  diplomacy.ambassadorAppointed,
  diplomacy.ambassadorRecalled,
  diplomacy.ambassadorExpelled,
  diplomacy.ambassadorReturned,
  diplomacy.envoyStatusChanged,
  diplomacy.embassyOpened,
  diplomacy.embassyDowngraded,
  diplomacy.embassyClosed,
  diplomacy.embassyReopened,
  diplomacy.relationsEstablished,
  diplomacy.relationsSevered,
  diplomacy.relationsRestored,
  economy.economicAgreementSigned,
  economy.aidStarted,
  economy.aidSuspended,
  economy.aidResumed,
  economy.aidEnded,
  economy.assetSeized,
  economy.assetNationalised,
  economy.licenceRevoked,
  economy.executivesExpelled,
  economy.assetControlChanged,
  pressure.sanctionsImposed,
  pressure.sanctionsEased,
  pressure.sanctionsLifted,
  pressure.ultimatumIssued,
  pressure.hostileActReported,
  statements.statementIssued,
  statements.protestHeld,
  statements.contextNoted,
  record.coverageDeclared,
  record.claimCorrected,
  record.claimRetracted,
  record.eventsMerged,
  record.sourceRegraded,
  record.redacted,
] as const

type Definition = (typeof definitions)[number]
type DataByType = { readonly [D in Definition as D['type']]: Readonly<z.output<D['data']>> }
type CountryByType = {
  readonly [D in Definition as D['type']]: D['country'] extends 'required'
    ? { readonly country: string }
    : { readonly country?: string | undefined }
}

export type EventType = Definition['type']

interface CommonFields {
  /** Lower-case UUID. The stored body does not hold it: the envelope of the store does. */
  readonly id?: string | undefined
  readonly schemaVersion?: number | undefined
  readonly partner?: string | undefined
  readonly parties?: readonly string[] | undefined
  /** EDTF, like the other dates: when it happened. */
  readonly occurredOn: string
  readonly announcedOn?: string | undefined
  readonly effectiveOn?: string | undefined
  readonly noticeReceivedOn?: string | undefined
  readonly claim: ClaimSource
  readonly factId?: string | undefined
  readonly correlationId?: string | undefined
  readonly authority?: string | undefined
  readonly annotations?: Annotations | undefined
  readonly note?: string | undefined
}

/** An event as parsed: a union told apart by `type`. `country` may be missing in four record types only. */
export type DomainEvent<T extends EventType = EventType> = T extends EventType
  ? CommonFields & CountryByType[T] & { readonly type: T; readonly data: DataByType[T] }
  : never

const byType: ReadonlyMap<string, Definition> = new Map(definitions.map(definition => [definition.type, definition]))

/** The definition of a type, or undefined when there is none of that name. */
export function definitionOf(type: string): EventDefinition<EventType> | undefined {
  return byType.get(type) as EventDefinition<EventType> | undefined
}

/** The families in the order of the catalogue, each with its types. */
export const families: ReadonlyMap<Family, readonly EventType[]> = group()

function group(): Map<Family, EventType[]> {
  const grouped = new Map<Family, EventType[]>()
  for (const { family, type } of definitions) grouped.set(family, [...(grouped.get(family) ?? []), type])
  return grouped
}
