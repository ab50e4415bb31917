import { z } from 'zod'
import { sideBySide } from '../questions/policies.js'
import { hashOf } from '../state/reading.js'
import { dimensionVerdicts } from '../wire/schemas/partner-state.js'
import * as value from '../wire/schemas/values.js'
import type { Routes } from './server/context.js'
import { costOf } from './server/cost.js'
import {
  answerJson,
  answerSteps,
  atParam,
  countryPath,
  isPast,
  knowledgeOf,
  knowledgeParams,
  todayOf,
  unknownCountry,
  unknownPolicy,
} from './server/question.js'

const summary = z
  .object({
    id: z.string().describe('what policy= takes'),
    title: z.string().describe('what it weighs, in words'),
    hash: z.string().describe('SHA-256 of the document, hexadecimal'),
  })
  .meta({ id: 'PolicySummary', description: 'A policy that answers can be given under' })

const { policy: _every, ...otherParams } = knowledgeParams

const sideBySideSchema = z
  .object({
    country: value.country,
    at: value.day.describe('the day that the answer is about'),
    policies: z
      .array(
        z.object({
          policy: z.string().describe('id of the policy'),
          policyHash: z.string().describe('SHA-256 of the policy, hexadecimal'),
          basis: value.basisSchema,
          dimensions: dimensionVerdicts.describe('as the state under this policy has them'),
        }),
      )
      .describe('the one that answers where none is named first'),
  })
  .meta({ id: 'PoliciesSideBySide', description: 'What each policy makes of a country' })

/** Every number of every model, as documents, and what each makes of a country. */
export const registerPolicies: Routes = (app, context) => {
  const { policies } = context
  app.route({
    method: 'GET',
    url: '/v1/policies',
    config: { access: 'read' },
    schema: {
      operationId: 'listPolicies',
      summary: 'Policies that answers can be given under; the first answers where none is named',
      tags: ['reference'],
      response: {
        200: z.object({ policies: z.array(summary).describe('the one that answers where none is named first') }),
      },
    },
    handler: async () => ({
      policies: policies.all.map(policy => ({ id: policy.id, title: policy.title, hash: hashOf(policy) })),
    }),
  })
  app.route({
    method: 'GET',
    url: '/v1/policies/:policy',
    config: { access: 'read', exchange: 'ask' },
    schema: {
      operationId: 'getPolicy',
      summary: 'One policy, whole',
      tags: ['reference'],
      params: z.object({ policy: z.string().describe('id of the policy, one of /v1/policies') }),
      response: {
        200: z
          .object(summary.shape)
          .loose()
          .meta({ id: 'Policy', description: 'A policy whole: every weight under its name, see docs/desk.md' }),
      },
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
    config: { access: 'read', exchange: 'ask' },
    schema: {
      operationId: 'comparePolicies',
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
      const history = context.answers.history(country)
      if (history === null) throw unknownCountry(country)
      const cost = costOf({ histories: policies.all.map(() => history), past: isPast(request.query) })
      return answerSteps(request, reply, sideBySide(policies, country, at, knowledge), cost, context)
    },
  })
}
