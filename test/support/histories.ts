import fc from 'fast-check'
import { type Day, dayOf, isoOf } from '../../events/calendar.js'
import type { DomainEvent } from '../../events/catalogue.js'
import { parseEvent } from '../../events/parse.js'

/** One event of a random history; corrections and the like point at an earlier one by its index. */
export interface Drafted {
  readonly event: Record<string, unknown>
  /** Indexes, taken modulo the events before, of what it points at. */
  readonly targets: readonly number[]
}

const FIRST = dayOf('2021-01-01')!
const LAST = dayOf('2022-12-31')!
const day = fc.integer({ min: FIRST, max: LAST })

/** Dates of every precision, open ends included. */
const date = fc.oneof(
  { weight: 6, arbitrary: day.map(isoOf) },
  { weight: 1, arbitrary: day.map(d => isoOf(d).slice(0, 7)) },
  { weight: 1, arbitrary: fc.constantFrom('2021', '2022', '2021-2X-01'.slice(0, 4), '202X') },
  { weight: 1, arbitrary: fc.tuple(day, fc.nat(60)).map(([d, n]) => `${isoOf(d)}/${isoOf(d + n)}`) },
  { weight: 1, arbitrary: day.map(d => `${isoOf(d)}~`) },
  { weight: 1, arbitrary: day.map(d => `../${isoOf(d)}`) },
  { weight: 1, arbitrary: day.map(d => `${isoOf(d)}/..`) },
)
export const hosts = ['NER', 'MLI', 'BFA'] as const
const host = fc.constantFrom(...hosts)
const partner = fc.constantFrom('FRA', 'RUS', 'USA', 'EU', 'WAGNER')
const agreementId = fc.constantFrom('a1', 'a2', 'a3')
const forceId = fc.constantFrom('f1', 'f2', 'f3')
const siteId = fc.constantFrom('s1', 's2')
const organisation = fc.constantFrom('ECOWAS', 'AU', 'AES')
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const quantity = fc
  .tuple(fc.integer({ min: 0, max: 2000 }), fc.nat(500))
  .map(([low, more]) => ({ low, high: low + more }))
const by = fc.constantFrom(['NER'], ['MLI'], ['BFA'], ['FRA'], ['ECOWAS', 'UEMOA'], ['RUS'])
const period = fc.constantFrom('P1M', 'P6M', 'P0D', 'P30D', 'P1Y')
const kind = fc.constantFrom('sofa', 'dca', 'base', 'mutual-defence', 'training', 'friendship', 'arms', 'mou', 'peace')
const role = fc.constantFrom('combat', 'garrison', 'advisory', 'pmc', 'peacekeeping', 'facility')
const consent = fc.constantFrom('invited', 'tolerated', 'contested', 'none')
const bases = fc.subarray(['a1', 'a2', 'a3'])
const deployment = fc.record({
  forceId,
  sponsor: partner,
  role,
  strength: maybe(quantity),
  consent: maybe(consent),
  legalBasis: maybe(bases),
  partOf: maybe(forceId),
})

