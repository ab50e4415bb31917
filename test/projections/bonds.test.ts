import t from 'tap'
import { dayFrom, isoOf } from '../../events/calendar.js'
import { unusedFor } from '../../projections/fold/disuse.js'
import { policyV1 } from '../../projections/policy/v1.js'
import { force, given, HOST, type Said, said, signed } from './given.js'

const { disuse, leftStandingDays, lapsedAfterYears, manyParties } = policyV1.paper
const pact = (on: string, partner = 'USA') => signed(on, partner, 'pact', 'mutual-defence')
const garrison = (on: string, data: object = {}) =>
  force(on, 'USA', 'f', { strength: { low: 5000, high: 5000 }, consent: 'invited', ...data })
const left = (on: string, reason = 'own-need') =>
  said('ForcesWithdrawn', on, 'USA', { forceId: 'f', extent: 'complete', reason })
const scoreOf = (at: string, ...events: Said[]) =>
  given(...events)
    .at(at)
    .score('USA')

t.test('an instrument that nobody uses fades year by year to a floor, and is told to be dormant', async t => {
  const log = given(pact('1950-03-01'))
  const whole = log.at('1950-04-01').score('USA')
  t.equal(log.at('1951-12-31').score('USA'), whole, 'the year after is not over')
  let before = whole
  for (let year = 1952; year < 1952 + 9; year++) {
    const now = log.at(`${year}-01-01`).score('USA')
    t.ok(now <= before, `${year}: ${now} after ${before}`)
    t.equal(log.at(`${year}-12-31`).score('USA'), now, `${year}: nothing fades within a year`)
    before = now
  }
  t.ok(Math.abs(before - disuse.floor * whole) < 0.001, `the floor: ${before} of ${whole}`)
  t.equal(log.at('2020-01-01').score('USA'), before, 'for ever')
  const dormant = isoOf(unusedFor(disuse.dormantAfterYears, 1950))
  t.equal(log.at(isoOf(unusedFor(disuse.dormantAfterYears, 1950) - 1)).agreement('pact')?.dormantSince, null)
  t.equal(log.at(dormant).agreement('pact')?.dormantSince, dormant)
  t.equal(log.at('2020-01-01').agreement('pact')?.dormantSince, dormant)
})

t.test('whatever is done together is a use, and so is whatever goes on', async t => {
  const uses: Record<string, Said> = {
    delivery: said('ArmsDelivered', '1970-05-01', 'USA', { items: [{ category: 'rifle', class: 'minor' }] }),
    exercise: said('JointActivityHeld', '1970-05-01', 'USA', { kind: 'exercise' }),
    visit: said('VisitHeld', '1970-05-01', 'USA', { level: 'minister' }),
    prolongation: said('AgreementProlonged', '1970-05-01', 'USA', { agreementId: 'pact', term: 'P20Y' }),
    reaffirmation: said('StatementIssued', '1970-05-01', 'USA', {
      by: ['USA'],
      stance: 'support',
      agreementIds: ['pact'],
    }),
    deployment: garrison('1970-05-01'),
  }
  for (const [name, use] of Object.entries(uses)) {
    const log = given(pact('1950-03-01'), use)
    t.ok(log.at('1970-04-30').agreement('pact')?.dormantSince, `${name}: dormant before`)
    t.equal(log.at('1970-05-01').agreement('pact')?.dormantSince, null, `${name}: in use on its day`)
    t.ok(log.at('1970-05-01').score('USA') > log.at('1970-04-30').score('USA') + 0.05, `${name}: and weighs again`)
  }
  const kept = given(pact('1950-03-01'), garrison('1950-03-01'))
  t.equal(kept.at('2020-01-01').score('USA'), kept.at('1950-04-01').score('USA'), 'a quiet garrison keeps it')
  const base = given(pact('1950-03-01'), said('BaseAccessGranted', '1951-01-01', 'USA', { siteId: 'port' }))
  t.equal(base.at('2020-01-01').score('USA'), base.at('1951-06-01').score('USA'), 'so does a base')
  const official = given(
    pact('1950-03-01'),
    said('VisitHeld', '1970-05-01', 'USA', { level: 'official' }),
    said('StatementIssued', '1970-05-01', 'USA', { by: ['USA'], stance: 'condemn', agreementIds: ['pact'] }),
  )
  t.ok(official.at('1970-05-02').agreement('pact')?.dormantSince, 'officials and condemnations are no use')
})

