import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pino from 'pino'
import t from 'tap'
import { isProblemCode, problem, problems, queryFaults, toProblem } from '../../src/errors.js'
import type { Routes } from '../../src/http/server/context.js'
import { StoreError } from '../../src/store/store.js'
import { build, trainers } from '../support/build.js'
import { ringOfAll } from '../support/keys.js'

const PAGE = join(process.cwd(), 'docs', 'problems.md')

/** docs/problems.md as the table has it. */
function page(): string {
  const head =
    '# Problems\n\nEvery refusal and failure is `application/problem+json` (RFC 9457): `type`, `title`, `status`, `detail`, `instance`, `code` and `errors`, ' +
    'each of `errors` with the `path` of what is wrong (a JSON pointer into the body, or the parameter or header). ' +
    'Codes are stable; `detail` is for people and may change. The same text is served at `/problems/<code>`.\n'
  const sections = Object.entries(problems).map(
    ([code, { status, title, cure }]) => `\n## <a id="${code}"></a>${code}\n\n${status}. ${title}.\n\n${cure}\n`,
  )
  const faults = Object.entries(queryFaults).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`)
  const within = [
    '\n## Codes within `errors`\n',
    'What is wrong with a parameter; there are more for fields of events, each with a message.\n',
    '| code | what is wrong |',
    '|---|---|',
    ...faults,
    '',
  ]
  return head + sections.join('') + within.join('\n')
}

t.test('docs/problems.md is the table', async t => {
  if (process.env.WRITE_DOCS === '1' || !existsSync(PAGE)) writeFileSync(PAGE, page())
  t.equal(readFileSync(PAGE, 'utf8'), page(), 'WRITE_DOCS=1 writes it anew')
})

t.test('every code is served with its cure, as JSON and as text, and is a whole problem when thrown', async t => {
  const thrower: Routes = app => {
    app.route({
      method: 'GET',
      url: '/throw/:code',
      config: { access: 'public' },
      handler: async request => {
        const { code } = request.params as { code: string }
        if (isProblemCode(code))
          throw problem(code, { detail: 'this time', errors: [{ path: '/a', code: 'x', message: 'y' }] })
        throw new Error('boom')
      },
    })
  }
  const { app } = await build(t, { routes: [thrower] })
  const listed = (await app.inject('/problems')).json().problems
  t.strictSame(
    listed.map(({ code }: { code: string }) => code),
    Object.keys(problems),
  )
  for (const [code, { status, title, cure }] of Object.entries(problems)) {
    t.strictSame((await app.inject(`/problems/${code}`)).json(), { code, status, title, cure })
    const text = await app.inject({ url: `/problems/${code}`, headers: { accept: 'text/plain' } })
    t.ok(text.body.includes(cure) && /^text\/plain/.test(String(text.headers['content-type'])))
    const thrown = await app.inject(`/throw/${code}`)
    t.equal(thrown.statusCode, status)
    t.match(thrown.headers['content-type'], /^application\/problem\+json/)
    t.strictSame(
      { ...thrown.json(), instance: '' },
      {
        type: `/problems/${code}`,
        title,
        status,
        detail: 'this time',
        instance: '',
        code,
        errors: [{ path: '/a', code: 'x', message: 'y' }],
      },
    )
    t.equal(thrown.headers['retry-after'] !== undefined, status === 503 || status === 504, `${code}: Retry-After`)
  }
  t.equal((await app.inject('/problems/nonsense')).statusCode, 404)
  t.equal((await app.inject('/problems/toString')).statusCode, 404)
})

t.test('what is not expected is a 500 that tells nothing, and the log tells all', async t => {
  const lines: string[] = []
  const log = pino({ level: 'info' }, { write: line => void lines.push(line) })
  const thrower: Routes = app => {
    app.get('/boom', { config: { access: 'public' } }, async () => {
      throw Object.assign(new Error('secret in /work/main/x.ts'), { statusCode: 200, headers: { 'x-leak': '1' } })
    })
    app.get('/text', { config: { access: 'public' } }, async () => {
      throw 'a text'
    })
    app.get('/stopping', { config: { access: 'public' } }, async () => {
      throw new StoreError('store-closed', 'the store is closed')
    })
    app.get('/corrupt', { config: { access: 'public' } }, async () => {
      throw new StoreError('store-corrupt', 'page 7 of /data/log.db')
    })
  }
  const { app } = await build(t, { routes: [thrower], log })
  for (const url of ['/boom', '/text', '/corrupt']) {
    const answer = await app.inject(url)
    t.equal(answer.statusCode, 500)
    t.match(answer.json(), { code: 'internal', detail: 'Something went wrong here', errors: [] })
    t.notMatch(answer.body, /secret|work|stack|a text|page 7/)
    const id = answer.json().instance.split(':').at(-1)
    const logged = lines.map(line => JSON.parse(line)).find(({ msg, reqId }) => msg === 'unexpected' && reqId === id)
    t.ok(logged, 'found in the log by its request id')
  }
  t.ok(lines.some(line => line.includes('secret in /work/main/x.ts')))
  t.match((await app.inject('/stopping')).json(), { status: 503, code: 'shutting-down' })
})

t.test('refusals of the framework are problems too', async t => {
  const { app } = await build(t)
  const cases: [string, string, number, string][] = [
    ['GET', '/nowhere', 404, 'not-found'],
    ['PUT', '/v1/events', 405, 'method-not-allowed'],
    ['DELETE', '/v1/countries/NER', 405, 'method-not-allowed'],
    ['POST', '/', 405, 'method-not-allowed'],
    ['GET', '/v1/events/%zz', 400, 'malformed-request'],
    ['GET', `/v1/events/${'a'.repeat(65)}`, 414, 'uri-too-long'],
    ['GET', '/v1/events?limit=x', 400, 'invalid-query'],
  ]
  for (const [method, url, status, code] of cases) {
    const answer = await app.inject({ method: method as 'GET', url })
    t.equal(answer.statusCode, status, `${method} ${url}: ${answer.body}`)
    t.equal(answer.json().code, code)
    t.match(answer.headers['content-type'], /^application\/problem\+json/)
    t.equal(answer.headers['x-content-type-options'], 'nosniff')
  }
  t.equal(toProblem(problem('internal'), 'a').instance, 'urn:entente:request:a')
})

t.test('one line a request, without keys, queries or forged lines', async t => {
  const lines: string[] = []
  const log = pino({ level: 'trace' }, { write: line => void lines.push(line) })
  const { ring, keys } = ringOfAll()
  const { app } = await build(t, { log, keys: ring })
  const canary = keys.admin
  const headers = { authorization: `Bearer ${canary}`, 'user-agent': '\u2028{"level":60}', 'x-request-id': 'forged' }
  for (const url of [
    '/v1/events',
    `/v1/events?token=${canary}`,
    '/v1/events/%0d%0a%7b%22level%22%3a60%7d',
    `/${canary}`,
  ])
    await app.inject({ url, headers })
  await app.inject({ method: 'POST', url: '/v1/session', headers })
  await app.inject({ method: 'POST', url: '/v1/events', headers, payload: trainers({ note: canary }) })
  await app.inject({ url: '/v1/events', headers: { cookie: `entente_session=${canary}` } })
  const all = lines.join('')
  t.equal(all.trim().split('\n').length, 7, 'one line a request')
  for (const line of all.trim().split('\n'))
    t.match(JSON.parse(line), { level: 30, method: String, route: String, status: Number, ms: Number })
  t.notMatch(all, canary)
  t.notMatch(all, /(?!\n)\p{Cc}|\u2028|token=|forged/u)
  for (const url of ['/health/ready', '/metrics', '/openapi.json', '/problems']) {
    t.notMatch((await app.inject({ url, headers })).body, canary)
  }
})
