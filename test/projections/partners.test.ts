import t from 'tap'
import { force, given, HOST, said, signed } from './given.js'

t.test('an event with parties moves each of them', async t => {
  const parties = [HOST, 'PRY', 'BOL']
  const treaty = given(signed('2023-09-16', null, 'charter', 'mutual-defence', {}, { parties }))
  for (const host of parties) {
    const others = parties.filter(id => id !== host).sort()
    const day = treaty.at('2024-01-01', undefined, host)
    day.expect(
      t,
      { allies: others, contenders: [], status: 'unknown' },
      `${host}: the others are allies and nobody provides`,
    )
    for (const other of others) t.same(day.roles(other), ['ally'], `${host}: ${other}`)
  }
  const scores = parties.map(host =>
    treaty.at('2024-01-01', undefined, host).state.partners.map(({ alliance }) => alliance),
  )
  t.same(scores[0], scores[1], 'a mutual treaty is symmetric')
  t.same(scores[0], scores[2], 'a mutual treaty is symmetric')
})

t.test('a joint statement by three states, posted once', async t => {
  const parties = [HOST, 'PRY', 'BOL']
  const exit = given(
    said(
      'MembershipWithdrawalNotified',
      '2024-01-28',
      'MERCOSUR',
      { organisation: 'MERCOSUR', claimedEffect: 'immediate' },
      { parties, effectiveOn: '2025-01-29' },
    ),
  )
  for (const host of parties) {
    exit.at('2024-02-01', undefined, host).expect(t, { memberships: { MERCOSUR: 'withdrawing' } }, 'declared immediate')
    exit
      .at('2025-01-28', undefined, host)
      .expect(t, { memberships: { MERCOSUR: 'withdrawing' } }, 'legally a year later')
    exit.at('2025-01-29', undefined, host).expect(t, { memberships: { MERCOSUR: 'ended' } }, 'legally a year later')
    t.ok(exit.at('2024-02-01', undefined, host).score('MERCOSUR', 'diplomatic') !== 0)
  }
  const dealt = given(said('VisitHeld', '2024-01-01', 'RUS', { level: 'head' }, { parties }))
  for (const host of parties) {
    const day = dealt.at('2024-01-01', undefined, host)
    t.same(
      day.state.partners.map(({ partner }) => partner),
      ['RUS'],
      'with a partner each has that partner alone',
    )
  }
})

t.test('mutual by default: defence, intervention and joint forces among parties', async t => {
  const parties = [HOST, 'PRY']
  for (const kind of ['mutual-defence', 'intervention', 'joint-force']) {
    const among = given(signed('2020-01-01', null, 'a', kind, {}, { parties })).at('2021-01-01')
    t.same(among.roles('PRY'), ['ally'], `${kind} among parties`)
    t.equal(among.score('PRY'), 0)
    const withOne = given(signed('2020-01-01', 'FRA', 'a', kind)).at('2021-01-01')
    t.same(withOne.roles('FRA'), ['provider'], `${kind} with one partner`)
    t.ok(withOne.score('FRA') > 0.2)
  }
  const said0 = given(signed('2020-01-01', 'FRA', 'a', 'mutual-defence', { mutual: true })).at('2021-01-01')
  t.same(said0.roles('FRA'), ['ally'], 'said to be mutual')
  const said1 = given(signed('2020-01-01', null, 'a', 'mutual-defence', { mutual: false }, { parties })).at(
    '2021-01-01',
  )
  t.notOk(said1.roles('PRY').includes('ally'), 'said not to be')
  const training = given(signed('2020-01-01', null, 'a', 'training', {}, { parties })).at('2021-01-01')
  t.notOk(training.roles('PRY').includes('ally'), 'other kinds are not')
})

t.test('peace and disengagement count for diplomacy only', async t => {
  for (const kind of ['peace', 'disengagement']) {
    const day = given(
      signed('2020-01-01', 'FRA', 'a', kind),
      force('2020-01-01', 'FRA', 'f', { strength: { low: 500, high: 500 }, consent: 'contested', legalBasis: ['a'] }),
    ).at('2021-06-01')
    const without = given(
      force('2020-01-01', 'FRA', 'f', { strength: { low: 500, high: 500 }, consent: 'contested' }),
    ).at('2021-06-01')
    t.equal(day.score('FRA'), without.score('FRA'), `${kind} adds nothing to security`)
    t.ok(day.score('FRA', 'diplomatic') > 0, `${kind} counts for diplomacy`)
    t.equal(
      given(signed('2020-01-01', 'FRA', 'a', kind))
        .at('2021-06-01')
        .score('FRA'),
      0,
    )
  }
})

