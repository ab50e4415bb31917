import t from 'tap'
import { history } from './graded.js'
import { covered, event, expectOn, world } from './scenario.js'

/** Ends that stay ends: nobody comes back because the news of the break has grown old. */

const strength = (low: number, high = low) => ({ strength: { low, high, basis: 'estimated' } })
const OPEN = ['none', 'unknown']
const garrison = (forceId: string, sponsor: string, low: number, high: number, more: object = {}) => ({
  forceId,
  sponsor,
  role: 'garrison',
  ...strength(low, high),
  consent: 'invited',
  ...more,
})
const gone = (forceId: string, reason: string) => ({ forceId, extent: 'complete', reason })
const yearsFrom = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, i) => `${first + i}-10-01`)

history(
  'Cote d Ivoire 2024-30: the withdrawal that both announced is carried out, a few instructors stay',
  [
    event('AgreementSigned', 'CIV', 'FRA', '2012-01-26', { agreementId: 'fra-civ-dca', kind: 'dca', renewal: 'tacit' }),
    event('AgreementEnteredIntoForce', 'CIV', 'FRA', '2014', { agreementId: 'fra-civ-dca' }),
    event(
      'ForcesDeployed',
      'CIV',
      'FRA',
      '2015-01-01',
      garrison('fra-civ', 'FRA', 600, 1000, { legalBasis: ['fra-civ-dca'] }),
    ),
    event('BaseAccessGranted', 'CIV', 'FRA', '2015-01-01', { siteId: 'port-bouet', forceId: 'fra-civ' }),
    event('WithdrawalAnnounced', 'CIV', 'FRA', '2024-12-31', { forceId: 'fra-civ', by: ['CIV', 'FRA'] }),
    event('BaseHandedOver', 'CIV', 'FRA', '2025-02-20', { siteId: 'port-bouet', to: 'CIV' }),
    event('ForcesWithdrawn', 'CIV', 'FRA', '2025-02-20', {
      forceId: 'fra-civ',
      extent: 'partial',
      remaining: { low: 80, high: 100 },
      reason: 'mutual',
    }),
    covered('CIV', '2012', '2040'),
  ],
  async (t, app) => {
    await expectOn(t, app, 'CIV', '2024-06-01', { status: ['single'], primary: 'FRA', providers: ['FRA'] })
    for (const at of yearsFrom(2025, 2031)) await expectOn(t, app, 'CIV', at, { status: OPEN, not: ['FRA'] })
  },
)

history(
  'Chad 2024-31: the host ended the treaty, the handover of one base is not on record',
  [
    event('AgreementSigned', 'TCD', 'FRA', '2019-09-05', {
      agreementId: 'fra-tcd-dca',
      kind: 'dca',
      onSignature: true,
    }),
    event('AgreementSigned', 'TCD', 'FRA', '1990', {
      agreementId: 'fra-tcd-protocol',
      kind: 'sofa',
      onSignature: true,
    }),
    event(
      'ForcesDeployed',
      'TCD',
      'FRA',
      '1986',
      garrison('fra-tcd', 'FRA', 900, 1100, { legalBasis: ['fra-tcd-dca', 'fra-tcd-protocol'] }),
    ),
    ...['ndjamena', 'faya', 'abeche'].map(siteId =>
      event('BaseAccessGranted', 'TCD', 'FRA', '1986', { siteId, legalBasis: ['fra-tcd-protocol'] }),
    ),
    event('AgreementTerminated', 'TCD', 'FRA', '2024-11-28', {
      agreementId: 'fra-tcd-dca',
      ground: 'notice',
      by: ['TCD'],
    }),
    event('WithdrawalDemanded', 'TCD', 'FRA', '2024-12-20', { by: ['TCD'], deadline: '2025-01-31' }),
    event('BaseHandedOver', 'TCD', 'FRA', '2024-12-26', { siteId: 'faya', to: 'TCD' }),
    event('BaseHandedOver', 'TCD', 'FRA', '2025-01-30', { siteId: 'ndjamena', to: 'TCD' }),
    event('ForcesWithdrawn', 'TCD', 'FRA', '2025-01-30', gone('fra-tcd', 'demanded')),
    covered('TCD', '1986', '2040'),
  ],
  async (t, app) => {
    await expectOn(t, app, 'TCD', '2020-06-01', { status: ['single'], primary: 'FRA' })
    for (const at of yearsFrom(2025, 2031)) {
      await expectOn(t, app, 'TCD', at, { status: OPEN, not: ['FRA'], notProviders: ['FRA'] })
    }
  },
)

