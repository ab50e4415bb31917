import t from 'tap'
import { force, given, HOST, type Said, said, signed } from './given.js'

const strength = (low: number, high = low) => ({ strength: { low, high } })
const left = (on: string, data: object, fields: object = {}) =>
  said('ForcesWithdrawn', on, 'USA', { forceId: 'f', ...data }, fields)

t.test('a successor force is no change of partner', async t => {
  const log = given(
    force('2021-12-23', 'RUS', 'wagner', { role: 'pmc', ...strength(1000), consent: 'invited' }),
    said('ForceSucceeded', '2025-06-06', 'RUS', { oldForceId: 'wagner', newForceId: 'africa-corps', sponsor: 'RUS' }),
  )
  const before = log.at('2025-06-05')
  const after = log.at('2025-06-06')
  before.expect(t, { status: 'single', primary: 'RUS', forces: ['wagner'] }, 'before')
  after.expect(t, { status: 'single', primary: 'RUS', forces: ['africa-corps'] }, 'after')
  t.ok(after.score('RUS') >= before.score('RUS') - 0.02, `${before.score('RUS')} then ${after.score('RUS')}`)
  t.equal(after.state.dimensions.security.since, before.state.dimensions.security.since)
  t.match(after.force('africa-corps'), { role: 'pmc', consent: 'invited', strength: { low: 1000, high: 1000 } })
  t.same(log.anomalies(), [])
})

t.test('a partial withdrawal leaves a rest', async t => {
  const here = force('2020', 'USA', 'f', { ...strength(1000), consent: 'invited' })
  const remaining = given(here, left('2022-06-01', { extent: 'partial', remaining: { low: 300, high: 400 } }))
  remaining.at('2022-06-01').expect(t, { forces: ['f'], status: 'single', primary: 'USA' }, 'it is still there')
  t.match(remaining.at('2022-06-01').force('f')?.strength, { low: 300, high: 400 })
  const gone = given(here, left('2022-06-01', { extent: 'partial', left: { low: 100, high: 300 } }))
  t.match(gone.at('2022-06-01').force('f')?.strength, { low: 700, high: 900 }, '`left` is the number that departed')
  const contingent = given(here, left('2022-06-01', { extent: 'complete', contingent: 'Danish' }))
  contingent.at('2022-06-01').expect(t, { forces: ['f'] }, 'one contingent is not the force')
  const two = given(
    here,
    left('2022-06-01', { extent: 'partial', remaining: { low: 300, high: 300 } }, { factId: 'x' }),
    left(
      '2022-06-01',
      { extent: 'partial', remaining: { low: 200, high: 500 } },
      { factId: 'x', claim: { reliability: 'C' } },
    ),
  )
  t.match(
    two.at('2022-07-01').force('f')?.strength,
    { low: 200, high: 500 },
    'low and high take the hull of the claims',
  )
  const more = given(here, left('2022-06-01', { extent: 'partial', left: { low: 2000, high: 2000 } }))
  t.same(more.anomalies(), ['withdrawn-more-than-present'])
  t.match(more.at('2022-07-01').force('f')?.strength, { low: 0, high: 0 })
})

t.test('of a force that left completely nothing is left', async t => {
  const log = given(
    force('2020', 'USA', 'f', { ...strength(1000), consent: 'invited' }),
    left('2022-06-01', { extent: 'complete' }),
    said('ForceStrengthReported', '2022-09-01', 'USA', { forceId: 'f', strength: { low: 200, high: 200 } }),
  )
  log.at('2022-06-01').expect(t, { forces: [], status: 'unknown' }, 'gone')
  log.at('2022-10-01').expect(t, { forces: [] }, 'a later number brings nobody back')
  t.same(log.anomalies(), ['strength-after-withdrawal'])
  t.equal(log.at('2022-10-01').score('USA'), log.at('2022-06-01').score('USA'))
  const earlier = given(
    force('2020', 'USA', 'f', { ...strength(1000), consent: 'invited' }),
    left('2022-06-01', { extent: 'complete' }),
    said('ForceStrengthReported', '2022-09-01', 'USA', {
      forceId: 'f',
      strength: { low: 200, high: 200 },
      asOf: '2022-04-01',
    }),
  )
  t.same(earlier.anomalies(), [], 'a later word on an earlier day is none')
  t.match(earlier.at('2022-05-01').force('f')?.strength, { low: 200, high: 200 })
  const again = given(
    force('2020', 'USA', 'f', { ...strength(1000), consent: 'invited' }),
    left('2022-06-01', { extent: 'complete' }),
    force('2023-01-01', 'USA', 'f', strength(50)),
  )
  again.at('2023-01-01').expect(t, { forces: ['f'] }, 'but it may come back')
  t.match(again.at('2023-01-01').force('f'), { since: '2023-01-01', consent: null, strength: { low: 50, high: 50 } })
  t.same(given(left('2020-01-01', { extent: 'complete' })).anomalies(), ['withdrawal-of-unseen-force'])
  t.same(
    given(
      force('2019', 'USA', 'f'),
      left('2020-01-01', { extent: 'complete' }),
      left('2021-01-01', { extent: 'complete' }),
    ).anomalies(),
    ['withdrawn-twice'],
  )
})

