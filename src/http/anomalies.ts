import { z } from 'zod'
import { basisSchema, country, eventIds } from '../wire/schemas/values.js'
import type { Routes } from './server/context.js'
import { costOf } from './server/cost.js'
import { countryParam } from './server/filters.js'
import { answerPieces, historyOf, isPast, knowledgeOf, knowledgeParams, under } from './server/question.js'

/** Claims that were recorded although they do not fit: sources are incomplete, and a rule may be wrong. */
export const registerAnomalies: Routes = (app, context) => {
  app.route({
    method: 'GET',
    url: '/v1/anomalies',
    config: { access: 'read', exchange: 'ask' },
    schema: {
      operationId: 'listAnomalies',
      summary: 'What does not fit in the record, of one country or of all',
      tags: ['reference'],
      querystring: z.strictObject({ country: countryParam.optional(), ...knowledgeParams }),
      response: {
        200: z
          .object({
            basis: basisSchema,
            anomalies: z
              .array(
                z
                  .object({
                    country,
                    code: z.string().describe('what does not fit'),
                    detail: z.string().describe('the same in words'),
                    eventIds,
                  })
                  .meta({ id: 'Anomaly', description: 'Something that does not fit and was stored all the same' }),
              )
              .describe('by country'),
          })
          .meta({ id: 'Anomalies', description: 'What does not fit in the record' }),
      },
    },
    handler: async (request, reply) => {
      const asked = under(request.query, context)
      const knowledge = await knowledgeOf(request.query, asked)
      const { answers } = asked
      const { country } = request.query
      const histories = country === undefined ? answers.concerned(knowledge.known) : [historyOf(country, asked)]
      const cost = costOf({ histories, passes: 2, past: isPast(request.query) })
      return answerPieces(request, reply, answers.anomalies(histories, knowledge), cost, context)
    },
  })
}
