import { Ajv2020 } from 'ajv/dist/2020.js'
import t from 'tap'
import { compareCursors, endOf, idText, parseId } from '../../src/sse/cursor.js'
import { createFairScheduler } from '../../src/sse/fair-scheduler.js'
import { encode, frameOf } from '../../src/sse/frame.js'
import { keyOf, questionOf } from '../../src/sse/question.js'
import { openMessage } from '../../src/sse/wire.js'
import { jsonLine } from '../../src/wire/json-line.js'
import { createMemo } from '../../src/wire/lru.js'
import { rowWriter } from '../../src/wire/rows.js'
import { build, trainers } from '../support/build.js'
import { type Message, messageParser, subscribe } from './subscriber.js'

t.test('data is split into a field for each line, however the lines end', async t => {
  t.equal(openMessage('1', 'event', 'a\nb\r\nc\rd'), 'id: 1\nevent: event\ndata: a\ndata: b\ndata: c\ndata: d')
  t.equal(openMessage('0', 'event', ''), 'id: 0\nevent: event\ndata: ')
  const frame = frameOf('7.1', 'state', '{\n  "text": "line\\nbreak \u2028 é"\n}')
  const got: Message[] = []
  const parse = messageParser(message => got.push(message))
  for (const character of encode(frame, '7').toString()) parse(character)
  t.strictSame(
    got.map(({ id, event, data }) => ({ id, event, data })),
    [{ id: '7.1', event: 'state', data: { text: 'line\nbreak \u2028 é', previous: '7' } }],
  )
})

t.test('no reader finds a line in the text of an event, whatever it takes for the end of one', async t => {
  const frame = frameOf('7.1', 'event', JSON.stringify({ text: 'a\u2028b\u2029c\u0085d\r\ne' }))
  const text = encode(frame, '7').toString()
  t.notMatch(text, /[\u0085\u2028\u2029\r]/)
  t.same(JSON.parse(/^data: (.*)$/m.exec(text)![1]!).text, 'a\u2028b\u2029c\u0085d\r\ne', 'and reads what was said')
  t.equal(jsonLine('{"plain":"é"}'), '{"plain":"é"}')
  for (const format of ['ndjson', 'json'] as const) {
    const writer = rowWriter(format, [{ name: 'a', type: 'text' }], {})
    t.equal(/\u2028/.test(String(writer.rows([['x\u2028y']]))), format === 'json', format)
  }
})

t.test('a line break in an id or event is refused, so that nothing can forge a field', async t => {
  for (const bad of ['1\ndata: forged', '1\r', '1\0']) {
    t.throws(() => openMessage(bad, 'event', '{}'), RangeError)
    t.throws(() => openMessage('1', bad, '{}'), RangeError)
  }
})

t.test('ids are read as they are written, and nothing else is', async t => {
  for (const [position, date, n] of [
    ['0000000000000001', null, 0],
    ['0000000000000001', null, 12],
    ['00000000000000000012-00000000000000000012', 20_000, 5],
  ] as const) {
    t.strictSame(parseId(idText(position, date, n)), { position, date, n })
  }
  t.equal(idText('p', 20_000, 5), 'p@2024-10-04.5')
  for (const bad of [
    '',
    'a b',
    'a.',
    'a.0',
    'a.01',
    '.1',
    'a@2024-02-30.1',
    'a@2024-01-01',
    'a@b.1',
    'é',
    'a\n',
    'a.1\n',
  ]) {
    t.equal(parseId(bad), null, JSON.stringify(bad))
  }
})

t.test('cursors are ordered by place, then the event before the dates, then the slot', async t => {
  const order = [
    { place: -1, date: null, n: endOf(0), day: 0 },
    { place: 0, date: null, n: 0, day: 0 },
    { place: 0, date: null, n: 1, day: 0 },
    { place: 0, date: -5, n: 1, day: -5 },
    { place: 0, date: 3, n: 1, day: 3 },
    { place: 1, date: null, n: 0, day: 3 },
  ]
  for (const [i, a] of order.entries()) {
    for (const [j, b] of order.entries()) t.equal(Math.sign(compareCursors(a, b)), Math.sign(i - j))
  }
})

t.test('the same question has the same key however it was spelt', async t => {
  const a = questionOf({ countries: ['NER', 'MLI', 'NER'], kinds: ['status', 'state'] })
  const b = questionOf({ countries: ['MLI', 'NER'], kinds: ['state', 'status'], partners: [] })
  t.equal(keyOf(a), keyOf(b))
  t.not(keyOf(a), keyOf(questionOf({ countries: ['MLI', 'NER'] })))
})

