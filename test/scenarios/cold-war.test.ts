import t from 'tap'
import { covered, event, expectOn, world } from './scenario.js'

const strength = (low: number, high = low) => ({ strength: { low, high, basis: 'estimated' } })
const OPEN = ['none', 'unknown']

t.test('Egypt 1970-76: advisers expelled, arms continued, treaty abrogated later', async t => {
  const app = await world(t, [
    event('ArmsDelivered', 'EGY', 'SUN', '1970', { items: [{ category: 'surface-to-air missiles', class: 'major' }] }),
    event('ArmsDelivered', 'EGY', 'SUN', '1971', { items: [{ category: 'combat aircraft', class: 'major' }] }),
    event('ForcesDeployed', 'EGY', 'SUN', '1970-03', {
      forceId: 'sun-egy',
      sponsor: 'SUN',
      role: 'advisory',
      ...strength(15000, 20000),
      consent: 'invited',
    }),
    event('AgreementSigned', 'EGY', 'SUN', '1971-05-27', {
      agreementId: 'sun-egy-friendship-1971',
      kind: 'friendship',
      term: 'P15Y',
    }),
    event('AgreementEnteredIntoForce', 'EGY', 'SUN', '1971-07-01', { agreementId: 'sun-egy-friendship-1971' }),
    event(
      'WithdrawalDemanded',
      'EGY',
      'SUN',
      '1972-07-08',
      { forceId: 'sun-egy', by: ['EGY'] },
      { announcedOn: '1972-07-18' },
    ),
    event('ForcesWithdrawn', 'EGY', 'SUN', '1972-08-06', {
      forceId: 'sun-egy',
      extent: 'complete',
      reason: 'demanded',
    }),
    event('ArmsDelivered', 'EGY', 'SUN', '1973-03', { items: [{ category: 'tanks', class: 'major' }] }),
    event('ArmsDelivered', 'EGY', 'SUN', '1973', { items: [{ designation: 'Scud', class: 'major' }] }),
    event('RelationsSevered', 'EGY', 'USA', '1967-06-06', { by: ['EGY'] }),
    event('RelationsRestored', 'EGY', 'USA', '1974-02-28', {}),
    event('AgreementTerminated', 'EGY', 'SUN', '1976-03-15', {
      agreementId: 'sun-egy-friendship-1971',
      ground: 'unilateral',
      by: ['EGY'],
    }),
    covered('EGY', '1969', '1977'),
  ])
  await expectOn(t, app, 'EGY', '1972-01-01', {
    status: ['single'],
    primary: 'SUN',
    providers: ['SUN'],
    armsPrimary: 'SUN',
  })
  await expectOn(t, app, 'EGY', '1972-07-20', { status: ['contested'], disputed: ['SUN'], armsPrimary: 'SUN' })
  await expectOn(t, app, 'EGY', '1973-09-01', { status: ['none'], not: ['USA'], armsPrimary: 'SUN', sponsors: [] })
  await expectOn(t, app, 'EGY', '1975-06-01', { status: ['none'], not: ['USA'], order: ['SUN', 'USA'] })
  const end = await expectOn(t, app, 'EGY', '1976-06-01', { status: ['none'], not: ['SUN', 'USA'] })
  t.equal(end.agreements.find(({ agreementId }) => agreementId === 'sun-egy-friendship-1971')?.status, 'ended')
})

