import t from 'tap'
import { covered, event, expectOn, world } from './scenario.js'

const strength = (low: number, high = low) => ({ strength: { low, high, basis: 'estimated' } })
const OPEN = ['none', 'unknown']

t.test('Philippines 1990-2015: bases end, an alliance stays, access returns', async t => {
  const app = await world(t, [
    event('AgreementSigned', 'PHL', 'USA', '1947-03-14', {
      agreementId: 'usa-phl-mba-1947',
      kind: 'base',
      onSignature: true,
      endsOn: '1991-09-16',
    }),
    event('AgreementSigned', 'PHL', 'USA', '1951-08-30', {
      agreementId: 'usa-phl-mdt-1951',
      kind: 'mutual-defence',
      mutual: true,
      onSignature: true,
    }),
    event('ForcesDeployed', 'PHL', 'USA', '1947', {
      forceId: 'usa-phl',
      sponsor: 'USA',
      role: 'garrison',
      ...strength(12000, 18000),
      consent: 'invited',
      legalBasis: ['usa-phl-mba-1947'],
    }),
    event('WithdrawalDemanded', 'PHL', 'USA', '1991-12-27', {
      forceId: 'usa-phl',
      by: ['PHL'],
      deadline: '1992-12-31',
    }),
    event('ForcesWithdrawn', 'PHL', 'USA', '1991-11-26', {
      forceId: 'usa-phl',
      extent: 'partial',
      remaining: { low: 5000, high: 8000 },
      site: 'Clark',
    }),
    event('ForcesWithdrawn', 'PHL', 'USA', '1992-11-24', {
      forceId: 'usa-phl',
      extent: 'complete',
      reason: 'demanded',
    }),
    event('AgreementSigned', 'PHL', 'USA', '1998-02-10', {
      agreementId: 'usa-phl-vfa-1998',
      kind: 'sofa',
      noticePeriod: 'P180D',
    }),
    event('AgreementEnteredIntoForce', 'PHL', 'USA', '1999-06-01', { agreementId: 'usa-phl-vfa-1998' }),
    event('AgreementSigned', 'PHL', 'USA', '2014-04-28', {
      agreementId: 'usa-phl-edca-2014',
      kind: 'dca',
      term: 'P10Y',
      renewal: 'tacit',
    }),
    event('AgreementEnteredIntoForce', 'PHL', 'USA', '2014-06-25', { agreementId: 'usa-phl-edca-2014' }),
    event('JointActivityHeld', 'PHL', 'USA', '2014-05-05', { kind: 'exercise' }),
    event('ForcesDeployed', 'PHL', 'USA', '2014', {
      forceId: 'usa-phl-rotation',
      sponsor: 'USA',
      role: 'garrison',
      ...strength(200, 600),
      consent: 'invited',
      legalBasis: ['usa-phl-vfa-1998', 'usa-phl-edca-2014'],
    }),
    covered('PHL', '1980', '2020'),
  ])
  await expectOn(t, app, 'PHL', '1990-01-01', {
    status: ['single'],
    primary: 'USA',
    allies: ['USA'],
    providers: ['USA'],
  })
  await expectOn(t, app, 'PHL', '1992-02-01', { status: ['contested'], disputed: ['USA'], allies: ['USA'] })
  await expectOn(t, app, 'PHL', '1994-01-01', { status: ['none'], allies: ['USA'], sponsors: [] })
  await expectOn(t, app, 'PHL', '2005-01-01', { status: ['none', 'single'], primary: 'USA', allies: ['USA'] })
  await expectOn(t, app, 'PHL', '2015-06-01', {
    status: ['single'],
    primary: 'USA',
    allies: ['USA'],
    providers: ['USA'],
  })
})

