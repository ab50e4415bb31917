import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { request as rawRequest } from 'node:http'
import { join } from 'node:path'
import type { RouteOptions } from 'fastify'
import t, { type Test } from 'tap'
import { followKeys } from '../../src/access/key-file.js'
import { createKey, createKeyRing, readKeys } from '../../src/access/keys.js'
import { reaches, type Scope, scopes } from '../../src/access/principal.js'
import { createTokens } from '../../src/access/tokens.js'
import { ConfigError, readConfig } from '../../src/config.js'
import type { App } from '../../src/http/server/context.js'
import { subscribe } from '../sse/subscriber.js'
import { build, trainers } from '../support/build.js'
import { AUDIENCE, byHand, claimsAt, ISSUER, keysOf, signed, signingKey } from '../support/issuer.js'
import { ringOfAll } from '../support/keys.js'

const { ring, keys } = ringOfAll()
const bearer = (key: string) => ({ authorization: `Bearer ${key}` })

/** An issuer, and what its tokens open here. */
const issuing = await signingKey('first')
const tokens = createTokens({
  keys: keysOf([issuing]),
  rules: {
    issuer: ISSUER,
    audience: [AUDIENCE],
    scopeClaim: 'scope',
    scopeWords: { read: 'entente:read', write: 'entente:write', admin: 'entente:admin' },
    toleranceSeconds: 0,
  },
  now: Date.now,
})
const token = (scope: string, claims: Record<string, unknown> = {}, key = issuing) =>
  signed({ ...claimsAt(Date.now(), scope), ...claims }, key)

interface DeclaredRoute {
  readonly method: string
  readonly url: string
  readonly access: 'public' | Scope | undefined
}

/** Every route of an application as its own onRoute hook saw it, automatic HEAD routes included. */
async function routesOf(t: Test): Promise<{ app: App; routes: DeclaredRoute[] }> {
  const seen: RouteOptions[] = []
  const { app } = await build(t, {
    keys: ring,
    tokens,
    environment: { ENTENTE_RATE_LIMIT: '0' },
    onRoute: route => {
      seen.push(route)
    },
  })
  const routes = seen.flatMap(({ method, url, config }) =>
    [method].flat().map(one => ({ method: one, url, access: config?.access })),
  )
  return { app, routes }
}

const pathOf = (url: string) =>
  url
    .replace(':id', '0192f5d4-7b1e-7c3a-9a55-3f0c8e6d2b41')
    .replace(':type', 'CoupOccurred')
    .replace(/:\w+/g, 'x')
    .replace('*', 'x')

t.test('every route answers each kind of caller as its declaration says, whatever the spelling', async t => {
  const { app, routes } = await routesOf(t)
  t.ok(routes.length >= 25, `${routes.length} routes`)
  t.ok(
    routes.some(({ method }) => method === 'HEAD'),
    'automatic HEAD routes are among them',
  )
  const callers: [string, Record<string, string>, Scope | null][] = [
    ['no key', {}, null],
    ['an empty header', { authorization: '' }, null],
    ['an unknown key', bearer(`entente_${'A'.repeat(43)}`), null],
    ['another scheme', { authorization: `Basic ${keys.admin}` }, null],
    ['a key in the query', {}, null],
    ['two keys', { authorization: `Bearer ${keys.read}, Bearer ${keys.admin}` }, null],
    ['8 KB', bearer('A'.repeat(8192)), null],
    [
      'a broken header beside a good cookie',
      { authorization: 'Bearer', cookie: `entente_session=${keys.admin}` },
      null,
    ],
    ['an expired token', bearer(await token('entente:admin', { exp: 1 })), null],
    ['a token for another service', bearer(await token('entente:admin', { aud: 'other' })), null],
    ['a token of a stranger', bearer(await token('entente:admin', {}, await signingKey('first'))), null],
    ['a token that nobody signed', bearer(byHand({ alg: 'none' }, claimsAt(Date.now(), 'entente:admin'))), null],
    ['an expired token in the cookie', { cookie: `entente_session=${await token('entente:admin', { exp: 1 })}` }, null],
    ...scopes.map(scope => [`a ${scope} key`, bearer(keys[scope]), scope] as [string, Record<string, string>, Scope]),
    ...(await Promise.all(
      scopes.map(
        async scope =>
          [`a ${scope} token`, bearer(await token(`entente:${scope}`)), scope] as [
            string,
            Record<string, string>,
            Scope,
          ],
      ),
    )),
  ]
  let cells = 0
  for (const { method, url, access } of routes) {
    for (const [name, headers, scope] of callers) {
      const query = name === 'a key in the query' ? `?token=${keys.admin}&access_token=${keys.admin}` : ''
      // A stream never ends: what counts is how its answer begins.
      const { statusCode } = await app.inject({
        method: method as 'GET',
        url: pathOf(url) + query,
        headers,
        payloadAsStream: true,
      })
      const expected =
        access === 'public' || (scope !== null && access !== undefined && reaches(scope, access))
          ? 'let in'
          : scope === null
            ? 401
            : 403
      const got = statusCode === 401 || statusCode === 403 ? statusCode : 'let in'
      cells++
      if (got !== expected) t.fail(`${method} ${url} for ${name}: ${statusCode}, expected ${expected}`)
    }
  }
  t.equal(cells, routes.length * callers.length, `${cells} cells`)
  for (const { method, url, access } of routes) {
    if (access === 'public') continue
    const path = pathOf(url)
    const spellings = [
      `/${path}`,
      path.replace(/\/([^/]*)$/, '%2f$1'),
      path.replace('v1', 'v%31'),
      path.replace('m', '%6d'),
      `${path}/`,
      path.toUpperCase(),
      `${path};x=1`,
      path.replace('/v1/', '/v1/../v1/'),
      `/docs/..${path}`,
    ]
    for (const spelling of spellings) {
      const { statusCode, body } = await app.inject({ method: method as 'GET', url: spelling })
      if (statusCode < 400) t.fail(`${method} ${spelling} answered ${statusCode}: ${body.slice(0, 80)}`)
    }
  }
  for (const method of ['OPTIONS', 'TRACE', 'PUT', 'PATCH'] as const) {
    const { statusCode } = await app.inject({ method: method as 'GET', url: '/v1/events' })
    t.equal(statusCode, method === 'OPTIONS' ? 204 : 405, method)
  }
})