t.test('Somalia and Ethiopia 1974-80: one patron changes sides, the other side has none for years', async t => {
  const app = await world(t, [
    event('AgreementSigned', 'SOM', 'SUN', '1974-07-11', {
      agreementId: 'sun-som-friendship-1974',
      kind: 'friendship',
      onSignature: true,
    }),
    event('ForcesDeployed', 'SOM', 'SUN', '1974', {
      forceId: 'sun-som',
      sponsor: 'SUN',
      role: 'advisory',
      ...strength(1500, 6000),
      consent: 'invited',
      legalBasis: ['sun-som-friendship-1974'],
    }),
    event('BaseAccessGranted', 'SOM', 'SUN', '1974', { siteId: 'berbera', siteName: 'Berbera', forceId: 'sun-som' }),
    event('AgreementTerminated', 'SOM', 'SUN', '1977-11-13', {
      agreementId: 'sun-som-friendship-1974',
      ground: 'unilateral',
      by: ['SOM'],
    }),
    event('WithdrawalDemanded', 'SOM', 'SUN', '1977-11-13', { forceId: 'sun-som', by: ['SOM'], deadline: 'P7D' }),
    event('BaseHandedOver', 'SOM', 'SUN', '1977-11-20', { siteId: 'berbera', to: 'SOM' }),
    event('ForcesWithdrawn', 'SOM', 'SUN', '1977-11-20', {
      forceId: 'sun-som',
      extent: 'complete',
      reason: 'demanded',
    }),
    event('RelationsSevered', 'SOM', 'CUB', '1977-11-13', { by: ['SOM'] }),
    event('AgreementSigned', 'SOM', 'USA', '1980-08-22', {
      agreementId: 'usa-som-access-1980',
      kind: 'base',
      onSignature: true,
    }),
    event('BaseAccessGranted', 'SOM', 'USA', '1980-08-22', {
      siteId: 'berbera',
      siteName: 'Berbera',
      legalBasis: ['usa-som-access-1980'],
    }),
    covered('SOM', '1974', '1982'),
    event('AgreementSigned', 'ETH', 'USA', '1953-05-22', {
      agreementId: 'usa-eth-mda-1953',
      kind: 'dca',
      onSignature: true,
    }),
    event('ForcesDeployed', 'ETH', 'USA', '1953', {
      forceId: 'usa-kagnew',
      sponsor: 'USA',
      role: 'garrison',
      ...strength(300, 3000),
      consent: 'invited',
      legalBasis: ['usa-eth-mda-1953'],
    }),
    event('AgreementTerminated', 'ETH', 'USA', '1977-04-23', {
      agreementId: 'usa-eth-mda-1953',
      ground: 'unilateral',
      by: ['ETH'],
    }),
    event('WithdrawalDemanded', 'ETH', 'USA', '1977-04-23', { by: ['ETH'], deadline: 'P4D' }),
    event('ForcesWithdrawn', 'ETH', 'USA', '1977-04-30', {
      forceId: 'usa-kagnew',
      extent: 'complete',
      reason: 'demanded',
    }),
    event('ArmsDeliveryAgreed', 'ETH', 'SUN', '1976-12', { items: [{ category: 'tanks', class: 'major' }] }),
    event('ArmsDelivered', 'ETH', 'SUN', '1977-12', {
      items: [
        { category: 'tanks', quantity: { low: 300, high: 600, basis: 'estimated' } },
        { category: 'aircraft', class: 'major', quantity: { low: 50, high: 70, basis: 'estimated' } },
      ],
    }),
    event('TrainersDeployed', 'ETH', 'SUN', '1977-11', {
      forceId: 'sun-eth',
      sponsor: 'SUN',
      role: 'advisory',
      ...strength(1000, 1500),
      consent: 'invited',
    }),
    event('ForcesDeployed', 'ETH', 'CUB', '1978-01', {
      forceId: 'cub-eth',
      sponsor: 'CUB',
      role: 'combat',
      ...strength(12000, 17000),
      consent: 'invited',
    }),
    event('AgreementSigned', 'ETH', 'SUN', '1978-11-20', {
      agreementId: 'sun-eth-friendship-1978',
      kind: 'friendship',
      onSignature: true,
      term: 'P20Y',
    }),
  ])
  await expectOn(t, app, 'SOM', '1977-06-01', { status: ['single'], primary: 'SUN', providers: ['SUN'] })
  await expectOn(t, app, 'SOM', '1977-11-15', { status: ['contested'], disputed: ['SUN'] })
  for (const at of ['1978-01-01', '1979-01-01', '1980-06-01']) {
    await expectOn(t, app, 'SOM', at, { status: ['none'], not: ['SUN', 'USA'], sponsors: [] })
  }
  await expectOn(t, app, 'SOM', '1980-12-01', { status: ['none', 'single'], primary: 'USA', order: ['USA', 'SUN'] })
  await expectOn(t, app, 'ETH', '1976-06-01', { status: ['single'], primary: 'USA' })
  await expectOn(t, app, 'ETH', '1977-06-01', { status: OPEN, not: ['USA'], sponsors: [], armsFirst: 'SUN' })
  await expectOn(t, app, 'ETH', '1978-03-01', {
    status: ['contested', 'single'],
    holds: ['CUB'],
    not: ['USA'],
    armsPrimary: 'SUN',
  })
  await expectOn(t, app, 'ETH', '1979-01-01', { status: ['contested'], holds: ['CUB', 'SUN'], not: ['USA'] })
})

