import { askOnce, measureAsOf, readingOf, syntheticHistory } from './as-of.js'
import { runHttpBench } from './http.js'
import { runReplayBench } from './replay.js'
import { runStoreBench } from './store.js'

/**
 * `npm run bench [PART…]`: figures of this machine, as ratios within one run. Parts: store, replay, as-of, size, cases, desk, peers, memory, meanwhile, leads, http, sse,
 * eventstoredb (needs EVENTSTOREDB_URL). All of them unless named.
 */
const parts: Readonly<Record<string, () => Promise<void>>> = {
  async store() {
    for (const { what, store, bare, ratio, stall } of await runStoreBench()) {
      say(
        `${what}: ${round(store)}/s, bare SQLite ${round(bare)}/s, ratio ${ratio.toFixed(2)}, longest stall ${round(stall)} ms`,
      )
    }
  },
  async replay() {
    for (const { what, perSecond } of await runReplayBench()) say(`${what}: ${perSecond} events/s`)
  },
  async 'as-of'() {
    const sizes = (process.env.BENCH_SIZES ?? '100,10000,1000000').split(',').map(Number)
    let least: number | null = null
    for (const size of sizes) {
      const started = performance.now()
      const reading = readingOf(syntheticHistory(size))
      const read = performance.now() - started
      const warm = performance.now()
      askOnce(reading)
      const first = performance.now() - warm
      const { present, past, bytes } = measureAsOf(reading, 2000)
      least ??= present
      say(
        `${size} events, 50 objects alive, 10 partners: ${round(present)} µs a question with its JSON (${round(bytes)} bytes), ` +
          `${(present / least).toFixed(2)} times the first; as known earlier ${round(past)} µs; ` +
          `read in ${round(read)} ms, first question after ${round(first)} ms`,
      )
    }
  },
  async size() {
    const { runSizeBench } = await import('./size.js')
    const sizes = (process.env.BENCH_SIZES ?? '100000').split(',').map(Number)
    for (const row of await runSizeBench(sizes)) say(row)
  },
  async cases() {
    const { runCaseBench } = await import('./cases.js')
    const counts = (process.env.BENCH_SIZES ?? '250,1000').split(',').map(Number)
    for (const count of counts) for (const cost of runCaseBench(count)) say(JSON.stringify(cost))
  },
  async desk() {
    const { runDeskBench } = await import('./desk.js')
    const { BENCH_DESK_EVENTS = '8000', BENCH_DESK_YEARS = '60' } = process.env
    for (const row of await runDeskBench(Number(BENCH_DESK_EVENTS), Number(BENCH_DESK_YEARS))) say(row)
  },
  async peers() {
    const { runPeersBench } = await import('./peers.js')
    for (const row of await runPeersBench(Number(process.env.BENCH_PEERS_EVENTS ?? '10000'))) say(row)
  },
  async memory() {
    const { runMemoryBench } = await import('./memory.js')
    const sizes = (process.env.BENCH_SIZES ?? '1000000').split(',').map(Number)
    for (const row of await runMemoryBench(sizes)) say(row)
  },
  async meanwhile() {
    const { runMeanwhileBench } = await import('./meanwhile.js')
    const { BENCH_IMPORTED = '100000', BENCH_FOLDED = '100000' } = process.env
    for (const row of await runMeanwhileBench(Number(BENCH_IMPORTED), Number(BENCH_FOLDED))) say(row)
  },
  async leads() {
    const { runLeadsBench } = await import('./leads.js')
    const counts = (process.env.BENCH_SIZES ?? '1000000').split(',').map(Number)
    for (const count of counts) for (const row of await runLeadsBench(count, process.env.BENCH_GDELT)) say(row)
  },
  async http() {
    for (const { what, aim, own, peer, ratio } of await runHttpBench()) {
      say(`${what}: ${own}/s against ${peer}/s, ratio ${ratio} (aim ${aim})`)
    }
  },
  async sse() {
    const { runSseBench } = await import('./sse.js')
    for (const figure of await runSseBench()) say(JSON.stringify(figure))
  },
  async eventstoredb() {
    const url = process.env.EVENTSTOREDB_URL
    if (url === undefined) {
      say('not measured: EVENTSTOREDB_URL names no server')
      return
    }
    const { runEventStoreDbBench } = await import('./eventstoredb.js')
    for (const figure of await runEventStoreDbBench(url)) say(JSON.stringify(figure))
  },
}

function say(line: string): void {
  console.log(`  ${line}`)
}

function round(value: number): number {
  return Math.round(value)
}

const named = process.argv.slice(2)
const unknown = named.filter(name => !(name in parts))
if (unknown.length > 0) {
  console.error(`no such part: ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`)
  process.exit(2)
}
for (const name of named.length > 0 ? named : Object.keys(parts)) {
  console.log(name)
  await parts[name]!()
}
process.exit(0)
