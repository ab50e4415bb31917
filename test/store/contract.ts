import { getEventListeners } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import type { AppendResult, EventStore, ExpectedRevision, Position, StoredEvent } from '../../src/store/store.js'
import { seeded } from '../support/seeded.js'
import { addressed, anEvent, aStream, events, idsOf, readUntil, wholeLog } from './given.js'

/** A store under test. It need not be empty: the suite uses streams of its own and reads from where the log ended. */
export interface Subject {
  readonly store: EventStore
  /** Closes the store and opens it again on the same data; absent where nothing outlives the store. */
  readonly reopen?: () => Promise<EventStore>
  /** True where positions are consecutive numbers and nobody else writes to the store meanwhile. */
  readonly consecutive?: boolean
}

type MakeSubject = (test: { teardown(fn: () => unknown): void }) => Promise<Subject>
type Appended = Extract<AppendResult, { kind: 'appended' }>
type Duplicate = Extract<AppendResult, { kind: 'duplicate' }>

/** Runs the contract of `EventStore` over a store. `makeSubject` is called once a test; the suite closes what it opened. */
export function describeStoreContract(name: string, makeSubject: MakeSubject): void {
  t.test(`${name} keeps the contract of a store`, async t => {
    const open = async (test: typeof t): Promise<Subject> => {
      const subject = await makeSubject(test)
      test.teardown(() => subject.store.close())
      return subject
    }

    t.test('append with the rules of idempotency', async t => {
      const { store } = await open(t)
      const stream = aStream()
      const [a, b, c, d] = [anEvent(), anEvent(), anEvent(), anEvent()]

      const first = (await store.append(stream, 'none', [a, b])) as Appended
      t.equal(first.kind, 'appended', 'a stream that must not exist yet is begun')
      t.strictSame(
        first.events.map(event => event.revision),
        [0, 1],
        'revisions count from 0',
      )
      t.ok(first.events[0]!.position < first.events[1]!.position, 'positions are ordered as text')

      const again = (await store.append(stream, 'none', [a, b])) as Duplicate
      t.equal(again.kind, 'duplicate', 'the same again after none is a duplicate')
      t.strictSame(idsOf(again.events), [a.id, b.id], 'and says which events it found')
      t.strictSame(
        again.events.map(event => event.position),
        first.events.map(event => event.position),
        'at their first place',
      )

      t.equal((await store.append(stream, 1, [c])).kind, 'appended', 'the last revision lets through')
      const rules: [string, ExpectedRevision, (typeof a)[], string][] = [
        ['an earlier part of the stream, whole', 0, [b, c], 'duplicate'],
        ['an earlier part of the stream, its beginning only', 'none', [a], 'duplicate'],
        ['the same with another body', 0, [{ ...b, body: '{"other":true}' }], 'duplicate'],
        ['other ids where something stands', 0, [d], 'conflict'],
        ['a part that is equal at first and then differs', 'none', [a, d], 'conflict'],
        ['a part that is equal and then goes past the end', 0, [b, c, d], 'conflict'],
        ['the right ids in another order', 'none', [b, a], 'conflict'],
        ['a revision above the last', 3, [d], 'conflict'],
        ['none for a stream that exists', 'none', [d], 'conflict'],
      ]
      for (const [what, expected, list, kind] of rules) {
        const result = await store.append(stream, expected, list)
        t.equal(result.kind, kind, `${what}: ${kind}`)
        if (result.kind === 'conflict') t.equal(result.actual, 2, `${what}: with the true revision`)
      }
      const absent = await store.append(aStream(), 0, [anEvent()])
      t.match(absent, { kind: 'conflict', actual: 'none' }, 'a revision in a stream that does not exist')
      t.strictSame(idsOf(await store.readStream(stream, 0, 10)), [a.id, b.id, c.id], 'and none of that stored anything')
      const [kept] = await store.readStream(stream, 1, 1)
      t.equal(kept!.body, b.body, 'the first body stays')
    })

    t.test('append at the last revision with ids that are known', async t => {
      const { store } = await open(t)
      if (!store.uniqueIds) return t.pass('', { skip: 'ids are unique within a stream only' })
      const [one, two] = [aStream(), aStream()]
      const [a, b] = [anEvent(), anEvent()]
      await store.append(one, 'none', [a, b])

      const all = (await store.append(two, 'none', [a, b])) as Duplicate
      t.equal(all.kind, 'duplicate', 'all known in another stream: duplicate')
      t.strictSame(
        all.events.map(event => event.stream),
        [one, one],
        'of the first place that holds them',
      )
      t.match(await store.append(one, 1, [b, a]), { kind: 'duplicate' }, 'all known in this stream: duplicate')
      t.match(
        await store.append(two, 'none', [a, anEvent()]),
        { kind: 'conflict', actual: 'none' },
        'one known: conflict',
      )
      const twice = anEvent()
      t.match(await store.append(two, 'none', [twice, twice]), { kind: 'conflict' }, 'one id twice: conflict')
      t.strictSame(await store.readStream(two, 0, 10), [], 'nothing of it was stored')
    })

    t.test('record stores each event once at the end of its stream', async t => {
      const { store } = await open(t)
      const [one, two] = [aStream(), aStream()]
      const [a, b, c] = [anEvent(), anEvent(), anEvent()]
      const before = await store.head()
      const first = await store.record([
        { stream: one, event: a },
        { stream: two, event: b },
        { stream: one, event: c },
      ])
      t.match(first, [
        { kind: 'appended', revision: 0 },
        { kind: 'appended', revision: 0 },
        { kind: 'appended', revision: 1 },
      ])
      const log = await wholeLog(store, before)
      t.strictSame(idsOf(log.filter(event => event.stream === one)), [a.id, c.id], 'in the order given')

      const d = anEvent()
      const again = await store.record([
        { stream: one, event: { ...a, body: '{"other":true}' } },
        { stream: one, event: d },
        { stream: one, event: d },
      ])
      t.match(
        again[0],
        { kind: 'duplicate', event: { id: a.id, body: a.body, revision: 0 } },
        'the first holder comes back',
      )
      t.match(again[1], { kind: 'appended', revision: 2 }, 'a known event does not hold up the next')
      t.match(
        again[2],
        { kind: 'duplicate', event: { id: d.id, revision: 2 } },
        'the same id twice in one call counts once',
      )
      t.strictSame(await store.record([]), [], 'nothing comes of nothing')

      if (store.uniqueIds) {
        const elsewhere = await store.record([{ stream: two, event: a }])
        t.match(
          elsewhere,
          [{ kind: 'duplicate', event: { id: a.id, stream: one } }],
          'one id is one event in all streams',
        )
      }
    })

    t.test('what is stored comes back as it was given', async t => {
      const { store } = await open(t)
      const stream = aStream()
      const bodies = [
        '{"text":"Ñiamey, Уагадугу, 你好, 👩🏽‍🚀, \\u0000, \\"quoted\\""}',
        `{"text":"${'é'.repeat(10)}\u2028${'日'.repeat(10)}"}`,
        `{"text":"${'x'.repeat(65_520)}"}`,
        `{"text":"${'語'.repeat(20_000)}"}`,
        '{}',
      ]
      const given = bodies.map((body, index) =>
        anEvent({ body, type: `Type${index}`, meta: index % 2 ? '{"by":"clé"}' : '{}' }),
      )
      await store.record(addressed(stream, given))
      const back = await store.readStream(stream, 0, 10)
      t.equal(back.length, given.length)
      back.forEach((event, index) => {
        const { id, type, body, meta } = given[index]!
        t.strictSame(
          { id: event.id, type: event.type, body: event.body, meta: event.meta },
          { id, type, body, meta },
          `body ${index} to the character`,
        )
        t.equal(event.stream, stream)
        t.equal(event.revision, index)
      })
      t.strictSame(await store.find(given[2]!.id), back[2], 'found by its id')
      t.equal(await store.find('00000000-0000-4000-8000-000000000000'), null, 'an id that nobody stored')
    })

    t.test('the offset of a position grows along the log', async t => {
      const { store } = await open(t)
      await store.record(addressed(aStream(), events(5)))
      const offsets = (await wholeLog(store, null)).map(({ position }) => store.offset(position))
      t.ok(offsets.length >= 5 && offsets.every((offset, i) => i === 0 || offset > offsets[i - 1]!), offsets.join())
    })

    t.test('recordedAt never decreases along the log', async t => {
      const { store, consecutive } = await open(t)
      if (!consecutive) return t.pass('', { skip: 'the server sets or shares the clock' })
      const stream = aStream()
      const instants = ['2024-04-12T09:00:00.500Z', '2024-04-12T09:00:00.100Z', '2024-04-13T00:00:00.000Z']
      const outcomes = await store.record(
        addressed(
          stream,
          instants.map(recordedAt => anEvent({ recordedAt })),
        ),
      )
      const expected = [instants[0], instants[0], instants[2]]
      t.strictSame(
        outcomes.map(outcome => (outcome.kind === 'appended' ? outcome.recordedAt : null)),
        expected,
        'a step back is lifted to the newest',
      )
      const back = await store.readStream(stream, 0, 10)
      t.strictSame(
        back.map(event => event.recordedAt),
        expected,
      )
    })

    t.test('a later call gets a later instant, also while the clock stands still or goes back', async t => {
      const { store, consecutive } = await open(t)
      if (!consecutive) return t.pass('', { skip: 'the server sets or shares the clock' })
      const instants: string[] = []
      for (const back of [0, 0, 3, 0, 60_000, 0, 1]) {
        const recordedAt = new Date(Date.UTC(2024, 3, 12) - back).toISOString()
        const outcomes = await store.record(addressed(aStream(), [anEvent({ recordedAt }), anEvent({ recordedAt })]))
        const [first, second] = outcomes.map(outcome => (outcome.kind === 'appended' ? outcome.recordedAt : ''))
        t.equal(first, second, 'one call, one instant')
        t.ok(first! > (instants.at(-1) ?? ''), `${first} comes after ${instants.at(-1)}`)
        instants.push(first!)
      }
      const last = await store.append(aStream(), 'none', [anEvent({ recordedAt: '2024-04-11T00:00:00.000Z' })])
      t.ok(last.kind === 'appended' && last.events[0]!.recordedAt > instants.at(-1)!, 'an append too')
    })

    t.test(
      'many calls in one millisecond do not run away from the clock, and none has an instant asked about',
      async t => {
        const { store, consecutive } = await open(t)
        if (!consecutive || !store.settle) return t.pass('', { skip: 'the server sets or shares the clock' })
        const given = Date.UTC(2024, 3, 12)
        const recordedAt = new Date(given).toISOString()
        const random = seeded(9)
        let newest = 0
        let asked = 0
        let furthest = 0
        for (let n = 0; n < 400; n++) {
          const [outcome] = await store.record(addressed('country-NER', [anEvent({ recordedAt })]))
          const at = outcome!.kind === 'appended' ? Date.parse(outcome!.recordedAt) : 0
          if (at < newest || at <= asked) t.fail(`call ${n} got ${at}, after ${newest}, asked up to ${asked}`)
          newest = at
          if (n < 200) furthest = Math.max(furthest, at - given)
          else if (random() < 0.2) {
            asked = newest
            t.equal(await store.settle(asked), await store.head(), 'asking tells how far the answer must reach')
          }
        }
        t.ok(furthest < 50, `${furthest} ms ahead at most`)
      },
    )

    t.test('a load keeps its instants, and shares the newest only where it goes on', async t => {
      const { store, consecutive } = await open(t)
      if (!consecutive) return t.pass('', { skip: 'the server sets or shares the clock' })
      const at = (day: string) => `2024-04-${day}T23:59:59.999Z`
      const load = async (day: string, after: Position | null) => {
        const [outcome] = await store.record(addressed(aStream(), [anEvent({ recordedAt: at(day) })]), { after })
        if (outcome!.kind !== 'appended') throw new Error(outcome!.kind)
        return outcome!
      }
      await store.settle?.(Date.UTC(2025, 0, 1))
      const first = await load('10', null)
      t.equal(first.recordedAt, at('10'), 'although a later instant was asked about')
      const second = await load('10', first.position)
      t.equal(second.recordedAt, at('10'), 'the same load may share it')
      t.equal((await load('11', null)).recordedAt, at('11'))
      t.equal((await load('11', second.position)).recordedAt, '2024-04-12T00:00:00.000Z', 'another may not')
    })

    t.test('50 writers of 5 streams: no revision twice, no gap, and every loser learns the true revision', async t => {
      const { store, consecutive } = await open(t)
      const streams = Array.from({ length: 5 }, aStream)
      const before = await store.head()
      const given: string[] = []
      let conflicts = 0
      let untrue = 0

      await Promise.all(
        Array.from({ length: 50 }, async (_, writer) => {
          const stream = streams[writer % 5]!
          let expected: ExpectedRevision = 'none'
          for (let n = 0; n < 4; ) {
            const event = anEvent()
            const result: AppendResult = await store.append(stream, expected, [event])
            if (result.kind === 'appended') {
              given.push(event.id)
              expected = result.events[0]!.revision
              n += 1
            } else if (result.kind === 'conflict') {
              conflicts += 1
              const seen: number = expected === 'none' ? -1 : expected
              const there = result.actual === 'none' ? [] : await store.readStream(stream, result.actual, 1)
              if (there.length !== 1 || (result.actual as number) <= seen) untrue += 1
              expected = result.actual
            } else throw new Error(`unexpected ${result.kind}`)
          }
        }),
      )
      t.ok(conflicts > 100, `the writers did meet: ${conflicts} conflicts`)
      t.equal(untrue, 0, 'each conflict named a revision that was there and was newer')
      const log = (await wholeLog(store, before)).filter(event => streams.includes(event.stream))
      t.strictSame(idsOf(log).sort(), given.sort(), 'what was acknowledged is there once, and nothing else')
      for (const stream of streams) {
        const revisions = log.filter(event => event.stream === stream).map(event => event.revision)
        t.strictSame(revisions, [...Array(40).keys()], 'revisions in log order, without gaps')
      }
      if (consecutive) checkConsecutive(t, log)
    })

    t.test('a conflict of one call leaves its neighbours alone', async t => {
      const { store } = await open(t)
      const stream = aStream()
      await store.append(stream, 'none', events(1))
      const results = await Promise.all([
        store.append(aStream(), 'none', events(3)),
        store.append(stream, 'none', events(1)),
        store.append(aStream(), 'none', events(1)),
        store.record(addressed(aStream(), events(2))),
      ])
      t.match(results, [
        { kind: 'appended' },
        { kind: 'conflict', actual: 0 },
        { kind: 'appended' },
        [{ kind: 'appended' }, { kind: 'appended' }],
      ])
    })

    t.test('5000 events in one call, while others write', async t => {
      const { store } = await open(t)
      const before = await store.head()
      const streams = Array.from({ length: 20 }, aStream)
      const big = Array.from({ length: 5000 }, (_, n) => ({ stream: streams[n % 20]!, event: anEvent() }))
      const [outcomes, small] = await Promise.all([
        store.record(big),
        Promise.all(Array.from({ length: 20 }, () => store.append(aStream(), 'none', events(1)))),
      ])
      t.ok(
        outcomes.every(outcome => outcome.kind === 'appended'),
        'all are stored',
      )
      t.ok(
        small.every(result => result.kind === 'appended'),
        'and so are the others',
      )
      const log = await wholeLog(store, before)
      const byId = new Map(log.map(event => [event.id, event]))
      t.equal(log.length, 5020)
      t.ok(
        big.every(({ stream, event }, n) => {
          const stored = byId.get(event.id)
          const outcome = outcomes[n]!
          return stored?.stream === stream && outcome.kind === 'appended' && stored.position === outcome.position
        }),
        'each outcome names the place of its event',
      )
      const again = await store.record(big)
      t.ok(
        again.every(outcome => outcome.kind === 'duplicate'),
        'the same call again stores nothing',
      )
      t.equal((await wholeLog(store, before)).length, 5020)
    })

    t.test('reading in pages', async t => {
      const { store } = await open(t)
      const before = await store.head()
      const stream = aStream()
      await store.record(addressed(stream, events(25)))
      const all = await wholeLog(store, before)
      t.equal(all.length, 25)
      for (const limit of [1, 7, 25, 26]) {
        t.strictSame(await wholeLog(store, before, limit), all, `pages of ${limit} make the same log`)
      }
      t.equal((await store.readAll(before, 7)).length <= 7, true, 'no page is longer than asked')
      t.strictSame(await store.readAll(await store.head(), 10), [], 'after the head there is nothing')
      t.strictSame(await store.readStream(stream, 20, 3), all.slice(20, 23), 'a stream from a revision on')
      t.strictSame(await store.readStream(stream, 25, 3), [], 'past the end of a stream')
      t.strictSame(await store.readStream(aStream(), 0, 3), [], 'of no stream')
      t.equal(await store.head(), all.at(-1)!.position, 'the head is the last position')
      await t.rejects(async () => store.readAll('no.such@position', 10), 'what is no position is refused')
    })

    t.test('an empty store', async t => {
      const { store } = await open(t)
      if ((await store.head()) !== null) return t.pass('', { skip: 'this store is shared and not empty' })
      t.strictSame(await store.readAll(null, 10), [])
      t.equal(await store.find(anEvent().id), null)
      const { notifications } = await readUntil(store.subscribe(null, new AbortController().signal), () => true)
      t.strictSame(notifications, [{ kind: 'caughtUp' }], 'a subscription has caught up at once')
    })

    t.test('mistakes of the caller reject', async t => {
      const { store } = await open(t)
      await t.rejects(store.append(aStream(), 'none', []), RangeError, 'no event')
      await t.rejects(
        store.append(aStream(), 'none', [anEvent({ id: 'no-uuid' })]),
        RangeError,
        'an id that is no UUID',
      )
      await t.rejects(store.append('$system', 'none', events(1)), RangeError, 'a stream of the system')
      await t.rejects(store.record([{ stream: '', event: anEvent() }]), RangeError, 'no stream')
    })

    t.test('a subscription hands over from the past to the present without gap or double', async t => {
      const { store, consecutive } = await open(t)
      const before = await store.head()
      const random = seeded(20_240_412)
      const streams = Array.from({ length: 5 }, aStream)
      const write = (count: number) => {
        const stream = () => streams[Math.floor(random() * 5)]!
        return store.record(Array.from({ length: count }, () => ({ stream: stream(), event: anEvent() })))
      }
      await write(2500)
      const writing = (async () => {
        for (let n = 0; n < 60; n++) {
          await write(1 + Math.floor(random() * 5))
          if (random() < 0.5) await delay(random() * 4)
        }
      })()
      const readers = await Promise.all(
        Array.from({ length: 4 }, async (_, n) => {
          await delay(n * 15)
          const abort = new AbortController()
          const seen: StoredEvent[] = []
          let caughtUp = 0
          let end: Position | null = null
          // The last event may come before the notification that there is no more.
          const complete = () => end !== null && seen.at(-1)?.position === end && caughtUp > 0
          const ending = writing.then(async () => {
            end = await store.head()
            if (complete()) abort.abort()
          })
          for await (const notification of store.subscribe(before, abort.signal)) {
            if (notification.kind === 'events') seen.push(...notification.events)
            if (notification.kind === 'caughtUp') caughtUp += 1
            if (complete()) break
            if (random() < 0.2) await delay(random() * 3)
          }
          await ending
          t.ok(caughtUp > 0, 'the end was reached')
          return seen
        }),
      )
      const log = await wholeLog(store, before)
      if (consecutive) checkConsecutive(t, log)
      for (const seen of readers) t.strictSame(idsOf(seen), idsOf(log), 'every event once, in order')
    })

    t.test('a subscription from the middle, one from the head, and two iterations of one', async t => {
      const { store } = await open(t)
      const stream = aStream()
      const placed = (await store.record(addressed(stream, events(10)))).map(o =>
        o.kind === 'appended' ? o.position : '',
      )
      const { signal } = new AbortController()
      const half = store.subscribe(placed[4]!, signal)
      for (const round of [1, 2]) {
        const { seen } = await readUntil(half, (_, all) => all.at(-1)?.kind === 'caughtUp')
        t.strictSame(
          seen.map(event => event.position),
          placed.slice(5),
          `iteration ${round} begins after the position`,
        )
      }
      const next = anEvent()
      const reading = readUntil(store.subscribe(placed[9]!, signal), seen => seen.length > 0)
      await store.append(stream, 9, [next])
      t.strictSame(idsOf((await reading).seen), [next.id], 'from the head on only what is new')
    })

    t.test('a slow consumer gets everything and holds up nobody', async t => {
      const { store } = await open(t)
      const before = await store.head()
      const stream = aStream()
      const { signal } = new AbortController()
      const slow = store.subscribe(before, signal)[Symbol.asyncIterator]()
      await store.record(addressed(stream, events(1)))
      const first = await slow.next()
      for (let n = 0; n < 10; n++) await store.record(addressed(stream, events(300)))
      const log = await wholeLog(store, before)
      const seen: StoredEvent[] = []
      for (let next = first; ; next = await slow.next()) {
        if (!next.done && next.value.kind === 'events') seen.push(...next.value.events)
        if (seen.length >= log.length) break
      }
      await slow.return?.()
      t.strictSame(idsOf(seen), idsOf(log))
    })

    t.test('leaving a subscription leaves nothing behind', async t => {
      const { store } = await open(t)
      await store.record(addressed(aStream(), events(3)))
      const shared = new AbortController()
      for (let n = 0; n < 1000; n++) {
        const abort = new AbortController()
        const waiting = store.subscribe(null, n % 3 === 0 ? shared.signal : abort.signal)[Symbol.asyncIterator]()
        await waiting.next()
        if (n % 3 === 1) {
          const ending = (async () => {
            for (let next = await waiting.next(); !next.done; next = await waiting.next());
          })()
          abort.abort()
          await ending
        } else await waiting.return?.()
        if (getEventListeners(abort.signal, 'abort').length > 0) t.fail('a listener stayed')
      }
      t.equal(getEventListeners(shared.signal, 'abort').length, 0, '1000 times subscribed and left: no listener')

      const aborted = AbortSignal.abort()
      const { notifications } = await readUntil(store.subscribe(null, aborted), () => false)
      t.strictSame(notifications, [], 'with a signal that is aborted already it ends at once')
      const waiting = store.subscribe(await store.head(), shared.signal)[Symbol.asyncIterator]()
      await waiting.next()
      const pending = waiting.next()
      await waiting.return?.()
      t.match(await pending, { done: true }, 'return ends a next that waits')
    })

    t.test('close finishes what waits, ends subscriptions and refuses what comes after', async t => {
      const subject = await open(t)
      const { store } = subject
      const stream = aStream()
      const head = await store.head()
      const subscription = (async () => {
        for await (const _ of store.subscribe(head, new AbortController().signal));
        return 'ended'
      })()
      await delay(20)
      const given = Array.from({ length: 100 }, () => anEvent())
      const waiting = given.map(event => store.record([{ stream, event }]))
      await store.close()
      const outcomes = (await Promise.all(waiting)).flat()
      t.ok(
        outcomes.every(outcome => outcome.kind === 'appended'),
        'calls that waited were finished',
      )
      t.equal(await subscription, 'ended')
      await t.rejects(store.append(aStream(), 'none', events(1)), { code: 'store-closed' })
      await t.rejects(store.record(addressed(stream, events(1))), { code: 'store-closed' })
      await t.rejects(store.readAll(null, 1), { code: 'store-closed' })
      await t.resolves(store.close(), 'closing twice is no mistake')
      if (!subject.reopen) return
      const reopened = await subject.reopen()
      t.teardown(() => reopened.close())
      t.strictSame(
        idsOf(await reopened.readStream(stream, 0, 200)),
        idsOf(given),
        'and are there when it is opened again',
      )
    })

    t.test('a store that is opened again goes on where it ended', async t => {
      const subject = await open(t)
      if (!subject.reopen) return t.pass('', { skip: 'nothing outlives this store' })
      const stream = aStream()
      const before = await subject.store.head()
      const [a, b] = [events(50), events(50)]
      await subject.store.append(stream, 'none', a)
      const log = await wholeLog(subject.store, before)
      const reopened = await subject.reopen()
      t.teardown(() => reopened.close())
      t.strictSame(await wholeLog(reopened, before), log, 'the same log')
      t.match(await reopened.append(stream, 'none', a), { kind: 'duplicate' }, 'a retry is recognised')
      t.match(await reopened.append(stream, 'none', b), { kind: 'conflict', actual: 49 })
      t.match(await reopened.append(stream, 49, b), { kind: 'appended' })
      const whole = await wholeLog(reopened, before)
      t.strictSame(idsOf(whole), idsOf([...a, ...b]))
      if (subject.consecutive) checkConsecutive(t, whole)
    })
  })
}

function checkConsecutive(t: { ok(value: unknown, message: string): unknown }, log: readonly StoredEvent[]): void {
  const first = Number(log[0]!.position)
  t.ok(
    log.every((event, index) => Number(event.position) === first + index),
    'positions are consecutive',
  )
}
