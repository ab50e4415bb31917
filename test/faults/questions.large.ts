import fc from 'fast-check'
import t from 'tap'
import { openStore } from '../../src/store/open.js'
import { build } from '../support/build.js'
import { question } from '../support/drawn-questions.js'
import { answersOf, graphOf, postGraph, stallsWhile } from './graphs.js'

/** Times are measured, so nothing else may run on the machine. */
t.setTimeout(1_800_000)

const LONGEST_STALL_MS = 250
const READY_MS = 5000
const QUESTIONS = 400
const AT_A_TIME = 4

t.test(`${QUESTIONS} drawn questions about 20,000 events of three countries`, async t => {
  const store = await openStore(`sqlite:${t.testdir()}`)
  const built = await build(t, { store, checkAnswers: false })
  await postGraph(built.app, graphOf({ seed: 21, size: 20_000, depth: 20, fanOut: 100 }), 2000)
  t.comment(`${built.state.status().position} is the last position`)
  const before = process.memoryUsage().rss
  const questions = fc.sample(question, { numRuns: QUESTIONS, seed: 4 })
  const statuses: Record<string, number> = {}
  const wrong: string[] = []
  const stall = await stallsWhile(async () => {
    const next = questions.values()
    const asking = async () => {
      for (const url of next) {
        const { statusCode, headers, body } = await built.app.inject(url)
        statuses[statusCode] = (statuses[statusCode] ?? 0) + 1
        const later = statusCode === 503 && Number(headers['retry-after']) >= 1
        if (statusCode >= 500 && !later) wrong.push(`${url}: ${statusCode} ${body.slice(0, 200)}`)
      }
    }
    await Promise.all(Array.from({ length: AT_A_TIME }, asking))
  })
  t.comment(`longest stall ${Math.round(stall)} ms, ${JSON.stringify(statuses)}`)
  t.strictSame(wrong, [])
  t.ok((statuses[200] ?? 0) > QUESTIONS / 10 && (statuses[400] ?? 0) > QUESTIONS / 10, 'some answered, some refused')
  t.ok(stall <= LONGEST_STALL_MS, `longest stall ${Math.round(stall)} ms`)
  const grown = (process.memoryUsage().rss - before) / 2 ** 20
  t.ok(grown < 800, `${Math.round(grown)} MB more than before`)

  const head = (await store.head())!
  const begun = performance.now()
  const again = await build(t, { store })
  t.ok(await again.state.reached(head, 60_000))
  t.ok(performance.now() - begun <= READY_MS, `ready again after ${Math.round(performance.now() - begun)} ms`)
  t.strictSame(await answersOf(again.app, []), await answersOf(built.app, []), 'the same answers after a restart')
})
