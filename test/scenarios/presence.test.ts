import t from 'tap'
import { covered, type Expectation, event, expectOn, GRADINGS, graded, type Posted, world } from './scenario.js'

/**
 * Who is there, how many, with what task, and who delivers: cases of history in which an expert has no doubt, written
 * down before the weights were touched. Each must come out alike whether the sources are graded A1, B2 or C2.
 */
const strength = (low: number, high = low) => ({ strength: { low, high, basis: 'estimated' } })
const OPEN = ['none', 'unknown']

type Asked = readonly [country: string, at: string, expected: Expectation]

function scenario(title: string, events: readonly Posted[], asked: readonly Asked[]): void {
  for (const [reliability, credibility] of GRADINGS) {
    t.test(`${title}, as told by a source graded ${reliability}${credibility}`, async t => {
      const app = await world(t, graded(events, reliability, credibility))
      for (const [country, at, expected] of asked) await expectOn(t, app, country, at, expected)
    })
  }
}

const deployed = (
  country: string,
  sponsor: string,
  on: string,
  forceId: string,
  role: string,
  low: number,
  high: number,
  more: object = {},
) =>
  event('ForcesDeployed', country, sponsor, on, {
    forceId,
    sponsor,
    role,
    ...strength(low, high),
    consent: 'invited',
    ...more,
  })
const counted = (country: string, sponsor: string, on: string, forceId: string, low: number, high = low) =>
  event('ForceStrengthReported', country, sponsor, on, { forceId, ...strength(low, high) })
const gone = (country: string, sponsor: string, on: string, forceId: string, reason = 'mutual') =>
  event('ForcesWithdrawn', country, sponsor, on, { forceId, extent: 'complete', reason })
const delivered = (country: string, partner: string, on: string, items: readonly object[], more: object = {}) =>
  event('ArmsDelivered', country, partner, on, { items, ...more })
const item = (category: string, low: number, high = low) => ({ category, quantity: { low, high, basis: 'estimated' } })

scenario(
  'Ukraine 2012-23: a leased fleet port is no provision, a host at war lives on deliveries',
  [
    event('AgreementSigned', 'UKR', 'RUS', '1997-05-28', {
      agreementId: 'rus-ukr-fleet-1997',
      kind: 'base',
      term: 'P20Y',
    }),
    event('AgreementEnteredIntoForce', 'UKR', 'RUS', '1999-07-12', { agreementId: 'rus-ukr-fleet-1997' }),
    deployed('UKR', 'RUS', '1997-05-28', 'rus-black-sea-fleet', 'facility', 13000, 16000, {
      consent: 'tolerated',
      legalBasis: ['rus-ukr-fleet-1997'],
      sites: ['Sevastopol'],
    }),
    event('ConsentChanged', 'UKR', 'RUS', '2014-02-27', {
      forceId: 'rus-black-sea-fleet',
      consent: 'none',
      by: ['UKR'],
    }),
    deployed('UKR', 'RUS', '2022-02-24', 'rus-invasion-ukr', 'combat', 150000, 190000, { consent: 'none' }),
    event('RelationsSevered', 'UKR', 'RUS', '2022-02-24', { by: ['UKR'] }),
    event('AidStarted', 'UKR', 'USA', '2022-03', { kind: 'military', amount: 'USD 40 billion by the end of 2023' }),
    delivered('UKR', 'USA', '2022-03', [item('anti-tank missiles', 5000, 8000), item('man-portable missiles', 1400)]),
    delivered('UKR', 'USA', '2022-05', [item('howitzers', 90, 130)]),
    delivered('UKR', 'USA', '2022-06/2022-12', [{ designation: 'M142', category: 'rocket artillery', class: 'major' }]),
    delivered('UKR', 'USA', '2023-02/2023-04', [item('infantry fighting vehicles', 100, 190)]),
    delivered('UKR', 'USA', '2023-04', [item('air defence missile battery', 1)]),
    delivered('UKR', 'POL', '2022-04', [item('tanks', 200, 260)]),
    delivered('UKR', 'GBR', '2023-03', [item('tanks', 14)]),
    delivered('UKR', 'DEU', '2022-10', [item('air defence missile battery', 1)]),
    delivered('UKR', 'DEU', '2023-03', [item('tanks', 18)]),
    covered('UKR', '1995', '2024'),
  ],
  [
    ['UKR', '2005-01-01', { status: OPEN, not: ['RUS'] }],
    ['UKR', '2012-01-01', { status: OPEN, not: ['RUS'] }],
    ['UKR', '2023-06-01', { status: ['single', 'contested'], primary: 'USA', holds: ['USA'], not: ['RUS'] }],
    [
      'UKR',
      '2023-11-01',
      { status: ['single', 'contested'], holds: ['USA'], order: ['USA', 'GBR'], providers: ['USA'] },
    ],
  ],
)

