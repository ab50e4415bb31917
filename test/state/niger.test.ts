import t from 'tap'
import { ask, buildWithDossier, type State, score } from '../support/dossier.js'

/** The dated states of domain.md D.2, asked through the API over the Sahel dossier. */
t.test("Niger's security partners on seven dates", async t => {
  const { app } = await buildWithDossier(t)
  const on = (date: string, asKnownAt?: string) =>
    ask(app, `/v1/countries/NER?at=${date}${asKnownAt ? `&asKnownAt=${asKnownAt}` : ''}`)
  const holds = (state: State) => [...state.dimensions.security.contenders, state.dimensions.security.primary]

  const before = await on('2023-07-25')
  t.equal(before.dimensions.security.status, 'contested', 'before the coup: contested')
  t.ok(
    ['FRA', 'USA'].every(partner => holds(before).includes(partner)),
    'between France and the United States',
  )

  const coup = await on('2023-07-27')
  for (const { partner } of coup.partners) {
    t.ok(Math.abs(score(coup, partner) - score(before, partner)) <= 0.02, `the coup alone does not move ${partner}`)
  }

  const august = await on('2023-08-10')
  t.equal(august.dimensions.security.status, 'contested', 'after the denunciations: contested, not flipped')
  t.ok(august.dimensions.security.disputed.includes('FRA'), 'France is there without consent')

  const december = await on('2023-12-23')
  t.ok(['single', 'contested'].includes(december.dimensions.security.status))
  t.ok(holds(december).includes('USA'), 'December 2023: the United States remain')
  t.ok(score(december, 'USA') > score(december, 'ITA') && score(december, 'USA') > score(december, 'RUS'))
  t.notOk(
    december.forces.some(force => force.sponsor === 'FRA'),
    'no French force is left',
  )

  const march = await on('2024-03-17')
  t.equal(march.dimensions.security.status, 'contested')
  t.ok(march.dimensions.security.disputed.includes('USA'), 'the day after the denunciation the US presence is disputed')

  for (const april of [await on('2024-04-12'), await on('2024-04-12', '2024-04-13')]) {
    const { status, contenders, disputed, allies } = april.dimensions.security
    t.equal(status, 'contested', 'the founding question: contested')
    t.ok(['RUS', 'USA'].every(partner => contenders.includes(partner)))
    t.ok(
      disputed.includes('USA') && score(april, 'RUS') > score(april, 'USA'),
      'Russia ahead of the residual United States',
    )
    t.ok(
      ['BFA', 'MLI'].every(ally => allies.includes(ally)),
      'Mali and Burkina Faso are allies',
    )
    for (const ally of ['BFA', 'MLI']) {
      const roles = april.partners.find(({ partner }) => partner === ally)?.roles
      t.same(roles, ['ally'], `${ally} is not a provider`)
    }
    const force = april.forces.find(({ forceId }) => forceId === 'usa-africom-ner')
    t.match(force, { consent: 'contested', withoutLegalBasis: true, disputed: true }, 'presence outlives its basis')
  }

  for (const date of ['2024-08-06', '2024-10-01']) {
    const state = await on(date)
    t.ok(['single', 'contested'].includes(state.dimensions.security.status))
    t.ok(holds(state).includes('RUS') && !holds(state).includes('USA'), `${date}: Russia first, the United States gone`)
    t.ok(score(state, 'RUS') > score(state, 'ITA'))
    t.ok(
      state.forces.some(force => force.sponsor === 'ITA'),
      'the Italian force is still there',
    )
  }
})

