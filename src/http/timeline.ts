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
import { AS_TABLE, answerTable, tableFormat, wantsTable } from './server/table.js'

/** What was told of a country, and what became of it. */
export const registerTimeline: Routes = (app, context) => {
  app.route({
    method: 'GET',
    url: '/v1/countries/:country/timeline',
    config: { access: 'read', exchange: 'ask', alsoProduces: AS_TABLE },
    schema: {
      operationId: 'getTimeline',
      summary: 'Events of a country with what became of them: counts, retracted, corrected, merged, planned, denied',
      tags: ['countries'],
      params: countryPath,
      querystring: z.strictObject({ ...rangeParams, format: tableFormat, ...knowledgeParams }),
      response: { 200: timelineSchema },
    },
    handler: async (request, reply) => {
      const asked = under(request.query, context)
      const knowledge = await knowledgeOf(request.query, asked)
      const history = historyOf(request.params.country, asked)
      const { from, to } = request.query
      const [first, last] = rangeOf(from ?? Number.NEGATIVE_INFINITY, to ?? Number.POSITIVE_INFINITY)
      const cost = costOf({ histories: [history], passes: 1 })
      const { answers } = asked
      if (wantsTable(request)) {
        return answerTable(request, reply, answers.timelineTable(history, first, last, knowledge), cost, context)
      }
      return answerPieces(request, reply, answers.timeline(history, first, last, knowledge), cost, context)
    },
  })
}