t.test('Djibouti 1977-2018: a quiet alliance stays, then there are several', async t => {
  const app = await world(t, [
    event('AgreementSigned', 'DJI', 'FRA', '1977-06-27', {
      agreementId: 'fra-dji-1977',
      kind: 'dca',
      onSignature: true,
      renewal: 'tacit',
    }),
    event('ForcesDeployed', 'DJI', 'FRA', '1977-06-27', {
      forceId: 'fra-ffdj',
      sponsor: 'FRA',
      role: 'garrison',
      ...strength(3500, 4500),
      consent: 'invited',
      legalBasis: ['fra-dji-1977'],
    }),
    event('ForceStrengthReported', 'DJI', 'FRA', '2012', { forceId: 'fra-ffdj', ...strength(1400, 1900) }),
    event('ForcesDeployed', 'DJI', 'USA', '2003', {
      forceId: 'usa-lemonnier',
      sponsor: 'USA',
      role: 'garrison',
      ...strength(1500, 4000),
      consent: 'invited',
    }),
    event('BaseAccessGranted', 'DJI', 'USA', '2003', { siteId: 'lemonnier', forceId: 'usa-lemonnier' }),
    event('ForcesDeployed', 'DJI', 'JPN', '2011-07', {
      forceId: 'jpn-dji',
      sponsor: 'JPN',
      role: 'garrison',
      ...strength(150, 200),
      consent: 'invited',
    }),
    event('ForcesDeployed', 'DJI', 'CHN', '2017-08-01', {
      forceId: 'chn-dji',
      sponsor: 'CHN',
      role: 'garrison',
      ...strength(200, 1000),
      consent: 'invited',
    }),
    event('BaseAccessGranted', 'DJI', 'CHN', '2017-08-01', { siteId: 'doraleh', forceId: 'chn-dji' }),
  ])
  let first: number | null = null
  for (const at of ['1980-01-01', '1990-01-01', '2000-01-01']) {
    const state = await expectOn(t, app, 'DJI', at, { status: ['single'], primary: 'FRA', providers: ['FRA'] })
    const score = state.partners[0]!.scores.security!.score
    first ??= score
    t.equal(score, first, 'no event for years, no change')
  }
  await expectOn(t, app, 'DJI', '2015-01-01', {
    status: ['contested'],
    holds: ['FRA', 'USA'],
    not: ['JPN'],
    providers: ['FRA', 'USA', 'JPN'],
  })
  await expectOn(t, app, 'DJI', '2018-06-01', {
    status: ['contested'],
    holds: ['FRA', 'USA'],
    order: ['USA', 'CHN', 'JPN'],
  })
})

t.test('Georgia 2008-2012: forces without consent are shown and are no partner', async t => {
  const app = await world(t, [
    event('TrainersDeployed', 'GEO', 'USA', '2002-05', {
      forceId: 'usa-trainers-geo',
      sponsor: 'USA',
      role: 'advisory',
      ...strength(50, 200),
      consent: 'invited',
    }),
    event('ForcesDeployed', 'GEO', 'RUS', '1994', {
      forceId: 'rus-peacekeepers-abkhazia',
      sponsor: 'RUS',
      role: 'peacekeeping',
      ...strength(1500, 2500),
      consent: 'tolerated',
    }),
    event('ConsentChanged', 'GEO', 'RUS', '2008-08-08', {
      forceId: 'rus-peacekeepers-abkhazia',
      consent: 'none',
      by: ['GEO'],
    }),
    event('ForcesDeployed', 'GEO', 'RUS', '2008-08-08', {
      forceId: 'rus-occupation-geo',
      sponsor: 'RUS',
      role: 'garrison',
      ...strength(7000, 10000),
      consent: 'none',
    }),
    event('RelationsSevered', 'GEO', 'RUS', '2008-09-02', { by: ['GEO'] }),
    event('AgreementSigned', 'GEO', 'USA', '2009-01-09', {
      agreementId: 'usa-geo-charter-2009',
      kind: 'strategic-partnership',
      onSignature: true,
    }),
    event('JointActivityHeld', 'GEO', 'USA', '2009-05', { kind: 'exercise' }),
  ])
  await expectOn(t, app, 'GEO', '2007-06-01', { status: [...OPEN, 'contested', 'single'], disputed: [] })
  for (const at of ['2008-10-01', '2010-06-01', '2012-01-01']) {
    await expectOn(t, app, 'GEO', at, {
      status: [...OPEN, 'single'],
      primary: 'USA',
      not: ['RUS'],
      disputed: [],
      order: ['USA', 'RUS'],
    })
  }
})

