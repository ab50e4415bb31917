import { once } from 'node:events'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import t from 'tap'
import type { App } from '../../src/http/server/context.js'
import { type Built, build, trainers } from '../support/build.js'
import { ringOfAll } from '../support/keys.js'
import { localStores } from '../support/stores.js'

t.setTimeout(290_000)

const uuid = (n: number) => `0192f5d4-7b1e-7c3a-9a55-${String(n).padStart(12, '0')}`

interface AnswerLine {
  readonly line: number
  readonly outcome: string
  readonly id: string
  readonly recordedAt: string
  readonly errors: readonly { path: string; code: string }[]
}

async function load(
  { app }: Built,
  text: string | Buffer | Readable,
  query = '',
  headers: Record<string, string> = {},
) {
  const answer = await app.inject({
    method: 'POST',
    url: `/v1/imports${query === '' ? '?report=all' : query.includes('report=') ? query : `${query}&report=all`}`,
    headers: { 'content-type': 'application/x-ndjson', ...headers },
    payload: text,
  })
  const isLines = answer.statusCode === 200
  const all = isLines
    ? answer.body
        .split('\n')
        .slice(0, -1)
        .map(line => JSON.parse(line))
    : []
  return {
    status: answer.statusCode,
    problem: isLines ? null : answer.json(),
    lines: all.slice(0, -1) as AnswerLine[],
    summary: all.at(-1)?.summary,
  }
}

const ndjson = (events: readonly object[]) => events.map(event => `${JSON.stringify(event)}\n`).join('')
const published = (n: number, publishedOn: string | undefined, fields: object = {}) =>
  trainers({ id: uuid(n), claim: { ...(trainers().claim as object), publishedOn }, ...fields })

