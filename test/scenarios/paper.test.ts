import { history } from './graded.js'
import { covered, event, expectOn } from './scenario.js'

/** What paper weighs: with a presence, without one, among many, among unequals, and after years of silence. */

const strength = (low: number, high = low) => ({ strength: { low, high, basis: 'estimated' } })
const garrison = (forceId: string, sponsor: string, low: number, high: number, more: object = {}) => ({
  forceId,
  sponsor,
  role: 'garrison',
  ...strength(low, high),
  consent: 'invited',
  ...more,
})

history(
  'Pakistan 1959-98: an executive agreement of 1959 that nobody ended',
  [
    event('AgreementSigned', 'PAK', 'USA', '1959-03-05', {
      agreementId: 'usa-pak-1959',
      kind: 'mutual-defence',
      onSignature: true,
    }),
    event('BaseAccessGranted', 'PAK', 'USA', '1959-07', { siteId: 'badaber' }),
    event('ObligationNotHonoured', 'PAK', 'USA', '1965-09', { by: ['USA'], content: 'help asked for and not given' }),
    event('BaseHandedOver', 'PAK', 'USA', '1970-01', { siteId: 'badaber', to: 'PAK' }),
    covered('PAK', '1959', '2000'),
  ],
  async (t, app) => {
    await expectOn(t, app, 'PAK', '1962-06-01', { status: ['single'], primary: 'USA' })
    for (const at of ['1980-06-01', '1990-12-01', '1997-06-01']) {
      await expectOn(t, app, 'PAK', at, { status: ['none'], not: ['USA'] })
    }
    const state = await expectOn(t, app, 'PAK', '1990-12-01', { status: ['none'] })
    t.ok(state.agreements.find(({ agreementId }) => agreementId === 'usa-pak-1959')?.dormantSince, 'it sleeps')
  },
)

history(
  'Lebanon 1991-2012: the garrison was made to leave and the treaty of brotherhood stayed',
  [
    event('AgreementSigned', 'LBN', 'SYR', '1991-05-22', {
      agreementId: 'syr-lbn-1991',
      kind: 'mutual-defence',
      onSignature: true,
    }),
    event(
      'ForcesDeployed',
      'LBN',
      'SYR',
      '1990',
      garrison('syr-lbn', 'SYR', 25000, 35000, { legalBasis: ['syr-lbn-1991'] }),
    ),
    event('ForcesWithdrawn', 'LBN', 'SYR', '2005-04-26', {
      forceId: 'syr-lbn',
      extent: 'complete',
      reason: 'demanded',
    }),
    event('VisitHeld', 'LBN', 'SYR', '2009-12-19', { level: 'head', direction: 'to-partner' }),
    covered('LBN', '1990', '2013'),
  ],
  async (t, app) => {
    await expectOn(t, app, 'LBN', '2000-06-01', { status: ['single'], primary: 'SYR' })
    for (const at of ['2006-06-01', '2008-06-01', '2010-06-01', '2012-06-01']) {
      await expectOn(t, app, 'LBN', at, { status: ['none'], not: ['SYR'] })
    }
  },
)

history(
  'China 1950-75: the alliance of 1950 after the experts had gone',
  [
    event('AgreementSigned', 'CHN', 'SUN', '1950-02-14', {
      agreementId: 'sun-chn-1950',
      kind: 'mutual-defence',
      onSignature: true,
      term: 'P30Y',
    }),
    event('TrainersDeployed', 'CHN', 'SUN', '1950', {
      forceId: 'sun-chn',
      sponsor: 'SUN',
      role: 'advisory',
      ...strength(5000, 10000),
      consent: 'invited',
    }),
    event('WithdrawalAnnounced', 'CHN', 'SUN', '1960-07-16', { forceId: 'sun-chn', by: ['SUN'] }),
    event('ForcesWithdrawn', 'CHN', 'SUN', '1960-09', { forceId: 'sun-chn', extent: 'complete', reason: 'own-need' }),
    event('HostileActReported', 'CHN', 'SUN', '1969-03-02', { by: ['SUN'], content: 'fighting on the border' }),
    covered('CHN', '1950', '1980'),
  ],
  async (t, app) => {
    await expectOn(t, app, 'CHN', '1955-06-01', { status: ['single'], primary: 'SUN' })
    for (const at of ['1964-06-01', '1970-06-01', '1975-06-01']) {
      await expectOn(t, app, 'CHN', at, { status: ['none'], not: ['SUN'] })
    }
  },
)

