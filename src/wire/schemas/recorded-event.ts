import { z } from 'zod'
import * as value from './values.js'

/** An event on record, of whatever type; the documents have a schema for each type under the same name. */
export const recordedEventSchema = z
  .object({
    id: value.eventId,
    type: z.string(),
    schemaVersion: z.int(),
    country: value.country.optional(),
    partner: value.partner.optional(),
    occurredOn: value.edtf,
    data: z.record(z.string(), z.unknown()),
    claim: z.record(z.string(), z.unknown()),
    position: value.position,
    stream: z.string(),
    revision: z.int(),
    recordedAt: value.instant,
    recordedBy: z.string().optional(),
    backfilled: z.boolean().optional(),
    storedAt: value.instant.optional(),
    redacted: z.array(z.string()).optional().describe('texts that were overwritten in the store, as JSON pointers'),
  })
  .loose()
  .meta({ id: 'RecordedEvent', description: 'An event on record: what was posted, and what the server set' })

/** One of those as a CloudEvent. */
export const cloudEventSchema = z
  .object({
    specversion: z.literal('1.0').describe('version of CloudEvents'),
    id: value.eventId,
    source: z.string().describe('who sends: a URI reference; required, not kept'),
    type: z.string().describe('org.entente.<Type>.v<version>: org.entente.CoupOccurred.v1'),
    subject: z.string().optional().describe('the country; where data has none it is taken from here'),
    time: z
      .string()
      .optional()
      .describe('an instant of RFC 3339 with zone; where data has no date, its day in UTC is when it happened'),
    datacontenttype: z.string().optional().describe('application/json, or absent'),
    occurredon: z.string().optional().describe('when it happened (EDTF), where that is no exact day'),
    occurredfrom: z.string().optional().describe('first possible day'),
    occurredto: z.string().optional().describe('last possible day'),
    position: z.string().optional().describe('place in the log; ignored when posted'),
    stream: z.string().optional().describe('stream that it is stored in; ignored when posted'),
    revision: z.int().min(0).optional().describe('place in its stream; ignored when posted'),
    recordedat: z.string().optional().describe('when it was stored; ignored when posted'),
    data: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('all other fields of the event: country, partner, occurredOn, data, claim and so on'),
    data_base64: z.string().optional().describe('the same JSON as bytes in base64, in place of data, when posted'),
  })
  .meta({ id: 'CloudEvent', description: 'An event in the form of CloudEvents 1.0 (structured JSON)' })
