/** A replica that keeps what it has read, over the fake server: what a restart asks for, and what a lost mirror costs. */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { canonicalBody, parseEvent } from '../../events/parse.js'
import { policyV1 } from '../../projections/policy/v1.js'
import { createAnswers } from '../../src/questions/answers.js'
import { openDatabase } from '../../src/sqlite.js'
import { followLog } from '../../src/state/live.js'
import { type EventStoreDbStore, openEventStoreDb } from '../../src/store/eventstoredb/store.js'
import type { StoredEvent } from '../../src/store/store.js'
import { type FakeServer, startFakeEventStoreDb } from '../fake-eventstoredb/index.js'
import { trainers } from '../support/build.js'
import { ours, QUICK, to, until, writeForeign } from './eventstoredb-support.js'
import { anEvent, aStream, wholeLog } from './given.js'

t.setTimeout(290_000)

/** A server and a replica of it that can be opened again, with the messages of its log. */
async function given(t: Test) {
  const server = await startFakeEventStoreDb()
  const mirror = t.testdir()
  const said: { message: string; fields: Record<string, unknown> }[] = []
  const note = (fields: object, message: string) => void said.push({ message, fields: fields as never })
  const open = () =>
    openEventStoreDb(server.connectionString, { mirror, timers: QUICK, log: { info: note, warn: note } })
  t.teardown(() => server.stop())
  return { server, mirror, said, open }
}

/** Reads all that there is, as the service does. */
async function follow(store: EventStoreDbStore) {
  const live = followLog({ store, policy: policyV1, now: Date.now })
  const head = await store.head()
  if (head !== null) t.ok(await live.reached(head, 20_000), 'all is read')
  return live
}

function bodyOf(country: string, n: number): string {
  const { data, ...fields } = trainers({ country, factId: `fact-${n}` })
  const parsed = parseEvent({ ...fields, data: { ...(data as object), forceId: `force-${n % 200}` } })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
  return canonicalBody(parsed.event)
}

function post(server: FakeServer, country: string, n: number): void {
  const recordedAt = new Date(Date.UTC(2024, 4, 1) + n).toISOString()
  const event = anEvent({ type: 'TrainersDeployed', body: bodyOf(country, n), recordedAt })
  server.log.write(`country-${country}`, 'any', [ours(event)])
}

const textOf = (live: Awaited<ReturnType<typeof follow>>) => {
  const answers = createAnswers(live.reading, () => Date.UTC(2024, 5, 1))
  return live.record
    .hosts()
    .map(host => answers.stateText(answers.history(host)!, 19_850 as never, answers.present()))
    .join('\n')
}

t.test('a restart asks the server for the rest alone, and answers the same', async t => {
  const { server, mirror, open } = await given(t)
  for (let n = 0; n < 1500; n++) post(server, n % 3 === 0 ? 'NER' : 'MLI', n)
  const first = await open()
  const one = await follow(first)
  const before = textOf(one)
  await one.stop()
  await first.close()
  const readBefore = server.counts.reads
  const second = await open()
  for (let n = 1500; n < 1510; n++) post(server, 'NER', n)
  const two = await follow(second)
  const asked = server.counts.reads - readBefore
  t.ok(asked < 30, `${asked} reads of a log of 1,510 events, most of them of single events that are compared`)
  t.equal(two.record.size, 1510)
  t.not(textOf(two), before, 'control: more is known')
  const known = textOf(two)
  await two.stop()
  await second.close()
  rmSync(join(mirror, '1'), { recursive: true })
  const third = await open()
  const three = await follow(third)
  t.equal(textOf(three), known, 'without its mirror it reads all of it again')
  await three.stop()
  await third.close()
})

