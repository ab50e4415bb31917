import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { z } from 'zod'
import type { JsonSchema } from '../../../events/json-schema.js'
import { problems } from '../../errors.js'
import { jsonSchemaFor, referTo } from '../../wire/json-schema.js'
import { JSON_TYPE } from './body.js'
import type { App } from './context.js'
import { eventComponents } from './event-components.js'
import { answerHeaders, documented, type Exchange, problemHeaders, requestHeaders } from './exchange.js'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the body may be, by content type, for the documentation only: the strict parsers and the commands check it. */
    body?: Readonly<Record<string, Body>>
    /** Which headers belong to it. */
    exchange?: Exchange
    /** Other content types of the answer than those of `produces`, which have the schema of the response. */
    alsoProduces?: Readonly<Record<string, z.ZodType>>
  }
}

interface Body {
  readonly schema: z.ZodType | JsonSchema
  /** Whole bodies that can be sent as they are. */
  readonly examples?: Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>
}

interface Operation {
  responses?: Record<string, unknown>
  requestBody?: unknown
}

const TITLE = 'Entente'
const DESCRIPTION =
  'An event-sourced record of who is aligned with whom. Events are claims about the world with a source; state is derived from them for any date and any state of knowledge. Every refusal is a problem (RFC 9457) with a stable code; the codes and their cures are at `/problems`.'