scenario(
  'Israel 1966-74: aircraft, credits and an airlift',
  [
    delivered('ISR', 'FRA', '1962', [item('combat aircraft', 70)]),
    event('ArmsDeliveryCancelled', 'ISR', 'FRA', '1969-01', { items: [{ category: 'combat aircraft' }], by: ['FRA'] }),
    delivered('ISR', 'USA', '1969-09/1970-08', [item('combat aircraft', 50)]),
    event('AidStarted', 'ISR', 'USA', '1971', { kind: 'military credits', amount: 'USD 545 million' }),
    delivered(
      'ISR',
      'USA',
      '1973-10-14/1973-11-14',
      [item('combat aircraft', 80, 100), item('tanks', 200), item('ammunition and supplies', 22000)],
      { grantOrSale: 'grant', value: 'USD 2.2 billion' },
    ),
    covered('ISR', '1960', '1976'),
  ],
  [
    ['ISR', '1973-12-01', { status: ['single'], primary: 'USA', armsPrimary: 'USA', providers: ['USA'] }],
    ['ISR', '1974-12-01', { status: ['single'], primary: 'USA', not: ['FRA'] }],
  ],
)

scenario(
  'Ethiopia 1977-78: an airlift comes before the troops',
  [
    event('AgreementSigned', 'ETH', 'USA', '1953-05-22', {
      agreementId: 'usa-eth-mda-1953',
      kind: 'dca',
      onSignature: true,
    }),
    event('AgreementTerminated', 'ETH', 'USA', '1977-04-23', {
      agreementId: 'usa-eth-mda-1953',
      ground: 'unilateral',
      by: ['ETH'],
    }),
    event('AgreementSigned', 'ETH', 'SUN', '1977-05-06', {
      agreementId: 'sun-eth-arms-1977',
      kind: 'arms',
      onSignature: true,
    }),
    delivered('ETH', 'SUN', '1977-09', [item('tanks', 80, 100)]),
    delivered('ETH', 'SUN', '1977-11-25/1978-01-15', [item('tanks', 400, 600), item('fighter aircraft', 50, 70)], {
      value: 'USD 1 billion',
    }),
    deployed('ETH', 'SUN', '1977-11', 'sun-eth', 'advisory', 1000, 1500),
    deployed('ETH', 'CUB', '1978-01-15', 'cub-eth', 'combat', 12000, 17000),
    covered('ETH', '1970', '1980'),
  ],
  [
    ['ETH', '1977-12-31', { status: ['single'], primary: 'SUN', not: ['USA'], armsPrimary: 'SUN' }],
    ['ETH', '1978-04-01', { status: ['single', 'contested'], not: ['USA'], providers: ['CUB', 'SUN'] }],
  ],
)

