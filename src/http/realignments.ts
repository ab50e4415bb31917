import { z } from 'zod'
import type { Steps } from '../../projections/values/steps.js'
import { problem } from '../errors.js'
import { byDay, realignmentsOf } from '../questions/realignments.js'
import type { Realignment } from '../wire/answers.js'
import * as value from '../wire/schemas/values.js'
import { atomOf } from './atom.js'
import type { App, Context, Routes } from './server/context.js'
import { costOf } from './server/cost.js'
import { countryParam, holdPartner, partnerFilter } from './server/filters.js'
import { numberParam } from './server/query.js'
import {
  answerSteps,
  dimensionParam,
  historyOf,
  inTurns,
  isPast,
  knowledgeOf,
  knowledgeParams,
  rangeParams,
  tagOf,
  todayOf,
  under,
} from './server/question.js'

const realignment = z
  .object({
    id: z.string().describe('country, dimension and day; never another one for the same change'),
    country: value.country,
    dimension: value.dimension,
    on: value.day.describe('the day on which it changed'),
    before: value.verdict,
    after: value.verdict,
    cause: z
      .object({
        eventIds: value.eventIds,
        clock: z.boolean().describe('nothing happened that day: something ran out or faded'),
      })
      .describe('what brought it about'),
  })
  .meta({ id: 'Realignment', description: 'Another partner came first, or others contend' })

const realignments = z
  .object({
    basis: value.basisSchema,
    realignments: z.array(realignment).describe('by day, then by country'),
    next: z.string().nullable().describe('ask again with after= this; null at the end'),
  })
  .meta({ id: 'Realignments', description: 'Realignments in a period' })

const querystring = z.strictObject({
  ...rangeParams,
  country: countryParam.optional(),
  partner: partnerFilter.optional().describe('changes to or from this power'),
  dimension: dimensionParam,
  after: z
    .string()
    .regex(/^[A-Z]{3}-[a-z]+-\d{4}-\d{2}-\d{2}$/, 'an id that the list gave')
    .optional()
    .describe('id after which the page begins'),
  limit: numberParam(1, 1000).default(100).describe('most realignments: 1 to 1000'),
  ...knowledgeParams,
})

/** Changes of who comes first, in order of days; as a list and as an Atom feed. */
export const registerRealignments: Routes = (app, context) => {
  registerList(app, context)
  registerFeed(app, context)
}

/** A period without a beginning has the last ten years. */
const PERIOD_DAYS = 3653

/** All of a period, as steps, and what they cost. */
async function listed(query: z.infer<typeof querystring>, context: Context) {
  const asked = under(query, context)
  const knowledge = await knowledgeOf(query, asked)
  holdPartner(query.partner, asked)
  const { answers } = asked
  const to = query.to ?? todayOf(context)
  const from = query.from ?? to - PERIOD_DAYS
  if (from > to) {
    const message = 'the first day is after the last'
    throw problem('invalid-query', {
      detail: `from: ${message}`,
      errors: [{ path: '/from', code: 'order', message }],
    })
  }
  const histories = query.country === undefined ? answers.concerned(knowledge.known) : [historyOf(query.country, asked)]
  const question = { from, to, dimension: query.dimension, partner: query.partner }
  function* steps(): Steps<Realignment[]> {
    const all: Realignment[] = []
    for (const history of histories) {
      for (const one of yield* realignmentsOf(answers, history, question, knowledge)) all.push(one)
    }
    return all.sort(byDay)
  }
  return { basis: answers.basisOf(knowledge), steps, cost: costOf({ histories, passes: 2, past: isPast(query) }) }
}

function registerList(app: App, context: Context): void {
  app.route({
    method: 'GET',
    url: '/v1/realignments',
    config: { access: 'read', exchange: 'ask' },
    schema: {
      operationId: 'listRealignments',
      summary: 'Days on which another partner came first or others contend, in a period',
      tags: ['partners'],
      querystring,
      response: { 200: realignments },
    },
    handler: async (request, reply) => {
      const { after, limit } = request.query
      const { basis, steps, cost } = await listed(request.query, context)
      function* page() {
        const all = yield* steps()
        const start = after === undefined ? 0 : all.findIndex(one => placeOf(one) > placeOfId(after))
        const realignments = start < 0 ? [] : all.slice(start, start + limit)
        const next = start >= 0 && start + limit < all.length ? realignments.at(-1)!.id : null
        return { basis, realignments, next }
      }
      return answerSteps(request, reply, page(), cost, context)
    },
  })
}

function placeOf({ id, on }: Pick<Realignment, 'id' | 'on'>): string {
  return `${on} ${id}`
}

function placeOfId(id: string): string {
  return placeOf({ id, on: id.slice(-10) })
}

function registerFeed(app: App, context: Context): void {
  app.route({
    method: 'GET',
    url: '/v1/realignments.atom',
    config: { access: 'read' },
    schema: {
      operationId: 'getRealignmentsFeed',
      summary: 'The latest realignments as an Atom feed; an entry keeps its id',
      tags: ['partners'],
      querystring,
      produces: ['application/atom+xml'],
      response: { 200: z.string() },
    },
    handler: async (request, reply) => {
      const { steps, cost } = await listed(request.query, context)
      const all = await inTurns(request, reply, cost, turn => context.work.run(steps(), turn))
      const latest = all.slice(-request.query.limit).reverse()
      const text = atomOf(latest, `${request.protocol}://${request.host}`)
      reply.header('etag', tagOf(text)).header('cache-control', 'no-cache').type('application/atom+xml; charset=utf-8')
      return reply.send(text)
    },
  })
}