t.test('a redeployment that was called a withdrawal', async t => {
  // Chad, April 2024: most of a team moved abroad for a time, reported as a pull-out.
  const log = given(
    force('2021', 'USA', 'f', { role: 'advisory', ...strength(100), consent: 'invited' }),
    left('2024-04-25', { extent: 'complete' }, { id: '00000000-0000-7000-8000-0000000000aa' }),
    said('ForcesRelocated', '2024-04-25', 'USA', {
      forceId: 'f',
      moved: { low: 60, high: 75 },
      remaining: { low: 25, high: 40 },
      outOfCountry: true,
      temporary: true,
    }),
    said('ClaimRetracted', '2024-04-26', null, {
      targetEventId: '00000000-0000-7000-8000-0000000000aa',
      reason: 'error',
    }),
  )
  log.at('2024-05-01', 2).expect(t, { forces: [] }, 'as first reported')
  log.at('2024-05-01').expect(t, { forces: ['f'] }, 'as it was')
  t.match(log.at('2024-05-01').force('f')?.strength, { low: 25, high: 40 })
})

t.test('a presence outlives its legal basis', async t => {
  const log = given(
    signed('2013', 'USA', 'sofa', 'sofa'),
    force('2013', 'USA', 'f', { ...strength(1000), consent: 'invited', legalBasis: ['sofa'] }),
    said('AgreementTerminationNotified', '2020-03-16', 'USA', { agreementId: 'sofa', by: [HOST] }),
  )
  log.at('2020-03-15').expect(t, { status: 'single', primary: 'USA', disputed: [] }, 'before')
  log
    .at('2020-03-16')
    .expect(t, { status: 'contested', primary: null, contenders: ['USA'], disputed: ['USA'] }, 'disputed')
  t.match(log.at('2020-03-17').force('f'), { consent: 'contested', withoutLegalBasis: true, disputed: true })
  log.at('2021-03-15').expect(t, { status: 'contested', disputed: ['USA'] }, 'for 365 days')
  log.at('2021-03-16').expect(t, { disputed: [] }, 'and no longer')
  log.at('2021-03-16').expect(t, { forces: ['f'] }, 'though it is still there')
  t.equal(log.at('2021-03-16').force('f')?.consent, 'contested')
  const anew = given(
    signed('2013', 'USA', 'sofa', 'sofa'),
    force('2013', 'USA', 'f', { ...strength(1000), consent: 'invited', legalBasis: ['sofa'] }),
    said('AgreementTerminationNotified', '2020-03-16', 'USA', { agreementId: 'sofa', by: [HOST] }),
    said('ConsentChanged', '2020-06-01', 'USA', { forceId: 'f', consent: 'invited', by: [HOST] }),
  )
  anew.at('2020-06-01').expect(t, { status: 'single', primary: 'USA', disputed: [] }, 'the host consented anew')
  const never = given(
    signed('2013', 'USA', 'sofa', 'sofa'),
    force('2013', 'USA', 'f', { ...strength(1000), consent: 'invited' }),
    said('AgreementTerminationNotified', '2020-03-16', 'USA', { agreementId: 'sofa', by: [HOST] }),
  )
  t.match(
    never.at('2020-04-01').force('f'),
    { consent: 'invited', withoutLegalBasis: false },
    'without a basis consent stays',
  )
  const small = given(
    signed('2013', 'USA', 'sofa', 'sofa'),
    force('2013', 'USA', 'f', { ...strength(100), consent: 'invited', legalBasis: ['sofa'] }),
    said('AgreementTerminationNotified', '2020-03-16', 'USA', { agreementId: 'sofa', by: [HOST] }),
  )
  small.at('2020-04-01').expect(t, { disputed: [] }, 'a small force makes nothing contested')
  const other = given(
    signed('2013', 'USA', 'sofa', 'sofa'),
    signed('2015', 'USA', 'dca', 'dca'),
    force('2013', 'USA', 'f', { ...strength(1000), consent: 'invited', legalBasis: ['sofa', 'dca'] }),
    said('AgreementTerminationNotified', '2020-03-16', 'USA', { agreementId: 'sofa', by: [HOST] }),
  )
  other.at('2020-04-01').expect(t, { disputed: [] }, 'one of two instruments is left to rest on')
})

