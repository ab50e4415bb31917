import type { Day } from '../../events/calendar.js'
import type { DomainEvent, EventType } from '../../events/catalogue.js'
import { type Dimension, dimensions } from '../../events/words.js'
import type { FlowDimension, FlowWeight, Policy } from '../policy/policy.js'
import type { Fact } from '../resolve/fact.js'
import { partnerOf, partnersOf } from '../resolve/routing.js'
import type { Estimate } from '../values/estimate.js'
import type { When } from '../values/when.js'
import { isMajor, sizeOfDelivery, suppliesOf } from './supply.js'

/** What one fact adds to one decaying sum of a host, before decay, in billionths of the score's unit. */
export interface Flow {
  readonly partner: string
  readonly dimension: FlowDimension
  readonly halfLife: number
  readonly authority: string
  readonly weight: FlowWeight
  readonly amount: Estimate
}

/** Whether a flow is among the reasons of a score in a dimension: deliveries are among those of security. */
export function countsIn(flow: Flow, dimension: Dimension): boolean {
  return flow.dimension === dimension || (flow.dimension === 'supply' && dimension === 'security')
}

/** Flows of one key are added up; the order of keys is the order in which sums are added to a score. */
export function seriesKey({ partner, dimension, halfLife, authority }: Flow): string {
  return `${partner}|${dimension}|${String(halfLife).padStart(6, '0')}|${authority}`
}

/** One part of a flow on one day: a fact whose day is not known is spread evenly over its days. */
export interface Drop {
  readonly day: Day
  readonly amount: Estimate
}

/** A weight of the policy, and how many times over it counts. */
type Named = FlowWeight | { readonly weight: FlowWeight; readonly times: number }
/** The weights of one event as one host sees it; null where this one adds nothing. */
type WeightOf<T extends EventType> = (
  event: DomainEvent<T>,
  host: string,
  policy: Policy,
) => Named | readonly Named[] | null

const byHost = (by: readonly string[] | undefined, host: string) => by?.includes(host) ?? false
const envoy = {
  appointed: 'envoy-appointed',
  recalled: 'envoy-recalled',
  expelled: 'envoy-expelled',
  returned: 'envoy-appointed',
} as const
/** A rupture ends the supply as well. */
const rupture = (weight: FlowWeight): readonly Named[] => [weight, 'supply-broken']
const asset = (event: { data: { change?: string | undefined } }) =>
  event.data.change === 'transferred' ? null : 'asset-taken'

/** Some pieces, or a number that nobody says, count once, and more count more. */
const majorArms = (delivery: Parameters<typeof sizeOfDelivery>[0], policy: Policy): Named => ({
  weight: 'arms-major',
  times: Math.max(1, sizeOfDelivery(delivery, policy)),
})

/** The type has no decaying effect. */
const nothing = null

