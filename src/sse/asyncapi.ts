import type { JsonSchema } from '../../events/json-schema.js'
import { jsonSchemaFor } from '../wire/json-schema.js'
import { messageSchemas } from './schemas.js'

/** The AsyncAPI 3 document of the stream; `query` is the JSON Schema of the parameters of its route. */
export function asyncApi(query: Record<string, unknown>): Record<string, unknown> {
  const names = Object.keys(messageSchemas) as (keyof typeof messageSchemas)[]
  const components: Record<string, JsonSchema> = {}
  const payloads = Object.fromEntries(
    names.map(name => [
      name,
      jsonSchemaFor(messageSchemas[name], 'output', (part, schema) => (components[part] = schema)),
    ]),
  )
  const references = (where: string) => Object.fromEntries(names.map(name => [name, { $ref: `#/${where}/${name}` }]))
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Entente: the live stream',
      version: '1',
      description: 'Server-Sent Events over GET. `id` resumes; every `data` carries the id before it as `previous`.',
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/json',
    channels: {
      stream: {
        address: '/v1/stream',
        title: 'What happens',
        messages: references('components/messages'),
      },
    },
    operations: {
      tell: {
        action: 'send',
        title: 'Tell a subscriber',
        channel: { $ref: '#/channels/stream' },
        messages: names.map(name => ({ $ref: `#/channels/stream/messages/${name}` })),
        bindings: { http: { method: 'GET', query: bare(query), bindingVersion: '0.3.0' } },
      },
    },
    components: {
      messages: Object.fromEntries(
        names.map(name => [
          name,
          {
            name,
            title: messageSchemas[name].description,
            contentType: 'application/json',
            headers: {
              type: 'object',
              required: ['id', 'event'],
              properties: { id: { type: 'string' }, event: { const: name } },
            },
            payload: payloads[name],
          },
        ]),
      ),
      schemas: components,
    },
  }
}

function bare({ $schema: _, ...schema }: Record<string, unknown>): Record<string, unknown> {
  return schema
}
