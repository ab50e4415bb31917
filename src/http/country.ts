import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { EVERYTHING } from '../../projections/values/place.js'
import type { Steps } from '../../projections/values/steps.js'
import { createAnswerCache, type SentAnswer } from '../questions/answer-cache.js'
import { partnerStateSchema } from '../wire/schemas/partner-state.js'
import type { Routes } from './server/context.js'
import { costOf } from './server/cost.js'
import {
  answerJson,
  atParam,
  countryPath,
  historyOf,
  inTurns,
  isPast,
  knowledgeOf,
  knowledgeParams,
  tagOf,
  todayOf,
  under,
} from './server/question.js'
import { createRequestCache } from './server/request-cache.js'

/** Who the partners of a country were on a day. */
export const registerCountry: Routes = (app, context) => {
  const cache = createAnswerCache()
  const requests = createRequestCache()

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
      const answer = requests.find(request.raw.url!)?.()
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
      requests.remember(request.raw.url!, known)
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
