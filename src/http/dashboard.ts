import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { dayOfInstant } from '../../events/calendar.js'
import { withHead } from './page-head.js'
import { registerPreview } from './preview.js'
import type { Routes } from './server/context.js'
import { statusesAhead } from './statuses-ahead.js'

const PAGE_POLICY =
  "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; img-src 'self' blob:; require-trusted-types-for 'script'"

/** Who may show the page in a frame: nobody, unless the settings name them. */
function framePolicy(ancestors: readonly string[]): string {
  const named = ancestors.map(one => (one === 'self' ? "'self'" : one))
  return `frame-ancestors ${named.length === 0 ? "'none'" : named.join(' ')}`
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
}

interface Served {
  readonly type: string
  readonly etag: string
  readonly plain: Buffer
  readonly br: Buffer
  readonly gzip: Buffer
}

/**
 * The page at `/`, and at `/embed` one figure of it for other pages. The files that the build listed are read once and
 * held; a request is only ever matched against their names, so that no path reaches the disk. Names under /assets/ hold
 * a hash of their content and never change.
 */
export const registerDashboard: Routes = (app, context) => {
  const { state, today, config } = context
  const policy = `${PAGE_POLICY}; ${framePolicy(config.frameAncestors)}`
  const files = readFiles()
  let closing = false
  app.addHook('preClose', done => {
    closing = true
    done()
  })
  app.addHook('onListen', done => {
    void statusesAhead(
      { state, answers: context.answers },
      () => dayOfInstant(today()),
      () => closing,
    )
    done()
  })
  for (const [url, file] of [
    ['/', files.get('index.html')],
    ['/embed', files.get('embed.html')],
  ] as const) {
    app.route({
      method: 'GET',
      url,
      config: { access: 'public' },
      schema: { hide: true },
      handler: async (request, reply) => {
        reply.header('content-security-policy', policy)
        if (config.frameAncestors.length > 0) reply.removeHeader('x-frame-options')
        if (file && url === '/')
          return sendPage(
            request,
            reply,
            withHead(
              file.plain.toString(),
              request.query as object as Record<string, unknown>,
              originOf(request),
              context,
            ),
          )
        if (file) return send(request, reply, file, 'no-cache')
        return reply.code(503).type(TYPES.html!).header('cache-control', 'no-store').send(NOT_BUILT)
      },
    })
  }
  const built = (start: string) => [...files].find(([name]) => name.startsWith(start))?.[1].plain.toString()
  const [world, theme] = [built('world-'), built('theme-')]
  if (world !== undefined && theme !== undefined) registerPreview(app, context, { world, theme })
  for (const [name, file] of files) {
    if (name.endsWith('.html')) continue
    app.route({
      method: 'GET',
      url: `/assets/${name}`,
      config: { access: 'public' },
      schema: { hide: true },
      handler: async (request, reply) => send(request, reply, file, 'public, max-age=31536000, immutable'),
    })
  }
}

const NOT_BUILT = '<!doctype html><title>Entente</title><p>The page is not built yet: run <code>npm run build</code>.'

function readFiles(): ReadonlyMap<string, Served> {
  const directory = directories().find(path => existsSync(join(path, 'files.json')))
  if (directory === undefined) return new Map()
  const read = (name: string) => readFileSync(join(directory, name))
  const list = JSON.parse(read('files.json').toString()) as readonly { readonly name: string }[]
  return new Map(
    list.map(({ name }) => {
      const plain = read(name)
      const etag = `"${createHash('sha1').update(plain).digest('base64url')}"`
      const type = TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
      return [name, { type, etag, plain, br: read(`${name}.br`), gzip: read(`${name}.gz`) }]
    }),
  )
}

/** Where the page is built to, seen from the source and from build/. */
function directories(): string[] {
  const here = dirname(fileURLToPath(import.meta.url))
  return [join(here, '..', '..', 'dashboard'), join(here, '..', '..', 'build', 'dashboard')]
}

/** Where the page is reached from outside, as far as proxies that are believed tell. */
function originOf({ protocol, host }: FastifyRequest): string {
  return `${protocol}://${host}`
}

/** The page as it is made for one address. */
function sendPage(request: FastifyRequest, reply: FastifyReply, html: string): FastifyReply {
  const etag = `"${createHash('sha1').update(html).digest('base64url')}"`
  reply.header('etag', etag).header('cache-control', 'no-cache')
  if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send()
  return reply.type(TYPES.html!).send(html)
}

function send(request: FastifyRequest, reply: FastifyReply, file: Served, cacheControl: string): FastifyReply {
  reply.header('etag', file.etag).header('cache-control', cacheControl).header('vary', 'accept-encoding')
  if (request.headers['if-none-match']?.includes(file.etag)) return reply.code(304).send()
  reply.type(file.type)
  const accepted = request.headers['accept-encoding'] ?? ''
  if (/\bbr\b/.test(accepted)) return reply.header('content-encoding', 'br').send(file.br)
  if (/\bgzip\b/.test(accepted)) return reply.header('content-encoding', 'gzip').send(file.gzip)
  return reply.send(file.plain)
}
