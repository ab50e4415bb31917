import { createServer, request } from 'node:http'
import t, { type Test } from 'tap'
import { streamRoutes } from '../../src/http/stream.js'
import { build } from '../support/build.js'
import { localStores } from '../support/stores.js'
import { checkConformance } from './conformance.js'

async function listening(t: Test, open: (t: Test) => Promise<import('../../src/store/store.js').EventStore>) {
  const { app } = await build(t, {
    store: await open(t),
    routes: [streamRoutes({ heartbeatMs: 300, tickMs: 100 }, '/fast')],
  })
  return app.listen({ host: '127.0.0.1', port: 0 })
}

for (const { name, open } of localStores) {
  t.test(`the stream over the ${name} store passes the conformance script over a socket`, async t => {
    const url = await listening(t, open)
    for (const { name, passed, detail } of await checkConformance(url, { path: '/fast/v1/stream' })) {
      t.ok(passed, `${name} (${detail})`)
    }
  })
}

t.test('control: a service that drops one message or tells one twice does not pass', async t => {
  const url = await listening(t, localStores[0]!.open)
  for (const fault of ['drop', 'double'] as const) {
    const port = await faultyProxy(t, url, fault)
    const checks = await checkConformance(`http://127.0.0.1:${port}`, { quick: true, reconnects: 5 })
    t.ok(
      checks.some(({ passed }) => !passed),
      `${fault}: ${checks.find(({ passed }) => !passed)?.detail}`,
    )
  }
})

/** A proxy in front of the service that loses or doubles the second message of each stream. */
async function faultyProxy(t: Test, url: string, fault: 'drop' | 'double'): Promise<number> {
  const server = createServer((incoming, outgoing) => {
    const { host: _, ...headers } = incoming.headers
    const onward = request(
      url + incoming.url,
      { method: incoming.method, headers: { ...headers, host: 'localhost' }, agent: false },
      answer => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
        let messages = 0
        let text = ''
        answer.setEncoding('utf8').on('data', (piece: string) => {
          if (!/event-stream/.test(String(answer.headers['content-type']))) {
            outgoing.write(piece)
            return
          }
          text += piece
          for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
            const message = text.slice(0, end + 2)
            text = text.slice(end + 2)
            const times = message.startsWith('id: ') && ++messages === 2 ? { drop: 0, double: 2 }[fault] : 1
            outgoing.write(message.repeat(times))
          }
        })
        answer.on('close', () => outgoing.end())
      },
    )
    incoming.pipe(onward)
    onward.on('error', () => outgoing.destroy())
    outgoing.on('close', () => onward.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as { port: number }).port
}