for (const { name, open } of localStores) {
  t.test(name, async t => {
    t.test('good lines are stored in order, bad ones are told by number and stop nothing', async t => {
      const built = await build(t, { store: await open(t) })
      const lines = [
        JSON.stringify(trainers({ id: uuid(1) })),
        '{"type": "CoupOccurred"',
        '',
        JSON.stringify(trainers({ id: uuid(2), partner: 'NER' })),
        `${JSON.stringify(trainers({ id: uuid(3) }))}\r`,
        '{"a":1,"a":2}',
        JSON.stringify(trainers({ id: uuid(1), note: 'other' })),
        JSON.stringify(trainers({ id: uuid(1) })),
        JSON.stringify({
          type: 'ClaimRetracted',
          occurredOn: '2024-05-01',
          data: { targetEventId: uuid(3), reason: 'error' },
          claim: trainers().claim,
        }),
        JSON.stringify(trainers({ id: uuid(4), note: 'x'.repeat(70_000) })),
        JSON.stringify(trainers({ id: uuid(5) })),
      ]
      const { status, lines: told, summary } = await load(built, lines.join('\n'))
      t.equal(status, 200)
      t.strictSame(
        told.map(({ line, outcome }) => [line, outcome]),
        [
          [1, 'appended'],
          [2, 'refused'],
          [4, 'refused'],
          [5, 'appended'],
          [6, 'refused'],
          [7, 'id-reused'],
          [8, 'duplicate'],
          [9, 'appended'],
          [10, 'refused'],
          [11, 'appended'],
        ],
      )
      t.equal(told[1]!.errors[0]!.code, 'malformed-json')
      t.equal(told[4]!.errors[0]!.code, 'duplicate-key')
      t.equal(told[8]!.errors[0]!.code, 'body-too-large')
      t.strictSame(
        { ...summary, position: null },
        { lines: 10, appended: 4, duplicate: 1, refused: 5, position: null, stop: null },
      )
      const log = await built.store.readAll(null, 100)
      t.equal(summary.position, log.at(-1)!.position)
      t.strictSame(
        log.map(({ id }) => id).filter(id => id.startsWith('0192f5d4')),
        [uuid(1), uuid(3), uuid(5)],
      )
      const few = await load(built, lines.join('\n'), '?report=refused')
      t.ok(few.lines.every(({ outcome }) => outcome !== 'appended' && outcome !== 'duplicate') && few.lines.length > 0)
    })

    t.test('thousands of lines in odd pieces are all stored, and once when repeated', async t => {
      const built = await build(t, { store: await open(t) })
      const text = Buffer.from(ndjson(Array.from({ length: 3000 }, (_, i) => trainers({ id: uuid(i), note: `é${i}` }))))
      const pieces = function* () {
        for (let at = 0, size = 1; at < text.length; at += size, size = (size * 7919) % 50_021)
          yield text.subarray(at, at + size)
      }
      const first = await load(built, Readable.from(pieces(), { objectMode: false }))
      t.match(first.summary, { lines: 3000, appended: 3000, duplicate: 0, refused: 0 })
      const again = await load(built, text)
      t.match(again.summary, { appended: 0, duplicate: 3000, refused: 0, position: first.summary.position })
      const page = await built.store.readAll(null, 5000)
      t.equal(page.length, 3000)
      t.match(page[1234]!.body, /é1234/)
    })

    t.test('an Idempotency-Key makes lines without id safe to repeat', async t => {
      const built = await build(t, { store: await open(t) })
      const text = ndjson([trainers(), trainers()])
      const headers = { 'idempotency-key': 'file-1' }
      t.match((await load(built, text, '', headers)).summary, { appended: 2 })
      t.match((await load(built, text, '', headers)).summary, { duplicate: 2 })
      t.match((await load(built, text)).summary, { appended: 1, duplicate: 1 }, 'without the key what they say counts')
    })

    t.test('lines without id that say the same are one event, in one import and in three', async t => {
      const built = await build(t, { store: await open(t) })
      const { country, occurredOn, ...rest } = trainers({ note: 'two' })
      const text = `\ufeff${ndjson([trainers(), { occurredOn, partner: undefined, ...rest, authority: null, country }])}`
      const twice = text + ndjson([trainers()])
      const first = await load(built, twice)
      t.match(first.summary, { appended: 2, duplicate: 1, refused: 0 })
      t.equal(first.lines[2]!.id, first.lines[0]!.id)
      for (let again = 0; again < 2; again++) {
        t.match((await load(built, text.replaceAll('\n', '\r\n\r\n'))).summary, { appended: 0, duplicate: 2 })
      }
      t.equal((await built.store.readAll(null, 100)).length, 2)
      t.match((await load(built, twice, '?newIds=true')).summary, { appended: 3 }, 'unless new ids are asked for')
      const reported = ndjson([
        {
          type: 'ClaimRetracted',
          occurredOn: '2024-05-01',
          claim: trainers().claim,
          data: { targetEventId: first.lines[0]!.id, reason: 'error' },
        },
      ])
      t.match((await load(built, reported)).summary, { appended: 1 })
      t.match((await load(built, reported)).summary, { duplicate: 1 }, 'a retraction too')
    })

    t.test('a backfill of lines without id may be repeated', async t => {
      const built = await build(t, { store: await open(t) })
      const text = ndjson([
        published(1, '2024-04-10', { id: undefined }),
        published(2, '2024-04-11', { id: undefined }),
      ])
      t.match((await load(built, text, '?backfill=true')).summary, { appended: 2, stop: null })
      t.match((await load(built, text, '?backfill=true')).summary, { appended: 0, duplicate: 2, stop: null })
    })

    t.test('a backfill takes the date of publication as recordedAt and may be repeated', async t => {
      const built = await build(t, { store: await open(t) })
      const text = ndjson([
        published(1, '2023-07'),
        published(2, '2024-04-10'),
        published(3, '2024-04-11'),
        published(4, '2024-04-11'),
      ])
      const first = await load(built, text, '?backfill=true')
      t.equal(first.status, 200, JSON.stringify(first.problem))
      t.match(first.summary, { appended: 4, stop: null })
      t.strictSame(
        first.lines.map(({ recordedAt }) => recordedAt),
        [
          '2023-07-31T23:59:59.999Z',
          '2024-04-10T23:59:59.999Z',
          '2024-04-11T23:59:59.999Z',
          '2024-04-11T23:59:59.999Z',
        ],
      )
      const read = (await built.app.inject(`/v1/events/${uuid(1)}`)).json()
      t.match(read, { backfilled: true, storedAt: /^20/, recordedAt: '2023-07-31T23:59:59.999Z' })
      t.match(
        (await load(built, text, '?backfill=true')).summary,
        { appended: 0, duplicate: 4, stop: null },
        'repeated',
      )
      const more = text + ndjson([published(5, '2024-05')])
      t.match((await load(built, more, '?backfill=true')).summary, { appended: 1, duplicate: 4 }, 'and completed')
      await built.app.inject({ method: 'POST', url: '/v1/events', payload: trainers() })
      t.match(
        (await load(built, more, '?backfill=true')).summary,
        { duplicate: 5, stop: null },
        'also after newer events',
      )
    })

    t.test('a backfill ends at the first line that it may not store, and names it', async t => {
      const built = await build(t, { store: await open(t) })
      const stops = async (events: object[], line: number, status: number, code: string, before: number) => {
        const { status: got, problem } = await load(built, ndjson(events), '?backfill=true')
        t.equal(got, status, JSON.stringify(problem))
        t.match(problem, { code, detail: new RegExp(`^Line ${line}: .*before it ${before} were stored`) })
        t.match(problem.errors[0].path, new RegExp(`^/${line}(/|$)`))
      }
      await stops(
        [published(1, '2024-04-11'), published(2, '2023-07-26'), published(3, '2025')],
        2,
        409,
        'backfill-behind',
        1,
      )
      await stops([published(4, '2023-07-26')], 1, 409, 'backfill-behind', 0)
      await stops([published(5, '2024-05-01'), published(6, undefined)], 2, 422, 'invalid-event', 1)
      await stops([published(7, '2999-01-01')], 1, 422, 'invalid-event', 0)
      await stops([published(8, '2024-06-01', { partner: 'NER' })], 1, 422, 'invalid-event', 0)
      await stops([published(1, '2024-04-11', { note: 'other' })], 1, 409, 'id-reused', 0)
      const log = await built.store.readAll(null, 100)
      t.strictSame(
        log.map(({ id }) => id),
        [uuid(1), uuid(5)],
        'what stood before the line is stored, nothing after it',
      )
      const many = Array.from({ length: 900 }, (_, i) => published(1000 + i, '2024-07-01'))
      const late = await load(built, ndjson([...many, published(2000, '2024-06-01')]), '?backfill=true')
      t.match(late, {
        status: 200,
        summary: { appended: 900, refused: 1, stop: { line: 901, code: 'backfill-behind' } },
      })
    })
  })
}