t.test('a caller without key learns nothing of validation, and stores nothing', async t => {
  const { app, store } = await build(t, { keys: ring })
  for (const payload of ['{"a":', JSON.stringify(trainers({ partner: 'NER' })), JSON.stringify(trainers())]) {
    const answer = await app.inject({
      method: 'POST',
      url: '/v1/events?nonsense=1',
      headers: { 'content-type': 'application/json' },
      payload,
    })
    t.match(answer.json(), { status: 401, code: 'unauthenticated', errors: [] })
    t.match(answer.headers['www-authenticate'], /^Bearer/)
  }
  t.equal(await store.head(), null)
  const written = await app.inject({
    method: 'POST',
    url: '/v1/events',
    headers: bearer(keys.write),
    payload: trainers(),
  })
  t.equal(written.statusCode, 201, 'control: with the key it is stored')
  t.match(
    (await app.inject({ url: `/v1/events/${written.json().id}`, headers: bearer(keys.read) })).json().recordedBy,
    /^key-/,
  )
})

t.test('a route that declares no access stops the application', async t => {
  const routes = [(app: App) => void app.get('/forgotten', async () => 'x')]
  await t.rejects(build(t, { routes: routes as never }), /without declared access: \/forgotten/)
})

t.test('without keys only loopback is listened on, and only its names are answered', async t => {
  t.throws(
    () => readConfig({ host: '0.0.0.0' }, {}),
    new ConfigError('ENTENTE_HOST: 0.0.0.0 can be reached from elsewhere; set ENTENTE_KEYS to a file of keys first'),
  )
  t.throws(() => readConfig({}, { ENTENTE_HOST: 'example.org' }), ConfigError)
  t.doesNotThrow(() => readConfig({ host: '0.0.0.0', keys: 'keys.jsonl' }, {}), 'control: with keys it may')
  for (const host of ['127.0.0.1', '127.8.0.1', 'localhost', '::1']) t.equal(readConfig({ host }, {}).host, host)
  const { app } = await build(t, { environment: { ENTENTE_ALLOWED_HOSTS: 'entente.test' } })
  const ask = async (host: string) => (await app.inject({ url: '/v1/events', headers: { host } })).statusCode
  for (const host of ['localhost', 'localhost:8080', '127.0.0.1:9', '[::1]:80', 'LOCALHOST', 'entente.test'])
    t.equal(await ask(host), 200, host)
  for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io', '192.168.0.1', '10.0.0.1:8080']) {
    t.equal(await ask(host), 403, `${host} is refused`)
  }
})

