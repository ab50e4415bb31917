import { monitorEventLoopDelay } from 'node:perf_hooks'
import fc from 'fast-check'
import t from 'tap'
import { build, trainers } from '../support/build.js'

t.setTimeout(180_000)

const two = (n: number) => String(n).padStart(2, '0')
const year = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1900, max: 2030 }) },
  { weight: 2, arbitrary: fc.integer({ min: -9999, max: 9999 }) },
  { weight: 1, arbitrary: fc.constantFrom(-271_821, 275_760, 0, 9999, 10_000) },
)
/** Days of every year, days that no calendar has, and texts that are none. */
const date = fc.oneof(
  {
    weight: 20,
    arbitrary: fc
      .integer({ min: 0, max: 13_000 })
      .map(n => new Date(Date.UTC(1990, 0, 1 + n)).toISOString().slice(0, 10)),
  },
  {
    weight: 8,
    arbitrary: fc.tuple(year, fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 })).map(([y, m, d]) => {
      const digits = String(Math.abs(y)).padStart(Math.abs(y) > 9999 ? 6 : 4, '0')
      return `${y < 0 ? '-' : Math.abs(y) > 9999 ? '+' : ''}${digits}-${two(m)}-${two(d)}`
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom('', '2024', '2024-04', '202X', '../2024', '2024-04-12T00:00:00Z', 'today') },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
)
const position = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 220 }).map(n => String(n).padStart(16, '0')) },
  { weight: 1, arbitrary: fc.constantFrom('000000000000000a', '9999999999999999', '0', '') },
  { weight: 1, arbitrary: fc.string({ maxLength: 20 }) },
)
const number = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 1000 }).map(String) },
  { weight: 1, arbitrary: fc.constantFrom('1e9', 'NaN', '', '99999999999', '-1', '6000') },
)
const country = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('NER', 'MLI', 'USA', 'SUN') },
  { weight: 1, arbitrary: fc.constantFrom('XXX', 'ner', 'Niger', '%00', '..', 'a'.repeat(70)) },
)

const parameters = {
  at: date,
  from: date,
  to: date,
  asKnownAt: fc.oneof(date, position),
  minPosition: position,
  after: position,
  limit: number,
  step: fc.constantFrom('day', 'month', 'year', ''),
  dimension: fc.constantFrom('security', 'arms', 'none', ''),
  partner: fc.constantFrom('RUS', 'USA', 'XYZ', 'rus-africa-corps-ner', ''),
  type: fc.constantFrom('TrainersDeployed', 'Nope', ''),
  country,
  policy: fc.constantFrom('v1', 'v9'),
} as const

/** What each path takes; now and then something that it does not. */
const paths: readonly [string, (keyof typeof parameters)[]][] = [
  ['/v1/countries', ['at', 'asKnownAt', 'minPosition', 'policy']],
  ['/v1/countries', ['from', 'to', 'asKnownAt']],
  ['/v1/countries/:country', ['at', 'asKnownAt', 'minPosition']],
  ['/v1/countries/:country/history', ['from', 'to', 'step', 'dimension', 'asKnownAt']],
  ['/v1/countries/:country/timeline', ['from', 'to', 'asKnownAt']],
  ['/v1/countries/:country/explanation', ['at', 'partner', 'dimension', 'limit', 'asKnownAt']],
  ['/v1/anomalies', ['country', 'asKnownAt']],
  ['/v1/events', ['after', 'limit', 'country', 'partner', 'type', 'from', 'to']],
]

const question = fc.tuple(fc.constantFrom(...paths), country).chain(([[path, names], code]) => {
  const options = Object.fromEntries(
    names.map(name => [name, fc.option(parameters[name] as fc.Arbitrary<string>, { nil: undefined })]),
  )
  return fc.record(options).map(values => {
    const query = new URLSearchParams({ timeoutMs: '20' })
    if (path === '/v1/events') query.delete('timeoutMs')
    for (const [name, value] of Object.entries(values)) if (value !== undefined) query.set(name, value)
    return `${path.replace(':country', encodeURIComponent(code))}?${query}`
  })
})

t.test('whatever is asked is answered, refused, or told to come back, and holds nobody up', async t => {
  const { app } = await build(t)
  for (let i = 0; i < 200; i++) {
    const occurredOn = `${1992 + (i % 30)}-0${1 + (i % 9)}-10`
    const payload = trainers({ occurredOn, announcedOn: null, factId: `fact-${i}`, country: i % 2 ? 'NER' : 'MLI' })
    const { statusCode, body } = await app.inject({ method: 'POST', url: '/v1/events', payload })
    if (statusCode !== 201) t.fail(body)
  }
  await app.inject('/v1/countries')
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const statuses = new Map<number, number>()
  let slowest = { ms: 0, url: '' }
  await fc.assert(
    fc.asyncProperty(question, async url => {
      const began = performance.now()
      const { statusCode, headers, body } = await app.inject({ url })
      const ms = performance.now() - began
      if (ms > slowest.ms) slowest = { ms, url }
      statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1)
      const told = JSON.parse(body) as { code?: string }
      if (statusCode === 200) return
      if (statusCode >= 400 && statusCode < 500 && told.code !== undefined) return
      if (statusCode === 503 && Number(headers['retry-after']) >= 1) return
      throw new Error(`${url}: ${statusCode} ${body.slice(0, 300)}`)
    }),
    { numRuns: 600 },
  )
  delay.disable()
  const told = [...statuses].map(([status, count]) => `${count} x ${status}`).join(', ')
  t.ok((statuses.get(200) ?? 0) > 50, told)
  t.ok((statuses.get(400) ?? 0) > 50, 'control: many are refused')
  const worst = Math.round(delay.max / 1e6)
  t.ok(worst < 1000, `longest stall ${worst} ms; the slowest after ${Math.round(slowest.ms)} ms: ${slowest.url}`)
})
