import { z } from 'zod'
import { definitionOf, definitions } from '../../events/catalogue.js'
import { jsonSchemaOf } from '../../events/json-schema.js'
import { problem } from '../errors.js'
import type { Routes } from './server/context.js'
import { didYouMean, typesMeant } from './server/filters.js'
import { typeParam } from './server/query.js'

const fields = {
  type: z.string().describe('name of the type'),
  family: z.string().describe('what it is about: regime, agreements, presence and so on'),
  meaning: z.string().describe('one sentence: what it says'),
  version: z.int().describe('current version, from 1'),
  annotations: z.record(z.string(), z.unknown()).describe('its codes in CAMEO and PLOVER'),
}
const summary = z.object(fields).meta({ id: 'EventTypeSummary', description: 'A type of event' })
const whole = z
  .object({
    ...fields,
    schema: z.record(z.string(), z.unknown()).describe('JSON Schema (draft 2020-12) of the event as posted'),
    example: z.record(z.string(), z.unknown()).describe('a whole event of the type'),
  })
  .meta({ id: 'EventTypeDocument', description: 'A type of event with its schema and an example' })

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
      operationId: 'listEventTypes',
      summary: 'Every type of event by family',
      tags: ['reference'],
      response: { 200: z.object({ eventTypes: z.array(summary).describe('by family') }) },
    },
    handler: async () => ({ eventTypes: types }),
  })
  app.route({
    method: 'GET',
    url: '/v1/event-types/:type',
    config: { access: 'read' },
    schema: {
      operationId: 'getEventType',
      summary: 'One type with its JSON Schema and an example',
      tags: ['reference'],
      params: z.object({ type: typeParam }),
      response: { 200: whole },
    },
    handler: async request => {
      const found = types.find(({ type }) => type === request.params.type)
      if (!found)
        throw problem('event-type-not-found', {
          detail: `There is no type ${request.params.type}${didYouMean(typesMeant(request.params.type))}`,
        })
      return { ...found, schema: jsonSchemaOf(found.type), example: definitionOf(found.type)!.example }
    },
  })
}
