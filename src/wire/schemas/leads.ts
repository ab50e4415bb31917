import { z } from 'zod'
import * as value from './values.js'

/** Answers about leads. */

const claim = z.record(z.string(), z.unknown()).describe('who says so, as the claim of an event has it')
const fault = z.object({
  path: z.string().describe('JSON pointer into the event'),
  code: z.string().describe('what is wrong, as a word'),
  message: z.string().describe('what is wrong, in words'),
})

export const leadSchema = z
  .object({
    leadId: z.string().describe('id of the lead, after its first row'),
    format: z.string().describe('the table that its first row stands in'),
    externalId: z.string().describe('what that row is called there'),
    status: z.enum(['open', 'promoted', 'dismissed']).describe('what became of it'),
    suggested: z
      .object({
        type: z.string().describe('type of event'),
        country: value.country,
        partner: value.partner.nullable().describe('the other side; null where there is none'),
        occurredOn: value.edtf.describe('from the first day that a row names to the last'),
        data: z.record(z.string(), z.unknown()).describe('what the rows say of the fields of the type'),
        claim,
      })
      .describe('the event that it may become'),
    missing: z.array(fault).describe('what has to be said before it can be one'),
    doubts: z.array(z.string()).describe('why it may be read wrongly'),
    sources: z.int().describe('independent sources: families of outlets, each once'),
    rows: z.int().describe('rows that say the same'),
    row: z.record(z.string(), z.string()).describe('the first of them by column, without empty cells'),
    promotedTo: value.eventId.nullable().describe('the event that it became'),
    reason: z.string().nullable().describe('why it was dismissed'),
    decidedBy: z.string().nullable().describe('id of the key that promoted or dismissed it; null without keys'),
    decidedAt: value.instant.nullable().describe('when'),
  })
  .meta({ id: 'Lead', description: 'Rows that say the same of the same two within a few days; nothing rests on it' })

export const leadDetailSchema = leadSchema
  .extend({
    event: z
      .record(z.string(), z.unknown())
      .describe('the event as a promotion would post it, without what is missing'),
    allRows: z
      .array(
        z
          .object({
            format: z.string().describe('the table that it stands in'),
            externalId: z.string().describe('what it is called there'),
            occurredOn: value.edtf,
            families: z.array(z.string()).describe('families of its sources'),
            url: z.string().nullable().describe('address of the report'),
            row: z.record(z.string(), z.string()).describe('its cells by column, without empty ones'),
          })
          .meta({ id: 'LeadRow', description: 'A row of a lead' }),
      )
      .describe('the rows in the order in which they came, at most 200'),
  })
  .meta({ id: 'LeadDetail', description: 'A lead with its rows' })

export const leadPageSchema = z
  .object({
    leads: z.array(leadSchema).describe('the latest day first'),
    next: z.string().nullable().describe('ask again with after= this; null at the end'),
    counts: z
      .object({
        open: z.int().describe('leads that nobody decided'),
        promoted: z.int().describe('leads that became events'),
        dismissed: z.int().describe('leads that were put away'),
      })
      .describe('of all leads, whatever was asked'),
  })
  .meta({ id: 'LeadPage', description: 'A page of leads' })

const ROW_OUTCOMES = ['new', 'joined', 'duplicate', 'revised', 'left-out', 'refused'] as const

export const leadLineSchema = z.union([
  z
    .object({
      line: z.int().describe('number of the line, from 1'),
      outcome: z.enum(ROW_OUTCOMES).describe('what became of the row'),
      leadId: z.string().optional().describe('the lead that it is of'),
      reason: z.string().optional().describe('why it is of none'),
    })
    .meta({ id: 'LeadLine', description: 'What became of a row' }),
  z
    .object({
      summary: z
        .object({
          rows: z.int().describe('rows that were read'),
          ...Object.fromEntries(ROW_OUTCOMES.map(name => [name, z.int().describe(`rows that were ${name}`)])),
          leftOut: z
            .array(
              z.object({
                reason: z.string().describe('why'),
                rows: z.int().describe('how many'),
                line: z.int().describe('the first of them'),
              }),
            )
            .describe('why rows were left out or refused, the commonest reason first'),
          stop: z
            .object({
              line: z.int().describe('where'),
              code: z.string().describe('why'),
              detail: z.string().describe('why, in words'),
            })
            .nullable()
            .describe('null where the table was read to its end'),
          untold: z.int().optional().describe('lines that were counted but not answered: the client did not read'),
        })
        .describe('the whole table'),
    })
    .meta({ id: 'LeadImportSummary', description: 'The last line of the answer' }),
])
