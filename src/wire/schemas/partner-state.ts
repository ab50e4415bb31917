import { z } from 'zod'
import { agreementKinds, type dimensions, grains, measures } from '../../../events/words.js'
import type { AgreementStatus, MembershipStatus } from '../../../projections/policy/policy.js'
import * as value from './values.js'

/** The answer about one country on one day, part by part. */

const { day, edtf, eventIds, everyOf, partner, score, share } = value

const coverage = z
  .object({
    from: edtf.describe('since when it is covered (EDTF)'),
    to: edtf.nullable().describe('until when (EDTF); null: it goes on'),
    grain: z.enum(grains).describe('how closely it is covered'),
  })
  .meta({ id: 'Coverage', description: 'Inside it silence means that nothing happened' })

const verdictOfDimension = {
  status: value.status,
  primary: value.primary,
  contenders: value.contenders,
  disputed: z.array(partner).describe('partners whose presence is contested or uninvited'),
  alignedWith: value.alignedWith,
  since: value.since,
  provisional: z.boolean().describe('it is new, or would not hold at the low end of what is known'),
  previous: z
    .object({ status: value.status, primary: value.primary })
    .nullable()
    .describe('what was before it; null where nothing was'),
  coverage: coverage.nullable().describe('what is declared to be covered on the day; null: nothing'),
}

const dimensionVerdict = z
  .object(verdictOfDimension)
  .meta({ id: 'DimensionVerdict', description: 'Who the partners are in one dimension' })
const securityVerdict = z
  .object({ ...verdictOfDimension, allies: z.array(partner).describe('who is bound to help it, the closest first') })
  .meta({ id: 'SecurityVerdict', description: 'Who the partners are in security' })

export const dimensionVerdicts = z
  .object({
    security: securityVerdict,
    arms: dimensionVerdict,
    diplomatic: dimensionVerdict,
    economic: dimensionVerdict,
  } satisfies Record<(typeof dimensions)[number], z.ZodType>)
  .describe('one verdict for each dimension')

const scoreEntry = z
  .object({
    score,
    low: score.describe('the score at the low end of what is known: -1 to 1'),
    high: score.describe('the score at the high end of what is known: -1 to 1'),
    structural: score.describe('what holds now makes of it: -1 to 1'),
    flow: score.describe('what lately happened and fades makes of it: -1 to 1'),
    share: share.describe('part of all scores above 0 in the dimension: 0 to 1'),
  })
  .meta({ id: 'Score', description: 'How far the country is aligned with one partner in one dimension' })

const alliance = z
  .object({
    score: share.describe('how far it is bound to help: 0 to 1'),
    low: share.describe('the same at the low end of what is known'),
    high: share.describe('the same at the high end of what is known'),
  })
  .meta({ id: 'Alliance', description: 'How far partner and country are bound to help each other' })

const partnerEntry = z
  .object({
    partner,
    kind: z.enum(['state', 'organisation', 'force', 'unregistered']).describe('what the id stands for'),
    roles: z.array(z.enum(['provider', 'ally'])).describe('provider: it gives security; ally: it is bound to help'),
    scores: z
      .object({
        security: scoreEntry.optional(),
        arms: scoreEntry.optional(),
        diplomatic: scoreEntry.optional(),
        economic: scoreEntry.optional(),
      })
      .describe('by dimension; absent where nothing is known'),
    alliance: alliance.nullable().describe('null where nothing binds them'),
  })
  .meta({ id: 'PartnerEntry', description: 'One partner of the country' })

const agreement = z
  .object({
    agreementId: z.string().describe('id of the agreement'),
    partner: partner.nullable().describe('the other party; null where there are several or none is known'),
    partners: z.array(partner).describe('all other parties'),
    kind: z.enum(agreementKinds).nullable().describe('what it is about; null: not told'),
    mutual: z.boolean().describe('both sides undertake the same'),
    status: everyOf<AgreementStatus>({
      signed: true,
      'in-force': true,
      suspended: true,
      terminating: true,
      ended: true,
      unknown: true,
    }).describe('where it stands on the day'),
    signedOn: edtf.nullable().describe('when it was signed (EDTF); null: not told'),
    inForceFrom: edtf.nullable().describe('when it came into force (EDTF); null: not told, or not yet'),
    endsOn: edtf.nullable().describe('when it will end (EDTF); null: no end is in prospect'),
    endedOn: edtf.nullable().describe('when it ended (EDTF); null: it has not'),
    lapsedWith: partner.nullable().describe('the state or organisation whose end ended it; null: none'),
    suspendedWith: z.array(partner).describe('of many parties, those with whom alone it is suspended'),
    contested: z.boolean().describe('a party disputes its end'),
    dormantSince: day.nullable().describe('since when it has not been used; null: it is used, or over'),
    denouncedByHost: z.boolean().describe('the country gave notice'),
    confidence: value.confidence,
    eventIds,
  })
  .meta({ id: 'Agreement', description: 'An agreement of the country, in being or lately ended' })