t.test('Iran 1978-80: the patron is gone and nobody comes', async t => {
  const app = await world(t, [
    event('MembershipJoined', 'IRN', 'CENTO', '1955-11-03', { organisation: 'CENTO' }),
    event('AgreementSigned', 'IRN', 'USA', '1959-03-05', {
      agreementId: 'usa-irn-1959',
      kind: 'dca',
      onSignature: true,
    }),
    event('ForcesDeployed', 'IRN', 'USA', '1962', {
      forceId: 'usa-maag-irn',
      sponsor: 'USA',
      role: 'advisory',
      ...strength(1000, 1500),
      consent: 'invited',
      legalBasis: ['usa-irn-1959'],
    }),
    event('ArmsDelivered', 'IRN', 'USA', '1976', { items: [{ designation: 'F-14', class: 'major' }] }),
    event('LeadershipChanged', 'IRN', null, '1979-02-11', { mode: 'revolution', to: 'islamic-republic' }),
    event('ForcesWithdrawn', 'IRN', 'USA', '1979-02-15/1979-03-31', {
      forceId: 'usa-maag-irn',
      extent: 'complete',
      reason: 'demanded',
    }),
    event('MembershipEnded', 'IRN', 'CENTO', '1979-03-12', { organisation: 'CENTO' }),
    event('AgreementTerminated', 'IRN', 'USA', '1979-11-03', {
      agreementId: 'usa-irn-1959',
      ground: 'unilateral',
      by: ['IRN'],
    }),
    event('SanctionsImposed', 'IRN', 'USA', '1979-11-14', { by: ['USA'], measures: ['asset-freeze'] }),
    event('RelationsSevered', 'IRN', 'USA', '1980-04-07', { by: ['USA'] }),
    covered('IRN', '1975', '1981'),
  ])
  await expectOn(t, app, 'IRN', '1978-06-01', { status: ['single'], primary: 'USA', allies: ['CENTO'] })
  await expectOn(t, app, 'IRN', '1979-02-12', { status: ['single', 'contested'], holds: ['USA'] })
  await expectOn(t, app, 'IRN', '1979-06-01', { status: ['none'], not: ['USA', 'SUN'], allies: [] })
  await expectOn(t, app, 'IRN', '1980-06-01', { status: ['none'], not: ['USA', 'SUN'], sponsors: [] })
})

