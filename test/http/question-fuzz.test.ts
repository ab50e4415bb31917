import { monitorEventLoopDelay } from 'node:perf_hooks'
import fc from 'fast-check'
import t from 'tap'
import { build, trainers } from '../support/build.js'
import { question } from '../support/drawn-questions.js'
import { within } from '../support/timed.js'

t.setTimeout(290_000)

t.test('whatever is asked is answered, refused, or told to come back, and holds nobody up', async t => {
  const { app } = await build(t)
  for (let i = 0; i < 200; i++) {
    const occurredOn = `${1992 + (i % 30)}-0${1 + (i % 9)}-10`
    const payload = trainers({ occurredOn, announcedOn: null, factId: `fact-${i}`, country: i % 2 ? 'NER' : 'MLI' })
    const { statusCode, body } = await app.inject({ method: 'POST', url: '/v1/events', payload })
    if (statusCode !== 201) t.fail(body)
  }
  await app.inject('/v1/countries')
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const statuses = new Map<number, number>()
  let slowest = { ms: 0, url: '' }
  await fc.assert(
    fc.asyncProperty(question, async url => {
      const began = performance.now()
      const { statusCode, headers, body } = await app.inject({ url })
      const ms = performance.now() - began
      if (ms > slowest.ms) slowest = { ms, url }
      statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1)
      if (statusCode === 200) return
      const told = JSON.parse(body) as { code?: string }
      if (statusCode >= 400 && statusCode < 500 && told.code !== undefined) return
      if (statusCode === 503 && Number(headers['retry-after']) >= 1) return
      throw new Error(`${url}: ${statusCode} ${body.slice(0, 300)}`)
    }),
    { numRuns: 600 },
  )
  delay.disable()
  const told = [...statuses].map(([status, count]) => `${count} x ${status}`).join(', ')
  t.ok((statuses.get(200) ?? 0) > 50, told)
  t.ok((statuses.get(400) ?? 0) > 50, 'control: many are refused')
  within(t, 1000, delay.max / 1e6, 'longest stall')
  t.comment(`the slowest after ${Math.round(slowest.ms)} ms: ${slowest.url}`)
})