/** Types with their data; what is left out here is of the same shape as something that is in. */
const worldOf = (types: (type: string) => boolean): fc.Arbitrary<{ type: string; data: unknown }> =>
  fc.oneof(
    ...Object.entries({
      AgreementSigned: fc.record({
        agreementId,
        kind,
        mutual: maybe(fc.boolean()),
        onSignature: maybe(fc.constant(true as const)),
        term: maybe(period),
        endsOn: maybe(date),
        renewal: maybe(fc.constantFrom('tacit', 'none')),
        noticePeriod: maybe(period),
        replaces: maybe(agreementId),
      }),
      AgreementEnteredIntoForce: fc.record({
        agreementId,
        kind: maybe(kind),
        term: maybe(period),
        noticePeriod: maybe(period),
      }),
      AgreementProlonged: fc.record({ agreementId, term: maybe(period), endsOn: maybe(date) }),
      AgreementSuspended: fc.record({ agreementId }),
      AgreementResumed: fc.record({ agreementId }),
      AgreementTerminationNotified: fc.record({
        agreementId,
        by,
        noticePeriod: maybe(period),
        contestedBy: maybe(fc.constant(['FRA'])),
      }),
      AgreementTerminationSuspended: fc.record({ agreementId, until: maybe(date) }),
      AgreementTerminationRetracted: fc.record({ agreementId }),
      AgreementTerminated: fc.record({
        agreementId,
        ground: fc.constantFrom('notice', 'mutual', 'unilateral', 'lapse'),
        by: maybe(by),
        replacedBy: maybe(agreementId),
      }),
      AgreementPartyJoined: fc.record({ agreementId, party: fc.oneof(host, partner), kind: maybe(kind) }),
      AgreementPartyLeft: fc.record({ agreementId, party: fc.oneof(host, partner), noticePeriod: maybe(period) }),
      AgreementRolesStated: fc.record({
        agreementId,
        roles: fc.constantFrom(
          [
            { party: 'NER', role: 'guaranteed' },
            { party: 'FRA', role: 'guarantor' },
          ],
          [
            { party: 'MLI', role: 'sending' },
            { party: 'NER', role: 'host' },
          ],
        ),
      }),
      StateSucceeded: fc.record({
        predecessor: fc.constantFrom('FRA', 'USA'),
        successor: fc.constantFrom('RUS', 'NER'),
        agreements: maybe(fc.subarray(['a1', 'a2'], { minLength: 1 })),
        forces: maybe(fc.subarray(['f1', 'f2'], { minLength: 1 })),
        sites: maybe(fc.constant(['s1'])),
        memberships: maybe(fc.constant(['AU'])),
      }),
      CommandStructureJoined: fc.record({ organisation }),
      CommandStructureLeft: fc.record({ organisation }),
      ForcesDeployed: deployment,
      TrainersDeployed: deployment,
      ForceStrengthReported: fc.record({ forceId, strength: quantity, asOf: maybe(date) }),
      ConsentChanged: fc.record({ forceId, consent }),
      LegalBasisChanged: fc.record({ forceId, legalBasis: bases }),
      WithdrawalDemanded: fc.record({ forceId: maybe(forceId), by }),
      ForcesWithdrawn: fc.oneof(
        fc.record({ forceId, extent: fc.constant('complete'), reason: maybe(fc.constantFrom('demanded', 'mutual')) }),
        fc.record({ forceId, extent: fc.constant('partial'), remaining: maybe(quantity), left: maybe(quantity) }),
      ),
      ForceSucceeded: fc
        .record({ oldForceId: forceId, newForceId: forceId, sponsor: partner, strength: maybe(quantity) })
        .filter(data => data.oldForceId !== data.newForceId),
      MissionMandateEnded: fc.record({ mission: forceId, windDownBy: maybe(date) }),
      BaseAccessGranted: fc.record({ siteId, forceId: maybe(forceId) }),
      BaseHandedOver: fc.record({ siteId }),
      MembershipJoined: fc.record({ organisation }),
      MembershipSuspended: fc.record({ organisation }),
      MembershipWithdrawalNotified: fc.record({ organisation }),
      MembershipEnded: fc.record({ organisation }),
      JointActivityHeld: fc.record({ kind: fc.constantFrom('exercise', 'operation') }),
      JointOperationsSuspended: fc.record({ scope: fc.constant('all') }),
      JointOperationsResumed: fc.record({ scope: fc.constant('all') }),
      AirDefenseDelivered: fc.record({
        stage: fc.constantFrom('promised', 'arrived', 'withdrawn'),
        operatedBy: maybe(fc.constantFrom('host', 'partner-crew')),
      }),
      ArmsDelivered: fc.constantFrom(
        { items: [{ category: 'uav', class: 'major' }] },
        { items: [{ category: 'rifle' }] },
        { items: [{ category: 'tanks', quantity: { low: 100, high: 300 } }], value: 'USD 2 billion' },
      ),
      VisitHeld: fc.record({ level: fc.constantFrom('head', 'minister', 'official') }),
      AmbassadorExpelled: fc.record({ by: maybe(by) }),
      AmbassadorAppointed: fc.record({ by: maybe(by) }),
      EmbassyClosed: fc.record({ until: maybe(date) }),
      RelationsSevered: fc.record({ by: maybe(by) }),
      RelationsRestored: fc.record({ by: maybe(by) }),
      AidStarted: fc.record({
        kind: maybe(fc.constantFrom('budget', 'military')),
        amount: maybe(fc.constant('EUR 40 million')),
      }),
      AidSuspended: fc.record({ kind: maybe(fc.constant('budget')) }),
      AidResumed: fc.record({ kind: maybe(fc.constant('budget')) }),
      LegalDeterminationMade: fc.record({ basis: fc.constant('coup') }),
      SanctionsImposed: fc.record({
        by,
        measures: fc.subarray(['travel-ban', 'arms-embargo', 'asset-freeze'], { minLength: 1 }),
        sanctionId: maybe(fc.constant('x1')),
      }),
      SanctionsLifted: fc.record({
        by,
        measures: fc.subarray(['travel-ban', 'arms-embargo', 'asset-freeze'], { minLength: 1 }),
        sanctionId: maybe(fc.constant('x1')),
      }),
      StatementIssued: fc.record({ by, stance: fc.constantFrom('support', 'condemn', 'threaten') }),
      CoupOccurred: fc.record({
        outcome: fc.constantFrom('succeeded', 'failed'),
        newAuthority: maybe(fc.constantFrom('j1', 'j2')),
      }),
      RivalAuthorityEstablished: fc.record({
        authority: fc.constantFrom('r1', 'r2'),
        rivalOf: maybe(fc.constant('j1')),
      }),
      RivalAuthorityEnded: fc.record({ authority: fc.constantFrom('r1', 'r2') }),
      CoverageDeclared: fc.record({
        dimension: fc.constantFrom('security', 'arms'),
        from: fc.constantFrom('2021', '2021-06-01'),
        to: maybe(fc.constantFrom('2022', '2022-06')),
        grain: fc.constant('day'),
      }),
    })
      .filter(([type]) => types(type))
      .map(([type, data]) => (data as fc.Arbitrary<unknown>).map(value => ({ type, data: value }))),
  )