t.test('a demand that all forces of a partner leave', async t => {
  const soviet = (on: string, id: string) => force(on, 'SUN', id, { ...strength(1000), consent: 'invited' })
  const demand = (on: string, forceId?: string, by = HOST) =>
    said('WithdrawalDemanded', on, 'SUN', { by: [by], ...(forceId ? { forceId } : {}) })
  const all = given(soviet('1970', 'a'), soviet('1971', 'b'), demand('1972-07-17'))
  all.at('1972-07-16').expect(t, { status: 'single', primary: 'SUN' }, 'before')
  all.at('1972-07-17').expect(t, { status: 'contested', disputed: ['SUN'] }, 'the day of the demand')
  t.same(
    all.at('1972-08-01').state.forces.map(({ consent }) => consent),
    ['contested', 'contested'],
  )
  const one = given(soviet('1970', 'a'), soviet('1971', 'b'), demand('1972-07-17', 'a'))
  t.same(
    one.at('1972-08-01').state.forces.map(({ consent }) => consent),
    ['contested', 'invited'],
    'or one of them',
  )
  const foreign = given(soviet('1970', 'a'), demand('1972-07-17', 'a', 'USA'))
  foreign.at('1972-08-01').expect(t, { status: 'single', disputed: [] }, 'what others demand is no matter of consent')
  const back = given(
    soviet('1970', 'a'),
    demand('1972-07-17'),
    said('ForcesWithdrawn', '1972-08-01', 'SUN', { forceId: 'a', extent: 'complete', reason: 'demanded' }),
    soviet('1975', 'b'),
    demand('1978-01-01'),
  )
  back
    .at('1977-01-01')
    .expect(t, { status: 'single', primary: 'SUN', disputed: [] }, 'who is invited later is not meant')
  back.at('1978-01-02').expect(t, { status: 'contested', disputed: ['SUN'] }, 'until the next demand')
})

t.test('a base kept against the will of the host is never a contender', async t => {
  const log = given(
    signed('1903', 'USA', 'lease', 'base'),
    force('1960', 'USA', 'f', { ...strength(5000), consent: 'none', legalBasis: ['lease'] }),
    said('BaseAccessGranted', '1903', 'USA', { siteId: 'bay', forceId: 'f' }),
    said('WithdrawalDemanded', '1961-06-01', 'USA', { by: [HOST] }),
  )
  log.at('1961-07-01').expect(t, { contenders: [], disputed: [], forces: ['f'] }, 'shown and not counted')
  const day = log.at('1975-01-01')
  day.expect(t, { contenders: [], disputed: [], forces: ['f'] }, 'for decades')
  t.ok(day.score('USA') <= 0)
  t.notOk(day.roles('USA').includes('provider'))
  t.equal(day.force('f')?.consent, 'none')
})

t.test('one relationship counts once', async t => {
  const f = force('2013', 'USA', 'f', { ...strength(1000), consent: 'invited', legalBasis: ['sofa'] })
  const sofa = signed('2013', 'USA', 'sofa', 'sofa')
  const site = said('BaseAccessGranted', '2013', 'USA', { siteId: 's', forceId: 'f' })
  const alone = given(f).at('2015-01-01').score('USA')
  const cluster = given(f, sofa, site).at('2015-01-01').score('USA')
  t.ok(cluster > alone && cluster < alone + 0.15, `${alone} with a basis and a base: ${cluster}`)
  const unused = given(sofa).at('2015-01-01').score('USA')
  t.ok(unused > 0 && unused < 0.15, `an agreement that nobody uses: ${unused}`)
  const lone = given(said('BaseAccessGranted', '2013', 'USA', { siteId: 's' }))
    .at('2015-01-01')
    .score('USA')
  t.ok(lone > 0.2 && lone < alone, `a base that no known force uses: ${lone}`)
})

