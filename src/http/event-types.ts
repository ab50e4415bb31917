import { z } from 'zod'
import { definitionOf, definitions, jsonSchemaOf } from '../../events/catalogue.js'
import { problem } from '../errors.js'
import type { Routes } from './server/context.js'
import { asked, typesMeant } from './server/meant.js'
import { typeParam } from './server/query.js'

const summary = z.object({
  type: z.string(),
  family: z.string(),
  meaning: z.string(),
  version: z.int(),
  annotations: z.record(z.string(), z.unknown()),
})
const whole = summary.extend({ schema: z.record(z.string(), z.unknown()), example: z.record(z.string(), z.unknown()) })

export const registerEventTypes: Routes = app => {
  const types = definitions.map(({ type, family, meaning, version, annotations }) => ({
    type,
    family,
    meaning,
    version,
    annotations,
  }))
  app.route({
    method: 'GET',
    url: '/v1/event-types',
    config: { access: 'read' },
    schema: {
      summary: 'Every type of event by family',
      tags: ['reference'],
      response: { 200: z.object({ eventTypes: z.array(summary) }) },
    },
    handler: async () => ({ eventTypes: types }),
  })
  app.route({
    method: 'GET',
    url: '/v1/event-types/:type',
    config: { access: 'read' },
    schema: {
      summary: 'One type with its JSON Schema and an example',
      tags: ['reference'],
      params: z.object({ type: typeParam }),
      response: { 200: whole },
    },
    handler: async request => {
      const found = types.find(({ type }) => type === request.params.type)
      if (!found)
        throw problem('event-type-not-found', {
          detail: `There is no type ${request.params.type}${asked(typesMeant(request.params.type))}`,
        })
      return { ...found, schema: jsonSchemaOf(found.type), example: definitionOf(found.type)!.example }
    },
  })
}
