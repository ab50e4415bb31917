import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import t from 'tap'
import { definitions } from '../../events/catalogue.js'
import { openLeads } from '../../src/leads/store/sqlite.js'
import { build, trainers } from '../support/build.js'
import { dossierText, root } from '../support/dossier.js'

interface Operation {
  readonly summary?: string
  readonly responses: Record<string, { content?: Record<string, { schema: object }> }>
  readonly requestBody?: { content: Record<string, { schema: object; examples?: Record<string, { value: object }> }> }
}

interface Described {
  readonly operationId?: string
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly description?: string }[]
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

t.test('every operation has an id of its own, and every parameter and field says what it means', async t => {
  const { app } = await build(t)
  const document = (await app.inject('/openapi.json')).json()
  t.match(document.info.license, { name: 'MIT' })
  const operations = Object.values(document.paths as Record<string, Record<string, Described>>).flatMap(Object.values)
  const ids = operations.map(({ operationId }) => operationId)
  t.equal(new Set(ids).size, operations.length)
  t.ok(ids.every(id => /^[a-z]+[A-Za-z]+$/.test(id ?? '')))
  const mute = [...muteIn(document.components.schemas, ''), ...muteIn(document.paths, '')]
  t.same(mute, [], 'nothing is left without a word')
  t.ok(muteIn({ a: { properties: { b: { type: 'string' } } } }, '').length === 1, 'control')
  const parameters = operations.flatMap(({ parameters = [] }) => parameters)
  t.same(
    parameters.filter(({ description }) => !description).map(({ name }) => name),
    [],
  )
  const headers = new Set(parameters.filter(parameter => parameter.in === 'header').map(({ name }) => name))
  t.same([...headers].sort(), ['Idempotency-Key', 'If-Match', 'If-None-Match', 'Last-Event-ID', 'Prefer'])
  const unions = [document.components.schemas.Event, document.components.schemas.RecordedEvent]
  for (const { oneOf, discriminator } of unions) {
    t.equal(oneOf.length, definitions.length)
    t.equal(Object.keys(discriminator.mapping).length, definitions.length)
  }
  const everyReference = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
    ([, name]) => name!,
  )
  t.same(
    everyReference.filter(name => !(name in document.components.schemas)),
    [],
    'what is referred to is there',
  )
})

t.test('the bodies that the document shows can be sent as they are', async t => {
  const leads = openLeads(null)
  t.teardown(() => leads.close())
  const { app } = await build(t, { leads })
  await app.inject({
    method: 'POST',
    url: '/v1/leads',
    headers: { 'content-type': 'text/tab-separated-values' },
    payload: readFileSync(join(root, 'test/fixtures/tables/gdelt2.tsv')),
  })
  // One for each way to decide: what is an event already can no longer be put away.
  const leadFor = (path: string) => (path.endsWith('/promote') ? 'gdelt2-900000001' : 'gdelt2-900000015')
  const document = (await app.inject('/openapi.json')).json()
  let sent = 0
  for (const [path, operations] of Object.entries(document.paths as Record<string, Record<string, Operation>>)) {
    for (const { requestBody } of Object.values(operations)) {
      for (const [type, { examples = {} }] of Object.entries(requestBody?.content ?? {})) {
        for (const [name, { value }] of Object.entries(examples)) {
          const { body } = await app.inject({ method: 'POST', url: '/v1/events', payload: trainers() })
          const url = path.replace('{id}', JSON.parse(body).id).replace('{leadId}', leadFor(path))
          const answer = await app.inject({ method: 'POST', url, headers: { 'content-type': type }, payload: value })
          t.match(String(answer.statusCode), /^20[01]$/, `${path} ${type} ${name}: ${answer.body.slice(0, 200)}`)
          sent++
        }
      }
    }
  }
  t.ok(sent >= 5, `${sent} examples`)
})

/** Places of fields and components that nobody explains. */
function muteIn(schema: unknown, place: string): string[] {
  if (Array.isArray(schema)) return schema.flatMap((part, i) => muteIn(part, `${place}/${i}`))
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([key, part]) => {
    if (/^(examples?|headers|mapping)$/.test(key)) return []
    const fields = key === 'properties' ? Object.entries(part as Record<string, object>) : []
    const mute = fields.filter(([, field]) => !('description' in field) && !('$ref' in field))
    return [...mute.map(([name]) => `${place}/${name}`), ...muteIn(part, `${place}/${key}`)]
  })
}