t.test('an agreement weighs as a legal basis as far as the force that rests on it is there', async t => {
  const sofa = signed('2010-01-01', 'USA', 'sofa', 'sofa')
  const f = (on: string) => force(on, 'USA', 'f', { ...strength(1000), consent: 'invited', legalBasis: ['sofa'] })
  const unused = given(sofa).at('2010-12-31').score('USA')
  for (const claim of [
    { reliability: 'A', credibility: 1 },
    { reliability: 'C', credibility: 3 },
    { reliability: 'F', credibility: 6 },
  ]) {
    const gone = given(sofa, f('2010-01-02'), left('2010-06-01', { extent: 'complete' }, { claim })).at('2010-12-31')
    gone.expect(t, { forces: [], status: 'unknown' }, `left, by a claim of ${claim.reliability}${claim.credibility}`)
    t.equal(gone.score('USA'), unused)
  }
  const year = given(signed('2011-06-01', 'USA', 'sofa', 'sofa'), f('2012'))
  const [before, first, middle, last] = ['2011-12-31', '2012-01-01', '2012-07-01', '2013-01-01'].map(at =>
    year.at(at).score('USA'),
  )
  t.ok(before === unused && first! - before < 0.01, `no jump on 1 January: ${before}, ${first}`)
  t.ok(middle! > first! + 0.1 && last! > middle! + 0.1, `but a ramp over the year: ${middle}, ${last}`)
})

t.test('a basis weighs as much as the force that rests on it is large', async t => {
  const score = (n: number) =>
    given(
      signed('2010-01-01', 'USA', 'sofa', 'sofa'),
      force('2011-01-01', 'USA', 'f', { ...strength(n), consent: 'invited', legalBasis: ['sofa'] }),
    )
      .at('2015-01-01')
      .score('USA')
  const unused = given(signed('2010-01-01', 'USA', 'sofa', 'sofa'))
    .at('2010-06-01')
    .score('USA')
  t.ok(score(1) - unused < 0.02, `one soldier under it: ${score(1)}, nobody: ${unused}`)
  t.ok(score(10) < 0.25 && score(1000) > 0.4, `ten ${score(10)}, a thousand ${score(1000)}`)
})

t.test('a force is as sure as the best that is known of it', async t => {
  const doubtful = { claim: { reliability: 'C', credibility: 3 } }
  const arrived = force('2021-12-23', 'RUS', 'f', { role: 'pmc', ...strength(1000), consent: 'invited' }, doubtful)
  const denied = force('2021-12-23', 'RUS', 'f', { role: 'pmc' }, { claim: { sourceId: 'host', modality: 'denied' } })
  const counted = said('ForceStrengthReported', '2023-01-01', 'RUS', { forceId: 'f', ...strength(1600) })
  const confidence = (...events: Said[]) =>
    given(...events)
      .at('2023-06-01')
      .force('f')!.confidence
  t.ok(confidence(arrived, denied) < 0.4)
  t.ok(confidence(arrived, denied, counted) > 0.9, 'who counts it has seen it')
})

t.test('bases are granted, change hands and are handed over', async t => {
  const log = given(
    said('BaseAccessGranted', '2013', 'USA', { siteId: 's', siteName: 'Airfield' }),
    said('BaseHandedOver', '2024-08-05', 'USA', { siteId: 's', to: HOST }),
  )
  t.equal(log.at('2020-01-01').state.bases.length, 1)
  t.equal(log.at('2024-08-05').state.bases.length, 0)
  t.same(given(said('BaseHandedOver', '2024', 'USA', { siteId: 's' })).anomalies(), ['handover-of-unseen-base'])
  t.same(given(said('BaseAccessChanged', '2024', 'USA', { siteId: 's' })).anomalies(), ['change-of-unseen-base'])
})

t.test('a base may pass from one power to another', async t => {
  // Berbera: Soviet until November 1977, American from August 1980.
  const log = given(
    said('BaseAccessGranted', '1974-01-01', 'SUN', { siteId: 'port', forceId: 'f' }),
    force('1974-01-01', 'SUN', 'f', { ...strength(1000), consent: 'invited' }),
    said('BaseHandedOver', '1977-11-20', 'SUN', { siteId: 'port', to: HOST }),
    said('ForcesWithdrawn', '1977-11-20', 'SUN', { forceId: 'f', extent: 'complete' }),
    said('BaseAccessGranted', '1980-08-22', 'USA', { siteId: 'port' }),
  )
  t.match(log.at('1975-01-01').state.bases, [{ siteId: 'port', partners: ['SUN'], forceId: 'f', since: '1974-01-01' }])
  t.same(log.at('1979-01-01').state.bases, [])
  t.match(log.at('1981-01-01').state.bases, [{ siteId: 'port', partners: ['USA'], forceId: null, since: '1980-08-22' }])
  t.ok(log.at('1981-01-01').score('USA') > 0.2)
  t.equal(log.at('1981-01-01').score('SUN'), 0)
  const again = given(
    force('2010-01-01', 'USA', 'f'),
    left('2012-01-01', { extent: 'complete' }),
    force('2020-01-01', 'USA', 'f'),
  )
  t.equal(again.at('2011-01-01').force('f')?.since, '2010-01-01', 'each presence has its own first day')
  t.equal(again.at('2021-01-01').force('f')?.since, '2020-01-01')
})

