import { problem } from '../../errors.js'
import { JSON_TYPE } from './body.js'
import type { App } from './context.js'

interface Range {
  readonly type: string
  readonly quality: number
}

/**
 * The type of those that are offered that an Accept header likes best, the first offered among equals; null where it
 * takes none of them. A range says more the closer it names a type: `text/csv;q=0` leaves out what `text/*` takes.
 */
export function bestOf(header: string | undefined, offered: readonly string[]): string | null {
  if (header === undefined || header.trim() === '') return offered[0] ?? null
  const ranges = header.split(',').flatMap(rangeOf)
  let best: { readonly type: string; readonly quality: number } | null = null
  for (const type of offered) {
    const quality = qualityOf(type, ranges)
    if (quality > (best?.quality ?? 0)) best = { type, quality }
  }
  return best?.type ?? null
}

/** Refuse to read what cannot be answered in a type that the Accept header takes; `format=` says it otherwise. */
export function registerAccept(app: App): void {
  // Before a route can answer from its cache.
  app.addHook('onRequest', (request, reply, done) => {
    if (request.is404) return done()
    const { schema, config } = request.routeOptions
    const reads = request.method === 'GET' || request.method === 'HEAD'
    if (!reads || config.access === 'public' || (request.query as { format?: unknown }).format !== undefined)
      return done()
    const produces = (schema as { produces?: readonly string[] } | undefined)?.produces ?? [JSON_TYPE]
    const offered = [...produces, ...Object.keys(config.alsoProduces ?? {})]
    if (offered.length > 1) reply.header('vary', [reply.getHeader('vary'), 'Accept'].filter(Boolean).join(', '))
    if (bestOf(request.headers.accept, offered) !== null) return done()
    done(problem('not-acceptable', { detail: `There is ${offered.join(' or ')} here` }))
  })
}

function rangeOf(text: string): Range[] {
  const [type = '', ...parameters] = text.split(';').map(part => part.trim().toLowerCase())
  if (!/^[\w!#$&^.+*-]+\/[\w!#$&^.+*-]+$/.test(type)) return []
  const named = parameters.find(parameter => parameter.startsWith('q='))
  const quality = named === undefined ? 1 : Number(named.slice(2))
  return [{ type, quality: quality >= 0 && quality <= 1 ? quality : 0 }]
}

function qualityOf(type: string, ranges: readonly Range[]): number {
  const family = `${type.split('/')[0]}/*`
  for (const wanted of [type, family, '*/*']) {
    const found = ranges.filter(range => range.type === wanted)
    if (found.length > 0) return Math.max(...found.map(({ quality }) => quality))
  }
  return 0
}
