import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseEvent } from '../events/parse.js'
import { openSqliteStore } from '../src/store/sqlite/store.js'
import { type Generated, longHistory } from '../test/support/long-history.js'
import { type SectionRow, writeSection } from './section.js'
import { fillStore } from './size.js'

const SERVE = fileURLToPath(new URL('../src/main.js', import.meta.url))
/** Others ask this often. */
const EVERY_MS = 10
const AIM = { stall: 50, rate: 50_000, share: 0.5 }
const DAYS = ['2020-01-01', '2012-06-30', '2004-03-15']

interface Waits {
  readonly asked: number
  readonly p50: number
  readonly p99: number
  readonly most: number
}

interface Service {
  readonly url: string
  end(): Promise<void>
}

/**
 * What others wait while a process is busy, by the clock: `imported` lines of NDJSON over one connection, and the first
 * question about the largest country of a record of `folded` events. Writes its section of docs/performance.md.
 */
export async function runMeanwhileBench(imported: number, folded: number): Promise<string[]> {
  const rows = [...(await whileImporting(imported)), ...(await whileFolding(folded))]
  writeSection('meanwhile', {
    title: 'What others wait meanwhile',
    settings: `\`BENCH_IMPORTED=${imported} BENCH_FOLDED=${folded}\``,
    rows,
    limits: `Times are by the clock, with the service and whoever asks it in processes of their own. Others ask every ${EVERY_MS} ms for \`/health/live\`, during a question in turn for the state of a small country that was asked before. The lines are those of \`test/support/long-history.ts\`; each is parsed, checked, held to what it points at, stored on disk and taken into the index.`,
  })
  return rows.map(({ what, measured, limit }) => `${what}: ${measured}, ${limit}`)
}

async function whileImporting(count: number): Promise<SectionRow[]> {
  const lines = Array.from(longHistory({ events: count }), lineOf)
  const alone = bareRate(lines)
  return withService(async (_directory, start) => {
    const service = await start()
    try {
      const body = Buffer.from(lines.join('\n'))
      let took = 0
      const waits = await whileOthersAsk([`${service.url}/health/live`], async () => {
        const begun = performance.now()
        const response = await fetch(`${service.url}/v1/imports`, {
          method: 'POST',
          headers: { 'content-type': 'application/x-ndjson' },
          body,
        })
        const told = (await response.text()).trim().split('\n')
        took = performance.now() - begun
        const { summary } = JSON.parse(told.at(-1)!) as { summary: { appended: number; refused: number } }
        if (summary.appended !== count) throw new Error(`imported ${JSON.stringify(summary)} of ${count}`)
      })
      const rate = (count * 1000) / took
      const share = rate / alone
      const under = rate < AIM.rate || share < AIM.share ? `; under the aim of ${AIM.rate.toLocaleString('en')}/s` : ''
      return [
        {
          what: `import of ${count.toLocaleString('en')} lines of NDJSON, durable, one connection`,
          measured: `${round(rate)} events/s`,
          limit: `${round(alone)} lines/s: JSON.parse and the schemas alone (${share.toFixed(2)} of it)${under}`,
        },
        waitsRow('others during that import', waits),
      ]
    } finally {
      await service.end()
    }
  })
}

async function whileFolding(count: number): Promise<SectionRow[]> {
  return withService(async (directory, start) => {
    const claims = await fill(directory, count)
    const [largest, small] = [claims[0]!, claims[Math.min(claims.length - 1, 60)]!]
    const service = await start()
    try {
      await ready(service.url)
      const asked = `${service.url}/v1/countries/${small.country}?at=2020-01-01`
      await answered(asked)
      const rows: SectionRow[] = []
      for (const [i, day] of DAYS.entries()) {
        let took = 0
        const waits = await whileOthersAsk([`${service.url}/health/live`, asked], async () => {
          const begun = performance.now()
          await answered(`${service.url}/v1/countries/${largest.country}?at=${day}`)
          took = performance.now() - begun
        })
        if (i > 0 && waits.asked < 5) continue
        const which = i === 0 ? 'first question about a country with' : 'another day of the country with'
        const what = `${which} ${largest.claims.toLocaleString('en')} claims`
        rows.push({ what, measured: `${round(took)} ms`, limit: 'reading and folding it' })
        rows.push(waitsRow('others during that question', waits))
      }
      return rows
    } finally {
      await service.end()
    }
  })
}

