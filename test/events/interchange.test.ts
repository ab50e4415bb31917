import fc from 'fast-check'
import t from 'tap'
import { definitions, type EventType } from '../../events/catalogue.js'
import { cloudPathOf, fromCloudEvent, isCloudEvent, parseCloudEvent, toCloudEvent } from '../../events/cloud-events.js'
import { mergePatch, patchBetween } from '../../events/merge-patch.js'
import { canonicalBody, parseEvent } from '../../events/parse.js'
import { posted } from './support.js'

const ID = '0192f5d4-7b1e-7c3a-9a55-3f0c8e6d2b99'
const place = { position: '0001', stream: 'country-NER', revision: 3, recordedAt: '2024-04-12T09:00:00.123Z' }

function eventOf(type: EventType, over: Record<string, unknown> = {}) {
  const parsed = parseEvent(posted(type, { id: ID, ...over }))
  if (!parsed.ok) throw new Error(`${type}: ${JSON.stringify(parsed.faults)}`)
  return parsed.event
}

t.test('every type goes to a CloudEvent and back without loss', async t => {
  for (const { type } of definitions) {
    const event = eventOf(type)
    const cloud = JSON.parse(JSON.stringify(toCloudEvent(event, '/entente', place)))
    t.ok(isCloudEvent(cloud))
    const back = parseCloudEvent(cloud)
    if (!back.ok) throw new Error(`${type}: ${JSON.stringify(back.faults)}`)
    t.equal(back.event.id, ID)
    t.equal(canonicalBody(back.event), canonicalBody(event), type)
  }
})

t.test('the attributes say what the event says', async t => {
  const exact = toCloudEvent(eventOf('TrainersDeployed'), '/entente', place)
  t.match(exact, {
    specversion: '1.0',
    type: 'org.entente.TrainersDeployed.v1',
    subject: 'NER',
    time: '2024-04-10T00:00:00Z',
    position: '0001',
    recordedat: '2024-04-12T09:00:00.123Z',
  })
  for (const name of Object.keys(exact)) t.match(name, /^[a-z0-9]+$/, 'names of attributes are plain')
  const coarse = toCloudEvent(eventOf('TrainersDeployed', { occurredOn: '2024-04/..' }), '/entente')
  t.equal(coarse.time, undefined, 'no instant is made up')
  t.match(coarse, { occurredon: '2024-04/..', occurredfrom: '2024-04-01' })
  t.equal(coarse.occurredto, undefined)
  const { id: _, ...nameless } = eventOf('TrainersDeployed')
  t.throws(() => toCloudEvent(nameless as never, '/entente'), TypeError)
})

t.test('a CloudEvent of somebody else may leave to its attributes what they say', async t => {
  const { country, occurredOn, type: _, ...data } = posted('CallHeld')
  const cloud = {
    specversion: '1.0',
    id: ID,
    source: '/desk',
    type: 'org.entente.CallHeld.v1',
    traceparent: '00-1',
    data,
  }
  const parsed = parseCloudEvent({ ...cloud, subject: country, time: '2024-03-26T23:30:00-02:00' })
  t.equal(parsed.ok && parsed.event.country, 'NER')
  t.equal(parsed.ok && parsed.event.occurredOn, '2024-03-27', 'the day in UTC')
  const coarse = parseCloudEvent({ ...cloud, subject: country, occurredon: '2024-03' })
  t.equal(coarse.ok && coarse.event.occurredOn, String(occurredOn).slice(0, 7))
})

t.test('the time of a CloudEvent is an instant that the calendar has, and is never bent to one', async t => {
  const good = JSON.parse(JSON.stringify(toCloudEvent(eventOf('CallHeld'), '/entente')))
  const { occurredOn: _, ...data } = good.data
  const dayOf = (time: string, given: object = data) => {
    const parsed = parseCloudEvent({ ...good, time, data: given })
    return parsed.ok ? parsed.event.occurredOn : parsed.faults.map(({ path }) => path).join()
  }
  for (const [time, day] of [
    ['2024-02-29T00:00:00Z', '2024-02-29'],
    ['2016-12-31T23:59:60Z', '2016-12-31'],
    ['2017-01-01T01:59:60.5+02:00', '2016-12-31'],
    ['2024-03-26t23:30:00.123456789z', '2024-03-26'],
    ['2024-03-26T23:30:00-02:00', '2024-03-27'],
  ] as const) {
    t.equal(dayOf(time), day, time)
  }
  for (const time of [
    '2023-02-29T00:00:00Z',
    '2023-04-31T12:00:00Z',
    '2023-13-01T00:00:00Z',
    '2023-03-01T24:00:00Z',
    '2023-03-01T10:60:00Z',
    '2023-03-01T10:00:60Z',
    '2023-12-31T23:59:60Z',
    '2016-12-31T23:59:60+01:00',
    '2023-03-01T10:00:00',
    '2023-03-01T10:00Z',
    '2023-03-01T10:00:00+24:00',
    '2023-03-01T10:00:00+0100',
    '2023-03-01 10:00:00Z',
    '20230301T100000Z',
    '2023-03-01',
    'yesterday',
    '',
  ]) {
    t.equal(dayOf(time), '/time', time)
    t.equal(dayOf(time, good.data), '/time', `${time} where data has a date`)
  }
})

