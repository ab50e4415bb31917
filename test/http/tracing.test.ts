import {
  InMemorySpanExporter,
  NodeTracerProvider,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node'
import t from 'tap'
import { createMemoryStore } from '../../src/store/memory.js'
import { tracedStore } from '../../src/store/traced.js'
import { build, trainers } from '../support/build.js'

const exporter = new InMemorySpanExporter()
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
provider.register()
t.teardown(() => provider.shutdown())

const TRACE = '0af7651916cd43dd8448eb211c80319c'
const CALLER = 'b7ad6b7169203331'
const traced = { traceparent: `00-${TRACE}-${CALLER}-01` }

/** The spans of what was just done, once the connection that it came by is done with. */
async function spansOf(work: () => Promise<unknown>): Promise<readonly ReadableSpan[]> {
  exporter.reset()
  await work()
  await new Promise(resolve => setTimeout(resolve, 50))
  return exporter.getFinishedSpans()
}

const parentOf = (span: ReadableSpan) => span.parentSpanContext?.spanId
const named = (spans: readonly ReadableSpan[], name: string) => spans.filter(span => span.name === name)

t.test('a post is a span of its caller, and what it stores a span of the post', async t => {
  const { app } = await build(t, { store: tracedStore(createMemoryStore()) })
  const spans = await spansOf(() =>
    app.inject({ method: 'POST', url: '/v1/events?dryRun=false', headers: traced, payload: trainers() }),
  )
  const [request, ...more] = named(spans, 'POST /v1/events')
  t.equal(more.length, 0)
  t.equal(request!.spanContext().traceId, TRACE)
  t.equal(parentOf(request!), CALLER)
  t.match(request!.attributes, {
    'http.request.method': 'POST',
    'http.route': '/v1/events',
    'url.path': '/v1/events',
    'http.response.status_code': 201,
  })
  const [stored] = named(spans, 'store record')
  t.equal(parentOf(stored!), request!.spanContext().spanId)
  t.match(stored!.attributes, {
    'db.system.name': 'memory',
    'db.operation.batch.size': 1,
    'entente.outcomes': ['appended'],
  })
  t.ok(
    spans.every(span => span.spanContext().traceId === TRACE),
    'all of one trace',
  )
  t.notMatch(JSON.stringify(spans.map(({ attributes }) => attributes)), /dryRun/, 'nothing of a query is told')
})

t.test('the first question about a country is a span with its fold in it, the second folds nothing', async t => {
  const store = createMemoryStore()
  await (await build(t, { store })).app.inject({ method: 'POST', url: '/v1/events', payload: trainers() })
  const { app } = await build(t, { store })
  const ask = () => app.inject({ url: '/v1/countries/NER?at=2024-04-12', headers: traced })
  const first = await spansOf(ask)
  const [request] = named(first, 'GET /v1/countries/:country')
  const [fold, ...others] = named(first, 'fold')
  t.equal(others.length, 0)
  t.equal(parentOf(fold!), request!.spanContext().spanId)
  t.match(fold!.attributes, { 'entente.country': 'NER', 'entente.policy': 'v1', 'entente.touches': 1 })
  t.equal(named(await spansOf(ask), 'fold').length, 0)
})

t.test('questions at the same time keep their folds apart', async t => {
  const { app } = await build(t)
  const countries = ['NER', 'MLI', 'BFA', 'TCD', 'TGO', 'BEN']
  await app.inject({
    method: 'POST',
    url: '/v1/events',
    payload: countries.map(country => trainers({ country, factId: undefined })),
  })
  const spans = await spansOf(() =>
    Promise.all(countries.map(code => app.inject(`/v1/countries/${code}?at=2024-04-12`))),
  )
  const folds = named(spans, 'fold')
  t.equal(folds.length, countries.length)
  for (const fold of folds) {
    const parent = spans.find(span => span.spanContext().spanId === parentOf(fold))
    t.equal(parent?.attributes['url.path'], `/v1/countries/${fold.attributes['entente.country']}`)
  }
})

t.test('refusals and failures are spans as well', async t => {
  const store = tracedStore({
    ...createMemoryStore(),
    find: () => Promise.reject(new Error('the disk is gone')),
  })
  const { app } = await build(t, { store })
  const refused = await spansOf(() => app.inject('/v1/countries/XYZ'))
  t.match(refused, [
    { name: 'GET /v1/countries/:country', attributes: { 'http.response.status_code': 404 }, status: { code: 0 } },
  ])
  const nowhere = await spansOf(() => app.inject('/nowhere'))
  t.match(
    nowhere,
    [{ name: 'GET', attributes: { 'http.response.status_code': 404 } }],
    'a path that is no route names none',
  )
  const payload = { ...trainers(), id: '0192c0de-0000-7000-8000-000000000001' }
  const failed = await spansOf(() =>
    app.inject({ method: 'POST', url: '/v1/events', headers: { 'if-match': '"0"' }, payload }),
  )
  const broken = named(failed, 'store find')[0]
  if (broken) t.match(broken, { status: { code: 2 }, events: [{ name: 'exception' }] })
})

t.test('a trace that the caller did not sample is not sampled here, and a broken header begins a new one', async t => {
  const { app } = await build(t)
  const unsampled = await spansOf(() =>
    app.inject({ url: '/health/live', headers: { traceparent: `00-${TRACE}-${CALLER}-00` } }),
  )
  t.equal(unsampled.length, 0)
  const broken = await spansOf(() => app.inject({ url: '/health/live', headers: { traceparent: 'nonsense' } }))
  t.equal(broken.length, 1)
  t.not(broken[0]!.spanContext().traceId, TRACE)
  t.equal(parentOf(broken[0]!), undefined)
})

t.test('the line of a request in the log names its trace', async t => {
  const lines: Record<string, unknown>[] = []
  const { default: pino } = await import('pino')
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  const { app } = await build(t, { log })
  await spansOf(() => app.inject({ url: '/health/live', headers: traced }))
  t.match(lines.at(-1), { route: '/health/live', trace: TRACE })
})
