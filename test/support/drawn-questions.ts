import fc from 'fast-check'

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
  fromKnownAt: fc.oneof(date, position),
  toKnownAt: fc.oneof(date, position),
  days: number,
  format: fc.constantFrom('json', 'csv', 'ndjson'),
} as const

/** What each path takes; now and then something that it does not. */
const paths: readonly [string, (keyof typeof parameters)[]][] = [
  ['/v1/countries', ['at', 'asKnownAt', 'minPosition', 'policy']],
  ['/v1/countries', ['from', 'to', 'asKnownAt']],
  ['/v1/countries/:country', ['at', 'asKnownAt', 'minPosition']],
  ['/v1/countries/:country/history', ['from', 'to', 'step', 'dimension', 'asKnownAt']],
  ['/v1/countries/:country/timeline', ['from', 'to', 'asKnownAt']],
  ['/v1/countries/:country/explanation', ['at', 'partner', 'dimension', 'limit', 'asKnownAt']],
  ['/v1/countries/:country/diff', ['from', 'to', 'asKnownAt', 'limit']],
  ['/v1/countries/:country/diff', ['at', 'fromKnownAt', 'toKnownAt']],
  ['/v1/countries/:country/policies', ['at', 'asKnownAt']],
  ['/v1/partners/RUS/footprint', ['at', 'from', 'dimension', 'asKnownAt']],
  ['/v1/realignments', ['from', 'to', 'country', 'partner', 'limit']],
  ['/v1/realignments.atom', ['from', 'to', 'limit']],
  ['/v1/blind-spots', ['at', 'days', 'country', 'asKnownAt']],
  ['/v1/panel', ['from', 'to', 'step', 'country', 'partner', 'format']],
  ['/v1/anomalies', ['country', 'asKnownAt']],
  ['/v1/events', ['after', 'limit', 'country', 'partner', 'type', 'from', 'to']],
]

/** A question by its address, most of them about what is there. */
export const question = fc.tuple(fc.constantFrom(...paths), country).chain(([[path, names], code]) => {
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
