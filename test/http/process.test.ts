import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import { createKey } from '../../src/access/keys.js'
import { openStore } from '../../src/store/open.js'
import { build, trainers } from '../support/build.js'
import { argumentsOf, SERVE, startService as start } from '../support/service.js'
import { within } from '../support/timed.js'

t.setTimeout(290_000)

const CLI = [...argumentsOf('../../src/cli.js'), 'serve']
const HANG = argumentsOf('./serve.js')

const post = (url: string) =>
  fetch(`${url}/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(trainers()),
  })

t.test('SIGTERM during posting: every answer is kept, and the process ends with 0', async t => {
  const directory = t.testdir()
  const { child, url, ended, log } = await start(t, { ENTENTE_STORE: `sqlite:${directory}` })
  t.match(url, /^http:\/\/127\.0\.0\.1:\d+$/)
  const acknowledged: string[] = []
  let stopping = false
  const posters = Array.from({ length: 20 }, async () => {
    while (!stopping) {
      try {
        const answer = await post(url)
        if (answer.status === 201) acknowledged.push(((await answer.json()) as { id: string }).id)
        else t.equal(answer.status, 503)
      } catch {
        return // refused: it no longer listens
      }
    }
  })
  while (acknowledged.length < 100) await new Promise(resolve => setTimeout(resolve, 5))
  const begun = Date.now()
  child.kill('SIGTERM')
  t.equal(await ended, 0)
  within(t, 5000, Date.now() - begun, 'from the signal to the end')
  stopping = true
  await Promise.all(posters)
  t.ok(log.some(({ msg }) => msg === 'stopped'))
  const store = await openStore(`sqlite:${directory}`)
  const ids = new Set((await store.readAll(null, 100_000)).map(({ id }) => id))
  await store.close()
  t.equal(acknowledged.filter(id => !ids.has(id)).length, 0, `${acknowledged.length} acknowledged, all on record`)
})

t.test('a service serves and ends although nobody reads its log any more', async t => {
  for (const reading of ['has seen enough', 'reads nothing']) {
    const child = spawn(process.execPath, CLI, {
      env: { PATH: process.env.PATH, ENTENTE_PORT: '0', ENTENTE_STORE: 'memory:' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    t.teardown(() => child.kill('SIGKILL'))
    const ended = once(child, 'exit')
    let told = ''
    while (!/"url":"[^"]+"/.test(told)) told += String((await once(child.stdout, 'data'))[0])
    const url = /"url":"([^"]+)"/.exec(told)![1]!
    if (reading === 'has seen enough') child.stdout.destroy()
    else child.stdout.pause()
    // More lines than a pipe and the buffers on both sides hold.
    for (let i = 0; i < 1500; i++) {
      const answer = await fetch(`${url}/health/live`)
      await answer.arrayBuffer()
      if (answer.status !== 200) t.fail(String(answer.status))
    }
    const begun = Date.now()
    child.kill('SIGTERM')
    t.equal((await ended)[0], 0, `whoever reads the log ${reading}`)
    within(t, 5000, Date.now() - begun, 'from the signal to the end')
  }
})

t.test('a hangup reads the keys again and ends nothing', async t => {
  const file = join(t.testdir(), 'keys')
  const [first, second] = [1, 2].map(() => createKey({ scope: 'read', now: Date.now, random: randomBytes }))
  writeFileSync(file, `${JSON.stringify(first!.entry)}\n`)
  const { child, url, log, ended } = await start(t, { ENTENTE_STORE: 'memory:', ENTENTE_KEYS: file })
  const ask = async (key: string) =>
    (await fetch(`${url}/v1/countries`, { headers: { authorization: `Bearer ${key}` } })).status
  t.strictSame([await ask(first!.key), await ask(second!.key)], [200, 401])
  writeFileSync(file, `${JSON.stringify(second!.entry)}\n`)
  child.kill('SIGHUP')
  while (!log.some(({ msg }) => msg === 'keys read again')) await new Promise(resolve => setTimeout(resolve, 20))
  t.strictSame([await ask(first!.key), await ask(second!.key)], [401, 200])
  const keyless = await start(t, { ENTENTE_STORE: 'memory:' })
  keyless.child.kill('SIGHUP')
  await new Promise(resolve => setTimeout(resolve, 300))
  t.equal((await fetch(`${keyless.url}/health/live`)).status, 200, 'nor where no key is asked for')
  child.kill('SIGTERM')
  t.equal(await ended, 0)
})

t.test('what cannot start says why and ends with its code', async t => {
  const run = async (environment: Record<string, string>) => {
    const child = spawn(process.execPath, SERVE, { env: { PATH: process.env.PATH, ENTENTE_PORT: '0', ...environment } })
    t.teardown(() => child.kill('SIGKILL'))
    let told = ''
    child.stderr.on('data', chunk => {
      told += chunk
    })
    const [code] = await once(child, 'close')
    return { code, told }
  }
  const wrong = await run({ ENTENTE_PORT: 'http', ENTENTE_LOG_LEVEL: 'loud' })
  t.equal(wrong.code, 2)
  t.match(wrong.told, /ENTENTE_PORT: [\s\S]*ENTENTE_LOG_LEVEL: [\s\S]*--rate-limit/)
  t.match(await run({ ENTENTE_HOST: '0.0.0.0', ENTENTE_STORE: 'memory:' }), { code: 2, told: /ENTENTE_KEYS/ })
  const proxy = await run({ ENTENTE_TRUST_PROXY: 'evil', ENTENTE_STORE: 'memory:' })
  t.match(proxy, { code: 2, told: /ENTENTE_TRUST_PROXY/ })
  t.match(await run({ ENTENTE_KEYS: '/nowhere/keys', ENTENTE_STORE: 'memory:' }), { code: 2, told: /nowhere/ })
  const directory = t.testdir()
  await start(t, { ENTENTE_STORE: `sqlite:${directory}` })
  t.match(
    await run({ ENTENTE_STORE: `sqlite:${directory}` }),
    { code: 4, told: /entente: / },
    'one writer for a directory',
  )
})

t.test('an open upload does not keep the process from ending, and a second signal ends it at once', async t => {
  const upload = async (url: string): Promise<Socket> => {
    const { hostname, port } = new URL(url)
    const socket = connect(Number(port), hostname)
    socket.on('error', () => {})
    socket.write(
      `POST /v1/imports?report=all HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-ndjson\r\ntransfer-encoding: chunked\r\n\r\n`,
    )
    const line = `${JSON.stringify(trainers())}\n`
    socket.write(`${Buffer.byteLength(line).toString(16)}\r\n${line}\r\n`)
    await once(socket, 'data')
    return socket
  }
  const one = await start(t, { ENTENTE_STORE: 'memory:' })
  const first = await upload(one.url)
  let told = ''
  first.on('data', chunk => {
    told += chunk
  })
  const begun = Date.now()
  one.child.kill('SIGTERM')
  t.equal(await one.ended, 0)
  t.match(told, /"summary":\{"lines":1,"appended":1.*"code":"shutting-down"/, 'the upload is told how far it came')
  within(t, 5000, Date.now() - begun, 'from the signal to the end')
  const two = await start(t, { ENTENTE_STORE: 'memory:' }, HANG)
  two.child.kill('SIGTERM')
  await new Promise(resolve => setTimeout(resolve, 500))
  t.equal(two.child.exitCode, null, 'control: one signal does not end a process that hangs')
  const again = Date.now()
  two.child.kill('SIGTERM')
  t.not(await two.ended, 0)
  within(t, 1000, Date.now() - again, 'from the second signal to the end')
})

t.test(
  'slow senders are cut off while an import may take its time and others are served',
  { timeout: 60_000 },
  async t => {
    const { app } = await build(t)
    await app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = app.server.address() as { port: number }
    const drip = (head: string, every: number) =>
      new Promise<{ seconds: number; answer: string }>(resolve => {
        const begun = Date.now()
        let answer = ''
        const socket = connect(port, '127.0.0.1', () => socket.write(head))
        const timer = setInterval(() => socket.write('x'), every)
        socket.on('data', chunk => {
          answer += chunk
        })
        socket.on('error', () => {})
        socket.on('close', () => {
          clearInterval(timer)
          resolve({ seconds: (Date.now() - begun) / 1000, answer })
        })
        t.teardown(() => socket.destroy())
      })
    const json =
      'POST /v1/events HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n{'
    const slow = [
      ...Array.from({ length: 100 }, () => drip('GET /health/live HTTP/1.1\r\nhost: localhost\r\nx: ', 1000)),
      ...Array.from({ length: 100 }, () => drip(json, 1000)),
    ]
    const silent = new Promise<string>(resolve => {
      let answer = ''
      const socket = connect(port, '127.0.0.1')
      socket.on('data', chunk => {
        answer += chunk
      })
      socket.on('close', () => resolve(answer))
    })
    const importing = (async () => {
      const socket = connect(port, '127.0.0.1')
      let answer = ''
      socket.on('data', chunk => {
        answer += chunk
      })
      socket.write(
        'POST /v1/imports?newIds=true HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-ndjson\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n',
      )
      for (let i = 0; i < 14; i++) {
        const line = `${JSON.stringify(trainers())}\n`
        socket.write(`${Buffer.byteLength(line).toString(16)}\r\n${line}\r\n`)
        await new Promise(resolve => setTimeout(resolve, 1000))
      }
      socket.write('0\r\n\r\n')
      await once(socket, 'close')
      return answer
    })()
    const waits: number[] = []
    const until = Date.now() + 12_000
    while (Date.now() < until) {
      const begun = performance.now()
      const answer = await fetch(`http://127.0.0.1:${port}/health/live`)
      await answer.arrayBuffer()
      waits.push(performance.now() - begun)
      await new Promise(resolve => setTimeout(resolve, 50))
    }
    const cut = await Promise.all(slow)
    within(t, 15_000, 1000 * Math.max(...cut.map(({ seconds }) => seconds)), `the last of ${cut.length} is cut off`)
    t.ok(
      cut.every(({ answer }) => / 408 |^$/.test(answer.split('\r\n')[0]!)),
      'with 408',
    )
    t.match(cut[0]!.answer, /application\/problem\+json[\s\S]*"code":"request-timeout"/)
    t.equal(await silent, '', 'a spare connection that never said anything ends without a word')
    waits.sort((a, b) => a - b)
    t.ok(waits.length > 20, `${waits.length} probes are answered meanwhile`)
    within(t, 250, waits[Math.floor(waits.length * 0.9)]!, 'a probe at p90')
    t.match(await importing, /"summary":\{"lines":14,"appended":14/, 'an import of 14 s is not cut off')
  },
)

