import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { z } from 'zod'
import { definitions, jsonSchemaOf } from '../../../events/catalogue.js'
import { problems } from '../../errors.js'
import type { App } from './context.js'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Schema of the body, for the documentation only: the strict parsers and the commands check it. */
    body?: z.ZodType | Record<string, unknown>
    /** Content types of the body, where it is not application/json. */
    consumes?: readonly string[]
  }
}

type JsonSchema = Record<string, unknown>

const TITLE = 'Entente'
const DESCRIPTION =
  'An event-sourced record of who is aligned with whom. Events are claims about the world with a source; state is derived from them for any date and any state of knowledge. Every refusal is a problem (RFC 9457) with a stable code; the codes and their cures are at `/problems`.'

/** The OpenAPI 3.1 document from the schemas of the routes, at /openapi.json, and a page to read it at /docs. To be called before any route. */
export async function registerOpenapi(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.1',
      info: {
        title: TITLE,
        description: DESCRIPTION,
        version: '1',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        schemas: componentsOf() as never,
        securitySchemes: {
          key: {
            type: 'http',
            scheme: 'bearer',
            description: 'A key of the keys file; none is asked for on loopback without keys.',
          },
        },
      },
    },
    transform: ({ schema, url, route }) => {
      const { access, body, consumes } = route.config ?? {}
      const { params, querystring, response, hide, ...rest } = (schema ?? {}) as Record<string, unknown>
      const documented: Record<string, unknown> = { ...rest, hide: hide ?? access === undefined }
      if (params) documented.params = toJson(params, 'input')
      if (querystring) documented.querystring = toJson(querystring, 'input')
      if (body) documented.body = toJson(body, 'input')
      if (consumes) documented.consumes = [...consumes]
      if (access !== 'public') documented.security = [{ key: [] }]
      documented.description = `${(rest.description as string) ?? (rest.summary as string) ?? ''} Access: ${access}.`
      documented.response = {
        ...responsesOf(response as Record<string, unknown> | undefined),
        default: PROBLEM_RESPONSE,
      }
      return { schema: documented, url }
    },
  })
  app.route({
    method: 'GET',
    url: '/openapi.json',
    config: { access: 'public' },
    schema: { summary: 'This document', tags: ['reference'], response: { 200: z.record(z.string(), z.unknown()) } },
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

const PROBLEM_RESPONSE = {
  description: 'A problem; `code` says which',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

function responsesOf(response: Record<string, unknown> = {}): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(response).map(([status, schema]) => [
      status,
      { ...toJson(schema, 'output'), description: descriptionOf(schema) },
    ]),
  )
}

function descriptionOf(schema: unknown): string {
  return (schema instanceof z.ZodType ? schema.description : undefined) ?? 'The answer'
}

function toJson(schema: unknown, io: 'input' | 'output'): JsonSchema {
  if (!(schema instanceof z.ZodType)) return schema as JsonSchema
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    unrepresentable: 'any',
  }) as JsonSchema
  return json
}

function componentsOf(): Record<string, JsonSchema> {
  const types = definitions.map(({ type }) => type)
  return {
    ...Object.fromEntries(types.map(type => [type, asComponent(type, jsonSchemaOf(type))])),
    Event: { oneOf: types.map(type => ({ $ref: `#/components/schemas/${type}` })) },
    Problem: {
      type: 'object',
      required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'errors'],
      properties: {
        type: { type: 'string' },
        title: { type: 'string' },
        status: { type: 'integer' },
        detail: { type: 'string' },
        instance: { type: 'string' },
        code: { type: 'string', enum: Object.keys(problems) },
        errors: {
          type: 'array',
          items: {
            type: 'object',
            required: ['path', 'code', 'message'],
            properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
          },
        },
      },
    },
  }
}

/** A schema as a component: what it defines for itself is then found below the component. */
function asComponent(name: string, { $schema: _, ...schema }: JsonSchema): JsonSchema {
  return JSON.parse(
    JSON.stringify(schema).replaceAll('"#/$defs/', `"#/components/schemas/${name}/$defs/`),
  ) as JsonSchema
}

/** Reference to a component, for the documentation of bodies. */
export function component(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` }
}