t.test('what it is asked is answered from the mirror, an outage or not, and writing goes on as before', async t => {
  const { server, open } = await given(t)
  const store = await open()
  const live = await follow(store)
  const streams = [aStream(), aStream()]
  const posted = Array.from({ length: 40 }, () => anEvent())
  for (const [n, event] of posted.entries()) {
    const [outcome] = await store.record(to(streams[n % 2]!, event))
    t.equal(outcome!.kind, 'appended')
  }
  writeForeign(server, 'order-1')
  const head = (await store.head())!
  t.ok(await live.reached(head, 10_000))
  const log = await wholeLog(store, null)
  t.strictSame(
    log.map(({ id }) => id),
    posted.map(({ id }) => id),
  )
  const [again] = await store.record(to(streams[0]!, posted[0]!))
  t.match(again, { kind: 'duplicate', event: { position: log[0]!.position } }, 'an id of long ago is known')
  await live.stop()
  await store.close()
  const reopened = await open()
  const [once] = await reopened.record(to(streams[1]!, posted[1]!))
  t.match(once, { kind: 'duplicate', event: { position: log[1]!.position } }, 'and after a restart')
  t.match(await reopened.append(streams[0]!, 'none', [posted[0]!]), { kind: 'duplicate' })
  t.match(await reopened.record(to(streams[0]!, anEvent())), [{ kind: 'appended', revision: 20 }])
  await server.kill()
  t.strictSame(await reopened.readAll(null, 10), log.slice(0, 10) as StoredEvent[], 'the server being away')
  t.strictSame(await reopened.find(posted[7]!.id), log[7])
  await server.restart()
  await reopened.close()
})

t.test(
  'a mirror of another database at the same address is thrown away, and so is one that is ahead of it',
  async t => {
    const { server, mirror, said, open } = await given(t)
    for (let n = 0; n < 20; n++) post(server, 'NER', n)
    const first = await open()
    const one = await follow(first)
    await one.stop()
    await first.close()
    await server.stop()
    const other = await startFakeEventStoreDb({ port: server.port })
    t.teardown(() => other.stop())
    for (let n = 0; n < 5; n++) post(other, 'MLI', n)
    const second = await open()
    const two = await follow(second)
    t.match(said.find(({ message }) => message === 'the mirror is built again')?.fields, {
      reason: /ahead of the server/,
    })
    t.strictSame(two.record.hosts(), ['MLI'])
    t.equal(two.record.size, 5)
    t.strictSame(readdirSync(mirror), ['1'])
    await two.stop()
    await second.close()
  },
)

t.test(
  'an event that is not as it was read is read from the server again, and the mirror anew at the next start',
  async t => {
    const { server, mirror, said, open } = await given(t)
    for (let n = 0; n < 300; n++) post(server, n % 2 === 0 ? 'NER' : 'MLI', n)
    const first = await open()
    const one = await follow(first)
    const due = textOf(one)
    await one.stop()
    await first.close()
    const db = openDatabase(join(mirror, '1', 'mirror.db'))
    db.exec("UPDATE events SET body = replace(body, 'rtn', 'afp') WHERE position = 30")
    db.close()
    const second = await open()
    const two = await follow(second)
    await until(() => {
      try {
        return textOf(two) === due
      } catch {
        return false
      }
    }, 10_000)
    t.equal(textOf(two), due)
    t.equal(two.status().stoppedAt, null)
    t.match(said.find(({ message }) => message.startsWith('the mirror cannot be used any more'))?.fields, {
      reason: /place 30 of the mirror is not as it was read/,
    })
    post(server, 'NER', 300)
    t.ok(await two.reached((await second.head())!, 10_000), 'what comes is taken in')
    t.equal(two.record.size, 301)
    await two.stop()
    await second.close()
    const third = await open()
    const three = await follow(third)
    t.equal(three.record.size, 301)
    await three.stop()
    await third.close()
  },
)

t.test('an id that came twice is passed over the second time, with a mirror as without one', async t => {
  const { server, open } = await given(t)
  post(server, 'NER', 0)
  const twice = anEvent({ type: 'TrainersDeployed', body: bodyOf('NER', 1) })
  server.log.write('country-NER', 'any', [ours(twice)])
  server.log.write('country-MLI', 'any', [ours(twice)])
  for (let round = 0; round < 2; round++) {
    const store = await open()
    const live = await follow(store)
    t.match(live.status().skipped, { 'doubled-id': 1 })
    t.equal(live.record.recorded(twice.id)?.stream, 'country-NER')
    t.equal(live.record.size, 3)
    await live.stop()
    await store.close()
  }
})
