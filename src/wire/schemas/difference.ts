import { z } from 'zod'
import * as value from './values.js'

/** What differs between two answers about one country. */

const { eventIds, partner, score, verdict } = value
const notThere = 'null: not there'

const side = z
  .object({ at: value.day, basis: value.basisSchema })
  .meta({ id: 'DifferenceSide', description: 'A day and a state of knowledge' })

const cause = z
  .object({
    eventIds,
    text: z.string().describe('what it is, in words'),
    kind: z
      .enum(['event', 'clock', 'knowledge'])
      .describe(
        'event: something happened or was recorded; clock: time passed; knowledge: corrected, retracted, merged',
      ),
    contribution: score.describe('what it added: -2 to 2, in ten-thousandths'),
  })
  .meta({ id: 'Cause', description: 'Why a score is another one' })

export const scoreChange = z
  .object({
    partner,
    dimension: value.dimension,
    before: score,
    after: score,
    delta: score.describe('after - before: -2 to 2; causes and rest sum to it exactly'),
    causes: z.array(cause).describe('the largest first'),
    rest: z
      .object({
        events: z.int().describe('events behind it: 0 or more'),
        contribution: score.describe('what it added: -2 to 2'),
      })
      .describe('causes past the limit, and what unchanged drivers gained or lost'),
  })
  .meta({ id: 'ScoreChange', description: 'What became of one score' })

const sized = z
  .object({
    strength: value.troops.nullable().describe('how many; null: not told'),
    consent: value.consent.nullable().describe('whether the country wants it there; null: not told'),
  })
  .meta({ id: 'ForceForm', description: 'What of a force is compared' })

const measureForm = z
  .object({
    by: z.array(partner).describe('who took it'),
    since: value.edtf,
    measures: z.array(z.string()).optional().describe('what is forbidden or stopped, of sanctions'),
    eased: z.boolean().optional().describe('some of it was lifted, of sanctions'),
  })
  .meta({ id: 'MeasureForm', description: 'What of a measure is compared' })

const authorityForm = z
  .object({
    rivalOf: z.string().nullable().describe('id of the authority that it contests; null: none'),
    primary: z.object({ security: value.primary }).describe('who comes first with it'),
  })
  .meta({ id: 'AuthorityForm', description: 'What of an authority is compared' })

const statusForm = z.string().nullable()

export const differenceSchema = z
  .object({
    country: value.country,
    from: side,
    to: side,
    dimensions: z
      .array(z.object({ dimension: value.dimension, before: verdict, after: verdict }))
      .describe('dimensions whose status, first or contenders differ'),
    partners: z.array(scoreChange).describe('scores that differ, the largest change first'),
    agreements: z
      .array(
        z.object({
          agreementId: z.string().describe('id of the agreement'),
          partner: partner.nullable().describe('the other party; null where there are several'),
          before: statusForm.describe(`status before; ${notThere}`),
          after: statusForm.describe(`status after; ${notThere}`),
          eventIds,
        }),
      )
      .describe('agreements whose status differs'),
    forces: z
      .array(
        z.object({
          forceId: z.string().describe('id of the force'),
          sponsor: partner,
          before: sized.nullable().describe(notThere),
          after: sized.nullable().describe(notThere),
          eventIds,
        }),
      )
      .describe('forces that came, left or changed'),
    memberships: z
      .array(
        z.object({
          organisation: partner,
          before: statusForm.describe(`status before; ${notThere}`),
          after: statusForm.describe(`status after; ${notThere}`),
          eventIds,
        }),
      )
      .describe('memberships whose status differs'),
    measures: z
      .array(
        z.object({
          type: z.string().describe('what kind of measure'),
          partner,
          before: measureForm.nullable().describe(notThere),
          after: measureForm.nullable().describe(notThere),
          eventIds,
        }),
      )
      .describe('measures that were taken, changed or ended'),
    authorities: z
      .array(
        z.object({
          authority: z.string().describe('id of the authority'),
          before: authorityForm.nullable().describe(notThere),
          after: authorityForm.nullable().describe(notThere),
          eventIds,
        }),
      )
      .describe('authorities that came, went or changed partners'),
    events: eventIds.describe('every event that made a difference, in the order of the log'),
  })
  .meta({
    id: 'Difference',
    description: 'What differs between two days or two states of knowledge; before or after null: not there',
  })