t.test('what is answered fits the document', async t => {
  const { app } = await build(t)
  const document = (await app.inject('/openapi.json')).json()
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema(closed(document), 'openapi')
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
    '/problems/{code}?code=malformed-json',
    '/v1/event-types/{type}?type=CoupOccurred',
    '/v1/policies',
    '/v1/panel/codebook',
  ]) {
    const [template, filled] = path.split('?')
    const [, name, value] = /^(\w+)=(.*)$/.exec(filled ?? '') ?? []
    const answer = await app.inject(template!.replace(`{${name}}`, value ?? ''))
    fits(template!, 'get', answer.statusCode, answer.json())
  }
  const full = await build(t)
  await full.app.inject({ method: 'POST', url: '/v1/imports?backfill=true', headers: NDJSON, payload: dossierText() })
  const host = '/v1/countries/{country}'
  for (const [path, ...queries] of [
    ['/v1/countries', 'at=2024-04-12', 'from=2022-01-01&to=2024-12-31'],
    [host, 'at=2024-04-12&asKnownAt=2024-04-13', 'at=2022-05-03', 'at=1975-01-01', 'at=2026-01-01'],
    [`${host}/explanation`, 'at=2024-04-12&partner=RUS', 'at=2023-07-01&partner=FRA&limit=2'],
    [`${host}/timeline`, 'from=1960-01-01&to=2026-12-31'],
    [`${host}/history`, 'from=2020-01-01&to=2024-12-31&dimension=economic'],
    [`${host}/diff`, 'from=2023-07-25&to=2024-04-12', 'from=1970-01-01&to=2024-04-12'],
    [`${host}/policies`, 'at=2024-04-12'],
    ['/v1/partners/RUS/footprint', 'at=2024-04-12', 'at=2024-04-12&from=2020-01-01'],
    ['/v1/realignments', 'from=2010-01-01&to=2024-12-31'],
    ['/v1/blind-spots', 'at=2024-04-12'],
    ['/v1/sources/tass', 'at=2024-04-12'],
    ['/v1/anomalies', ''],
    ['/v1/panel', 'from=2022&to=2024&format=json'],
    ['/v1/events', 'limit=5000'],
    ['/v1/policies/v1', ''],
  ] as const) {
    for (const country of path.startsWith(host) ? ['NER', 'MLI', 'TCD', 'CAF'] : ['NER']) {
      for (const query of queries) {
        const answer = await full.app.inject(`${path.replace('{country}', country)}?${query}`)
        t.equal(answer.statusCode, 200, `${path} ${query}`)
        const template = path
          .replace('partners/RUS', 'partners/{partner}')
          .replace('policies/v1', 'policies/{policy}')
          .replace('sources/tass', 'sources/{source}')
        fits(template, 'get', 200, answer.json())
      }
    }
  }
  const supposed = await full.app.inject({
    method: 'POST',
    url: '/v1/what-if',
    payload: { country: 'NER', at: '2024-04-12', exclude: { families: ['analyst-memory'] } },
  })
  fits('/v1/what-if', 'post', 200, supposed.json())
  fits('/v1/events/{id}', 'get', 200, (await app.inject(`/v1/events/${posted.json().id}`)).json())
  t.notOk(
    ajv.getSchema('openapi#/components/schemas/Problem')!({ code: 'nonsense' }),
    'control: a wrong problem does not fit',
  )
  const { basis } = (await full.app.inject('/v1/countries/NER')).json()
  const fitsBasis = ajv.getSchema('openapi#/components/schemas/Basis')!
  t.ok(fitsBasis(basis))
  t.notOk(fitsBasis({ ...basis, unheardOf: 1 }), 'control: nor does what the document does not name')
})

const NDJSON = { 'content-type': 'application/x-ndjson' }

/** The document as if nothing could be added: what it does not name is then a fault. */
function closed<T>(document: T): T {
  return JSON.parse(JSON.stringify(document), (_key, value) => {
    if (typeof value !== 'object' || value === null || !('properties' in value) || value.type !== 'object') return value
    return 'additionalProperties' in value ? value : { ...value, additionalProperties: false }
  })
}

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
