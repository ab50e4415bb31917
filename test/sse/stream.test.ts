import t, { type Test } from 'tap'
import { streamRoutes } from '../../src/http/stream.js'
import type { HubSettings } from '../../src/sse/settings.js'
import { createMemoryStore } from '../../src/store/memory.js'
import { openStore } from '../../src/store/open.js'
import type { EventStore } from '../../src/store/store.js'
import { build, trainers } from '../support/build.js'
import { ringOfAll } from '../support/keys.js'
import { followLog } from '../support/live-state.js'
import { breaks, type Message, news, type Subscriber, subscribe } from './subscriber.js'

t.setTimeout(290_000)

const FAST: Partial<HubSettings> = { tickMs: 20, heartbeatMs: 200, settleMs: 0 }

interface Service {
  readonly url: string
  readonly stream: (query?: string, headers?: Record<string, string>) => Promise<Subscriber>
  /** Post one event or more; answers positions. */
  readonly post: (...events: Record<string, unknown>[]) => Promise<string[]>
  readonly get: (path: string) => Promise<string>
  readonly send: (path: string, body: unknown) => Promise<{ id: string; position: string }>
  readonly close: () => Promise<void>
}

async function serve(
  t: Test,
  options: {
    store?: EventStore
    now?: () => number
    settings?: Partial<HubSettings>
    environment?: Record<string, string>
  } = {},
): Promise<Service> {
  const store = options.store ?? createMemoryStore()
  const now = options.now ?? Date.now
  const state = followLog(store, undefined, now)
  const { app } = await build(t, {
    store,
    state,
    now,
    ...(options.environment && { environment: options.environment }),
    checkAnswers: false,
    routes: [streamRoutes({ ...FAST, ...options.settings }, '/fast')],
  })
  let closed = false
  const close = async () => {
    if (closed) return
    closed = true
    await app.close()
    await state.stop()
    await store.close()
  }
  t.teardown(close)
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const open = new Set<Subscriber>()
  t.teardown(() => {
    for (const one of open) one.close()
  })
  const send: Service['send'] = async (path, body) => {
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const outcome = (await answer.json()) as { id: string; position: string }
    if (!answer.ok) throw new Error(`${answer.status} ${JSON.stringify(outcome)}`)
    return outcome
  }
  return {
    url,
    async stream(query = '', headers = {}) {
      const subscriber = await subscribe(`${url}/fast/v1/stream${query}`, headers)
      open.add(subscriber)
      return subscriber
    },
    async post(...events) {
      const positions: string[] = []
      for (const event of events) positions.push((await send('/v1/events', event)).position)
      return positions
    },
    get: async path => (await fetch(url + path)).text(),
    send,
    close,
  }
}

const claim = { sourceId: 'test', reliability: 'A', credibility: 1, modality: 'asserted' }
const force = (fields: Record<string, unknown> = {}) => {
  const { forceId = 'fra-test-ner', partner = 'FRA', ...rest } = fields
  return {
    type: 'ForcesDeployed',
    country: 'NER',
    partner,
    occurredOn: '2024-01-10',
    data: { forceId, sponsor: partner, role: 'garrison', consent: 'invited', strength: { low: 1000, high: 1500 } },
    claim,
    ...rest,
  }
}
const isCaughtUp = ({ event }: Message) => event === 'caught-up'
const names = (messages: readonly Message[]) => news(messages).map(({ event, id }) => `${event} ${id}`)

/** Everything that a subscription is told from the first event on, until it has caught up. */
async function everything(service: Service, query: string): Promise<Message[]> {
  const subscriber = await service.stream(`${query}&from=start`)
  await subscriber.find(isCaughtUp)
  subscriber.close()
  return news(subscriber.messages)
}