t.test('a page of another origin cannot write', async t => {
  const { app } = await build(t)
  const write = async (headers: Record<string, string>) =>
    (
      await app.inject({
        method: 'POST',
        url: '/v1/events',
        headers: { host: 'localhost:8080', ...headers },
        payload: trainers(),
      })
    ).statusCode
  t.equal(await write({}), 201)
  t.equal(await write({ origin: 'http://localhost:8080' }), 201)
  t.equal(await write({ origin: 'http://evil.example' }), 403)
  t.equal(await write({ origin: 'http://localhost:3000' }), 403)
  t.equal(await write({ origin: 'null' }), 403)
  t.equal(await write({ 'sec-fetch-site': 'cross-site' }), 403)
})

t.test('without keys a page of another origin cannot read either, and programs and the page itself can', async t => {
  const { app } = await build(t, { environment: { ENTENTE_ORIGINS: 'https://news.example' } })
  const ask = async (url: string, headers: Record<string, string>) =>
    (await app.inject({ url, headers: { host: 'localhost:8080', ...headers }, payloadAsStream: true })).statusCode
  const asked = ['/v1/countries/NER', '/v1/countries?at=2024-04-12', '/v1/stream', '/v1/nothing', '/metrics']
  for (const url of asked) {
    for (const site of ['cross-site', 'same-site']) {
      t.equal(await ask(url, { 'sec-fetch-site': site }), 403, `${url} for ${site}`)
    }
    t.equal(await ask(url, { origin: 'http://evil.example' }), 403, `${url} for another origin`)
    const expected = url === '/v1/nothing' ? 404 : 200
    for (const site of ['same-origin', 'none']) t.equal(await ask(url, { 'sec-fetch-site': site }), expected, site)
    t.equal(await ask(url, {}), expected, 'a program')
    const welcome = { 'sec-fetch-site': 'cross-site', origin: 'https://news.example' }
    t.equal(await ask(url, welcome), expected, 'an origin of ENTENTE_ORIGINS')
  }
  const refused = await app.inject({
    url: '/v1/events',
    headers: { host: 'localhost', 'sec-fetch-site': 'cross-site' },
  })
  t.equal(refused.json().code, 'origin-refused')
  for (const url of ['/', '/health/ready', '/openapi.json', '/problems']) {
    const expected = url === '/' ? /^(200|503)$/ : /^200$/
    t.match(String(await ask(url, { 'sec-fetch-site': 'cross-site' })), expected, `${url} can be linked to`)
  }
  const keyed = await build(t, { keys: ring })
  const headers = { ...bearer(keys.read), 'sec-fetch-site': 'cross-site' }
  t.equal((await keyed.app.inject({ url: '/v1/events', headers })).statusCode, 200, 'a key is asked for instead')
})

t.test('pages of named origins read by CORS, others and everybody else as before', async t => {
  const { app } = await build(t, { keys: ring, environment: { ENTENTE_ORIGINS: 'https://news.example' } })
  const headers = { ...bearer(keys.read), origin: 'https://news.example' }
  const read = await app.inject({ url: '/v1/events', headers })
  t.equal(read.headers['access-control-allow-origin'], 'https://news.example')
  t.equal(read.headers['access-control-allow-credentials'], undefined, 'no cookie is sent along')
  t.match(read.headers['access-control-expose-headers'], /ETag/)
  t.match(read.headers.vary, /Origin/)
  const refused = await app.inject({ url: '/v1/events', headers: { origin: 'https://news.example' } })
  t.match(refused, { statusCode: 401, headers: { 'access-control-allow-origin': 'https://news.example' } })
  const preflight = await app.inject({
    method: 'OPTIONS',
    url: '/v1/events',
    headers: { origin: 'https://news.example', 'access-control-request-method': 'POST' },
  })
  t.match(preflight, { statusCode: 204, headers: { 'access-control-allow-methods': 'GET, HEAD, POST' } })
  t.match(preflight.headers['access-control-allow-headers'], /Authorization.*Idempotency-Key/)
  const foreign = await app.inject({ url: '/v1/events', headers: { ...headers, origin: 'https://evil.example' } })
  t.equal(foreign.headers['access-control-allow-origin'], undefined)
  const closed = await build(t, { keys: ring })
  t.equal((await closed.app.inject({ url: '/v1/events', headers })).headers['access-control-allow-origin'], undefined)
  t.throws(() => readConfig({}, { ENTENTE_ORIGINS: '*' }), /set ENTENTE_KEYS/)
  t.doesNotThrow(() => readConfig({}, { ENTENTE_ORIGINS: '*', ENTENTE_KEYS: 'keys' }))
  for (const wrong of ['news.example', 'https://news.example/', 'https://news.example/a', 'ftp://x'])
    t.throws(() => readConfig({}, { ENTENTE_ORIGINS: wrong }), ConfigError, wrong)
})

