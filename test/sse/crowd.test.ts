import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { build } from '../support/build.js'
import { within } from '../support/timed.js'

t.setTimeout(290_000)

const WARM = 10

interface Report {
  readonly received: number
  readonly readers: number
  readonly lags: number[]
  readonly ended: number
}

function crowd(t: Test): ChildProcess {
  const built = fileURLToPath(new URL('./crowd.js', import.meta.url))
  const child = existsSync(built) ? fork(built) : fork(built.replace(/\.js$/, '.ts'), { execArgv: ['--import', 'tsx'] })
  t.teardown(() => child.kill())
  return child
}

async function tell<T>(child: ChildProcess, command: Record<string, unknown>): Promise<T> {
  const answer = once(child, 'message')
  child.send(command)
  return (await answer)[0] as T
}

const claim = { sourceId: 'test', reliability: 'A', credibility: 1, modality: 'asserted' }
const note = (country: string, bytes: number) => ({
  type: 'ContextNoted',
  country,
  occurredOn: '2024-01-01',
  data: { content: 'x'.repeat(bytes / 2) },
  note: 'y'.repeat(bytes / 2),
  claim,
})

t.test(
  '100 clients that take nothing and 1,000 that do: memory stays bounded and the healthy are told in time',
  async t => {
    const { app } = await build(t, { checkAnswers: false })
    const url = await app.listen({ host: '127.0.0.1', port: 0 })
    const post = async (events: unknown) => {
      const answer = await fetch(`${url}/v1/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(events),
      })
      if (answer.status !== 201) throw new Error(await answer.text())
      await answer.arrayBuffer()
    }
    const overview = async () => JSON.parse(await (await fetch(`${url}/v1/subscriptions`)).text())
    const child = crowd(t)
    await tell(child, { url: `${url}/v1/stream?country=MLI&kind=event`, count: 1000 })
    await tell(child, { url: `${url}/v1/stream?country=NER,MLI&kind=event`, count: 100, stalled: true })
    // A cold process takes longer for its first broadcasts than for all others.
    for (let i = 0; i < WARM; i++) await post(note('MLI', 500))
    t.equal((await tell<Report>(child, { report: WARM })).received, WARM * 1000)
    const before = process.memoryUsage().rss
    let peak = before
    const watching = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }, 20)
    // 20 MB for those that take nothing, and between them 100 small messages for everybody.
    const rounds = 100
    for (let i = 0; i < rounds; i++) {
      await post(Array.from({ length: 25 }, () => note('NER', 7800)))
      await post(note('MLI', 500))
      await new Promise(resolve => setTimeout(resolve, 20))
    }
    const report = await tell<Report>(child, { report: rounds })
    for (let i = 0; i < 100 && (await overview()).open > 1000; i++)
      await new Promise(resolve => setTimeout(resolve, 100))
    clearInterval(watching)
    const after = await overview()
    t.equal(after.ended.slow, 100, 'every one that takes nothing is dropped')
    t.equal(after.open, 1000, 'and none of the others')
    t.equal(report.received, rounds * 1000, 'which were told everything')
    const grown = (peak - before) / 2 ** 20
    t.ok(grown <= 150, `memory grew by ${grown.toFixed(0)} MiB at most, 20 MB of it the record`)
    report.lags.sort((a, b) => a - b)
    const p99 = report.lags[Math.floor(report.lags.length * 0.99)]!
    t.comment(`lag from recording to receiving: p50 ${Math.round(report.lags[report.lags.length >> 1]!)} ms`)
    within(t, 250, p99, 'lag from recording to receiving at p99')
    child.kill()
    for (let i = 0; i < 100 && (await overview()).open > 0; i++) await new Promise(resolve => setTimeout(resolve, 50))
    t.match(await overview(), { open: 0, questions: 0 }, 'nothing is left of them')
  },
)