/** The OpenAPI 3.1 document from the schemas of the routes, at /openapi.json, and a page to read it at /docs. To be called before any route. */
export async function registerOpenapi(app: App): Promise<void> {
  let made: Readonly<Record<string, JsonSchema>> | null = null
  // Put together when the document is first asked for: every start, and every command, would wait for it.
  const fixed = () => (made ??= { Problem: PROBLEM, ...eventComponents() })
  const added: Record<string, JsonSchema> = {}
  const add = (name: string, schema: JsonSchema) => {
    if (!Object.hasOwn(fixed(), name)) added[name] = schema
  }
  const schemaOf = (schema: z.ZodType | JsonSchema, io: 'input' | 'output') =>
    schema instanceof z.ZodType ? jsonSchemaFor(schema, io, add) : schema
  const operations = new Map<string, Operation>()
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.1',
      info: { title: TITLE, description: DESCRIPTION, version: '1', license: { name: 'MIT', identifier: 'MIT' } },
      components: {
        securitySchemes: {
          key: {
            type: 'http',
            scheme: 'bearer',
            description: 'A key of the keys file or a token (JWT); none is asked for on loopback without keys.',
          },
        },
      },
    },
    transform: ({ schema, url, route }) => {
      const { access, body, exchange, alsoProduces } = route.config ?? {}
      const { params, querystring, response, hide, produces, ...rest } = (schema ?? {}) as Record<string, unknown>
      const shown: Record<string, unknown> = { ...rest, hide: hide ?? access === undefined }
      if (shown.hide === true) return { schema: shown, url }
      if (params) shown.params = schemaOf(params as z.ZodType, 'input')
      if (querystring) shown.querystring = schemaOf(querystring as z.ZodType, 'input')
      if (exchange) shown.headers = { type: 'object', properties: requestHeaders[exchange] }
      if (access !== 'public') shown.security = [{ key: [] }]
      shown.description = `${(rest.description as string) ?? (rest.summary as string) ?? ''} Access: ${access}.`
      const types = (produces as string[] | undefined) ?? [JSON_TYPE]
      const contentOf = (answer: z.ZodType) => ({
        ...Object.fromEntries(types.map(type => [type, { schema: schemaOf(answer, 'output') }])),
        ...Object.fromEntries(
          Object.entries(alsoProduces ?? {}).map(([type, other]) => [type, { schema: schemaOf(other, 'output') }]),
        ),
      })
      const headers = exchange && documented(answerHeaders[exchange])
      const responses: Record<string, unknown> = {}
      for (const [status, answer] of Object.entries((response ?? {}) as Record<string, z.ZodType>)) {
        const content = answer instanceof z.ZodNull ? {} : { content: contentOf(answer) }
        responses[status] = { description: answer.description ?? 'The answer', ...(headers && { headers }), ...content }
      }
      if (exchange === 'ask')
        responses['304'] = { description: 'What If-None-Match names is the answer still', headers }
      responses.default = PROBLEM_RESPONSE
      const requestBody = body && {
        required: true,
        content: Object.fromEntries(
          Object.entries(body).map(([type, { schema, ...shown }]) => [
            type,
            { schema: schemaOf(schema, 'input'), ...shown },
          ]),
        ),
      }
      for (const method of [route.method].flat()) {
        operations.set(`${method.toLowerCase()} ${templateOf(url)}`, { responses, ...(requestBody && { requestBody }) })
      }
      return { schema: shown, url }
    },
    transformObject: given => {
      if (!('openapiObject' in given)) return given.swaggerObject
      const { openapiObject } = given
      for (const [path, methods] of Object.entries(openapiObject.paths ?? {})) {
        for (const [method, operation] of Object.entries(methods as Record<string, Operation>)) {
          Object.assign(operation, operations.get(`${method} ${path}`))
        }
      }
      const inOrder = Object.fromEntries(Object.entries({ ...added, ...fixed() }).sort(([a], [b]) => (a < b ? -1 : 1)))
      return { ...openapiObject, components: { ...openapiObject.components, schemas: inOrder } } as typeof openapiObject
    },
  })
  app.route({
    method: 'GET',
    url: '/openapi.json',
    config: { access: 'public' },
    schema: {
      operationId: 'getOpenApi',
      summary: 'This document',
      tags: ['reference'],
      response: { 200: z.record(z.string(), z.unknown()) },
    },
    handler: async () => app.swagger(),
  })
  await app.register(async scope => {
    scope.addHook('onRoute', route => {
      route.config = { ...route.config, access: 'public' }
      route.schema = { ...route.schema, hide: true }
    })
    await scope.register(swaggerUi, {
      routePrefix: '/docs',
      uiConfig: { validatorUrl: null },
      staticCSP: true,
      // Over plain HTTP from another machine the page would ask for its own scripts by HTTPS, and stay blank.
      // Some of its parts bring their styles inline.
      transformStaticCSP: header =>
        header
          .replace(/\s*upgrade-insecure-requests;?/, '')
          .replace(/style-src [^;]*/, "style-src 'self' 'unsafe-inline'"),
      logLevel: 'warn',
    })
  })
}

/** `/v1/events/:id` as OpenAPI writes it. */
function templateOf(url: string): string {
  return url.replace(/:(\w+)/g, '{$1}')
}

const PROBLEM_RESPONSE = {
  description: 'A problem; `code` says which',
  headers: documented(problemHeaders),
  content: { 'application/problem+json': { schema: referTo('Problem') } },
}

const text = (description: string) => ({ type: 'string', description })

const PROBLEM = {
  type: 'object',
  description: 'Why a request was refused or failed (RFC 9457)',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'errors'],
  properties: {
    type: text('address of the code: /problems/<code>'),
    title: text('what the code means'),
    status: { type: 'integer', description: 'status of the answer: 400 to 599' },
    detail: text('what was wrong this time'),
    instance: text('names the request, as the log does'),
    code: { type: 'string', enum: Object.keys(problems), description: 'the code, which never changes' },
    errors: {
      type: 'array',
      description: 'each fault, where several can be told apart',
      items: {
        type: 'object',
        required: ['path', 'code', 'message'],
        properties: {
          path: text('JSON pointer into the body, or the parameter or header as /name'),
          code: text('what is wrong, as a word'),
          message: text('what is wrong, in words'),
        },
      },
    },
  },
}

/** Reference to a component, for the documentation of bodies. */
export const component = referTo
