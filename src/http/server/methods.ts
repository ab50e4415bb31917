import type { Config } from '../../config.js'
import { problem } from '../../errors.js'
import type { App } from './context.js'
import { preflightHeaders } from './origins.js'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE'] as const
type Method = (typeof METHODS)[number]

/**
 * Note every route from now on; the function that is given back adds to each path the methods that it does not take.
 */
export function watchMethods(app: App, config: Pick<Config, 'origins'>): () => void {
  const taken = new Map<string, Set<string>>()
  let open = true
  app.addHook('onRoute', ({ url, method }) => {
    // The framework reports the root of a prefix with and without its slash; the two are one path.
    if (!open || (url !== '/' && url.endsWith('/'))) return
    const methods = taken.get(url) ?? new Set()
    for (const one of [method].flat()) methods.add(one)
    taken.set(url, methods)
  })
  return () => {
    open = false
    for (const [url, methods] of taken) {
      if (methods.has('GET')) methods.add('HEAD')
      answerOptions(
        app,
        url,
        METHODS.filter(method => methods.has(method)),
        config,
      )
      refuseOthers(
        app,
        url,
        METHODS.filter(method => methods.has(method)),
      )
    }
  }
}

/** What a path takes is no secret: it is in the OpenAPI document. */
const shown = { config: { access: 'public' as const }, schema: { hide: true }, exposeHeadRoute: false }

function answerOptions(app: App, url: string, methods: readonly Method[], config: Pick<Config, 'origins'>): void {
  app.route({
    ...shown,
    method: 'OPTIONS',
    url,
    handler: async (request, reply) =>
      reply
        .code(204)
        .header('allow', allowOf(methods))
        .headers(preflightHeaders(request, methods, config))
        .send(),
  })
}

function refuseOthers(app: App, url: string, methods: readonly Method[]): void {
  app.route({
    ...shown,
    method: METHODS.filter(method => !methods.includes(method)),
    url,
    // Before any body is looked at.
    onRequest: (request, _reply, done) => {
      const allow = allowOf(methods)
      done(
        problem('method-not-allowed', {
          detail: `${request.method} is not taken here, but ${allow}`,
          headers: { allow },
        }),
      )
    },
    handler: async () => {},
  })
}

function allowOf(methods: readonly Method[]): string {
  return [...methods, 'OPTIONS'].join(', ')
}