t.test('the page is shown in frames of named origins alone', async t => {
  const framing = async (environment: Record<string, string>) => {
    const { headers } = await (await build(t, { environment })).app.inject('/')
    return [/frame-ancestors [^;]*/.exec(String(headers['content-security-policy']))?.[0], headers['x-frame-options']]
  }
  t.strictSame(await framing({}), ["frame-ancestors 'none'", 'DENY'])
  t.strictSame(await framing({ ENTENTE_FRAME_ANCESTORS: 'self, https://news.example' }), [
    "frame-ancestors 'self' https://news.example",
    undefined,
  ])
})

t.test('proxies are named by address or network, and by nothing else', async t => {
  for (const good of ['', '10.0.0.1', '10.0.0.0/8, ::1', 'loopback', 'fd00::/8'])
    t.doesNotThrow(() => readConfig({}, { ENTENTE_TRUST_PROXY: good }), good)
  for (const bad of ['evil', '10.0.0.0/33', '10.0.0.0/0', '10.0.0.0/8/8', '1.2.3', 'true', '::1/129'])
    t.throws(() => readConfig({}, { ENTENTE_TRUST_PROXY: bad }), /ENTENTE_TRUST_PROXY: addresses or networks/, bad)
})

t.test('a browser trades its key for a cookie that reads, and writes only from here', async t => {
  const { app } = await build(t, { keys: ring })
  const session = await app.inject({ method: 'POST', url: '/v1/session', headers: bearer(keys.write) })
  t.equal(session.statusCode, 200)
  const set = String(session.headers['set-cookie'])
  t.match(set, /; HttpOnly; SameSite=Strict/)
  const cookie = set.split(';')[0]!
  t.equal((await app.inject({ url: '/v1/events', headers: { cookie } })).statusCode, 200)
  t.equal((await app.inject({ url: '/v1/events', headers: { cookie: `a=b; ${cookie}; c=d` } })).statusCode, 200)
  t.equal((await app.inject({ url: '/v1/events', headers: { cookie: `x${cookie}` } })).statusCode, 401)
  const write = async (headers: Record<string, string>) =>
    (
      await app.inject({
        method: 'POST',
        url: '/v1/events',
        headers: { host: 'entente.test', cookie, ...headers },
        payload: trainers(),
      })
    ).statusCode
  t.equal(await write({ origin: 'https://entente.test' }), 201)
  t.equal(await write({ origin: 'https://evil.example' }), 403)
  t.equal(await write({}), 403, 'a cookie alone does not write')
  t.equal((await app.inject({ method: 'POST', url: '/v1/session', headers: { cookie } })).statusCode, 403)
  t.match((await app.inject({ method: 'DELETE', url: '/v1/session' })).headers['set-cookie'], /Max-Age=0/)
  t.equal((await app.inject({ method: 'POST', url: '/v1/session' })).statusCode, 401)
})

t.test('too many requests of one key or address are answered 429, others are served', async t => {
  const { app } = await build(t, { keys: ring, environment: { ENTENTE_RATE_LIMIT: '5' } })
  const ask = (key: string | null, address: string, url = '/v1/events') =>
    app.inject({ url, remoteAddress: address, headers: key === null ? {} : bearer(key) })
  for (let i = 0; i < 5; i++) t.equal((await ask(keys.read, '10.0.0.1')).statusCode, 200)
  const over = await ask(keys.read, '10.0.0.2')
  t.match(over.json(), { status: 429, code: 'rate-limited' })
  t.ok(Number(over.headers['retry-after']) >= 1)
  t.equal((await ask(keys.write, '10.0.0.1')).statusCode, 200, 'another key is served')
  for (let i = 0; i < 5; i++) t.equal((await ask(null, '10.0.0.9', `/guess-${i}`)).statusCode, 404)
  t.equal((await ask(null, '10.0.0.9', '/guess')).statusCode, 429, 'a scan of paths is limited too')
  const keyless = await build(t, { environment: { ENTENTE_RATE_LIMIT: '5' } })
  for (let i = 0; i < 20; i++) t.equal((await keyless.app.inject('/v1/events')).statusCode, 200)
})

