import t from 'tap'
import { MS_PER_DAY } from '../../events/formats.js'
import { build, trainers } from '../support/build.js'

interface Refusal {
  readonly code: string
  readonly errors: readonly { readonly path: string; readonly code: string }[]
}

const NOW = { ENTENTE_NOW: '2026-02-28' }
const ONE = '/v1/countries/NER'
/** Every question that takes a day, with the parameter that it takes it by. */
const QUESTIONS: readonly (readonly [url: string, parameter: string])[] = [
  ['/v1/countries?', 'at'],
  ['/v1/countries?', 'from'],
  ['/v1/countries?', 'to'],
  ['/v1/countries?', 'asKnownAt'],
  [`${ONE}?`, 'at'],
  [`${ONE}?`, 'asKnownAt'],
  [`${ONE}/explanation?partner=FRA&`, 'at'],
  [`${ONE}/timeline?`, 'from'],
  [`${ONE}/timeline?`, 'to'],
  [`${ONE}/history?`, 'from'],
  [`${ONE}/history?`, 'to'],
  ['/v1/anomalies?', 'asKnownAt'],
  ['/v1/panel?', 'from'],
  ['/v1/partners/FRA/footprint?', 'at'],
  ['/v1/partners/FRA/footprint?', 'from'],
  ['/v1/realignments?', 'from'],
  ['/v1/realignments?', 'to'],
  [`${ONE}/diff?to=2020-01-01&`, 'from'],
  ['/v1/stream?', 'at'],
]

t.test('a question about a day beyond all reach is refused, with the parameter that is wrong', async t => {
  const { app } = await build(t, { environment: NOW })
  for (const [url, parameter] of QUESTIONS) {
    for (const day of ['9999-12-31', '3000-01-01', '2076-02-29', '1799-12-31', '0999-12-31']) {
      // The panel takes a year or a month as well; a date that no event can have is none to it.
      if (url === '/v1/panel?' && (day < '1000' || day > '2999')) continue
      const { statusCode, payload } = await app.inject({ url: `${url}${parameter}=${day}` })
      const { code, errors } = JSON.parse(payload) as Refusal
      const told = { statusCode, code, errors: errors.map(({ path, code }) => `${path} ${code}`) }
      t.same(told, { statusCode: 400, code: 'invalid-query', errors: [`/${parameter} out-of-reach`] }, `${url}${day}`)
    }
  }
})

t.test('the first and the last day in reach are answered', async t => {
  const { app } = await build(t, { environment: NOW })
  await app.inject({ method: 'POST', url: '/v1/events', payload: trainers() })
  for (const [url, parameter] of QUESTIONS.filter(([url]) => url !== '/v1/stream?')) {
    for (const day of ['2076-02-28', '1800-01-01']) {
      if (
        url.includes('history') ||
        url.includes('diff') ||
        url.includes('panel') ||
        (parameter === 'to' && day < '1900')
      )
        continue
      const { statusCode, payload } = await app.inject({ url: `${url}${parameter}=${day}` })
      // A range that ends before it begins is another matter.
      const isTurned = /from-after-to|"order"/.test(payload)
      t.ok(statusCode === 200 || isTurned, `${url}${parameter}=${day}: ${statusCode} ${payload.slice(0, 200)}`)
    }
  }
  const years = await app.inject({ url: `${ONE}/history?from=1800-01-01&to=2076-02-28&step=month` })
  t.equal(years.statusCode, 200)
  t.equal((JSON.parse(years.payload) as { points: unknown[] }).points.length, 276 * 12 + 2)
})

t.test('without a fixed today the reach moves with the clock', async t => {
  let now = Date.UTC(2026, 0, 1)
  const { app } = await build(t, { now: () => now })
  const status = async () => (await app.inject({ url: `${ONE}?at=2076-01-02` })).statusCode
  t.equal(await status(), 400)
  now += MS_PER_DAY
  t.equal(await status(), 200)
})