/** A client that reads nothing before it has sent all, as `fetch` and `curl -o` do. */
async function sendAllThenRead(app: App, text: string, query: string): Promise<string> {
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as { port: number }
  const socket = connect(port, '127.0.0.1').pause()
  await once(socket, 'connect')
  const head = `POST /v1/imports${query} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-ndjson\r\n`
  socket.write(`${head}content-length: ${Buffer.byteLength(text)}\r\n\r\n`)
  for (let at = 0; at < text.length; at += 65_536) {
    if (!socket.write(text.slice(at, at + 65_536))) await once(socket, 'drain')
  }
  const chunks: Buffer[] = []
  for await (const chunk of socket) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

const summaryIn = (answer: string) => JSON.parse(/\{"summary".*\}/.exec(answer)![0]).summary

t.test('a client that sends all before it reads is answered, however much there is to tell', async t => {
  const refused = 200_000
  const nonsense = `${'{"type":"Nothing"}\n'.repeat(refused)}${JSON.stringify(trainers())}\n`
  for (const query of ['', '?report=all']) {
    const { app } = await build(t)
    const answer = await sendAllThenRead(app, nonsense, query)
    t.match(answer, /^HTTP\/1.1 200 OK/)
    const summary = summaryIn(answer)
    t.match(summary, { lines: refused + 1, appended: 1, refused, stop: null }, query)
    const told = answer.split('"outcome":"refused"').length - 1
    t.ok(told > 1000, `${told} refusals told`)
    // How much waits in the system's buffers differs from machine to machine.
    const all = told + (summary.untold ?? 0)
    t.ok(all >= refused && all <= refused + 1, `${told} told, ${summary.untold ?? 0} counted`)
  }
})

t.test('what is stored is counted, and told one by one only where it was asked for', async t => {
  const { app } = await build(t)
  const lines = ndjson(Array.from({ length: 3000 }, (_, i) => trainers({ id: uuid(i) })))
  const answer = await sendAllThenRead(app, `${lines}{"type":"Nothing"}\n`, '')
  t.match(summaryIn(answer), { lines: 3001, appended: 3000, refused: 1 })
  t.equal(answer.split('"outcome"').length - 1, 1, 'the refusal')
})

t.test('an import that ends early reads on, so that its client comes to the answer', async t => {
  for (const [before, status] of [
    [1000, 200],
    [0, 409],
  ] as const) {
    const { app } = await build(t)
    const good = ndjson(Array.from({ length: before }, (_, i) => published(i, '2024-04-11')))
    const lines = `${good}${ndjson([published(5000, '2024-04-12'), published(5001, '2024-04-10')])}`
    const rest = ndjson(Array.from({ length: 20_000 }, (_, i) => published(10_000 + i, '2024-04-13')))
    const answer = await sendAllThenRead(app, lines + rest, '?backfill=true')
    t.match(answer, new RegExp(`^HTTP/1.1 ${status} `))
    t.match(answer, /backfill-behind/)
  }
})

t.test('a backfill needs an admin key, an import a write key', async t => {
  const { ring, keys } = ringOfAll()
  const built = await build(t, { keys: ring })
  const bearer = (key: string) => ({ authorization: `Bearer ${key}` })
  const text = ndjson([published(1, '2024-04-11')])
  t.equal((await load(built, text)).status, 401)
  t.equal((await load(built, text, '', bearer(keys.read))).status, 403)
  t.match(await load(built, text, '?backfill=true', bearer(keys.write)), {
    status: 403,
    problem: { code: 'forbidden' },
  })
  t.equal((await load(built, text, '?backfill=true', bearer(keys.admin))).status, 200)
  const read = (await built.app.inject({ url: `/v1/events/${uuid(1)}`, headers: bearer(keys.read) })).json()
  t.match(read.recordedBy, /^key-[0-9a-f]{8}$/)
})

t.test('only NDJSON is taken, uncompressed', async t => {
  const built = await build(t)
  const send = (headers: Record<string, string>) => load(built, '{}\n', '', headers)
  t.equal((await send({ 'content-type': 'application/json' })).status, 415)
  t.equal((await send({ 'content-encoding': 'gzip' })).status, 415)
  t.match(await load(built, ''), { status: 200, summary: { lines: 0, appended: 0 } })
  t.match(await load(built, Buffer.from([0xff, 0x0a, 0x0a])), { status: 200, lines: [{ line: 1, outcome: 'refused' }] })
})

t.test('lines that are all refused let others have their turn', async t => {
  const built = await build(t)
  let turns = 0
  let over = false
  const count = () => {
    turns++
    if (!over) setImmediate(count)
  }
  // One chunk: nothing else would end the turn.
  const loading = load(built, `${'{"type"\n'.repeat(20_000)}`, '?report=refused')
  setImmediate(count)
  const { summary } = await loading
  over = true
  t.match(summary, { lines: 20_000, refused: 20_000 })
  t.ok(turns > 10, `${turns} turns of the event loop`)
})