t.test('a client that is cut off after every message comes back a thousand times without gap or double', async t => {
  const service = await serve(t)
  const query = '?country=NER,MLI&at=2024-06-01'
  const before = Array.from({ length: 450 }, (_, i) =>
    force({ forceId: `f-${i % 10}`, country: i % 5 === 0 ? 'MLI' : 'NER', partner: i % 3 === 0 ? 'FRA' : 'RUS' }),
  )
  await service.send('/v1/events', before.slice(0, 225))
  await service.send('/v1/events', before.slice(225))
  const posting = (async () => {
    for (let i = 0; i < 60; i++) {
      await service.post(force({ forceId: `late-${i % 5}`, parties: ['MLI', 'NER'] }))
      await new Promise(resolve => setTimeout(resolve, 10))
    }
  })()
  const told: Message[] = []
  let last = '0'
  let connections = 0
  let broken = 0
  let posted = false
  void posting.then(() => {
    posted = true
  })
  for (;;) {
    const subscriber = await service.stream(query, { 'last-event-id': last })
    connections++
    const wasPosted = posted
    const message = await subscriber.find(() => true)
    subscriber.close()
    broken += message.data.previous === last ? 0 : 1
    if (news([message]).length > 0) told.push(message)
    last = message.id
    if (wasPosted && message.event === 'caught-up') break
  }
  await posting
  const whole = await everything(service, query)
  t.ok(connections >= 1000, `${connections} connections`)
  t.equal(broken, 0, 'every one goes on from the id that was asked')
  t.equal(new Set(names(told)).size, told.length, '0 doubles')
  t.strictSame(names(told), names(whole), `0 gaps: ${told.length} messages, the same as of one subscription`)
  t.strictSame(
    told.map(({ data: { previous: _, ...data } }) => data),
    whole.map(({ data: { previous: _, ...data } }) => data),
    'and the same content',
  )

  t.test('control: resuming by position alone is found out', async t => {
    const few = async (broken: (id: string) => string) => {
      const got: string[] = []
      let last = '0'
      while (got.length < 12) {
        const subscriber = await service.stream(query, { 'last-event-id': broken(last) })
        const message = await subscriber.find(() => true)
        subscriber.close()
        got.push(...names([message]))
        last = message.id
        if (got.length > 2 && got.at(-1) === got.at(-3)) break // it goes round in circles
      }
      return got
    }
    const doubling = await few(id => id.replace(/\..*/, ''))
    t.not(new Set(doubling).size, doubling.length, 'doubles')
    const expected = names(whole).slice(0, 12)
    const skipping = await few(id => (id === '0' ? id : `${id.replace(/\..*/, '')}.5`))
    t.notSame(skipping, expected, 'gaps')
    t.strictSame(await few(id => id), expected, 'the right way is not found out')
  })
})

t.test('a stream goes on over a restart of the service with the same ids', async t => {
  const directory = t.testdir()
  const first = await serve(t, { store: await openStore(`sqlite:${directory}`) })
  const query = '?at=2024-06-01'
  const before = await first.stream(query)
  await before.find(isCaughtUp)
  const [one, two] = await first.post(force(), force({ forceId: 'rus-1', partner: 'RUS' }))
  await before.find(({ id }) => id.startsWith(`${two}.`))
  const cut = await first.stream(query, { 'last-event-id': `${one}` })
  const middle = await cut.find(({ event }) => event === 'state')
  await first.close()
  await before.ended
  const ending = before.messages.at(-1)!
  t.match(ending, { event: 'ending', data: { reason: 'shutdown', resumeAfter: ending.id } })
  t.strictSame(breaks(before.messages, null), [])

  const second = await serve(t, { store: await openStore(`sqlite:${directory}`) })
  const [three] = await second.post(force({ forceId: 'ita-1', partner: 'ITA' }))
  const after = await second.stream(query, { 'last-event-id': ending.id })
  await after.find(isCaughtUp)
  t.equal(after.messages[0]!.data.previous, ending.id)
  t.strictSame(names([...before.messages, ...after.messages]), names(await everything(second, query)))
  t.equal(news(after.messages)[0]!.id, three)
  const resumed = await second.stream(query, { 'last-event-id': middle.id })
  await resumed.find(isCaughtUp)
  const all = names(await everything(second, query))
  t.strictSame(names(resumed.messages), all.slice(all.indexOf(`state ${middle.id}`) + 1), 'from the middle of an event')
})

