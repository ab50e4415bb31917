import type { FastifyRequest } from 'fastify'
import { isRefusal, type Principal, type Refusal, reaches, type Scope } from '../../access/principal.js'
import { isLoopback } from '../../config.js'
import { type Problem, problem } from '../../errors.js'
import type { App, Context } from './context.js'
import { isForeign, isWelcome } from './origins.js'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may use the route; the application does not start with one that has none. */
    access?: 'public' | Scope
  }
  interface FastifyRequest {
    /** Who asks; null where no key is asked for or given. */
    principal: Principal | null
  }
}

export const SESSION_COOKIE = 'entente_session'

type Guarded = Pick<Context, 'callers' | 'config'>

/**
 * Put one check before everything else of a request (bodies, validation): host name, origin, key, rate, scope.
 * Refuses to start with a route that declares no access.
 */
export function registerAccess(app: App, { callers, config }: Guarded): void {
  const declared: { url: string; config?: { access?: unknown } | undefined }[] = []
  const hosts = new Set(['localhost', ...config.allowedHosts])
  app.addHook('onRoute', route => {
    declared.push(route)
  })
  app.addHook('onReady', async () => {
    const open = declared.filter(route => route.config?.access === undefined)
    if (open.length > 0) throw new Error(`routes without declared access: ${open.map(({ url }) => url).join(', ')}`)
  })
  app.decorateRequest('principal', null)
  if (callers === null) {
    app.addHook('onRequest', (request, _reply, done) => {
      const host = hostName(request.headers.host)
      if (!hosts.has(host) && !isLoopback(host)) return done(problem('host-refused'))
      // Another site could make a browser ask and post here: foreign origins get nothing but the page.
      const guarded = writes(request) || !isPublic(request)
      if (guarded && isForeign(request) && !isWelcome(request, config)) return done(problem('origin-refused'))
      done()
    })
    return
  }
  const overRate = rateOf(app, config.rateLimit)
  app.addHook('onRequest', async request => {
    const found = credentialsOf(request)
    const caller = found.credential === null ? NOBODY : await callers.find(found.credential)
    request.principal = isRefusal(caller) ? null : caller
    const tooMany = await overRate(request)
    if (tooMany) throw tooMany
    const { access } = request.routeOptions.config
    if (request.is404 || access === 'public') return
    if (isRefusal(caller)) throw refusal(caller)
    if (found.from === 'cookie' && writes(request) && (isForeign(request) || request.headers.origin === undefined)) {
      throw problem('origin-refused')
    }
    if (access === undefined || !reaches(caller.scope, access)) {
      throw problem('forbidden', { detail: `This needs a key of scope ${access}; yours has ${caller.scope}` })
    }
  })
}

const NOBODY: Refusal = { refused: 'unknown', detail: 'No key was sent' }

function refusal(caller: Refusal): Problem {
  const { refused, detail } = caller
  if (refused === 'no-scope') return problem('forbidden', { detail })
  if (refused === 'unavailable')
    return problem('signing-keys-unavailable', { detail, headers: { 'retry-after': '30' } })
  // RFC 6750: what is wrong with a credential is named only where one was sent.
  const error = caller === NOBODY ? '' : ', error="invalid_token"'
  return problem('unauthenticated', { detail, headers: { 'www-authenticate': `Bearer realm="entente"${error}` } })
}

/** The key or token of a request: the Authorization header wins over the cookie, and a broken header is never overlooked. */
function credentialsOf(request: FastifyRequest): { credential: string | null; from: 'header' | 'cookie' } {
  const header = request.headers.authorization
  if (header !== undefined) return { credential: /^Bearer ([\w.-]{1,8000})$/i.exec(header)?.[1] ?? '', from: 'header' }
  return { credential: request.cookies[SESSION_COOKIE] ?? null, from: 'cookie' }
}

function rateOf(app: App, max: number): (request: FastifyRequest) => Promise<Problem | null> {
  if (max === 0) return async () => null
  const check = app.createRateLimit({
    max,
    timeWindow: 60_000,
    keyGenerator: request => (request.principal ? `key ${request.principal.id}` : `address ${request.ip}`),
  })
  return async request => {
    const limit = await check(request)
    if (limit.isAllowed || !limit.isExceeded) return null
    return problem('rate-limited', { headers: { 'retry-after': String(Math.max(1, limit.ttlInSeconds)) } })
  }
}

function isPublic(request: FastifyRequest): boolean {
  return request.routeOptions.config.access === 'public'
}

function writes(request: FastifyRequest): boolean {
  return request.method !== 'GET' && request.method !== 'HEAD' && request.method !== 'OPTIONS'
}

function hostName(header: string | undefined): string {
  return (header ?? '')
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase()
}
