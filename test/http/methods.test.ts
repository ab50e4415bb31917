import { connect } from 'node:net'
import t from 'tap'
import { build, trainers } from '../support/build.js'

t.test('a path says which methods it takes', async t => {
  const { app } = await build(t)
  const table: [method: string, url: string, allow: string][] = [
    ['DELETE', '/v1/events', 'GET, HEAD, POST, OPTIONS'],
    ['GET', '/v1/imports', 'POST, OPTIONS'],
    ['HEAD', '/v1/session', 'POST, DELETE, OPTIONS'],
    ['POST', '/v1/countries/NER', 'GET, HEAD, OPTIONS'],
    ['PATCH', '/v1/stream', 'GET, HEAD, OPTIONS'],
    ['TRACE', '/health/live', 'GET, HEAD, OPTIONS'],
    ['POST', '/docs', 'GET, HEAD, OPTIONS'],
    ['PUT', '/', 'GET, HEAD, OPTIONS'],
  ]
  for (const [method, url, allow] of table) {
    const refused = await app.inject({ method: method as 'GET', url, payload: trainers() })
    t.equal(refused.statusCode, 405, `${method} ${url}`)
    t.equal(refused.headers.allow, allow)
    if (method !== 'HEAD') t.equal(refused.json().code, 'method-not-allowed')
    const options = await app.inject({ method: 'OPTIONS', url })
    t.match(options, { statusCode: 204, headers: { allow } }, `OPTIONS ${url}`)
    t.equal(options.body, '')
  }
  t.equal((await app.inject({ method: 'DELETE', url: '/nowhere' })).statusCode, 404, 'control')
  const posted = await app.inject({ method: 'POST', url: '/v1/events', payload: trainers() })
  t.equal(posted.statusCode, 201, 'control: what is taken is taken')
})

t.test('HEAD on the stream answers what GET would begin with, and ends', async t => {
  const { app } = await build(t)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as { port: number }
  const text = await new Promise<string>(resolve => {
    let told = ''
    const socket = connect(port, '127.0.0.1')
    socket.on('data', chunk => {
      told += chunk
    })
    socket.on('close', () => resolve(told))
    socket.write('HEAD /v1/stream HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n')
  })
  t.match(text, /^HTTP\/1\.1 200 OK\r\n[\s\S]*content-type: text\/event-stream/i)
  t.match(text, /\r\n\r\n$/)
  t.equal((await app.inject({ method: 'HEAD', url: '/v1/stream?at=nonsense' })).statusCode, 400)
})