t.test('turns come in the order in which they were asked, one at a time, with the event loop between', async t => {
  const scheduler = createFairScheduler()
  const order: string[] = []
  let loops = 0
  let counting = true
  const count = () => {
    loops++
    if (counting) setImmediate(count)
  }
  setImmediate(count)
  const work = async (name: string, kind: 'live' | 'replay') => {
    for (let i = 0; i < 3; i++) {
      await scheduler.take(kind)
      order.push(`${name}${i}`)
    }
  }
  await Promise.all([work('a', 'replay'), work('b', 'replay'), work('live', 'live')])
  counting = false
  t.strictSame(
    order,
    ['live0', 'a0', 'live1', 'b0', 'live2', 'a1', 'b1', 'a2', 'b2'],
    'live work waits for one replay at most',
  )
  t.ok(loops >= 8, `${loops} rounds of the loop meanwhile`)
})

t.test('a memo keeps within its room and forgets what was not asked for longest', async t => {
  const memo = createMemo<string>(40, text => text.length)
  let made = 0
  const ask = (key: string) => memo.of(key, () => `${++made}`.padEnd(9))
  for (const key of ['a', 'b', 'c', 'd']) ask(key)
  ask('a')
  ask('e')
  t.equal(made, 5)
  ask('a')
  t.equal(made, 5, 'a was asked for lately')
  ask('b')
  t.equal(made, 6, 'b had to go')
})

t.test('the AsyncAPI document describes every message, and what is sent fits it', async t => {
  const { app } = await build(t)
  const document = (await app.inject('/asyncapi.json')).json()
  t.match(document, {
    asyncapi: /^3\.\d+\.\d+$/,
    info: { title: String, version: String },
    channels: { stream: { address: '/v1/stream' } },
    operations: { tell: { action: 'send', channel: { $ref: '#/channels/stream' } } },
  })
  const at = (reference: string) =>
    reference
      .slice(2)
      .split('/')
      .reduce((node, key) => node?.[key.replaceAll('~1', '/')], document)
  const references: string[] = []
  JSON.stringify(document, (key, value) => {
    if (key === '$ref') references.push(value)
    return value
  })
  t.ok(references.length > 20)
  t.strictSame(
    references.filter(reference => !reference.startsWith('#/') || at(reference) === undefined),
    [],
    'every reference leads somewhere',
  )
  const names = Object.keys(document.channels.stream.messages)
  t.strictSame(
    document.operations.tell.messages.map((one: { $ref: string }) => one.$ref),
    names.map(name => `#/channels/stream/messages/${name}`),
    'the operation names messages of its channel',
  )
  const { query } = document.operations.tell.bindings.http
  t.strictSame(Object.keys(query.properties).sort(), [
    'at',
    'country',
    'dimension',
    'from',
    'kind',
    'lastEventId',
    'partner',
  ])

  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const lost = await subscribe(`${url}/v1/stream?at=2024-06-01&partner=RUS`, { 'last-event-id': 'lost' })
  await lost.find(({ event }) => event === 'caught-up')
  const post = (path: string, payload: Record<string, unknown>) => app.inject({ method: 'POST', url: path, payload })
  const claim = { sourceId: 'test', reliability: 'A', credibility: 1, modality: 'asserted' }
  const data = {
    forceId: 'rus-1',
    sponsor: 'RUS',
    role: 'garrison',
    consent: 'invited',
    strength: { low: 1000, high: 2000 },
  }
  const force = trainers({ type: 'ForcesDeployed', data, claim, factId: null })
  const first = await post('/v1/events', force)
  await post(`/v1/events/${first.json().id}/retraction`, { reason: 'error', claim })
  await lost.find(({ event }) => event === 'leave')
  await lost.find(({ event }) => event === 'heartbeat', 0, 20_000)
  await app.close()
  await lost.ended
  const seen = new Set(lost.messages.map(({ event }) => event))
  t.strictSame([...seen].sort(), names.sort(), 'each kind was sent')
  const ajv = new Ajv2020({ strict: false })
  for (const { event, id, data } of lost.messages) {
    const { payload, headers } = at(`#/components/messages/${event}`)
    const fits = ajv.compile({ ...payload, components: document.components })
    t.ok(fits(data), `${event}: ${JSON.stringify(fits.errors)}`)
    t.ok(ajv.compile(headers)({ id, event }), event)
    t.notOk(fits({ ...data, previous: 7 }), 'control: another previous does not fit')
  }
})