t.test('missions end with their wind-down, unless they are seen leaving before', async t => {
  const mission = force('2013-07-01', 'UN', 'm', { role: 'peacekeeping', ...strength(6000), consent: 'invited' })
  const ended = said('MissionMandateEnded', '2023-06-30', 'UN', { mission: 'm', windDownBy: '2023-12-31' })
  const log = given(mission, ended)
  log.at('2023-12-30').expect(t, { forces: ['m'] }, 'winding down')
  t.ok(log.at('2023-10-01').force('m')?.withoutLegalBasis, 'without a mandate')
  log.at('2023-12-31').expect(t, { forces: [] }, 'gone with no event on that day')
  t.ok(
    log.at('2023-01-01').score('UN') < 0.25,
    'peacekeepers for everybody make no contender, unless they are very many',
  )
  const seen = given(mission, ended, said('ForcesWithdrawn', '2023-11-15', 'UN', { forceId: 'm', extent: 'complete' }))
  seen.at('2023-11-15').expect(t, { forces: [] }, 'it was seen leaving')
  const suspended = given(
    mission,
    said('MissionMandateChanged', '2022-01-01', 'UN', { mission: 'm', change: 'training-suspended' }),
  )
  t.ok(
    suspended.at('2022-02-01').score('UN') < suspended.at('2021-12-01').score('UN') / 2,
    'suspended work counts three tenths',
  )
})

t.test('a mission for everybody that is told to leave is on no side, and contends with nobody', async t => {
  const mission = (sponsor: string) =>
    force('2013-07-01', sponsor, 'm', { role: 'peacekeeping', ...strength(13000), consent: 'invited' })
  const hired = force('2021-12-01', 'RUS', 'h', { role: 'combat', ...strength(1200), consent: 'invited' })
  const demand = (sponsor: string) => said('WithdrawalDemanded', '2023-06-16', sponsor, { forceId: 'm', by: [HOST] })
  const told = given(mission('UN'), hired, demand('UN')).at('2023-09-01')
  told.expect(t, { status: 'single', primary: 'RUS', disputed: [] }, 'who stays comes first')
  t.equal(told.force('m')?.consent, 'contested', 'that it is there against the will of the host is shown')
  given(mission('NATO'), hired, demand('NATO'))
    .at('2023-09-01')
    .expect(t, { status: 'contested', disputed: ['NATO'] }, 'an army of an alliance is on a side')
})

t.test('of a stay whose number is told later the first number is the best that is known', async t => {
  const unnumbered = force('1949-10-07', 'SUN', 'f', {})
  const report = said('ForceStrengthReported', '1985-01-01', 'SUN', { forceId: 'f', ...strength(340000, 400000) })
  const before = given(unnumbered).at('1970-01-01')
  const log = given(unnumbered, report)
  t.ok(log.at('1970-01-01').score('SUN') > before.score('SUN') + 0.1)
  t.equal(log.at('1970-01-01').score('SUN'), log.at('1990-01-01').score('SUN'))
  t.equal(log.at('1970-01-01').scored('SUN').low, before.scored('SUN').low, 'it may have been anything')
  t.equal(log.at('1970-01-01').force('f')?.strength, null, 'and nobody says that it was')
  const again = given(
    unnumbered,
    said('ForcesWithdrawn', '1960-01-01', 'SUN', { forceId: 'f', extent: 'complete' }),
    force('1980-01-01', 'SUN', 'f', {}),
    report,
  )
  t.equal(again.at('1955-01-01').score('SUN'), before.score('SUN'), 'of another stay it says nothing')
  t.equal(again.at('1982-01-01').score('SUN'), log.at('1982-01-01').score('SUN'))
})

t.test('parts of a force are not counted twice', async t => {
  const whole = force('2013', 'USA', 'f', { ...strength(900), consent: 'invited' })
  const part = force('2013', 'USA', 'g', { ...strength(400), consent: 'invited', partOf: 'f' })
  t.equal(given(whole, part).at('2015-01-01').score('USA'), given(whole).at('2015-01-01').score('USA'))
  const rest: Said[] = [whole, part, said('ForcesWithdrawn', '2014', 'USA', { forceId: 'f', extent: 'complete' })]
  t.equal(
    given(...rest)
      .at('2015-06-01')
      .score('USA'),
    0,
    'and leave with the whole',
  )
  const seen = said('ForceStrengthReported', '2015-03', 'USA', { forceId: 'g', ...strength(350) })
  t.ok(
    given(...rest, seen)
      .at('2015-02-01')
      .score('USA') > 0.2,
    'unless they are heard of later',
  )
})