t.test('alliances sleep lighter, unless the two have quarrelled since', async t => {
  const treaty = signed('1950-03-01', null, 'treaty', 'mutual-defence', {}, { parties: [HOST, 'USA'] })
  const allies = (...events: Said[]) => given(treaty, ...events).at('1990-01-01').state.dimensions.security
  t.match(allies(), { allies: ['USA'] })
  const quarrel = said('ObligationNotHonoured', '1965-09-01', 'USA', { by: ['USA'], content: 'no help came' })
  t.same((allies(quarrel) as { allies?: readonly string[] }).allies, [])
  t.match(allies(quarrel, said('JointActivityHeld', '1989-01-01', 'USA', { kind: 'exercise' })), { allies: ['USA'] })
  const many = signed('1950-03-01', null, 'treaty', 'mutual-defence', {}, { parties: [HOST, 'USA', 'GBR', 'FRA'] })
  const state = given(many).at('1990-01-01')
  t.equal(state.agreement('treaty')?.dormantSince, null, 'what several keep alive does not sleep')
})

t.test('a quarrel long after the last use counts from the year after on, whatever day was asked first', async t => {
  const alliance = signed('1950-01-01', null, 'alliance', 'mutual-defence', {}, { parties: [HOST, 'USA'] })
  const quarrel = said('UltimatumIssued', '1990-05-01', 'USA', { by: ['USA'], demand: 'a port' })
  const days = ['1985-01-01', '1990-12-31', '1991-01-01', '1995-01-01']
  for (const order of [days, [...days].reverse()]) {
    const log = given(alliance, quarrel)
    const allied = new Map(order.map(at => [at, log.at(at).roles('USA').includes('ally')]))
    t.same(
      days.map(at => allied.get(at)),
      [true, true, false, false],
      order.join(' '),
    )
  }
})

t.test('a rupture holds until something new begins', async t => {
  const ruptures: Record<string, Said> = {
    demand: said('WithdrawalDemanded', '1970-01-01', 'USA', { by: [HOST] }),
    expulsion: left('1970-01-01', 'demanded'),
    severing: said('RelationsSevered', '1970-01-01', 'USA', { by: [HOST] }),
    termination: said('AgreementTerminated', '1970-01-01', 'USA', {
      agreementId: 'other',
      ground: 'lapse',
      by: [HOST],
    }),
  }
  const other = signed('1960-01-01', 'USA', 'other', 'sofa')
  const began: Record<string, Said> = {
    agreement: signed('1972-01-01', 'USA', 'new', 'dca'),
    deployment: force('1972-01-01', 'USA', 'g', { strength: { low: 5, high: 5 }, consent: 'invited' }),
    access: said('BaseAccessGranted', '1972-01-01', 'USA', { siteId: 'port' }),
    prolongation: said('AgreementProlonged', '1972-01-01', 'USA', { agreementId: 'pact', term: 'P20Y' }),
    relations: said('RelationsRestored', '1972-01-01', 'USA', {}),
  }
  for (const [name, rupture] of Object.entries(ruptures)) {
    const before = [pact('1960-01-01'), other, garrison('1961-01-01'), left('1969-12-01'), rupture]
    const log = given(
      ...before,
      said('ArmsDelivered', '1974-01-01', 'USA', { items: [{ category: 'rifle', class: 'minor' }] }),
    )
    for (const at of ['1971-01-01', '1974-06-01', '1990-01-01']) {
      const state = log.at(at)
      t.ok(state.score('USA') < 0.2, `${name} ${at}: ${state.score('USA')}`)
      t.notOk(state.roles('USA').includes('provider'), `${name} ${at}: provides nothing, deliveries or not`)
    }
    for (const [what, event] of Object.entries(began)) {
      if (name === 'severing' && what !== 'relations') continue
      t.ok(scoreOf('1972-06-01', ...before, event) > 0.25, `${name}, then ${what}: the pact counts again`)
    }
  }
  const disengaged = [pact('1960-01-01'), ruptures.demand!, signed('1972-01-01', 'USA', 'd', 'disengagement')]
  t.ok(scoreOf('1972-06-01', ...disengaged) < 0.2, 'an agreement on leaving begins nothing')
})