scenario(
  'South Korea 1975: a garrison with its treaty, and a tiny command beside it',
  [
    event('AgreementSigned', 'KOR', 'USA', '1953-10-01', { agreementId: 'usa-kor-mdt-1953', kind: 'mutual-defence' }),
    event('AgreementEnteredIntoForce', 'KOR', 'USA', '1954-11-17', { agreementId: 'usa-kor-mdt-1953' }),
    event('AgreementSigned', 'KOR', 'USA', '1966-07-09', { agreementId: 'usa-kor-sofa-1966', kind: 'sofa' }),
    event('AgreementEnteredIntoForce', 'KOR', 'USA', '1967-02-09', { agreementId: 'usa-kor-sofa-1966' }),
    deployed('KOR', 'USA', '1954', 'usa-usfk', 'garrison', 38000, 62000, {
      legalBasis: ['usa-kor-mdt-1953', 'usa-kor-sofa-1966'],
    }),
    counted('KOR', 'USA', '1975', 'usa-usfk', 38000, 42000),
    deployed('KOR', 'UN', '1954', 'un-command-kor', 'peacekeeping', 200, 350),
    deployed('KOR', 'CHE', '1953-08', 'che-nnsc', 'observer', 10, 100),
    covered('KOR', '1954', '1980'),
  ],
  [['KOR', '1975-06-01', { status: ['single'], primary: 'USA', not: ['UN', 'CHE'], order: ['USA', 'UN', 'CHE'] }]],
)

scenario(
  'Germany 1985: several allies, one of them several times the others; and the other Germany',
  [
    event('MembershipJoined', 'DEU', 'NATO', '1955-05-06', { organisation: 'NATO' }),
    deployed('DEU', 'USA', '1955-05-06', 'usa-usareur', 'garrison', 220000, 260000),
    deployed('DEU', 'GBR', '1955-05-06', 'gbr-baor', 'garrison', 55000, 66000),
    deployed('DEU', 'FRA', '1955-05-06', 'fra-ffa', 'garrison', 48000, 55000),
    deployed('DEU', 'BEL', '1955-05-06', 'bel-fba', 'garrison', 25000, 30000),
    deployed('DEU', 'NLD', '1963', 'nld-seedorf', 'garrison', 5000, 7000),
    deployed('DEU', 'CAN', '1955-05-06', 'can-cfe', 'garrison', 5000, 7000),
    event('MembershipJoined', 'DDR', 'WARSAW-PACT', '1956-01-28', { organisation: 'WARSAW-PACT' }),
    deployed('DDR', 'SUN', '1957-03-12', 'sun-gsfg', 'garrison', 350000, 400000),
    deployed('DDR', 'GBR', '1957-03-12', 'gbr-brixmis', 'observer', 20, 31, { consent: 'tolerated' }),
    covered('DEU', '1955', '1990'),
    covered('DDR', '1955', '1990'),
  ],
  [
    ['DEU', '1985-06-01', { status: ['single'], primary: 'USA', order: ['USA', 'GBR', 'CAN'], allies: ['NATO'] }],
    ['DDR', '1985-06-01', { status: ['single'], primary: 'SUN', not: ['GBR'], allies: ['WARSAW-PACT'] }],
  ],
)

scenario(
  "Afghanistan 2003-14: a mission's contingents count once, with it",
  [
    deployed('AFG', 'NATO', '2003-08-11', 'nato-isaf', 'peacekeeping', 5000, 5500),
    deployed('AFG', 'USA', '2006-10', 'usa-isaf', 'combat', 12000, 15000, { partOf: 'nato-isaf' }),
    deployed('AFG', 'GBR', '2006-05', 'gbr-isaf', 'combat', 5000, 9500, { partOf: 'nato-isaf' }),
    deployed('AFG', 'DEU', '2003-10', 'deu-isaf', 'peacekeeping', 2500, 5000, { partOf: 'nato-isaf' }),
    counted('AFG', 'NATO', '2006-12', 'nato-isaf', 31000, 33000),
    counted('AFG', 'USA', '2010-08', 'usa-isaf', 78000, 90000),
    counted('AFG', 'NATO', '2010-08', 'nato-isaf', 119000, 130000),
    gone('AFG', 'GBR', '2014-10-26', 'gbr-isaf'),
    covered('AFG', '2002', '2015'),
  ],
  [
    ['AFG', '2007-06-01', { status: ['single', 'contested'], holds: ['NATO'], not: ['GBR', 'DEU'] }],
    ['AFG', '2010-12-01', { status: ['single', 'contested'], holds: ['NATO'], not: ['GBR', 'DEU'] }],
  ],
)

