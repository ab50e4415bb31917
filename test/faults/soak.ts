import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { trainers } from '../support/build.js'
import { pick, seeded } from '../support/seeded.js'
import { startService } from '../support/service.js'
import { growth, type Sample } from './steady.js'

/**
 * `npm run test:soak`: a day of load in ENTENTE_MINUTES (30): 86,400 posts (5 % corrections, 5 % sent again), eight
 * questions a second, a hundred streams that come and go. What is watched must not grow: memory beyond what the routes of
 * the new events take, open files, the write-ahead log. ENTENTE_SEED (1) draws it all.
 */
const MINUTES = Number(process.env.ENTENTE_MINUTES ?? 30)
const SEED = Number(process.env.ENTENTE_SEED ?? 1)
const POSTS = 86_400
const POSTERS = 8
const READERS = 4
const STREAMS = 100
const STREAM_MS = 20_000
const HOSTS = ['NER', 'MLI', 'BFA', 'TGO', 'BEN', 'TCD', 'SEN', 'GIN', 'MRT', 'SDN', 'CAF', 'CMR']
/** The most that may be left of growth in the second half: a heap breathes, a leak does not stop. */
const MEMORY_MB = 48
const WAL_MB = 64
/** What a new event may take for good: its route, its id in the index of the store's pages. */
const BYTES_AN_EVENT = 64

t.setTimeout((MINUTES + 10) * 60_000)

t.test(`a day of load in ${MINUTES} minutes: nothing grows that should not`, async t => {
  const directory = join(t.testdir(), 'data')
  const { child, url } = await startService(t, {
    ENTENTE_STORE: `sqlite:${directory}`,
    ENTENTE_MEMORY: '64MB',
    ENTENTE_RATE_LIMIT: '1000000',
    ENTENTE_WORK_SECONDS: '60',
    ENTENTE_STREAMS_EACH: '1000',
  })
  const draw = seeded(SEED)
  const ends = performance.now() + MINUTES * 60_000
  const going = () => performance.now() < ends
  const posted: string[] = []
  const statuses: Record<string, number> = {}
  const count = (what: string) => {
    statuses[what] = (statuses[what] ?? 0) + 1
  }

  const poster = async () => {
    const every = (MINUTES * 60_000 * POSTERS) / POSTS
    for (let due = performance.now(); going(); due += every) {
      await delay(Math.max(0, due - performance.now()))
      const { status, id } = await post(url, drawnEvent(draw, posted))
      count(`post ${status}`)
      if (status === 201 && id !== null) posted[posted.length < 2000 ? posted.length : Math.floor(draw() * 2000)] = id
    }
  }
  const reader = async () => {
    while (going()) {
      const answer = await fetch(url + drawnQuestion(draw))
      await answer.arrayBuffer()
      count(`get ${answer.status}`)
      await delay(500)
    }
  }
  const listener = async () => {
    while (going()) {
      const ending = new AbortController()
      const left = Math.max(0, ends - performance.now())
      const timer = setTimeout(() => ending.abort(), Math.min(draw() * 2 * STREAM_MS, left))
      try {
        const stream = await fetch(`${url}/v1/stream?country=${pick(draw, HOSTS)}`, { signal: ending.signal })
        for await (const _ of stream.body!) {
          // What is told is held to its promises by test/sse.
        }
      } catch {
        count('stream ended')
      }
      clearTimeout(timer)
    }
  }
  const samples: (Sample & { readonly files: number; readonly walMb: number; readonly events: number })[] = []
  const watcher = async () => {
    for (let told = 0; going(); await delay(2000)) {
      const events = statuses['post 201'] ?? 0
      const seconds = performance.now() / 1000
      const walMb = statSync(join(directory, 'entente.db-wal')).size / 2 ** 20
      samples.push({ seconds, value: memoryMb(child.pid!), files: openFiles(child.pid!), walMb, events })
      if (samples.length < told) continue
      told = samples.length + 30
      t.comment(JSON.stringify(samples.at(-1)))
    }
  }
  await Promise.all([
    ...Array.from({ length: POSTERS }, poster),
    ...Array.from({ length: READERS }, reader),
    ...Array.from({ length: STREAMS }, listener),
    watcher(),
  ])

  t.comment(JSON.stringify(statuses))
  const half = samples.slice(Math.floor(samples.length / 2))
  const allowedMb = MEMORY_MB + ((half.at(-1)!.events - half[0]!.events) * BYTES_AN_EVENT) / 2 ** 20
  const grown = growth(half)
  t.ok(grown <= allowedMb, `memory: ${grown.toFixed(1)} MB in the second half, at most ${allowedMb.toFixed(1)}`)
  const files = growth(half.map(({ seconds, files }) => ({ seconds, value: files })))
  t.ok(Math.abs(files) <= STREAMS / 5, `open files: ${files.toFixed(1)} more in the second half`)
  const wal = Math.max(...samples.map(({ walMb }) => walMb))
  t.ok(wal <= WAL_MB, `write-ahead log: ${wal.toFixed(1)} MB at the most`)
  const failed = Object.keys(statuses).filter(what => /^post (?!200|201|409|422)|^get (?!200|503|429)/.test(what))
  t.strictSame(failed, [], 'every post and question was answered')
  const { open } = (await (await fetch(`${url}/v1/subscriptions`)).json()) as { open: number }
  t.equal(open, 0, 'no stream is left')
})

async function post(url: string, event: object): Promise<{ readonly status: number; readonly id: string | null }> {
  const answer = await fetch(`${url}/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(event),
  })
  const { id = null } = (await answer.json()) as { id?: string }
  return { status: answer.status, id }
}

function drawnEvent(draw: () => number, posted: readonly string[]): object {
  const roll = draw()
  const country = pick(draw, HOSTS)
  const occurredOn = `20${10 + Math.floor(draw() * 15)}-0${1 + Math.floor(draw() * 9)}-1${Math.floor(draw() * 10)}`
  const visit = trainers({ type: 'VisitHeld', country, occurredOn, announcedOn: null, data: { level: 'minister' } })
  const target = posted.length === 0 ? null : pick(draw, posted)
  if (roll < 0.05 && target !== null) return { ...visit, id: target }
  if (roll < 0.1 && target !== null)
    return trainers({
      type: 'ClaimCorrected',
      country,
      partner: null,
      occurredOn,
      announcedOn: null,
      data: { targetEventId: target, reason: 'error', changes: { occurredOn } },
    })
  return visit
}

function drawnQuestion(draw: () => number): string {
  const at = `20${10 + Math.floor(draw() * 16)}-06-15`
  const country = pick(draw, HOSTS)
  return pick(draw, [
    `/v1/countries/${country}?at=${at}`,
    `/v1/countries?at=${at}`,
    `/v1/countries/${country}/history?from=2010-01-01&to=${at}&step=month`,
    `/v1/countries/${country}/timeline`,
    '/v1/events?limit=100',
  ])
}

function memoryMb(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}

function openFiles(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length
}
