/**
 * A real cluster of three under two replicas, services in processes of their own, and 16 posters, where
 * `real-cluster.ts` finds one that may be treated so. ENTENTE_CLUSTER_RUNS repeats the stop of the leader (10 is what
 * docs/stores.md reports); one run of all takes about six minutes.
 */
import { randomUUID } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { openEventStoreDb } from '../../src/store/eventstoredb/store.js'
import { trainers } from '../support/build.js'
import { startService } from '../support/service.js'
import { until } from './eventstoredb-support.js'
import { wholeLog } from './given.js'
import { realCluster } from './real-cluster.js'

const cluster = realCluster()!
const skip = cluster ? false : 'EVENTSTOREDB_CLUSTER_URL and its fellows name no cluster'
const RUNS = Number(process.env.ENTENTE_CLUSTER_RUNS ?? 1)
const POSTERS = 16
/** The longest that an answer may take, and from the end of an election to the first write at each replica. */
const ANSWER_MS = 6_000
const AGAIN_MS = 3_000
/** The longest from the moment from which nothing can be written to the first word of it. */
const TOLD_MS = 6_000
const HOSTS = ['NER', 'MLI', 'BFA', 'TGO', 'BEN', 'TCD', 'SEN', 'GIN', 'MRT', 'SDN', 'CAF', 'CMR']

t.setTimeout(120_000 * (RUNS + 8))

interface Acknowledged {
  readonly position: string
  readonly at: number
  readonly replica: number
}

/** Two replicas on the cluster, posters that repeat each post until it is acknowledged, and readers of both. */
async function given(t: Test) {
  await cluster.mend()
  const auditor = await openEventStoreDb(cluster.url)
  const before = await auditor.head()
  const environment = { ENTENTE_STORE: cluster.url, ENTENTE_STREAM_SECONDS: '0' }
  const replicas = await Promise.all([startService(t, environment), startService(t, environment)])
  await Promise.all(
    replicas.map(({ url }) => untilAsync(async () => (await fetch(`${url}/health/ready`)).status === 200)),
  )
  const acknowledged = new Map<string, Acknowledged>()
  const answers: Record<string, number> = {}
  const delays = monitorEventLoopDelay({ resolution: 20 })
  delays.enable()
  let slowest = 0
  let slowestRead = 0
  let unread = 0
  let going = true
  /** When each replica first said that it is stale, since the last time that this was emptied. */
  const told: number[] = []

  const poster = async (number: number) => {
    const replica = number % replicas.length
    for (let n = number; going; n += POSTERS) {
      const id = randomUUID()
      const claim = { ...aClaim(HOSTS[n % HOSTS.length]!, id), id }
      for (let done = false; !done; await delay(50)) {
        const began = performance.now()
        const answer = await fetch(`${replicas[replica]!.url}/v1/events`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(claim),
        })
        const body = (await answer.json()) as { position: string; code?: string }
        slowest = Math.max(slowest, performance.now() - began)
        const kind = `${answer.status}${body.code ? ` ${body.code}` : ''}`
        answers[kind] = (answers[kind] ?? 0) + 1
        done = answer.ok
        if (done) acknowledged.set(id, { position: body.position, at: performance.now(), replica })
        else if (answer.status !== 503 && answer.status !== 504) throw new Error(`${kind}: ${JSON.stringify(body)}`)
      }
    }
  }
  const reader = async (replica: number) => {
    const { url } = replicas[replica]!
    const timed = async (path: string): Promise<Response> => {
      const began = performance.now()
      const answer = await fetch(url + path)
      const whole = new Response(await answer.arrayBuffer(), answer)
      slowestRead = Math.max(slowestRead, performance.now() - began)
      return whole
    }
    for (; going; await delay(100)) {
      const { stale } = (await (await timed('/health/ready')).json()) as { stale: boolean }
      if (stale) told[replica] ??= performance.now()
      for (const path of ['/v1/countries/NER?at=2024-05-01', '/v1/events?limit=3'])
        if ((await timed(path)).status !== 200) unread += 1
    }
  }
  const work = Promise.all([
    ...Array.from({ length: POSTERS }, (_, n) => poster(n)),
    ...replicas.map((_, n) => reader(n)),
  ])
  t.teardown(async () => {
    going = false
    await cluster.mend()
    await work.catch(() => {})
    await auditor.close()
  })
  await until(() => acknowledged.size > 4 * POSTERS, 30_000)

  /** How long after a moment the first post is acknowledged, at the replica that takes longest. */
  const againAfter = async (moment: number): Promise<number> => {
    const first = (replica: number) =>
      [...acknowledged.values()].find(one => one.replica === replica && one.at > moment)?.at
    await until(() => replicas.every((_, n) => first(n) !== undefined), 60_000)
    return Math.round(Math.max(...replicas.map((_, n) => (first(n) ?? Number.POSITIVE_INFINITY) - moment)))
  }
  return {
    acknowledged,
    told,
    againAfter,
    /** Until all are told that nothing new can be known; milliseconds after a moment. */
    async toldAfter(moment: number): Promise<number> {
      await until(() => replicas.every((_, n) => told[n] !== undefined), 30_000)
      return Math.round(Math.max(...replicas.map((_, n) => (told[n] ?? Number.POSITIVE_INFINITY) - moment)))
    },
    async conclude(t: Test, figures: Record<string, number>) {
      going = false
      await work
      // How long each process was held at a time: what no limit of an answer can do anything about.
      const held = await Promise.all(replicas.map(({ url }) => heldFor(url)))
      const times = { slowest, slowestRead, held: Math.max(...held), heldHere: delays.max / 1e6 }
      await cluster.mend()
      const log = await wholeLog(auditor, before)
      const places = new Map(log.map(({ id, position }) => [id, position]))
      const lost = [...acknowledged].filter(([id, { position }]) => places.get(id) !== position)
      const doubled = log.length - places.size
      const rounded = Object.fromEntries(Object.entries(times).map(([name, ms]) => [name, Math.round(ms)]))
      t.comment(
        JSON.stringify({
          ...figures,
          ...rounded,
          unread,
          acknowledged: acknowledged.size,
          lost: lost.length,
          doubled,
          answers,
        }),
      )
      t.equal(lost.length, 0, 'every acknowledged event is there, at the position that was told')
      t.equal(doubled, 0, 'none is there twice')
      t.equal(log.length, acknowledged.size, 'and nothing else')
      t.ok(Math.max(slowest, slowestRead) <= ANSWER_MS, `each answer within ${ANSWER_MS} ms`)
      t.equal(unread, 0, 'what was read before was answered all the while, the log included')
    },
  }
}