t.test('a mediator is neither host nor partner', async t => {
  const log = given(
    signed('2020-01-01', null, 'accord', 'peace', { mediator: ['DZA', 'EU'] }, { parties: [HOST, 'PRY'] }),
  )
  t.same(
    log.at('2020-06-01').state.partners.map(({ partner }) => partner),
    ['PRY'],
  )
  t.equal(log.answers.history('DZA')?.lastTouch(10) ?? -1, -1, 'nothing is recorded of the mediator')
})

t.test('a force stands for its sponsor', async t => {
  const wagner = given(
    force('2020-01-01', 'WAGNER', 'f', { role: 'pmc', strength: { low: 1000, high: 1000 }, consent: 'invited' }),
  ).at('2021-01-01')
  wagner.expect(t, { status: 'single', primary: 'RUS' }, 'Wagner counts for Russia')
})

t.test('membership of a defence organisation makes it an ally, and no provider', async t => {
  const day = given(said('MembershipJoined', '1999-03-12', 'NATO', { organisation: 'NATO' })).at('2000-01-01')
  day.expect(t, { allies: ['NATO'], contenders: [], memberships: { NATO: 'member' } }, 'ally')
  t.same(day.roles('NATO'), ['ally'])
})

t.test('memberships are suspended, restored, frozen and ended', async t => {
  const log = given(
    said('MembershipJoined', '1992-05-15', 'CSTO', { organisation: 'CSTO' }),
    said('MembershipSuspended', '2000-01-01', 'CSTO', { organisation: 'CSTO' }),
    said('MembershipRestored', '2001-01-01', 'CSTO', { organisation: 'CSTO' }),
    said('MembershipFrozen', '2024-02-22', 'CSTO', { organisation: 'CSTO' }),
    said('MembershipWithdrawalNotified', '2026-01-01', 'CSTO', { organisation: 'CSTO' }, { effectiveOn: '2026-07-01' }),
    said('MembershipEnded', '2026-04-01', 'CSTO', { organisation: 'CSTO' }),
  )
  for (const [at, status] of Object.entries({
    '1999-01-01': 'member',
    '2000-06-01': 'suspended',
    '2001-06-01': 'member',
    '2025-01-01': 'frozen',
    '2026-02-01': 'withdrawing',
    '2026-05-01': 'ended',
  })) {
    log.at(at).expect(t, { memberships: { CSTO: status } }, 'membership')
  }
  t.same(log.anomalies(), ['membership-ended-before-notice'])
})

t.test('relations, embassies, ambassadors and aid stand until they change', async t => {
  const by = { by: [HOST] }
  const log = given(
    said('AmbassadorExpelled', '2023-01-02', 'FRA', by),
    said('AmbassadorAppointed', '2024-01-01', 'FRA', by),
    said('EmbassyClosed', '2023-12-21', 'FRA', by),
    said('RelationsSevered', '2024-08-06', 'UKR', by),
    said('AidSuspended', '2023-08-01', 'USA', { by: ['USA'] }),
    said('AidResumed', '2024-02-01', 'USA', { by: ['USA'] }),
    said('LegalDeterminationMade', '2023-10-10', 'USA', { basis: 'coup' }),
  )
  log.at('2023-06-01').expect(t, { measures: ['ambassador-absent:FRA'] }, 'expelled')
  log
    .at('2023-12-31')
    .expect(
      t,
      { measures: ['aid-suspended:USA', 'ambassador-absent:FRA', 'determination:USA', 'embassy-closed:FRA'] },
      'all at once',
    )
  log
    .at('2024-09-01')
    .expect(t, { measures: ['embassy-closed:FRA', 'relations-severed:UKR'] }, 'a new ambassador; aid resumed')
  t.ok(log.at('2024-09-01').score('UKR', 'diplomatic') < -0.3)
  const until = given(said('EmbassyClosed', '2023-12-21', 'FRA', { ...by, until: '2024-02-01' }))
  until.at('2024-01-31').expect(t, { measures: ['embassy-closed:FRA'] }, 'closed for a time')
  until.at('2024-02-01').expect(t, { measures: [] }, 'and open again')
  t.same(
    given(said('EmbassyClosed', '2020-01-01', 'FRA', by), said('EmbassyClosed', '2021-01-01', 'FRA', by)).anomalies(),
    ['embassy-closed-twice'],
  )
})

