import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { positionOf } from '../../src/store/position.js'
import type { StoredEvent } from '../../src/store/store.js'
import { type Feed, follow, SUBSCRIPTION_PAGE } from '../../src/store/subscription.js'
import { anEvent, readUntil } from './given.js'

/** A log of any length that counts who listens and how much was read at most ahead of the consumer. */
function aFeed(length: number) {
  const log: StoredEvent[] = []
  const listeners = new Set<() => void>()
  const reads: number[] = []
  let closed = false
  const grow = (count: number) => {
    for (let n = 0; n < count; n++) {
      log.push({ ...anEvent(), position: positionOf(log.length + 1), stream: 'country-NER', revision: log.length })
    }
    for (const listener of [...listeners]) listener()
  }
  grow(length)
  const feed: Feed = {
    read(after, limit) {
      const from = after === null ? 0 : Number(after)
      const page = log.slice(from, from + limit)
      reads.push(page.length)
      return page
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    closed: () => closed,
  }
  const close = () => {
    closed = true
    for (const listener of [...listeners]) listener()
  }
  return { feed, grow, close, listeners, reads }
}

t.test('1000 subscriptions that end in any way leave no listener at the store', async t => {
  const { feed, listeners } = aFeed(10)
  for (let n = 0; n < 1000; n++) {
    const abort = new AbortController()
    const iterator = follow(feed, null, abort.signal)[Symbol.asyncIterator]()
    for (let steps = n % 4; steps > 0; steps--) {
      const next = iterator.next()
      // The third has nothing to hand over and waits.
      if (steps > 1 || n % 4 < 3) await next
    }
    if (n % 2) abort.abort()
    await iterator.return?.()
    await iterator.next()
  }
  t.equal(listeners.size, 0)
  const iterator = follow(feed, null, new AbortController().signal)[Symbol.asyncIterator]()
  await iterator.next()
  t.equal(listeners.size, 1, 'control: one that goes on does listen')
  await iterator.return?.()
})

t.test('a consumer that stands still is not read ahead for', async t => {
  const { feed, grow, reads } = aFeed(0)
  const iterator = follow(feed, null, new AbortController().signal)[Symbol.asyncIterator]()
  t.match(await iterator.next(), { value: { kind: 'caughtUp' } })
  const waiting = iterator.next()
  grow(5)
  await waiting
  const before = reads.length
  for (let n = 0; n < 50; n++) {
    grow(100)
    await delay(0)
  }
  t.equal(reads.length, before, 'nothing was read while nothing was asked for')
  const page = await iterator.next()
  t.equal(page.value.events.length, SUBSCRIPTION_PAGE, 'and what comes then is one page of the log')
  await iterator.return?.()
})

t.test('the event loop turns between pages, and caughtUp comes again after falling behind', async t => {
  const { feed, grow } = aFeed(20 * SUBSCRIPTION_PAGE)
  let turns = 0
  let turning = setImmediate(function turn() {
    turns += 1
    turning = setImmediate(turn)
  })
  let grown = false
  const { notifications } = await readUntil(follow(feed, null, new AbortController().signal), (_, all) => {
    const caughtUp = all.filter(notification => notification.kind === 'caughtUp').length
    if (caughtUp === 1 && !grown) {
      grown = true
      grow(3 * SUBSCRIPTION_PAGE)
    }
    return caughtUp === 2
  })
  clearImmediate(turning)
  t.ok(turns >= 20, `it turned ${turns} times`)
  t.equal(notifications.filter(notification => notification.kind === 'events').length, 23)
})

t.test('closing the store ends a subscription that waits', async t => {
  const { feed, close, listeners } = aFeed(1)
  const ended = readUntil(follow(feed, null, new AbortController().signal), () => false)
  await delay(5)
  t.equal(listeners.size, 1)
  close()
  t.equal((await ended).seen.length, 1)
  t.equal(listeners.size, 0)
})