const force = z
  .object({
    forceId: z.string().describe('id of the force'),
    sponsor: partner.describe('whose force it is'),
    role: value.role.nullable().describe('what it is there for; null: not told'),
    consent: value.consent.nullable().describe('whether the country wants it there; null: not told'),
    strength: value.troops.nullable().describe('how many; null: not told'),
    strengthAsOf: edtf.nullable().describe('when that was told of (EDTF); null: not told'),
    since: edtf.nullable().describe('since when it is there (EDTF); null: not told'),
    legalBasis: z.array(z.string()).describe('ids of the agreements that it rests on'),
    withoutLegalBasis: z.boolean().describe('what it rested on is over'),
    disputed: z.boolean().describe('the country contests its presence'),
    sites: z.array(z.string()).describe('where it is, by name or id of the site'),
    confidence: value.confidence,
    eventIds,
  })
  .meta({ id: 'Force', description: 'A force of another that is in the country' })

const base = z
  .object({
    siteId: z.string().describe('id of the site'),
    name: z.string().nullable().describe('its name; null: not told'),
    partners: z.array(partner).describe('who may use it'),
    forceId: z.string().nullable().describe('the force that uses it; null: not told'),
    since: edtf.nullable().describe('since when (EDTF); null: not told'),
    eventIds,
  })
  .meta({ id: 'Base', description: 'A site that the country lets others use' })

const measureFields = {
  partner: partner.describe('the other side'),
  by: z.array(partner).describe('who took it'),
  since: edtf.describe('since when (EDTF)'),
  eventIds,
}
const sanctions = z
  .object({
    type: z.literal('sanctions').describe('what kind of measure'),
    ...measureFields,
    measures: z.array(z.enum(measures)).describe('what is forbidden or stopped'),
    eased: z.boolean().describe('some of it was lifted'),
  })
  .meta({ id: 'SanctionsMeasure', description: 'Sanctions that stand' })
const broken = z
  .object({
    type: z
      .enum([
        'aid-suspended',
        'operations-suspended',
        'determination',
        'relations-severed',
        'embassy-closed',
        'ambassador-absent',
      ])
      .describe('what kind of measure'),
    ...measureFields,
  })
  .meta({ id: 'TieMeasure', description: 'A tie that is broken or suspended' })
const measure = z.discriminatedUnion('type', [sanctions, broken]).meta({
  id: 'Measure',
  description: 'A measure that stands against the country or that it took',
})

const membership = z
  .object({
    organisation: partner.describe('id of the organisation'),
    status: everyOf<MembershipStatus>({
      member: true,
      suspended: true,
      frozen: true,
      withdrawing: true,
      ended: true,
    }).describe('where it stands on the day'),
    since: edtf.describe('since when it stands so (EDTF)'),
    endsOn: edtf.nullable().describe('when it will end (EDTF); null: no end is in prospect'),
    command: z.enum(['in', 'out']).optional().describe('in or out of its common command; absent: not told'),
    eventIds,
  })
  .meta({ id: 'Membership', description: 'A membership of the country in an organisation' })

const authority = z
  .object({
    authority: z.string().describe('id of the authority'),
    rivalOf: z.string().nullable().describe('id of the authority that it contests; null: none'),
    since: edtf.describe('since when it governs (EDTF)'),
    primary: z.object({ security: value.primary }).describe('who comes first with it'),
    status: z.object({ security: value.status }).optional().describe('its own verdict, where authorities are rivals'),
    contenders: z.object({ security: value.contenders }).optional().describe('who contends with it'),
  })
  .meta({ id: 'Authority', description: 'Who governs the country or a part of it' })

const plan = z
  .object({
    type: z.string().describe('type of the event that is planned'),
    partner: partner.nullable().describe('with whom; null: not told'),
    on: edtf.describe('when (EDTF)'),
    eventIds,
  })
  .meta({ id: 'Plan', description: 'Something that was told to come' })

export const partnerStateSchema = z
  .object({
    country: value.country,
    at: day.describe('the day that the answer is about'),
    basis: value.basisSchema,
    dimensions: dimensionVerdicts,
    partners: z
      .array(partnerEntry)
      .describe('all partners of which anything is known, the highest score in security first'),
    agreements: z.array(agreement).describe('agreements in being and the twenty that ended last, by id'),
    forces: z.array(force).describe('forces of others in the country, by id'),
    bases: z.array(base).describe('sites that others may use, by id'),
    measures: z.array(measure).describe('sanctions that stand and ties that are broken'),
    memberships: z.array(membership).describe('memberships in organisations, by id'),
    authorities: z.array(authority).describe('who governs'),
    upcoming: z.array(plan).describe('what was told to come'),
    anomalies: z.int().describe('how many anomalies /v1/anomalies lists of the country: 0 or more'),
  })
  .meta({
    id: 'PartnerState',
    description: 'Partner state of one country on one day, as known at some place of the log',
  })