t.test('a correction to last year reaches whoever watches last year, and nobody else', async t => {
  const service = await serve(t)
  await service.post(
    force({ occurredOn: '2019-01-10' }),
    {
      type: 'ForcesWithdrawn',
      country: 'NER',
      partner: 'FRA',
      occurredOn: '2020-03-01',
      data: { forceId: 'fra-test-ner', extent: 'complete' },
      claim,
    },
    force({ forceId: 'rus-1', partner: 'RUS', occurredOn: '2021-01-01' }),
  )
  const { events } = JSON.parse(await service.get('/v1/events')) as { events: { id: string }[] }
  const then = await service.stream('?kind=state&at=2019-06-01')
  const now = await service.stream('?kind=state&at=2022-01-01')
  for (const one of [then, now]) await one.find(isCaughtUp)
  const correction = await service.send(`/v1/events/${events[0]!.id}/corrections`, {
    changes: { data: { strength: { low: 1100, high: 1400 } } },
    reason: 'error',
    claim,
  })
  const message = await then.find(({ event }) => event === 'state')
  t.match(message.data, { country: 'NER', at: '2019-06-01', cause: { eventIds: [correction.id], clock: false } })
  t.equal(message.id, `${correction.position}.1`)
  t.equal(
    JSON.stringify(message.data.state),
    await service.get(`/v1/countries/NER?at=2019-06-01&asKnownAt=${correction.position}`),
    'its state has the bytes of the answer',
  )
  const [next] = await service.post(force({ forceId: 'rus-2', partner: 'RUS', occurredOn: '2021-06-01' }))
  t.equal(
    (await now.find(({ event }) => event === 'state')).id,
    `${next}.1`,
    'the other one heard of the next event only',
  )
  t.equal(news(then.messages).length, 1, 'which did not reach the first')
})

t.test('messages follow each other in slots by country, and say what changed', async t => {
  const service = await serve(t)
  const all = await service.stream('?at=2024-06-01')
  const lone = await service.stream('?at=2024-06-01&country=NER')
  for (const one of [all, lone]) await one.find(isCaughtUp)
  const [position] = await service.post(force({ parties: ['NER', 'MLI'] }))
  await all.find(({ id }) => id === `${position}.6`)
  await lone.find(({ id }) => id === `${position}.6`)
  t.strictSame(names(all.messages), [
    `event ${position}`,
    `state ${position}.1`,
    `status ${position}.2`,
    `state ${position}.5`,
    `status ${position}.6`,
  ])
  t.strictSame(
    names(lone.messages),
    [`event ${position}`, `state ${position}.5`, `status ${position}.6`],
    'the same ids',
  )
  const [event, state, status] = news(lone.messages)
  t.match(event!.data, { type: 'ForcesDeployed', position, stream: 'country-NER' })
  const stored = JSON.parse(await service.get(`/v1/events/${event!.data.id}`))
  const { previous: _, ...told } = event!.data
  t.strictSame(told, stored, 'the event as it is stored')
  t.strictSame(
    state!.data.changed.map(({ dimension }: { dimension: string }) => dimension),
    ['security'],
  )
  t.match(state!.data.changed[0], {
    before: { status: 'unknown', primary: null, contenders: [] },
    after: { status: 'single', primary: 'FRA', contenders: ['FRA'] },
  })
  t.strictSame(status!.data.changed, [
    {
      dimension: 'security',
      before: { status: 'unknown', primary: null },
      after: { status: 'single', primary: 'FRA' },
    },
  ])
  for (const one of [all, lone]) t.strictSame(breaks(one.messages, null), [])
})

