import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { dayOf, isoOf } from '../../events/calendar.js'
import { EVERYTHING } from '../../projections/values/place.js'
import type { Steps } from '../../projections/values/steps.js'
import { problem } from '../errors.js'
import { createAnswerCache, type SentAnswer } from '../questions/answer-cache.js'
import type { Side } from '../questions/side.js'
import { supposedSide } from '../questions/what-if.js'
import {
  explanationSchema,
  historySchema,
  intervalsSchema,
  statusesSchema,
  timelineSchema,
} from '../wire/schemas/lists.js'
import { partnerStateSchema } from '../wire/schemas/partner-state.js'
import { createAskedBefore } from './server/asked-before.js'
import type { App, Context, Routes } from './server/context.js'
import { costOf } from './server/cost.js'
import { MOST_POINTS } from './server/limits.js'
import { holdPartner, partnerFilter } from './server/meant.js'
import { numberParam, uuidParam } from './server/query.js'
import {
  answerJson,
  answerPieces,
  answerSteps,
  atParam,
  countryPath,
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

/** Who a country's partners were, why, and how that went over time. */
export const registerCountries: Routes = (app, context) => {
  registerList(app, context)
  registerState(app, context)
  registerExplanation(app, context)
  registerTimeline(app, context)
  registerHistory(app, context)
}

/** First day that intervals begin with when no `from` is given. */
const EARLIEST_DAY = dayOf('1816-01-01')!

function registerList(app: App, context: Context): void {
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

function registerState(app: App, context: Context): void {
  const cache = createAnswerCache()
  const askedBefore = createAskedBefore()

  function send(request: FastifyRequest, reply: FastifyReply, { text, tag }: SentAnswer) {
    return answerJson(request, reply, text, tag)
  }

  app.route({
    method: 'GET',
    url: '/v1/countries/:country',
    config: { access: 'read', exchange: 'ask' },
    schema: {
      operationId: 'getPartnerState',
      summary: 'Partner state of a country on a day, as known at an instant or position',
      tags: ['countries'],
      params: countryPath,
      querystring: z.strictObject({ at: atParam, ...knowledgeParams }),
      response: { 200: partnerStateSchema },
    },
    onRequest: (request, reply, done) => {
      const answer = askedBefore.find(request.raw.url!)?.()
      if (answer === undefined) return done()
      send(request, reply, answer)
    },
    handler: async (request, reply) => {
      const { country } = request.params
      const { at, asKnownAt, policy } = request.query
      await knowledgeOf(request.query, under(request.query, context))
      const asked = () => {
        const { answers, ...others } = under({ policy }, context)
        const history = historyOf(country, { answers, ...others })
        const knowledge = asKnownAt === undefined ? answers.present() : answers.asKnownAt(asKnownAt)!
        const day = at ?? todayOf(context)
        return { answers, history, knowledge, day, key: answers.keyOf(history, day, knowledge) }
      }
      const known = () => cache.find(asked().key)
      askedBefore.remember(request.raw.url!, known)
      const before = known()
      if (before !== undefined) return send(request, reply, before)
      const { answers, history, knowledge, day } = asked()
      const cost = costOf({ histories: [history], past: isPast(request.query) })
      // Without a state of knowledge it is the latest once all is there, however much comes in between.
      const upTo = asKnownAt === undefined ? EVERYTHING : knowledge.known
      function* steps(): Steps<SentAnswer> {
        yield* answers.readyState(history, day, upTo)
        const now = asked()
        const text = now.answers.stateText(now.history, now.day, now.knowledge)
        return cache.add(now.key, { text, tag: tagOf(text) })
      }
      return send(request, reply, await inTurns(request, reply, cost, turn => context.work.run(steps(), turn)))
    },
  })
}

function registerExplanation(app: App, context: Context): void {
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

function registerTimeline(app: App, context: Context): void {
  app.route({
    method: 'GET',
    url: '/v1/countries/:country/timeline',
    config: { access: 'read', exchange: 'ask' },
    schema: {
      operationId: 'getTimeline',
      summary: 'Events of a country with what became of them: counts, retracted, corrected, merged, planned, denied',
      tags: ['countries'],
      params: countryPath,
      querystring: z.strictObject({ ...rangeParams, ...knowledgeParams }),
      response: { 200: timelineSchema },
    },
    handler: async (request, reply) => {
      const asked = under(request.query, context)
      const knowledge = await knowledgeOf(request.query, asked)
      const history = historyOf(request.params.country, asked)
      const { from, to } = request.query
      const [first, last] = rangeOf(from ?? Number.NEGATIVE_INFINITY, to ?? Number.POSITIVE_INFINITY)
      const cost = costOf({ histories: [history], passes: 1 })
      return answerPieces(request, reply, asked.answers.timeline(history, first, last, knowledge), cost, context)
    },
  })
}

/** Days between two points, the fewest. */
const STEP_DAYS = { day: 1, month: 28 } as const

function registerHistory(app: App, context: Context): void {
  app.route({
    method: 'GET',
    url: '/v1/countries/:country/history',
    config: { access: 'read', exchange: 'ask' },
    schema: {
      operationId: 'getHistory',
      summary: 'Status and scores over time, a point a day or a month',
      tags: ['countries'],
      params: countryPath,
      querystring: z.strictObject({
        dimension: dimensionParam,
        step: z.enum(['day', 'month']).default('month').describe('a point a day, or the first of each month'),
        ...rangeParams,
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
      return answerPieces(request, reply, asked.answers.series(history, question, knowledge), cost, context)
    },
  })
}

function rangeOf(from: number, to: number): [from: number, to: number] {
  if (from <= to) return [from, to]
  const message = `from (${isoOf(from)}) comes after to (${isoOf(to)})`
  throw problem('invalid-query', { detail: message, errors: [{ path: '/from', code: 'from-after-to', message }] })
}