t.test('France 1966: out of the command and not of the alliance', async t => {
  const app = await world(t, [
    event('MembershipJoined', 'FRA', 'NATO', '1949-04-04', { organisation: 'NATO' }),
    event('AgreementSigned', 'FRA', 'USA', '1951-02-27', {
      agreementId: 'usa-fra-bases',
      kind: 'base',
      onSignature: true,
    }),
    event('ForcesDeployed', 'FRA', 'USA', '1951', {
      forceId: 'usa-usareur-fra',
      sponsor: 'USA',
      role: 'garrison',
      ...strength(26000, 60000),
      consent: 'invited',
      legalBasis: ['usa-fra-bases'],
    }),
    event(
      'AgreementTerminationNotified',
      'FRA',
      'USA',
      '1966-03-29',
      { agreementId: 'usa-fra-bases', by: ['FRA'] },
      { effectiveOn: '1967-04-01' },
    ),
    event('WithdrawalDemanded', 'FRA', 'USA', '1966-03-29', {
      forceId: 'usa-usareur-fra',
      by: ['FRA'],
      deadline: '1967-04-01',
    }),
    event('ForcesWithdrawn', 'FRA', 'USA', '1967-04-01', {
      forceId: 'usa-usareur-fra',
      extent: 'complete',
      reason: 'demanded',
    }),
    covered('FRA', '1960', '1970'),
  ])
  await expectOn(t, app, 'FRA', '1965-06-01', { status: ['single'], primary: 'USA', allies: ['NATO'] })
  await expectOn(t, app, 'FRA', '1966-06-01', { status: ['contested'], disputed: ['USA'], allies: ['NATO'] })
  await expectOn(t, app, 'FRA', '1967-05-01', { status: ['none'], not: ['USA'], allies: ['NATO'], sponsors: [] })
})

t.test('Cuba 1959-1994: one garrison invited, one base without consent', async t => {
  const app = await world(t, [
    event('AgreementSigned', 'CUB', 'USA', '1903-02-23', {
      agreementId: 'usa-cub-lease',
      kind: 'base',
      onSignature: true,
    }),
    event('ForcesDeployed', 'CUB', 'USA', '1903', {
      forceId: 'usa-guantanamo',
      sponsor: 'USA',
      role: 'garrison',
      ...strength(2000, 6000),
      consent: 'invited',
      legalBasis: ['usa-cub-lease'],
    }),
    event('RelationsSevered', 'CUB', 'USA', '1961-01-03', { by: ['USA'] }),
    event('ConsentChanged', 'CUB', 'USA', '1961-01-03', { forceId: 'usa-guantanamo', consent: 'none', by: ['CUB'] }),
    event('SanctionsImposed', 'CUB', 'USA', '1962-02-07', { by: ['USA'], measures: ['trade-ban'] }),
    event('ForcesDeployed', 'CUB', 'SUN', '1962', {
      forceId: 'sun-brigade-cub',
      sponsor: 'SUN',
      role: 'combat',
      ...strength(2500, 3000),
      consent: 'invited',
    }),
    event('ArmsDelivered', 'CUB', 'SUN', '1980', { items: [{ category: 'aircraft', class: 'major' }] }),
    event('WithdrawalAnnounced', 'CUB', 'SUN', '1991-09-11', { forceId: 'sun-brigade-cub', by: ['SUN'] }),
    event('ForceSucceeded', 'CUB', 'RUS', '1991-12-26', {
      oldForceId: 'sun-brigade-cub',
      newForceId: 'rus-brigade-cub',
      sponsor: 'RUS',
    }),
    event('ForcesWithdrawn', 'CUB', 'RUS', '1993-07', {
      forceId: 'rus-brigade-cub',
      extent: 'complete',
      reason: 'own-need',
    }),
    covered('CUB', '1959', '1995'),
  ])
  await expectOn(t, app, 'CUB', '1959-06-01', { status: ['single'], primary: 'USA' })
  for (const at of ['1965-01-01', '1975-01-01', '1988-01-01']) {
    await expectOn(t, app, 'CUB', at, {
      status: ['single'],
      primary: 'SUN',
      not: ['USA'],
      disputed: [],
      sponsors: ['SUN', 'USA'],
    })
  }
  await expectOn(t, app, 'CUB', '1992-06-01', { status: ['single'], primary: 'RUS', not: ['USA', 'SUN'] })
  await expectOn(t, app, 'CUB', '1994-01-01', { status: ['none'], not: ['USA', 'SUN', 'RUS'], sponsors: ['USA'] })
})

