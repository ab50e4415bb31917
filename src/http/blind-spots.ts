import { z } from 'zod'
import { isoOf } from '../../events/calendar.js'
import { blindSpotsOf } from '../questions/blind-spots.js'
import type { BlindSpots } from '../wire/answers.js'
import { basisSchema, country, day, dimension, eventIds, partner } from '../wire/schemas/values.js'
import type { Routes } from './server/context.js'
import { costOf } from './server/cost.js'
import { countryParam } from './server/filters.js'
import { numberParam } from './server/query.js'
import {
  answerSteps,
  atParam,
  historyOf,
  isPast,
  knowledgeOf,
  knowledgeParams,
  todayOf,
  under,
} from './server/question.js'

const rest = z
  .object({
    country,
    partner,
    object: z.string().describe('agreement:, force: or membership: and its id'),
    family: z.string().describe('the families of sources that tell of it, separated by commas'),
    eventIds,
  })
  .meta({ id: 'WeakGround', description: 'Something that stands on few sources' })

const blindSpots = z
  .object({
    basis: basisSchema,
    at: day.describe('the day that the answer is about'),
    days: z.int().describe('longer than so many days without a claim is silence'),
    silent: z
      .array(
        z.object({
          country,
          dimension,
          lastClaim: day.nullable().describe('last day that anything was told of; null: never'),
          days: z.int().nullable().describe('days since then; null: never'),
        }),
      )
      .describe('what nothing has been told of for that long'),
    singleSource: z.array(rest).describe('what one family of sources alone tells'),
    stateMediaOnly: z.array(rest).describe('what states alone tell'),
    uncovered: z
      .array(
        z.object({
          country,
          dimension,
          coveredUntil: day.nullable().describe('last day that was covered before; null: none'),
        }),
      )
      .describe('what is not declared to be covered on the day'),
  })
  .meta({ id: 'BlindSpots', description: 'Where answers rest on little or on nothing' })

/** Where the record is blind: silence, single sources, states as only witnesses, days without coverage. */
export const registerBlindSpots: Routes = (app, context) => {
  app.route({
    method: 'GET',
    url: '/v1/blind-spots',
    config: { access: 'read', exchange: 'ask' },
    schema: {
      operationId: 'listBlindSpots',
      summary: 'Hosts that are silent, what rests on one source family or on states alone, days without coverage',
      tags: ['sources'],
      querystring: z.strictObject({
        at: atParam,
        days: numberParam(1, 36_500).default(180).describe('longer than this without a claim is silence'),
        country: countryParam.optional(),
        ...knowledgeParams,
      }),
      response: { 200: blindSpots },
    },
    handler: async (request, reply) => {
      const { country, days } = request.query
      const asked = under(request.query, context)
      const knowledge = await knowledgeOf(request.query, asked)
      const { answers } = asked
      const at = request.query.at ?? todayOf(context)
      const histories = country === undefined ? answers.concerned(knowledge.known) : [historyOf(country, asked)]
      function* steps() {
        const found: BlindSpots[] = []
        for (const history of histories) found.push(yield* blindSpotsOf(answers, history, { at, days }, knowledge))
        return {
          basis: answers.basisOf(knowledge),
          at: isoOf(at),
          days,
          silent: found.flatMap(({ silent }) => silent),
          singleSource: found.flatMap(({ singleSource }) => singleSource),
          stateMediaOnly: found.flatMap(({ stateMediaOnly }) => stateMediaOnly),
          uncovered: found.flatMap(({ uncovered }) => uncovered),
        }
      }
      const cost = costOf({ histories, passes: 2, past: isPast(request.query) })
      return answerSteps(request, reply, steps(), cost, context)
    },
  })
}
