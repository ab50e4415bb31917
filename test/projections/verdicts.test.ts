import t from 'tap'
import { force, given, HOST, said, signed } from './given.js'

/** Soldiers so many, and invited: what a garrison of them weighs is in the policy. */
const soldiers = (count: number) => ({ strength: { low: count, high: count } })
const garrison = (sponsor: string, id: string, count: number, more: object = {}) =>
  force('2010', sponsor, id, { ...soldiers(count), consent: 'invited', ...more })

t.test('who is under the threshold contends with nobody', t => {
  const day = given(garrison('USA', 'a', 400), garrison('FRA', 'b', 220)).at('2012-01-01')
  t.ok(day.score('USA') >= 0.25 && day.score('FRA') < 0.25 && day.score('USA') - day.score('FRA') < 0.1)
  day.expect(t, { primary: 'USA', contenders: ['USA'] }, 'France is near, and no contender')
  t.equal(day.state.dimensions.security.provisional, true, 'but the answer is open to doubt')
  const two = given(garrison('USA', 'a', 400), garrison('FRA', 'b', 380)).at('2012-01-01')
  two.expect(t, { status: 'contested', contenders: ['USA', 'FRA'] }, 'two over the threshold contend')
  const apart = given(garrison('USA', 'a', 4000), garrison('FRA', 'b', 100)).at('2012-01-01')
  t.equal(apart.state.dimensions.security.provisional, false, 'far apart: no doubt')
  t.end()
})

t.test('that it is nobody is open to doubt while somebody may be there in strength', t => {
  const told = (reliability: string, credibility: number) =>
    given(
      force('2010', 'USA', 'a', { ...soldiers(300), consent: 'invited' }, { claim: { reliability, credibility } }),
      said('CoverageDeclared', '2009-01-01', null, { dimension: 'security', from: '2009', to: '2020', grain: 'month' }),
    ).at('2012-01-01')
  const possible = told('C', 3)
  possible.expect(t, { status: 'none' }, 'what is possible makes nobody a provider by itself')
  t.equal(possible.state.dimensions.security.provisional, true, 'and excludes nobody')
  const rumour = told('E', 5)
  rumour.expect(t, { status: 'none' }, 'nor does a rumour')
  t.equal(rumour.state.dimensions.security.provisional, false, 'a rumour casts no doubt')
  t.end()
})

t.test('what a break left standing makes no more than a provisional answer', t => {
  const told = [
    garrison('USA', 'a', 4000),
    said('WithdrawalAnnounced', '2014-01-01', 'USA', { forceId: 'a', by: ['USA'] }),
    said('ForcesWithdrawn', '2014-06-01', 'USA', {
      forceId: 'a',
      extent: 'partial',
      remaining: { low: 900, high: 1000 },
    }),
  ]
  const before = given(...told).at('2013-06-01')
  t.equal(before.state.dimensions.security.provisional, false)
  const after = given(...told).at('2016-01-01')
  after.expect(t, { status: 'single', primary: 'USA' }, 'nearly a thousand stayed')
  t.equal(after.state.dimensions.security.provisional, true, 'and nothing new has begun')
  const smaller = told.map(one =>
    one.type === 'WithdrawalAnnounced' ? { ...one, data: { ...one.data, strength: { low: 3000, high: 3000 } } } : one,
  )
  const reduced = given(...smaller).at('2016-01-01')
  t.equal(reduced.state.dimensions.security.provisional, false, 'a force that is only made smaller breaks nothing')
  const anew = given(...told, signed('2015-01-01', 'USA', 'anew', 'dca', { onSignature: true })).at('2016-01-01')
  t.equal(anew.state.dimensions.security.provisional, false, 'until something does')
  t.end()
})

t.test('whoever has a tie too weak to count is no ally', t => {
  const pact = signed('2000-01-01', 'BRA', 'pact', 'mutual-defence', { mutual: true, onSignature: true })
  t.same(given(pact).at('2001-01-01').roles('BRA'), ['ally'])
  const suspended = given(pact, said('AgreementSuspended', '2002-01-01', 'BRA', { agreementId: 'pact' })).at(
    '2003-01-01',
  )
  t.same(suspended.roles('BRA'), [], 'a suspended pact is remembered and counts for little')
  suspended.expect(t, { allies: [] }, 'the list of allies says the same')
  t.end()
})

t.test('who came uninvited is not less so for being told to leave', t => {
  const day = given(
    force('2010', 'RUS', 'army', { strength: { low: 9000, high: 9000 }, consent: 'none' }),
    garrison('RUS', 'peacekeepers', 2000, { role: 'peacekeeping' }),
    said('WithdrawalDemanded', '2012-01-01', 'RUS', { forceId: 'army', by: ['URY'] }),
  ).at('2015-01-01')
  t.equal(day.force('army')?.consent, 'none')
  t.end()
})

