import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import t from 'tap'
import { type Parsed, parseStrict } from '../../src/wire/strict-json.js'
import { build, trainers } from '../support/build.js'

const bytes = (text: string) => Buffer.from(text, 'utf8')
const codeOf = (parsed: Parsed) => (parsed.ok ? 'ok' : parsed.problem.code)
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
const objects = (depth: number) => '{"a":'.repeat(depth) + 1 + '}'.repeat(depth)
const withNote = (json: string) => JSON.stringify(trainers({ note: '@' })).replace('"@"', json)

/** Bodies that no store should ever see, each with the only answers that are right. */
const hostile: readonly [string, Buffer, string][] = [
  ['empty', bytes(''), 'malformed-json'],
  ['blank', bytes('  \n'), 'malformed-json'],
  ['half an object', bytes('{"a":'), 'malformed-json'],
  ['two values', bytes('{}{}'), 'malformed-json'],
  ['a comment', bytes('{/*x*/}'), 'malformed-json'],
  ['a trailing comma', bytes('{"a":1,}'), 'malformed-json'],
  ['NaN', bytes('{"a":NaN}'), 'malformed-json'],
  ['a bare NUL in a string', bytes('{"a":"\0"}'), 'malformed-json'],
  ['a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes('{}')]), 'invalid-utf8'],
  ['UTF-16', Buffer.from('{}', 'utf16le'), 'malformed-json'],
  ['a stray byte', Buffer.concat([bytes('{"a":"'), Buffer.from([0xff]), bytes('"}')]), 'invalid-utf8'],
  ['an overlong slash', Buffer.concat([bytes('{"a":"'), Buffer.from([0xc0, 0xaf]), bytes('"}')]), 'invalid-utf8'],
  [
    'an encoded surrogate',
    Buffer.concat([bytes('{"a":"'), Buffer.from([0xed, 0xa0, 0x80]), bytes('"}')]),
    'invalid-utf8',
  ],
  ['half a surrogate pair', bytes('{"a":"\\ud800"}'), 'invalid-utf8'],
  ['half a pair in a key', bytes('{"\\udfff":1}'), 'invalid-utf8'],
  ['a key twice', bytes('{"a":1,"b":2,"a":1}'), 'duplicate-key'],
  ['a key twice, once escaped', bytes('{"a":1,"\\u0061":2}'), 'duplicate-key'],
  ['a key twice, far below', bytes('[{"x":[{"y":{"k":1,"z":{},"k":[]}}]}]'), 'duplicate-key'],
  ['a key twice beside quotes and colons', bytes('{"a":"\\":\\\\","b\\"":1,"a":"}"}'), 'duplicate-key'],
  ['__proto__', bytes('{"__proto__":{"x":1}}'), 'forbidden-key'],
  ['__proto__, escaped', bytes('{"\\u005f_proto__":{"x":1}}'), 'forbidden-key'],
  ['__proto__ below', bytes('{"data":[{"__proto__":null}]}'), 'forbidden-key'],
  ['__proto__ twice', bytes('{"__proto__":1,"__proto__":2}'), 'forbidden-key'],
  ['constructor', bytes('{"constructor":{"prototype":{"x":1}}}'), 'forbidden-key'],
  ['constructor, escaped', bytes('{"c\\u006fnstructor":{"prototype":{}}}'), 'forbidden-key'],
  ['2^53', bytes('{"a":9007199254740992}'), 'unsafe-number'],
  ['2^53+1', bytes('{"a":9007199254740993}'), 'unsafe-number'],
  ['-(2^53)', bytes('[-9007199254740992]'), 'unsafe-number'],
  ['1e400', bytes('{"a":1e400}'), 'unsafe-number'],
  ['-0', bytes('{"a":-0}'), 'unsafe-number'],
  ['-0.0', bytes('-0.0'), 'unsafe-number'],
  ['33 arrays', bytes(nested(33)), 'too-deep'],
  ['33 objects', bytes(objects(33)), 'too-deep'],
  ['5,000 arrays', bytes(nested(5000)), 'too-deep'],
  ['30,000 objects', bytes(objects(10_000)), 'too-deep'],
  [
    '1,001 keys after a space',
    bytes(` {${Array.from({ length: 1001 }, (_, i) => `"k${i}":1`).join()}}`),
    'too-many-keys',
  ],
  [
    '1,001 keys in the second of three',
    bytes(`[{},{${Array.from({ length: 1001 }, (_, i) => `"k${i}":1`).join()}},{}]`),
    'too-many-keys',
  ],
  ['a text without an end', bytes('["'), 'malformed-json'],
  ['1,001 keys', bytes(`{${Array.from({ length: 1001 }, (_, i) => `"k${i}":1`).join()}}`), 'too-many-keys'],
]

t.test('what JSON.parse would change or hide is refused', async t => {
  for (const [name, body, code] of hostile) t.equal(codeOf(parseStrict(body)), code, name)
  const text = '{"a":9007199254740993,"b":1,"b":2}'
  t.strictSame(JSON.parse(text), { a: 9007199254740992, b: 2 }, 'control: JSON.parse takes it')
})

t.test('the refusal says where', async t => {
  const told = (text: string) => {
    const parsed = parseStrict(bytes(text))
    return parsed.ok ? 'ok' : parsed.problem.message
  }
  t.equal(told('{"a":[1,{"b/c":1e400}]}'), '/a/1/b~1c: not kept exactly')
  t.equal(told('{"a":{"k":1,"k":2}}'), 'The key "k" is there twice')
  t.equal(told('{"a":'), 'The body is not one complete JSON text')
  t.match(told('{"a":x}'), /^Not JSON at character 5$|not one complete/)
})

t.test('what is good is parsed as JSON.parse does', async t => {
  for (const text of [
    '{}',
    '[]',
    '7',
    'null',
    '"a\\"b:"',
    '{"a":{"a":{"a":1}}}',
    '[{"a":1},{"a":1}]',
    '{"":"","é":"😀","\\ud83d\\ude00":0.1}',
    nested(32),
    objects(32),
    '{"a":"\\\\","b":"\\\\\\":"}',
    '-9007199254740991',
  ]) {
    const parsed = parseStrict(bytes(text))
    t.ok(parsed.ok, text.slice(0, 60))
    if (parsed.ok) t.strictSame(parsed.value, JSON.parse(text))
  }
  let read = 0
  fc.assert(
    fc.property(fc.json({ maxDepth: 8 }), text => {
      const parsed = parseStrict(bytes(text))
      if (parsed.ok) read++
      const reparsed = JSON.stringify(JSON.parse(text))
      return parsed.ok
        ? JSON.stringify(parsed.value) === reparsed
        : /__proto__|constructor|-0|e|\d{16}|\\ud/i.test(text)
    }),
    { numRuns: 2000 },
  )
  t.ok(read > 500, `${read} of 2,000 texts were read`)
})

t.test('a key doubled anywhere is always found', async t => {
  const depths = new Set<number>()
  let doubledKeys = 0
  const key = fc.string({ minLength: 1, maxLength: 5 }).filter(text => text !== '__proto__')
  const property = fc.property(
    fc.array(key, { minLength: 1, maxLength: 6 }),
    fc.nat(),
    fc.nat(7),
    (names, pick, depth) => {
      const keys = [...new Set(names)]
      const doubled = keys[pick % keys.length]!
      const escaped = `"${[...doubled]
        .flatMap(c => c.split(''))
        .map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
        .join('')}"`
      const members = [...keys.map(name => `${JSON.stringify(name)}:":"`), `${escaped}:1`].join()
      depths.add(depth)
      doubledKeys++
      const text = `${'{"x":['.repeat(depth)}{${members}}${']}'.repeat(depth)}`
      return codeOf(parseStrict(bytes(text))) === 'duplicate-key'
    },
  )
  fc.assert(property, { numRuns: 1000 })
  t.ok(depths.size === 8 && doubledKeys > 500, `${doubledKeys} doubled keys at ${depths.size} depths`)
})

t.test('over HTTP every hostile body is a 4xx with a code, and nothing is stored', async t => {
  const { app, store } = await build(t)
  const send = (payload: Buffer | string, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url: '/v1/events',
      headers: { 'content-type': 'application/json', ...headers },
      payload,
    })
  for (const [name, body, code] of hostile) {
    const answer = await send(body)
    t.equal(answer.statusCode, 400, name)
    t.equal(answer.json().code, code, name)
  }
  const big = `[${Array.from({ length: 40_000 }, () => JSON.stringify({ a: 'x'.repeat(60) })).join()}]`
  const table: [string, Buffer | string, Record<string, string>, number][] = [
    ['65 KiB of one event', JSON.stringify(trainers({ note: 'x'.repeat(66_000) })), {}, 413],
    ['10 MB', Buffer.alloc(10_000_000, 0x20), {}, 413],
    ['an array of more than 2 MiB', big, {}, 413],
    ['100,000 keys', `[{${Array.from({ length: 100_000 }, (_, i) => `"k${i}":1`).join()}}]`, {}, 400],
    ['500,000 arrays', nested(500_000), {}, 400],
    ['gzip', gzipSync(Buffer.alloc(10_000_000)), { 'content-encoding': 'gzip' }, 415],
    ['text', JSON.stringify(trainers()), { 'content-type': 'text/plain' }, 415],
    ['a form', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['multipart', 'x', { 'content-type': 'multipart/form-data; boundary=x' }, 415],
    ['no type', JSON.stringify(trainers()), { 'content-type': '' }, 415],
    ['a broken type', JSON.stringify(trainers()), { 'content-type': 'application' }, 415],
    ['NDJSON at the wrong door', JSON.stringify(trainers()), { 'content-type': 'application/x-ndjson' }, 415],
    ['an escaped NUL', withNote('"a\\u0000b"'), {}, 422],
    ['an escaped ESC', withNote('"\\u001b[31m"'), {}, 422],
    ['a right-to-left override', withNote('"a\\u202eb"'), {}, 422],
    ['an isolate that is never closed', withNote('"a\\u2067b"'), {}, 422],
    ['half a surrogate pair', withNote('"a\\ud800b"'), {}, 400],
    ['a Cyrillic country', JSON.stringify(trainers({ country: 'NЕR' })), {}, 422],
    ['a full-width country', JSON.stringify(trainers({ country: 'ＮＥＲ' })), {}, 422],
    ['a country with a line break', JSON.stringify(trainers({ country: 'NER\n' })), {}, 422],
    ['a lower-case country', JSON.stringify(trainers({ country: 'ner' })), {}, 422],
    ['a zero-width joiner in an id', JSON.stringify(trainers({ factId: 'a\u200db' })), {}, 422],
    [
      'a script as url',
      JSON.stringify(trainers({ claim: { ...(trainers().claim as object), url: 'javascript:alert(1)' } })),
      {},
      422,
    ],
  ]
  for (const [name, payload, headers, status] of table) {
    const answer = await send(payload, headers)
    t.equal(answer.statusCode, status, `${name}: ${answer.body.slice(0, 200)}`)
    t.match(answer.headers['content-type'], /^application\/problem\+json/, name)
  }
  t.equal(({} as { x?: unknown }).x, undefined)
  t.equal(await store.head(), null, 'nothing was stored')
  t.equal((await send(JSON.stringify(trainers()))).statusCode, 201, 'control: the good body is stored')
})

t.test('a thousand hostile posts neither hold the event loop nor grow the process', async t => {
  const { app, store } = await build(t)
  const bodies = [...hostile.map(([, body]) => body), Buffer.from(JSON.stringify(trainers({ partner: 'NER' })))]
  const rss = process.memoryUsage().rss
  const costs: number[] = []
  for (let i = 0; i < 1000; i++) {
    const payload = bodies[i % bodies.length]!
    const began = process.cpuUsage()
    const { statusCode } = await app.inject({
      method: 'POST',
      url: '/v1/events',
      headers: { 'content-type': 'application/json' },
      payload,
    })
    const { user, system } = process.cpuUsage(began)
    costs.push(user + system)
    if (statusCode < 400 || statusCode > 499) t.fail(`answered ${statusCode}`)
    if (i % 10 === 0) await new Promise(resolve => setImmediate(resolve))
  }
  costs.sort((a, b) => a - b)
  const [median, most] = [costs[500]!, costs[990]!]
  t.ok(most < 100 * median, `of the processor one takes ${median} µs, one in a hundred ${most} µs`)
  t.ok(process.memoryUsage().rss - rss < 100 * 2 ** 20)
  t.equal(await store.head(), null)
})

t.test('mutated bodies never end in a 5xx, and what is accepted is stored as it was understood', async t => {
  const { app, store } = await build(t)
  const good = bytes(JSON.stringify(trainers()))
  let stored = 0
  let refused = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      async edits => {
        const payload = Buffer.from(good)
        for (const [at, byte] of edits) payload[at] = byte
        const answer = await app.inject({
          method: 'POST',
          url: '/v1/events',
          headers: { 'content-type': 'application/json' },
          payload,
        })
        if (answer.statusCode >= 500) throw new Error(`${answer.statusCode}: ${payload}`)
        if (answer.statusCode !== 201) {
          refused++
          return
        }
        stored++
        const found = await store.find(answer.json().id)
        const { id: _, ...sent } = JSON.parse(payload.toString('utf8'))
        if (JSON.parse(found!.body).occurredOn !== sent.occurredOn) throw new Error(`stored otherwise: ${payload}`)
      },
    ),
    { numRuns: 1500 },
  )
  t.ok(stored > 5 && refused > 500, `${stored} stored, ${refused} refused`)
})
