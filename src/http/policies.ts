import { z } from 'zod'
import { dimensions } from '../../events/words.js'
import { sideBySide } from '../questions/policies.js'
import { hashOf } from '../state/reading.js'
import { alignedWith, basisSchema } from '../wire/schemas.js'
import type { Routes } from './server/context.js'
import {
  answerJson,
  atParam,
  countryPath,
  knowledgeOf,
  knowledgeParams,
  todayOf,
  unknownCountry,
  unknownPolicy,
} from './server/question.js'

const summary = z.object({ id: z.string(), title: z.string(), hash: z.string() })

const { policy: _every, ...otherParams } = knowledgeParams

const verdict = z.object({
  status: z.string(),
  primary: z.string().nullable(),
  contenders: z.array(z.string()),
  alignedWith,
})

const sideBySideSchema = z.object({
  country: z.string(),
  at: z.string(),
  policies: z.array(
    z.object({
      policy: z.string(),
      policyHash: z.string(),
      basis: basisSchema,
      dimensions: z.record(z.enum(dimensions), verdict.loose()).describe('as the state under this policy has them'),
    }),
  ),
})

/** Every number of every model, as documents, and what each makes of a country. */
export const registerPolicies: Routes = (app, context) => {
  const { policies } = context
  app.route({
    method: 'GET',
    url: '/v1/policies',
    config: { access: 'read' },
    schema: {
      summary: 'Policies that answers can be given under; the first answers where none is named',
      tags: ['reference'],
      response: { 200: z.object({ policies: z.array(summary) }) },
    },
    handler: async () => ({
      policies: policies.all.map(policy => ({ id: policy.id, title: policy.title, hash: hashOf(policy) })),
    }),
  })
  app.route({
    method: 'GET',
    url: '/v1/policies/:policy',
    config: { access: 'read' },
    schema: {
      summary: 'One policy, whole',
      tags: ['reference'],
      params: z.object({ policy: z.string() }),
      response: { 200: z.object({ id: z.string(), title: z.string(), hash: z.string() }).loose() },
    },
    handler: async (request, reply) => {
      const policy = policies.all.find(({ id }) => id === request.params.policy)
      if (policy === undefined) throw unknownPolicy(request.params.policy, context)
      return answerJson(request, reply, JSON.stringify({ ...policy, hash: hashOf(policy) }))
    },
  })
  app.route({
    method: 'GET',
    url: '/v1/countries/:country/policies',
    config: { access: 'read' },
    schema: {
      summary: 'What each policy makes of a country on a day, side by side',
      tags: ['countries'],
      params: countryPath,
      querystring: z.strictObject({ at: atParam, ...otherParams }),
      response: { 200: sideBySideSchema },
    },
    handler: async (request, reply) => {
      const { country } = request.params
      const knowledge = await knowledgeOf(request.query, context)
      const at = request.query.at ?? todayOf(context)
      const answer = sideBySide(policies, country, at, knowledge)
      if (answer === null) throw unknownCountry(country)
      return answerJson(request, reply, JSON.stringify(answer))
    },
  })
}