t.test('sanctions are lifted by their id, else by the same body and measures', async t => {
  const impose = (data: object = {}) =>
    said('SanctionsImposed', '2023-07-30', 'ECOWAS', {
      by: ['ECOWAS'],
      measures: ['border-closure', 'trade-ban', 'asset-freeze', 'travel-ban'],
      ...data,
    })
  const measures = (log: ReturnType<typeof given>, at: string) =>
    log.at(at).state.measures.map(({ type, by, measures: list }) => [type, ...by, ...(list ?? [])].join(' '))
  const partly = given(
    impose(),
    said('SanctionsLifted', '2024-02-24', 'ECOWAS', {
      by: ['ECOWAS'],
      measures: ['border-closure', 'trade-ban', 'asset-freeze'],
    }),
  )
  t.same(measures(partly, '2024-02-24'), ['sanctions ECOWAS travel-ban'], 'partly lifted: what remains stands')
  const whole = partly.at('2024-02-23').score('ECOWAS', 'economic')
  const rest = partly.at('2024-02-24').score('ECOWAS', 'economic')
  t.ok(whole < -0.2 && rest > whole / 1.5 && rest < 0, `and weighs less: ${whole}, ${rest}`)
  const named = given(
    impose({ sanctionId: 'x' }),
    said('SanctionsLifted', '2024-02-24', 'ECOWAS', {
      by: ['ECOWAS'],
      measures: ['trade-ban'],
      sanctionId: 'x',
      remaining: ['travel-ban'],
    }),
  )
  t.same(measures(named, '2024-02-24'), ['sanctions ECOWAS travel-ban'], '`remaining` says what remains')
  const all = given(
    impose({ sanctionId: 'x' }),
    impose({ sanctionId: 'y', measures: ['arms-embargo'] }),
    said('SanctionsLifted', '2024-02-24', 'ECOWAS', {
      by: ['ECOWAS'],
      measures: ['border-closure', 'trade-ban', 'asset-freeze', 'travel-ban'],
      sanctionId: 'x',
    }),
  )
  t.same(measures(all, '2024-02-24'), ['sanctions ECOWAS arms-embargo'], 'one of two by its id')
  const two = given(
    impose({ by: ['ECOWAS', 'UEMOA'] }),
    said('SanctionsLifted', '2024-02-24', 'UEMOA', {
      by: ['UEMOA'],
      measures: ['border-closure', 'trade-ban', 'asset-freeze', 'travel-ban'],
    }),
  )
  t.same(
    measures(two, '2024-02-24'),
    ['sanctions ECOWAS asset-freeze border-closure trade-ban travel-ban'],
    'each body lifts its own',
  )
  const both = given(
    impose(),
    said('SanctionsImposed', '2023-08-01', 'ECOWAS', { by: [HOST], measures: ['trade-ban'] }),
    said('SanctionsLifted', '2024-02-24', 'ECOWAS', { by: [HOST], measures: ['trade-ban'] }),
  )
  const theirs = 'sanctions ECOWAS asset-freeze border-closure trade-ban travel-ban'
  t.same(
    measures(both, '2023-09-01').sort(),
    [theirs, `sanctions ${HOST} trade-ban`],
    'what the host imposes is named as its own',
  )
  t.same(measures(both, '2024-03-01'), [theirs], 'and lifted by itself')
  const eased = given(
    impose(),
    said('SanctionsEased', '2024-02-24', 'ECOWAS', { by: ['ECOWAS'], measures: ['border-closure'] }),
  )
  t.ok(eased.at('2024-03-01').score('ECOWAS', 'economic') > whole / 1.5, 'eased ones weigh half')
  t.ok(
    given(said('SanctionsImposed', '2023-07-30', 'UN', { by: ['UN'], measures: ['arms-embargo'] }))
      .at('2024-01-01')
      .score('UN', 'arms') < -0.1,
  )
  t.same(
    given(said('SanctionsLifted', '2024-02-24', 'ECOWAS', { by: ['ECOWAS'], measures: ['trade-ban'] })).anomalies(),
    ['easing-of-unseen-sanctions'],
  )
})