t.test('a notice breaks when it takes effect, and not if it is taken back', async t => {
  const events = [
    pact('1960-01-01'),
    signed('1960-01-01', 'USA', 'sofa', 'sofa', { noticePeriod: 'P1Y' }),
    said('VisitHeld', '1969-05-01', 'USA', { level: 'head' }),
    said('AgreementTerminationNotified', '1970-01-01', 'USA', { agreementId: 'sofa', by: [HOST] }),
  ]
  const whole = given(...events)
    .at('1970-12-31')
    .roles('USA')
  t.ok(whole.includes('provider'), 'while the notice runs')
  t.notOk(
    given(...events)
      .at('1971-01-01')
      .roles('USA')
      .includes('provider'),
    'over',
  )
  const back = said('AgreementTerminationRetracted', '1970-06-01', 'USA', { agreementId: 'sofa' })
  t.ok(
    given(...events, back)
      .at('1971-01-02')
      .roles('USA')
      .includes('provider'),
    'taken back',
  )
})

t.test('the partner that left by its own decision keeps more of its word than one that was sent away', async t => {
  const events = [pact('1960-01-01'), garrison('1961-01-01')]
  const announced = (by: string) => said('WithdrawalAnnounced', '1970-01-01', 'USA', { forceId: 'f', by: [by] })
  const own = given(...events, announced('USA'), left('1970-06-01')).at('1972-01-01')
  const sent = given(...events, announced(HOST), left('1970-06-01')).at('1972-01-01')
  t.ok(own.roles('USA').includes('provider') && !sent.roles('USA').includes('provider'))
  t.ok(own.score('USA') > sent.score('USA'))
  const planned = given(...events, announced('USA')).at('1972-01-01')
  t.ok(planned.score('USA') > 0.4, 'announced and not carried out breaks nothing')
})

t.test('a few who stay behind do not become a provider when the news of the break has faded', async t => {
  const events = [
    garrison('1961-01-01', { strength: { low: 1000, high: 1000 } }),
    signed('1961-01-01', 'USA', 'dca', 'dca'),
    said('WithdrawalAnnounced', '1970-01-01', 'USA', { forceId: 'f', by: [HOST, 'USA'] }),
    said('ForcesWithdrawn', '1970-06-01', 'USA', {
      forceId: 'f',
      extent: 'partial',
      remaining: { low: 100, high: 100 },
      reason: 'mutual',
    }),
  ]
  for (const at of ['1970-07-01', '1971-06-01', '1973-06-01', '1980-06-01']) {
    given(...events)
      .at(at)
      .expect(t, { primary: null, contenders: [] }, 'nobody comes back by itself')
  }
  const drivers = given(...events).explain('1980-06-01', 'USA').drivers
  t.ok(
    drivers.some(({ text, contribution }) => text.startsWith('ruptured') && contribution < 0),
    'and it is told why',
  )
  const anew = signed('1981-01-01', 'USA', 'new', 'dca')
  t.notOk(
    given(...events, anew)
      .explain('1981-02-01', 'USA')
      .drivers.some(({ text }) => text.startsWith('ruptured')),
  )
})

t.test('who came uninvited has neither guests nor word of before', async t => {
  const alliance = signed('1960-01-01', null, 'alliance', 'mutual-defence', {}, { parties: [HOST, 'USA'] })
  const events = [pact('1960-01-01'), alliance, garrison('1961-01-01')]
  const invasion = force('1970-01-01', 'USA', 'army', { strength: { low: 30000, high: 30000 }, consent: 'none' })
  const log = given(
    ...events,
    invasion,
    said('ForcesWithdrawn', '1980-01-01', 'USA', { forceId: 'army', extent: 'complete' }),
  )
  for (const at of ['1970-01-01', '1975-01-01', '1985-01-01']) {
    const state = log.at(at)
    state.expect(t, { primary: null, allies: [] }, 'neither provider nor ally')
    t.notOk(state.roles('USA').includes('provider') && at < '1980', `${at}: no provider while it is there`)
  }
  const consented = given(
    ...events,
    invasion,
    signed('1972-01-01', 'USA', 'new', 'sofa'),
    said('ConsentChanged', '1972-01-01', 'USA', { forceId: 'army', consent: 'invited', by: [HOST] }),
  )
  consented.at('1973-01-01').expect(t, { status: 'single', primary: 'USA', allies: ['USA'] }, 'consent makes it good')
})

t.test('who stays on unasked is an occupier, and no ally again when it has gone', async t => {
  const alliance = signed('1960-01-01', null, 'alliance', 'mutual-defence', {}, { parties: [HOST, 'USA'] })
  const unasked = said('ConsentChanged', '1970-01-01', 'USA', { forceId: 'f', consent: 'none', by: [HOST] })
  const log = given(alliance, garrison('1961-01-01'), unasked, left('1972-01-01', 'demanded'))
  log.at('1969-01-01').expect(t, { primary: 'USA', allies: ['USA'] }, 'a guest and an ally')
  for (const at of ['1971-01-01', '1973-01-01', '1990-01-01']) {
    log.at(at).expect(t, { primary: null, allies: [] }, 'nothing comes back by itself')
  }
})

