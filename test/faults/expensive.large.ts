import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { trainers } from '../support/build.js'
import { dossierText } from '../support/dossier.js'
import { startService } from '../support/service.js'

/**
 * `npm run test:faults`: ten readers ask the most expensive questions in a circle for ENTENTE_SECONDS (60), all of one
 * address, while four writers post twenty times a second each. Times are measured, so nothing else may run on the
 * machine.
 */
const SECONDS = Number(process.env.ENTENTE_SECONDS ?? 60)
const READERS = 10
const WRITERS = 4
const PAUSE_MS = 50
const WRITE_P99_MS = 100
const LIVE_P99_MS = 50

t.setTimeout((SECONDS + 120) * 1000)

/** Each asked about another state of knowledge every time, so that no answer is there already. */
const QUESTIONS: readonly ((known: number) => string)[] = [
  known => `/v1/panel?from=1990-01-01&to=2026-01-01&step=month&asKnownAt=${day(known)}`,
  known => `/v1/countries?from=1960-01-01&to=2026-01-01&asKnownAt=${day(known)}`,
  known => `/v1/countries/MLI/history?from=1990-01-01&to=2026-01-01&step=month&asKnownAt=${day(known)}`,
  known => `/v1/countries/NER/timeline?from=1960-01-01&to=2026-01-01&asKnownAt=${day(known)}`,
  known => `/v1/realignments?from=1960-01-01&to=2026-01-01&asKnownAt=${day(known)}`,
  known => `/v1/countries/NER/diff?from=1990-01-01&to=2025-01-01&asKnownAt=${day(known)}`,
]

const day = (n: number) => new Date(Date.UTC(2012, 0, 1 + (n % 5000))).toISOString().slice(0, 10)

t.test('ten readers of the most expensive questions do not keep writers waiting', async t => {
  const { url } = await startService(t, {
    ENTENTE_STORE: `sqlite:${join(t.testdir(), 'data')}`,
    ENTENTE_RATE_LIMIT: '1000000',
  })
  const headers = { 'content-type': 'application/x-ndjson' }
  const loaded = await fetch(`${url}/v1/imports?backfill=true`, { method: 'POST', headers, body: dossierText() })
  await loaded.text()
  const ends = performance.now() + SECONDS * 1000
  const going = () => performance.now() < ends
  const statuses: Record<string, number> = {}
  const wrong: string[] = []

  const reader = async (number: number) => {
    for (let n = number; going(); n += READERS) {
      const path = QUESTIONS[n % QUESTIONS.length]!(n * 7)
      const answer = await fetch(url + path)
      const body = await answer.text()
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1
      if (answer.status === 200) continue
      const { type, detail } = JSON.parse(body) as { type?: string; detail?: string }
      const again = Number(answer.headers.get('retry-after'))
      if (![429, 503].includes(answer.status) || !type?.startsWith('/problems/') || !detail || !(again >= 1))
        wrong.push(`${path}: ${body}`)
      else await delay(Math.min(again * 1000, 2000))
    }
  }
  const timed = async (pause: number, ask: () => Promise<Response>) => {
    const took: number[] = []
    for (; going(); await delay(pause)) {
      const began = performance.now()
      const answer = await ask()
      await answer.arrayBuffer()
      took.push(performance.now() - began)
      if (!answer.ok) wrong.push(`${answer.url}: ${answer.status}`)
    }
    return took
  }
  const post = () =>
    fetch(`${url}/v1/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(
        trainers({ type: 'VisitHeld', factId: `v-${randomUUID()}`, data: { level: 'minister' }, country: 'TGO' }),
      ),
    })
  const [live, ...writes] = await Promise.all([
    timed(PAUSE_MS, () => fetch(`${url}/health/live`)),
    ...Array.from({ length: WRITERS }, () => timed(PAUSE_MS, post)),
    ...Array.from({ length: READERS }, (_, n) => reader(n).then(() => [])),
  ])
  const p99 = (took: readonly number[]) => Math.round(took.toSorted((a, b) => a - b)[Math.floor(took.length * 0.99)]!)
  const all = writes.flat()
  t.strictSame(wrong.slice(0, 3), [], 'each answered, or refused with what to do and when to come again')
  t.ok((statuses[200] ?? 0) > 0, `control: readers had ${JSON.stringify(statuses)}`)
  t.ok(p99(all) <= WRITE_P99_MS, `p99 of ${all.length} posts ${p99(all)} ms`)
  t.ok(p99(live!) <= LIVE_P99_MS, `p99 of ${live!.length} times /health/live ${p99(live!)} ms`)
})