t.test('what is wrong with a CloudEvent is told with its path in the CloudEvent', async t => {
  const good = JSON.parse(JSON.stringify(toCloudEvent(eventOf('CallHeld'), '/entente')))
  const told = (over: Record<string, unknown>) => {
    const parsed = parseCloudEvent({ ...good, ...over })
    return parsed.ok ? [] : parsed.faults.map(({ path, code }) => `${path} ${code}`)
  }
  t.same(told({}), [])
  t.same(told({ specversion: '0.3' }), ['/specversion unknown-word'])
  t.same(told({ source: '' }), ['/source required'])
  t.same(told({ id: undefined }), ['/id required'])
  t.same(told({ id: 'A234-1234' }), ['/id malformed-id'])
  t.same(told({ type: 'com.example.thing' }), ['/type unknown-type'])
  t.same(told({ type: 'org.entente.Nothing.v1' }), ['/type unknown-type'])
  t.same(told({ type: 'org.entente.CallHeld.v2' }), ['/type unknown-word'])
  t.same(told({ datacontenttype: 'text/xml' }), ['/datacontenttype unknown-word'])
  t.same(told({ datacontenttype: 'application/json; charset=utf-8' }), [])
  t.same(told({ data: undefined }), ['/data required'])
  t.same(told({ data: undefined, data_base64: 'e30=' }), ['/data_base64 malformed-data'], 'nobody reads it here')
  t.same(told({ data_base64: 'e30=' }), ['/data_base64 unknown-field'], 'beside data')
  t.same(told({ data: undefined, data_base64: 7 }), ['/data_base64 wrong-type'])
  t.same(told({ time: 5 }), ['/time impossible-instant'])
  t.same(told({ time: null, subject: null }), [], 'null is not there')
  t.same(told({ subject: 5 }), ['/subject wrong-type'])
  const { country: _c, occurredOn: _o, ...bare } = good.data
  t.same(told({ data: bare, subject: 'XYZ' }), ['/subject unknown-country'])
  t.same(told({ data: bare, subject: 'Niger' }), ['/subject malformed-id'])
  t.same(told({ data: bare, time: '0900-01-01T00:00:00Z' }), ['/time impossible-date'])
  t.same(told({ data: bare, time: undefined, occurredon: '2023-02-30' }), ['/occurredon impossible-date'])
  t.same(told({ data: bare, time: undefined, subject: undefined }).sort(), [
    '/data/country required',
    '/data/occurredOn required',
  ])
  t.same(told({ data: { ...good.data, id: ID } }), ['/data/id unknown-field'])
  t.same(told({ data: { ...good.data, partner: 'NER' } }), ['/data/partner host-is-partner'])
  t.same(told({ data: { ...good.data, data: {} } }), ['/data/data/level required'])
  t.same(told({ subject: 'MLI' }), ['/subject subject-differs'])
  t.same(fromCloudEvent([]), { ok: false, faults: [{ path: '', code: 'wrong-type', message: 'must be an object' }] })
  t.equal(cloudPathOf('/schemaVersion'), '/type')
})

t.test('a merge patch does what RFC 7396 says', async t => {
  const cases: [unknown, unknown, unknown][] = [
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ a: 'b' }, ['c'], ['c']],
    [{ a: 'foo' }, null, null],
    [{ a: 'foo' }, 'bar', 'bar'],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ]
  for (const [target, patch, result] of cases) {
    const before = JSON.stringify([target, patch])
    t.strictSame(mergePatch(target, patch), result, before)
    t.equal(JSON.stringify([target, patch]), before, 'neither is changed')
  }
})

t.test('the patch between two values makes one of the other, and says nothing where they are equal', async t => {
  const withoutNulls = (value: unknown) => JSON.parse(JSON.stringify(value, (_, item) => (item === null ? '' : item)))
  let changed = 0
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.dictionary(fc.string(), fc.jsonValue()),
      (one, other) => {
        const [from, to] = [withoutNulls(one), withoutNulls({ ...one, ...other })]
        const patch = patchBetween(from, to) as object
        t.strictSame(mergePatch(from, patch), to)
        t.strictSame(patchBetween(to, to), {})
        if (Object.keys(patch).length > 0) changed++
      },
    ),
  )
  t.ok(changed > 20, `${changed} of 100 differ`)
  t.strictSame(patchBetween({ a: { b: 1, c: 2 } }, { a: { c: 2, b: 1 } }), {}, 'the order of fields is no difference')
  t.strictSame(patchBetween({ a: { b: 1, c: 2 } }, { a: { b: 1 } }), { a: { c: null } })
})

t.test('a merge patch reaches no prototype, and twice is once', async t => {
  const patch = JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}')
  const result = mergePatch({}, patch) as Record<string, unknown>
  t.ok(Object.hasOwn(result, '__proto__'))
  t.equal(Object.getPrototypeOf(result), Object.prototype)
  t.equal(({} as Record<string, unknown>).polluted, undefined)
  let changed = 0
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (target, change) => {
      const once = mergePatch(target, change)
      if (JSON.stringify(once) !== JSON.stringify(target)) changed++
      return JSON.stringify(mergePatch(once, change)) === JSON.stringify(once)
    }),
  )
  t.ok(changed > 20, `${changed} of 100 patches change something`)
})
