import { createHash } from 'node:crypto'
import { readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { dayOf, dayOfInstant } from '../../events/calendar.js'
import { readEvent } from '../../events/parse.js'
import { policyV1 } from '../../projections/policy/v1.js'
import { differenceOfReadings } from '../../src/cli/readings.js'
import { followLog, type Live } from '../../src/state/live.js'
import { createRoutes, type Routes } from '../../src/state/log/routes.js'
import { openRoutes, ROUTES_VERSION } from '../../src/state/log/routes-file.js'
import { createLogIndex } from '../../src/state/log-index.js'
import { openStore } from '../../src/store/open.js'
import { positionOf } from '../../src/store/position.js'
import type { EventStore, StoreLog } from '../../src/store/store.js'
import { idOf, longHistory } from '../support/long-history.js'

t.setTimeout(290_000)

const EVENTS = 900
const history = [...longHistory({ events: EVENTS, countries: 8, corrected: 0.12, retracted: 0.04, seed: 3 })]

async function live(store: EventStore, log?: StoreLog): Promise<Live> {
  const state = followLog({ store, policy: policyV1, now: Date.now, ...(log && { log }) })
  while (state.status().status === 'catching-up') await new Promise(resolve => setTimeout(resolve, 2))
  return state
}

/** A directory whose log was read by several processes, one after the other: a block of the index each. */
async function directoryOf(
  t: Test,
): Promise<{ readonly directory: string; readonly path: string; readonly ends: number[] }> {
  const directory = t.testdir()
  const path = join(directory, 'entente.index')
  const ends: number[] = []
  const each = EVENTS / 6
  for (let from = 0; from < EVENTS; from += each) {
    const store = await openStore(`sqlite:${directory}`)
    const after = await store.head()
    await store.record(history.slice(from, from + each), { after })
    await (await live(store)).stop()
    await store.close()
    ends.push(statSync(path).size)
  }
  return { directory, path, ends }
}

/** Whatever routes tell of the events up to a place. */
function told(routes: Routes, size: number): string {
  const places = Array.from({ length: size }, (_, place) => [
    routes.concernedBy(place),
    routes.targetsOf(place),
    routes.effectsOf(place).filter(effect => effect < size),
  ])
  const hosts = routes.hosts().map(host => {
    const of = routes.host(host)!
    const touches = Array.from({ length: of.touches }, (_, i) => [of.place(i), of.root(i)])
    return [host, touches.filter(([place]) => place! < size)]
  })
  return JSON.stringify([
    places,
    hosts.filter(([, touches]) => touches!.length > 0),
    routes.regradings.filter(one => one < size),
  ])
}

t.test('a restart hands over no event again, and answers as the log folded for every question', async t => {
  const { directory, path } = await directoryOf(t)
  const store = await openStore(`sqlite:${directory}`)
  let handedOver = 0
  const watched: EventStore = {
    ...store,
    async *subscribe(after, signal) {
      for await (const notice of store.subscribe(after, signal)) {
        if (notice.kind === 'events') handedOver += notice.events.length
        yield notice
      }
    },
  }
  const state = await live(watched)
  t.equal(handedOver, 0)
  t.equal(state.record.size, EVENTS)
  t.equal(state.status().position, await store.head())
  const log = (await store.readAll(null, EVENTS)).map(({ id, body, recordedAt }, place) => ({
    ...{ id, place, event: readEvent(body) },
    recordedOn: dayOfInstant(Date.parse(recordedAt)),
  }))
  for (const country of state.record.hosts().slice(0, 4)) {
    for (const known of [EVENTS - 1, EVENTS / 2]) {
      const asked = { country, at: dayOf('2010-06-01')!, known }
      t.equal(differenceOfReadings(state.reading, log, asked, dayOf('2025-01-01')!), null, country)
    }
  }
  await state.stop()
  await store.close()

  // The control: without the index all of it is read.
  rmSync(path)
  const again = await openStore(`sqlite:${directory}`)
  const whole = openRoutes(again.local)
  t.equal(whole.routes.size, 0)
  whole.close()
  await again.close()
})

t.test('an index that is cut off or damaged anywhere is used as far as it is whole, and that is said', async t => {
  const { directory, path, ends } = await directoryOf(t)
  const store = await openStore(`sqlite:${directory}`, { readonly: true })
  t.teardown(() => store.close())
  const bytes = readFileSync(path)
  const open = () => {
    const opened = openRoutes(store.local)
    opened.close()
    return opened
  }
  const whole = open()
  t.equal(whole.trouble, null)
  t.equal(whole.routes.size, EVENTS)
  const sizes = new Set<number>()
  const check = (what: string) => {
    const { routes, trouble } = open()
    sizes.add(routes.size)
    if (routes.size < EVENTS && trouble === null) t.fail(`${what}: nothing is said`)
    if (told(routes, routes.size) !== told(whole.routes, routes.size)) t.fail(`${what}: something else is told`)
    return routes.size
  }
  for (let i = 1; i < 300; i++) {
    const cut = (i * 7919) % bytes.length
    if (cut === 0 || ends.includes(cut)) continue
    writeFileSync(path, bytes.subarray(0, cut))
    check(`cut at ${cut}`)
  }
  for (const [i, end] of ends.entries()) {
    writeFileSync(path, bytes.subarray(0, end))
    const { routes, trouble } = open()
    t.strictSame([routes.size, trouble], [150 * (i + 1), null], 'what ends with a block is a shorter one')
  }
  let used = 0
  for (let i = 0; i < 300; i++) {
    const at = (i * 7919) % bytes.length
    const flipped = Buffer.from(bytes)
    flipped[at]! ^= 1 << (i % 8)
    writeFileSync(path, flipped)
    if (check(`bit ${i % 8} of byte ${at}`) === EVENTS) used++
  }
  t.equal(used, 0, 'no single flipped bit goes unnoticed')
  t.strictSame(
    [...sizes].sort((a, b) => a - b),
    [0, 150, 300, 450, 600, 750],
  )
  writeFileSync(path, bytes)
})

t.test('what is missing or damaged is built again and written down', async t => {
  const { directory, path } = await directoryOf(t)
  const bytes = readFileSync(path)
  const warned: object[] = []
  const log: StoreLog = { info() {}, warn: fields => void warned.push(fields) }
  for (const harm of [
    () => truncateSync(path, bytes.length - 3),
    () =>
      writeFileSync(path, Buffer.concat([Buffer.from('entente index 0'.padEnd(31).concat('\n')), bytes.subarray(32)])),
    () => writeFileSync(path, 'something else'),
  ]) {
    harm()
    const store = await openStore(`sqlite:${directory}`)
    const state = await live(store, log)
    t.equal(state.record.size, EVENTS)
    await state.stop()
    const opened = openRoutes(store.local)
    t.equal(opened.routes.size, EVENTS)
    t.equal(opened.trouble, null)
    opened.close()
    await store.close()
  }
  t.match(warned, [
    { reason: /damaged or cut off after 750 events/, usable: 750 },
    { reason: /another version/, usable: 0 },
    { reason: /another version/, usable: 0 },
  ])
})

t.test('the index of another log is not used', async t => {
  const { directory, path } = await directoryOf(t)
  const store = await openStore(`sqlite:${join(directory, 'other')}`)
  t.teardown(() => store.close())
  const changed = history.map((one, i) =>
    i === 5 ? { ...one, event: { ...one.event, meta: '{"by":"another"}' } } : one,
  )
  await store.record(changed, { after: null })
  writeFileSync(store.local!.beside!.path, readFileSync(path))
  const opened = openRoutes(store.local)
  t.equal(opened.routes.size, 0)
  t.match(opened.trouble, /another log/)
  opened.close()
})

t.test('what events are routed to is what this version of the index says', t => {
  const claim = { sourceId: 's-a', reliability: 'B', credibility: 2, modality: 'asserted' }
  const said = (type: string, data: object, more: object = {}) => ({
    schemaVersion: 1,
    type,
    occurredOn: '2021',
    claim,
    data,
    ...more,
  })
  const visit = (country: string, more: object = {}) =>
    said('VisitHeld', { level: 'head' }, { country, partner: 'FRA', ...more })
  const correct = (target: number, changes: object) =>
    said('ClaimCorrected', { targetEventId: idOf(target), reason: 'error', changes })
  const retract = (target: number) => said('ClaimRetracted', { targetEventId: idOf(target), reason: 'error' })
  const bodies = [
    visit('NER'),
    visit('MLI', { parties: ['MLI', 'BFA'] }),
    visit('NER', { claim: { ...claim, sourceId: 's-b' } }),
    correct(0, { country: 'TCD' }),
    correct(3, { data: { changes: { country: 'BFA' } } }),
    retract(3),
    said('EventsMerged', { targetEventIds: [idOf(1), idOf(2)], factId: 'k1' }),
    retract(6),
    said('SourceRegraded', { sourceId: 's-b', reliability: 'D' }),
    retract(8),
    { type: 'Unheard' },
    retract(99),
    said('ForcesDeployed', { forceId: 'f1', sponsor: 'WAGNER', role: 'combat' }, { country: 'CAF', partner: 'RUS' }),
  ]
  const routes = createRoutes()
  const log = createLogIndex({ routes })
  for (const [i, body] of bodies.entries()) {
    const at = {
      position: positionOf(i + 1),
      stream: 'country-NER',
      revision: i,
      recordedAt: '2024-01-01T00:00:00.000Z',
    }
    log.add({ id: idOf(i), type: body.type, body: JSON.stringify(body), meta: '{}', ...at })
  }
  const all = JSON.stringify({ ...routes.drain()!, told: told(routes, bodies.length), skipped: routes.skipped })
  const digest = createHash('sha256').update(all).digest('hex').slice(0, 16)
  t.equal(
    digest,
    PINNED,
    `raise ROUTES_VERSION (now ${ROUTES_VERSION}) in src/state/log/routes-file.ts, and put this here`,
  )
  t.end()
})

/** What the events above are routed to in the version that is written down. */
const PINNED = 'a282849976522583'
