import type { Test } from 'tap'
import { checkLog } from '../../src/cli/log-check.js'
import { build } from '../support/build.js'
import { drawnPosts } from '../support/drawn-posts.js'
import { seeded } from '../support/seeded.js'

export interface Tally {
  /** Answers by kind of body and status. */
  readonly answers: Readonly<Record<string, number>>
  readonly stored: number
}

/**
 * Sends so many drawn bodies: each is answered as the documents say (answers are checked against their schemas, and one
 * that does not fit is a 500), nothing is stored that would not be accepted, and the countries are answered afterwards.
 */
export async function sendDrawn(t: Test, count: number, seed: number): Promise<Tally> {
  const { app, store, state } = await build(t)
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
    if (n % 50 === 0) {
      const questions = ['/v1/countries?at=2024-05-01', '/v1/countries/NER?at=2024-05-01', '/v1/events?limit=50']
      const url = questions[(n / 50) % questions.length]!
      const answer = await app.inject(url)
      if (answer.statusCode !== 200) wrong.push(`seed ${seed}, after body ${n}: ${url}: ${answer.body.slice(0, 300)}`)
    }
  }
  t.strictSame(wrong.slice(0, 5), [], `${count} bodies, each answered`)
  t.equal(({} as { polluted?: boolean }).polluted, undefined, 'no prototype was changed')
  const reading = await checkLog(store, null, () => {})
  t.equal(reading.difference, null, 'everything stored would be accepted again')
  t.ok(reading.position === null || (await state.reached(reading.position, 60_000)), 'and all of it was taken in')
  t.comment(JSON.stringify(answers))
  return { answers, stored: reading.events }
}
