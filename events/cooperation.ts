import { z } from 'zod'
import { defineEvent } from './define.js'
import { anyOf, Ceiling, EdtfDate, PartnerId, Quantity, Slug, Text } from './fields.js'
import { mandateChanges } from './words.js'

const by = anyOf(PartnerId)
const legalBasis = anyOf(Slug)
const baseAccess = z.strictObject({
  siteId: Slug,
  siteName: Text.optional(),
  forceId: Slug.optional(),
  legalBasis: legalBasis.optional(),
  terms: Text.optional(),
  to: Text.optional(),
  change: Text.optional(),
  agreementId: Slug.optional(),
})
const operations = z.strictObject({ scope: Text, by: by.optional(), forceId: Slug.optional() })
const mandate = z.strictObject({
  mission: Slug,
  change: z.enum(mandateChanges).optional(),
  until: EdtfDate.optional(),
  windDownBy: EdtfDate.optional(),
  resolution: Text.optional(),
  ceiling: Ceiling.optional(),
})

export const baseAccessGranted = defineEvent({
  type: 'BaseAccessGranted',
  family: 'presence',
  version: 1,
  meaning: 'The country let the partner use a base.',
  data: baseAccess,
  partner: 'optional',
  annotations: { cameo: '062', plover: { type: 'COOPERATE', context: 'military' } },
  example: {
    country: 'NER',
    partner: 'USA',
    occurredOn: '2014-10-01',
    data: {
      siteId: 'ner-ab201',
      siteName: 'Air Base 201, Agadez',
      forceId: 'usa-africom-ner',
      legalBasis: ['usa-ner-sofa-2012'],
    },
  },
})

export const baseAccessChanged = defineEvent({
  type: 'BaseAccessChanged',
  family: 'presence',
  version: 1,
  meaning: 'The terms on which the partner uses a base changed.',
  data: baseAccess,
  partner: 'optional',
  annotations: { cameo: '062', plover: { type: 'COOPERATE', context: 'military' } },
  example: {
    country: 'GAB',
    partner: 'FRA',
    occurredOn: '2024-05-29',
    data: { siteId: 'gab-camp-de-gaulle', change: 'shared with the Gabonese army', forceId: 'fra-efg-gab' },
  },
})

export const baseHandedOver = defineEvent({
  type: 'BaseHandedOver',
  family: 'presence',
  version: 1,
  meaning: 'The partner handed a base over.',
  data: baseAccess,
  partner: 'optional',
  annotations: { cameo: '0842', plover: { type: 'RETREAT', mode: 'withdraw', context: 'military' } },
  example: {
    country: 'NER',
    partner: 'USA',
    occurredOn: '2024-08-05',
    data: { siteId: 'ner-ab201', to: 'Nigerien armed forces', forceId: 'usa-africom-ner' },
  },
})

export const jointActivityHeld = defineEvent({
  type: 'JointActivityHeld',
  family: 'presence',
  version: 1,
  meaning: 'Forces of the country and of the partner held an exercise or an operation together.',
  data: z.strictObject({
    kind: z.enum(['exercise', 'operation']),
    until: EdtfDate.optional(),
    subject: Text.optional(),
    count: Quantity.optional(),
    forceId: Slug.optional(),
  }),
  partner: 'optional',
  annotations: { cameo: '062', plover: { type: 'COOPERATE', context: 'military' } },
  example: {
    country: 'BFA',
    partner: 'USA',
    occurredOn: '2019-02-18',
    data: { kind: 'exercise', until: '2019-03-01', subject: 'Flintlock 2019' },
  },
})

export const jointOperationsSuspended = defineEvent({
  type: 'JointOperationsSuspended',
  family: 'presence',
  version: 1,
  meaning: 'Joint operations or military cooperation stopped for a time.',
  data: operations,
  partner: 'optional',
  annotations: { cameo: '1622', plover: { type: 'SANCTION', mode: 'discontinue', context: 'military' } },
  example: {
    country: 'MLI',
    partner: 'FRA',
    occurredOn: '2021-06-03',
    data: { scope: 'joint operations and national advisory missions', by: ['FRA'] },
  },
})

export const jointOperationsResumed = defineEvent({
  type: 'JointOperationsResumed',
  family: 'presence',
  version: 1,
  meaning: 'Joint operations or military cooperation began again.',
  data: operations,
  partner: 'optional',
  annotations: { cameo: '062', plover: { type: 'COOPERATE', context: 'military' } },
  example: {
    country: 'MLI',
    partner: 'FRA',
    occurredOn: '2021-07-02',
    data: { scope: 'joint operations and national advisory missions', by: ['FRA'] },
  },
})

export const missionMandateChanged = defineEvent({
  type: 'MissionMandateChanged',
  family: 'presence',
  version: 1,
  meaning: 'The mandate of a mission of an organisation was given, lengthened or altered.',
  data: mandate,
  partner: 'optional',
  annotations: { cameo: '074', plover: { type: 'AID', context: 'military' } },
  example: {
    country: 'MLI',
    partner: 'UN',
    occurredOn: '2022-06-29',
    data: { mission: 'un-minusma-mli', change: 'extended', until: '2023-06-30', resolution: 'S/RES/2640 (2022)' },
  },
})

export const missionMandateEnded = defineEvent({
  type: 'MissionMandateEnded',
  family: 'presence',
  version: 1,
  meaning: 'The mandate of a mission of an organisation ended.',
  data: mandate,
  partner: 'optional',
  annotations: { cameo: '166', plover: { type: 'SANCTION', mode: 'withdraw', context: 'military' } },
  example: {
    country: 'MLI',
    partner: 'UN',
    occurredOn: '2023-06-30',
    data: { mission: 'un-minusma-mli', windDownBy: '2023-12-31', resolution: 'S/RES/2690 (2023)' },
  },
})
