import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { trainers } from '../support/build.js'
import { type Service, startService } from '../support/service.js'

/** Times are measured, so nothing else may run on the machine. */
t.setTimeout(3_600_000)

const LINES = Number(process.env.ENTENTE_LINES ?? 300_000)
const MOST_MB = 700
const LONGEST_PROBE_MS = 1000

const HOSTS = ['NER', 'MLI', 'BFA', 'TCD', 'SEN', 'CIV', 'TGO', 'BEN']

interface Upload {
  readonly name: string
  readonly query: string
  /** What is on line `i`. */
  readonly line: (i: number) => string
  readonly expected: Readonly<Record<string, unknown>>
}

function told(i: number, fields: object): string {
  const day = new Date(Date.UTC(1992, 0, 1 + (i % 12_000))).toISOString().slice(0, 10)
  const data = { forceId: `force-${i % 5000}`, sponsor: 'RUS', role: 'advisory' }
  return JSON.stringify(
    trainers({
      country: HOSTS[i % 8],
      occurredOn: day,
      announcedOn: null,
      data,
      factId: null,
      note: `n ${i}`,
      ...fields,
    }),
  )
}

const uuid = (i: number) => `0192f5d4-7b1e-7c3a-9a55-${String(i).padStart(12, '0')}`

const uploads: readonly Upload[] = [
  { name: 'with ids', query: '', line: i => told(i, { id: uuid(i) }), expected: { appended: LINES, stop: null } },
  {
    name: 'again, every line reported',
    query: '?report=all',
    line: i => told(i, { id: uuid(i) }),
    expected: { duplicate: LINES },
  },
  { name: 'without ids', query: '', line: i => told(i, { note: `m ${i}` }), expected: { appended: LINES } },
  {
    name: 'new ids, every line reported',
    query: '?newIds=true&report=all',
    line: i => told(i % 1000, {}),
    expected: { appended: LINES },
  },
  { name: 'nothing that can be stored', query: '', line: () => '{"type":"Nothing"}', expected: { refused: LINES } },
  {
    name: 'nothing that is JSON, every line reported',
    query: '?report=all',
    line: () => '{"type"',
    expected: { refused: LINES },
  },
]

function* bytesOf({ line }: Upload): Generator<Buffer> {
  for (let i = 0; i < LINES; i += 500) {
    const lines = Array.from({ length: Math.min(500, LINES - i) }, (_, k) => `${line(i + k)}\n`)
    yield Buffer.from(lines.join(''))
  }
}

function lengthOf(upload: Upload): number {
  let length = 0
  for (const chunk of bytesOf(upload)) length += chunk.length
  return length
}

/** Sends all before it reads anything. */
async function overSocket(service: Service, upload: Upload, length: number): Promise<string> {
  const { hostname, port } = new URL(service.url)
  const socket = connect(Number(port), hostname).pause()
  await once(socket, 'connect')
  const head = `POST /v1/imports${upload.query} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-ndjson\r\n`
  socket.write(`${head}content-length: ${length}\r\n\r\n`)
  for (const chunk of bytesOf(upload)) if (!socket.write(chunk)) await once(socket, 'drain')
  return textOf(socket)
}