t.test('Iceland 1949-2007: a garrison leaves and the treaty stays', async t => {
  const app = await world(t, [
    event('MembershipJoined', 'ISL', 'NATO', '1949-04-04', { organisation: 'NATO' }),
    event('AgreementSigned', 'ISL', 'USA', '1951-05-05', {
      agreementId: 'usa-isl-1951',
      kind: 'dca',
      onSignature: true,
    }),
    event('ForcesDeployed', 'ISL', 'USA', '1951-05-07', {
      forceId: 'usa-keflavik',
      sponsor: 'USA',
      role: 'garrison',
      ...strength(3000, 5000),
      consent: 'invited',
      legalBasis: ['usa-isl-1951'],
    }),
    event('ForceStrengthReported', 'ISL', 'USA', '2005', { forceId: 'usa-keflavik', ...strength(1200, 1300) }),
    event('WithdrawalAnnounced', 'ISL', 'USA', '2006-03-15', { forceId: 'usa-keflavik', by: ['USA'] }),
    event('ForcesWithdrawn', 'ISL', 'USA', '2006-09-30', {
      forceId: 'usa-keflavik',
      extent: 'complete',
      reason: 'own-need',
    }),
    covered('ISL', '1949', '2010'),
  ])
  for (const at of ['1960-01-01', '1980-01-01', '2000-01-01', '2005-06-01']) {
    await expectOn(t, app, 'ISL', at, { status: ['single'], primary: 'USA', allies: ['NATO'], providers: ['USA'] })
  }
  await expectOn(t, app, 'ISL', '2006-06-01', { status: ['single'], primary: 'USA' })
  const after = await expectOn(t, app, 'ISL', '2007-06-01', {
    status: ['none', 'single'],
    primary: 'USA',
    allies: ['NATO'],
    providers: ['USA'],
    sponsors: [],
  })
  t.equal(after.agreements.find(({ agreementId }) => agreementId === 'usa-isl-1951')?.status, 'in-force')
})

t.test('Poland 1985-2000: from one alliance to another with a decade between', async t => {
  const app = await world(t, [
    event('MembershipJoined', 'POL', 'WARSAW-PACT', '1955-05-14', { organisation: 'WARSAW-PACT' }),
    event('AgreementSigned', 'POL', 'SUN', '1956-12-17', {
      agreementId: 'sun-pol-sofa-1956',
      kind: 'sofa',
      onSignature: true,
    }),
    event('ForcesDeployed', 'POL', 'SUN', '1956-12-17', {
      forceId: 'sun-northern-group',
      sponsor: 'SUN',
      role: 'garrison',
      ...strength(40000, 60000),
      consent: 'tolerated',
      legalBasis: ['sun-pol-sofa-1956'],
    }),
    event('MembershipEnded', 'POL', 'WARSAW-PACT', '1991-07-01', { organisation: 'WARSAW-PACT' }),
    event('ForceSucceeded', 'POL', 'RUS', '1991-12-26', {
      oldForceId: 'sun-northern-group',
      newForceId: 'rus-northern-group',
      sponsor: 'RUS',
    }),
    event('ForcesWithdrawn', 'POL', 'RUS', '1992-10-28', {
      forceId: 'rus-northern-group',
      extent: 'partial',
      remaining: { low: 2000, high: 6000 },
      reason: 'mutual',
    }),
    event('ForcesWithdrawn', 'POL', 'RUS', '1993-09-17', {
      forceId: 'rus-northern-group',
      extent: 'complete',
      reason: 'mutual',
    }),
    event('MembershipJoined', 'POL', 'NATO', '1999-03-12', { organisation: 'NATO' }),
    covered('POL', '1980', '2001'),
  ])
  await expectOn(t, app, 'POL', '1985-01-01', { status: ['single'], primary: 'SUN', allies: ['WARSAW-PACT'] })
  await expectOn(t, app, 'POL', '1991-09-01', { status: ['single'], primary: 'SUN', allies: [] })
  await expectOn(t, app, 'POL', '1992-06-01', { status: ['single', 'contested'], holds: ['RUS'], not: ['SUN'] })
  await expectOn(t, app, 'POL', '1995-01-01', { status: ['none'], not: ['RUS', 'SUN'], allies: [], sponsors: [] })
  await expectOn(t, app, 'POL', '2000-01-01', { status: ['none'], allies: ['NATO'], sponsors: [] })
})
