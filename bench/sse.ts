import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { policyV1 } from '../projections/policy/v1.js'
import { buildApp } from '../src/app.js'
import { createIds } from '../src/commands/ids.js'
import { readConfig } from '../src/config.js'
import { followLog } from '../src/state/live.js'
import { createMemoryStore } from '../src/store/memory.js'

const CROWDS = [1000, 5000, 10_000]
const ROUNDS = 2
const BROADCASTS = 5

export interface SseFigure {
  readonly clients: number
  /** Median milliseconds from the act to the last client having the message: posting to the store, or writing to sockets. */
  readonly ours: number
  readonly raw: number
  readonly ratio: number
  /** Largest resident memory of this process with all clients connected, in MiB. */
  readonly oursRss: number
  readonly rawRss: number
}

interface Sender {
  readonly url: string
  /** Send one message of about 600 bytes to everybody; resolves with the moment when that began. */
  readonly send: () => Promise<number>
  readonly close: () => Promise<void>
}

/**
 * One message to 1,000, 5,000 and 10,000 subscribers in a second process, beside bare node:http that writes one Buffer to
 * every response. Rounds alternate. Needs 10,000 file descriptors and takes about a minute; prints a table.
 */
export async function runSseBench(crowds: readonly number[] = CROWDS): Promise<SseFigure[]> {
  const figures: SseFigure[] = []
  for (const clients of crowds) {
    const times = { ours: [] as number[], raw: [] as number[] }
    const rss = { ours: 0, raw: 0 }
    for (let round = 0; round < ROUNDS; round++) {
      for (const who of round % 2 === 0 ? (['ours', 'raw'] as const) : (['raw', 'ours'] as const)) {
        const sender = await (who === 'ours' ? openOurs() : openRaw())
        const crowd = openCrowd()
        await tell(crowd, { url: sender.url, count: clients })
        for (let i = 0; i <= BROADCASTS; i++) {
          const began = await sender.send()
          const { at, received } = await tell<{ at: number; received: number }>(crowd, { report: 1 })
          if (received !== clients) throw new Error(`${who}: ${received} of ${clients} received the message`)
          if (i > 0) times[who].push(at - began) // the first one warms up
        }
        rss[who] = Math.max(rss[who], process.memoryUsage().rss / 2 ** 20)
        crowd.kill()
        await sender.close()
      }
    }
    const [ours, raw] = [median(times.ours), median(times.raw)]
    figures.push({
      clients,
      ours: Math.round(ours),
      raw: Math.round(raw),
      ratio: Number((ours / raw).toFixed(2)),
      oursRss: Math.round(rss.ours),
      rawRss: Math.round(rss.raw),
    })
  }
  console.table(figures)
  return figures
}

const now = () => performance.timeOrigin + performance.now()
const TEXT = 'x'.repeat(200)

async function openOurs(): Promise<Sender> {
  const store = createMemoryStore()
  const state = followLog({ store, policy: policyV1, now: Date.now })
  const newId = createIds({ now: Date.now, random: randomBytes })
  const app = await buildApp({ store, state, now: Date.now, newId, config: readConfig({ store: 'memory:' }, {}) })
  const url = await app.listen({ host: '127.0.0.1', port: 0, backlog: 4096 })
  return {
    url: `${url}/v1/stream?kind=event`,
    async send() {
      const claim = { sourceId: 'bench', reliability: 'A', credibility: 1, modality: 'asserted' }
      const event = {
        type: 'ContextNoted',
        schemaVersion: 1,
        country: 'NER',
        occurredOn: '2024-01-01',
        data: { content: TEXT },
        claim,
      }
      const began = now()
      const body = JSON.stringify(event)
      const recordedAt = new Date().toISOString()
      await store.record([
        { stream: 'country-NER', event: { id: randomUUID(), type: event.type, body, meta: '{}', recordedAt } },
      ])
      return began
    },
    async close() {
      await app.close()
      await state.stop()
      await store.close()
    },
  }
}

async function openRaw(): Promise<Sender> {
  const responses = new Set<ServerResponse>()
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('retry: 2000\n\n')
    responses.add(response)
    response.on('close', () => responses.delete(response))
  })
  server.listen({ host: '127.0.0.1', port: 0, backlog: 4096 })
  await once(server, 'listening')
  let count = 0
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async send() {
      const began = now()
      const data = JSON.stringify({ content: TEXT, padding: 'y'.repeat(360), recordedAt: new Date().toISOString() })
      const bytes = Buffer.from(`id: ${++count}\nevent: event\ndata: ${data}\n\n`)
      for (const response of responses) response.write(bytes)
      return began
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function openCrowd(): ChildProcess {
  const built = fileURLToPath(new URL('../test/sse/crowd.js', import.meta.url))
  return existsSync(built) ? fork(built) : fork(built.replace(/\.js$/, '.ts'), { execArgv: ['--import', 'tsx'] })
}

async function tell<T>(child: ChildProcess, command: Record<string, unknown>): Promise<T> {
  const answer = once(child, 'message')
  child.send(command)
  return (await answer)[0] as T
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const crowds = process.argv.slice(2).map(Number)
  await runSseBench(crowds.length > 0 ? crowds : CROWDS)
}