async function overFetch(service: Service, upload: Upload): Promise<string> {
  const answer = await fetch(`${service.url}/v1/imports${upload.query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: Readable.from(bytesOf(upload)) as never,
    duplex: 'half',
  } as RequestInit)
  return `HTTP/1.1 ${answer.status} \r\n\r\n${await answer.text()}`
}

/** `curl --data-binary @- -o FILE`; null where there is no curl. */
async function overCurl(service: Service, upload: Upload, directory: string): Promise<string | null> {
  const file = join(directory, 'answer')
  const url = `${service.url}/v1/imports${upload.query}`
  const child = spawn(
    'curl',
    ['-sS', '-T', '-', '-X', 'POST', '-H', 'content-type: application/x-ndjson', '-o', file, url],
    {
      stdio: ['pipe', 'inherit', 'inherit'],
    },
  )
  const ended = once(child, 'exit').catch(() => null)
  child.on('error', () => {})
  child.stdin!.on('error', () => {})
  Readable.from(bytesOf(upload)).pipe(child.stdin!)
  const [code] = (await ended) ?? [null]
  return code === null ? null : `HTTP/1.1 ${code === 0 ? 200 : 500} \r\n\r\n${readFileSync(file, 'utf8')}`
}

async function textOf(source: AsyncIterable<unknown>): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of source) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

/** Most memory that the process ever took, in MB. */
function peakOf({ child }: Service): number {
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))![1]) / 1024
}

/** Processor time that the process has used, in milliseconds. */
function workOf({ child }: Service): number {
  const [, utime, stime] = /\) (?:\S+ ){11}(\d+) (\d+)/.exec(readFileSync(`/proc/${child.pid}/stat`, 'utf8'))!
  return (Number(utime) + Number(stime)) * TICK_MS
}

const TICK_MS = 10

interface Waited {
  readonly path: string
  readonly status: number
  /** How long it took, or how long the service worked meanwhile where that is less: others on the machine do not count. */
  readonly ms: number
}

const PROBES = ['/health/live', '/v1/countries/RWA?at=2020-01-01']

/** How long others waited for an answer while something went on. */
async function waitsWhile<T>(service: Service, going: Promise<T>): Promise<{ result: T; waited: Waited[] }> {
  const waited: Waited[] = []
  let over = false
  const asking = (async () => {
    for (let i = 0; !over; i++) {
      const path = PROBES[i % PROBES.length]!
      const [begun, worked] = [performance.now(), workOf(service)]
      const answer = await fetch(service.url + path)
      await answer.arrayBuffer()
      const ms = Math.min(performance.now() - begun, workOf(service) - worked)
      waited.push({ path, status: answer.status, ms })
      await delay(50)
    }
  })()
  const result = await going.finally(() => {
    over = true
  })
  await asking
  return { result, waited: waited.sort((a, b) => b.ms - a.ms) }
}

t.test(`imports of ${LINES} lines by clients that send all before they read`, async t => {
  const directory = t.testdir()
  const service = await startService(t, { ENTENTE_STORE: `sqlite:${join(directory, 'data')}` })
  // What is made once, when it is first asked for, is no stall of an import.
  for (const path of PROBES) await (await fetch(service.url + path)).arrayBuffer()
  const check = (t: Test, upload: Upload, answer: string) => {
    t.match(answer, /^HTTP\/1.1 200 /)
    const summary = JSON.parse(/\{"summary".*\}/.exec(answer)?.[0] ?? '{"summary":{}}').summary
    t.match(summary, { lines: LINES, ...upload.expected, stop: null }, JSON.stringify(summary))
  }
  for (const upload of uploads) {
    await t.test(upload.name, async t => {
      const begun = performance.now()
      const length = lengthOf(upload)
      const { result, waited } = await waitsWhile(service, overSocket(service, upload, length))
      check(t, upload, result)
      t.strictSame([...new Set(waited.map(({ status }) => status))], [200], 'others were answered meanwhile')
      const longest = Math.round(waited[0]!.ms)
      t.comment(
        waited
          .slice(0, 5)
          .map(({ path, ms }) => `${path} ${Math.round(ms)} ms`)
          .join(', '),
      )
      t.comment(
        `${Math.round((performance.now() - begun) / 1000)} s, longest probe ${longest} ms, peak ${Math.round(peakOf(service))} MB`,
      )
      t.ok(longest < LONGEST_PROBE_MS, `${waited.length} probes, the longest ${longest} ms`)
    })
  }
  await t.test('fetch, and curl to a file', async t => {
    check(t, { ...uploads[0]!, expected: { duplicate: LINES } }, await overFetch(service, uploads[0]!))
    const answer = await overCurl(service, uploads[0]!, directory)
    if (answer !== null) check(t, { ...uploads[0]!, expected: { duplicate: LINES } }, answer)
  })
  const peak = Math.round(peakOf(service))
  t.ok(peak < MOST_MB, `at most ${peak} MB`)
  t.comment(`${Math.round(statSync(join(directory, 'data', 'entente.db')).size / 2 ** 20)} MB of database`)
})
