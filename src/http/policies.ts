import { z } from 'zod'
import { problem } from '../errors.js'
import type { Routes } from './server/context.js'
import { answerJson } from './server/question.js'

const summary = z.object({ id: z.string(), title: z.string(), hash: z.string() })

/** Every number of the model, as a document. */
export const registerPolicies: Routes = (app, { answers }) => {
  app.route({
    method: 'GET',
    url: '/v1/policies',
    config: { access: 'read' },
    schema: {
      summary: 'Policies that answers can be given under',
      tags: ['reference'],
      response: { 200: z.object({ policies: z.array(summary) }) },
    },
    handler: async () => {
      const { policy, policyHash } = answers
      return { policies: [{ id: policy.id, title: policy.title, hash: policyHash }] }
    },
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
      const { policy, policyHash } = answers
      if (request.params.policy !== policy.id) {
        throw problem('unknown-policy', { detail: `There is no policy ${request.params.policy}` })
      }
      return answerJson(request, reply, JSON.stringify({ ...policy, hash: policyHash }))
    },
  })
}