t.test('Armenia 2020-24: a base stays while the alliance is frozen', async t => {
  const app = await world(t, [
    event('MembershipJoined', 'ARM', 'CSTO', '1992-05-15', { organisation: 'CSTO' }),
    event('AgreementSigned', 'ARM', 'RUS', '1995-03-16', {
      agreementId: 'rus-arm-base-1995',
      kind: 'base',
      term: 'P49Y',
      onSignature: true,
    }),
    event('ForcesDeployed', 'ARM', 'RUS', '1995-03-16', {
      forceId: 'rus-102-gyumri',
      sponsor: 'RUS',
      role: 'garrison',
      ...strength(3000, 5000),
      consent: 'invited',
      legalBasis: ['rus-arm-base-1995'],
    }),
    event('ForcesDeployed', 'ARM', 'RUS', '1992', {
      forceId: 'rus-border-guards-arm',
      sponsor: 'RUS',
      role: 'border-guard',
      ...strength(1000, 4500),
      consent: 'invited',
    }),
    event('ObligationNotHonoured', 'ARM', 'RUS', '2022-09-13', {
      by: ['RUS'],
      content: 'assistance asked for and not given',
    }),
    event('ForcesDeployed', 'ARM', 'EU', '2023-02-20', {
      forceId: 'eu-euma',
      sponsor: 'EU',
      role: 'observer',
      ...strength(100, 200),
      consent: 'invited',
    }),
    event('ArmsDelivered', 'ARM', 'FRA', '2023-11', { items: [{ category: 'armoured vehicles', class: 'minor' }] }),
    event('ArmsDelivered', 'ARM', 'IND', '2023', { items: [{ category: 'rocket artillery', class: 'major' }] }),
    event('MembershipFrozen', 'ARM', 'CSTO', '2024-02-22', { organisation: 'CSTO', by: ['ARM'] }),
    event('ForcesWithdrawn', 'ARM', 'RUS', '2024-07-31', {
      forceId: 'rus-border-guards-arm',
      extent: 'partial',
      site: 'Zvartnots airport',
      left: { low: 20, high: 60 },
    }),
  ])
  const before = await expectOn(t, app, 'ARM', '2020-06-01', {
    status: ['single'],
    primary: 'RUS',
    allies: ['CSTO'],
    providers: ['RUS'],
  })
  const after = await expectOn(t, app, 'ARM', '2024-12-01', {
    status: ['single'],
    primary: 'RUS',
    allies: [],
    providers: ['RUS'],
    order: ['RUS', 'EU'],
    armsFirst: 'IND',
  })
  t.equal(after.memberships.find(({ organisation }) => organisation === 'CSTO')?.status, 'frozen')
  const score = (state: typeof before) =>
    state.partners.find(({ partner }) => partner === 'RUS')!.scores.security!.score
  t.ok(score(after) < score(before), 'and Russia lower than before')
})

t.test('Afghanistan 2001-21: intervention, training, departure', async t => {
  const app = await world(t, [
    event('ForcesDeployed', 'AFG', 'USA', '2001-10-07', {
      forceId: 'usa-afg',
      sponsor: 'USA',
      role: 'combat',
      ...strength(5000, 10000),
      consent: 'invited',
    }),
    event('LeadershipChanged', 'AFG', null, '2001-12-22', { mode: 'succession', to: 'republic' }),
    event('ForcesDeployed', 'AFG', 'NATO', '2003-08-11', {
      forceId: 'nato-isaf',
      sponsor: 'NATO',
      role: 'combat',
      ...strength(5000, 130000),
      consent: 'invited',
    }),
    event('ForceStrengthReported', 'AFG', 'USA', '2011', { forceId: 'usa-afg', ...strength(90000, 100000) }),
    event('AgreementSigned', 'AFG', 'USA', '2012-05-02', {
      agreementId: 'usa-afg-spa-2012',
      kind: 'strategic-partnership',
      onSignature: true,
    }),
    event('ForceSucceeded', 'AFG', 'NATO', '2014-12-31', {
      oldForceId: 'nato-isaf',
      newForceId: 'nato-resolute-support',
      sponsor: 'NATO',
      role: 'advisory',
      ...strength(9000, 13000),
    }),
    event('AgreementSigned', 'AFG', 'USA', '2014-09-30', { agreementId: 'usa-afg-bsa-2014', kind: 'sofa' }),
    event('AgreementEnteredIntoForce', 'AFG', 'USA', '2015-01-01', { agreementId: 'usa-afg-bsa-2014' }),
    event('ForceStrengthReported', 'AFG', 'USA', '2016', { forceId: 'usa-afg', ...strength(8400, 9800) }),
    event('WithdrawalAnnounced', 'AFG', 'USA', '2021-04-14', { forceId: 'usa-afg', by: ['USA'] }),
    event('ForcesWithdrawn', 'AFG', 'NATO', '2021-07-12', {
      forceId: 'nato-resolute-support',
      extent: 'complete',
      reason: 'own-need',
    }),
    event('LeadershipChanged', 'AFG', null, '2021-08-15', { mode: 'revolution', from: 'republic', to: 'emirate' }),
    event('ForcesWithdrawn', 'AFG', 'USA', '2021-08-30', {
      forceId: 'usa-afg',
      extent: 'complete',
      reason: 'own-need',
    }),
    covered('AFG', '2001-10', '2022'),
  ])
  await expectOn(t, app, 'AFG', '2002-06-01', { status: ['single'], primary: 'USA' })
  await expectOn(t, app, 'AFG', '2012-06-01', {
    status: ['single', 'contested'],
    primary: 'USA',
    holds: ['USA'],
    order: ['USA', 'NATO'],
  })
  await expectOn(t, app, 'AFG', '2018-06-01', { status: ['single'], primary: 'USA', order: ['USA', 'NATO'] })
  for (const at of ['2021-10-01', '2022-12-01', '2024-06-01']) {
    await expectOn(t, app, 'AFG', at, { status: OPEN, not: ['USA', 'NATO'], sponsors: [] })
  }
})