history(
  'Senegal 2024-30: all bases are to close, and nobody ended the treaty',
  [
    event('AgreementSigned', 'SEN', 'FRA', '2012-04-18', {
      agreementId: 'fra-sen-dca',
      kind: 'dca',
      onSignature: true,
    }),
    event(
      'ForcesDeployed',
      'SEN',
      'FRA',
      '2011',
      garrison('fra-sen', 'FRA', 350, 500, { legalBasis: ['fra-sen-dca'] }),
    ),
    event('WithdrawalDemanded', 'SEN', 'FRA', '2024-12-31', { by: ['SEN'], deadline: '2025-12-31' }),
    event('ForcesWithdrawn', 'SEN', 'FRA', '2025-07-17', gone('fra-sen', 'demanded')),
    covered('SEN', '2011', '2040'),
  ],
  async (t, app) => {
    await expectOn(t, app, 'SEN', '2024-06-01', { status: ['single'], primary: 'FRA' })
    for (const at of yearsFrom(2025, 2031)) {
      await expectOn(t, app, 'SEN', at, { status: OPEN, not: ['FRA'], notProviders: ['FRA'], sponsors: [] })
    }
  },
)

history(
  'Egypt 1972-75: the advisers are expelled, treaty and naval facilities nobody speaks of',
  [
    event('AgreementSigned', 'EGY', 'SUN', '1971-05-27', {
      agreementId: 'sun-egy-friendship',
      kind: 'friendship',
      onSignature: true,
      term: 'P15Y',
    }),
    event('ForcesDeployed', 'EGY', 'SUN', '1970-03', {
      forceId: 'sun-egy',
      sponsor: 'SUN',
      role: 'advisory',
      ...strength(15000, 20000),
      consent: 'invited',
    }),
    event('BaseAccessGranted', 'EGY', 'SUN', '1968', { siteId: 'alexandria' }),
    event('AirDefenseDelivered', 'EGY', 'SUN', '1970-04', { stage: 'operational', operatedBy: 'partner-crew' }),
    event('WithdrawalDemanded', 'EGY', 'SUN', '1972-07-18', { by: ['EGY'] }),
    event('ForcesWithdrawn', 'EGY', 'SUN', '1972-08-06', gone('sun-egy', 'demanded')),
    event('AirDefenseDelivered', 'EGY', 'SUN', '1972-08', { stage: 'operational', operatedBy: 'host' }),
    covered('EGY', '1968', '1980'),
  ],
  async (t, app) => {
    await expectOn(t, app, 'EGY', '1972-01-01', { status: ['single'], primary: 'SUN' })
    for (const at of yearsFrom(1973, 1979)) {
      await expectOn(t, app, 'EGY', at, { status: ['none'], not: ['SUN'], notProviders: ['SUN'] })
    }
  },
)

history(
  'Somalia 1977-80: expelled in November, and Berbera was never reported as handed over',
  [
    event('AgreementSigned', 'SOM', 'SUN', '1974-07-11', {
      agreementId: 'sun-som-friendship',
      kind: 'friendship',
      onSignature: true,
    }),
    event('ForcesDeployed', 'SOM', 'SUN', '1974', {
      forceId: 'sun-som',
      sponsor: 'SUN',
      role: 'advisory',
      ...strength(2500, 4000),
      consent: 'invited',
    }),
    event('BaseAccessGranted', 'SOM', 'SUN', '1974', { siteId: 'berbera' }),
    event('BaseAccessGranted', 'SOM', 'SUN', '1974', { siteId: 'kismayo' }),
    event('AgreementTerminated', 'SOM', 'SUN', '1977-11-13', {
      agreementId: 'sun-som-friendship',
      ground: 'unilateral',
      by: ['SOM'],
    }),
    event('WithdrawalDemanded', 'SOM', 'SUN', '1977-11-13', { by: ['SOM'], deadline: 'P7D' }),
    event('ForcesWithdrawn', 'SOM', 'SUN', '1977-11-20', gone('sun-som', 'demanded')),
    covered('SOM', '1974', '1982'),
  ],
  async (t, app) => {
    await expectOn(t, app, 'SOM', '1977-06-01', { status: ['single'], primary: 'SUN' })
    for (const at of ['1978-03-01', '1978-10-01', '1979-10-01', '1980-06-01', '1981-10-01']) {
      await expectOn(t, app, 'SOM', at, { status: ['none'], not: ['SUN'], notProviders: ['SUN'], sponsors: [] })
    }
  },
)