t.test('a country enters and leaves the sight of a partner filter', async t => {
  const service = await serve(t)
  const watching = await service.stream('?at=2024-06-01&partner=RUS&kind=status')
  const states = await service.stream('?at=2024-06-01&partner=RUS')
  const arms = await service.stream('?at=2024-06-01&partner=RUS&dimension=arms')
  for (const one of [watching, states, arms]) await one.find(isCaughtUp)
  const [fra, rus] = await service.post(force(), force({ forceId: 'rus-1', partner: 'RUS' }))
  const entered = await watching.find(({ event }) => event === 'enter')
  t.equal(entered.id, `${rus}.3`)
  t.match(entered.data, { country: 'NER', partners: ['RUS'], state: { country: 'NER' } })
  const gone = await service.send('/v1/events', {
    type: 'ForcesWithdrawn',
    country: 'NER',
    partner: 'RUS',
    occurredOn: '2024-02-01',
    data: { forceId: 'rus-1', extent: 'complete' },
    claim,
  })
  const left = await watching.find(({ event }) => event === 'leave')
  t.match(left, { id: `${gone.position}.4`, data: { partners: ['RUS'], country: 'NER' } })
  await states.find(({ event }) => event === 'leave')
  t.notOk(
    names(states.messages).some(name => name.includes(String(fra))),
    'what concerns another partner alone is left out',
  )
  t.strictSame(
    names(states.messages).filter(name => !name.startsWith('status')),
    [
      `event ${rus}`,
      `state ${rus}.1`,
      `enter ${rus}.3`,
      `event ${gone.position}`,
      `state ${gone.position}.1`,
      `leave ${gone.position}.4`,
    ],
  )
  const told = states.messages.find(({ event, id }) => event === 'state' && id === `${rus}.1`)!
  const asked = JSON.parse(
    await service.get(`/v1/countries/NER/diff?at=2024-06-01&fromKnownAt=${fra}&toKnownAt=${rus}`),
  )
  t.strictSame(told.data.changed, asked.dimensions, 'what the stream tells is what the question finds')
  t.equal(asked.dimensions.length, 1)
  await arms.find(({ id }) => id === gone.position)
  t.strictSame(names(arms.messages), [`event ${rus}`, `event ${gone.position}`], 'no crossing in another dimension')
})

t.test('the clock alone moves states: once a day at midnight, with ids of their own', async t => {
  let time = Date.parse('2026-03-10T12:00:00Z')
  const service = await serve(t, { now: () => time })
  const agreement = (type: string, occurredOn: string, data: Record<string, unknown>) => ({
    type,
    country: 'NER',
    partner: 'FRA',
    occurredOn,
    data: { agreementId: 'fra-ner-1', ...data },
    claim,
  })
  await service.post(agreement('AgreementSigned', '2020-01-01', { kind: 'sofa', onSignature: true }), {
    type: 'VisitHeld',
    country: 'MLI',
    partner: 'RUS',
    occurredOn: '2026-03-01',
    data: { level: 'head' },
    claim,
  })
  const [last] = await service.post(
    agreement('AgreementTerminationNotified', '2026-03-01', { by: ['NER'], noticePeriod: 'P12D' }),
  )
  const watching = await service.stream('?country=NER&kind=state')
  const fixed = await service.stream('?country=NER&kind=state&at=2026-03-10')
  const both = await service.stream('?kind=state')
  for (const one of [watching, fixed, both]) await one.find(isCaughtUp)
  const statusOf = (message: Message) => message.data.state.agreements[0].status
  time = Date.parse('2026-03-11T00:00:05Z')
  const eleventh = await watching.find(({ id }) => id === `${last}@2026-03-11.5`)
  t.match(eleventh.data, { at: '2026-03-11', cause: { eventIds: [], clock: true }, position: last })
  t.equal(statusOf(eleventh), 'terminating')
  time = Date.parse('2026-03-14T09:00:00Z')
  const ended = await watching.find(({ data }) => data.state?.agreements[0].status === 'ended')
  t.equal(ended.id, `${last}@2026-03-13.5`, 'the notice ran out, with no event that day')
  await both.find(({ id }) => id === `${last}@2026-03-14.5`)
  t.ok(
    both.messages.some(({ id }) => id === `${last}@2026-03-14.1`),
    'other countries move too, each in its place',
  )
  const [next] = await service.post(force({ forceId: 'fra-2', occurredOn: '2026-03-14' }))
  await both.find(({ id }) => id === `${next}.1`)
  t.equal(news(both.messages).at(-1)!.data.at, '2026-03-14')
  await fixed.find(({ id, event }) => event === 'heartbeat' && id.startsWith(String(next)))
  t.strictSame(news(fixed.messages), [], 'a fixed day knows no clock')
  for (const one of [watching, fixed, both]) t.strictSame(breaks(one.messages, null), [])

  const start = both.messages[0]!.id
  const late = await service.stream('?kind=state', { 'last-event-id': start })
  await late.find(isCaughtUp)
  t.strictSame(
    news(late.messages).map(({ id, data }) => [id, data.at, data.changed]),
    news(both.messages).map(({ id, data }) => [id, data.at, data.changed]),
    'who was away over the days is told them the same way',
  )
  const middle = both.messages.find(({ id }) => id.includes('@2026-03-13'))!
  const resumed = await service.stream('?kind=state', { 'last-event-id': middle.id })
  await resumed.find(isCaughtUp)
  const ids = names(both.messages)
  t.strictSame(
    names(resumed.messages),
    ids.slice(ids.indexOf(`state ${middle.id}`) + 1),
    'also from the middle of a day',
  )
})

