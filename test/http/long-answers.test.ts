import { once } from 'node:events'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import Fastify from 'fastify'
import t from 'tap'
import type { App } from '../../src/http/server/context.js'
import { MOST_CHARACTERS } from '../../src/http/server/limits.js'
import { createOutbox } from '../../src/http/server/outbox.js'
import { registerOutbox } from '../../src/http/server/slow-readers.js'
import { createWork } from '../../src/http/server/work.js'
import { createMemoryStore } from '../../src/store/memory.js'
import { openStore } from '../../src/store/open.js'
import { build, trainers } from '../support/build.js'

t.setTimeout(290_000)

const MIB = 2 ** 20

type Answer = Awaited<ReturnType<App['inject']>>

interface Page {
  readonly events: readonly unknown[]
  readonly next: string | null
}

for (const kind of ['in memory', 'on disk']) {
  t.test(`a page of long events ends by its length, and the next goes on after it (${kind})`, async t => {
    const store = kind === 'on disk' ? await openStore(`sqlite:${t.testdir()}`) : createMemoryStore()
    const { app } = await build(t, { store, checkAnswers: false })
    const note = 'long '.repeat(1500).trim()
    const annotations = Object.fromEntries(
      Array.from({ length: 25 }, (_, i) => [`a${i}`, Array(4).fill('y'.repeat(480))]),
    )
    const lines = Array.from({ length: 300 }, (_, i) => JSON.stringify(trainers({ note: `${note} ${i}`, annotations })))
    const answer = await app.inject({
      method: 'POST',
      url: '/v1/imports',
      headers: { 'content-type': 'application/x-ndjson' },
      payload: lines.join('\n'),
    })
    t.match(answer.body, /"appended":300/)
    for (const query of ['', '&country=NER']) {
      for (const accept of ['application/json', 'application/cloudevents-batch+json']) {
        let told = 0
        let pages = 0
        for (let url: string | null = `/v1/events?limit=5000${query}`; url !== null; pages++) {
          const page: Answer = await app.inject({ url, headers: { accept } })
          t.ok(page.body.length < 5 * MIB, `${Math.round(page.body.length / MIB)} MiB`)
          t.ok(Number(page.headers['entente-cost']) >= 1)
          const { events, next }: Page = accept === 'application/json' ? page.json() : batchOf(page)
          told += events.length
          url = next === null ? null : `/v1/events?limit=5000${query}&after=${next}`
        }
        t.strictSame([told, pages > 2], [300, true], `${pages} pages of ${accept}${query}`)
      }
    }
  })
}

function batchOf({ body, headers }: Answer): Page {
  const next = /after=([^>&]+)/.exec(String(headers.link ?? ''))?.[1] ?? null
  return { events: JSON.parse(body) as readonly unknown[], next }
}

t.test('an answer that grows too long is refused before it is whole', async t => {
  let made = 0
  function* pieces() {
    const piece = 'x'.repeat(MIB)
    for (; made < 500; made++) yield piece
  }
  const asked = { who: 'key a', cost: 1, gone: new AbortController().signal }
  await t.rejects(createWork().make(pieces(), asked), {
    status: 400,
    code: 'too-costly',
    message: /MiB: ask for fewer/,
  })
  t.ok(made <= MOST_CHARACTERS / MIB + 1, `${made} pieces`)
})

t.test('an answer that is made as it is taken is cut when nobody takes it, and not while it is made', async t => {
  const app = Fastify()
  registerOutbox(app as never as App, createOutbox(), { stallMs: 300 })
  let closed = false
  app.get('/endless', (_request, reply) => {
    const source = Readable.from(
      (function* () {
        for (;;) yield Buffer.alloc(65_536)
      })(),
    )
    source.once('close', () => {
      closed = true
    })
    return reply.send(source)
  })
  app.get('/slow', (_request, reply) =>
    reply.send(
      Readable.from(
        (async function* () {
          for (let i = 0; i < 3; i++) {
            yield `${i}`
            await delay(700)
          }
        })(),
      ),
    ),
  )
  await app.listen({ host: '127.0.0.1', port: 0 })
  t.teardown(() => app.close())
  const { port } = app.server.address() as { port: number }
  const socket = connect(port, '127.0.0.1').pause()
  await once(socket, 'connect')
  socket.write('GET /endless HTTP/1.1\r\nhost: localhost\r\n\r\n')
  const [slow] = await Promise.all([fetch(`http://127.0.0.1:${port}/slow`).then(answer => answer.text()), delay(1500)])
  t.equal(slow, '012', 'whoever reads gets all of it, however long it takes to make')
  while (!closed) await delay(50)
  socket.destroy()
})

t.test('of very many faults a hundred are told, and how many more there are', async t => {
  const { app } = await build(t)
  const payload = `[${Array(15_000).fill('{}').join(',')}]`
  const answer = await app.inject({
    method: 'POST',
    url: '/v1/events',
    headers: { 'content-type': 'application/json' },
    payload,
  })
  t.equal(answer.statusCode, 422)
  const { errors, detail } = answer.json()
  t.equal(errors.length, 100)
  t.match(detail, /and 14999 more/)
  const many = await app.inject({
    method: 'POST',
    url: '/v1/events',
    headers: { 'content-type': 'application/json' },
    payload: `[${Array(100_000).fill('{}').join(',')}]`,
  })
  t.match(many, { statusCode: 413 })
  t.match(many.json(), { code: 'body-too-large', detail: /events in one array/ })
})
