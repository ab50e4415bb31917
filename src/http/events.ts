import { z } from 'zod'
import { definitionOf } from '../../events/catalogue.js'
import { cloudEventTypeOf } from '../../events/cloud-events.js'
import { problem } from '../errors.js'
import { MAX_ARRAY_BYTES } from '../wire/limits.js'
import { outcomeSchema, outcomesSchema } from '../wire/schemas/lists.js'
import { cloudEventSchema } from '../wire/schemas/recorded-event.js'
import { binaryCloudEventOf, inBinaryMode } from './server/binary-cloud-event.js'
import { CLOUD_BATCH_TYPE, CLOUD_EVENT_TYPE, contentTypeOf, JSON_TYPE } from './server/body.js'
import type { Routes } from './server/context.js'
import { component } from './server/openapi.js'
import { answerRecord, recordOptionsOf, recordQuery } from './server/record-request.js'

const answer = z.union([outcomeSchema, outcomesSchema])

const { example } = definitionOf('TrainersDeployed')!
const { type, ...exampleFields } = example
const cloudExample = {
  specversion: '1.0',
  id: '0192c0de-0000-7000-8000-00000000c10d',
  source: '/desk',
  type: cloudEventTypeOf(type),
  subject: exampleFields.country,
  data: exampleFields,
}

/** `POST /v1/events`: one event or an array, in our own form or as CloudEvents. */
export const registerEvents: Routes = (app, context) => {
  app.route({
    method: 'POST',
    url: '/v1/events',
    config: {
      access: 'write',
      cloudEvents: true,
      exchange: 'post',
      body: {
        [JSON_TYPE]: {
          schema: { anyOf: [component('Event'), { type: 'array', minItems: 1, items: component('Event') }] },
          examples: {
            one: { summary: 'one event', value: example },
            several: { summary: 'several at once', value: [example] },
          },
        },
        [CLOUD_EVENT_TYPE]: { schema: cloudEventSchema, examples: { one: { summary: 'one', value: cloudExample } } },
        [CLOUD_BATCH_TYPE]: { schema: z.array(cloudEventSchema).min(1) },
      },
    },
    bodyLimit: MAX_ARRAY_BYTES,
    schema: {
      operationId: 'postEvents',
      summary: 'Record one event or an array',
      description:
        'An array is checked whole before anything is stored. A retry with the same ids or Idempotency-Key stores nothing twice. ' +
        'If-Match with a revision in quotes stores only after that revision; Prefer: handling=strict refuses what would raise an anomaly.',
      tags: ['events'],
      querystring: recordQuery,
      response: { 200: answer, 201: answer },
    },
    handler: async (request, reply) => {
      const indexed = Array.isArray(request.body)
      const binary = binaryCloudEventOf(request)
      const inputs = indexed ? (request.body as unknown[]) : [binary ?? request.body]
      const type = contentTypeOf(request)
      if (type === (indexed ? CLOUD_EVENT_TYPE : CLOUD_BATCH_TYPE)) {
        throw problem('invalid-event', { detail: `${type} holds ${indexed ? 'one event' : 'an array'}` })
      }
      if (inputs.length === 0) throw problem('invalid-event', { detail: 'The array is empty' })
      const options = recordOptionsOf(request, request.query.dryRun, indexed)
      const result = await context.record(inputs, options)
      if (binary !== null && !result.ok) throw inBinaryMode(result.problem)
      return answerRecord(reply, result, options, context)
    },
  })
}
