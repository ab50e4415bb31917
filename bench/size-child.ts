import { setTimeout as pause } from 'node:timers/promises'
import { type Day, dayOf } from '../events/calendar.js'
import { policyV1 } from '../projections/policy/v1.js'
import type { Known } from '../projections/values/place.js'
import { inOneGo, type Steps } from '../projections/values/steps.js'
import { createAnswers } from '../src/questions/answers.js'
import { stateTextAsOf } from '../src/questions/partner-state.js'
import { followLog, type Live } from '../src/state/live.js'
import { openSqliteStore } from '../src/store/sqlite/store.js'
import type { Position } from '../src/store/store.js'

/**
 * What one process does with the log of a directory, printed as one line of JSON: `parse`, for comparison; `start`; `ask`
 * some countries, in `steps` of which the longest is looked for; `map`: what everybody asks first; ask `all` countries.
 */
const [mode, directory = ''] = process.argv.slice(2)
const AT = dayOf('2020-01-01')!
const KNOWN_DAY = dayOf('2025-01-01')!
const SIZES = [100, 1_000, 10_000]
/** How many other days, and other states of knowledge, each country is asked about. */
const OTHER_DAYS = 40
const OTHER_PLACES = 4
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
  const asked = mode === 'ask' || mode === 'steps' ? ask(state) : []
  const map = mode === 'map' ? [firstOfMap(state), firstOfMap(state)] : []
  const all = mode === 'all' ? askAll(state) : null
  await state.stop()
  return { events: state.record.size, ready, rss, asked, map, all }
}

/** The bare limit: every page of the log read and every body parsed, and nothing done with it. */
async function parse() {
  let events = 0
  for (let after: Position | null = null; ; ) {
    const page = await store.readAll(after, 2000)
    if (page.length === 0) return { events, ready: spent() - begun, rss: 0, asked: [], map: [], all: null }
    for (const { body } of page) JSON.parse(body)
    events += page.length
    after = page.at(-1)!.position
  }
}

/** The first question about the smallest country that has as many claims, as the service takes it, and then others. */
function ask({ record, reading }: Live) {
  const known = record.size - 1
  const hosts = record.hosts().map(host => ({ host, touches: record.host(host)!.touches }))
  return SIZES.flatMap((size): object[] => {
    const [host] = hosts.filter(({ touches }) => touches >= size).sort((a, b) => a.touches - b.touches)
    if (host === undefined || host.touches > 4 * size) return []
    const history = reading.host(host.host)
    const answer = (at: Day, place: Known) => {
      inOneGo(history.readying('state', at, place))
      stateTextAsOf(history, { at, known: place, knownDay: KNOWN_DAY }, {})
    }
    if (mode === 'steps')
      return [{ claims: host.touches, longestStep: longestOf(history.readying('state', AT, known)) }]
    const took = timed(() => answer(AT, known))
    const next = timed(() => answer(AT - 1, known))
    const days = Array.from({ length: OTHER_DAYS }, (_, i) => timed(() => answer(AT - 30 - i * 97, known)))
    const places = Array.from({ length: OTHER_PLACES }, (_, i) => {
      return timed(() => answer(AT, Math.floor((known * (i + 1)) / (OTHER_PLACES + 1))))
    })
    return [{ claims: history.claims.length, took, next, otherDay: mean(days), otherPlace: mean(places) }]
  })
}

/** Every country's status on a day, and all its intervals. */
function firstOfMap({ reading }: Live) {
  const answers = createAnswers(reading, Date.now)
  const now = answers.present()
  const list = timed(() => [...answers.countries(AT, now)])
  const intervals = timed(() => [...answers.intervals(dayOf('1960-01-01')!, AT, now)])
  return { list, intervals }
}

function askAll({ record, reading }: Live) {
  let most = 0
  const took = timed(() => {
    for (const host of record.hosts()) {
      const history = reading.host(host)
      inOneGo(history.readying('state', AT, record.size - 1))
      stateTextAsOf(history, { at: AT, known: record.size - 1, knownDay: KNOWN_DAY }, {})
      most = Math.max(most, Math.round(process.memoryUsage().rss / MB))
    }
  })
  return { took, rss: most }
}

function longestOf(steps: Steps): number {
  let longest = 0
  for (let last = spent(); !steps.next().done; last = spent()) longest = Math.max(longest, spent() - last)
  return longest
}

function timed(work: () => unknown): number {
  const started = spent()
  work()
  return spent() - started
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / numbers.length
}