t.test('a delivery of arms counts by its size', t => {
  const arms = (tanks: number | null) =>
    given(
      said('ArmsDelivered', '2012-01-01', 'RUS', {
        items: [{ category: 'tanks', ...(tanks === null ? {} : { quantity: { low: tanks, high: tanks } }) }],
      }),
    )
      .at('2012-06-01')
      .score('RUS', 'arms')
  t.equal(arms(null), arms(10), 'an unstated number is some ten')
  t.equal(arms(1), arms(10), 'and a few are no less')
  t.ok(arms(100) > arms(10) && arms(1000) > arms(100), 'hundreds are more')
  t.end()
})

t.test('an occupation that comes to rest on an agreement is tolerated from then on', t => {
  const log = given(
    force('1945-09-01', 'USA', 'army', { strength: { low: 90_000, high: 90_000 }, consent: 'none' }),
    signed('1952-04-28', 'USA', 'treaty', 'base'),
    said('LegalBasisChanged', '1952-04-28', 'USA', { forceId: 'army', legalBasis: ['treaty'] }),
  )
  log.at('1952-04-27').expect(t, { primary: null, contenders: [] }, 'an occupation provides nothing')
  log.at('1952-04-28').expect(t, { primary: 'USA' }, 'a garrison by treaty does')
  t.end()
})

t.test('a state that only changed its name is one state, told and asked under either code', t => {
  const log = given(
    force('1981-01-01', 'FRA', 'advisers', { strength: { low: 900, high: 900 } }, { country: 'ZAR' }),
    said('WithdrawalDemanded', '1996-01-01', 'FRA', { forceId: 'advisers', by: ['ZAR'] }, { country: 'ZAR' }),
    force('1981-01-01', 'ZAR', 'battalion', { strength: { low: 2000, high: 2000 } }),
  )
  for (const code of ['COD', 'ZAR']) {
    t.equal(log.at('1995-01-01', undefined, code).state.dimensions.security.primary, 'FRA', code)
    t.equal(log.at('1998-01-01', undefined, code).force('advisers')?.consent, 'contested', 'the host is who demands')
  }
  log.at('1998-01-01').expect(t, { primary: 'COD', forces: ['battalion'] }, 'as a partner too')
  t.end()
})

t.test('an economic agreement runs from its signature', t => {
  const log = given(said('EconomicAgreementSigned', '2010-01-01', 'CHN', { kind: 'resource', term: 'P20Y' }))
  t.equal(log.at('2018-01-01').score('CHN', 'economic'), log.at('2011-01-01').score('CHN', 'economic'))
  t.end()
})

t.test('a frozen membership shows as a drop', t => {
  const log = given(
    said('MembershipJoined', '2002-01-01', null, { organisation: 'CSTO' }),
    said('MembershipFrozen', '2024-02-22', null, { organisation: 'CSTO' }),
  )
  const [before, after] = [log.at('2024-02-21'), log.at('2024-02-22')]
  before.expect(t, { allies: ['CSTO'], memberships: { CSTO: 'member' } }, 'a member')
  after.expect(t, { allies: [], memberships: { CSTO: 'frozen' } }, 'no ally any more, and no other event said so')
  const alliance = (day: typeof before) => day.state.partners.find(({ partner }) => partner === 'CSTO')?.alliance?.score
  t.ok(alliance(after)! < alliance(before)! / 2, `${alliance(before)} to ${alliance(after)}`)
  t.same([before.roles('CSTO'), after.roles('CSTO')], [['ally'], []])
  t.end()
})

t.test('an agreement whose end is past is not in force', t => {
  const at = (data: object, more: ReturnType<typeof said>[] = []) =>
    given(signed('2000-01-01', 'USA', 'a', 'dca', data), ...more)
      .at('2015-01-01')
      .agreement('a')
  t.equal(at({ endsOn: '2010-12-31' })?.status, 'ended')
  t.equal(at({ term: 'P10Y' })?.status, 'ended')
  t.equal(at({ term: 'P10Y', renewal: 'tacit' })?.status, 'in-force', 'unless it renews itself')
  const prolonged = said('AgreementProlonged', '2009-06-01', 'USA', { agreementId: 'a', term: 'P10Y' })
  t.match(at({ term: 'P10Y' }, [prolonged]), { status: 'in-force', endsOn: '2020-01-01' }, 'or was prolonged')
  t.end()
})

t.test(
  'a status has held since the day on which what a force rests on was denounced, whatever others came and went before',
  t => {
    const log = given(
      signed('2015-01-01', 'USA', 'sofa', 'sofa'),
      force('2015-02-01', 'USA', 'f', {
        strength: { low: 2000, high: 2000 },
        consent: 'invited',
        legalBasis: ['sofa'],
      }),
      force('2018-01-01', 'BRA', 'g', { strength: { low: 200, high: 200 }, consent: 'invited' }),
      said('ForcesWithdrawn', '2020-01-01', 'BRA', { forceId: 'g', extent: 'complete' }),
      said('AgreementTerminationNotified', '2023-01-18', 'USA', {
        agreementId: 'sofa',
        by: [HOST],
        noticePeriod: 'P1M',
      }),
    )
    const { status, since, previous } = log.state('2023-02-01').dimensions.security
    t.match({ status, since, previous }, { status: 'contested', since: '2023-01-18', previous: { primary: 'USA' } })
    t.end()
  },
)
