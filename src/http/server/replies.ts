import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { Problem, type ProblemCode, problem, toProblem } from '../../errors.js'
import { LeadStoreError } from '../../leads/store.js'
import { StoreError } from '../../store/store.js'
import type { App } from './context.js'

/** Headers of every answer; pages that hold scripts set a policy of their own. */
export const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
}

/** Codes of the framework's own refusals. */
const FRAMEWORK: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed-json',
  FST_ERR_CTP_EMPTY_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed-request',
  FST_ERR_BAD_URL: 'malformed-request',
  FST_ERR_MAX_PARAM_LENGTH: 'uri-too-long',
}

/** Answer every error as application/problem+json; what is not expected is logged whole and answered without a word of it. */
export function registerReplies(app: App): void {
  app.setErrorHandler((error, request, reply) => answer(error, request, reply))
  app.setNotFoundHandler((request, reply) => answer(problem('not-found'), request, reply))
}

export function answer(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = expected(error)
  const refusal = known ?? problem('internal', { cause: error })
  if (!known) request.log.error({ err: error, reqId: request.id }, 'unexpected')
  else if (known.status >= 500) request.log.warn({ reqId: request.id, code: known.code, cause: known.cause }, 'failed')
  reply
    .code(refusal.status)
    .headers(SECURITY_HEADERS)
    .headers(refusal.headers)
    .header('content-type', 'application/problem+json')
  return reply.send(JSON.stringify(toProblem(refusal, request.id)))
}

function expected(error: unknown): Problem | null {
  if (error instanceof Problem) return error
  if (error instanceof StoreError && error.code === 'store-closed') return problem('shutting-down', { cause: error })
  if (error instanceof StoreError && error.code === 'store-unavailable') {
    return problem('store-unavailable', { cause: error })
  }
  if (error instanceof LeadStoreError && error.code !== 'invalid') {
    return problem(error.code === 'full' ? 'store-full' : 'store-unavailable', { cause: error })
  }
  const { code, statusCode } = error as Partial<FastifyError>
  const mapped = code === undefined ? undefined : FRAMEWORK[code]
  if (mapped) return problem(mapped)
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500 ? problem('malformed-request') : null
}
