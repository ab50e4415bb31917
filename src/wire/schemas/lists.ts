import { z } from 'zod'
import { recordedEventSchema } from './recorded-event.js'
import * as value from './values.js'

/** Answers that list: countries, events, points of a series. */

const { basisSchema, contenders, country, day, dimension, eventIds, primary, score, status } = value

const verdictOnDay = z
  .object({ status, primary, since: value.since, alignedWith: value.alignedWith })
  .meta({ id: 'VerdictOnDay', description: 'Who comes first on a day, and since when' })
const interval = z
  .object({
    from: day.describe('first day within what was asked'),
    to: day.describe('last day within what was asked'),
    status,
    primary,
    alignedWith: value.alignedWith,
    contenders: z
      .array(z.object({ from: day.describe('since when'), partners: z.array(value.partner).describe('who, by score') }))
      .optional()
      .describe('where several contend: who, the highest score first, and since when'),
  })
  .meta({ id: 'Interval', description: 'Days on which a verdict stands unchanged' })

function ofEachDimension<S extends z.ZodType>(one: S) {
  return { security: one, arms: one, diplomatic: one, economic: one }
}

export const statusesSchema = z
  .object({
    kind: z.literal('statuses').describe('asked for a day'),
    basis: basisSchema,
    at: day.describe('the day that the answer is about'),
    countries: z
      .array(
        z
          .object({ country, ...ofEachDimension(verdictOnDay) })
          .meta({ id: 'CountryStatus', description: 'The verdicts about one country on a day' }),
      )
      .describe('every country on record, by code'),
  })
  .meta({ id: 'Statuses', description: 'Every country on a day' })

export const intervalsSchema = z
  .object({
    kind: z.literal('intervals').describe('asked for days from and to'),
    basis: basisSchema,
    from: day.describe('first day'),
    to: day.describe('last day'),
    countries: z
      .array(
        z
          .object({ country, ...ofEachDimension(z.array(interval).describe('in the order of days, without a gap')) })
          .meta({ id: 'CountryIntervals', description: 'The verdicts about one country over time' }),
      )
      .describe('every country on record, by code'),
  })
  .meta({ id: 'Intervals', description: 'Every country over a period' })

const driver = z
  .object({
    eventIds,
    text: z.string().describe('what it is, in words'),
    part: z.enum(['structural', 'flow']).describe('structural: it holds now; flow: it lately happened and fades'),
    weight: z.number().describe('weight in the policy, before probability and decay: -1 to 1 for most'),
    probability: value.probability,
    decay: z.number().describe('what time has left of it: 0 to 1, 1 for what holds now'),
    contribution: score.describe('what it adds to the score: -1 to 1, in ten-thousandths'),
  })
  .meta({ id: 'Driver', description: 'A part of a score' })

export const explanationSchema = z
  .object({
    country,
    at: day.describe('the day that the answer is about'),
    dimension,
    partner: value.partner,
    basis: basisSchema,
    score,
    drivers: z.array(driver).describe('the largest first'),
    rest: z
      .object({
        events: z.int().describe('events behind it: 0 or more'),
        contribution: score.describe('what it adds to the score: -1 to 1'),
      })
      .describe('drivers past the limit'),
  })
  .meta({ id: 'Explanation', description: 'What a score is made of: contributions and rest sum to it exactly' })

const entry = z
  .object({
    event: recordedEventSchema,
    standing: z
      .enum(['counts', 'retracted', 'corrected', 'merged', 'planned', 'denied'])
      .describe('what became of the claim'),
    by: z.array(value.eventId).describe('ids of the events that changed it'),
    asItStands: z
      .record(z.string(), z.unknown())
      .nullable()
      .describe('the event with its corrections applied; null where nothing changed it'),
  })
  .meta({ id: 'TimelineEntry', description: 'One claim about the country' })

export const timelineSchema = z
  .object({ basis: basisSchema, events: z.array(entry).describe('in the order of when they happened') })
  .meta({ id: 'Timeline', description: 'What was told of a country, and what became of each claim' })

const point = z
  .object({
    at: day,
    status,
    primary,
    contenders,
    scores: z.record(z.string(), score).describe('score by id of the partner; none where it is 0'),
  })
  .meta({ id: 'HistoryPoint', description: 'One country on one day' })

export const historySchema = z
  .object({
    basis: basisSchema,
    country,
    dimension,
    step: z.enum(['day', 'month']).describe('a point a day, or the first of each month'),
    points: z.array(point).describe('in the order of days'),
  })
  .meta({ id: 'History', description: 'Status and scores of a country over time' })

export const logPageSchema = z
  .object({
    events: z.array(recordedEventSchema).describe('in the order of the log'),
    next: value.position.nullable().describe('ask again with after= this; null at the end of the log'),
    head: value.position.nullable().describe('last position of the log; null where it is empty'),
  })
  .meta({ id: 'LogPage', description: 'A page of the log' })

export const outcomeSchema = z
  .object({
    id: value.eventId,
    outcome: z
      .enum(['appended', 'duplicate', 'would-append', 'id-reused', 'unavailable', 'unknown', 'full'])
      .describe('what became of the event'),
    stream: z.string().describe('stream that it belongs to: country-NER'),
    position: value.position.optional().describe('place in the log; of a duplicate, its first'),
    revision: z.int().optional().describe('place in its stream, from 0'),
    recordedAt: value.instant.optional().describe('when it was stored'),
    anomalies: z
      .array(
        z.object({ code: z.string().describe('what does not fit'), detail: z.string().describe('the same in words') }),
      )
      .describe('what is odd about it: it was stored all the same'),
  })
  .meta({ id: 'Outcome', description: 'What became of an event' })

export const outcomesSchema = z
  .object({
    events: z.array(outcomeSchema).describe('one for each event, in their order'),
    position: value.position.nullable().describe('last position; null where nothing is stored'),
  })
  .meta({ id: 'Outcomes', description: 'What became of an array' })
