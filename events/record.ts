import { z } from 'zod'
import { defineEvent } from './define.js'
import { correctable } from './envelope.js'
import { EdtfDate, JsonPointer, listOf, Slug, Text, Uuid } from './fields.js'
import { correctionReasons, dimensions, grains, reliabilities } from './words.js'

const reason = z.enum(correctionReasons)

/** A merge patch of the event (RFC 7396): null takes a field away. What it makes is checked when it is applied. */
const changes = z.strictObject(Object.fromEntries(correctable.map(name => [name, z.json().optional()])))

export const coverageDeclared = defineEvent({
  type: 'CoverageDeclared',
  family: 'record',
  version: 1,
  meaning: 'Within these dates the record of one dimension of the country is complete: silence means none.',
  data: z.strictObject({
    dimension: z.enum(dimensions),
    from: EdtfDate,
    to: EdtfDate.optional(),
    grain: z.enum(grains),
  }),
  partner: 'none',
  annotations: {},
  example: {
    country: 'NER',
    occurredOn: '2025-12-31',
    data: { dimension: 'security', from: '2020-01-01', to: '2025-12-31', grain: 'day' },
  },
})

export const claimCorrected = defineEvent({
  type: 'ClaimCorrected',
  family: 'record',
  version: 1,
  meaning: 'An event on record said something wrong; here is what it should have said.',
  data: z.strictObject({ targetEventId: Uuid, reason, changes: changes.optional() }),
  country: 'optional',
  partner: 'none',
  annotations: {},
  example: {
    country: 'MLI',
    occurredOn: '2024-05-02',
    data: {
      targetEventId: '0192f5d4-7b1e-7c3a-9a55-3f0c8e6d2b41',
      reason: 'error',
      changes: { occurredOn: '2003-03-25' },
    },
  },
})

export const claimRetracted = defineEvent({
  type: 'ClaimRetracted',
  family: 'record',
  version: 1,
  meaning: 'An event on record no longer counts.',
  data: z.strictObject({ targetEventId: Uuid, reason }),
  country: 'optional',
  partner: 'none',
  annotations: {},
  example: {
    country: 'NER',
    occurredOn: '2023-08-25',
    data: { targetEventId: '0192f5d4-7b1e-7c3a-9a55-3f0c8e6d2b41', reason: 'forged' },
  },
})

export const eventsMerged = defineEvent({
  type: 'EventsMerged',
  family: 'record',
  version: 1,
  meaning: 'Several events on record tell one fact.',
  data: z.strictObject({ targetEventIds: listOf(Uuid), factId: Slug }),
  country: 'optional',
  partner: 'none',
  annotations: {},
  example: {
    country: 'NER',
    occurredOn: '2024-04-13',
    data: {
      targetEventIds: ['0192f5d4-7b1e-7c3a-9a55-3f0c8e6d2b41', '0192f5d4-8c2f-7d4b-8b66-4a1d9f7e3c52'],
      factId: 'ner-trainers-2024-04',
    },
  },
})

export const sourceRegraded = defineEvent({
  type: 'SourceRegraded',
  family: 'record',
  version: 1,
  meaning: 'A source is graded anew, from a date on.',
  data: z.strictObject({ sourceId: Slug, reliability: z.enum(reliabilities), validFrom: EdtfDate.optional() }),
  country: 'optional',
  partner: 'none',
  annotations: {},
  example: {
    occurredOn: '2024-05-02',
    data: { sourceId: 'example-agency', reliability: 'C', validFrom: '2024-01-01' },
  },
})

export const redacted = defineEvent({
  type: 'Redacted',
  family: 'record',
  version: 1,
  meaning: 'Texts of an event on record were overwritten in the store, which no longer holds them.',
  data: z.strictObject({ targetEventId: Uuid, fields: listOf(JsonPointer), reason: Text, by: Text }),
  country: 'optional',
  partner: 'none',
  annotations: {},
  example: {
    occurredOn: '2024-05-02',
    data: {
      targetEventId: '0192f5d4-7b1e-7c3a-9a55-3f0c8e6d2b41',
      fields: ['/note', '/claim/title'],
      reason: 'names a private person',
      by: 'the data protection officer',
    },
  },
})
