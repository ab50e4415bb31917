import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import t from 'tap'
import { definitions } from '../../events/catalogue.js'
import { build, trainers } from '../support/build.js'

interface Operation {
  readonly summary?: string
  readonly responses: Record<string, { content?: Record<string, { schema: object }> }>
  readonly requestBody?: { content: Record<string, { schema: object }> }
}

t.test('the document is valid OpenAPI 3.1 and describes every route with its answers', async t => {
  const routes: string[] = []
  const { app } = await build(t, {
    onRoute: ({ method, url, schema }) => {
      const hidden = (schema as { hide?: boolean } | undefined)?.hide === true || url.startsWith('/docs')
      for (const one of [method].flat())
        if (one !== 'HEAD' && !hidden) routes.push(`${one.toLowerCase()} ${url.replace(/:(\w+)/g, '{$1}')}`)
    },
  })
  const document = (await app.inject('/openapi.json')).json()
  const result = await new Validator().validate(structuredClone(document))
  t.ok(result.valid, JSON.stringify(result.errors)?.slice(0, 600))
  t.match(document.openapi, /^3\.1/)
  t.equal(
    (await new Validator().validate({ ...structuredClone(document), paths: 7 })).valid,
    false,
    'control: the validator refuses',
  )
  const documented = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
    ([path, operations]) => Object.keys(operations).map(method => `${method} ${path}`),
  )
  t.strictSame(documented.sort(), routes.sort())
  for (const [path, operations] of Object.entries(document.paths as Record<string, Record<string, Operation>>)) {
    for (const [method, operation] of Object.entries(operations)) {
      t.ok(operation.summary, `${method} ${path} has a summary`)
      const statuses = Object.keys(operation.responses)
      t.ok(
        statuses.includes('default') && statuses.some(status => status.startsWith('2')),
        `${method} ${path} has answers: ${statuses}`,
      )
    }
  }
  const missing = ['Event', 'Problem', ...definitions.map(({ type }) => type)].filter(
    name => !document.components.schemas[name],
  )
  t.strictSame(missing, [])
  const types = document.paths['/v1/events'].post.requestBody.content
  t.strictSame(
    Object.keys(types).sort(),
    ['application/cloudevents+json', 'application/cloudevents-batch+json', 'application/json'].sort(),
  )
})

t.test('what is answered fits the document', async t => {
  const { app } = await build(t)
  const document = (await app.inject('/openapi.json')).json()
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema(document, 'openapi')
  const fits = (path: string, method: string, status: number, body: unknown) => {
    const { responses } = document.paths[path][method]
    const [type] = Object.keys((responses[status] ?? responses.default).content).filter(name => /json/.test(name))
    const pointer = [
      '',
      'paths',
      path,
      method,
      'responses',
      String(responses[status] ? status : 'default'),
      'content',
      type!,
      'schema',
    ]
    const validate = ajv.getSchema(
      `openapi#${pointer
        .map(part => part.replaceAll('~', '~0').replaceAll('/', '~1'))
        .map(encodeURIComponent)
        .join('/')}`,
    )
    t.ok(validate?.(body), `${method} ${path} ${status}: ${JSON.stringify(validate?.errors)?.slice(0, 300)}`)
  }
  const posted = await app.inject({ method: 'POST', url: '/v1/events', payload: trainers() })
  fits('/v1/events', 'post', 201, posted.json())
  const many = await app.inject({ method: 'POST', url: '/v1/events', payload: [trainers(), trainers()] })
  fits('/v1/events', 'post', 201, many.json())
  const bad = await app.inject({ method: 'POST', url: '/v1/events', payload: trainers({ partner: 'NER' }) })
  fits('/v1/events', 'post', 422, bad.json())
  for (const path of [
    '/v1/events',
    '/health/live',
    '/health/ready',
    '/problems',
    '/v1/event-types',
    '/v1/registry',
    '/v1/sources',
  ]) {
    const answer = await app.inject(path)
    fits(path, 'get', answer.statusCode, answer.json())
  }
  fits('/v1/events/{id}', 'get', 200, (await app.inject(`/v1/events/${posted.json().id}`)).json())
  t.notOk(
    ajv.getSchema('openapi#/components/schemas/Problem')!({ code: 'nonsense' }),
    'control: a wrong problem does not fit',
  )
})

t.test('every type is listed with a schema that its example fits', async t => {
  const { app } = await build(t)
  const { eventTypes } = (await app.inject('/v1/event-types')).json()
  t.equal(eventTypes.length, definitions.length)
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  for (const { type } of eventTypes) {
    const found = (await app.inject(`/v1/event-types/${type}`)).json()
    t.ok(found.meaning && found.schema && found.example, type)
    const validate = ajv.compile(found.schema)
    t.ok(validate(found.example), `${type}: ${JSON.stringify(validate.errors)?.slice(0, 300)}`)
    t.notOk(validate({ ...found.example, nonsense: 1 }), `${type}: control`)
    const posted = await app.inject({ method: 'POST', url: '/v1/events?dryRun=true', payload: found.example })
    t.ok(posted.statusCode === 200 || posted.json().code === 'unknown-target', `${type}: ${posted.body.slice(0, 200)}`)
  }
  t.equal((await app.inject('/v1/event-types/Nonsense')).json().code, 'event-type-not-found')
})

t.test('the reading page asks nothing of other hosts', async t => {
  const { app } = await build(t)
  const page = await app.inject('/docs/')
  t.equal(page.statusCode, 200)
  t.notMatch(page.body, /(src|href)="(https?:)?\/\//)
  t.match(page.headers['content-security-policy'], /default-src 'self'/)
  t.notMatch(page.headers['content-security-policy'], /upgrade-insecure/, 'nor of itself by HTTPS')
  const script = await app.inject('/docs/static/swagger-initializer.js')
  t.equal(script.statusCode, 200)
  t.equal((await app.inject('/docs/static/swagger-ui.css')).statusCode, 200)
})

t.test('probes and counters answer', async t => {
  const { app } = await build(t)
  await app.inject({ method: 'POST', url: '/v1/events', payload: trainers() })
  t.strictSame((await app.inject('/health/live')).json(), { status: 'alive' })
  t.match((await app.inject('/health/ready')).json(), { status: 'ready', position: String, head: String })
  const counters = (await app.inject('/metrics')).body
  t.match(counters, /entente_events_total\{outcome="appended"\} 1/)
  t.match(counters, /entente_http_request_seconds_count\{method="POST",route="\/v1\/events",status="201"\} 1/)
  t.match(counters, /entente_state_ready 1/)
})
