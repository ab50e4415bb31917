import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Problem, problem } from '../../errors.js'
import { MAX_EVENT_BYTES } from '../../wire/limits.js'
import { parseStrict } from '../../wire/strict-json.js'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Content types that the route takes besides application/json. */
    cloudEvents?: boolean
  }
}

export const JSON_TYPE = 'application/json'
export const CLOUD_EVENT_TYPE = 'application/cloudevents+json'
export const CLOUD_BATCH_TYPE = 'application/cloudevents-batch+json'

const OPEN_BRACKET = 0x5b

/** Take JSON bodies only, strictly; every other content type is 415. */
export function registerBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    [JSON_TYPE, CLOUD_EVENT_TYPE, CLOUD_BATCH_TYPE],
    { parseAs: 'buffer' },
    (request, body, done) => {
      const refusal = refusalOf(request, body as Buffer)
      if (refusal) return done(refusal)
      const parsed = parseStrict(body as Buffer)
      if (parsed.ok) done(null, parsed.value)
      else done(parsed.problem)
    },
  )
}

/** The essence of the content type, lower-case, without parameters. */
export function contentTypeOf(request: FastifyRequest): string {
  return (request.headers['content-type'] ?? '').split(';', 1)[0]!.trim().toLowerCase()
}

/** Refuse a compressed body: its size is not known before it is unpacked. */
export function encodingRefusal(request: FastifyRequest): Problem | null {
  const encoding = request.headers['content-encoding']
  if (encoding === undefined || encoding === 'identity') return null
  return problem('unsupported-media-type', { detail: 'Send the body without Content-Encoding' })
}

function refusalOf(request: FastifyRequest, body: Buffer): Problem | null {
  const refusal = encodingRefusal(request)
  if (refusal) return refusal
  const type = contentTypeOf(request)
  if (type !== JSON_TYPE && request.routeOptions.config.cloudEvents !== true) {
    return problem('unsupported-media-type', { detail: `${type} is not taken here` })
  }
  if (body.length <= MAX_EVENT_BYTES) return null
  let first = 0
  while (body[first] === 0x20 || body[first] === 0x0a || body[first] === 0x0d || body[first] === 0x09) first++
  return body[first] === OPEN_BRACKET
    ? null
    : problem('body-too-large', { detail: `More than ${MAX_EVENT_BYTES} bytes in one event` })
}