scenario(
  'Bosnia 1996-2006 and Kosovo 2000: an organisation is the security of the host',
  [
    deployed('BIH', 'NATO', '1995-12-20', 'nato-ifor', 'peacekeeping', 55000, 60000),
    deployed('BIH', 'USA', '1995-12-20', 'usa-ifor', 'peacekeeping', 18000, 20000, { partOf: 'nato-ifor' }),
    deployed('BIH', 'GBR', '1995-12-20', 'gbr-ifor', 'peacekeeping', 10000, 12000, { partOf: 'nato-ifor' }),
    event('ForceSucceeded', 'BIH', 'NATO', '1996-12-20', {
      oldForceId: 'nato-ifor',
      newForceId: 'nato-sfor',
      sponsor: 'NATO',
      ...strength(31000, 33000),
    }),
    gone('BIH', 'USA', '1996-12-20', 'usa-ifor'),
    gone('BIH', 'GBR', '1996-12-20', 'gbr-ifor'),
    counted('BIH', 'NATO', '2004', 'nato-sfor', 7000, 12000),
    deployed('BIH', 'EU', '2004-12-02', 'eu-althea', 'peacekeeping', 6000, 7000),
    gone('BIH', 'NATO', '2004-12-02', 'nato-sfor'),
    deployed('BIH', 'UN', '1995-12-21', 'un-iptf', 'observer', 1700, 2000),
    covered('BIH', '1995', '2007'),
    deployed('XKX', 'NATO', '1999-06-12', 'nato-kfor', 'peacekeeping', 42000, 50000),
    deployed('XKX', 'USA', '1999-06-12', 'usa-kfor', 'peacekeeping', 5500, 7000, { partOf: 'nato-kfor' }),
    deployed('XKX', 'FRA', '1999-06-12', 'fra-kfor', 'peacekeeping', 5000, 6000, { partOf: 'nato-kfor' }),
    deployed('XKX', 'UN', '1999-06-10', 'un-unmik', 'observer', 3000, 4500),
    covered('XKX', '1999', '2002'),
  ],
  [
    ['BIH', '1996-06-01', { status: ['single'], primary: 'NATO', not: ['USA', 'GBR', 'UN'], providers: ['NATO'] }],
    ['BIH', '1998-06-01', { status: ['single'], primary: 'NATO', not: ['USA', 'UN'] }],
    ['BIH', '2006-01-01', { status: ['single'], primary: 'EU', not: ['NATO'] }],
    ['XKX', '2000-06-01', { status: ['single'], primary: 'NATO', not: ['USA', 'FRA', 'UN'], order: ['NATO', 'UN'] }],
  ],
)

scenario(
  'Solomon Islands 2003-04: a state-led stabilisation is provision',
  [
    deployed('SLB', 'AUS', '2003-07-24', 'aus-ramsi', 'peacekeeping', 1500, 1800),
    deployed('SLB', 'NZL', '2003-07-24', 'nzl-ramsi', 'peacekeeping', 140, 230, { partOf: 'aus-ramsi' }),
    deployed('SLB', 'FJI', '2003-07-24', 'fji-ramsi', 'peacekeeping', 100, 130, { partOf: 'aus-ramsi' }),
    covered('SLB', '2000', '2005'),
  ],
  [
    ['SLB', '2003-01-01', { status: ['none'], not: ['AUS'] }],
    ['SLB', '2004-03-01', { status: ['single'], primary: 'AUS', not: ['NZL', 'FJI'], providers: ['AUS'] }],
  ],
)