t.test('expelled advisers and continued arms are two dimensions', async t => {
  const log = given(
    force('1970-03-01', 'SUN', 'f', { role: 'advisory', strength: { low: 15000, high: 20000 }, consent: 'invited' }),
    said('WithdrawalDemanded', '1972-07-08', 'SUN', { forceId: 'f', by: [HOST] }),
    said('ForcesWithdrawn', '1972-08-06', 'SUN', { forceId: 'f', extent: 'complete', reason: 'demanded' }),
    said('ArmsDelivered', '1973-02', 'SUN', { items: [{ category: 'bomber', class: 'major' }] }),
    said('ArmsDelivered', '1973-03', 'SUN', { items: [{ category: 'tank', class: 'major' }] }),
  )
  const day = log.at('1973-06-01')
  t.ok(day.score('SUN') < 0, 'security turned')
  t.ok(day.score('SUN', 'arms') > 0.25, 'arms did not')
  t.equal(day.state.dimensions.arms.primary, 'SUN')
  t.not(day.state.dimensions.security.primary, 'SUN')
})

t.test('arms without a class count as minor', async t => {
  const score = (item: object) =>
    given(said('ArmsDelivered', '2020-01-01', 'TUR', { items: [item] }))
      .at('2020-01-01')
      .score('TUR', 'arms')
  t.equal(score({ category: 'rifle' }), score({ category: 'rifle', class: 'minor' }))
  t.ok(score({ category: 'rifle' }) < score({ category: 'jet', class: 'major' }))
})

t.test('weights meet the threshold where a reader would', async t => {
  const paper = given(
    signed('2012', 'USA', 'partnership', 'strategic-partnership'),
    signed('2014', 'USA', 'sofa', 'sofa', { renewal: 'tacit' }),
  )
  t.ok(paper.at('2015-01-01').score('USA') > 0.1, 'paper is something')
  t.equal(paper.at('2022-06-01').state.dimensions.security.primary, null, 'paper alone makes no provider, however sure')

  const tanks = given(said('ArmsDelivered', '2022-01-01', 'RUS', { items: [{ category: 'tank', class: 'major' }] }))
  t.equal(tanks.at('2022-01-01').state.dimensions.arms.primary, 'RUS', 'one certain delivery of major arms does')
  t.equal(tanks.at('2025-01-01').state.dimensions.arms.primary, null, 'for some two years')
  const crew = given(said('AirDefenseDelivered', '2022-01-01', 'RUS', { stage: 'arrived' }))
  t.equal(
    crew.at('2022-01-01').score('RUS', 'arms'),
    tanks.at('2022-01-01').score('RUS', 'arms'),
    'air defence is major',
  )

  const usual = { claim: { reliability: 'B', credibility: 2 } }
  const advisers = given(force('1978', 'SUN', 'f', { role: 'advisory', strength: { low: 1000, high: 2000 } }, usual))
  t.equal(advisers.at('1979-01-01').state.dimensions.security.primary, null, 'merely tolerated')
  const invited = { role: 'advisory', strength: { low: 10_000, high: 20_000 }, consent: 'invited' }
  t.equal(given(force('1978', 'SUN', 'f', invited, usual)).at('1979-01-01').state.dimensions.security.primary, 'SUN')

  const frozen = given(
    said('MembershipJoined', '1992', 'CSTO', { organisation: 'CSTO' }),
    said('MembershipFrozen', '2024-02-22', 'CSTO', { organisation: 'CSTO' }),
  )
  frozen.at('2024-02-21').expect(t, { allies: ['CSTO'] }, 'a member has an ally')
  frozen.at('2024-12-01').expect(t, { allies: [] }, 'a frozen membership has none')
})