history(
  'Philippines 1991-2001: the bases close, the treaty sleeps, the visiting forces come',
  [
    event('AgreementSigned', 'PHL', 'USA', '1947-03-14', {
      agreementId: 'usa-phl-bases',
      kind: 'base',
      onSignature: true,
    }),
    event('AgreementSigned', 'PHL', 'USA', '1951-08-30', {
      agreementId: 'usa-phl-mdt',
      kind: 'mutual-defence',
      onSignature: true,
    }),
    event(
      'ForcesDeployed',
      'PHL',
      'USA',
      '1947',
      garrison('usa-phl', 'USA', 14000, 18000, { legalBasis: ['usa-phl-bases'] }),
    ),
    event('BaseAccessGranted', 'PHL', 'USA', '1947', { siteId: 'subic', legalBasis: ['usa-phl-bases'] }),
    event(
      'AgreementTerminationNotified',
      'PHL',
      'USA',
      '1991-12-31',
      { agreementId: 'usa-phl-bases', by: ['PHL'] },
      { effectiveOn: '1992-12-31' },
    ),
    event('ForcesWithdrawn', 'PHL', 'USA', '1992-11-24', gone('usa-phl', 'demanded')),
    event('AgreementSigned', 'PHL', 'USA', '1998-02-10', { agreementId: 'usa-phl-vfa', kind: 'sofa' }),
    event('AgreementEnteredIntoForce', 'PHL', 'USA', '1999-06-01', { agreementId: 'usa-phl-vfa' }),
    event('JointActivityHeld', 'PHL', 'USA', '2000-02', { kind: 'exercise' }),
    covered('PHL', '1947', '2002'),
  ],
  async (t, app) => {
    for (const at of ['1960-01-01', '1985-01-01', '1991-06-01']) {
      await expectOn(t, app, 'PHL', at, { status: ['single'], primary: 'USA', providers: ['USA'] })
    }
    for (const at of yearsFrom(1993, 1997)) await expectOn(t, app, 'PHL', at, { status: ['none'], not: ['USA'] })
    await expectOn(t, app, 'PHL', '2000-06-01', { status: ['single'], primary: 'USA', providers: ['USA'] })
  },
)

history(
  'Iraq 1955-64: the revolution leaves the pact and sends the garrison home',
  [
    event('AgreementSigned', 'IRQ', 'GBR', '1955-04-04', {
      agreementId: 'gbr-irq-special',
      kind: 'mutual-defence',
      onSignature: true,
    }),
    event('MembershipJoined', 'IRQ', 'CENTO', '1955-02-24', { organisation: 'CENTO' }),
    event('ForcesDeployed', 'IRQ', 'GBR', '1955', garrison('gbr-habbaniya', 'GBR', 1000, 2500)),
    event('CoupOccurred', 'IRQ', null, '1958-07-14', { outcome: 'succeeded', newAuthority: 'irq-republic' }),
    event('MembershipEnded', 'IRQ', 'CENTO', '1959-03-24', { organisation: 'CENTO', by: ['IRQ'] }),
    event('WithdrawalDemanded', 'IRQ', 'GBR', '1959-03-24', { by: ['IRQ'] }),
    event('ForcesWithdrawn', 'IRQ', 'GBR', '1959-05-31', gone('gbr-habbaniya', 'demanded')),
    event('ArmsDelivered', 'IRQ', 'SUN', '1959', { items: [{ category: 'combat aircraft', class: 'major' }] }),
    covered('IRQ', '1955', '1966'),
  ],
  async (t, app) => {
    await expectOn(t, app, 'IRQ', '1958-06-01', { status: ['single'], primary: 'GBR', allies: ['CENTO'] })
    for (const at of yearsFrom(1959, 1964)) {
      await expectOn(t, app, 'IRQ', at, { status: [...OPEN, 'single'], primary: 'SUN', not: ['GBR'], allies: [] })
    }
  },
)