history(
  'Korea, Japan, Djibouti: garrisons of decades about which nothing more is said',
  [
    event('AgreementSigned', 'KOR', 'USA', '1953-10-01', {
      agreementId: 'usa-kor',
      kind: 'mutual-defence',
      onSignature: true,
    }),
    event(
      'ForcesDeployed',
      'KOR',
      'USA',
      '1953-07-27',
      garrison('usa-kor', 'USA', 28000, 40000, { legalBasis: ['usa-kor'] }),
    ),
    event(
      'AgreementSigned',
      'JPN',
      null,
      '1960-01-19',
      { agreementId: 'usa-jpn', kind: 'mutual-defence', onSignature: true, mutual: false },
      { parties: ['JPN', 'USA'] },
    ),
    event('ForcesDeployed', 'JPN', 'USA', '1952', garrison('usa-jpn', 'USA', 45000, 55000)),
    event('AgreementSigned', 'DJI', 'FRA', '1977-06-27', {
      agreementId: 'fra-dji-1977',
      kind: 'dca',
      onSignature: true,
    }),
    event(
      'ForcesDeployed',
      'DJI',
      'FRA',
      '1977-06-27',
      garrison('fra-dji', 'FRA', 1500, 4000, { legalBasis: ['fra-dji-1977'] }),
    ),
    event('AgreementSigned', 'DJI', 'FRA', '2011-12-21', {
      agreementId: 'fra-dji-2011',
      kind: 'dca',
      replaces: 'fra-dji-1977',
    }),
  ],
  async (t, app) => {
    for (const at of ['1960-06-01', '1980-06-01', '2000-06-01', '2020-06-01']) {
      await expectOn(t, app, 'KOR', at, { status: ['single'], primary: 'USA', providers: ['USA'] })
    }
    for (const at of ['1970-06-01', '1990-06-01', '2020-06-01']) {
      await expectOn(t, app, 'JPN', at, { status: ['single'], primary: 'USA', providers: ['USA'] })
    }
    const before = await expectOn(t, app, 'DJI', '2010-06-01', { status: ['single'], primary: 'FRA' })
    const after = await expectOn(t, app, 'DJI', '2012-06-01', { status: ['single'], primary: 'FRA' })
    const score = (state: typeof before) =>
      state.partners.find(({ partner }) => partner === 'FRA')!.scores.security!.score
    t.ok(score(after) <= score(before) + 0.01, 'a successor that is only signed adds nothing to what it will replace')
  },
)

history(
  'Estonia 2010: a guarantee among unequals is provision, however the parties are posted',
  [
    event(
      'AgreementSigned',
      'EST',
      null,
      '2004-03-29',
      { agreementId: 'usa-est-guarantee', kind: 'mutual-defence', onSignature: true, mutual: false },
      { parties: ['EST', 'USA'] },
    ),
    event('JointActivityHeld', 'EST', 'USA', '2010-06', { kind: 'exercise' }),
    event('AgreementSigned', 'LVA', 'USA', '2004-03-29', {
      agreementId: 'usa-lva-guarantee',
      kind: 'mutual-defence',
      onSignature: true,
    }),
    event('JointActivityHeld', 'LVA', 'USA', '2010-06', { kind: 'exercise' }),
  ],
  async (t, app) => {
    const parties = await expectOn(t, app, 'EST', '2010-09-01', {
      status: ['single'],
      primary: 'USA',
      providers: ['USA'],
    })
    const partner = await expectOn(t, app, 'LVA', '2010-09-01', {
      status: ['single'],
      primary: 'USA',
      providers: ['USA'],
    })
    const score = (state: typeof parties) =>
      state.partners.find(({ partner: id }) => id === 'USA')!.scores.security!.score
    t.equal(score(parties), score(partner), 'the same score')
  },
)

history(
  'Burkina Faso and the Gambia: a joint force of one s own is an ally, a mission of others provides',
  [
    event(
      'AgreementSigned',
      'BFA',
      null,
      '2023-09-16',
      { agreementId: 'liptako-gourma', kind: 'mutual-defence', onSignature: true },
      { parties: ['BFA', 'MLI', 'NER'] },
    ),
    event('MembershipJoined', 'BFA', 'AES', '2024-07-06', { organisation: 'AES' }),
    event(
      'ForcesDeployed',
      'BFA',
      'AES',
      '2025-01-22',
      garrison('aes-unified-force', 'AES', 4000, 6000, { role: 'combat', legalBasis: ['liptako-gourma'] }),
    ),
    event('MembershipJoined', 'GMB', 'ECOWAS', '1975-05-28', { organisation: 'ECOWAS' }),
    event('ForcesDeployed', 'GMB', 'ECOWAS', '2017-01-19', garrison('ecomig', 'ECOWAS', 500, 4000)),
    covered('BFA', '2023', '2027'),
  ],
  async (t, app) => {
    const state = await expectOn(t, app, 'BFA', '2025-10-01', { status: ['none'], not: ['AES'], notProviders: ['AES'] })
    t.ok(state.dimensions.security.allies.includes('AES'), 'an ally')
    t.ok(
      state.forces.some(({ forceId }) => forceId === 'aes-unified-force'),
      'and the force is there',
    )
    await expectOn(t, app, 'GMB', '2018-06-01', { status: ['single'], primary: 'ECOWAS', providers: ['ECOWAS'] })
  },
)