const source = fc.constantFrom('s-a', 's-b', 'analyst-memory', 's-c')
const claim = fc.record({
  sourceId: source,
  family: maybe(fc.constantFrom('afp', 'reuters')),
  publishedOn: maybe(date),
  reliability: fc.constantFrom('A', 'B', 'C', 'D', 'F'),
  credibility: fc.integer({ min: 1, max: 6 }),
  modality: fc.oneof(
    { weight: 8, arbitrary: fc.constant('asserted') },
    { weight: 1, arbitrary: fc.constant('planned') },
    { weight: 1, arbitrary: fc.constant('denied') },
  ),
})
const plainClaim = claim.map(one => ({ ...one, modality: 'asserted' }))

const common = fc.record({
  occurredOn: date,
  announcedOn: maybe(date),
  effectiveOn: maybe(date),
  noticeReceivedOn: maybe(date),
  factId: maybe(fc.constantFrom('k1', 'k2', 'k3')),
  authority: maybe(fc.constantFrom('r1', 'j1')),
})
const place = fc.oneof(
  { weight: 5, arbitrary: fc.record({ country: host, partner }) },
  { weight: 1, arbitrary: fc.constant({ country: 'NER', parties: ['NER', 'MLI', 'BFA'] }) },
  { weight: 1, arbitrary: fc.constant({ country: 'MLI', parties: ['MLI', 'BFA'], partner: 'RUS' }) },
)

