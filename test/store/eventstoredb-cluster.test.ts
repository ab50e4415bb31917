/** A cluster of three whose leader hangs, dies or is slow, with the timers of production. */
import { setTimeout as delay } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { openEventStoreDb } from '../../src/store/eventstoredb/store.js'
import { type FakeCluster, startFakeCluster, startFakeEventStoreDb } from '../fake-eventstoredb/index.js'
import { within } from '../support/timed.js'
import { to, until, watch } from './eventstoredb-support.js'
import { anEvent, idsOf } from './given.js'

t.setTimeout(290_000)

const ANSWER_MS = 6_000
/** From the end of an election to the first write. */
const AGAIN_MS = 3_000

/** A cluster, a store on it and posters that repeat each post until it is acknowledged. */
async function given(t: Test) {
  const cluster = await startFakeCluster()
  const store = await openEventStoreDb(cluster.connectionString)
  const watching = watch(store)
  const acknowledged = new Map<string, number>()
  let slowest = 0
  let posting = true
  const poster = async (n: number) => {
    while (posting) {
      const event = anEvent()
      for (let done = false; !done && posting; ) {
        const began = performance.now()
        const [outcome] = await store.record(to(`country-${n}`, event))
        slowest = Math.max(slowest, performance.now() - began)
        done = outcome!.kind === 'appended' || outcome!.kind === 'duplicate'
        if (done) acknowledged.set(event.id, performance.now())
        else await delay(100)
      }
      await delay(20)
    }
  }
  const posters = Promise.all(Array.from({ length: 4 }, (_, n) => poster(n)))
  t.teardown(async () => {
    posting = false
    for (const node of [0, 1, 2]) cluster.goOn(node)
    await posters
    await watching.stop()
    await store.close()
    await cluster.stop()
  })
  await until(() => acknowledged.size > 8)
  return {
    cluster,
    store,
    watching,
    /** How long after a moment the first post is acknowledged. */
    async againAfter(moment: number): Promise<number> {
      const first = () => [...acknowledged.values()].find(at => at > moment)
      await until(() => first() !== undefined, 15_000)
      return (first() ?? Number.POSITIVE_INFINITY) - moment
    },
    async conclude(t: Test) {
      posting = false
      await posters
      const stored = idsOf(cluster.log.records)
      t.equal(new Set(stored).size, stored.length, 'nothing was stored twice')
      t.ok(
        [...acknowledged.keys()].every(id => stored.includes(id)),
        `all ${acknowledged.size} acknowledged events are there`,
      )
      within(t, ANSWER_MS, slowest, 'the slowest answer')
      t.ok(await until(() => watching.seen().length === stored.length), 'and a subscriber has heard of all')
      t.strictSame(idsOf(watching.seen()), stored, 'once, in order')
    },
  }
}

/** The leader is gone for so long before another is elected, as far as anyone knows; then writes must go on. */
async function untilElected(cluster: FakeCluster, ms: number): Promise<number> {
  await delay(ms)
  cluster.elect(1)
  return performance.now()
}

t.test('a leader that hangs is left soon after the election, although nothing was cut', async t => {
  const { cluster, againAfter, conclude } = await given(t)
  cluster.hang(0)
  const again = await againAfter(await untilElected(cluster, 3_000))
  within(t, AGAIN_MS, again, 'writes again after the election')
  t.ok(cluster.nodes[1]!.appends.length > 0, 'at the new leader')
  cluster.goOn(0)
  await delay(300)
  cluster.hears(0)
  await delay(300)
  await conclude(t)
})

t.test('a connection that ends while gossip still names the hung node does not lead back to it', async t => {
  const { cluster, againAfter, conclude } = await given(t)
  cluster.hang(0)
  cluster.nodes[0]!.cutConnections()
  const again = await againAfter(await untilElected(cluster, 3_000))
  within(t, AGAIN_MS, again, 'writes again after the election')
  await conclude(t)
})

t.test('a node that hands on to the hung one is not believed', async t => {
  const { cluster, againAfter, conclude } = await given(t)
  cluster.elect(2)
  await againAfter(performance.now())
  // The leader hands over to a node that hangs at that moment.
  cluster.hang(0)
  cluster.elect(0)
  const again = await againAfter(await untilElected(cluster, 3_000))
  within(t, AGAIN_MS, again, 'writes again after the election')
  await conclude(t)
})

t.test('leaders that are killed one after another', async t => {
  const { cluster, againAfter, conclude } = await given(t)
  for (const [dead, next] of [
    [0, 1],
    [1, 2],
    [2, 0],
  ] as const) {
    await cluster.nodes[dead]!.kill()
    cluster.depose()
    await delay(1_000)
    cluster.elect(next)
    const again = await againAfter(performance.now())
    within(t, AGAIN_MS, again, `node ${next} takes writes after the election`)
    await cluster.nodes[dead]!.restart()
  }
  await conclude(t)
})

t.test('a leader that is only slow is kept', async t => {
  const { cluster, conclude } = await given(t)
  cluster.nodes[0]!.faults.append = () => ({ kind: 'slow', ms: 1_700 })
  await delay(4_000)
  const before = cluster.nodes[0]!.openedConnections()
  await delay(2_000)
  cluster.nodes[0]!.heal()
  t.equal(cluster.nodes[1]!.appends.length + cluster.nodes[2]!.appends.length, 0, 'nobody else is asked')
  t.ok(cluster.nodes[0]!.openedConnections() - before < 12, 'nor is it connected to again and again')
  await conclude(t)
})

t.test('without a leader every post is answered in time, and the subscriber is told', async t => {
  const { cluster, watching, againAfter, conclude } = await given(t)
  cluster.depose()
  const began = performance.now()
  t.ok(await until(() => watching.kinds().includes('lost'), 8_000), 'it was told')
  within(t, 5_000, performance.now() - began, 'the subscriber is told')
  cluster.elect(2)
  within(t, AGAIN_MS, await againAfter(performance.now()), 'writes again after the election')
  await conclude(t)
})

t.test('a connect that never settles is given up, and a server that is there again is used', async t => {
  const server = await startFakeEventStoreDb()
  const store = await openEventStoreDb(server.connectionString)
  t.teardown(async () => {
    server.thaw()
    await store.close()
    await server.stop()
  })
  server.freeze()
  server.cutConnections()
  const began = performance.now()
  const [outcome] = await store.record(to('country-NER', anEvent()))
  t.match(outcome!.kind, /unavailable|unknown/)
  within(t, ANSWER_MS, performance.now() - began, 'answered')
  server.thaw()
  const thawed = performance.now()
  for (let kind = ''; kind !== 'appended'; ) kind = (await store.record(to('country-NER', anEvent())))[0]!.kind
  within(t, AGAIN_MS, performance.now() - thawed, 'and writes')
})

t.test('an event that the server finds too large is refused, not of unknown fate', async t => {
  const server = await startFakeEventStoreDb()
  const store = await openEventStoreDb(server.connectionString)
  t.teardown(async () => {
    await store.close()
    await server.stop()
  })
  server.faults.append = () => ({ kind: 'event-too-large' })
  const [outcome] = await store.record(to('country-NER', anEvent()))
  t.match(outcome, { kind: 'unavailable', reason: /Maximum Append Event Size/ })
})
