import { z } from 'zod'
import { defineEvent } from './define.js'
import { anyOf, Ceiling, Deadline, EdtfDate, listOf, PartnerId, Quantity, Slug, Text } from './fields.js'
import { consents, roles } from './words.js'

const by = anyOf(PartnerId)
const sites = anyOf(Text)
const legalBasis = anyOf(Slug)
const consent = z.enum(consents)
const role = z.enum(roles)
const deployment = z.strictObject({
  forceId: Slug,
  sponsor: PartnerId,
  role,
  strength: Quantity.optional(),
  planned: Quantity.optional(),
  consent: consent.optional(),
  legalBasis: legalBasis.optional(),
  sites: sites.optional(),
  partOf: Slug.optional(),
  subject: Text.optional(),
  mandate: Text.optional(),
})

export const forcesDeployed = defineEvent({
  type: 'ForcesDeployed',
  family: 'presence',
  version: 1,
  meaning: 'Forces of a sponsor came to the country.',
  data: deployment,
  partner: 'optional',
  annotations: { cameo: '074', plover: { type: 'MOBILIZE', mode: 'troops', context: 'military' } },
  example: {
    country: 'NER',
    partner: 'ITA',
    occurredOn: '2018-09-20',
    data: {
      forceId: 'ita-misin-ner',
      sponsor: 'ITA',
      role: 'garrison',
      strength: { low: 30, high: 92, basis: 'authorised' },
      consent: 'invited',
      legalBasis: ['ita-ner-dca-2017'],
      sites: ['Niamey'],
    },
  },
})

export const trainersDeployed = defineEvent({
  type: 'TrainersDeployed',
  family: 'presence',
  version: 1,
  meaning: 'Military or police trainers of a sponsor came to the country.',
  data: deployment,
  partner: 'optional',
  annotations: { cameo: '072', plover: { type: 'AID', context: 'military' } },
  example: {
    country: 'NER',
    partner: 'RUS',
    occurredOn: '2024-04-10',
    announcedOn: '2024-04-11',
    data: {
      forceId: 'rus-africa-corps-ner',
      sponsor: 'RUS',
      role: 'advisory',
      strength: { low: 2, high: 100, basis: 'claimed' },
      consent: 'invited',
    },
  },
})

export const forceStrengthReported = defineEvent({
  type: 'ForceStrengthReported',
  family: 'presence',
  version: 1,
  meaning: 'A source put a number to a force that is present.',
  data: z.strictObject({
    forceId: Slug,
    strength: Quantity,
    asOf: EdtfDate.optional(),
    sites: sites.optional(),
    ceiling: Ceiling.optional(),
  }),
  partner: 'optional',
  annotations: { cameo: '010' },
  example: {
    country: 'NER',
    partner: 'USA',
    occurredOn: '2023-12-07',
    data: { forceId: 'usa-africom-ner', strength: { low: 648, high: 648, basis: 'rotational' }, asOf: '2023-12' },
  },
})

export const forcesRelocated = defineEvent({
  type: 'ForcesRelocated',
  family: 'presence',
  version: 1,
  meaning: 'A force, or part of it, moved to another place inside the country or out of it.',
  data: z.strictObject({
    forceId: Slug,
    fromSite: Text.optional(),
    toSite: Text.optional(),
    moved: Quantity.optional(),
    remaining: Quantity.optional(),
    temporary: z.boolean().optional(),
    outOfCountry: z.boolean().optional(),
  }),
  partner: 'optional',
  annotations: { cameo: '154', plover: { type: 'MOBILIZE', mode: 'troops', context: 'military' } },
  example: {
    country: 'NER',
    partner: 'USA',
    occurredOn: '2023-09-07',
    data: { forceId: 'usa-africom-ner', fromSite: 'ner-ab101', toSite: 'ner-ab201', temporary: true },
  },
})

export const legalBasisChanged = defineEvent({
  type: 'LegalBasisChanged',
  family: 'presence',
  version: 1,
  meaning: 'A force came to rest on other agreements than before, or on none.',
  data: z.strictObject({ forceId: Slug, legalBasis }),
  partner: 'optional',
  annotations: { cameo: '057' },
  example: {
    country: 'NER',
    partner: 'USA',
    occurredOn: '2024-05-19',
    data: { forceId: 'usa-africom-ner', legalBasis: ['usa-ner-withdrawal-2024'] },
  },
})

