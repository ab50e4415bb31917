import t from 'tap'
import type { Difference } from '../../src/wire/answers.js'
import { ask, buildWithDossier, type State } from '../support/dossier.js'

t.setTimeout(300_000)

interface Answer {
  readonly actual: State
  readonly supposed: State
  readonly diff: Difference
}

t.test('what if: the answer as it is and as it would be, and nobody else notices', async t => {
  const { app, store } = await buildWithDossier(t)
  const post = async (payload: object, status = 200) => {
    const reply = await app.inject({ method: 'POST', url: '/v1/what-if', payload })
    t.equal(reply.statusCode, status, JSON.stringify(payload).slice(0, 100))
    return JSON.parse(reply.payload)
  }
  const april = { country: 'NER', at: '2024-04-12', asKnownAt: '2024-04-13' }
  const url = '/v1/countries/NER?at=2024-04-12&asKnownAt=2024-04-13'
  const real = (await app.inject({ url })).payload
  const head = await store.head()

  const nothing: Answer = await post(april)
  t.equal(JSON.stringify(nothing.actual), real, 'the actual state is the state, to the byte')
  t.equal(JSON.stringify(nothing.supposed), real, 'and without suppositions so is the supposed one')
  t.match(nothing.diff, { dimensions: [], partners: [], events: [] })

  const landing = await ask<{ drivers: { eventIds: string[] }[] }>(
    app,
    '/v1/countries/NER/explanation?at=2024-04-12&partner=RUS&asKnownAt=2024-04-13',
  )
  const ids = [...new Set(landing.drivers.flatMap(({ eventIds }) => eventIds))]
  const without: Answer = await post({ ...april, exclude: { events: ids } })
  t.notOk(
    without.supposed.dimensions.security.contenders.includes('RUS'),
    'without the claims that Russia rests on it does not contend',
  )
  t.ok(without.diff.partners.some(({ partner, delta }) => partner === 'RUS' && delta < 0))
  t.ok(
    ids.some(id => without.diff.events.includes(id)),
    'what was left out made the difference',
  )
  const short = await ask<{ score: number }>(
    app,
    `/v1/countries/NER/explanation?at=2024-04-12&partner=RUS&asKnownAt=2024-04-13&exclude=${ids.slice(0, 90).join(',')}`,
  )
  const scores = without.supposed.partners.find(({ partner }) => partner === 'RUS')?.scores
  t.equal(short.score, scores?.security?.score ?? 0, 'the short form says the same')

  const families: Answer = await post({ ...april, exclude: { families: ['russian-state', 'nigerien-official'] } })
  t.notSame(
    families.supposed.partners,
    families.actual.partners,
    'without state media one would have thought otherwise',
  )

  const regraded: Answer = await post({ ...april, regrade: { rtn: 'E', tass: 'E' } })
  t.notSame(regraded.supposed.partners, regraded.actual.partners)

  const claim = { sourceId: 'supposed', reliability: 'A', credibility: 1, modality: 'asserted' }
  const data = {
    forceId: 'tur-garrison',
    sponsor: 'TUR',
    role: 'garrison',
    strength: { low: 9000, high: 9000 },
    consent: 'invited',
  }
  const event = { type: 'ForcesDeployed', country: 'NER', partner: 'TUR', occurredOn: '2024-04-01', data, claim }
  const turks: Answer = await post({ ...april, include: [event] })
  t.equal(turks.supposed.dimensions.security.contenders[0], 'TUR', 'nine thousand invited soldiers come first')
  t.notOk(turks.actual.dimensions.security.contenders.includes('TUR'))
  t.ok(turks.diff.forces.some(force => (force as { forceId: string }).forceId === 'tur-garrison'))
  const again = await post({ ...april, include: [event] })
  t.equal(JSON.stringify(again), JSON.stringify(turks), 'the same suppositions give the same bytes')

  const rival = await post({ ...april, policy: 'events', exclude: { families: ['russian-state'] } })
  t.match(
    rival,
    { actual: { basis: { policy: 'events' } }, supposed: { basis: { policy: 'events' } } },
    'under a rival policy too',
  )

  t.match(await post({ ...april, include: [{ ...event, data: { ...data, role: 'tourist' } }] }, 422), {
    errors: [{ path: '/include/0/data/role' }],
  })
  t.match(await post({ ...april, exclude: { evnts: [] } }, 422), { errors: [{ path: /exclude/ }] })
  await post({ ...april, country: 'Atlantis' }, 404)

  t.equal((await app.inject({ url })).payload, real, 'nobody else sees any of it')
  t.equal(await store.head(), head, 'and nothing was stored')
})
