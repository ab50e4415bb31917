import { z } from 'zod'
import { defineEvent } from './define.js'
import { anyOf, Deadline, Duration, EdtfDate, listOf, PartnerId, Slug, Text } from './fields.js'
import { assetChanges, economicAgreementKinds } from './words.js'

const aid = z.strictObject({ by: anyOf(PartnerId).optional(), kind: Text.optional(), amount: Text.optional() })
const asset = z.strictObject({
  asset: Text,
  ownerCountry: listOf(PartnerId),
  company: Text.optional(),
  change: z.enum(assetChanges).optional(),
  to: anyOf(PartnerId).optional(),
  value: Text.optional(),
  deadline: Deadline.optional(),
})

export const economicAgreementSigned = defineEvent({
  type: 'EconomicAgreementSigned',
  family: 'economy',
  version: 1,
  meaning: 'The country signed an economic agreement with the partner.',
  data: z.strictObject({
    agreementId: Slug.optional(),
    kind: z.enum(economicAgreementKinds),
    term: Duration.optional(),
    endsOn: EdtfDate.optional(),
    value: Text.optional(),
    company: Text.optional(),
    subject: Text.optional(),
  }),
  partner: 'optional',
  annotations: { cameo: '057', plover: { type: 'AGREE', context: 'economic' } },
  example: {
    country: 'NER',
    partner: 'CHN',
    occurredOn: '2024-04-13',
    data: { agreementId: 'chn-ner-oil-advance-2024', kind: 'loan', value: 'USD 400 million' },
  },
})

export const aidStarted = defineEvent({
  type: 'AidStarted',
  family: 'economy',
  version: 1,
  meaning: 'Aid of the partner began.',
  data: aid,
  partner: 'optional',
  annotations: { cameo: '071', plover: { type: 'AID', context: 'economic' } },
  example: {
    country: 'TCD',
    partner: 'ARE',
    occurredOn: '2023-07',
    data: { kind: 'humanitarian: field hospital', by: ['ARE'] },
  },
})

export const aidSuspended = defineEvent({
  type: 'AidSuspended',
  family: 'economy',
  version: 1,
  meaning: 'Aid of the partner was suspended.',
  data: aid,
  partner: 'optional',
  annotations: { cameo: '1621', plover: { type: 'SANCTION', mode: 'discontinue', context: 'economic' } },
  example: {
    country: 'NER',
    partner: 'FRA',
    occurredOn: '2023-07-29',
    data: { by: ['FRA'], kind: 'development aid and budget support' },
  },
})

export const aidResumed = defineEvent({
  type: 'AidResumed',
  family: 'economy',
  version: 1,
  meaning: 'Suspended aid began again.',
  data: aid,
  partner: 'optional',
  annotations: { cameo: '071', plover: { type: 'AID', context: 'economic' } },
  example: { country: 'NER', partner: 'EU', occurredOn: '2024-06', data: { by: ['EU'], kind: 'humanitarian aid' } },
})

export const aidEnded = defineEvent({
  type: 'AidEnded',
  family: 'economy',
  version: 1,
  meaning: 'Aid of the partner ended for good.',
  data: aid,
  partner: 'optional',
  annotations: { cameo: '1621', plover: { type: 'SANCTION', mode: 'discontinue', context: 'economic' } },
  example: {
    country: 'NER',
    partner: 'USA',
    occurredOn: '2023-10-10',
    data: { by: ['USA'], kind: 'most foreign assistance' },
  },
})

export const assetSeized = defineEvent({
  type: 'AssetSeized',
  family: 'economy',
  version: 1,
  meaning: 'The country took hold of an asset of owners from the partner.',
  data: asset,
  partner: 'optional',
  annotations: { cameo: '1711', plover: { type: 'COERCE', mode: 'seize', context: 'economic' } },
  example: {
    country: 'NER',
    partner: 'FRA',
    occurredOn: '2024-12-04',
    data: { asset: 'Somair uranium mine', ownerCountry: ['FRA'], company: 'Orano' },
  },
})

export const assetNationalised = defineEvent({
  type: 'AssetNationalised',
  family: 'economy',
  version: 1,
  meaning: 'The country made an asset of owners from the partner its own by law.',
  data: asset,
  partner: 'optional',
  annotations: { cameo: '1711', plover: { type: 'COERCE', mode: 'seize', context: 'economic' } },
  example: {
    country: 'NER',
    partner: 'FRA',
    occurredOn: '2025-06-19',
    data: { asset: 'Somair', ownerCountry: ['FRA'], company: 'Orano' },
  },
})

export const licenceRevoked = defineEvent({
  type: 'LicenceRevoked',
  family: 'economy',
  version: 1,
  meaning: 'The country withdrew a licence from owners from the partner.',
  data: asset,
  partner: 'optional',
  annotations: { cameo: '1711', plover: { type: 'COERCE', mode: 'seize', context: 'economic' } },
  example: {
    country: 'NER',
    partner: 'FRA',
    occurredOn: '2024-06-20',
    data: { asset: 'Imouraren uranium permit', ownerCountry: ['FRA'], company: 'Orano' },
  },
})

export const executivesExpelled = defineEvent({
  type: 'ExecutivesExpelled',
  family: 'economy',
  version: 1,
  meaning: 'The country expelled the managers of a company from the partner.',
  data: asset,
  partner: 'optional',
  annotations: { cameo: '174', plover: { type: 'COERCE', mode: 'deport', context: 'economic' } },
  example: {
    country: 'NER',
    partner: 'CHN',
    occurredOn: '2025-03-12',
    data: { asset: 'management of oil companies', ownerCountry: ['CHN'], deadline: 'PT48H' },
  },
})

export const assetControlChanged = defineEvent({
  type: 'AssetControlChanged',
  family: 'economy',
  version: 1,
  meaning: 'Control of an asset passed to an administrator or another owner, or was suspended.',
  data: asset,
  partner: 'optional',
  annotations: { cameo: '1711', plover: { type: 'COERCE', mode: 'seize', context: 'economic' } },
  example: {
    country: 'MLI',
    partner: 'CAN',
    occurredOn: '2025-06-16',
    data: { asset: 'Loulo-Gounkoto gold complex', ownerCountry: ['CAN'], change: 'administered' },
  },
})
