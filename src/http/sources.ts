import { z } from 'zod'
import { sourceSeeds } from '../../events/sources.js'
import { reliabilities } from '../../events/words.js'
import { problem } from '../errors.js'
import { sourceOf } from '../questions/sources.js'
import { differenceSchema, scoreChange } from '../wire/schemas/difference.js'
import { basisSchema, country, day, eventId, eventIds, partner } from '../wire/schemas/values.js'
import type { Routes } from './server/context.js'
import { costOf } from './server/cost.js'
import { answerSteps, atParam, isPast, knowledgeOf, knowledgeParams, todayOf, under } from './server/question.js'

const letter = z.enum(reliabilities)

const supported = z
  .object({
    country,
    partner,
    object: z.string().describe('agreement:, force: or membership: and its id'),
    eventIds: eventIds.describe('claims of this source'),
    alone: z.boolean().describe('no other source tells of it'),
  })
  .meta({ id: 'SupportedObject', description: 'Something that stands and that a source tells of' })

const fall = differenceSchema
  .pick({ country: true, dimensions: true, agreements: true, forces: true, memberships: true })
  .extend({
    scores: z
      .array(scoreChange.pick({ partner: true, dimension: true, before: true, after: true, delta: true }))
      .describe('scores that would be others'),
  })
  .meta({ id: 'Fall', description: 'What would be another answer about a country if the source were graded otherwise' })

const sourceSchema = z
  .object({
    basis: basisSchema,
    at: day.describe('the day that the answer is about'),
    sourceId: z.string().describe('slug of the source'),
    family: z.string().nullable().describe('family that the program proposes; null where it proposes none'),
    reliability: letter.nullable().describe('letter that the program proposes; null where it proposes none'),
    why: z.string().nullable().describe('why; null where it proposes none'),
    grades: z
      .array(
        z.object({
          eventId: eventId.describe('id of the event that says so'),
          reliability: letter.describe('the letter from then on'),
          validFrom: z.string().nullable().describe('since when it holds (EDTF); null: always'),
          recordedAt: z.string().describe('when it was recorded'),
        }),
      )
      .describe('regradings that stand, in log order'),
    claims: z.int().describe('claims of it that were not retracted, once for each country that they are about'),
    supports: z.array(supported).describe('what stands on the day and it tells of, by country'),
    regradedTo: letter.describe('the letter that is supposed'),
    falls: z.array(fall).describe('countries of which something would be another answer'),
  })
  .meta({ id: 'SourceWeight', description: 'What rests on one source' })

/** What each source supports, and what would fall with it. */
export const registerSources: Routes = (app, context) => {
  app.route({
    method: 'GET',
    url: '/v1/sources/:source',
    config: { access: 'read', exchange: 'ask' },
    schema: {
      operationId: 'getSource',
      summary: 'What rests on one source: its grades over time, what it supports, what would fall if it were regraded',
      tags: ['sources'],
      params: z.object({ source: z.string().min(1).max(200).describe('slug of the source') }),
      querystring: z.strictObject({
        at: atParam,
        letter: letter.default('D').describe('the letter that all its claims would be read with'),
        ...knowledgeParams,
      }),
      response: { 200: sourceSchema },
    },
    handler: async (request, reply) => {
      const { at, letter: supposed } = request.query
      const { source: sourceId } = request.params
      const asked = under(request.query, context)
      const knowledge = await knowledgeOf(request.query, asked)
      const { reading } = asked.answers
      const hosts = reading.log.hostsOfSource(sourceId)
      if (hosts.length === 0 && !sourceSeeds.some(seed => seed.sourceId === sourceId)) {
        throw problem('source-not-found', { detail: `Nothing on record is told by ${sourceId}` })
      }
      const question = { sourceId, at: at ?? todayOf(context), letter: supposed }
      const steps = sourceOf({ reading, now: context.now }, question, knowledge)
      const histories = hosts.map(host => reading.host(host))
      const cost = costOf({ histories, days: 4, passes: 8, past: isPast(request.query) })
      return answerSteps(request, reply, steps, cost, context)
    },
  })
}