/** Which weight of the policy a type brings into play. */
const weightsByType: { readonly [T in EventType]: WeightOf<T> | typeof nothing } = {
  CoupOccurred: nothing,
  LeadershipChanged: nothing,
  RivalAuthorityEstablished: nothing,
  RivalAuthorityEnded: nothing,
  RegimeRecognised: nothing,
  RecognitionWithheld: nothing,
  LegalDeterminationMade: nothing,
  AgreementSigned: nothing,
  AgreementEnteredIntoForce: nothing,
  AgreementProlonged: nothing,
  AgreementSuspended: nothing,
  AgreementResumed: nothing,
  AgreementTerminationNotified: (event, host) =>
    byHost(event.data.by, host) ? rupture('notice-by-host') : 'notice-by-partner',
  AgreementTerminationSuspended: nothing,
  AgreementTerminationRetracted: nothing,
  AgreementPartyJoined: nothing,
  AgreementPartyLeft: nothing,
  AgreementRolesStated: nothing,
  StateSucceeded: nothing,
  ObligationNotHonoured: () => 'obligation-not-honoured',
  AgreementTerminated: (event, host) =>
    event.data.replacedBy === undefined && byHost(event.data.by, host) && event.data.by!.every(id => id === host)
      ? rupture('ended-by-host')
      : null,
  MembershipJoined: nothing,
  MembershipSuspended: nothing,
  MembershipRestored: nothing,
  MembershipWithdrawalNotified: () => 'organisation-left',
  MembershipFrozen: () => 'membership-frozen',
  MembershipEnded: nothing,
  CommandStructureJoined: nothing,
  CommandStructureLeft: nothing,
  ForcesDeployed: nothing,
  TrainersDeployed: nothing,
  ForceStrengthReported: nothing,
  ForcesRelocated: nothing,
  LegalBasisChanged: nothing,
  ConsentChanged: nothing,
  WithdrawalDemanded: (event, host) => (byHost(event.data.by, host) ? rupture('withdrawal-demanded') : null),
  WithdrawalAnnounced: () => 'withdrawal-announced',
  ForcesWithdrawn: event => (event.data.reason === 'demanded' ? rupture('withdrawn-on-demand') : null),
  ForceSucceeded: nothing,
  BaseAccessGranted: nothing,
  BaseAccessChanged: nothing,
  BaseHandedOver: nothing,
  JointActivityHeld: event => (event.data.kind === 'operation' ? 'operation' : 'exercise'),
  JointOperationsSuspended: nothing,
  JointOperationsResumed: nothing,
  MissionMandateChanged: nothing,
  MissionMandateEnded: nothing,
  ArmsDeliveryAgreed: () => 'arms-agreed',
  ArmsDelivered: ({ data }, _host, policy) => [
    ...(data.items.some(isMajor) ? [majorArms(data, policy)] : (['arms-minor'] as const)),
    ...suppliesOf(data, policy),
  ],
  ArmsDeliverySuspended: () => ['arms-suspended', 'supply-held-back'],
  ArmsDeliveryCancelled: () => ['arms-cancelled', 'supply-held-back'],
  AirDefenseDelivered: event =>
    event.data.stage === 'promised'
      ? 'air-defence-promised'
      : event.data.stage === 'withdrawn'
        ? null
        : event.data.operatedBy === 'partner-crew'
          ? 'air-defence'
          : ['air-defence', 'supply-major'],
  VisitHeld: event => `visit-${event.data.level}` as const,
  VisitFailed: () => 'visit-failed',
  CallHeld: () => 'call',
  AmbassadorAppointed: () => 'ambassador-appointed',
  AmbassadorRecalled: () => 'ambassador-recalled',
  AmbassadorExpelled: () => 'ambassador-expelled',
  AmbassadorReturned: () => 'ambassador-appointed',
  EnvoyStatusChanged: event => envoy[event.data.change],
  EmbassyOpened: nothing,
  EmbassyDowngraded: nothing,
  EmbassyClosed: nothing,
  EmbassyReopened: nothing,
  RelationsEstablished: nothing,
  RelationsRestored: nothing,
  EconomicAgreementSigned: nothing,
  AidStarted: nothing,
  AidSuspended: () => 'aid-cut',
  AidResumed: nothing,
  AidEnded: () => 'aid-cut',
  AssetSeized: asset,
  AssetNationalised: asset,
  LicenceRevoked: asset,
  ExecutivesExpelled: asset,
  AssetControlChanged: asset,
  RelationsSevered: () => 'supply-broken',
  SanctionsImposed: nothing,
  SanctionsEased: nothing,
  SanctionsLifted: nothing,
  UltimatumIssued: () => 'ultimatum',
  HostileActReported: () => 'hostile-act',
  StatementIssued: event =>
    event.data.stance === 'threaten'
      ? 'statement-threat'
      : event.data.stance === 'support' || event.data.stance === 'accept'
        ? 'statement-for'
        : 'statement-against',
  ProtestHeld: event => (event.data.stance === 'support' ? null : 'protest'),
  ContextNoted: nothing,
  CoverageDeclared: nothing,
  ClaimCorrected: nothing,
  ClaimRetracted: nothing,
  Redacted: nothing,
  EventsMerged: nothing,
  SourceRegraded: nothing,
}

const flowDimensions: readonly FlowDimension[] = [...dimensions, 'supply']
const BILLION = 1e9

/** Whether events of a type can add to decaying sums at all. */
export function hasFlows(type: EventType): boolean {
  return weightsByType[type] !== nothing
}

/** What a fact adds to the decaying sums of one host. */
export function flowsOf(fact: Pick<Fact, 'event' | 'credit'>, host: string, policy: Policy): Flow[] {
  const weightOf = weightsByType[fact.event.type] as WeightOf<EventType> | typeof nothing
  const named = weightOf === nothing ? null : weightOf(fact.event, host, policy)
  if (named === null) return []
  const flows: Flow[] = []
  const authority = fact.event.authority ?? ''
  for (const one of isList(named) ? named : [named]) {
    const { weight, times } = typeof one === 'string' ? { weight: one, times: 1 } : one
    const { halfLife, ...weights } = policy.flows[weight]
    for (const dimension of flowDimensions) {
      const value = weights[dimension]
      if (value === undefined) continue
      const amount = amountOf(value * times, fact.credit)
      for (const partner of counterparts(fact.event, host)) {
        flows.push({ partner, dimension, halfLife, authority, weight, amount })
      }
    }
  }
  return flows
}

function isList(named: Named | readonly Named[]): named is readonly Named[] {
  return Array.isArray(named)
}

function counterparts(event: DomainEvent, host: string): readonly string[] {
  const partners = partnersOf(event, host)
  if (partners.length > 0 || !('ownerCountry' in event.data)) return partners
  return event.data.ownerCountry.map(owner => partnerOf(owner, event))
}

function amountOf(value: number, credit: Estimate): Estimate {
  const point = Math.round(value * credit.point * BILLION)
  const least = Math.round(value * (value > 0 ? credit.low : credit.high) * BILLION)
  const most = Math.round(value * (value > 0 ? credit.high : credit.low) * BILLION)
  return { low: least, point, high: most }
}

const MOST_DROPS = 366

/** A flow spread over the days that its fact may have happened on; the parts sum exactly to the whole. */
export function dropsOf(amount: Estimate, when: When): Drop[] {
  const days = when.to - when.from + 1
  if (days === 1) return [{ day: when.from, amount }]
  const count = Math.min(days, MOST_DROPS)
  const drops: Drop[] = []
  for (let i = 0; i < count; i++) {
    const day = when.from + Math.floor((i * days) / count)
    const part = (whole: number) => share(whole, i + 1, count) - share(whole, i, count)
    drops.push({ day, amount: { low: part(amount.low), point: part(amount.point), high: part(amount.high) } })
  }
  return drops
}

function share(whole: number, i: number, count: number): number {
  return Math.trunc((whole * i) / count)
}