history(
  'Indonesia 1963-70: the supplier of the fleet and the ally of a season are gone with Sukarno',
  [
    event('AgreementSigned', 'IDN', 'CHN', '1961-04-01', {
      agreementId: 'chn-idn-friendship',
      kind: 'friendship',
      onSignature: true,
    }),
    event('ArmsDelivered', 'IDN', 'SUN', '1962', { items: [{ category: 'cruiser', class: 'major' }] }),
    event('TrainersDeployed', 'IDN', 'SUN', '1962', {
      forceId: 'sun-idn',
      sponsor: 'SUN',
      role: 'advisory',
      ...strength(400, 1000),
      consent: 'invited',
    }),
    event('ForcesWithdrawn', 'IDN', 'SUN', '1966', gone('sun-idn', 'demanded')),
    event('RelationsSevered', 'IDN', 'CHN', '1967-10-30', { by: ['IDN'] }),
    covered('IDN', '1960', '1972'),
  ],
  async (t, app) => {
    for (const at of yearsFrom(1968, 1971)) {
      await expectOn(t, app, 'IDN', at, { status: ['none'], not: ['SUN', 'CHN'], notProviders: ['SUN', 'CHN'] })
    }
  },
)

history(
  'Albania 1955-72: the base is closed, relations are severed, a treaty of 1949 nobody ended',
  [
    event('MembershipJoined', 'ALB', 'WARSAW-PACT', '1955-05-14', { organisation: 'WARSAW-PACT' }),
    event('AgreementSigned', 'ALB', 'SUN', '1949', {
      agreementId: 'sun-alb-friendship',
      kind: 'friendship',
      onSignature: true,
    }),
    event('AgreementSigned', 'ALB', 'SUN', '1957-09-12', {
      agreementId: 'sun-alb-base',
      kind: 'base',
      onSignature: true,
    }),
    event('ForcesDeployed', 'ALB', 'SUN', '1957', garrison('sun-vlore', 'SUN', 1000, 2000)),
    event('BaseAccessGranted', 'ALB', 'SUN', '1957', { siteId: 'vlore', forceId: 'sun-vlore' }),
    event('ForcesWithdrawn', 'ALB', 'SUN', '1961-06-04', gone('sun-vlore', 'own-need')),
    event('RelationsSevered', 'ALB', 'SUN', '1961-12-03', { by: ['SUN'] }),
    event('MembershipEnded', 'ALB', 'WARSAW-PACT', '1968-09-13', { organisation: 'WARSAW-PACT', by: ['ALB'] }),
    covered('ALB', '1955', '1975'),
  ],
  async (t, app) => {
    await expectOn(t, app, 'ALB', '1960-06-01', { status: ['single'], primary: 'SUN', allies: ['WARSAW-PACT'] })
    for (const at of yearsFrom(1962, 1972)) {
      await expectOn(t, app, 'ALB', at, { status: ['none'], not: ['SUN'], notProviders: ['SUN'] })
    }
    await expectOn(t, app, 'ALB', '1970-06-01', { status: ['none'], allies: [] })
  },
)

history(
  'Georgia 1994-2014: invited peacekeepers of a friend become an occupation',
  [
    event('AgreementSigned', 'GEO', 'RUS', '1994-02-03', {
      agreementId: 'rus-geo-friendship',
      kind: 'friendship',
      onSignature: true,
    }),
    event('AgreementSigned', 'GEO', 'RUS', '1995-09-15', {
      agreementId: 'rus-geo-bases',
      kind: 'base',
      onSignature: true,
    }),
    event(
      'ForcesDeployed',
      'GEO',
      'RUS',
      '1995',
      garrison('rus-geo-garrison', 'RUS', 3000, 8000, { legalBasis: ['rus-geo-bases'] }),
    ),
    event('ForcesWithdrawn', 'GEO', 'RUS', '2007-11-13', gone('rus-geo-garrison', 'mutual')),
    event('ForcesDeployed', 'GEO', 'RUS', '2008-08-08', {
      forceId: 'rus-geo-2008',
      sponsor: 'RUS',
      role: 'combat',
      ...strength(7000, 10000),
      consent: 'none',
    }),
    event('RelationsSevered', 'GEO', 'RUS', '2008-09-02', { by: ['GEO'] }),
    covered('GEO', '1994', '2015'),
  ],
  async (t, app) => {
    await expectOn(t, app, 'GEO', '2000-06-01', { status: ['single'], primary: 'RUS' })
    for (const at of yearsFrom(2008, 2014)) {
      await expectOn(t, app, 'GEO', at, {
        status: ['none'],
        not: ['RUS'],
        notProviders: ['RUS'],
        disputed: [],
        allies: [],
      })
    }
  },
)