scenario(
  "Somalia 2007-14 and Liberia 1993: an organisation's enforcement is provision, observers are not",
  [
    deployed('SOM', 'AU', '2007-03-06', 'au-amisom', 'peacekeeping', 1500, 1700),
    counted('SOM', 'AU', '2014-01', 'au-amisom', 21500, 22100),
    deployed('SOM', 'UGA', '2007-03-06', 'uga-amisom', 'peacekeeping', 1500, 6200, { partOf: 'au-amisom' }),
    deployed('SOM', 'ETH', '2014-01-22', 'eth-amisom', 'peacekeeping', 4300, 4400, { partOf: 'au-amisom' }),
    deployed('SOM', 'UN', '2013-06-03', 'un-unsom', 'observer', 100, 500),
    deployed('SOM', 'USA', '2013-10', 'usa-som', 'advisory', 10, 30),
    covered('SOM', '2007', '2016'),
    deployed('LBR', 'ECOWAS', '1990-08-24', 'ecomog-lbr', 'combat', 8000, 16000),
    deployed('LBR', 'UN', '1993-10', 'un-unomil', 'observer', 300, 370),
    covered('LBR', '1990', '1996'),
  ],
  [
    ['SOM', '2014-06-01', { status: ['single'], primary: 'AU', not: ['UN', 'UGA', 'ETH', 'USA'], providers: ['AU'] }],
    ['LBR', '1994-01-01', { status: ['single'], primary: 'ECOWAS', not: ['UN'], order: ['ECOWAS', 'UN'] }],
  ],
)

scenario(
  'Grenada 1983: seven thousand in a country of a hundred thousand',
  [
    deployed('GRD', 'CUB', '1979-12', 'cub-grd', 'advisory', 40, 60),
    deployed('GRD', 'USA', '1983-10-25', 'usa-grd', 'combat', 6000, 7500),
    deployed('GRD', 'JAM', '1983-10-25', 'jam-grd', 'peacekeeping', 150, 350),
    event('WithdrawalDemanded', 'GRD', 'CUB', '1983-11-01', { forceId: 'cub-grd', by: ['GRD'] }),
    gone('GRD', 'CUB', '1983-11-09', 'cub-grd', 'demanded'),
    covered('GRD', '1979', '1984'),
  ],
  [
    ['GRD', '1982-06-01', { status: [...OPEN, 'single'], primary: 'CUB', not: ['USA'], providers: ['CUB'] }],
    ['GRD', '1983-11-20', { status: ['single'], primary: 'USA', not: ['CUB', 'JAM'], order: ['USA', 'JAM'] }],
  ],
)

scenario(
  'Latvia 1996, Azerbaijan 1996, Kazakhstan 2000: a site that serves its owner provides nothing to the host',
  [
    event('AgreementSigned', 'LVA', 'RUS', '1994-04-30', {
      agreementId: 'rus-lva-skrunda-1994',
      kind: 'base',
      endsOn: '1998-08-31',
      onSignature: true,
    }),
    deployed('LVA', 'RUS', '1994-08-31', 'rus-skrunda', 'facility', 500, 750, {
      consent: 'tolerated',
      legalBasis: ['rus-lva-skrunda-1994'],
    }),
    event('BaseAccessGranted', 'LVA', 'RUS', '1994-08-31', { siteId: 'skrunda', forceId: 'rus-skrunda' }),
    covered('LVA', '1994-09', '1999'),
    deployed('AZE', 'RUS', '1992', 'rus-gabala', 'facility', 900, 1500),
    event('BaseAccessGranted', 'AZE', 'RUS', '1992', { siteId: 'gabala', forceId: 'rus-gabala' }),
    covered('AZE', '1994', '2000'),
    event('AgreementSigned', 'KAZ', 'RUS', '1994-12-10', {
      agreementId: 'rus-kaz-baikonur-1994',
      kind: 'base',
      term: 'P20Y',
      onSignature: true,
    }),
    deployed('KAZ', 'RUS', '1994-12-10', 'rus-baikonur', 'facility', 10000, 16000, {
      legalBasis: ['rus-kaz-baikonur-1994'],
    }),
    event('MembershipJoined', 'KAZ', 'CSTO', '2002-10-07', { organisation: 'CSTO' }),
    covered('KAZ', '1994', '2005'),
  ],
  [
    ['LVA', '1996-06-01', { status: ['none'], not: ['RUS'], sponsors: ['RUS'] }],
    ['AZE', '1996-06-01', { status: ['none'], not: ['RUS'], sponsors: ['RUS'] }],
    ['KAZ', '2000-06-01', { status: ['none'], not: ['RUS'], sponsors: ['RUS'] }],
    ['KAZ', '2004-06-01', { status: ['none'], not: ['RUS'], allies: ['CSTO'] }],
  ],
)