export const consentChanged = defineEvent({
  type: 'ConsentChanged',
  family: 'presence',
  version: 1,
  meaning: 'The consent of the country to the presence of a force changed.',
  data: z.strictObject({ forceId: Slug, consent, by: by.optional() }),
  partner: 'optional',
  annotations: { cameo: '1246', plover: { type: 'REJECT', mode: 'assist', context: 'military' } },
  example: {
    country: 'NER',
    partner: 'USA',
    occurredOn: '2024-03-16',
    data: { forceId: 'usa-africom-ner', consent: 'contested', by: ['NER'] },
  },
})

export const withdrawalDemanded = defineEvent({
  type: 'WithdrawalDemanded',
  family: 'presence',
  version: 1,
  meaning: 'It was demanded that a force, or all forces of the partner, leave the country.',
  data: z.strictObject({
    forceId: Slug.optional(),
    by: listOf(PartnerId),
    deadline: Deadline.optional(),
    contestedBy: by.optional(),
    subject: Text.optional(),
  }),
  partner: 'optional',
  annotations: { cameo: '1056', plover: { type: 'REQUEST', mode: 'yield', context: 'military' } },
  example: {
    country: 'NER',
    partner: 'FRA',
    occurredOn: '2023-08-03',
    data: { forceId: 'fra-barkhane-ner', by: ['NER'], deadline: '2023-09-03', contestedBy: ['FRA'] },
  },
})

export const withdrawalAnnounced = defineEvent({
  type: 'WithdrawalAnnounced',
  family: 'presence',
  version: 1,
  meaning: 'It was announced that a force will leave the country.',
  data: z.strictObject({
    forceId: Slug.optional(),
    by: listOf(PartnerId),
    target: Text.optional(),
    strength: Quantity.optional(),
    subject: Text.optional(),
  }),
  partner: 'optional',
  annotations: { cameo: '0356', plover: { type: 'CONCEDE', context: 'military' } },
  example: {
    country: 'NER',
    partner: 'FRA',
    occurredOn: '2023-09-24',
    data: { forceId: 'fra-barkhane-ner', by: ['FRA'], target: 'by the end of 2023' },
  },
})

export const forcesWithdrawn = defineEvent({
  type: 'ForcesWithdrawn',
  family: 'presence',
  version: 1,
  meaning: 'A force left the country, wholly or in part.',
  data: z.strictObject({
    forceId: Slug,
    extent: z.enum(['complete', 'partial']),
    remaining: Quantity.optional(),
    left: Quantity.optional(),
    reason: z.enum(['demanded', 'mutual', 'own-need', 'third-party-deal']).optional(),
    site: Text.optional(),
    contingent: Text.optional(),
  }),
  partner: 'optional',
  annotations: { cameo: '166', plover: { type: 'RETREAT', mode: 'withdraw', context: 'military' } },
  example: {
    country: 'NER',
    partner: 'FRA',
    occurredOn: '2023-12-22',
    data: { forceId: 'fra-barkhane-ner', extent: 'complete', remaining: { low: 0, high: 0 }, reason: 'demanded' },
  },
})

export const forceSucceeded = defineEvent({
  type: 'ForceSucceeded',
  family: 'presence',
  version: 1,
  meaning: 'One force took the place of another.',
  data: z.strictObject({
    oldForceId: Slug,
    newForceId: Slug,
    sponsor: PartnerId,
    role: role.optional(),
    consent: consent.optional(),
    strength: Quantity.optional(),
    legalBasis: legalBasis.optional(),
    sites: sites.optional(),
    mandate: Text.optional(),
  }),
  partner: 'optional',
  annotations: {},
  example: {
    country: 'MLI',
    partner: 'RUS',
    occurredOn: '2025-06-06',
    data: { oldForceId: 'rus-wagner-mli', newForceId: 'rus-africa-corps-mli', sponsor: 'RUS', role: 'pmc' },
  },
})