history(
  'Ukraine 1997-2018: whoever came uninvited is no friend by an old treaty',
  [
    event('AgreementSigned', 'UKR', 'RUS', '1997-05-31', {
      agreementId: 'rus-ukr-friendship',
      kind: 'friendship',
      onSignature: true,
    }),
    event('AgreementSigned', 'UKR', 'RUS', '1997-05-28', {
      agreementId: 'rus-ukr-fleet',
      kind: 'base',
      onSignature: true,
    }),
    event('AgreementSigned', 'UKR', 'RUS', '1993-01-15', {
      agreementId: 'rus-ukr-defence',
      kind: 'dca',
      onSignature: true,
    }),
    event('ForcesDeployed', 'UKR', 'RUS', '2014-02-27', {
      forceId: 'rus-crimea',
      sponsor: 'RUS',
      role: 'combat',
      ...strength(20000, 30000),
      consent: 'none',
    }),
    covered('UKR', '1993', '2020'),
  ],
  async (t, app) => {
    for (const at of ['2014-03-01', ...yearsFrom(2014, 2018)]) {
      await expectOn(t, app, 'UKR', at, { status: ['none'], not: ['RUS'], notProviders: ['RUS'], allies: [] })
    }
  },
)

history(
  'Cyprus 1960-90: of three guarantors one keeps its bases, one its word and one its conquest',
  [
    event(
      'AgreementSigned',
      'CYP',
      null,
      '1960-08-16',
      { agreementId: 'cyp-alliance-1960', kind: 'mutual-defence', onSignature: true },
      { parties: ['CYP', 'GRC', 'TUR'] },
    ),
    event('AgreementSigned', 'CYP', 'TUR', '1960-08-16', {
      agreementId: 'cyp-tur-guarantee',
      kind: 'dca',
      onSignature: true,
    }),
    event(
      'ForcesDeployed',
      'CYP',
      'GRC',
      '1960-08-16',
      garrison('grc-eldyk', 'GRC', 950, 950, { legalBasis: ['cyp-alliance-1960'] }),
    ),
    event('ForcesDeployed', 'CYP', 'TUR', '1974-07-20', {
      forceId: 'tur-cyp-1974',
      sponsor: 'TUR',
      role: 'combat',
      ...strength(30000, 40000),
      consent: 'none',
    }),
    covered('CYP', '1960', '1991'),
  ],
  async (t, app) => {
    await expectOn(t, app, 'CYP', '1965-06-01', { status: ['single'], primary: 'GRC', allies: ['GRC', 'TUR'] })
    for (const at of ['1975-06-01', '1980-06-01', '1990-06-01']) {
      await expectOn(t, app, 'CYP', at, {
        status: ['single'],
        primary: 'GRC',
        not: ['TUR'],
        allies: ['GRC'],
        notProviders: ['TUR'],
        disputed: [],
      })
    }
  },
)

history(
  'Afghanistan 2014-30: the forces are gone, the authority is not recognised, the papers lie there',
  [
    event('AgreementSigned', 'AFG', 'USA', '2012-05-02', {
      agreementId: 'usa-afg-spa',
      kind: 'strategic-partnership',
      onSignature: true,
    }),
    event('AgreementSigned', 'AFG', 'USA', '2014-09-30', {
      agreementId: 'usa-afg-bsa',
      kind: 'dca',
      onSignature: true,
    }),
    event('AgreementSigned', 'AFG', 'USA', '2003', { agreementId: 'usa-afg-sofa', kind: 'sofa', onSignature: true }),
    event(
      'ForcesDeployed',
      'AFG',
      'USA',
      '2014-12-31',
      garrison('usa-afg', 'USA', 8400, 9800, { legalBasis: ['usa-afg-bsa'] }),
    ),
    event('WithdrawalAnnounced', 'AFG', 'USA', '2021-04-14', { forceId: 'usa-afg', by: ['USA'] }),
    event('LeadershipChanged', 'AFG', null, '2021-08-15', { mode: 'revolution', to: 'emirate' }),
    event('ForcesWithdrawn', 'AFG', 'USA', '2021-08-30', gone('usa-afg', 'own-need')),
    event('RecognitionWithheld', 'AFG', 'USA', '2021-09', { authority: 'emirate' }),
    covered('AFG', '2003', '2035'),
  ],
  async (t, app) => {
    await expectOn(t, app, 'AFG', '2018-06-01', { status: ['single'], primary: 'USA' })
    for (const at of yearsFrom(2021, 2029)) {
      await expectOn(t, app, 'AFG', at, { status: OPEN, not: ['USA'], notProviders: ['USA'] })
    }
  },
)