const aboutOf = (types: (type: string) => boolean): fc.Arbitrary<Drafted> =>
  fc.tuple(worldOf(types), common, place, claim).map(([{ type, data }, rest, where, said]) => ({
    event: { type, data, ...rest, ...where, claim: said },
    targets: [],
  }))

const changes = fc.oneof(
  fc.record({ occurredOn: date }),
  fc.record({ effectiveOn: fc.oneof(date, fc.constant(null)) }),
  fc.record({ country: host }),
  fc.record({ partner }),
  fc.record({ claim: fc.record({ sourceId: source }) }),
  fc.record({ factId: fc.oneof(fc.constantFrom('k1', 'k2'), fc.constant(null)) }),
  fc.record({
    data: fc.constantFrom(
      { agreementId: 'a1' },
      { forceId: 'f2' },
      { strength: { low: 5, high: 50 } },
      { by: ['NER'] },
    ),
  }),
  fc.record({ data: fc.record({ changes: fc.record({ occurredOn: date }) }) }),
)
const pointing: fc.Arbitrary<Drafted> = fc
  .tuple(
    fc.oneof(
      {
        weight: 3,
        arbitrary: changes.map(changed => ({ type: 'ClaimCorrected', data: { reason: 'error', changes: changed } })),
      },
      { weight: 3, arbitrary: fc.constant({ type: 'ClaimRetracted', data: { reason: 'forged' } }) },
      { weight: 1, arbitrary: fc.constantFrom('k1', 'k2').map(factId => ({ type: 'EventsMerged', data: { factId } })) },
    ),
    date,
    plainClaim,
    fc.array(fc.nat(1000), { minLength: 1, maxLength: 3 }),
  )
  .map(([{ type, data }, occurredOn, said, targets]) => ({ event: { type, data, occurredOn, claim: said }, targets }))

const regrading: fc.Arbitrary<Drafted> = fc
  .tuple(source, fc.constantFrom('A', 'C', 'E'), maybe(date), date, plainClaim)
  .map(([sourceId, reliability, validFrom, occurredOn, said]) => ({
    event: { type: 'SourceRegraded', data: { sourceId, reliability, validFrom }, occurredOn, claim: said },
    targets: [],
  }))

const historyOf = (types: (type: string) => boolean, weightOfPointing = 3, minLength = 3) =>
  fc.array(
    fc.oneof(
      { weight: 10, arbitrary: aboutOf(types) },
      { weight: weightOfPointing, arbitrary: pointing },
      { weight: 1, arbitrary: regrading },
    ),
    { minLength, maxLength: 40, size: 'max' },
  )

/** Random histories of three hosts over two years: late, doubled, corrected, retracted, merged, regraded, imprecise. */
export const history = historyOf(() => true)

const MISMATCHING =
  /^(?:Sanctions|Arms|AirDefense|Relations|Visit|ForcesDeployed|ForcesWithdrawn|ForceSucceeded|LegalBasis|AgreementSigned|AgreementTerminated)/

/** Of the same kind, and only of what can mismatch with another object of its host: rare where everything happens. */
export const mismatchingHistory = historyOf(type => MISMATCHING.test(type))

/** Of the same kind, and most of it says something of what was said before. */
export const revisedHistory = historyOf(type => /^(?:Forces|Trainers|Agreement|Visit)/.test(type), 25)