t.test('size weighs over the whole range of history, and an unknown size lies between bounds', async t => {
  const score = (n: number) =>
    given(force('2013', 'USA', 'f', { ...strength(n), consent: 'invited' }))
      .at('2015-01-01')
      .score('USA')
  const sizes = [10, 100, 1000, 5000, 28_000, 140_000, 600_000]
  const scores = sizes.map(score)
  for (let i = 1; i < scores.length; i++) t.ok(scores[i]! > scores[i - 1]! + 0.005, `${sizes[i]}: ${scores[i]}`)
  t.ok(score(10) < 0.1 && score(100) < 0.25, 'a handful and a hundred are no provider by themselves')
  t.ok(score(28_000) > score(1000) + 0.15, 'a thousand are not twenty-eight thousand')
  const unknown = given(force('2013', 'USA', 'f', { consent: 'invited' }))
    .at('2015-01-01')
    .scored('USA')
  t.ok(unknown.low < unknown.score && unknown.score < unknown.high)
  const consents = ['invited', 'tolerated', 'contested', 'none'].map(consent =>
    given(force('2013', 'USA', 'f', { ...strength(1000), consent }))
      .at('2015-01-01')
      .score('USA'),
  )
  t.same(
    [...consents].sort((a, b) => b - a),
    consents,
    'the more consent the more weight',
  )
  t.equal(
    given(force('2013', 'USA', 'f', strength(1000)))
      .at('2015-01-01')
      .score('USA'),
    consents[1],
    'not stated: as tolerated',
  )
})

t.test('a crew of the partner at an air defence is a presence', async t => {
  const air = (data: object) =>
    given(said('AirDefenseDelivered', '2024-04-10', 'RUS', { designation: 'unknown', ...data })).at('2024-05-01')
  t.ok(air({ stage: 'arrived', operatedBy: 'partner-crew' }).score('RUS') > 0.1)
  const [crewed, handed] = ['partner-crew', 'host'].map(operatedBy =>
    air({ stage: 'arrived', operatedBy }).score('RUS'),
  )
  t.ok(handed! > 0 && handed! < crewed! / 2, `one that the host operates is a delivery: ${handed} and ${crewed}`)
  t.equal(air({ stage: 'promised', operatedBy: 'partner-crew' }).score('RUS'), 0)
  const arms = ['promised', 'arrived'].map(stage => air({ stage }).score('RUS', 'arms'))
  t.ok(arms[0]! > 0 && arms[0]! < arms[1]!, 'an unnamed weapon counts by its stage')
})

t.test('soldiers add up: two battalions are one force of twice the size', async t => {
  const half = (id: string, data: object = {}) =>
    force('2013', 'USA', id, { ...strength(1000), consent: 'invited', ...data })
  const two = given(half('f'), half('g')).at('2015-01-01').score('USA')
  const one = given(force('2013', 'USA', 'f', { ...strength(2000), consent: 'invited' }))
    .at('2015-01-01')
    .score('USA')
  t.ok(Math.abs(two - one) < 0.0002, `${two} and ${one}`)
})

t.test('a force weighs no less for the instruments that it is said to rest on', async t => {
  const papers = ['dca', 'base', 'sofa', 'training'].map(kind => signed('2010', 'USA', kind, kind))
  const score = (data: object) =>
    given(...papers, force('2013', 'USA', 'f', { ...strength(1000), consent: 'invited', ...data }))
      .at('2015-01-01')
      .score('USA')
  const cites = score({ legalBasis: ['dca', 'base', 'sofa', 'training'] })
  t.ok(cites >= score({}), `citing four ${cites}, citing none ${score({})}`)
})

t.test('who is outnumbered fifteen to one does not contest, and the same size does', async t => {
  const beside = (n: number) =>
    given(
      force('2013', 'USA', 'f', { ...strength(30_000), consent: 'invited' }),
      force('2013', 'GBR', 'g', { ...strength(n), consent: 'invited' }),
    ).at('2015-01-01').state.dimensions.security
  t.match(beside(2000), { status: 'single', primary: 'USA' })
  t.match(beside(25_000), { status: 'contested', contenders: ['USA', 'GBR'] })
})