history(
  'Trainers with four papers beside a garrison with one: the garrison counts',
  [
    ...['dca', 'training', 'intelligence', 'strategic-partnership'].map(kind =>
      event('AgreementSigned', 'JOR', 'FRA', '2015', { agreementId: `fra-jor-${kind}`, kind, onSignature: true }),
    ),
    event('TrainersDeployed', 'JOR', 'FRA', '2015', {
      forceId: 'fra-jor',
      sponsor: 'FRA',
      role: 'advisory',
      ...strength(20, 40),
      consent: 'invited',
      legalBasis: ['fra-jor-training'],
    }),
    event('AgreementSigned', 'JOR', 'USA', '2015', { agreementId: 'usa-jor', kind: 'dca', onSignature: true }),
    event(
      'ForcesDeployed',
      'JOR',
      'USA',
      '2015',
      garrison('usa-jor', 'USA', 40000, 50000, { legalBasis: ['usa-jor'] }),
    ),
  ],
  async (t, app) => {
    await expectOn(t, app, 'JOR', '2016-06-01', { status: ['single'], primary: 'USA', order: ['USA', 'FRA'] })
  },
)

history(
  'India and Iran: friendship and partnership without a duty to help provide nothing',
  [
    event('AgreementSigned', 'IRN', 'RUS', '2001-03-12', {
      agreementId: 'rus-irn-2001',
      kind: 'friendship',
      onSignature: true,
    }),
    event('AgreementSigned', 'IRN', 'RUS', '2025-01-17', {
      agreementId: 'rus-irn-2025',
      kind: 'strategic-partnership',
      onSignature: true,
    }),
    event('AgreementSigned', 'IND', 'RUS', '1993-01-28', {
      agreementId: 'rus-ind-1993',
      kind: 'friendship',
      onSignature: true,
    }),
    event('AgreementSigned', 'IND', 'RUS', '2000-10-03', {
      agreementId: 'rus-ind-2000',
      kind: 'strategic-partnership',
      onSignature: true,
    }),
    event('VisitHeld', 'IND', 'RUS', '2024-07-08', { level: 'head', direction: 'to-partner' }),
    covered('IRN', '2000', '2030'),
    covered('IND', '1990', '2030'),
  ],
  async (t, app) => {
    for (const country of ['IRN', 'IND']) {
      await expectOn(t, app, country, '2025-06-01', { status: ['none'], not: ['RUS'], notProviders: ['RUS'] })
    }
  },
)

history(
  'Papers among dozens tie no pair of those that signed them, and unratified ones nobody',
  [
    event(
      'AgreementSigned',
      'SWE',
      null,
      '1995-06-19',
      { agreementId: 'pfp-sofa', kind: 'sofa', onSignature: true },
      { parties: ['SWE', 'USA', 'FIN', 'AUT', 'CHE', 'RUS', 'UKR', 'GEO', 'KAZ', 'ROU', 'BGR', 'ALB'] },
    ),
    event('AgreementSigned', 'GEO', 'RUS', '1994-02-03', { agreementId: 'rus-geo-1994', kind: 'friendship' }),
    covered('SWE', '1990', '2005'),
    covered('GEO', '1990', '2005'),
  ],
  async (t, app) => {
    const state = await expectOn(t, app, 'SWE', '2000-06-01', { status: ['none'], notProviders: ['RUS', 'KAZ'] })
    const score = (id: string) => state.partners.find(({ partner }) => partner === id)?.scores.security?.score ?? 0
    t.equal(score('KAZ'), 0, 'Kazakhstan is no partner of Sweden')
    const georgia = await expectOn(t, app, 'GEO', '2004-06-01', { status: ['none'], notProviders: ['RUS'] })
    const russia = georgia.partners.find(({ partner }) => partner === 'RUS')
    t.equal(russia?.scores.security?.score ?? 0, 0, 'a treaty that was signed ten years ago and never came into force')
  },
)
