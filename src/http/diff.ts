import { z } from 'zod'
import { problem } from '../errors.js'
import { differenceSteps } from '../questions/diff.js'
import type { Side } from '../questions/side.js'
import { differenceSchema } from '../wire/schemas/difference.js'
import type { Routes } from './server/context.js'
import { costOf } from './server/cost.js'
import { numberParam } from './server/query.js'
import {
  answerSteps,
  atParam,
  countryPath,
  historyOf,
  knowledgeOf,
  knowledgeParams,
  rangeParams,
  todayOf,
  under,
} from './server/question.js'

const { asKnownAt, ...otherKnowledge } = knowledgeParams

/** What changed between two days, between two states of knowledge, or both. */
export const registerDiff: Routes = (app, context) => {
  app.route({
    method: 'GET',
    url: '/v1/countries/:country/diff',
    config: { access: 'read', exchange: 'ask' },
    schema: {
      operationId: 'getDifference',
      summary: 'What differs between two days or two states of knowledge, and which events made it',
      description:
        'Two days (from, to) as known at one moment (asKnownAt), one day (at) as known at two (fromKnownAt, toKnownAt), or all four.',
      tags: ['countries'],
      params: countryPath,
      querystring: z.strictObject({
        ...rangeParams,
        at: atParam,
        asKnownAt,
        fromKnownAt: asKnownAt.describe('the earlier state of knowledge: an instant, a date or a position'),
        toKnownAt: asKnownAt.describe('the later state of knowledge; default: everything read'),
        ...otherKnowledge,
        limit: numberParam(0, 1000)
          .default(50)
          .describe('most causes of one change: 0 to 1000; the others are in rest'),
      }),
      response: { 200: differenceSchema },
    },
    handler: async (request, reply) => {
      const { query } = request
      checkSides(query)
      const asked = under(query, context)
      const history = historyOf(request.params.country, asked)
      const knownAt = (name: 'fromKnownAt' | 'toKnownAt') =>
        knowledgeOf({ ...query, asKnownAt: query[name] ?? query.asKnownAt }, asked, query[name] ? name : 'asKnownAt')
      const day = query.at ?? todayOf(context)
      const { answers } = asked
      const from: Side = { answers, history, at: query.from ?? day, knowledge: await knownAt('fromKnownAt') }
      const to: Side = { answers, history, at: query.to ?? day, knowledge: await knownAt('toKnownAt') }
      const past = [query.asKnownAt, query.fromKnownAt, query.toKnownAt].some(one => one !== undefined)
      const cost = costOf({ histories: [history], days: 2, passes: 4, past })
      return answerSteps(request, reply, differenceSteps(from, to, query.limit), cost, context)
    },
  })
}

interface SidesQuery {
  readonly from?: number | undefined
  readonly to?: number | undefined
  readonly at?: number | undefined
  readonly asKnownAt?: string | undefined
  readonly fromKnownAt?: string | undefined
  readonly toKnownAt?: string | undefined
}

/** Two sides have to be named, and each thing once. */
function checkSides({ from, to, at, asKnownAt, fromKnownAt, toKnownAt }: SidesQuery): void {
  const refuse = (path: string, message: string): never => {
    throw problem('invalid-query', {
      detail: `${path.slice(1)}: ${message}`,
      errors: [{ path, code: 'sides', message }],
    })
  }
  if (at !== undefined && (from !== undefined || to !== undefined)) refuse('/at', 'one day (at) or two (from, to)')
  if (asKnownAt !== undefined && (fromKnownAt ?? toKnownAt) !== undefined)
    refuse('/asKnownAt', 'one state of knowledge (asKnownAt) or two (fromKnownAt, toKnownAt)')
  if (from === undefined && fromKnownAt === undefined)
    refuse('/from', 'what is compared with what: from and to, or fromKnownAt and toKnownAt')
}
