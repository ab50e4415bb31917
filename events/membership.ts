import { z } from 'zod'
import { defineEvent } from './define.js'
import { anyOf, PartnerId, Text } from './fields.js'

const membership = z.strictObject({
  organisation: PartnerId,
  by: anyOf(PartnerId).optional(),
  claimedEffect: Text.optional(),
})

export const membershipJoined = defineEvent({
  type: 'MembershipJoined',
  family: 'membership',
  version: 1,
  meaning: 'The country became a member of an organisation.',
  data: membership,
  partner: 'optional',
  annotations: { cameo: '057', plover: { type: 'SUPPORT', context: 'diplomatic' } },
  example: { country: 'MLI', partner: 'ICC', occurredOn: '2000-08-16', data: { organisation: 'ICC' } },
})

export const membershipSuspended = defineEvent({
  type: 'MembershipSuspended',
  family: 'membership',
  version: 1,
  meaning: 'An organisation suspended the membership of the country.',
  data: membership,
  partner: 'optional',
  annotations: { cameo: '166', plover: { type: 'SANCTION', mode: 'expel', context: 'diplomatic' } },
  example: {
    country: 'NER',
    partner: 'AU',
    occurredOn: '2023-08-14',
    announcedOn: '2023-08-22',
    data: { organisation: 'AU', by: ['AU'] },
  },
})

export const membershipRestored = defineEvent({
  type: 'MembershipRestored',
  family: 'membership',
  version: 1,
  meaning: 'A suspended membership was restored.',
  data: membership,
  partner: 'optional',
  annotations: { cameo: '057', plover: { type: 'SUPPORT', context: 'diplomatic' } },
  example: { country: 'MLI', partner: 'AU', occurredOn: '2020-10-09', data: { organisation: 'AU' } },
})

export const membershipWithdrawalNotified = defineEvent({
  type: 'MembershipWithdrawalNotified',
  family: 'membership',
  version: 1,
  meaning: 'The country gave notice that it leaves an organisation.',
  data: membership,
  partner: 'optional',
  annotations: { cameo: '166', plover: { type: 'SANCTION', mode: 'withdraw', context: 'diplomatic' } },
  example: {
    country: 'NER',
    partner: 'ECOWAS',
    parties: ['NER', 'BFA', 'MLI'],
    occurredOn: '2024-01-28',
    effectiveOn: '2025-01-29',
    data: { organisation: 'ECOWAS', by: ['NER', 'BFA', 'MLI'], claimedEffect: 'immediate' },
  },
})

export const membershipFrozen = defineEvent({
  type: 'MembershipFrozen',
  family: 'membership',
  version: 1,
  meaning: 'The country, or the organisation, stopped taking part without ending the membership.',
  data: membership,
  partner: 'optional',
  annotations: { cameo: '161', plover: { type: 'SANCTION', mode: 'withdraw', context: 'diplomatic' } },
  example: { country: 'ARM', partner: 'CSTO', occurredOn: '2024-02-22', data: { organisation: 'CSTO', by: ['ARM'] } },
})

export const membershipEnded = defineEvent({
  type: 'MembershipEnded',
  family: 'membership',
  version: 1,
  meaning: 'The membership of the country in an organisation ended.',
  data: membership,
  partner: 'optional',
  annotations: { cameo: '166', plover: { type: 'SANCTION', mode: 'withdraw', context: 'diplomatic' } },
  example: {
    country: 'NER',
    partner: 'ECOWAS',
    parties: ['NER', 'BFA', 'MLI'],
    occurredOn: '2025-01-29',
    data: { organisation: 'ECOWAS' },
  },
})

const command = z.strictObject({ organisation: PartnerId, by: anyOf(PartnerId).optional() })

export const commandStructureJoined = defineEvent({
  type: 'CommandStructureJoined',
  family: 'membership',
  version: 1,
  meaning: 'A member of an organisation put forces under its common command, or took part in it again.',
  data: command,
  partner: 'optional',
  annotations: { cameo: '062', plover: { type: 'COOPERATE', context: 'military' } },
  example: { country: 'FRA', partner: 'NATO', occurredOn: '2009-04-04', data: { organisation: 'NATO', by: ['FRA'] } },
})

export const commandStructureLeft = defineEvent({
  type: 'CommandStructureLeft',
  family: 'membership',
  version: 1,
  meaning: 'A member of an organisation left its common command and stayed a member.',
  data: command,
  partner: 'optional',
  annotations: { cameo: '161', plover: { type: 'SANCTION', mode: 'withdraw', context: 'military' } },
  example: {
    country: 'FRA',
    partner: 'NATO',
    occurredOn: '1966-07-01',
    announcedOn: '1966-03-07',
    data: { organisation: 'NATO', by: ['FRA'] },
  },
})
