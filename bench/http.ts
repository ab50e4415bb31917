import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import { isoOf } from '../events/calendar.js'

const ROUNDS = 3
const SECONDS = 4

export interface HttpFigure {
  readonly what: string
  readonly aim: number
  /** Requests a second of Entente and of what it is held against, medians of interleaved rounds. */
  readonly own: number
  readonly peer: number
  readonly ratio: number
}

interface Urls {
  readonly entente: string
  readonly unstored: string
  readonly bare: string
}

/** Requests a second against the raw limits, server and client in processes of their own. */
export async function runHttpBench(): Promise<HttpFigure[]> {
  const server = spawn(process.execPath, [fileURLToPath(new URL('./server.js', import.meta.url))], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const urls = await ready(server)
    return [
      await compare('durable POST, 64 connections, against storing nothing', 0.7, 64, [
        posting(`${urls.entente}/v1/events`),
        posting(`${urls.unstored}/v1/events`),
      ]),
      await compare('question asked before, against the same bytes', 0.8, 50, [
        { url: `${urls.entente}/v1/countries/NER?at=2010-06-01` },
        { url: `${urls.bare}/same-bytes` },
      ]),
      await compare('date never asked, against stringifying the same object', 0.6, 50, [
        neverAsked(urls.entente),
        { url: `${urls.bare}/same-object` },
      ]),
    ]
  } finally {
    server.kill('SIGTERM')
  }
}

function ready(server: ChildProcess): Promise<Urls> {
  return new Promise((resolve, reject) => {
    let text = ''
    server.stdout!.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (text.includes('\n')) resolve(JSON.parse(text.split('\n')[0]!) as Urls)
    })
    server.on('exit', code => reject(new Error(`the bench server ended with ${code}`)))
  })
}

type Load = Omit<autocannon.Options, 'connections' | 'duration'>

let posted = 0

/** Every request another event: a visit, so that no one object grows. */
function posting(url: string): Load {
  return {
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    requests: [
      {
        setupRequest: request => ({
          ...request,
          body: JSON.stringify({
            type: 'VisitHeld',
            country: 'NER',
            partner: 'FRA',
            occurredOn: isoOf(posted++ % 18_000),
            data: { level: 'minister', outcome: 'cooperation was discussed' },
            claim: {
              sourceId: 'bench',
              url: 'https://example.org/visit',
              reliability: 'B',
              credibility: 2,
              modality: 'asserted',
            },
          }),
        }),
      },
    ],
  }
}

let asked = 0

function neverAsked(url: string): Load {
  return { url, requests: [{ setupRequest: request => ({ ...request, path: path(asked++) }) }] }
}

/** Dates from 1967 on, each with its own state of knowledge in turn, so that no question comes twice in a run. */
function path(n: number): string {
  const at = isoOf(-1000 + (n % 20_000))
  const round = Math.floor(n / 20_000)
  return `/v1/countries/NER?at=${at}${round > 0 ? `&asKnownAt=2026-01-${String(1 + (round % 28)).padStart(2, '0')}` : ''}`
}

async function compare(
  what: string,
  aim: number,
  connections: number,
  loads: readonly [Load, Load],
): Promise<HttpFigure> {
  const rates: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    for (const side of [0, 1] as const) {
      const result = await autocannon({ ...loads[side], connections, duration: SECONDS } as autocannon.Options)
      if (result.non2xx > 0 || result.errors > 0)
        throw new Error(`${what}: ${result.non2xx} refusals, ${result.errors} errors`)
      rates[side].push(result.requests.average)
    }
  }
  const own = median(rates[0])
  const peer = median(rates[1])
  return { what, aim, own: Math.round(own), peer: Math.round(peer), ratio: Math.round((own / peer) * 100) / 100 }
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]!
}
