import { z } from 'zod'
import { dayOf } from '../../events/calendar.js'
import { problem } from '../errors.js'
import { intervalsSchema, statusesSchema } from '../wire/schemas/lists.js'
import type { Routes } from './server/context.js'
import { costOf } from './server/cost.js'
import { rangeOf } from './server/date-bounds.js'
import {
  answerPieces,
  atParam,
  isPast,
  knowledgeOf,
  knowledgeParams,
  rangeParams,
  todayOf,
  under,
} from './server/question.js'

/** First day that intervals begin with when no `from` is given. */
const EARLIEST_DAY = dayOf('1816-01-01')!

/** Status of every country on a day, and the intervals of it. */
export const registerCountries: Routes = (app, context) => {
  app.route({
    method: 'GET',
    url: '/v1/countries',
    config: { access: 'read', exchange: 'ask' },
    schema: {
      operationId: 'listCountries',
      summary: 'Status of every country on a day; with from and to, the intervals of it',
      tags: ['countries'],
      querystring: z.strictObject({ at: atParam, ...rangeParams, ...knowledgeParams }),
      response: { 200: z.discriminatedUnion('kind', [statusesSchema, intervalsSchema]) },
    },
    handler: async (request, reply) => {
      const { at, from, to } = request.query
      if (at !== undefined && (from !== undefined || to !== undefined)) {
        const message = 'a day (at) or a range of days (from, to), not both'
        throw problem('invalid-query', { detail: message, errors: [{ path: '/at', code: 'not-both', message }] })
      }
      const asked = under(request.query, context)
      const knowledge = await knowledgeOf(request.query, asked)
      const { answers } = asked
      const cost = costOf({ histories: answers.concerned(knowledge.known), past: isPast(request.query) })
      if (from === undefined && to === undefined) {
        const pieces = answers.countries(at ?? todayOf(context), knowledge)
        return answerPieces(request, reply, pieces, cost, context)
      }
      const [first, last] = rangeOf(from ?? EARLIEST_DAY, to ?? todayOf(context))
      return answerPieces(request, reply, answers.intervals(first, last, knowledge), cost, context)
    },
  })
}
