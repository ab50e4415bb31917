import { z } from 'zod'
import { problem } from '../errors.js'
import { historySchema } from '../wire/schemas/lists.js'
import type { Routes } from './server/context.js'
import { costOf } from './server/cost.js'
import { rangeOf } from './server/date-bounds.js'
import { MOST_POINTS } from './server/limits.js'
import {
  answerPieces,
  countryPath,
  dimensionParam,
  historyOf,
  isPast,
  knowledgeOf,
  knowledgeParams,
  rangeParams,
  todayOf,
  under,
} from './server/question.js'
import { AS_TABLE, answerTable, tableFormat, wantsTable } from './server/table.js'

/** Days between two points, the fewest. */
const STEP_DAYS = { day: 1, month: 28 } as const

/** Status and scores of a country over time. */
export const registerHistory: Routes = (app, context) => {
  app.route({
    method: 'GET',
    url: '/v1/countries/:country/history',
    config: { access: 'read', exchange: 'ask', alsoProduces: AS_TABLE },
    schema: {
      operationId: 'getHistory',
      summary: 'Status and scores over time, a point a day or a month',
      tags: ['countries'],
      params: countryPath,
      querystring: z.strictObject({
        dimension: dimensionParam,
        step: z.enum(['day', 'month']).default('month').describe('a point a day, or the first of each month'),
        ...rangeParams,
        format: tableFormat,
        ...knowledgeParams,
      }),
      response: { 200: historySchema },
    },
    handler: async (request, reply) => {
      const asked = under(request.query, context)
      const knowledge = await knowledgeOf(request.query, asked)
      const history = historyOf(request.params.country, asked)
      const { dimension, step } = request.query
      const to = request.query.to ?? todayOf(context)
      const [first, last] = rangeOf(request.query.from ?? to - 365, to)
      if ((last - first) / STEP_DAYS[step] > MOST_POINTS) {
        throw problem('invalid-query', {
          detail: `from, to: at most ${MOST_POINTS} points; ask for fewer years or by month`,
          errors: [{ path: '/from', code: 'too-long', message: `at most ${MOST_POINTS} points` }],
        })
      }
      const question = { dimension, step, from: first, to: last }
      const cost = costOf({ histories: [history], days: (last - first) / STEP_DAYS[step], past: isPast(request.query) })
      const { answers } = asked
      if (wantsTable(request)) {
        return answerTable(request, reply, answers.seriesTable(history, question, knowledge), cost, context)
      }
      return answerPieces(request, reply, answers.series(history, question, knowledge), cost, context)
    },
  })
}