t.test('papers of a partner that does not recognise who governs decide nothing', async t => {
  const withheld = (authority: string) => said('RecognitionWithheld', '1970-01-01', 'USA', { authority })
  const power = (on: string, to: string) => said('LeadershipChanged', on, null, { mode: 'revolution', to })
  const visit = said('VisitHeld', '1969-05-01', 'USA', { level: 'head' })
  const provides = (at: string, ...events: Said[]) =>
    given(pact('1960-01-01'), visit, ...events)
      .at(at)
      .roles('USA')
  t.notOk(provides('1970-02-01', withheld('junta')).includes('provider'))
  t.notOk(provides('1970-02-01', power('1969-12-01', 'junta'), withheld('junta')).includes('provider'))
  const rival = said('RivalAuthorityEstablished', '1969-12-01', null, { authority: 'north', rivalOf: 'south' })
  t.ok(provides('1970-02-01', rival, withheld('north')).includes('provider'), 'a rival is not who governs')
  const recognised = said('RegimeRecognised', '1970-03-01', 'USA', { authority: 'junta' })
  t.ok(provides('1970-04-01', withheld('junta'), recognised).includes('provider'))
  t.ok(
    provides('1970-04-01', power('1969-12-01', 'junta'), withheld('junta'), power('1970-03-01', 'republic')).includes(
      'provider',
    ),
    'nor is one who has gone',
  )
})

t.test('the departure of one contingent breaks nothing with whom the mission is from', async t => {
  const mission = said('ForcesDeployed', '2015-01-01', 'UN', {
    forceId: 'mission',
    sponsor: 'UN',
    role: 'peacekeeping',
    consent: 'invited',
  })
  const site = said('BaseAccessGranted', '2015-01-01', 'UN', { siteId: 'camp', forceId: 'mission' })
  const left = (contingent?: string) =>
    said('ForcesWithdrawn', '2019-01-01', 'UN', {
      forceId: 'mission',
      extent: 'partial',
      reason: 'demanded',
      contingent,
    })
  t.same(given(mission, site, left('DEU')).anomalies(), [])
  t.same(given(mission, site, left()).anomalies(), ['left-standing-by-rupture'], 'that of the mission does')
})

t.test('what a rupture leaves standing is told half a year later', async t => {
  const events = [
    said('BaseAccessGranted', '2010-01-01', 'USA', { siteId: 'port' }),
    pact('2010-01-01'),
    said('WithdrawalDemanded', '2020-01-01', 'USA', { by: [HOST] }),
  ]
  const codes = (...more: Said[]) =>
    given(...events, ...more)
      .anomalies()
      .filter(code => code === 'left-standing-by-rupture').length
  t.equal(codes(), 2, 'a base and an instrument')
  const over = said('BaseHandedOver', '2020-03-01', 'USA', { siteId: 'port', to: HOST })
  t.equal(codes(over), 1, 'the base was handed over')
  const late = said('BaseHandedOver', '2021-06-01', 'USA', { siteId: 'port', to: HOST })
  t.equal(codes(late), 1, 'late, but its end is known')
  t.equal(codes(said('RelationsSevered', '2020-02-01', 'USA', {})), 2, 'told once, however often it breaks')
  t.equal(codes(said('RelationsRestored', '2020-03-01', 'USA', {})), 0, 'mended in time')
  const known = given(...events.map((event, i) => ({ ...event, recorded: `2020-01-0${i + 1}` })))
  const day = isoOf(dayFrom(2020, 1, 1) + leftStandingDays)
  t.ok(known.answers.asKnownAt(day), 'asked later')
})

t.test('instruments of one partner are one commitment, whether a force was said to rest on them or not', async t => {
  const kinds = ['dca', 'training', 'intelligence', 'strategic-partnership'] as const
  const papers = kinds.map(kind => signed('2020-01-01', 'USA', kind, kind))
  const four = scoreOf('2020-06-01', ...papers)
  t.ok(four < policyV1.decision.threshold, `four papers alone: ${four}`)
  t.ok(four >= scoreOf('2020-06-01', papers[0]!), 'not less than one of them')
  const based = scoreOf('2020-06-01', ...papers, garrison('2020-02-01', { legalBasis: [...kinds] }))
  const plain = scoreOf('2020-06-01', ...papers, garrison('2020-02-01'))
  t.equal(based, plain, 'naming its bases makes a force neither lighter nor heavier')
  t.ok(plain >= scoreOf('2020-06-01', garrison('2020-02-01')))
})

