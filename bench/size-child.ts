import { setTimeout as pause } from 'node:timers/promises'
import { dayOf } from '../events/calendar.js'
import { policyV1 } from '../projections/policy/v1.js'
import { stateTextAsOf } from '../src/questions/partner-state.js'
import { followLog } from '../src/state/live.js'
import { openSqliteStore } from '../src/store/sqlite/store.js'
import type { Position } from '../src/store/store.js'

/** What one process does with the log of a directory: `start`, `ask` or, for comparison, `parse`. Prints one line of JSON. */
const [mode, directory = ''] = process.argv.slice(2)
const AT = dayOf('2020-01-01')!
const KNOWN_DAY = dayOf('2025-01-01')!
const SIZES = [100, 1000]
const MB = 2 ** 20

/** Processor time of this process so far, in milliseconds: on a machine that others use too, the time by the clock says more of them. */
function spent(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

const begun = spent()
const store = openSqliteStore({ directory })
console.log(JSON.stringify(await measured()))
process.exit(0)

async function measured() {
  if (mode === 'parse') return parse()
  const state = followLog({ store, policy: policyV1, now: Date.now, memory: 512 * MB })
  while (state.status().status === 'catching-up') await pause(1)
  const ready = spent() - begun
  const rss = Math.round(process.memoryUsage().rss / MB)
  const asked = mode === 'ask' ? ask(state) : []
  await state.stop()
  return { events: state.record.size, ready, rss, asked }
}

/** The bare limit: every page of the log read and every body parsed, and nothing done with it. */
async function parse() {
  let events = 0
  for (let after: Position | null = null; ; ) {
    const page = await store.readAll(after, 2000)
    if (page.length === 0) return { events, ready: spent() - begun, rss: 0, asked: [] }
    for (const { body } of page) JSON.parse(body)
    events += page.length
    after = page.at(-1)!.position
  }
}

/** The first question about the smallest country that has as many claims, in steps as the service takes them. */
function ask({ record, reading }: ReturnType<typeof followLog>) {
  const known = record.size - 1
  const hosts = record.hosts().map(host => ({ host, touches: record.host(host)!.touches }))
  return SIZES.flatMap(size => {
    const [host] = hosts.filter(({ touches }) => touches >= size).sort((a, b) => a.touches - b.touches)
    if (host === undefined) return []
    const history = reading.host(host.host)
    const started = spent()
    const steps: number[] = []
    let last = started
    for (const _ of history.readying('state', AT, known)) {
      steps.push(spent() - last)
      last = spent()
    }
    stateTextAsOf(history, { at: AT, known, knownDay: KNOWN_DAY }, {})
    steps.push(spent() - last)
    const took = spent() - started
    const again = spent()
    stateTextAsOf(history, { at: AT - 1, known, knownDay: KNOWN_DAY }, {})
    return { claims: history.claims.length, took, longestStep: Math.max(...steps), next: spent() - again }
  })
}