t.test('Sudan 2023 and Libya 2020: two authorities', async t => {
  const app = await world(t, [
    event('CoupOccurred', 'SDN', null, '2021-10-25', { outcome: 'succeeded', newAuthority: 'sdn-saf' }),
    event('AgreementSigned', 'SDN', 'EGY', '2021-03-02', {
      agreementId: 'egy-sdn-2021',
      kind: 'dca',
      onSignature: true,
    }),
    event('TrainersDeployed', 'SDN', 'EGY', '2021', {
      forceId: 'egy-merowe',
      sponsor: 'EGY',
      role: 'advisory',
      ...strength(100, 300),
      consent: 'invited',
      legalBasis: ['egy-sdn-2021'],
    }),
    event('RivalAuthorityEstablished', 'SDN', null, '2023-04-15', { authority: 'sdn-rsf', rivalOf: 'sdn-saf' }),
    event('ArmsDelivered', 'SDN', 'ARE', '2023-06', { items: [{ category: 'small arms' }] }, { authority: 'sdn-rsf' }),
    event(
      'ArmsDelivered',
      'SDN',
      'IRN',
      '2024-01',
      { items: [{ category: 'drones', class: 'major' }] },
      { authority: 'sdn-saf' },
    ),
    event('LeadershipChanged', 'LBY', null, '2016-03-30', { mode: 'succession', to: 'lby-gna' }),
    event('RivalAuthorityEstablished', 'LBY', null, '2016-09', { authority: 'lby-lna', rivalOf: 'lby-gna' }),
    event(
      'ForcesDeployed',
      'LBY',
      'WAGNER',
      '2019-09',
      { forceId: 'rus-wagner-lby', sponsor: 'WAGNER', role: 'pmc', ...strength(800, 2000), consent: 'invited' },
      { authority: 'lby-lna' },
    ),
    event(
      'AgreementSigned',
      'LBY',
      'TUR',
      '2019-11-27',
      { agreementId: 'tur-lby-2019', kind: 'dca', onSignature: true },
      { authority: 'lby-gna' },
    ),
    event(
      'ForcesDeployed',
      'LBY',
      'TUR',
      '2020-01',
      {
        forceId: 'tur-lby',
        sponsor: 'TUR',
        role: 'combat',
        ...strength(300, 2000),
        consent: 'invited',
        legalBasis: ['tur-lby-2019'],
      },
      { authority: 'lby-gna' },
    ),
  ])
  await expectOn(t, app, 'SDN', '2022-06-01', { status: [...OPEN, 'single'], primary: 'EGY', order: ['EGY', 'ARE'] })
  const sudan = await expectOn(t, app, 'SDN', '2024-06-01', {
    status: [...OPEN, 'split', 'single', 'contested'],
    not: ['ARE', 'IRN'],
  })
  t.equal((sudan as unknown as { authorities: unknown[] }).authorities.length, 2)
  const libya = await expectOn(t, app, 'LBY', '2020-06-01', { status: ['split'], holds: ['TUR', 'RUS'] })
  t.match(
    (libya as unknown as { authorities: unknown[] }).authorities,
    [
      { authority: 'lby-lna', rivalOf: 'lby-gna', primary: { security: 'RUS' } },
      { authority: 'lby-gna', rivalOf: null, primary: { security: 'TUR' } },
    ].sort((a, b) => (a.authority < b.authority ? -1 : 1)),
  )
})
