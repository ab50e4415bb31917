import { z } from 'zod'
import type { Side } from '../questions/side.js'
import { supposedSide } from '../questions/what-if.js'
import { explanationSchema } from '../wire/schemas/lists.js'
import type { Routes } from './server/context.js'
import { costOf } from './server/cost.js'
import { holdPartner, partnerFilter } from './server/filters.js'
import { numberParam, uuidParam } from './server/query.js'
import {
  answerSteps,
  atParam,
  countryPath,
  dimensionParam,
  historyOf,
  isPast,
  knowledgeOf,
  knowledgeParams,
  todayOf,
  under,
} from './server/question.js'

/** Why a score of a country is what it is. */
export const registerExplanation: Routes = (app, context) => {
  app.route({
    method: 'GET',
    url: '/v1/countries/:country/explanation',
    config: { access: 'read', exchange: 'ask' },
    schema: {
      operationId: 'explainScore',
      summary: 'What a score is made of: drivers that sum to it exactly',
      tags: ['countries'],
      params: countryPath,
      querystring: z.strictObject({
        at: atParam,
        partner: partnerFilter,
        dimension: dimensionParam,
        limit: numberParam(0, 1000).default(50).describe('most drivers: 0 to 1000; the others are in rest'),
        exclude: z
          .string()
          .max(37 * 100)
          .transform(text => text.split(','))
          .pipe(z.array(uuidParam))
          .optional()
          .describe('ids of events, separated by commas, that are taken as never recorded'),
        ...knowledgeParams,
      }),
      response: { 200: explanationSchema },
    },
    handler: async (request, reply) => {
      const asked = under(request.query, context)
      const knowledge = await knowledgeOf(request.query, asked)
      const history = historyOf(request.params.country, asked)
      const { partner, dimension, limit } = request.query
      holdPartner(partner, asked)
      const at = request.query.at ?? todayOf(context)
      const question = { at, partner, dimension, limit }
      const real: Side = { answers: asked.answers, history, at, knowledge }
      const { exclude } = request.query
      const standpoint = { reading: asked.answers.reading, now: context.now }
      const side = exclude === undefined ? real : supposedSide(standpoint, real, { withoutEvents: exclude })
      const steps = side.answers.explanationSteps(side.history, question, side.knowledge)
      const cost = costOf({ histories: [history], passes: exclude === undefined ? 1 : 3, past: isPast(request.query) })
      return answerSteps(request, reply, steps, cost, context)
    },
  })
}
