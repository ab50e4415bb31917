import { z } from 'zod'
import { timelineSchema } from '../wire/schemas/lists.js'
import type { Routes } from './server/context.js'
import { costOf } from './server/cost.js'
import { rangeOf } from './server/date-bounds.js'
import {
  answerPieces,
  countryPath,
  historyOf,
  knowledgeOf,
  knowledgeParams,
  rangeParams,
  under,
} from './server/question.js'

/** What was told of a country, and what became of it. */
export const registerTimeline: Routes = (app, context) => {
  app.route({
    method: 'GET',
    url: '/v1/countries/:country/timeline',
    config: { access: 'read', exchange: 'ask' },
    schema: {
      operationId: 'getTimeline',
      summary: 'Events of a country with what became of them: counts, retracted, corrected, merged, planned, denied',
      tags: ['countries'],
      params: countryPath,
      querystring: z.strictObject({ ...rangeParams, ...knowledgeParams }),
      response: { 200: timelineSchema },
    },
    handler: async (request, reply) => {
      const asked = under(request.query, context)
      const knowledge = await knowledgeOf(request.query, asked)
      const history = historyOf(request.params.country, asked)
      const { from, to } = request.query
      const [first, last] = rangeOf(from ?? Number.NEGATIVE_INFINITY, to ?? Number.POSITIVE_INFINITY)
      const cost = costOf({ histories: [history], passes: 1 })
      return answerPieces(request, reply, asked.answers.timeline(history, first, last, knowledge), cost, context)
    },
  })
}
