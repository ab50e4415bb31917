import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import t, { type Test } from 'tap'
import type { Routes } from '../../src/http/server/context.js'
import { createOutbox } from '../../src/http/server/outbox.js'
import { build } from '../support/build.js'

t.setTimeout(290_000)

/** A route whose answer is large, and one that holds the event loop. */
const routes: readonly Routes[] = [
  app =>
    app.route({
      method: 'GET',
      url: '/large',
      config: { access: 'read' },
      handler: async (_request, reply) => reply.type('text/plain').send('x'.repeat(8 * 1024 * 1024)),
    }),
  app =>
    app.route({
      method: 'GET',
      url: '/hold/:ms',
      config: { access: 'read' },
      handler: async request => {
        const until = performance.now() + Number((request.params as { ms: string }).ms)
        while (performance.now() < until);
        return 'held'
      },
    }),
]

async function served(t: Test) {
  const { app } = await build(t, { routes })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as { port: number }
  const open = async (text: string): Promise<Socket> => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    t.teardown(() => socket.destroy())
    await once(socket, 'connect')
    socket.write(text)
    return socket
  }
  return { url: `http://127.0.0.1:${port}`, open }
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`

t.test('answers that nobody reads do not pile up: the oldest are cut, and whoever reads is served', async t => {
  const { url, open } = await served(t)
  const before = process.memoryUsage().rss
  let closed = 0
  let most = 0
  for (let i = 0; i < 150; i++) {
    const socket = await open(get('/large'))
    socket.pause()
    socket.on('close', () => closed++)
    most = Math.max(most, process.memoryUsage().rss)
    await delay(20)
  }
  await delay(2500)
  const answers = await Promise.all(
    [1, 2, 3].map(async () => {
      for (;;) {
        const answer = await fetch(`${url}/large`)
        const text = await answer.text()
        if (answer.status === 200) return text.length
        if (answer.status !== 503 || answer.headers.get('retry-after') === null) return answer.status
        await delay(500)
      }
    }),
  )
  t.strictSame(answers, Array(3).fill(8 * 1024 * 1024), 'who reads is served')
  const more = Math.round((most - before) / 1024 / 1024)
  t.ok(more < 500, `${more} MiB more for 1200 MiB of answers`)
})

t.test('what waits is counted and cut from the oldest on', async t => {
  let time = 0
  const outbox = createOutbox(100, () => time)
  const cut: string[] = []
  const response = (name: string) => {
    const listeners: (() => void)[] = []
    return {
      once: (_event: string, listener: () => void) => listeners.push(listener),
      destroy: () => cut.push(name),
      close() {
        for (const listener of listeners) listener()
      },
    }
  }
  const [a, b, c] = [response('a'), response('b'), response('c')]
  outbox.add(a as never, 60)
  time = 1000
  outbox.add(b as never, 60)
  t.strictSame([cut, outbox.unsent], [[], 120], 'what is young may still go')
  time = 2500
  outbox.add(c as never, 10)
  t.strictSame([cut, outbox.unsent, outbox.cut], [['a'], 70, 1])
  a.close()
  b.close()
  c.close()
  t.equal(outbox.unsent, 0)
})

/** Clients with an event loop of their own: they send on while the service is held. Answers the first line of each. */
const CLIENTS = `
const { connect } = require('node:net')
const { once } = require('node:events')
const { setTimeout: delay } = require('node:timers/promises')
const { parentPort, workerData: { port, hold } } = require('node:worker_threads')
const get = path => 'GET ' + path + ' HTTP/1.1\\r\\nhost: localhost\\r\\n\\r\\n'
const open = async text => {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write(text)
  return socket
}
const told = socket => {
  let text = ''
  socket.on('data', chunk => (text += chunk))
  return () => text.split('\\r\\n')[0]
}
void (async () => {
  const body = '{"type":"Nothing"}'
  const head = 'POST /v1/events HTTP/1.1\\r\\nhost: localhost\\r\\ncontent-type: application/json\\r\\ncontent-length: ' + body.length + '\\r\\n'
  const inHead = await open(head)
  const inBody = await open(head + '\\r\\n' + body.slice(0, 5))
  const fresh = await open('')
  const used = await open(get('/health/live'))
  await once(used, 'data')
  await delay(200)
  const answers = [inHead, inBody, fresh, used].map(told)
  const holder = await open(get('/hold/' + hold))
  await delay(500)
  inHead.write('\\r\\n' + body)
  inBody.write(body.slice(5))
  fresh.write(get('/health/live'))
  used.write(get('/health/live'))
  await once(holder, 'data')
  await delay(2500)
  parentPort.postMessage(answers.map(answer => answer()))
  process.exit(0)
})()
`

t.test('no request is cut because the process was busy', async t => {
  const { url } = await served(t)
  const clients = new Worker(CLIENTS, { eval: true, workerData: { port: Number(new URL(url).port), hold: 12_000 } })
  const [lines] = await once(clients, 'message')
  t.strictSame(lines, [
    'HTTP/1.1 422 Unprocessable Entity',
    'HTTP/1.1 422 Unprocessable Entity',
    'HTTP/1.1 200 OK',
    'HTTP/1.1 200 OK',
  ])
})