t.test('broken HTTP is answered 400 or 431 and closed, and no second request is smuggled in', async t => {
  const { app } = await build(t)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as { port: number }
  const send = (text: string) =>
    new Promise<string>(resolve => {
      let answer = ''
      const socket = connect(port, '127.0.0.1', () => socket.write(text))
      socket.on('data', chunk => {
        answer += chunk
      })
      socket.on('error', () => {})
      socket.on('close', () => resolve(answer))
      setTimeout(() => socket.destroy(), 3000).unref()
    })
  const smuggled = 'GET /metrics HTTP/1.1\r\nhost: localhost\r\n\r\n'
  const table: [string, string, RegExp][] = [
    [
      'Content-Length beside chunks',
      `POST /v1/events HTTP/1.1\r\nhost: localhost\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
      /^HTTP\/1\.1 400 /,
    ],
    [
      'two lengths',
      `POST /v1/events HTTP/1.1\r\nhost: localhost\r\ncontent-length: 3\r\ncontent-length: 30\r\n\r\nabc${smuggled}`,
      /^HTTP\/1\.1 400 /,
    ],
    [
      'a folded header',
      `GET /health/live HTTP/1.1\r\nhost: localhost\r\nx: a\r\n b: c\r\n: d\r\n\r\n${smuggled}`,
      /^HTTP\/1\.1 400 /,
    ],
    [
      '20 KB of one header',
      `GET /health/live HTTP/1.1\r\nhost: localhost\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`,
      /^HTTP\/1\.1 431 /,
    ],
    ['nonsense', 'x\r\n\r\n', /^HTTP\/1\.1 400 /],
  ]
  for (const [name, text, expected] of table) {
    const answer = await send(text)
    t.match(answer, expected, name)
    t.match(answer, /application\/problem\+json/, name)
    t.notMatch(answer, /entente_/, `${name}: nothing smuggled`)
  }
})
