import { z } from 'zod'
import { defineEvent } from './define.js'
import { anyOf, Duration, listOf, PartnerId, Slug, StateCode, Text } from './fields.js'
import { agreementKinds, partyRoles } from './words.js'

const by = anyOf(PartnerId)

export const agreementPartyJoined = defineEvent({
  type: 'AgreementPartyJoined',
  family: 'agreements',
  version: 1,
  meaning: 'A state or organisation became a party to an agreement of several.',
  data: z.strictObject({
    agreementId: Slug,
    party: PartnerId,
    kind: z.enum(agreementKinds).optional(),
    mutual: z.boolean().optional(),
    by: by.optional(),
  }),
  partner: 'optional',
  annotations: { cameo: '057', plover: { type: 'AGREE', context: 'military' } },
  example: {
    country: 'DEU',
    parties: ['DEU', 'GBR', 'FRA'],
    occurredOn: '1955-05-06',
    data: { agreementId: 'example-treaty-1948', party: 'DEU', kind: 'mutual-defence' },
  },
})

export const agreementPartyLeft = defineEvent({
  type: 'AgreementPartyLeft',
  family: 'agreements',
  version: 1,
  meaning: 'A party left an agreement that goes on among the others.',
  data: z.strictObject({
    agreementId: Slug,
    party: PartnerId,
    noticePeriod: Duration.optional(),
    ground: z.enum(['notice', 'mutual', 'expulsion', 'lapse', 'unilateral']).optional(),
    by: by.optional(),
  }),
  partner: 'optional',
  annotations: { cameo: '161', plover: { type: 'SANCTION', mode: 'withdraw', context: 'military' } },
  example: {
    country: 'MEX',
    parties: ['MEX', 'USA', 'BRA'],
    occurredOn: '2002-09-06',
    data: { agreementId: 'rio-treaty-1947', party: 'MEX', noticePeriod: 'P2Y', by: ['MEX'] },
  },
})

export const agreementRolesStated = defineEvent({
  type: 'AgreementRolesStated',
  family: 'agreements',
  version: 1,
  meaning: 'The parties to an agreement have different roles in it: who guarantees whom, who sends forces to whom.',
  data: z.strictObject({
    agreementId: Slug,
    roles: listOf(z.strictObject({ party: PartnerId, role: z.enum(partyRoles) })),
    subject: Text.optional(),
  }),
  partner: 'optional',
  annotations: { cameo: '057', plover: { type: 'AGREE', context: 'military' } },
  example: {
    country: 'CYP',
    parties: ['CYP', 'GBR', 'GRC', 'TUR'],
    occurredOn: '1960-08-16',
    data: {
      agreementId: 'cyp-guarantee-1960',
      roles: [
        { party: 'CYP', role: 'guaranteed' },
        { party: 'GBR', role: 'guarantor' },
        { party: 'GRC', role: 'guarantor' },
        { party: 'TUR', role: 'guarantor' },
      ],
    },
  },
})

export const stateSucceeded = defineEvent({
  type: 'StateSucceeded',
  family: 'agreements',
  version: 1,
  meaning: 'What a state had with the country passed to the state that succeeded it; what is not named did not.',
  data: z.strictObject({
    predecessor: StateCode,
    successor: StateCode,
    agreements: listOf(Slug).optional(),
    forces: listOf(Slug).optional(),
    sites: listOf(Slug).optional(),
    memberships: listOf(PartnerId).optional(),
  }),
  partner: 'optional',
  annotations: { cameo: '050', plover: { type: 'AGREE', context: 'diplomatic' } },
  example: {
    country: 'MNG',
    partner: 'RUS',
    occurredOn: '1991-12-26',
    data: {
      predecessor: 'SUN',
      successor: 'RUS',
      agreements: ['sun-mng-friendship-1966'],
      forces: ['sun-mng'],
    },
  },
})
