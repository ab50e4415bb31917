import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { openSqliteStore } from '../src/store/sqlite/store.js'
import type { EventStore, Position } from '../src/store/store.js'
import { type Generated, longHistory } from '../test/support/long-history.js'

interface Measured {
  readonly events: number
  readonly ready: number
  readonly rss: number
  readonly asked: readonly {
    readonly claims: number
    readonly took: number
    readonly next: number
    readonly otherDay: number
    readonly otherPlace: number
    readonly longestStep: number
  }[]
  readonly map: readonly { readonly list: number; readonly intervals: number }[]
  readonly all: { readonly took: number; readonly rss: number } | null
}

/** Beyond this many events not all countries are asked here: `npm run bench memory` does so, which takes long. */
const MOST_ASKED = 20_000

const CHILD = fileURLToPath(new URL('./size-child.js', import.meta.url))
const DOCUMENT = fileURLToPath(new URL('../../docs/performance.md', import.meta.url))

/** Measures how a process starts and answers on long records, and writes docs/performance.md. */
export async function runSizeBench(sizes: readonly number[]): Promise<string[]> {
  const rows: string[] = []
  for (const size of sizes) rows.push(...(await measure(size)))
  const [, ...others] = readFileSync(DOCUMENT, 'utf8').split(/^(?=## |<!-- )/m)
  writeFileSync(DOCUMENT, [documentOf(rows, sizes), ...others].join(others.length > 0 ? '\n' : ''))
  return rows
}

async function measure(events: number): Promise<string[]> {
  const directory = mkdtempSync(join(tmpdir(), 'entente-size-'))
  try {
    await fill(directory, events)
    const parse = await run('parse', directory)
    const without = await run('start', directory)
    const index = statSync(join(directory, 'entente.index')).size
    const present = await run('start', directory)
    const n = events.toLocaleString('en')
    const rate = ({ ready }: Measured) => Math.round((events * 1000) / ready).toLocaleString('en')
    const rows = [
      `| ${n} | start with the index until all is read | ${ms(present.ready)}, RSS ${present.rss} MB | the size of the index: ${(index / events).toFixed(1)} bytes an event |`,
      `| ${n} | start with the index deleted | ${rate(without)} events/s, RSS ${without.rss} MB | ${rate(parse)} events/s: pages of the log and JSON.parse alone (${(parse.ready / without.ready).toFixed(2)} of it) |`,
    ]
    const asked = await run('ask', directory)
    const steps = await run('steps', directory)
    for (const [i, { claims, took, next, otherDay, otherPlace }] of asked.asked.entries()) {
      const count = claims.toLocaleString('en')
      rows.push(
        `| ${n} | first question about a country with ${count} claims | ${ms(took)}, the longest step ${ms(steps.asked[i]!.longestStep)}; the next day ${ms(next)} | reading and folding all its claims; of the days those back to the last change of status |`,
        `| ${n} | other days of it that were never asked about | ${ms(otherDay)} each | the days back to the last change of status, as far as nobody asked about them; what stands on the day |`,
        `| ${n} | as known at other places, never asked about | ${ms(otherPlace)} each | the same for each state of knowledge, and what does not fit in it |`,
      )
    }
    if (events > MOST_ASKED) return rows
    rmSync(join(directory, 'entente.decided'), { force: true })
    const [folded] = (await run('map', directory)).map
    const written = await run('map', directory)
    const all = await run('all', directory)
    return [
      ...rows,
      `| ${n} | list of all countries, then all their intervals, with nothing written down | ${ms(folded!.list)}, ${ms(folded!.intervals)} | folding every country |`,
      `| ${n} | the same after a restart (\`entente.decided\`) | ${ms(written.map[0]!.list)}, ${ms(written.map[0]!.intervals)}; RSS ${written.rss} MB at the start | reading the file |`,
      `| ${n} | the state of every country, \`ENTENTE_MEMORY=512MB\` | ${ms(all.all!.took)}, RSS ${all.all!.rss} MB at most | folding; what is let go is left to the garbage collector |`,
    ]
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

export async function fill(directory: string, events: number): Promise<void> {
  const store = openSqliteStore({ directory })
  await fillStore(store, longHistory({ events }))
  await store.close()
}

/** Records a history as it was, with the times at which it came to be known. */
export async function fillStore(store: EventStore, history: Iterable<Generated>): Promise<void> {
  let chunk: Generated[] = []
  let after: Position | null = null
  const flush = async () => {
    const last = (await store.record(chunk, { after })).at(-1)
    if (last?.kind === 'appended') after = last.position
    chunk = []
  }
  for (const one of history) {
    chunk.push(one)
    if (chunk.length === 4000) await flush()
  }
  if (chunk.length > 0) await flush()
}

/** What bench/size-child.ts tells of a directory. */
export async function run(mode: string, directory: string): Promise<Measured> {
  const { stdout } = await promisify(execFile)(process.execPath, [CHILD, mode, directory])
  return JSON.parse(stdout) as Measured
}

export function ms(value: number): string {
  return value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value).toLocaleString('en')} ms`
}

function documentOf(rows: readonly string[], sizes: readonly number[]): string {
  const [cpu] = cpus()
  const machine = `${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`
  return `# How it behaves at size

Written by \`npm run bench size\` (\`BENCH_SIZES=${sizes.join(',')}\`) on ${new Date().toISOString().slice(0, 10)}: ${machine}, load average ${loadavg()[0]!.toFixed(1)} at the end. Times and rates are by processor time, since others may be at work on the machine; processors that are shared are slower all the same, which ratios suffer from less.

The record is \`test/support/long-history.ts\`: 200 countries of which the n-th has a share of 1/n, life cycles of agreements and forces, 22 % of the dates imprecise, news up to decades late, 5 % corrections, 1 % retractions. Embedded store, a process for each row.

| events | what | measured | against, or what limits it |
|---|---|---|---|
${rows.join('\n')}

With the index a start reads no body. Without it each event is held to its digest and routed by the few fields that say whom it concerns, which are found in the text of its body; one that corrects or retracts another is parsed, the other one looked up by its id, and read only where it may have moved to another country. The first question about a country folds each of its objects once, as known at the place that is asked about; an earlier place that nobody asked about is folded by itself; who came first is looked at from the day that is asked about back to the last change, and written down beside the log for all days once the map asked for it. These are processes that have just begun: code that ran a thousand times is up to four times as fast. What is folded takes about 27 kB a claim of such a history, so that \`ENTENTE_MEMORY=512MB\` holds about 18,000 claims; what is asked beyond that is folded again.
`
}