t.test('a fixed today does not move', async t => {
  const service = await serve(t, { environment: { ENTENTE_NOW: '2024-04-12' } })
  const watching = await service.stream('?country=NER')
  await watching.find(isCaughtUp)
  await service.post(trainers())
  t.equal((await watching.find(({ event }) => event === 'state')).data.at, '2024-04-12')
  const again = await service.stream('?country=NER&kind=state&from=start')
  await again.find(isCaughtUp)
  t.strictSame(
    news(again.messages).map(({ data }) => data.at),
    ['2024-04-12'],
  )
})

t.test('a new stream, a resumed one and a lost one begin as they should', async t => {
  const service = await serve(t)
  const empty = await service.stream()
  t.match(await empty.find(() => true), { id: '0', event: 'caught-up', data: { position: null, previous: null } })
  const [one, two] = await service.post(force(), force({ forceId: 'b' }))
  const first = async (headers: Record<string, string>, query = '') => {
    const subscriber = await service.stream(query, headers)
    const message = await subscriber.find(() => true)
    subscriber.close()
    return message
  }
  t.match(await first({}), { event: 'caught-up', id: `${two}.5`, data: { position: two, previous: null } })
  t.match(await first({ 'last-event-id': '0' }), { event: 'event', id: one, data: { previous: '0' } })
  t.match(await first({}, '?lastEventId=0'), { event: 'event', id: one, data: { previous: '0' } })
  t.match(await first({}, '?from=start'), { event: 'event', id: one, data: { previous: null } })
  t.match(await first({ 'last-event-id': '' }), { event: 'caught-up' }, 'an empty header is none')
  t.match(
    await first({ 'last-event-id': `${one}.5` }, '?lastEventId=0'),
    { event: 'event', id: two },
    'the header wins',
  )
  for (const [id, reason] of [
    ['nonsense', 'unknown-id'],
    ['-1', 'unknown-id'],
    [`${two}.9`, 'unknown-id'],
    [`${two}@2001-01-01.1`, 'unknown-id'],
    [`${two}@2999-01-01.1`, 'future-id'],
    ['9999999999999999', 'future-id'],
    ['000000000000000a', 'unknown-id'],
  ] as const) {
    const reset = await first({ 'last-event-id': id })
    t.match(
      reset,
      { event: 'reset', id: `${two}.5`, data: { reason, asked: id, head: `${two}.5`, previous: null } },
      id,
    )
  }
  const lost = await service.stream('', { 'last-event-id': 'nonsense' })
  const [three] = await service.post(force({ forceId: 'c' }))
  await lost.find(({ id }) => id === three)
  t.strictSame(breaks(lost.messages, null), [])
  t.strictSame(names(lost.messages)[0], `event ${three}`, 'live from then on')
  for (const id of ['a b', 'x.y', 'x.0', 'x@2024-13-01.1', `${one}.01`, 'a'.repeat(65)]) {
    const bad = await subscribe(`${service.url}/v1/stream?lastEventId=${encodeURIComponent(id)}`)
    t.equal(bad.status, 400, id)
    t.match(bad.headers['content-type'], /problem\+json/)
  }
  t.equal((await subscribe(`${service.url}/v1/stream?country=XXX`)).status, 404)
  t.equal((await subscribe(`${service.url}/v1/stream?kind=rumour`)).status, 400)
  t.equal((await subscribe(`${service.url}/v1/stream?at=yesterday`)).status, 400)
  t.equal((await fetch(`${service.url}/v1/stream`, { method: 'HEAD' })).status, 200)
})

