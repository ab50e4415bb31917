import { z } from 'zod'
import { isoOf } from '../../events/calendar.js'
import { byText } from '../../projections/values/order.js'
import { footprintOf } from '../questions/footprint.js'
import type { FootprintRole } from '../wire/answers.js'
import * as value from '../wire/schemas/values.js'
import type { Routes } from './server/context.js'
import { costOf } from './server/cost.js'
import { holdPartnerPath } from './server/filters.js'
import {
  answerSteps,
  atParam,
  dimensionParam,
  isPast,
  knowledgeOf,
  knowledgeParams,
  rangeParams,
  todayOf,
  under,
} from './server/question.js'

const role = value
  .everyOf<FootprintRole>({ primary: true, contender: true, provider: true, ally: true, disputed: true })
  .describe('what the power is there: comes first, contends, provides, is an ally, is there without consent')
const change = z
  .object({
    country: value.country,
    on: value.day.describe('day of the last change of role in the period'),
    from: role.nullable().describe('role before; null: none'),
    to: role.nullable().describe('role after; null: none'),
    eventIds: value.eventIds,
    forces: z
      .array(
        z.object({
          forceId: z.string().describe('id of the force'),
          on: value.day.nullable().describe('when it came or left; null: not told'),
          eventIds: value.eventIds,
        }),
      )
      .describe('its forces that came or left in the period'),
  })
  .meta({ id: 'RoleChange', description: 'A host in which the role of a power is another one' })

const host = z
  .object({
    country: value.country,
    role,
    score: value.score,
    low: value.score.describe('the score at the low end of what is known: -1 to 1'),
    high: value.score.describe('the score at the high end of what is known: -1 to 1'),
    rank: z.int().describe('place among the partners of the host by score; 1 is the first'),
    since: value.day.nullable().describe('since when it comes first or contends; null for the other roles'),
    forces: z.int().describe('how many forces it has there: 0 or more'),
    strength: z
      .object({
        low: z.number().describe('persons, at least: 0 or more'),
        high: z.number().describe('persons, at most: 0 or more'),
      })
      .nullable()
      .describe('of all its forces, as far as told; null: not told'),
    agreements: z.int().describe('in force, suspended or under notice: 0 or more'),
  })
  .meta({ id: 'FootprintHost', description: 'A host in which a power stands' })

const footprint = z
  .object({
    basis: value.basisSchema,
    partner: value.partner,
    at: value.day.describe('the day that the answer is about'),
    from: value.day.nullable().describe('the day that it is compared with; null where none was asked for'),
    dimension: value.dimension,
    hosts: z.array(host).describe('the highest score first'),
    gained: z.array(change).optional().describe('where it is more than it was; only with from'),
    lost: z.array(change).optional().describe('where it is less than it was; only with from'),
  })
  .meta({ id: 'Footprint', description: 'Where a power stands' })

/** Where a power stands: hosts, roles, and what it gained and lost. */
export const registerPartners: Routes = (app, context) => {
  app.route({
    method: 'GET',
    url: '/v1/partners/:partner/footprint',
    config: { access: 'read', exchange: 'ask' },
    schema: {
      operationId: 'getFootprint',
      summary: 'Every host in which a power stands on a day, and what it gained and lost since another',
      tags: ['partners'],
      params: z.object({ partner: z.string().min(1).max(80).describe('id of a state, organisation or force') }),
      querystring: z.strictObject({
        at: atParam,
        from: rangeParams.from.describe('a day before: gained and lost since then'),
        dimension: dimensionParam,
        ...knowledgeParams,
      }),
      response: { 200: footprint },
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
      function* steps() {
        const { hosts, changes } = yield* footprintOf(answers, histories, { ...question, from }, knowledge)
        const side = (wanted: boolean) =>
          changes!
            .filter(({ gained }) => gained === wanted)
            .map(({ gained: _gained, ...entry }) => entry)
            .sort((a, b) => byText(a.on, b.on) || byText(a.country, b.country))
        return {
          basis: answers.basisOf(knowledge),
          partner,
          at: isoOf(at),
          from: from === undefined ? null : isoOf(from),
          dimension,
          hosts,
          ...(changes === null ? {} : { gained: side(true), lost: side(false) }),
        }
      }
      const passes = from === undefined ? 0 : 2
      const cost = costOf({ histories, days: from === undefined ? 1 : 3, passes, past: isPast(request.query) })
      return answerSteps(request, reply, steps(), cost, context)
    },
  })
}
