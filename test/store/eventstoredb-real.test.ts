/**
 * A real server that is killed, restarted and stalled in mid-append. Runs where EVENTSTOREDB_URL names a server that may
 * be treated so, EVENTSTOREDB_PID_FILE the file with its process id, and EVENTSTOREDB_START the command that starts it
 * and ends when it is ready. Takes about two minutes, with the timers of production.
 */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import t from 'tap'
import { openEventStoreDb } from '../../src/store/eventstoredb/store.js'
import type { RecordOutcome } from '../../src/store/store.js'
import { to, until, watch } from './eventstoredb-support.js'
import { anEvent, aStream, idsOf } from './given.js'

const { EVENTSTOREDB_URL: url = '', EVENTSTOREDB_PID_FILE: pidFile = '', EVENTSTOREDB_START: start = '' } = process.env
const possible = url !== '' && pidFile !== '' && start !== ''
const ANSWER_WITHIN_MS = 6_000
const POSTERS = 64

const pid = () => Number(readFileSync(pidFile, 'utf8'))
const isAlive = (id: number) => {
  try {
    process.kill(id, 0)
    return true
  } catch {
    return false
  }
}

async function crashAndStart(): Promise<void> {
  const id = pid()
  process.kill(id, 'SIGKILL')
  await until(() => !isAlive(id), 20_000)
  await promisify(execFile)('/bin/sh', ['-c', start])
}

async function stall(ms: number): Promise<void> {
  const id = pid()
  process.kill(id, 'SIGSTOP')
  await delay(ms)
  process.kill(id, 'SIGCONT')
}

t.test(
  'a real server, killed three times and stalled once under 64 posters over two replicas',
  {
    skip: possible ? false : 'no server that may be killed',
    timeout: 300_000,
  },
  async t => {
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
    let slowest = 0
    let posting = true
    const poster = async (number: number) => {
      for (let n = number; posting; n += POSTERS) {
        const post = to(streams[n % streams.length]!, anEvent())
        // Half of the posts go through both replicas, as from a client that is switched over in mid-retry.
        for (let attempt = 0; ; attempt++) {
          const began = performance.now()
          const outcome: RecordOutcome = (await replicas[(number + attempt) % 2]!.record(post))[0]!
          slowest = Math.max(slowest, performance.now() - began)
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
    for (let kill = 0; kill < 3; kill++) {
      await delay(4_000)
      await crashAndStart()
    }
    await delay(3_000)
    await stall(9_000)
    await delay(3_000)
    posting = false
    await Promise.all(posters)

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
    t.ok(slowest <= ANSWER_WITHIN_MS, `each answer within 6 s (slowest ${Math.round(slowest)} ms)`)
    for (const one of watching) {
      const seen = () => one.seen().filter(event => streams.includes(event.stream))
      await until(() => seen().length >= log.length, 20_000)
      t.strictSame(idsOf(seen()), idsOf(log), 'a subscriber missed nothing, repeated nothing and saw it in order')
      t.ok(one.kinds().includes('lost') && one.kinds().includes('connected'), 'and was told of the outages')
    }
  },
)