scenario(
  'Kyrgyzstan 2010: a transit centre of one and an air base of another',
  [
    deployed('KGZ', 'USA', '2001-12', 'usa-manas', 'facility', 1000, 1200),
    event('BaseAccessGranted', 'KGZ', 'USA', '2001-12', { siteId: 'manas', forceId: 'usa-manas' }),
    deployed('KGZ', 'RUS', '2003-10-23', 'rus-kant', 'garrison', 400, 700),
    event('MembershipJoined', 'KGZ', 'CSTO', '1992-05-15', { organisation: 'CSTO' }),
    covered('KGZ', '2001', '2012'),
  ],
  [
    [
      'KGZ',
      '2010-03-01',
      { status: ['single', 'none'], primary: 'RUS', not: ['USA'], order: ['RUS', 'USA'], allies: ['CSTO'] },
    ],
  ],
)

scenario(
  'Tajikistan 1998: a division, border guards, and a handful of observers beside them',
  [
    deployed('TJK', 'RUS', '1993', 'rus-201st', 'garrison', 6000, 8000),
    deployed('TJK', 'RUS', '1993', 'rus-border-tjk', 'border-guard', 10000, 12000),
    deployed('TJK', 'UN', '1994-12-16', 'un-unmot', 'observer', 45, 80),
    deployed('TJK', 'OSCE', '1994-02', 'osce-tjk', 'observer', 5, 15),
    deployed('TJK', 'UZB', '1993', 'uzb-tjk', 'peacekeeping', 300, 400),
    covered('TJK', '1993', '2000'),
  ],
  [
    [
      'TJK',
      '1998-06-01',
      { status: ['single'], primary: 'RUS', not: ['UN', 'OSCE', 'UZB'], order: ['RUS', 'UZB', 'UN'] },
    ],
  ],
)

scenario(
  'Iraq 2006: a hundred and forty thousand are not contested by eight thousand',
  [
    deployed('IRQ', 'USA', '2004-06-28', 'usa-mnf-i', 'combat', 130000, 150000),
    deployed('IRQ', 'GBR', '2004-06-28', 'gbr-mnd-se', 'combat', 7500, 8500),
    deployed('IRQ', 'KOR', '2004-09', 'kor-zaytun', 'peacekeeping', 2300, 3600),
    deployed('IRQ', 'UN', '2004-06', 'un-unami', 'observer', 100, 300),
    covered('IRQ', '2004', '2008'),
  ],
  [
    [
      'IRQ',
      '2006-06-01',
      { status: ['single'], primary: 'USA', not: ['KOR', 'UN'], order: ['USA', 'GBR', 'KOR', 'UN'] },
    ],
  ],
)

t.test('Central African Republic: one private force takes the place of another, and the partner stays', async t => {
  const app = await world(t, [
    deployed('CAF', 'RUS', '2021-07', 'rus-wagner-caf', 'pmc', 1100, 2000),
    deployed('CAF', 'RWA', '2020-12-20', 'rwa-caf', 'combat', 600, 1000),
    deployed('CAF', 'UN', '2014-09-15', 'un-minusca', 'peacekeeping', 11000, 14000),
    ...graded(
      [
        event('ForceSucceeded', 'CAF', 'RUS', '2024-06', {
          oldForceId: 'rus-wagner-caf',
          newForceId: 'rus-africa-corps-caf',
          sponsor: 'RUS',
        }),
      ],
      'D',
      3,
    ),
    covered('CAF', '2014', '2026'),
  ])
  const expected = { status: ['single', 'contested'], holds: ['RUS'], not: ['UN'], order: ['RUS', 'UN'] }
  const before = await expectOn(t, app, 'CAF', '2024-05-31', expected)
  const during = await expectOn(t, app, 'CAF', '2024-06-15', expected)
  const after = await expectOn(t, app, 'CAF', '2024-07-01', expected)
  const score = (state: typeof before) =>
    state.partners.find(({ partner }) => partner === 'RUS')!.scores.security!.score
  t.ok(score(during) >= score(before), 'while it is under way')
  t.ok(score(after) >= score(before), 'and when it is done')
})