t.test('paper that was never in force, that only replaces, or that dozens signed lifts nothing', async t => {
  const unratified = given(signed('2010-01-01', 'USA', 'a', 'mutual-defence', { onSignature: undefined }))
  t.ok(unratified.at('2012-12-31').score('USA') > 0.1, 'while ratification may come')
  t.equal(unratified.at(`${2010 + lapsedAfterYears}-01-01`).score('USA'), 0, 'years later')
  const old = signed('2009-01-01', 'USA', 'old', 'dca')
  const next = signed('2010-01-01', 'USA', 'next', 'dca', { onSignature: undefined, replaces: 'old' })
  t.equal(scoreOf('2010-06-01', old, next), scoreOf('2009-06-01', old), 'a successor that is only signed')
  const others = ['USA', 'GBR', 'FRA', 'DEU', 'ITA', 'ESP', 'PRT', 'BEL', 'NLD', 'LUX', 'DNK', 'NOR']
  const text = (parties: readonly string[]) => signed('2010-01-01', null, 'text', 'sofa', {}, { parties })
  t.equal(scoreOf('2010-06-01', text([HOST, ...others.slice(0, manyParties)])), 0)
  t.ok(scoreOf('2010-06-01', text([HOST, 'USA', 'GBR'])) > 0)
})

t.test('a force of an organisation is an ally where it is of the host s own making', async t => {
  const forceOf = (sponsor: string, data: object = {}) =>
    force('2020-02-01', sponsor, 'f', { strength: { low: 5000, high: 5000 }, consent: 'invited', ...data })
  const joined = (organisation: string) => said('MembershipJoined', '2019-01-01', organisation, { organisation })
  const roles = (sponsor: string, ...events: Said[]) =>
    given(...events)
      .at('2020-06-01')
      .roles(sponsor)
  t.same(roles('CSTO', joined('CSTO'), forceOf('CSTO')), ['ally'], 'a defence organisation that it belongs to')
  t.same(roles('CSTO', forceOf('CSTO')), ['provider'], 'or not')
  t.same(roles('ECOWAS', joined('ECOWAS'), forceOf('ECOWAS')), ['provider'], 'an organisation for other ends')
  const joint = signed('2019-01-01', null, 'joint', 'joint-force', {}, { parties: [HOST, 'PRY', 'BOL'] })
  t.same(
    roles('ECOWAS', joint, forceOf('ECOWAS', { legalBasis: ['joint'] })),
    ['ally'],
    'resting on an instrument between equals',
  )
})

t.test('a lifted sanction subtracts nothing, and a crew ends when the host operates', async t => {
  const imposed = said('SanctionsImposed', '2020-01-01', 'USA', { by: ['USA'], measures: ['trade-ban'] })
  const lifted = said(
    'SanctionsLifted',
    '2020-06-01',
    'USA',
    { by: ['USA'], measures: ['trade-ban'] },
    { claim: { reliability: 'C', credibility: 2 } },
  )
  const log = given(imposed, lifted)
  for (const dimension of ['diplomatic', 'economic'] as const) {
    t.ok(log.at('2020-05-31').score('USA', dimension) < 0)
    t.equal(log.at('2020-06-01').score('USA', dimension), 0, dimension)
  }
  const crew = (on: string, operatedBy: string) =>
    said('AirDefenseDelivered', on, 'USA', { stage: 'operational', operatedBy })
  const air = given(crew('2020-01-01', 'partner-crew'), crew('2021-01-01', 'host'))
  const crewOn = (at: string) => air.explain(at, 'USA').drivers.some(({ text }) => text.includes('crew'))
  t.ok(crewOn('2020-12-31'))
  t.notOk(crewOn('2021-01-01'))
})

t.test('a force has a legal basis while the instrument of which only the end is known had not ended', async t => {
  const log = given(
    garrison('2010-01-01', { legalBasis: ['accord'] }),
    said('AgreementTerminationNotified', '2023-08-03', 'USA', {
      agreementId: 'accord',
      by: [HOST],
      noticePeriod: 'P1M',
    }),
  )
  t.equal(log.at('2020-01-01').force('f')?.withoutLegalBasis, false)
  t.equal(log.at('2023-08-20').force('f')?.withoutLegalBasis, false)
  t.equal(log.at('2023-10-01').force('f')?.withoutLegalBasis, true)
})
