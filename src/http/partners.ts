import { z } from 'zod'
import { isoOf } from '../../events/calendar.js'
import { byText } from '../../projections/values/order.js'
import { hostEntryOf, roleChangeOf } from '../questions/footprint.js'
import { basisSchema } from '../wire/schemas.js'
import type { Routes } from './server/context.js'
import { holdPartnerPath } from './server/meant.js'
import {
  answerJson,
  atParam,
  dimensionParam,
  knowledgeOf,
  knowledgeParams,
  rangeParams,
  todayOf,
  under,
} from './server/question.js'

const role = z.enum(['primary', 'contender', 'provider', 'ally', 'disputed'])
const change = z.object({
  country: z.string(),
  on: z.string().describe('day of the last change of role in the period'),
  from: role.nullable(),
  to: role.nullable(),
  eventIds: z.array(z.string()),
  forces: z
    .array(z.object({ forceId: z.string(), on: z.string().nullable(), eventIds: z.array(z.string()) }))
    .describe('its forces that came or left in the period, with the day and the events'),
})

/** Where a power stands: hosts, roles, and what it gained and lost. */
export const registerPartners: Routes = (app, context) => {
  app.route({
    method: 'GET',
    url: '/v1/partners/:partner/footprint',
    config: { access: 'read' },
    schema: {
      summary: 'Every host in which a power stands on a day, and what it gained and lost since another',
      tags: ['partners'],
      params: z.object({ partner: z.string().min(1).max(80).describe('id of a state, organisation or force') }),
      querystring: z.strictObject({
        at: atParam,
        from: rangeParams.from.describe('a day before: gained and lost since then'),
        dimension: dimensionParam,
        ...knowledgeParams,
      }),
      response: {
        200: z.object({
          basis: basisSchema,
          partner: z.string(),
          at: z.string(),
          from: z.string().nullable(),
          dimension: z.string(),
          hosts: z.array(
            z.object({
              country: z.string(),
              role,
              score: z.number(),
              low: z.number(),
              high: z.number(),
              rank: z.int().describe('place among the partners of the host by score; 1 is the first'),
              since: z.string().nullable().describe('since when it comes first or contends'),
              forces: z.int(),
              strength: z.object({ low: z.number(), high: z.number() }).nullable().describe('persons, as far as told'),
              agreements: z.int().describe('in force, suspended or under notice'),
            }),
          ),
          gained: z.array(change).optional(),
          lost: z.array(change).optional(),
        }),
      },
    },
    handler: async (request, reply) => {
      const { dimension, from } = request.query
      const { partner } = request.params
      const asked = under(request.query, context)
      const knowledge = await knowledgeOf(request.query, asked)
      holdPartnerPath(partner, asked)
      const { answers } = asked
      const at = request.query.at ?? todayOf(context)
      const histories = answers.concerned(knowledge.known)
      const question = { partner, dimension, at }
      const hosts = histories.flatMap(history => hostEntryOf(answers, history, question, knowledge) ?? [])
      hosts.sort((a, b) => b.score - a.score || byText(a.country, b.country))
      const changes =
        from === undefined
          ? null
          : histories.flatMap(history => roleChangeOf(answers, history, { ...question, from }, knowledge) ?? [])
      const side = (wanted: boolean) =>
        changes!
          .filter(({ gained }) => gained === wanted)
          .map(({ gained: _gained, ...entry }) => entry)
          .sort((a, b) => byText(a.on, b.on) || byText(a.country, b.country))
      const answer = {
        basis: answers.basisOf(knowledge),
        partner,
        at: isoOf(at),
        from: from === undefined ? null : isoOf(from),
        dimension,
        hosts,
        ...(changes === null ? {} : { gained: side(true), lost: side(false) }),
      }
      return answerJson(request, reply, JSON.stringify(answer))
    },
  })
}
