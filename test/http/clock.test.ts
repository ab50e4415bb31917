import t, { type Test } from 'tap'
import { MS_PER_DAY } from '../../events/formats.js'
import { createClock } from '../../src/commands/clock.js'
import { createMemoryStore } from '../../src/store/memory.js'
import { build, trainers } from '../support/build.js'

const DAY = MS_PER_DAY
const MINUTE = 60_000

/** A machine whose clock and whose passing time are set by the test. */
function machine(wall = Date.UTC(2026, 10, 26, 12)) {
  const time = { wall, steady: 5_000 }
  const pass = (ms: number) => {
    time.wall += ms
    time.steady += ms
  }
  return { time, pass, sources: { wall: () => time.wall, steady: () => time.steady } }
}

async function service(test: Test, { time, sources }: ReturnType<typeof machine>, store = createMemoryStore()) {
  const clock = createClock(sources)
  const built = await build(test, { store, now: () => time.wall, clock })
  return {
    ...built,
    post: (event: object = trainers()) => built.app.inject({ method: 'POST', url: '/v1/events', payload: event }),
    ready: async () => {
      const { statusCode, body } = await built.app.inject('/health/ready')
      return { status: statusCode, clock: JSON.parse(body).clock }
    },
  }
}

t.test('a clock that is set forward by 400 days records nothing until it is right', async t => {
  const here = machine()
  const { app, post, ready, store } = await service(t, here)
  t.equal((await post()).statusCode, 201)
  t.match(await ready(), { status: 200, clock: null })
  here.time.wall += 400 * DAY
  const refused = await post()
  t.match(refused.json(), { status: 503, code: 'clock-ahead' }, refused.body)
  t.ok(refused.headers['retry-after'])
  const imported = await app.inject({
    method: 'POST',
    url: '/v1/imports',
    headers: { 'content-type': 'application/x-ndjson' },
    payload: `${JSON.stringify(trainers())}\n`,
  })
  t.match(imported.json(), { status: 503, code: 'clock-ahead' }, imported.body)
  t.match(await ready(), { status: 503, clock: { what: 'clock-ahead', byMs: 400 * DAY } })
  t.equal((await store.readAll(null, 10)).length, 1, 'nothing was stored')
  here.time.wall -= 400 * DAY
  t.equal((await post()).statusCode, 201, 'and it goes on when the clock is right')
  t.match(await ready(), { status: 200, clock: null })
})

t.test('a clock is believed when the process begins, after a sleep, and within five minutes', async t => {
  const here = machine()
  const clock = createClock(here.sources)
  here.pass(9 * 3_600_000)
  t.equal(clock.ahead(), 0, 'a machine that slept')
  here.time.wall += 4 * MINUTE
  t.equal(clock.ahead(), 0, 'a clock that was corrected a little')
  here.time.wall += 2 * MINUTE
  t.equal(clock.ahead(), 6 * MINUTE, 'corrections that add up in one go')
  t.equal(createClock(here.sources).ahead(), 0, 'a restart takes it as it is')
  here.time.wall -= 30 * DAY
  t.equal(clock.ahead(), 0, 'set back')
  here.time.wall += 30 * DAY
  t.equal(clock.ahead(), 30 * DAY, 'and forward again')
})

t.test(
  'a machine that was paused from outside is believed after five minutes, a clock 400 days ahead never',
  async t => {
    for (const [by, believed] of [
      [8 * 3_600_000, true],
      [400 * DAY, false],
    ] as const) {
      const here = machine()
      const clock = createClock(here.sources)
      here.time.wall += by
      for (let second = 0; second < 290; second++) {
        if (clock.ahead() !== by) t.fail(`believed after ${second} s`)
        here.pass(1_000)
      }
      for (let second = 0; second < 20; second++) {
        clock.ahead()
        here.pass(1_000)
      }
      t.equal(clock.ahead(), believed ? 0 : by)
      here.time.wall += by
      t.equal(clock.ahead() > 0, true, 'control: the next jump is seen')
    }
  },
)

t.test('a clock that runs a little fast is not taken for one that was set forward', async t => {
  const here = machine()
  const clock = createClock(here.sources)
  for (let hour = 0; hour < 24 * 400; hour++) {
    here.pass(3_600_000)
    here.time.wall += 200
    if (clock.ahead() !== 0) return t.fail(`after ${hour} hours`)
  }
  here.time.wall += 6 * MINUTE
  t.equal(clock.ahead() > 0, true, 'control: six minutes at once are')
})

t.test('a record that a wrong clock left ahead is told, and the true moments are kept beside', async t => {
  const store = createMemoryStore()
  const wrong = machine(Date.UTC(2027, 11, 31))
  const before = await service(t, wrong, Object.assign({}, store, { close: async () => {} }))
  t.equal((await before.post()).statusCode, 201, 'nothing could be known of it')

  const right = machine(Date.UTC(2026, 10, 26, 12))
  const { app, post, ready } = await service(t, right, store)
  await before.state.reached((await store.head())!, 1000)
  t.match(await ready(), {
    status: 200,
    clock: { what: 'record-ahead', newest: '2027-12-31T00:00:00.000Z', byMs: wrong.time.wall - right.time.wall },
  })
  const first = (await post()).json()
  right.pass(5_000)
  const second = (await post()).json()
  t.ok(first.recordedAt > '2027-12-31' && second.recordedAt > first.recordedAt, 'recording times never decrease')
  const read = (await app.inject(`/v1/events/${second.id}`)).json()
  t.equal(read.storedAt, '2026-11-26T12:00:05.000Z')
  right.pass(400 * DAY)
  t.match(await ready(), { status: 200, clock: null }, 'until that instant is past')
  const later = (await post()).json()
  t.equal(later.recordedAt, new Date(right.time.wall).toISOString())
  t.equal((await app.inject(`/v1/events/${later.id}`)).json().storedAt, undefined)
})