t.test('heartbeats carry the last id that was looked at, and the chain holds through them', async t => {
  const service = await serve(t)
  const quiet = await service.stream('?country=MLI')
  await quiet.find(isCaughtUp)
  const [one] = await service.post(force())
  const beat = await quiet.find(({ event, id }) => event === 'heartbeat' && id !== '0')
  t.equal(beat.id, `${one}.5`, 'past an event that the filter leaves out')
  await service.post(force({ country: 'MLI', forceId: 'm' }))
  await quiet.find(({ event }) => event === 'state')
  t.strictSame(breaks(quiet.messages, null), [])
  const again = await service.stream('?country=MLI', { 'last-event-id': beat.id })
  await again.find(isCaughtUp)
  t.strictSame(names(again.messages), names(quiet.messages), 'and it can be resumed from')
})

t.test('streams rotate with an ending that can be resumed from, each at a time of its own', async t => {
  const service = await serve(t, { settings: { rotateMs: 400 } })
  const [one] = await service.post(force())
  const begun = Date.now()
  const lives = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const subscriber = await service.stream()
      await subscriber.ended
      const last = subscriber.messages.at(-1)!
      t.match(last, { event: 'ending', id: `${one}.5`, data: { reason: 'rotation', resumeAfter: `${one}.5` } })
      t.strictSame(breaks(subscriber.messages, null), [])
      return Date.now() - begun
    }),
  )
  const spread = Math.max(...lives) - Math.min(...lives)
  t.ok(spread > 60, `from ${Math.min(...lives)} to ${Math.max(...lives)} ms`)
})

t.test('nothing stays behind when clients leave or are ended', async t => {
  const timers = new Set<unknown>()
  const { setInterval, clearInterval } = globalThis
  t.intercept(globalThis, 'setInterval', {
    value: (...given: Parameters<typeof setInterval>) => {
      const timer = setInterval(...given)
      if (given[1] === 20) timers.add(timer)
      return timer
    },
  })
  t.intercept(globalThis, 'clearInterval', {
    value: (timer: NodeJS.Timeout) => {
      timers.delete(timer)
      clearInterval(timer)
    },
  })
  const service = await serve(t)
  const overview = async () => JSON.parse(await service.get('/fast/v1/subscriptions'))
  for (let round = 0; round < 3; round++) {
    const open = await Promise.all(
      Array.from({ length: 50 }, (_, i) => service.stream(`?country=${i % 2 ? 'NER' : 'MLI'}`)),
    )
    await Promise.all(open.map(one => one.find(isCaughtUp)))
    const during = await overview()
    t.match(during, { open: 50, questions: 2 })
    t.match(during.subscriptions[0], { who: 'address 127.0.0.1', state: 'live', lag: 0, filter: { country: ['MLI'] } })
    t.equal(timers.size, 1, 'one timer for all of them')
    for (const one of open) one.close()
    for (let i = 0; i < 100 && (await overview()).open > 0; i++) await new Promise(resolve => setTimeout(resolve, 10))
    t.match(await overview(), { open: 0, questions: 0, subscriptions: [], ended: { left: 50 * (round + 1) } })
    t.equal(timers.size, 0, 'and none for none')
  }
})

