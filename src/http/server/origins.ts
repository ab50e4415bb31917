import type { FastifyRequest } from 'fastify'
import type { Config } from '../../config.js'
import type { App } from './context.js'

/** Headers of answers that pages of other origins may read besides the few that browsers always show. */
const SHOWN = 'Entente-Stale-Since, ETag, Link, Location, Preference-Applied, Retry-After'
const SENT = 'Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, Prefer'
const PREFLIGHT_SECONDS = 600

/** Let pages of the origins in ENTENTE_ORIGINS read the answers (CORS). Cookies are never sent along: they bring a key. */
export function registerOrigins(app: App, config: Pick<Config, 'origins'>): void {
  if (config.origins.length === 0) return
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('vary', 'Origin')
    if (isWelcome(request, config)) {
      reply.header('access-control-allow-origin', request.headers.origin).header('access-control-expose-headers', SHOWN)
    }
    done()
  })
}

/** What a browser asks before a request that a plain form could not send. */
export function preflightHeaders(
  request: FastifyRequest,
  methods: readonly string[],
  config: Pick<Config, 'origins'>,
): Record<string, string> {
  if (request.headers['access-control-request-method'] === undefined || !isWelcome(request, config)) return {}
  return {
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': SENT,
    'access-control-max-age': String(PREFLIGHT_SECONDS),
  }
}

/** Whether the page that asks is of an origin that the settings name. */
export function isWelcome({ headers }: FastifyRequest, { origins }: Pick<Config, 'origins'>): boolean {
  const { origin } = headers
  return origin !== undefined && (origins.includes(origin) || (origins.includes('*') && origin !== 'null'))
}

/**
 * Whether a browser says that the page that asks was not served here. Another port or a sibling name is foreign too, which
 * browsers call same-site; programs send none of these headers.
 */
export function isForeign({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site']
  if (site === 'cross-site' || site === 'same-site') return true
  const { origin, host } = headers
  return origin !== undefined && origin.replace(/^https?:\/\//, '') !== host
}
