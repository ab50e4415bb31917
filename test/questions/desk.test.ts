import t, { type Test } from 'tap'
import { MS_PER_DAY } from '../../events/formats.js'
import type { Difference, HostEntry, Realignment, RoleChange } from '../../src/wire/answers.js'
import { ask, buildWithDossier, type State } from '../support/dossier.js'

t.setTimeout(300_000)

const units = (value: number) => Math.round(value * 10_000)

function sums(t: Test, { partners }: Difference): void {
  for (const { partner, dimension, before, after, delta, causes, rest } of partners) {
    const total = causes.reduce((sum, cause) => sum + units(cause.contribution), units(rest.contribution))
    const name = `${partner} ${dimension}`
    if (total !== units(delta)) t.fail(`${name}: causes and rest sum to ${total}, not ${delta}`)
    if (units(after) - units(before) !== units(delta)) t.fail(`${name}: ${after} - ${before} is not ${delta}`)
  }
}

t.test('the difference of two days: what it was, what it is, and why', async t => {
  const { app } = await buildWithDossier(t)
  const diff = (query: string) => ask<Difference>(app, `/v1/countries/NER/diff?${query}`)
  const state = (at: string) => ask(app, `/v1/countries/NER?at=${at}`)

  const year = await diff('from=2023-07-25&to=2024-04-12')
  sums(t, year)
  const [was, is] = [await state('2023-07-25'), await state('2024-04-12')]
  const score = (of: State, partner: string) => of.partners.find(one => one.partner === partner)?.scores.security?.score
  for (const { partner, dimension, before, after } of year.partners) {
    if (dimension !== 'security') continue
    t.equal(before, score(was, partner) ?? 0, `${partner} before`)
    t.equal(after, score(is, partner) ?? 0, `${partner} after`)
  }
  const russia = year.partners.find(one => one.partner === 'RUS' && one.dimension === 'security')!
  t.ok(
    russia.causes.some(({ kind, contribution }) => kind === 'event' && contribution > 0),
    'a landing is an event',
  )
  t.ok(year.agreements.length > 0 && year.forces.length > 0, 'agreements and forces came and went')
  t.ok(year.events.length > 10)

  const back = await diff('from=2024-04-12&to=2023-07-25')
  sums(t, back)
  t.equal(back.partners.length, year.partners.length)
  for (const one of year.partners) {
    const other = back.partners.find(entry => entry.partner === one.partner && entry.dimension === one.dimension)
    t.equal(other?.delta, one.delta === 0 ? 0 : -one.delta, `${one.partner} ${one.dimension} the other way round`)
  }

  const half = await diff('from=2023-07-25&to=2023-12-01')
  const rest = await diff('from=2023-12-01&to=2024-04-12')
  for (const list of ['agreements', 'forces', 'memberships'] as const) {
    const name = (entry: object) => Object.values(entry)[0] as string
    const both = new Set([...half[list], ...rest[list]].map(name))
    t.same(
      year[list].map(name).filter(id => !both.has(id)),
      [],
      `${list} that differ over the whole time differ in one of its parts`,
    )
  }

  const nothing = await diff('from=2024-04-12&to=2024-04-12')
  t.match(nothing, {
    dimensions: [],
    partners: [],
    agreements: [],
    forces: [],
    memberships: [],
    measures: [],
    events: [],
  })
})

t.test('the difference of two states of knowledge: a retraction is knowledge', async t => {
  const { app } = await buildWithDossier(t)
  const diff = (query: string) => ask<Difference>(app, `/v1/countries/NER/diff?${query}`)
  const april = await diff('at=2024-04-12&fromKnownAt=2024-03-15&toKnownAt=2024-04-13')
  sums(t, april)
  t.ok(
    april.partners.every(({ causes }) => causes.every(({ kind }) => kind !== 'clock')),
    'no time passed',
  )
  t.equal(april.from.at, april.to.at)

  const forged = await diff('at=2023-08-25&fromKnownAt=2023-08-25&toKnownAt=2023-08-26')
  sums(t, forged)
  const retracted = forged.partners.flatMap(({ causes }) => causes).filter(({ kind }) => kind === 'knowledge')
  t.ok(retracted.length > 0, 'three forged letters were retracted the day after')
  const timeline = await ask<{ events: { event: { id: string; type: string } }[] }>(
    app,
    '/v1/events?type=ClaimRetracted',
  )
  const retractions = new Set(timeline.events.map(entry => (entry as unknown as { id: string }).id))
  t.ok(
    retracted.some(({ eventIds }) => eventIds.some(id => retractions.has(id))),
    'and the retraction is named',
  )
})

t.test('two sides have to be named', async t => {
  const { app } = await buildWithDossier(t)
  for (const query of [
    '',
    'at=2024-04-12',
    'at=2024-04-12&from=2024-01-01',
    'from=2024-01-01&fromKnownAt=2024-01-01&asKnownAt=2024-02-01',
  ]) {
    const reply = await app.inject({ url: `/v1/countries/NER/diff?${query}` })
    t.equal(reply.statusCode, 400, query)
    t.match(reply.json(), { code: 'invalid-query' })
  }
})

