/**
 * A real server that is killed, restarted and stalled in mid-append, where `real-server.ts` finds one that may be. Takes
 * about a minute, with the timers of production.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { openEventStoreDb } from '../../src/store/eventstoredb/store.js'
import type { RecordOutcome } from '../../src/store/store.js'
import { to, until, watch } from './eventstoredb-support.js'
import { anEvent, aStream, idsOf } from './given.js'
import { realServer } from './real-server.js'

const server = realServer()
const ANSWER_WITHIN_MS = 6_000
const POSTERS = 64

t.setTimeout(300_000)

t.test(
  'a real server, killed three times and stalled once under 64 posters over two replicas',
  {
    skip: server ? false : 'no server that may be killed',
    timeout: 300_000,
  },
  async t => {
    const { url, kill, restart, stall } = server!
    const replicas = [await openEventStoreDb(url), await openEventStoreDb(url)]
    const before = await replicas[0]!.head()
    const watching = replicas.map(replica => watch(replica, before))
    t.teardown(async () => {
      await Promise.all(watching.map(one => one.stop()))
      await Promise.all(replicas.map(replica => replica.close()))
    })
    const streams = Array.from({ length: 12 }, aStream)
    const acknowledged = new Map<string, string>()
    const kinds: Record<string, number> = {}
    const slowest: Record<string, number> = {}
    const loop = monitorEventLoopDelay({ resolution: 20 })
    loop.enable()
    let posting = true
    const poster = async (number: number) => {
      for (let n = number; posting; n += POSTERS) {
        const post = to(streams[n % streams.length]!, anEvent())
        // Half of the posts go through both replicas, as from a client that is switched over in mid-retry.
        for (let attempt = 0; ; attempt++) {
          const began = performance.now()
          const outcome: RecordOutcome = (await replicas[(number + attempt) % 2]!.record(post))[0]!
          slowest[outcome.kind] = Math.max(slowest[outcome.kind] ?? 0, Math.round(performance.now() - began))
          kinds[outcome.kind] = (kinds[outcome.kind] ?? 0) + 1
          if (outcome.kind === 'appended' || outcome.kind === 'duplicate') {
            const { position } = outcome.kind === 'appended' ? outcome : outcome.event
            acknowledged.set(post[0]!.event.id, position)
            break
          }
          await delay(50)
        }
      }
    }
    const posters = Array.from({ length: POSTERS }, (_, number) => poster(number))
    for (let kills = 0; kills < 3; kills++) {
      await delay(4_000)
      await kill()
      await restart()
    }
    await delay(3_000)
    await stall(9_000)
    await delay(3_000)
    posting = false
    await Promise.all(posters)

    loop.disable()
    t.comment(
      `slowest answers, ms: ${JSON.stringify(slowest)}; longest stall of this process ${Math.round(loop.max / 1e6)} ms`,
    )
    const log = []
    for (let after = before; ; ) {
      const page = await replicas[1]!.readAll(after, 1_000)
      if (page.length === 0) break
      log.push(...page.filter(event => streams.includes(event.stream)))
      after = page.at(-1)!.position
    }
    const places = new Map(log.map(event => [event.id, event.position]))
    t.ok(acknowledged.size > 500, `${acknowledged.size} events were acknowledged: ${JSON.stringify(kinds)}`)
    t.equal(log.length, new Set(idsOf(log)).size, 'no event is there twice')
    const lost = [...acknowledged].filter(([id, position]) => places.get(id) !== position)
    t.equal(lost.length, 0, 'every acknowledged event is there, at the position that was told')
    t.equal(log.length, acknowledged.size, 'and nothing else')
    t.ok(Math.max(...Object.values(slowest)) <= ANSWER_WITHIN_MS, 'each answer within 6 s')
    for (const one of watching) {
      const seen = () => one.seen().filter(event => streams.includes(event.stream))
      await until(() => seen().length >= log.length, 20_000)
      t.strictSame(idsOf(seen()), idsOf(log), 'a subscriber missed nothing, repeated nothing and saw it in order')
      t.ok(one.kinds().includes('lost') && one.kinds().includes('connected'), 'and was told of the outages')
    }
  },
)