/** Longest that the event loop of a service was held since it was asked last, in milliseconds. */
async function heldFor(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Number(/^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(text)?.[1]) * 1000
}

/** What fades: thousands of forces in one country would be thousands of objects in each answer. */
const aClaim = (country: string, id: string) =>
  trainers({ type: 'VisitHeld', country, factId: `visit-${id}`, data: { level: 'minister' } })

async function untilAsync(holds: () => Promise<boolean>, ms = 60_000): Promise<void> {
  for (const by = performance.now() + ms; !(await holds()); await delay(50))
    if (performance.now() > by) throw new Error(`not within ${ms} ms`)
}

t.test('leaders that are killed one after another', { skip }, async t => {
  const { againAfter, conclude } = await given(t)
  const figures: Record<string, number> = {}
  for (const kill of [1, 2, 3]) {
    const { node: leader } = await cluster.elected()
    await cluster.kill(leader)
    const { at } = await cluster.elected(cluster.nodes.filter(node => node !== leader))
    const again = await againAfter(at)
    figures[`again${kill}`] = again
    t.ok(again <= AGAIN_MS, `writes again ${again} ms after the election`)
    await cluster.mend()
    await delay(1_000)
  }
  await conclude(t, figures)
})

/** The nodes may elect nobody for a minute, each naming the hung one to the other: such a run shows no return of writes. */
const MOST_ATTEMPTS = 4

for (let run = 1; run <= RUNS; run++) {
  t.test(`a leader that is stopped for 40 s, run ${run} of ${RUNS}`, { skip }, async t => {
    let again: number | null = null
    for (let attempt = 1; again === null && attempt <= MOST_ATTEMPTS; attempt++) {
      await t.test(`attempt ${attempt}`, async t => {
        again = await stoppedFor40Seconds(t)
      })
    }
    t.ok(again !== null && again <= AGAIN_MS, `writes again ${again} ms after an election`)
  })
}

/** How long after the election writes came back; null where the nodes elected nobody, and then nothing is lost either. */
async function stoppedFor40Seconds(t: Test): Promise<number | null> {
  const { againAfter, conclude } = await given(t)
  const { node: leader } = await cluster.elected()
  const stopped = performance.now()
  cluster.stop(leader)
  const elected = await cluster.elected(cluster.nodes.filter(node => node !== leader)).catch(() => null)
  const again = elected && (await againAfter(elected.at))
  await delay(Math.max(0, 40_000 - (performance.now() - stopped)))
  cluster.goOn(leader)
  await delay(4_000)
  await conclude(t, elected && again ? { election: Math.round(elected.at - stopped), again } : { elections: 0 })
  return again
}

const withoutMajority: readonly [name: string, stopped: (leader: number) => readonly number[]][] = [
  ['followers that are stopped', leader => cluster.nodes.filter(node => node !== leader)],
  [
    'a minority that is left: the leader and one more are stopped',
    leader => [leader, (leader + 1) % cluster.nodes.length],
  ],
]

for (const [name, stoppedWith] of withoutMajority) {
  t.test(name, { skip }, async t => {
    const { acknowledged, told, againAfter, toldAfter, conclude } = await given(t)
    const { node: leader } = await cluster.elected()
    const stopped = stoppedWith(leader)
    told.length = 0
    const began = performance.now()
    for (const node of stopped) cluster.stop(node)
    await delay(1_000)
    const unquestioned = acknowledged.size
    const toldIn = await toldAfter(began)
    t.ok(toldIn <= TOLD_MS, `it is told ${toldIn} ms later`)
    await delay(Math.max(0, 25_000 - (performance.now() - began)))
    t.equal(acknowledged.size, unquestioned, 'nothing is acknowledged without a majority')
    for (const node of stopped) cluster.goOn(node)
    await delay(500)
    const { at } = await cluster.elected()
    const again = await againAfter(at)
    t.ok(again <= AGAIN_MS, `writes again ${again} ms after there is a leader`)
    await conclude(t, { toldIn, again })
  })
}
