import { z } from 'zod'
import { isoOf } from '../../events/calendar.js'
import { blindSpotsOf } from '../questions/blind-spots.js'
import { basisSchema } from '../wire/schemas.js'
import type { Routes } from './server/context.js'
import { countryParam } from './server/meant.js'
import { numberParam } from './server/query.js'
import { answerJson, atParam, historyOf, knowledgeOf, knowledgeParams, todayOf, under } from './server/question.js'

const rest = z.object({
  country: z.string(),
  partner: z.string(),
  object: z.string().describe('agreement:, force: or membership: and its id'),
  family: z.string(),
  eventIds: z.array(z.string()),
})

/** Where the record is blind: silence, single sources, states as only witnesses, days without coverage. */
export const registerBlindSpots: Routes = (app, context) => {
  app.route({
    method: 'GET',
    url: '/v1/blind-spots',
    config: { access: 'read' },
    schema: {
      summary: 'Hosts that are silent, what rests on one source family or on states alone, days without coverage',
      tags: ['sources'],
      querystring: z.strictObject({
        at: atParam,
        days: numberParam(1, 36_500).default(180).describe('longer than this without a claim is silence'),
        country: countryParam.optional(),
        ...knowledgeParams,
      }),
      response: {
        200: z.object({
          basis: basisSchema,
          at: z.string(),
          days: z.int(),
          silent: z.array(
            z.object({
              country: z.string(),
              dimension: z.string(),
              lastClaim: z.string().nullable(),
              days: z.int().nullable(),
            }),
          ),
          singleSource: z.array(rest),
          stateMediaOnly: z.array(rest),
          uncovered: z.array(
            z.object({ country: z.string(), dimension: z.string(), coveredUntil: z.string().nullable() }),
          ),
        }),
      },
    },
    handler: async (request, reply) => {
      const { country, days } = request.query
      const asked = under(request.query, context)
      const knowledge = await knowledgeOf(request.query, asked)
      const { answers } = asked
      const at = request.query.at ?? todayOf(context)
      const histories = country === undefined ? answers.concerned(knowledge.known) : [historyOf(country, asked)]
      const found = histories.map(history => blindSpotsOf(answers, history, { at, days }, knowledge))
      const answer = {
        basis: answers.basisOf(knowledge),
        at: isoOf(at),
        days,
        silent: found.flatMap(({ silent }) => silent),
        singleSource: found.flatMap(({ singleSource }) => singleSource),
        stateMediaOnly: found.flatMap(({ stateMediaOnly }) => stateMediaOnly),
        uncovered: found.flatMap(({ uncovered }) => uncovered),
      }
      return answerJson(request, reply, JSON.stringify(answer))
    },
  })
}
