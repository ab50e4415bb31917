import fc from 'fast-check'
import type { Test } from 'tap'
import { checkLog } from '../../src/cli/log-check.js'
import { build } from '../support/build.js'
import { drawnPosts } from '../support/drawn-posts.js'
import { question } from '../support/drawn-questions.js'
import { seeded } from '../support/seeded.js'

export interface Tally {
  /** Answers by kind of body and status. */
  readonly answers: Readonly<Record<string, number>>
  readonly stored: number
}

/** After so many bodies a drawn question is asked. */
const A_QUESTION_EVERY = 4

/**
 * Sends so many drawn bodies, and a drawn question after every fourth: each is answered as the documents say (answers are checked against their schemas, and one
 * that does not fit is a 500), nothing is stored that would not be accepted, and the countries are answered afterwards.
 */
export async function sendDrawn(t: Test, count: number, seed: number): Promise<Tally> {
  const { app, store, state } = await build(t, { environment: { ENTENTE_WORK_SECONDS: '0' } })
  const questions = fc.sample(question, { seed, numRuns: Math.ceil(count / A_QUESTION_EVERY) })
  const draw = seeded(seed)
  const next = drawnPosts(draw)
  const answers: Record<string, number> = {}
  const wrong: string[] = []
  for (let n = 0; n < count; n++) {
    const { payload, kind, headers } = next()
    const query = draw() < 0.1 ? '?dryRun=true' : ''
    const { statusCode, body } = await app.inject({ method: 'POST', url: `/v1/events${query}`, payload, headers })
    const line = `${kind} ${statusCode}`
    answers[line] = (answers[line] ?? 0) + 1
    const told = statusCode < 300 || (JSON.parse(body) as { code?: string }).code !== undefined
    if (statusCode >= 500 || !told) wrong.push(`seed ${seed}, body ${n}: ${statusCode} ${body.slice(0, 300)}`)
    if (n % A_QUESTION_EVERY === 0) {
      const url = questions[n / A_QUESTION_EVERY]!
      const { statusCode, headers, body } = await app.inject(url)
      const asked = `question ${statusCode}`
      answers[asked] = (answers[asked] ?? 0) + 1
      const refused = statusCode < 300 || (JSON.parse(body) as { code?: string }).code !== undefined
      const later = statusCode === 503 && Number(headers['retry-after']) >= 1
      if ((statusCode >= 500 && !later) || !refused)
        wrong.push(`seed ${seed}, after body ${n}: ${url}: ${statusCode} ${body.slice(0, 300)}`)
    }
    if (n % 50 === 0) {
      const urls = ['/v1/countries?at=2024-05-01', '/v1/countries/NER?at=2024-05-01', '/v1/events?limit=50']
      const url = urls[(n / 50) % urls.length]!
      const answer = await app.inject(url)
      if (answer.statusCode !== 200) wrong.push(`seed ${seed}, after body ${n}: ${url}: ${answer.body.slice(0, 300)}`)
    }
  }
  t.strictSame(wrong.slice(0, 5), [], `${count} bodies and ${questions.length} questions, each answered`)
  t.equal(({} as { polluted?: boolean }).polluted, undefined, 'no prototype was changed')
  const reading = await checkLog(store, null, () => {})
  t.equal(reading.difference, null, 'everything stored would be accepted again')
  t.ok(reading.position === null || (await state.reached(reading.position, 60_000)), 'and all of it was taken in')
  t.comment(JSON.stringify(answers))
  return { answers, stored: reading.events }
}