const PARTNERS = ['FRA', 'RUS', 'USA'] as const
const certain = fc.record({
  sourceId: source,
  reliability: fc.constantFrom('A', 'B'),
  credibility: fc.constantFrom(1, 2),
  modality: fc.constant('asserted'),
})
/** Types with their data for one partner, of whom each force is throughout. */
const turn = (partner: string): fc.Arbitrary<{ type: string; data: unknown }> => {
  const own = fc.constantFrom(`${partner.toLowerCase()}-1`, `${partner.toLowerCase()}-2`)
  const told = <T>(type: string, data: fc.Arbitrary<T>) => data.map(value => ({ type, data: value }))
  return fc.oneof(
    {
      weight: 5,
      arbitrary: told(
        'ForcesDeployed',
        fc.record({
          forceId: own,
          sponsor: fc.constant(partner),
          role: fc.constantFrom('combat', 'garrison', 'advisory'),
          strength: fc.integer({ min: 20, max: 4000 }).map(low => ({ low, high: low })),
          consent: fc.constantFrom('invited', 'invited', 'invited', 'tolerated', 'none'),
        }),
      ),
    },
    { weight: 2, arbitrary: told('ForcesWithdrawn', fc.record({ forceId: own, extent: fc.constant('complete') })) },
    { weight: 1, arbitrary: told('ConsentChanged', fc.record({ forceId: own, consent })) },
    {
      weight: 1,
      arbitrary: told('WithdrawalDemanded', fc.record({ forceId: own, by: fc.constantFrom(['NER'], ['MLI']) })),
    },
    {
      weight: 2,
      arbitrary: told(
        'AgreementSigned',
        fc.record({
          agreementId: fc.constantFrom(`${partner.toLowerCase()}-pact`, `${partner.toLowerCase()}-dca`),
          kind: fc.constantFrom('mutual-defence', 'dca', 'sofa'),
          mutual: maybe(fc.boolean()),
          onSignature: fc.constant(true as const),
          term: maybe(period),
        }),
      ),
    },
    {
      weight: 3,
      arbitrary: told(
        'ArmsDelivered',
        fc.integer({ min: 1, max: 60 }).map(low => ({ items: [{ category: 'tanks', quantity: { low, high: low } }] })),
      ),
    },
    { weight: 1, arbitrary: told('JointActivityHeld', fc.record({ kind: fc.constant('exercise') })) },
  )
}
const turns: fc.Arbitrary<Drafted> = fc
  .tuple(
    fc.constantFrom(...PARTNERS),
    fc.constantFrom('NER', 'NER', 'MLI'),
    certain,
    date,
    fc.constantFrom('k1', ...Array<undefined>(9)),
  )
  .chain(([partner, country, claim, occurredOn, factId]) =>
    turn(partner).map(({ type, data }) => ({
      event: { type, data, country, partner, occurredOn, factId, claim },
      targets: [],
    })),
  )

/** Of the same kind, of two hosts and three powers from good sources: who leads, contends and provides changes often. */
export const turningHistory = fc.noBias(
  fc.array(
    fc.oneof(
      { weight: 12, arbitrary: turns },
      { weight: 2, arbitrary: pointing },
      { weight: 1, arbitrary: aboutOf(() => true) },
    ),
    { minLength: 14, maxLength: 34, size: 'max' },
  ),
)

export interface HistoryEvent {
  readonly id: string
  readonly event: DomainEvent
}

/** The events of a history that can be posted, in order. */
export function eventsOf(drafts: readonly Drafted[]): HistoryEvent[] {
  const events: HistoryEvent[] = []
  for (const { event, targets } of drafts) {
    const id = `00000000-0000-7000-8000-${String(events.length).padStart(12, '0')}`
    const pointed = [...new Set(targets.map(target => events[target % Math.max(1, events.length)]?.id))]
    if (targets.length > 0 && (events.length === 0 || pointed.includes(undefined))) continue
    const data = event.data as Record<string, unknown>
    const aimed =
      targets.length === 0
        ? data
        : event.type === 'EventsMerged'
          ? { ...data, targetEventIds: pointed }
          : { ...data, targetEventId: pointed[0] }
    const parsed = parseEvent({ ...event, data: aimed })
    if (parsed.ok) events.push({ id, event: parsed.event })
  }
  return events
}

export const questions = fc.array(
  fc.record({ host, at: fc.integer({ min: FIRST - 40, max: LAST + 200 }), known: fc.nat(1000) }),
  { minLength: 2, maxLength: 4 },
)

export type { Day }
