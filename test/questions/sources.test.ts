import t from 'tap'
import { ask, buildWithDossier } from '../support/dossier.js'

t.setTimeout(300_000)

interface Weight {
  readonly sourceId: string
  readonly reliability: string | null
  readonly grades: readonly { readonly eventId: string; readonly reliability: string }[]
  readonly claims: number
  readonly supports: readonly { country: string; object: string; eventIds: string[]; alone: boolean }[]
  readonly falls: readonly { country: string; scores: { partner: string; dimension: string; after: number }[] }[]
}

t.test('what rests on one source: what it supports, its grades, and what would fall if it were regraded', async t => {
  const { app } = await buildWithDossier(t)
  const at = '2024-04-12'
  const weigh = (source: string) => ask<Weight>(app, `/v1/sources/${source}?at=${at}&letter=E`)
  let before = await weigh('rtn')
  for (const source of ['tass', 'reuters', 'ap', 'afp', 'rfi'])
    if (before.falls.length === 0) before = await weigh(source)
  t.ok(before.falls.length > 0, `something rests on the letter of ${before.sourceId}`)
  const { sourceId } = before
  t.match(before, { grades: [] })
  t.ok(before.claims > 0 && before.supports.length > 0)
  const ids = new Set<string>()
  for (const country of ['BFA', 'CAF', 'CIV', 'GAB', 'GIN', 'MLI', 'NER', 'SEN', 'TCD']) {
    const { events } = await ask<{ events: { event: { id: string; claim: { sourceId: string } } }[] }>(
      app,
      `/v1/countries/${country}/timeline`,
    )
    for (const { event } of events) if (event.claim.sourceId === sourceId) ids.add(event.id)
  }
  for (const { object, eventIds } of before.supports)
    t.ok(
      eventIds.every(id => ids.has(id)),
      `${object}: its own claims`,
    )

  const regrade = { [sourceId]: 'E' }
  for (const { country, scores } of before.falls) {
    const payload = { country, at, regrade }
    const reply = await app.inject({ method: 'POST', url: '/v1/what-if', payload })
    const { diff } = reply.json<{
      diff: { partners: { partner: string; dimension: string; after: number; delta: number }[] }
    }>()
    t.same(
      scores.map(({ partner, dimension, after }) => [partner, dimension, after]),
      diff.partners
        .filter(({ delta }) => delta !== 0)
        .map(({ partner, dimension, after }) => [partner, dimension, after]),
      `${country} as what-if has it`,
    )
  }

  const regrading = {
    type: 'SourceRegraded',
    occurredOn: '2024-05-01',
    data: { sourceId, reliability: 'E' },
    claim: { sourceId: 'the-desk', reliability: 'A', credibility: 1, modality: 'asserted' },
  }
  const posted = await app.inject({ method: 'POST', url: '/v1/events', payload: regrading })
  t.equal(posted.statusCode, 201)
  const after = await ask<Weight>(
    app,
    `/v1/sources/${sourceId}?at=${at}&letter=E&minPosition=${posted.json<{ position: string }>().position}`,
  )
  t.match(after.grades, [{ eventId: posted.json<{ id: string }>().id, reliability: 'E' }])
  t.same(after.falls, [], 'it has that letter now')

  t.match((await app.inject('/v1/sources/nobody-told-us')).json(), { status: 404, code: 'source-not-found' })
  t.match(
    await ask<Weight>(app, '/v1/sources/powell-thyne?at=1975-01-01'),
    { sourceId: 'powell-thyne', grades: [] },
    'proposed',
  )
})