t.test('a contingent counts with its mission or by itself, never in both', async t => {
  const part = force('2013', 'GBR', 'c', { ...strength(5000), consent: 'invited', partOf: 'm' })
  const mission = force('2013', 'NATO', 'm', { role: 'peacekeeping', ...strength(40_000), consent: 'invited' })
  const end = said('ForcesWithdrawn', '2016-01-01', 'NATO', { forceId: 'm', extent: 'complete' })
  const alone = given(mission).at('2015-01-01').score('NATO')
  const both = given(mission, part, end)
  t.equal(both.at('2015-01-01').score('NATO'), alone)
  t.equal(both.at('2015-01-01').score('GBR'), 0)
  both.at('2017-01-01').expect(t, { forces: [] }, 'with the mission its contingents have left')
  const stayed = given(
    mission,
    part,
    end,
    said('ForcesWithdrawn', '2018-01-01', 'GBR', { forceId: 'c', extent: 'complete' }),
  )
  t.ok(stayed.at('2017-01-01').score('GBR') > 0.3, 'one that left later had stayed, for its own sponsor')
  t.equal(stayed.at('2018-02-01').score('GBR'), 0)
  const followed = given(
    mission,
    part,
    said('ForceSucceeded', '2016-01-01', 'NATO', { oldForceId: 'm', newForceId: 'm2', sponsor: 'NATO' }),
  )
  t.equal(followed.at('2017-01-01').score('GBR'), 0, 'in a mission that follows it counts with that')
  t.same(
    followed.at('2017-01-01').state.forces.map(({ forceId }) => forceId),
    ['c', 'm2'],
  )
  const unmanned = force('2013', 'NATO', 'm', { role: 'peacekeeping', consent: 'invited' })
  const counted = given(unmanned, force('2013', 'GBR', 'c', { ...strength(40_000), partOf: 'm' }))
  t.equal(counted.at('2015-01-01').score('NATO'), alone, 'a mission has at least the soldiers of its contingents')
})

t.test('a site that serves its owner makes nobody a provider, however many serve there', async t => {
  const day = given(
    signed('2010', 'RUS', 'lease', 'base'),
    force('2010', 'RUS', 'port', { role: 'facility', ...strength(25_000), consent: 'invited', legalBasis: ['lease'] }),
    said('BaseAccessGranted', '2010', 'RUS', { siteId: 'harbour', forceId: 'port' }),
  ).at('2012-01-01')
  t.ok(day.score('RUS') > 0 && day.score('RUS') < 0.2, `${day.score('RUS')}`)
  t.equal(day.state.dimensions.security.primary, null)
  t.same(
    given(force('2010', 'RUS', 'port', { role: 'facility', ...strength(25_000) }))
      .at('2012-01-01')
      .roles('RUS'),
    [],
  )
})

t.test("peacekeepers weigh by whose they are, and a mandate to govern makes the world's a provider", async t => {
  const score = (sponsor: string, data: object = {}, count = 9000) =>
    given(force('2000', sponsor, 'm', { role: 'peacekeeping', ...strength(count), consent: 'invited', ...data }))
      .at('2001-01-01')
      .score(sponsor)
  t.ok(score('NATO') > score('AU') && score('AU') > score('UN'))
  t.ok(score('UN') > 0.25 && score('UN', {}, 6000) < 0.25, 'nine thousand are the order of a country, six are not')
  t.ok(score('UN', {}, 20_000) < score('FRA', { role: 'garrison' }, 1000), 'twenty thousand stay behind a garrison')
  t.equal(score('UN', { mandate: 'Executive mandate: transitional administration' }), score('NATO'))
})

t.test('who is on no side provides where nobody else does, and contends with nobody', async t => {
  const mission = (data: object = {}) =>
    force('2000', 'UN', 'm', { role: 'peacekeeping', ...strength(14_000), consent: 'invited', ...data })
  const guest = force('2005', 'FRA', 'f', { ...strength(700), consent: 'invited' })
  const log = given(mission(), guest)
  log.at('2003-01-01').expect(t, { status: 'single', primary: 'UN' }, 'the order of the country')
  log
    .at('2006-01-01')
    .expect(t, { status: 'single', primary: 'FRA', contenders: ['FRA'] }, 'beside an army of somebody')
  const governing = given(mission({ mandate: 'executive' }), guest).at('2006-01-01')
  t.ok(governing.state.dimensions.security.contenders.includes('UN'), 'one that governs is a provider like others')
})

