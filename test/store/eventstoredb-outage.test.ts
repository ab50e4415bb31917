/**
 * Seven kinds of outage, 1,000 appends each, retried by the poster with the same id until they are acknowledged.
 * Timers are short in the fast tier; `ENTENTE_SLOW=1` runs with those of production.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import t from 'tap'
import { TIMING } from '../../src/store/eventstoredb/timing.js'
import type { RecordOutcome } from '../../src/store/store.js'
import type { FakeServer } from '../fake-eventstoredb/index.js'
import { seeded } from '../support/seeded.js'
import { within } from '../support/timed.js'
import { given, to, until, watch } from './eventstoredb-support.js'
import { anEvent, idsOf } from './given.js'

t.setTimeout(900_000)

const slow = process.env.ENTENTE_SLOW === '1'
const timers = slow ? TIMING : { ...TIMING, callMs: 150, answerMs: 700, readBackMs: 120, retryMs: 10, reconnectMs: 100 }
const answerWithinMs = slow ? 6_000 : 2_500
const POSTS = 1_000
const POSTERS = 100
const OUTAGE_SEED = 20_240_412

/** Makes a share of the calls go wrong until it is told to stop. */
type Outage = (server: FakeServer, random: () => number) => () => Promise<void> | void

const share = (random: () => number, part: number) => random() < part

const OUTAGES: Record<string, Outage> = {
  'refused connections': server => {
    let on = true
    const running = (async () => {
      while (on) {
        await server.kill()
        await delay(slow ? 3_000 : 60)
        await server.restart()
        await delay(slow ? 2_000 : 400)
      }
    })()
    return async () => {
      on = false
      await running
    }
  },
  'accepted and hanging': (server, random) => {
    server.faults.append = () => (share(random, 0.15) ? { kind: 'hang' } : undefined)
    return server.heal
  },
  'committed, never acknowledged': (server, random) => {
    server.faults.append = () => (share(random, 0.15) ? { kind: 'commit-no-ack' } : undefined)
    return server.heal
  },
  'committed, then cut': (server, random) => {
    server.faults.append = () => (share(random, 0.05) ? { kind: 'commit-then-drop' } : undefined)
    return server.heal
  },
  'not the leader': (server, random) => {
    server.faults.append = () => (share(random, 0.3) ? { kind: 'not-leader' } : undefined)
    return server.heal
  },
  'slow beyond the timer': (server, random) => {
    const ms = slow ? 3_000 : 250
    server.faults.append = () => (share(random, 0.15) ? { kind: 'slow', ms } : undefined)
    return server.heal
  },
  'reset in mid-read': (server, random) => {
    server.faults.read = () =>
      share(random, 0.03) ? { kind: 'reset', afterEvents: Math.floor(random() * 5) } : undefined
    return server.heal
  },
}

for (const [name, outage] of Object.entries(OUTAGES)) {
  t.test(`${name}: 1,000 appends with retries are exactly 1,000 events`, async t => {
    const { server, store, another } = await given(t, { timers })
    const replica = await another()
    const watching = watch(replica)
    t.teardown(watching.stop)
    const random = seeded(OUTAGE_SEED + name.length)
    const posts = Array.from({ length: POSTS }, (_, n) => to(`country-${n % 8}`, anEvent()))
    const stop = outage(server, random)
    const acknowledged = new Set<string>()
    const kinds: Record<string, number> = {}
    let slowest = 0
    let next = 0
    const poster = async (n: number) => {
      const writer = n % 2 ? store : replica
      for (let post = posts[next++]; post; post = posts[next++]) {
        for (let outcome: RecordOutcome | undefined; !acknowledged.has(post[0]!.event.id); ) {
          const began = performance.now()
          outcome = (await writer.record(post))[0]!
          slowest = Math.max(slowest, performance.now() - began)
          kinds[outcome.kind] = (kinds[outcome.kind] ?? 0) + 1
          if (outcome.kind === 'appended' || outcome.kind === 'duplicate') acknowledged.add(post[0]!.event.id)
          else await delay(slow ? 200 : 10)
        }
      }
    }
    await Promise.all(Array.from({ length: POSTERS }, (_, n) => poster(n)))
    await stop()
    t.equal(acknowledged.size, POSTS, 'all were acknowledged in the end')
    within(t, answerWithinMs, slowest, 'the slowest answer')
    t.equal(server.log.records.length, POSTS, 'the server holds exactly 1,000 events')
    t.equal(new Set(server.log.records.map(record => record.id)).size, POSTS, 'each once')
    t.ok(await until(() => watching.seen().length >= POSTS), 'a subscriber has heard of all')
    t.strictSame(idsOf(watching.seen()), idsOf(server.log.records), 'once, in order')
    t.comment(
      `${name}: ${JSON.stringify(kinds)}, slowest ${Math.round(slowest)} ms, ${server.appends.length} appends sent`,
    )
  })
}

t.test('control: the bare client, retried with the same ids but without a revision, stores events twice', async t => {
  const { server } = await given(t, { timers })
  const random = seeded(OUTAGE_SEED)
  server.faults.append = () => (share(random, 0.4) ? { kind: 'commit-then-drop' } : undefined)
  const client = EventStoreDBClient.connectionString(server.connectionString)
  const credentials = { username: 'a', password: 'b' }
  for (let n = 0; n < 100; n++) {
    const event = jsonEvent({ id: anEvent().id, type: 'T', data: {} })
    for (let stored = false; !stored; ) {
      const append = client.appendToStream('country-NER', event, { credentials, deadline: 500 })
      stored = await append.then(
        () => true,
        () => false,
      )
      // A restart of the server between an attempt and its retry: the cache of recent ids is gone.
      if (!stored) server.log.forgetRecentIds()
    }
  }
  t.ok(server.log.records.length > 100, `100 events were stored ${server.log.records.length} times`)
  await client.dispose()
})

t.test('the server comes back after a long outage', { skip: !slow && 'ENTENTE_SLOW=1 runs it' }, async t => {
  const { server, store } = await given(t, { timers: TIMING })
  const watching = watch(store)
  t.teardown(watching.stop)
  for (const seconds of [0.5, 5, 30]) {
    await server.kill()
    const by = Date.now() + seconds * 1_000
    while (Date.now() < by) await store.record(to('country-NER', anEvent()))
    await server.restart()
    const began = performance.now()
    for (let kind = ''; kind !== 'appended'; ) kind = (await store.record(to('country-NER', anEvent())))[0]!.kind
    const took = performance.now() - began
    within(t, 5_000, took, `after ${seconds} s: a write succeeds after the return`)
    t.ok(await until(() => watching.seen().length === server.log.records.length), 'and the subscription resumes')
  }
})