t.test('what the Sahel dossier must show', async t => {
  const { app } = await buildWithDossier(t)

  t.test('the forged letters count on 25 August 2023 and not from the 26th', async t => {
    const expelled = async (asKnownAt: string) => {
      const state = await ask(app, `/v1/countries/NER?at=2023-08-25&asKnownAt=${asKnownAt}`)
      return state.measures.filter(({ type }) => type === 'ambassador-absent').map(({ partner }) => partner)
    }
    const then = await expelled('2023-08-25')
    t.ok(['DEU', 'NGA', 'USA'].every(partner => then.includes(partner)))
    const after = await expelled('2023-08-26')
    t.notOk(after.includes('DEU'), 'the German ambassador was never expelled')
    t.ok(after.includes('FRA'), 'the French one was')
    const timeline = await ask<{
      events: { event: { id: string; partner: string; type: string }; standing: string; by: string[] }[]
    }>(app, '/v1/countries/NER/timeline?from=2023-08-25&to=2023-08-25')
    const german = timeline.events.find(({ event }) => event.type === 'AmbassadorExpelled' && event.partner === 'DEU')!
    t.equal(german.standing, 'retracted')
    t.equal(german.by.length, 1, 'and the timeline names what retracted it')
  })

  t.test('the handover of Wagner to Africa Corps in Mali is no change of partner', async t => {
    const before = await ask(app, '/v1/countries/MLI?at=2025-06-05')
    const after = await ask(app, '/v1/countries/MLI?at=2025-06-07')
    t.equal(before.dimensions.security.primary, 'RUS')
    t.equal(after.dimensions.security.primary, 'RUS')
    t.equal(after.dimensions.security.since, before.dimensions.security.since)
    t.ok(score(after, 'RUS') >= score(before, 'RUS') - 0.02)
    t.notSame(
      after.forces.map(({ forceId }) => forceId),
      before.forces.map(({ forceId }) => forceId),
    )
  })

  t.test('the joint exit from ECOWAS, posted once, ends three memberships on 29 January 2025', async t => {
    for (const country of ['NER', 'MLI', 'BFA']) {
      const status = async (at: string) =>
        (await ask(app, `/v1/countries/${country}?at=${at}`)).memberships.find(
          ({ organisation }) => organisation === 'ECOWAS',
        )?.status
      t.equal(await status('2024-02-01'), 'withdrawing', country)
      t.equal(await status('2025-01-28'), 'withdrawing')
      t.equal(await status('2025-01-29'), 'ended')
    }
  })

  t.test('three Malian instruments of one announcement end on their own dates', async t => {
    const statuses = async (at: string) => {
      const { agreements } = await ask(app, `/v1/countries/MLI?at=${at}`)
      return Object.fromEntries(agreements.map(({ agreementId, status }) => [agreementId, status]))
    }
    const may = await statuses('2022-05-03')
    t.equal(may['fra-mli-sofa-2013'], 'ended', 'the status agreement ends at once')
    t.equal(may['fra-mli-takuba-protocol-2020'], 'ended', 'the protocol too')
    t.equal(may['fra-mli-dca-2014'], 'terminating', 'the treaty has six months of notice')
    t.equal((await statuses('2022-11-01'))['fra-mli-dca-2014'], 'terminating')
    t.equal((await statuses('2022-11-03'))['fra-mli-dca-2014'], 'ended', 'with no event on that day')
  })

  t.test('what Niger was known to be in 2023 is not changed by what was learnt later', async t => {
    const first = await app.inject({ url: '/v1/countries/NER?at=2023-08-01&asKnownAt=2023-08-02' })
    await app.inject({
      method: 'POST',
      url: '/v1/events',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({
        type: 'ForcesWithdrawn',
        country: 'NER',
        partner: 'FRA',
        occurredOn: '2023-07-30',
        data: { forceId: 'fra-barkhane-ner', extent: 'complete' },
        claim: { sourceId: 'test', reliability: 'A', credibility: 1, modality: 'asserted' },
      }),
    })
    const again = await app.inject({ url: '/v1/countries/NER?at=2023-08-01&asKnownAt=2023-08-02' })
    t.equal(again.payload, first.payload, 'the same bytes')
    t.equal(again.headers.etag, first.headers.etag)
    const now = await ask(app, '/v1/countries/NER?at=2023-08-01')
    t.notOk(now.forces.some(({ sponsor }) => sponsor === 'FRA'))
    const unchanged = await app.inject({
      url: '/v1/countries/NER?at=2023-08-01&asKnownAt=2023-08-02',
      headers: { 'if-none-match': String(first.headers.etag) },
    })
    t.equal(unchanged.statusCode, 304)
  })
})