t.test('France from 2022 to 2025: the hosts and garrisons that it lost, with days and events', async t => {
  const { app } = await buildWithDossier(t)
  interface Footprint {
    readonly hosts: readonly HostEntry[]
    readonly gained: readonly RoleChange[]
    readonly lost: readonly RoleChange[]
  }
  const france = await ask<Footprint>(app, '/v1/partners/FRA/footprint?at=2025-12-31&from=2022-01-01')
  const lost = new Map(france.lost.map(one => [one.country, one]))
  for (const country of ['MLI', 'BFA', 'NER', 'TCD']) {
    const one = lost.get(country)
    t.ok(one, `${country} is among what was lost`)
    t.ok((one?.forces.length ?? 0) > 0, `and its garrison is named`)
    t.ok(
      one?.forces.some(({ on, eventIds }) => on !== null && on >= '2022-01-01' && eventIds.length > 0),
      'with a day and events',
    )
  }
  for (const { country, role } of france.hosts) {
    const { dimensions } = await ask(app, `/v1/countries/${country}?at=2025-12-31`)
    if (role === 'primary') t.equal(dimensions.security.primary, 'FRA', country)
    if (role === 'contender') t.ok(dimensions.security.contenders.includes('FRA'), country)
  }
})

t.test('realignments agree with the states before and after, and page by id', async t => {
  const { app } = await buildWithDossier(t)
  interface List {
    readonly realignments: readonly Realignment[]
    readonly next: string | null
  }
  const url = '/v1/realignments?from=2022-01-01&to=2025-12-31'
  const all = await ask<List>(app, url)
  t.ok(all.realignments.length > 5, `${all.realignments.length} realignments`)
  for (const { country, on, before, after, cause } of all.realignments) {
    const eve = new Date(Date.parse(on) - MS_PER_DAY).toISOString().slice(0, 10)
    const [was, is] = [
      await ask(app, `/v1/countries/${country}?at=${eve}`),
      await ask(app, `/v1/countries/${country}?at=${on}`),
    ]
    const footing = ({ dimensions: { security } }: State) => ({ status: security.status, primary: security.primary })
    t.match(before, footing(was), `${country} on the eve of ${on}`)
    t.match(after, footing(is), `${country} on ${on}`)
    t.equal(cause.clock, cause.eventIds.length === 0)
  }
  const pages: string[] = []
  let after: string | null = null
  do {
    const page: List = await ask<List>(app, `${url}&limit=4${after === null ? '' : `&after=${after}`}`)
    pages.push(...page.realignments.map(({ id }) => id))
    after = page.next
  } while (after !== null)
  t.same(
    pages,
    all.realignments.map(({ id }) => id),
    'page by page they are the same',
  )

  const feed = await app.inject({ url: '/v1/realignments.atom?from=2022-01-01&to=2025-12-31' })
  t.match(feed.headers, { 'content-type': /application\/atom\+xml/ })
  for (const { id } of all.realignments) t.match(feed.payload, `<id>tag:entente,2024:realignment:${id}</id>`)
})

t.test('where the record is blind: silence, single witnesses, and days that nothing covers', async t => {
  const { app } = await buildWithDossier(t)
  interface Blind {
    readonly silent: readonly { country: string; dimension: string; lastClaim: string | null; days: number | null }[]
    readonly singleSource: readonly { country: string; family: string; eventIds: string[] }[]
    readonly stateMediaOnly: readonly { family: string }[]
    readonly uncovered: readonly { country: string; dimension: string; coveredUntil: string | null }[]
  }
  const blind = await ask<Blind>(app, '/v1/blind-spots?at=2024-04-12&days=180')
  const silence = (country: string) => blind.silent.find(one => one.country === country && one.dimension === 'security')
  t.equal(silence('NER'), undefined, 'Niger was spoken of that very day')
  t.ok(blind.silent.every(({ days }) => days === null || days > 180))
  t.ok(blind.singleSource.length > 0 && blind.singleSource.every(({ family }) => !family.includes(',')))
  t.ok(blind.stateMediaOnly.length > 0 && blind.stateMediaOnly.length < blind.singleSource.length + 50)
  const covers = (country: string) =>
    !blind.uncovered.some(one => one.country === country && one.dimension === 'security')
  for (const country of ['NER', 'BFA', 'MLI', 'SEN', 'GAB']) t.ok(covers(country), `${country} is covered`)
  t.notOk(covers('CAF'), 'the Central African Republic is not')
  for (const { country, dimension } of blind.uncovered.slice(0, 20)) {
    const state = await ask<{ dimensions: Record<string, { coverage: unknown; status: string }> }>(
      app,
      `/v1/countries/${country}?at=2024-04-12`,
    )
    t.equal(state.dimensions[dimension]!.coverage, null)
    t.not(state.dimensions[dimension]!.status, 'none', 'unknown is not none')
  }
})
