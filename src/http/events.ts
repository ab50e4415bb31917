import type { z } from 'zod'
import { problem } from '../errors.js'
import { MAX_ARRAY_BYTES } from './body.js'
import type { Routes } from './context.js'
import { answerRecord, recordOptionsOf, recordQuery } from './record-request.js'

/** `POST /v1/events`: one event or an array. */
export const registerEvents: Routes = (app, context) => {
  app.route({
    method: 'POST',
    url: '/v1/events',
    config: { access: 'write', cloudEvents: true },
    bodyLimit: MAX_ARRAY_BYTES,
    schema: { summary: 'Record one event or an array', tags: ['events'], querystring: recordQuery },
    handler: async (request, reply) => {
      const indexed = Array.isArray(request.body)
      const inputs = indexed ? (request.body as unknown[]) : [request.body]
      if (inputs.length === 0) throw problem('invalid-event', { detail: 'The array is empty' })
      const options = recordOptionsOf(request, request.query.dryRun, indexed)
      return answerRecord(reply, await context.record(inputs, options), indexed, context)
    },
  })
}

export type { z }