t.test('a handover told by a weak source lowers nobody', async t => {
  const old = force('2021', 'RUS', 'f', { role: 'pmc', ...strength(1500), consent: 'invited' })
  for (const claim of [
    { reliability: 'D', credibility: 3 },
    { reliability: 'F', credibility: 6 },
    { reliability: 'E', credibility: 5 },
  ]) {
    const handed = said(
      'ForceSucceeded',
      '2024-06',
      'RUS',
      { oldForceId: 'f', newForceId: 'g', sponsor: 'RUS' },
      { claim },
    )
    const log = given(old, handed)
    for (const at of ['2024-06-01', '2024-06-15', '2024-07-01']) {
      t.ok(log.at(at).score('RUS') >= log.at('2024-05-31').score('RUS') - 0.0001, `${claim.reliability} ${at}`)
    }
  }
})

t.test('deliveries weigh for security by class and number, and a rupture takes them back', async t => {
  const delivered = (on: string, category: string, n: number, more: object = {}) =>
    said('ArmsDelivered', on, 'USA', { items: [{ category, quantity: { low: n, high: n } }], ...more })
  const score = (...events: Said[]) =>
    given(...events)
      .at('2023-07-01')
      .score('USA')
  const tanks = delivered('2023-01-01', 'main battle tanks', 300)
  t.ok(score(tanks) > 0.25, `hundreds of tanks provide: ${score(tanks)}`)
  t.same(given(tanks).at('2023-07-01').roles('USA'), ['provider'])
  t.ok(score(delivered('2023-01-01', 'main battle tanks', 14)) < score(tanks), 'fourteen do less')
  t.ok(score(delivered('2023-01-01', 'trucks', 300)) < 0.05, 'lorries do little')
  t.ok(score(delivered('2023-01-01', 'anti-tank missiles', 300)) < 0.05, 'what is aimed at tanks is no tank')
  const airlift = delivered('2023-01-01', 'supplies', 1, { value: 'USD 2.2 billion' })
  t.ok(score(airlift) > 0.2, `a billion-dollar airlift: ${score(airlift)}`)
  const sold = delivered('2023-01-01', 'main battle tanks', 300, { grantOrSale: 'sale' })
  t.ok(score(sold) < 0.8 * score(tanks) && score(sold) > 0.05, `what is sold ties less: ${score(sold)}`)
  t.equal(score(delivered('2023-01-01', 'main battle tanks', 300, { grantOrSale: 'grant' })), score(tanks))
  const broken = said('WithdrawalDemanded', '2023-06-01', 'USA', { by: [HOST] })
  t.ok(score(tanks, broken) <= 0, 'nothing is left of them')
  t.ok(given(tanks, broken).at('2033-01-01').score('USA') <= 0, 'and nothing comes back by itself')
})

t.test('standing military aid provides by its amount, from its start to its end', async t => {
  const aid = (amount?: string, kind = 'military assistance') =>
    said('AidStarted', '2020-01-01', 'USA', { kind, ...(amount ? { amount } : {}) })
  const on = (...events: Said[]) =>
    given(...events)
      .at('2022-01-01')
      .score('USA')
  t.ok(on(aid('USD 1.3 billion a year')) > 0.25 && on(aid()) > 0.15 && on(aid('USD 5 million')) < 0.15)
  t.equal(on(aid('USD 1.3 billion', 'food')), 0, 'other aid is none of security')
  t.equal(on(aid(), said('AidSuspended', '2021-01-01', 'USA', {})), 0, 'suspended with all the rest')
  t.ok(on(aid(), said('AidSuspended', '2021-01-01', 'USA', {}), said('AidResumed', '2021-06-01', 'USA', {})) > 0.15)
})

t.test('a few hundred soldiers are many in a state of some hundred thousand', async t => {
  const beside = (country: string) =>
    given(force('2004', 'AUS', 'm', { role: 'peacekeeping', ...strength(300), consent: 'invited' }, { country }))
      .at('2005-01-01', undefined, country)
      .score('AUS')
  t.ok(beside('SLB') > 0.25 && beside(HOST) < 0.25, `${beside('SLB')} and ${beside(HOST)}`)
})

t.test('a rumour makes nobody a provider', async t => {
  const day = given(
    force(
      '2000',
      'RUS',
      'f',
      { ...strength(1000), consent: 'invited' },
      { claim: { reliability: 'E', credibility: 5 } },
    ),
  ).at('2010-01-01')
  t.same(day.roles('RUS'), [])
  t.ok(day.scored('RUS').high > 0)
})

t.test('a primary that rests on doubtful word is provisional however long it lasts', async t => {
  const told = (reliability: string, credibility: number) =>
    given(
      force('2000', 'USA', 'f', { ...strength(1000), consent: 'invited' }, { claim: { reliability, credibility } }),
    ).at('2010-01-01').state.dimensions.security
  t.match(told('A', 1), { status: 'single', primary: 'USA', provisional: false })
  t.match(told('D', 2), { status: 'single', primary: 'USA', provisional: true })
})