t.test('a client that takes nothing is dropped and can resume; the others do not notice', async t => {
  const service = await serve(t, { settings: { queueBytes: 200_000, stallMs: 300, lingerMs: 200 } })
  const healthy = await service.stream('?kind=event')
  await healthy.find(isCaughtUp)
  const { request } = await import('node:http')
  const stall = async (headers: Record<string, string>) => {
    const call = request(`${service.url}/fast/v1/stream?kind=event`, { agent: false, headers })
    call.on('error', () => {})
    call.end()
    await new Promise<void>(resolve =>
      call.on('response', answer => {
        answer.on('error', () => {})
        answer.pause()
        resolve()
      }),
    )
    t.teardown(() => call.destroy())
  }
  await stall({})
  const note = (i: number) => ({
    type: 'ContextNoted',
    country: 'NER',
    occurredOn: '2024-01-01',
    data: { content: `${i} ${'x'.repeat(3000)}` },
    note: 'y'.repeat(3900),
    claim,
  })
  const overview = async () => JSON.parse(await service.get('/fast/v1/subscriptions'))
  let count = 0
  while ((await overview()).ended.slow === 0 && count < 6000) {
    await service.send(
      '/v1/events',
      Array.from({ length: 100 }, () => note(count++)),
    )
  }
  t.equal((await overview()).ended.slow, 1, `dropped after ${count} events of 7 kB`)
  await stall({ 'last-event-id': '0' })
  for (let i = 0; i < 200 && (await overview()).ended.slow < 2; i++)
    await new Promise(resolve => setTimeout(resolve, 50))
  t.equal((await overview()).ended.slow, 2, 'so is one that takes nothing of a replay')
  await new Promise(resolve => setTimeout(resolve, 400))
  t.match(await overview(), { open: 1, subscriptions: [{ state: 'live' }] }, 'its connection is gone too')
  const last = JSON.parse(await service.get('/v1/events?limit=1')).head
  await healthy.find(({ id }) => id === last)
  t.equal(news(healthy.messages).length, count, 'the healthy one was told everything')
})

t.test(
  'where keys are asked for, reading takes any key, the overview an admin one, and streams are limited',
  async t => {
    const { ring, keys } = ringOfAll()
    const { app } = await build(t, {
      keys: ring,
      environment: { ENTENTE_STREAMS_EACH: '2', ENTENTE_STREAMS: '3', ENTENTE_STREAM_SECONDS: '0' },
    })
    const url = await app.listen({ host: '127.0.0.1', port: 0 })
    const bearer = (key: string) => ({ authorization: `Bearer ${key}` })
    const open = (headers: Record<string, string>) => subscribe(`${url}/v1/stream`, headers)
    t.equal((await open({})).status, 401)
    const [one, two] = [await open(bearer(keys.read)), await open({ cookie: `entente_session=${keys.read}` })]
    t.strictSame([one.status, two.status], [200, 200], 'a page may use its cookie')
    const third = await open(bearer(keys.read))
    t.equal(third.status, 429, 'two for each key')
    t.match(third.headers, { 'retry-after': '5' })
    t.equal((await open(bearer(keys.write))).status, 200, 'another key has its own')
    t.equal((await open(bearer(keys.admin))).status, 429, 'three in all')
    const overview = async (key: string) => fetch(`${url}/v1/subscriptions`, { headers: bearer(key) })
    t.equal((await overview(keys.write)).status, 403)
    const seen = (await (await overview(keys.admin)).json()) as { subscriptions: { who: string }[] }
    t.ok(seen.subscriptions.every(({ who }) => /^key key-[0-9a-f]{8}$/.test(who)))
    one.close()
    await two.find(isCaughtUp)
    let { status } = await open(bearer(keys.read))
    for (let i = 0; i < 100 && status !== 200; i++) {
      await new Promise(resolve => setTimeout(resolve, 10))
      status = (await open(bearer(keys.read))).status
    }
    t.equal(status, 200, 'one that left makes room')
  },
)

t.test('what the stream counts is among the metrics', async t => {
  const { app } = await build(t)
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const figures = async () => {
    const { body } = await app.inject('/metrics')
    const lines = [...body.matchAll(/^entente_stream_(\S+) (\d+)$/gm)]
    return Object.fromEntries(lines.map(([, name, value]) => [name!.replace('_total', ''), Number(value)]))
  }
  const one = await subscribe(`${url}/v1/stream`)
  const lost = await subscribe(`${url}/v1/stream?lastEventId=00000000000000000099.1`)
  await one.find(({ event }) => event === 'caught-up')
  await lost.find(({ event }) => event === 'caught-up')
  t.match(await figures(), { clients: 2, opened: 2, resets: 1, messages: 3, 'ended{reason="slow"}': 0 })
  one.close()
  for (let i = 0; i < 100 && (await figures()).clients !== 1; i++) await new Promise(resolve => setTimeout(resolve, 20))
  t.match(await figures(), { clients: 1, opened: 2, messages: 3, 'ended{reason="left"}': 1 })
  lost.close()
})
