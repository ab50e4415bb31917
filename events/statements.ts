import { z } from 'zod'
import { defineEvent } from './define.js'
import { anyOf, LongText, listOf, Slug, Text } from './fields.js'
import { stances } from './words.js'

const stance = z.enum(stances)

export const statementIssued = defineEvent({
  type: 'StatementIssued',
  family: 'statements',
  version: 1,
  meaning: 'Someone took a stance in public on the other side or on what they do together.',
  data: z.strictObject({
    by: listOf(Text),
    stance,
    content: LongText.optional(),
    about: Text.optional(),
    agreementIds: anyOf(Slug).optional(),
    forceId: Slug.optional(),
  }),
  partner: 'optional',
  annotations: { cameo: '010', plover: { type: 'ACCUSE', context: 'diplomatic' } },
  example: {
    country: 'NER',
    partner: 'FRA',
    occurredOn: '2023-08-04',
    data: {
      by: ['FRA'],
      stance: 'deny',
      content: 'only the legitimate authorities can end the agreements',
      agreementIds: ['fra-ner-sofa-2013'],
    },
  },
})

export const protestHeld = defineEvent({
  type: 'ProtestHeld',
  family: 'statements',
  version: 1,
  meaning: 'People demonstrated for or against the partner.',
  data: z.strictObject({ stance, content: LongText, size: Text.optional() }),
  partner: 'optional',
  annotations: { cameo: '141', plover: { type: 'PROTEST', context: 'diplomatic' } },
  example: {
    country: 'NER',
    partner: 'USA',
    occurredOn: '2024-04-13',
    data: { stance: 'demand', content: 'departure of US forces', size: 'hundreds' },
  },
})

export const contextNoted = defineEvent({
  type: 'ContextNoted',
  family: 'statements',
  version: 1,
  meaning: 'Something worth knowing beside the events; it moves no score.',
  data: z.strictObject({ content: LongText, forceId: Slug.optional() }),
  partner: 'optional',
  annotations: {},
  example: {
    country: 'MLI',
    occurredOn: '2024-07-27',
    data: { content: 'Defeat of Malian army and Wagner personnel at Tinzaouaten', forceId: 'rus-wagner-mli' },
  },
})
