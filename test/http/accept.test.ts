import t from 'tap'
import { bestOf } from '../../src/http/server/accept.js'
import { build, trainers } from '../support/build.js'

t.test('the best of what is offered is what the header likes most', async t => {
  const table: [header: string | undefined, offered: string[], best: string | null][] = [
    [undefined, ['a/b', 'c/d'], 'a/b'],
    ['', ['a/b'], 'a/b'],
    ['*/*', ['a/b', 'c/d'], 'a/b'],
    ['c/d', ['a/b', 'c/d'], 'c/d'],
    ['a/b;q=0.5, c/d', ['a/b', 'c/d'], 'c/d'],
    ['a/b;q=0, */*', ['a/b', 'c/d'], 'c/d'],
    ['a/b;q=0', ['a/b'], null],
    ['a/*;q=0.1, c/d;q=0.05', ['c/d', 'a/b'], 'a/b'],
    ['text/html, */*;q=0.8', ['a/b'], 'a/b'],
    ['text/csv', ['a/b'], null],
    ['A/B; charset=utf-8', ['a/b'], 'a/b'],
    ['nonsense', ['a/b'], null],
    ['a/b;q=7', ['a/b'], null],
  ]
  for (const [header, offered, best] of table) t.equal(bestOf(header, offered), best, `${header} of ${offered}`)
})

t.test('what cannot be answered as asked is 406, and an event is told in the form that is liked most', async t => {
  const { app } = await build(t)
  const { id } = (await app.inject({ method: 'POST', url: '/v1/events', payload: trainers() })).json()
  const cloud = 'application/cloudevents+json'
  const ask = (url: string, accept: string, headers = {}) => app.inject({ url, headers: { accept, ...headers } })
  for (const url of ['/v1/countries/NER', '/v1/countries', '/v1/events', `/v1/events/${id}`, '/v1/registry']) {
    const refused = await ask(url, 'image/png')
    t.match(refused.json(), { status: 406, code: 'not-acceptable', detail: /application\/json/ }, url)
    t.equal((await ask(url, 'application/json;q=0')).statusCode, 406)
    t.equal((await ask(url, '*/*')).statusCode, 200)
    t.equal((await ask(url, 'image/png')).statusCode, 406, `${url} when it was asked for before`)
    for (const good of ['*/*', 'application/json', 'text/html, application/*;q=0.9']) {
      t.equal((await ask(url, good)).statusCode, 200, `${url} as ${good}`)
    }
  }
  t.equal((await ask('/v1/stream', 'application/json')).statusCode, 406)
  t.equal((await ask('/v1/nothing', 'image/png')).statusCode, 404, 'what is not there is not there in any form')
  t.equal((await ask('/metrics', 'text/plain;version=0.0.4;q=0.5, */*;q=0.1')).statusCode, 200)
  const plain = await ask(`/v1/events/${id}`, `${cloud};q=0, */*`)
  t.match(plain.headers, { 'content-type': /^application\/json/, vary: 'Accept' })
  const event = await ask(`/v1/events/${id}`, `${cloud}, application/json;q=0.9`)
  t.match(event.headers, { 'content-type': /cloudevents/, vary: 'Accept' })
  t.not(event.headers.etag, plain.headers.etag, 'two forms are two things to keep')
  for (const answer of [plain, event]) {
    const etag = String(answer.headers.etag)
    const again = await ask(`/v1/events/${id}`, String(answer.headers['content-type']), { 'if-none-match': etag })
    t.match({ status: again.statusCode, body: again.body }, { status: 304, body: '' })
    const other = await ask(`/v1/events/${id}`, String(answer.headers['content-type']), { 'if-none-match': '"x"' })
    t.equal(other.statusCode, 200, 'control')
  }
  t.equal(
    (await ask('/v1/events', `${cloud.replace('+', '-batch+')}`)).headers['content-type']?.toString().split(';')[0],
    'application/cloudevents-batch+json',
  )
  t.equal((await ask('/v1/countries/NER', '*/*')).headers.vary, undefined, 'nothing varies where there is one form')
})

t.test('what nothing can match is 400 with what was meant', async t => {
  const { app } = await build(t)
  const known = { ...trainers(), partner: 'GROUP-THAT-IS-ON-RECORD' }
  t.equal((await app.inject({ method: 'POST', url: '/v1/events', payload: known })).statusCode, 201)
  t.equal((await app.inject('/v1/events?partner=GROUP-THAT-IS-NOT')).statusCode, 400, 'nobody knows it')
  for (const [url, code, meant] of [
    ['/v1/partners/RUSSIA/footprint', 'unknown-partner', /did you mean RUS/],
    ['/v1/partners/XYZ/footprint', 'unknown-partner', /XYZ is no known/],
    ['/v1/countries/Niger', 'unknown-country', /did you mean NER/],
    ['/v1/event-types/CoupOccured', 'event-type-not-found', /did you mean CoupOccurred/],
    ['/v1/countries/NER?policy=strcture', 'unknown-policy', /v1, structure, events/],
  ] as const) {
    t.match((await app.inject(url)).json(), { status: 404, code, detail: meant }, url)
  }
  const table: [url: string, meant: RegExp][] = [
    ['/v1/events?type=Nope', /no type Nope/],
    ['/v1/events?type=CoupOccured', /did you mean CoupOccurred/],
    ['/v1/events?type=trainersdeployed', /did you mean TrainersDeployed/],
    ['/v1/events?country=XYZ', /XYZ is not the code/],
    ['/v1/events?country=Niger', /did you mean NER/],
    ['/v1/anomalies?country=Niger', /did you mean NER/],
    ['/v1/events?partner=XYZ', /XYZ is no known/],
    ['/v1/events?partner=RUSSIA', /did you mean RUS/],
    ['/v1/events?partner=France', /did you mean FRA/],
    ['/v1/events?partner=rus', /did you mean RUS/],
    ['/v1/events?partner=WAGNR', /did you mean WAGNER/],
    ['/v1/countries/NER/explanation?partner=NATTO', /did you mean NATO/],
    ['/v1/realignments?partner=XYZ', /XYZ is no known/],
    ['/v1/realignments.atom?partner=Russia', /did you mean RUS/],
    ['/v1/panel?from=2020&to=2021&partner=XYZ', /XYZ is no known/],
    ['/v1/panel?from=2020&to=2021&country=Niger', /did you mean NER/],
    ['/v1/stream?partner=Russia', /did you mean RUS/],
    ['/v1/countries/NER/explanation?partner=RUZ', /RUZ is no known/],
    ['/v1/countries?at=2024-04-12&from=2024-01-01', /not both/],
    ['/v1/countries?at=2024-04-12&to=2024-01-01', /not both/],
    ['/v1/stream?partner=XYZ', /XYZ is no known/],
  ]
  for (const [url, meant] of table) {
    const { status, code, detail, errors } = (await app.inject(url)).json()
    t.match({ status, code, detail }, { status: 400, code: 'invalid-query', detail: meant }, url)
    t.match(errors[0].path, /^\/\w+/)
  }
  for (const good of [
    '/v1/events?type=CoupOccurred',
    '/v1/events?partner=RUS',
    '/v1/events?country=SUN',
    '/v1/events?partner=WAGNER',
    '/v1/events?partner=GROUP-THAT-IS-ON-RECORD',
    '/v1/realignments?partner=GROUP-THAT-IS-ON-RECORD',
  ])
    t.equal((await app.inject(good)).statusCode, 200, good)
})
