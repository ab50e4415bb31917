import { z } from 'zod'
import { defineEvent } from './define.js'
import { Deadline, LongText, listOf, MeasureList, PartnerId, Slug, Text } from './fields.js'

const sanctions = z.strictObject({
  by: listOf(PartnerId),
  measures: MeasureList,
  sanctionId: Slug.optional(),
  scope: Text.optional(),
  resolution: Text.optional(),
  remaining: MeasureList.optional(),
})

export const sanctionsImposed = defineEvent({
  type: 'SanctionsImposed',
  family: 'pressure',
  version: 1,
  meaning: 'Sanctions were imposed on the country, or by it on the partner.',
  data: sanctions,
  partner: 'optional',
  annotations: { cameo: '163', plover: { type: 'SANCTION', mode: 'discontinue', context: 'economic' } },
  example: {
    country: 'NER',
    partner: 'ECOWAS',
    occurredOn: '2023-07-30',
    data: {
      by: ['ECOWAS', 'UEMOA'],
      measures: ['border-closure', 'no-fly-zone', 'transaction-ban', 'asset-freeze'],
      sanctionId: 'ecowas-ner-2023',
    },
  },
})

export const sanctionsEased = defineEvent({
  type: 'SanctionsEased',
  family: 'pressure',
  version: 1,
  meaning: 'Some of the sanctions were lifted.',
  data: sanctions,
  partner: 'optional',
  annotations: { cameo: '085', plover: { type: 'RETREAT', mode: 'access', context: 'economic' } },
  example: {
    country: 'NER',
    partner: 'ECOWAS',
    occurredOn: '2023-12-10',
    data: { by: ['ECOWAS'], measures: ['travel-ban'], remaining: ['border-closure'] },
  },
})

export const sanctionsLifted = defineEvent({
  type: 'SanctionsLifted',
  family: 'pressure',
  version: 1,
  meaning: 'Sanctions were lifted.',
  data: sanctions,
  partner: 'optional',
  annotations: { cameo: '085', plover: { type: 'RETREAT', mode: 'access', context: 'economic' } },
  example: {
    country: 'NER',
    partner: 'ECOWAS',
    occurredOn: '2024-02-24',
    data: {
      by: ['ECOWAS'],
      measures: ['border-closure', 'no-fly-zone', 'asset-freeze', 'transaction-ban'],
      sanctionId: 'ecowas-ner-2023',
      remaining: [],
    },
  },
})

export const ultimatumIssued = defineEvent({
  type: 'UltimatumIssued',
  family: 'pressure',
  version: 1,
  meaning: 'Something was demanded within a time, under threat of something else.',
  data: z.strictObject({ by: listOf(PartnerId), demand: Text, deadline: Deadline.optional(), means: Text.optional() }),
  partner: 'optional',
  annotations: { cameo: '139', plover: { type: 'THREATEN', mode: 'violence', context: 'military' } },
  example: {
    country: 'NER',
    partner: 'ECOWAS',
    occurredOn: '2023-07-30',
    data: { by: ['ECOWAS'], demand: 'restore constitutional order', deadline: 'P7D', means: 'possible use of force' },
  },
})

export const hostileActReported = defineEvent({
  type: 'HostileActReported',
  family: 'pressure',
  version: 1,
  meaning: 'A hostile act of one side against the other was reported.',
  data: z.strictObject({ by: listOf(PartnerId), content: LongText }),
  partner: 'optional',
  annotations: { cameo: '190', plover: { type: 'ASSAULT', context: 'military' } },
  example: {
    country: 'MLI',
    partner: 'DZA',
    occurredOn: '2025-03-31',
    data: { by: ['DZA'], content: 'Malian armed drone shot down near Tinzaouaten' },
  },
})