function waitsRow(what: string, { asked, p50, p99, most }: Waits): SectionRow {
  const over = p99 > AIM.stall ? '; over it' : ''
  return {
    what,
    measured: `p99 ${p99.toFixed(0)} ms, half of them ${p50.toFixed(1)} ms, at most ${most.toFixed(0)} ms (${asked} asked)`,
    limit: `p99 of ${AIM.stall} ms${over}`,
  }
}

async function whileOthersAsk(urls: readonly string[], work: () => Promise<void>): Promise<Waits> {
  const times: number[] = []
  const asking = new Set<Promise<void>>()
  let turn = 0
  const timer = setInterval(() => {
    const begun = performance.now()
    const one = fetch(urls[turn++ % urls.length]!)
      .then(response => response.arrayBuffer())
      .then(() => void times.push(performance.now() - begun))
      .finally(() => asking.delete(one))
    asking.add(one)
  }, EVERY_MS)
  try {
    await work()
  } finally {
    clearInterval(timer)
  }
  await Promise.all(asking)
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { asked: times.length, p50: at(0.5), p99: at(0.99), most: at(1) }
}

/** Asks until it is answered: a service that is still folding may say that it will take longer. */
async function answered(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(url)
    await response.arrayBuffer()
    if (response.ok) return
    if (response.status !== 503) throw new Error(`${url} was answered ${response.status}`)
    await pause(20)
  }
}

async function ready(url: string): Promise<void> {
  while (!(await fetch(`${url}/health/ready`)).ok) await pause(20)
}

async function withService<T>(run: (directory: string, start: () => Promise<Service>) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'entente-meanwhile-'))
  try {
    return await run(directory, () => serve(directory))
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

async function serve(directory: string): Promise<Service> {
  const child = spawn(process.execPath, [SERVE], {
    env: { PATH: process.env.PATH, ENTENTE_PORT: '0', ENTENTE_MIRROR: 'off', ENTENTE_STORE: `sqlite:${directory}` },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const url = await listening(child)
  return {
    url,
    async end() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout!.setEncoding('utf8').on('data', (more: string) => {
      text += more
      const url = /"url":"([^"]+)"[^\n]*"msg":"listening"/.exec(text)?.[1]
      if (url !== undefined) resolve(url)
    })
    child.once('exit', code => reject(new Error(`the service ended with ${code}`)))
  })
}

/** Fills a store; tells the countries and their claims, the largest first. */
async function fill(directory: string, events: number): Promise<readonly { country: string; claims: number }[]> {
  const counts = new Map<string, number>()
  const store = openSqliteStore({ directory })
  await fillStore(store, counted(longHistory({ events }), counts))
  await store.close()
  return [...counts].map(([country, claims]) => ({ country, claims })).sort((a, b) => b.claims - a.claims)
}

function* counted(history: Iterable<Generated>, counts: Map<string, number>): Generator<Generated> {
  for (const one of history) {
    const { country } = JSON.parse(one.event.body) as { country?: string }
    if (country !== undefined) counts.set(country, (counts.get(country) ?? 0) + 1)
    yield one
  }
}

function lineOf({ event: { id, body } }: Generated): string {
  return `{"id":"${id}",${body.slice(1)}`
}

/** Lines a second that are parsed and checked, with nothing done with them. */
function bareRate(lines: readonly string[]): number {
  const some = lines.slice(0, 50_000)
  const begun = performance.now()
  for (const line of some) if (!parseEvent(JSON.parse(line)).ok) throw new Error(`refused: ${line}`)
  return (some.length * 1000) / (performance.now() - begun)
}

function round(value: number): string {
  return Math.round(value).toLocaleString('en')
}