history(
  'Cuba 1903-90: a lease under severed relations makes no provider and no ally',
  [
    event('AgreementSigned', 'CUB', 'USA', '1903-02-23', {
      agreementId: 'usa-cub-lease',
      kind: 'base',
      onSignature: true,
    }),
    event(
      'AgreementSigned',
      'CUB',
      null,
      '1947-09-02',
      { agreementId: 'rio-treaty', kind: 'mutual-defence', onSignature: true },
      { parties: ['CUB', 'USA', 'MEX'] },
    ),
    event(
      'ForcesDeployed',
      'CUB',
      'USA',
      '1903',
      garrison('usa-guantanamo', 'USA', 2000, 6000, { legalBasis: ['usa-cub-lease'] }),
    ),
    event('RelationsSevered', 'CUB', 'USA', '1961-01-03', { by: ['USA'] }),
    covered('CUB', '1903', '1995'),
  ],
  async (t, app) => {
    await expectOn(t, app, 'CUB', '1955-06-01', { status: ['single'], primary: 'USA' })
    for (const at of ['1962-06-01', '1970-06-01', '1990-06-01']) {
      const state = await expectOn(t, app, 'CUB', at, { status: ['none'], not: ['USA'], sponsors: ['USA'] })
      t.notOk(state.dimensions.security.allies.includes('USA'), `${at}: no ally either`)
    }
  },
)

history(
  'Czechoslovakia 1968-90: what came uninvited stayed by a treaty',
  [
    event('MembershipJoined', 'CSK', 'WARSAW-PACT', '1955-05-14', { organisation: 'WARSAW-PACT' }),
    event('ForcesDeployed', 'CSK', 'SUN', '1968-08-20', {
      forceId: 'sun-csk',
      sponsor: 'SUN',
      role: 'garrison',
      ...strength(70000, 80000),
      consent: 'none',
    }),
    event('AgreementSigned', 'CSK', 'SUN', '1968-10-16', {
      agreementId: 'sun-csk-1968',
      kind: 'sofa',
      onSignature: true,
    }),
    event('LegalBasisChanged', 'CSK', 'SUN', '1968-10-16', { forceId: 'sun-csk', legalBasis: ['sun-csk-1968'] }),
    event('ConsentChanged', 'CSK', 'SUN', '1968-10-16', { forceId: 'sun-csk', consent: 'tolerated', by: ['CSK'] }),
    covered('CSK', '1955', '1991'),
  ],
  async (t, app) => {
    await expectOn(t, app, 'CSK', '1968-09-15', { status: ['none'], not: ['SUN'], notProviders: ['SUN'] })
    for (const at of ['1969-06-01', '1975-06-01', '1985-06-01']) {
      await expectOn(t, app, 'CSK', at, { status: ['single'], primary: 'SUN', providers: ['SUN'] })
    }
  },
)

t.test('what a rupture leaves standing is told as an anomaly', async t => {
  const app = await world(t, [
    event('BaseAccessGranted', 'SOM', 'SUN', '1974', { siteId: 'berbera' }),
    event('AgreementSigned', 'SOM', 'SUN', '1974-07-11', {
      agreementId: 'sun-som',
      kind: 'friendship',
      onSignature: true,
    }),
    event('WithdrawalDemanded', 'SOM', 'SUN', '1977-11-13', { by: ['SOM'] }),
  ])
  const reply = await app.inject({ url: '/v1/anomalies?country=SOM' })
  const found = JSON.parse(reply.payload).anomalies.map(({ code }: { code: string }) => code)
  t.ok(found.includes('left-standing-by-rupture'), `${found}`)
})
