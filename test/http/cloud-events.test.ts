import t from 'tap'
import { build, trainers } from '../support/build.js'

const ID = '0192f5d4-7b1e-7c3a-9a55-3f0c8e6d2b01'
const CLOUD = { 'content-type': 'application/cloudevents+json' }

function fields(over: Record<string, unknown> = {}) {
  const { type: _t, id: _i, ...data } = trainers(over)
  return data
}

const attributes = { specversion: '1.0', id: ID, source: '/desk', type: 'org.entente.TrainersDeployed.v1' }

t.test('a CloudEvent in binary mode is the event in structured mode', async t => {
  const { app } = await build(t)
  const { country, ...rest } = fields()
  const headers = {
    'content-type': 'application/json',
    ...Object.fromEntries(Object.entries({ ...attributes, subject: country }).map(([k, v]) => [`ce-${k}`, String(v)])),
    'ce-time': '2024-04-10T00:00:00Z',
    'ce-traceparent': '00-%E2%82%AC',
  }
  const post = (over: Record<string, string | undefined>, payload: object = rest) => {
    const sent = Object.fromEntries(Object.entries({ ...headers, ...over }).filter(([, value]) => value !== undefined))
    return app.inject({ method: 'POST', url: '/v1/events', headers: sent as Record<string, string>, payload })
  }
  t.equal((await post({})).statusCode, 201)
  const again = await app.inject({
    method: 'POST',
    url: '/v1/events',
    headers: CLOUD,
    payload: { ...attributes, data: fields() },
  })
  t.match(again.json(), { id: ID, outcome: 'duplicate' }, 'the same event in the other mode')
  const { occurredOn: _, ...undated } = rest
  for (const [over, payload, path, status] of [
    [{ 'ce-time': '2023-02-29T00:00:00Z' }, undated, '/ce-time', 422],
    [{ 'ce-subject': 'XYZ' }, rest, '/ce-subject', 422],
    [{ 'ce-specversion': undefined }, rest, '/ce-specversion', 422],
    [{ 'ce-type': 'org.entente.Nothing.v1' }, rest, '/ce-type', 422],
    [{ 'ce-source': '%ff' }, rest, '/ce-source', 400],
    [{}, { ...rest, partner: 'not one' }, '/partner', 422],
    [{}, { ...rest, data: { ...(rest.data as object), strength: { low: 9, high: 1 } } }, '/data/strength/low', 422],
    [{}, { ...rest, id: ID }, '/id', 422],
  ] as const) {
    const refused = await post(over, payload)
    t.equal(refused.statusCode, status, path)
    t.equal(refused.json().errors[0].path, path)
    t.match(refused.json().detail, path.slice(1))
  }
  t.equal((await post({}, [rest])).statusCode, 422, 'a batch has no binary mode')
})

t.test('a CloudEvent may bring its JSON as bytes', async t => {
  const { app } = await build(t)
  const post = (data_base64: string) =>
    app.inject({ method: 'POST', url: '/v1/events', headers: CLOUD, payload: { ...attributes, data_base64 } })
  const packed = (text: string) => Buffer.from(text).toString('base64')
  t.equal((await post(packed(JSON.stringify(fields())))).statusCode, 201)
  for (const bad of [
    '!!!',
    'e30',
    packed('{'),
    packed('[]'),
    packed('"x"'),
    packed('{"a":1,"a":2}'),
    packed('{}'),
    '',
  ]) {
    const refused = await post(bad)
    t.equal(refused.statusCode, 422, bad)
    for (const { path } of refused.json().errors) t.equal(path, '/data_base64')
  }
  const refused = await post(packed(JSON.stringify(fields({ partner: 'not one' }))))
  t.match(refused.json().errors, [{ path: '/data_base64', message: /^\/partner: / }], 'and says where in it')
})

t.test('an impossible or zoneless instant is refused wherever one is taken', async t => {
  const { app } = await build(t)
  for (const text of ['2023-02-29T00:00:00Z', '2023-03-01T00:00:00', '2023-03-01T24:00:00Z']) {
    const { statusCode, body } = await app.inject(`/v1/countries/NER?asKnownAt=${text}`)
    t.match({ statusCode, body }, { statusCode: 400, body: /\/asKnownAt/ }, text)
    const payload = { ...attributes, time: text, data: fields() }
    const posted = await app.inject({ method: 'POST', url: '/v1/events', headers: CLOUD, payload })
    t.match(posted.json(), { status: 422, errors: [{ path: '/time' }] })
  }
  for (const text of ['2016-12-31T23:59:60Z', '2024-04-12t09:00:00z', '2024-04-12T09:00%2B02:00']) {
    t.equal((await app.inject(`/v1/countries/NER?asKnownAt=${text}`)).statusCode, 200, text)
  }
})
