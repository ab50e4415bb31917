import { setMaxListeners } from 'node:events'
import t from 'tap'
import { createWork, WORK_LIMITS, type WorkLimits } from '../../src/http/server/work.js'
import type { Pieces } from '../../src/questions/pieces.js'
import { buildWithDossier } from '../support/dossier.js'
import { within } from '../support/timed.js'

t.setTimeout(290_000)

const never = new AbortController().signal
setMaxListeners(0, never)
const asked = (who: string, gone = never) => ({ who, cost: 1, gone })
const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    error => error,
  )

/** Work of so many milliseconds, in pieces of one. */
function* busy(ms: number, text = 'x'): Pieces {
  for (let i = 0; i < ms; i++) {
    const until = performance.now() + 1
    while (performance.now() < until);
    yield text
  }
}

t.test('long answers take turns, and the loop serves others between them', async t => {
  let time = 0
  let now = 0
  let most = 0
  let going = true
  const work = createWork(WORK_LIMITS, () => time)
  /** Pieces that take a millisecond each by the clock of the work. */
  function* pieces(text: string): Pieces {
    for (let i = 0; i < 150; i++) {
      time++
      most = Math.max(most, ++now)
      yield text
    }
  }
  const watch = () => {
    now = 0
    if (going) setImmediate(watch)
  }
  watch()
  const result = await Promise.all([
    work.make(pieces('x'), asked('address a')),
    work.make(pieces('y'), asked('address b')),
  ])
  going = false
  t.equal(result[0].text, 'x'.repeat(150))
  t.match(result[0].tag, /^"[\w-]{27}"$/)
  t.equal(result[1].text, 'y'.repeat(150))
  t.ok(most <= 40, `of 300 pieces at most ${most} are made before the loop serves others`)
  t.strictSame(work.totals, { running: 0, waiting: 0, refused: 0 })
})

t.test('a caller with much to do does not hold up one with little', async t => {
  const work = createWork()
  const order: string[] = []
  const note = (name: string) => () => void order.push(name)
  const many = Array.from({ length: 20 }, (_, i) => work.make(busy(20), asked('key a')).then(note(`a${i}`)))
  const one = work.make(busy(20), asked('key b')).then(note('b'))
  await Promise.all([...many, one])
  t.ok(order.indexOf('b') <= 3, order.join(' '))
})

t.test('what is too much at a time is refused: of one caller 429, of all 503', async t => {
  const limits: WorkLimits = { ...WORK_LIMITS, runningEach: 1, waitingEach: 2, running: 2, waiting: 4 }
  const work = createWork(limits)
  const mine = Array.from({ length: 5 }, () => caught(work.make(busy(60), asked('key a'))))
  const others = ['b', 'c', 'd'].flatMap(name => [1, 2].map(() => caught(work.make(busy(60), asked(`key ${name}`)))))
  const told = await Promise.all(mine)
  t.strictSame(told.slice(0, 3), [null, null, null])
  for (const error of told.slice(3))
    t.match(error, { status: 429, code: 'rate-limited', headers: { 'retry-after': '2' } })
  const full = (await Promise.all(others)).filter(error => error !== null)
  t.ok(full.length > 0)
  for (const error of full) t.match(error, { status: 503, code: 'overloaded', headers: { 'retry-after': '5' } })
  t.equal(await caught(work.make(busy(1), asked('key a'))), null, 'and asked again it is made')
})

t.test('whoever has had its share waits while others do, and only then', async t => {
  const work = createWork({ ...WORK_LIMITS, budgetMs: 20, share: 0.5 })
  t.equal(await caught(work.make(busy(60), asked('key a'))), null)
  t.equal(await caught(work.make(busy(5), asked('key a'))), null, 'alone it goes on')
  const other = work.make(busy(15), asked('key b'))
  const refused = await caught(work.make(busy(5), asked('key a')))
  t.match(refused, { status: 429, code: 'rate-limited', message: /share/ })
  t.ok(Number(refused.headers['retry-after']) >= 1)
  await other
})

t.test('an answer that waits too long is refused, and one that nobody waits for is not made', async t => {
  let time = 0
  const work = createWork({ ...WORK_LIMITS, runningEach: 1, waitMs: 100 }, () => time)
  let made = 0
  function* slow(): Pieces {
    for (let i = 0; i < 200; i++) {
      time += 10
      made++
      yield 'x'
    }
  }
  const first = caught(work.make(slow(), asked('key a')))
  const second = caught(work.make(slow(), asked('key a')))
  t.match(await second, { status: 503, code: 'overloaded' })
  t.equal(await first, null)
  const leaving = new AbortController()
  made = 0
  const left = caught(work.make(slow(), asked('key a', leaving.signal)))
  setImmediate(() => leaving.abort(new Error('left')))
  t.match(await left, { message: 'left' })
  const until = made
  await new Promise(resolve => setTimeout(resolve, 20))
  t.equal(made, until, 'no more of it is made')
  t.ok(until < 200)
})

t.test('an answer that fails fails alone', async t => {
  const work = createWork()
  // biome-ignore lint/correctness/useYield: what fails yields nothing
  function* failing(): Pieces {
    throw new Error('cannot be made')
  }
  const good = work.make(busy(5), asked('key a'))
  t.match(await caught(work.make(failing(), asked('key a'))), { message: 'cannot be made' })
  t.equal((await good).text.length, 5)
})

t.test(
  'many long questions at once: all are answered or told to wait, and a probe is answered between them',
  async t => {
    const { app, store } = await buildWithDossier(t)
    await app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = app.server.address() as { port: number }
    const url = `http://127.0.0.1:${port}`
    const positions = (await store.readAll(null, 1000)).map(({ position }) => position)
    const questions = [
      ...Array.from({ length: 10 }, (_, i) => `/v1/countries?at=1970-01-01&asKnownAt=${positions[200 - i * 10]}`),
      ...Array.from(
        { length: 70 },
        (_, i) => `/v1/countries/NER/history?from=${1940 + i}-01-01&to=${1949 + i}-12-31&step=day`,
      ),
    ]
    const waits: number[] = []
    let asking = true
    const probe = (async () => {
      while (asking) {
        const began = performance.now()
        await (await fetch(`${url}/health/live`)).arrayBuffer()
        waits.push(performance.now() - began)
        await new Promise(resolve => setTimeout(resolve, 5))
      }
    })()
    const told = await Promise.all(
      questions.map(async question => {
        const answer = await fetch(url + question)
        const body = (await answer.json()) as { basis?: unknown; code?: string }
        return { status: answer.status, body, retry: answer.headers.get('retry-after') }
      }),
    )
    asking = false
    await probe
    const answered = told.filter(({ status }) => status === 200)
    t.ok(answered.length >= 8, `${answered.length} answered`)
    for (const { body } of answered) t.ok(body.basis)
    for (const { status, body, retry } of told.filter(one => one.status !== 200)) {
      t.match(`${status} ${body.code}`, /^(429 rate-limited|503 overloaded)$/)
      t.ok(Number(retry) >= 1)
    }
    t.ok(told.length > answered.length, 'control: it was too much at a time')
    waits.sort((a, b) => a - b)
    t.ok(
      waits.length > 10,
      `${waits.length} probes are answered meanwhile, the last after ${Math.round(waits.at(-1)!)} ms`,
    )
    within(t, 250, waits[Math.floor(waits.length / 2)]!, 'half of the probes')
  },
)