t.test('a key that was removed or has expired opens nothing, at once', async t => {
  let time = Date.parse('2026-01-01T00:00:00Z')
  const directory = t.testdir()
  const file = join(directory, 'keys')
  const make = (scope: Scope, expiresAt?: string) =>
    createKey({ scope, ...(expiresAt && { expiresAt }), now: () => time, random: randomBytes })
  const [stays, goes, ends] = [make('read'), make('admin'), make('write', '2026-01-02T00:00:00.000Z')]
  const write = (...made: ReturnType<typeof make>[]) =>
    writeFileSync(file, made.map(({ entry }) => `${JSON.stringify(entry)}\n`).join(''))
  write(stays, goes, ends)
  const told: string[] = []
  const note = (_fields: object, message: string) => void told.push(message)
  const followed = followKeys(file, { now: () => time, log: { info: note, error: note } })
  t.teardown(() => followed.close())
  const { app } = await build(t, { keys: followed, environment: { ENTENTE_RATE_LIMIT: '0' } })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as { port: number }
  const url = `http://127.0.0.1:${port}`
  const matrix = async () =>
    Promise.all(
      [stays.key, goes.key, ends.key, 'entente_wrong', null].map(async key => {
        const headers = key === null ? {} : bearer(key)
        const statuses = [
          (await app.inject({ url: '/v1/events', headers })).statusCode,
          (await app.inject({ method: 'POST', url: '/v1/events?dryRun=true', headers, payload: trainers() }))
            .statusCode,
          (await app.inject({ url: '/v1/subscriptions', headers })).statusCode,
          (await app.inject({ url: '/v1/events', headers: key ? { cookie: `entente_session=${key}` } : {} }))
            .statusCode,
        ]
        return statuses.join(' ')
      }),
    )
  const nobody = '401 401 401 401'
  t.strictSame(await matrix(), ['200 403 403 200', '200 200 200 200', '200 200 403 200', nobody, nobody])
  const streams = await Promise.all([stays, goes, ends].map(({ key }) => subscribe(`${url}/v1/stream`, bearer(key))))
  for (const stream of streams) await stream.find(({ event }) => event === 'caught-up')
  time = Date.parse('2026-01-02T00:00:00Z')
  await streams[2]!.ended
  t.match(
    streams[2]!.messages.at(-1),
    { event: 'ending', data: { reason: 'revoked' } },
    'its stream ends when it expires',
  )
  t.strictSame(await matrix(), ['200 403 403 200', '200 200 200 200', nobody, nobody, nobody])
  write(stays, ends)
  await streams[1]!.ended
  t.match(streams[1]!.messages.at(-1), { event: 'ending', data: { reason: 'revoked' } }, 'and when it is removed')
  t.strictSame(await matrix(), ['200 403 403 200', nobody, nobody, nobody, nobody])
  t.strictSame(told, ['keys read again'])
  writeFileSync(file, 'nonsense')
  followed.reload()
  t.strictSame((await matrix())[0], '200 403 403 200', 'a broken file takes nobody out')
  t.match(told.at(-1), /cannot be read/)
  write(stays, goes)
  followed.reload()
  t.equal((await matrix())[1], '200 200 200 200', 'what was put back opens again')
  t.equal(
    streams[0]!.messages.some(({ event }) => event === 'ending'),
    false,
    'the others were never disturbed',
  )
  streams[0]!.close()
  writeFileSync(file, '')
  followed.reload()
  t.strictSame(await matrix(), [nobody, nobody, nobody, nobody, nobody], 'without any key nobody is let in')
})

t.test('keys are kept as hashes, and a broken file names its line', async t => {
  const { key, entry } = createKey({ scope: 'write', note: 'newsroom', now: () => 0, random: randomBytes })
  t.match(key, /^entente_[A-Za-z0-9_-]{43}$/)
  t.notMatch(JSON.stringify(entry), key.slice(8))
  t.match(entry, { scope: 'write', note: 'newsroom', createdAt: '1970-01-01T00:00:00.000Z' })
  const file = join(t.testdir(), 'keys.jsonl')
  writeFileSync(file, `# the newsroom\n${JSON.stringify(entry)}\n\n`)
  t.strictSame(createKeyRing(readKeys(file)).find(key), { id: entry.id, scope: 'write' })
  t.equal(createKeyRing(readKeys(file)).find(`${key}x`), null)
  writeFileSync(file, `${JSON.stringify(entry)}\n{"id":"x"}\n`)
  t.throws(() => readKeys(file), /line 2: not a key entry/)
  writeFileSync(file, `${JSON.stringify(entry)}\n${JSON.stringify(entry)}\n`)
  t.throws(() => readKeys(file), /line 2: the id is there twice/)
  writeFileSync(file, '')
  t.throws(() => readKeys(file), /holds no key/)
})

t.test('absolute-form requests meet the same checks', async t => {
  const { app } = await build(t, { keys: ring })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as { port: number }
  const status = await new Promise<number>(resolve => {
    rawRequest({ host: '127.0.0.1', port, path: `http://127.0.0.1:${port}/v1/events` }, answer => {
      answer.resume()
      resolve(answer.statusCode!)
    }).end()
  })
  t.ok(status === 401 || status === 404, `answered ${status}`)
})
