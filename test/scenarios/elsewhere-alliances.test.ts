import { from, n, OPEN, say, scene } from './elsewhere.js'
import { covered } from './scenario.js'

const RIO = [
  'ARG',
  'BOL',
  'BRA',
  'CHL',
  'COL',
  'CRI',
  'CUB',
  'DOM',
  'ECU',
  'GTM',
  'HTI',
  'HND',
  'MEX',
  'NIC',
  'PAN',
  'PER',
  'PRY',
  'SLV',
  'URY',
  'USA',
  'VEN',
]

scene(
  'Luxembourg 1948-60: five states, then an alliance',
  [
    say(
      'AgreementSigned',
      'BEL',
      '1948-03-17',
      { agreementId: 'brussels-treaty', kind: 'mutual-defence', term: 'P50Y' },
      { parties: ['BEL', 'FRA', 'LUX', 'NLD', 'GBR'], factId: 'brussels-1948' },
    ),
    say(
      'AgreementEnteredIntoForce',
      'BEL',
      '1948-08-25',
      { agreementId: 'brussels-treaty' },
      { parties: ['BEL', 'FRA', 'LUX', 'NLD', 'GBR'] },
    ),
    say('MembershipJoined', 'LUX', '1949-08-24', { organisation: 'NATO' }),
    covered('LUX', '1945', '1970'),
  ],
  [
    ['LUX', '1949-01-01', { status: OPEN, allies: ['BEL', 'FRA', 'NLD', 'GBR'] }, 'the Brussels Treaty'],
    [
      'LUX',
      '1955-06-01',
      { status: OPEN, alignedFirst: 'NATO', aligned: ['NATO', 'BEL'] },
      'the alliance before its members',
    ],
  ],
)

scene(
  'Finland 2015-24: from partnership to alliance',
  [
    say(
      'AgreementSigned',
      'FIN',
      '2014-09-04',
      { agreementId: 'nato-hns-mou', kind: 'mou', onSignature: true },
      { partner: 'NATO' },
    ),
    say(
      'AgreementSigned',
      'FIN',
      '2016-10-07',
      { agreementId: 'fin-us-soi', kind: 'mou', onSignature: true },
      { partner: 'USA' },
    ),
    say('JointActivityHeld', 'FIN', '2022-05', { kind: 'exercise', subject: 'Arrow 22' }, { partner: 'USA' }),
    say('MembershipJoined', 'FIN', '2023-04-04', { organisation: 'NATO' }, from('nato', 'A', 1)),
    say('AgreementSigned', 'FIN', '2023-12-18', { agreementId: 'fin-us-dca', kind: 'dca' }, { partner: 'USA' }),
    say('AgreementEnteredIntoForce', 'FIN', '2024-09-01', { agreementId: 'fin-us-dca' }, { partner: 'USA' }),
    covered('FIN', '2000', '2025'),
  ],
  [
    ['FIN', '2015-06-01', { status: OPEN, alignedNot: ['NATO'], allies: [] }, 'a memorandum is no alliance'],
    ['FIN', '2023-06-01', { status: OPEN, alignedFirst: 'NATO', allies: ['NATO'] }, 'a member'],
    [
      'FIN',
      '2024-12-01',
      { status: [...OPEN, 'single'], aligned: ['NATO'], allies: ['NATO'] },
      'the agreement of cooperation makes no garrison',
    ],
  ],
)

scene(
  'Thailand 1954-90: a pact, fifty thousand airmen, a demand, and the pact that stays',
  [
    say(
      'AgreementSigned',
      'THA',
      '1954-09-08',
      { agreementId: 'manila-pact', kind: 'mutual-defence' },
      { parties: ['AUS', 'FRA', 'GBR', 'NZL', 'PAK', 'PHL', 'THA', 'USA'] },
    ),
    say(
      'AgreementEnteredIntoForce',
      'THA',
      '1955-02-19',
      { agreementId: 'manila-pact' },
      { parties: ['AUS', 'FRA', 'GBR', 'NZL', 'PAK', 'PHL', 'THA', 'USA'] },
    ),
    say(
      'AgreementPartyLeft',
      'PAK',
      '1973-11-07',
      { agreementId: 'manila-pact', party: 'PAK', by: ['PAK'] },
      { parties: ['AUS', 'FRA', 'GBR', 'NZL', 'PAK', 'PHL', 'THA', 'USA'] },
    ),
    say(
      'ForcesDeployed',
      'THA',
      '1964',
      { forceId: 'usf-thailand', sponsor: 'USA', role: 'combat', strength: n(25000, 50000), consent: 'invited' },
      { partner: 'USA' },
    ),
    say(
      'WithdrawalDemanded',
      'THA',
      '1975-03-19',
      { forceId: 'usf-thailand', by: ['THA'], deadline: 'P1Y' },
      { partner: 'USA' },
    ),
    say(
      'ForcesWithdrawn',
      'THA',
      '1976-07-20',
      { forceId: 'usf-thailand', extent: 'complete', reason: 'demanded' },
      { partner: 'USA' },
    ),
    ...[1982, 1983, 1984, 1985, 1986, 1987, 1988, 1989, 1990].map(year =>
      say('JointActivityHeld', 'THA', `${year}`, { kind: 'exercise', subject: 'Cobra Gold' }, { partner: 'USA' }),
    ),
    covered('THA', '1950', '1992'),
  ],
  [
    ['THA', '1970-06-01', { status: ['single'], primary: 'USA' }, 'fifty thousand'],
    ['THA', '1978-06-01', { status: OPEN, not: ['USA'], alignedNot: ['PAK'] }, 'sent away; Pakistan had left the pact'],
    ['THA', '1989-06-01', { status: OPEN, aligned: ['USA'] }, 'the pact stays, and is exercised each year'],
  ],
)

scene(
  'Rio 1947: one treaty of all, and the one who matters',
  [
    say(
      'AgreementSigned',
      'URY',
      '1947-09-02',
      { agreementId: 'rio-treaty', kind: 'mutual-defence' },
      { parties: RIO },
    ),
    say('AgreementEnteredIntoForce', 'URY', '1948-12-03', { agreementId: 'rio-treaty' }, { parties: RIO }),
    say('AgreementSigned', 'URY', '1952-06-30', { agreementId: 'us-ury-mda', kind: 'dca' }, { partner: 'USA' }),
    say('AgreementEnteredIntoForce', 'URY', '1953-06-11', { agreementId: 'us-ury-mda' }, { partner: 'USA' }),
    say(
      'AgreementPartyLeft',
      'CUB',
      '1960-03-29',
      { agreementId: 'rio-treaty', party: 'CUB', by: ['CUB'] },
      { parties: RIO },
    ),
    covered('URY', '1945', '1970'),
    covered('CRI', '1945', '1970'),
  ],
  [
    ['URY', '1955-06-01', { status: OPEN, alignedFirst: 'USA' }, 'of the twenty the one with whom there is more'],
    ['CRI', '1955-06-01', { status: OPEN, aligned: ['USA', 'CUB'] }, 'a member like the others'],
    ['CRI', '1965-06-01', { status: OPEN, aligned: ['USA'], alignedNot: ['CUB'] }, 'Cuba had left'],
    ['CUB', '1961-06-01', { status: OPEN, alignedNot: ['USA', 'ARG'] }, 'it left'],
  ],
)

scene(
  'Romania 1947-90: the army leaves in 1958 and the pact stays',
  [
    say(
      'ForcesDeployed',
      'ROU',
      '1947-09-15',
      { forceId: 'soviet-army-rou', sponsor: 'SUN', role: 'garrison', strength: n(30000, 60000), consent: 'tolerated' },
      { partner: 'SUN' },
    ),
    say('MembershipJoined', 'ROU', '1955-05-14', { organisation: 'WARSAW-PACT' }),
    say(
      'ForcesWithdrawn',
      'ROU',
      '1958-07-25',
      { forceId: 'soviet-army-rou', extent: 'complete', reason: 'mutual' },
      { partner: 'SUN' },
    ),
    say(
      'AgreementSigned',
      'ROU',
      '1970-07-07',
      { agreementId: 'rou-su-1970', kind: 'mutual-defence', term: 'P20Y', onSignature: true },
      { parties: ['ROU', 'SUN'] },
    ),
    say(
      'StatementIssued',
      'ROU',
      '1968-08-21',
      { by: ['ROU'], stance: 'condemn', content: 'the invasion of Czechoslovakia' },
      { partner: 'SUN' },
    ),
    covered('ROU', '1945', '1990'),
  ],
  [
    ['ROU', '1956-06-01', { status: ['single'], primary: 'SUN' }, 'an army of its own'],
    ['ROU', '1965-06-01', { status: OPEN, alignedFirst: 'WARSAW-PACT' }, 'no army, the pact'],
    ['ROU', '1980-06-01', { status: OPEN, alignedFirst: 'WARSAW-PACT', aligned: ['SUN'] }, 'pact and treaty'],
  ],
)

scene(
  'New Zealand 1951-2000: the harbour closed to one, the other stays',
  [
    say(
      'AgreementSigned',
      'NZL',
      '1951-09-01',
      { agreementId: 'anzus', kind: 'mutual-defence' },
      { parties: ['AUS', 'NZL', 'USA'] },
    ),
    say('AgreementEnteredIntoForce', 'NZL', '1952-04-29', { agreementId: 'anzus' }, { parties: ['AUS', 'NZL', 'USA'] }),
    say(
      'JointOperationsSuspended',
      'NZL',
      '1985-02',
      { scope: 'exercises and intelligence', by: ['USA'] },
      { partner: 'USA' },
    ),
    say('AgreementSuspended', 'NZL', '1986-08-11', { agreementId: 'anzus', by: ['USA'] }, { partner: 'USA' }),
    say(
      'AgreementSigned',
      'NZL',
      '1944-01-21',
      { agreementId: 'canberra-pact', kind: 'mutual-defence', onSignature: true },
      { parties: ['AUS', 'NZL'] },
    ),
    ...[1986, 1988, 1990, 1992].map(year =>
      say('JointActivityHeld', 'NZL', `${year}`, { kind: 'exercise' }, { partner: 'AUS' }),
    ),
    covered('NZL', '1945', '2000'),
  ],
  [
    ['NZL', '1975-06-01', { status: OPEN, aligned: ['AUS', 'USA'] }, 'three allies'],
    ['NZL', '1990-06-01', { status: OPEN, aligned: ['AUS'], alignedNot: ['USA'] }, 'friends and no allies'],
  ],
)

scene(
  'Azerbaijan 1993-2001: in one treaty with the army on its soil',
  [
    say(
      'AgreementSigned',
      'ARM',
      '1992-05-15',
      { agreementId: 'cst', kind: 'mutual-defence', term: 'P5Y' },
      { parties: ['ARM', 'KAZ', 'KGZ', 'RUS', 'TJK', 'UZB'] },
    ),
    say(
      'AgreementPartyJoined',
      'AZE',
      '1993-09-24',
      { agreementId: 'cst', party: 'AZE', kind: 'mutual-defence' },
      { parties: ['ARM', 'AZE', 'KAZ', 'KGZ', 'RUS', 'TJK', 'UZB'] },
    ),
    say(
      'AgreementEnteredIntoForce',
      'ARM',
      '1994-04-20',
      { agreementId: 'cst' },
      { parties: ['ARM', 'AZE', 'KAZ', 'KGZ', 'RUS', 'TJK', 'UZB'] },
    ),
    say(
      'AgreementPartyLeft',
      'AZE',
      '1999-04-02',
      { agreementId: 'cst', party: 'AZE', by: ['AZE'] },
      { parties: ['ARM', 'AZE', 'KAZ', 'KGZ', 'RUS', 'TJK', 'UZB'] },
    ),
    say(
      'ForcesDeployed',
      'AZE',
      '1992-05-18/1993-11',
      { forceId: 'armenian-forces', sponsor: 'ARM', role: 'combat', strength: n(10000, 30000), consent: 'none' },
      { partner: 'ARM' },
    ),
    covered('AZE', '1991-10-18', '2005'),
  ],
  [
    [
      'AZE',
      '1996-06-01',
      { status: OPEN, not: ['ARM', 'RUS'], alignedNot: ['ARM'] },
      'an occupier is no ally by a common treaty',
    ],
    ['AZE', '2001-06-01', { status: OPEN, alignedNot: ['ARM', 'RUS', 'KAZ'] }, 'it left the treaty'],
  ],
)

scene(
  'Kazakhstan 2010-22: an alliance without a garrison, and a fortnight with one',
  [
    say('MembershipJoined', 'KAZ', '1992-05-15', { organisation: 'CSTO' }),
    say(
      'AgreementSigned',
      'KAZ',
      '1992-05-25',
      { agreementId: 'kaz-rus-1992', kind: 'mutual-defence', onSignature: true, renewal: 'tacit', term: 'P10Y' },
      { parties: ['KAZ', 'RUS'] },
    ),
    say(
      'ForcesDeployed',
      'KAZ',
      '1994-12-26',
      {
        forceId: 'baikonur',
        sponsor: 'RUS',
        role: 'facility',
        strength: n(1000, 5000),
        consent: 'invited',
        sites: ['Baikonur', 'Sary Shagan', 'Balkhash'],
      },
      { partner: 'RUS' },
    ),
    say(
      'ForcesDeployed',
      'KAZ',
      '2022-01-06',
      { forceId: 'csto-pkf', sponsor: 'CSTO', role: 'peacekeeping', strength: n(2000, 2500), consent: 'invited' },
      { partner: 'CSTO' },
    ),
    say(
      'ForcesDeployed',
      'KAZ',
      '2022-01-06',
      {
        forceId: 'csto-pkf-rus',
        sponsor: 'RUS',
        role: 'peacekeeping',
        strength: n(1500, 2000),
        consent: 'invited',
        partOf: 'csto-pkf',
      },
      { partner: 'RUS' },
    ),
    say(
      'ForcesWithdrawn',
      'KAZ',
      '2022-01-19',
      { forceId: 'csto-pkf', extent: 'complete', reason: 'mutual' },
      { partner: 'CSTO' },
    ),
    say(
      'ForcesWithdrawn',
      'KAZ',
      '2022-01-19',
      { forceId: 'csto-pkf-rus', extent: 'complete', reason: 'mutual' },
      { partner: 'RUS' },
    ),
    covered('KAZ', '1992', '2024'),
  ],
  [
    [
      'KAZ',
      '2010-06-01',
      { status: OPEN, not: ['RUS'], alignedFirst: 'CSTO', aligned: ['CSTO', 'RUS'] },
      'allied, with sites that serve their owner',
    ],
    [
      'KAZ',
      '2022-01-12',
      { status: [...OPEN, 'single', 'contested'], aligned: ['CSTO'] },
      'a common force of an alliance of its own',
    ],
    ['KAZ', '2022-06-01', { status: OPEN, not: ['RUS'], alignedFirst: 'CSTO' }, 'gone after a fortnight'],
  ],
)

scene(
  'Portugal 1949-85: an alliance, and an airfield that serves its tenant',
  [
    say('MembershipJoined', 'PRT', '1949-08-24', { organisation: 'NATO' }),
    say(
      'AgreementSigned',
      'PRT',
      '1951-09-06',
      { agreementId: 'azores-1951', kind: 'base', onSignature: true },
      { partner: 'USA' },
    ),
    say(
      'ForcesDeployed',
      'PRT',
      '1951',
      {
        forceId: 'lajes',
        sponsor: 'USA',
        role: 'facility',
        strength: n(1000, 2000),
        consent: 'invited',
        legalBasis: ['azores-1951'],
      },
      { partner: 'USA' },
    ),
    covered('PRT', '1945', '1990'),
  ],
  [['PRT', '1975-06-01', { status: OPEN, not: ['USA'], alignedFirst: 'NATO' }, 'an ally, by the alliance']],
)

scene(
  'Cuba 1992-2003, Vietnam 1992-2003, Seychelles 1990, Belarus 2005: ears, harbours and dishes of others',
  [
    say(
      'AgreementSigned',
      'CUB',
      '1992-11-03',
      { agreementId: 'lourdes-1992', kind: 'base', onSignature: true },
      { partner: 'RUS' },
    ),
    say(
      'ForcesDeployed',
      'CUB',
      '1992-11-03',
      {
        forceId: 'lourdes',
        sponsor: 'RUS',
        role: 'facility',
        strength: n(800, 1500),
        consent: 'invited',
        legalBasis: ['lourdes-1992'],
      },
      { partner: 'RUS' },
    ),
    say(
      'ForcesWithdrawn',
      'CUB',
      '2002-01',
      { forceId: 'lourdes', extent: 'complete', reason: 'own-need' },
      { partner: 'RUS' },
    ),
    covered('CUB', '1992', '2005'),
    say(
      'BaseAccessGranted',
      'VNM',
      '1992',
      { siteId: 'cam-ranh', forceId: 'rus-922', terms: 'lease to 2004' },
      { partner: 'RUS' },
    ),
    say(
      'ForcesDeployed',
      'VNM',
      '1991-12-26',
      {
        forceId: 'rus-922',
        sponsor: 'RUS',
        role: 'facility',
        strength: n(300, 700),
        consent: 'invited',
        sites: ['Cam Ranh'],
      },
      { partner: 'RUS' },
    ),
    say('ForcesWithdrawn', 'VNM', '2002-05-02', { forceId: 'rus-922', extent: 'complete' }, { partner: 'RUS' }),
    covered('VNM', '1992', '2005'),
    say(
      'BaseAccessGranted',
      'SYC',
      '1976-06-29',
      { siteId: 'la-misere', siteName: 'satellite tracking station', forceId: 'usaf-la-misere' },
      { partner: 'USA' },
    ),
    say(
      'ForcesDeployed',
      'SYC',
      '1976-06-29',
      { forceId: 'usaf-la-misere', sponsor: 'USA', role: 'facility', strength: n(5, 150), consent: 'invited' },
      { partner: 'USA' },
    ),
    covered('SYC', '1976-06-29', '1996'),
    say('MembershipJoined', 'BLR', '1993-12-31', { organisation: 'CSTO' }),
    say(
      'AgreementSigned',
      'BLR',
      '1995-01-06',
      { agreementId: 'hantsavichy-vileyka', kind: 'base', term: 'P25Y', onSignature: true },
      { partner: 'RUS' },
    ),
    say(
      'ForcesDeployed',
      'BLR',
      '2003-10-01',
      {
        forceId: 'rus-radar-blr',
        sponsor: 'RUS',
        role: 'facility',
        strength: n(1200, 1500),
        consent: 'invited',
        legalBasis: ['hantsavichy-vileyka'],
      },
      { partner: 'RUS' },
    ),
    say(
      'AgreementSigned',
      'BLR',
      '1999-12-08',
      { agreementId: 'union-state', kind: 'mutual-defence' },
      { parties: ['BLR', 'RUS'] },
    ),
    say('AgreementEnteredIntoForce', 'BLR', '2000-01-26', { agreementId: 'union-state' }, { parties: ['BLR', 'RUS'] }),
    covered('BLR', '1992', '2010'),
  ],
  [
    ['CUB', '1998-06-01', { status: OPEN, not: ['RUS'] }, 'ears on the neighbour'],
    ['VNM', '1998-06-01', { status: OPEN, not: ['RUS'] }, 'a harbour half empty'],
    ['SYC', '1990-06-01', { status: OPEN, not: ['USA'] }, 'a dish'],
    [
      'BLR',
      '2005-06-01',
      { status: OPEN, not: ['RUS'], aligned: ['CSTO', 'RUS'], alignedFirst: 'CSTO' },
      'allied; the radar adds nothing',
    ],
  ],
)

scene(
  'Nepal and Bangladesh 1950-90: friendships of one weight with the neighbour',
  [
    say(
      'AgreementSigned',
      'NPL',
      '1950-07-31',
      { agreementId: 'ind-npl-1950', kind: 'friendship', onSignature: true },
      { partner: 'IND' },
    ),
    say(
      'AgreementSigned',
      'BGD',
      '1972-03-19',
      { agreementId: 'ind-bgd-1972', kind: 'friendship', onSignature: true, term: 'P25Y' },
      { partner: 'IND' },
    ),
    say(
      'ForcesDeployed',
      'BGD',
      '1971-12-04',
      { forceId: 'ind-bgd', sponsor: 'IND', role: 'combat', strength: n(100000, 150000), consent: 'invited' },
      { partner: 'IND' },
    ),
    say(
      'ForcesWithdrawn',
      'BGD',
      '1972-03-12',
      { forceId: 'ind-bgd', extent: 'complete', reason: 'mutual' },
      { partner: 'IND' },
    ),
    covered('NPL', '1950', '1990'),
    covered('BGD', '1971-12', '1992'),
  ],
  [
    ['NPL', '1985-06-01', { status: OPEN, not: ['IND'] }, 'friendship is no provision'],
    ['BGD', '1972-01-15', { status: ['single'], primary: 'IND' }, 'the army that won the war'],
    ['BGD', '1985-06-01', { status: OPEN, not: ['IND'] }, 'the treaty slept out its term'],
  ],
)

scene(
  'South Yemen 1968-95: a treaty and advisers, and then no state',
  [
    say(
      'AgreementSigned',
      'YMD',
      '1979-10-25',
      { agreementId: 'su-pdry', kind: 'friendship', term: 'P20Y' },
      { partner: 'SUN' },
    ),
    say('AgreementEnteredIntoForce', 'YMD', '1980', { agreementId: 'su-pdry' }, { partner: 'SUN' }),
    say(
      'TrainersDeployed',
      'YMD',
      '1969',
      { forceId: 'su-adv-pdry', sponsor: 'SUN', role: 'advisory', strength: n(800, 2500), consent: 'invited' },
      { partner: 'SUN' },
    ),
    say('BaseAccessGranted', 'YMD', '1978~', { siteId: 'aden' }, { partner: 'SUN' }),
    covered('YMD', '1967-11-30', '1990'),
  ],
  [
    ['YMD', '1985-06-01', { status: ['single'], primary: 'SUN' }, 'nobody doubts'],
    ['YMD', '1995-06-01', { status: ['unknown'], sponsors: [], not: ['SUN', 'RUS'] }, 'there was no such state'],
    ['YEM', '1995-06-01', { status: OPEN, not: ['SUN', 'RUS'], sponsors: [] }, 'nothing passed'],
  ],
)

scene(
  'Germany 1990-95: an army that is there to leave',
  [
    say('MembershipJoined', 'DEU', '1955-05-06', { organisation: 'NATO' }),
    say(
      'ForcesDeployed',
      'DEU',
      '1955-05-06',
      {
        forceId: 'us-forces-germany',
        sponsor: 'USA',
        role: 'garrison',
        strength: n(70000, 250000),
        consent: 'invited',
      },
      { partner: 'USA' },
    ),
    say(
      'ForceStrengthReported',
      'DEU',
      '1993',
      { forceId: 'us-forces-germany', strength: n(105000, 130000) },
      { partner: 'USA' },
    ),
    say(
      'AgreementSigned',
      'DEU',
      '1990-10-12',
      { agreementId: 'stay-and-withdrawal-1990', kind: 'sofa', onSignature: true, endsOn: '1994-12-31' },
      { partner: 'SUN' },
    ),
    say(
      'ForcesDeployed',
      'DEU',
      '1990-10-03',
      {
        forceId: 'western-group',
        sponsor: 'SUN',
        role: 'garrison',
        strength: n(300000, 360000),
        consent: 'tolerated',
        legalBasis: ['stay-and-withdrawal-1990'],
      },
      { partner: 'SUN' },
    ),
    say(
      'WithdrawalAnnounced',
      'DEU',
      '1990-10-12',
      { forceId: 'western-group', by: ['SUN'], target: '1994' },
      { partner: 'SUN' },
    ),
    say(
      'StateSucceeded',
      'DEU',
      '1991-12-26',
      { predecessor: 'SUN', successor: 'RUS', forces: ['western-group'], agreements: ['stay-and-withdrawal-1990'] },
      { partner: 'RUS' },
    ),
    say(
      'ForceStrengthReported',
      'DEU',
      '1993',
      { forceId: 'western-group', strength: n(60000, 150000) },
      { partner: 'RUS' },
    ),
    say('ForcesWithdrawn', 'DEU', '1994-08-31', { forceId: 'western-group', extent: 'complete' }, { partner: 'RUS' }),
    covered('DEU', '1955', '2000'),
  ],
  [
    [
      'DEU',
      '1993-12-01',
      { status: ['single', 'contested'], holds: ['USA'], order: ['USA', 'RUS'], allies: ['NATO'] },
      'the Americans stay, the Russians pack',
    ],
    ['DEU', '1995-06-01', { status: ['single'], primary: 'USA', not: ['RUS', 'SUN'] }, 'gone'],
  ],
)

scene(
  'Latvia 1992-2005: an army without leave, then an alliance',
  [
    say(
      'ForcesDeployed',
      'LVA',
      '1991-08-21',
      { forceId: 'nwgf', sponsor: 'RUS', role: 'garrison', strength: n(10000, 50000), consent: 'contested' },
      { partner: 'RUS' },
    ),
    say('WithdrawalDemanded', 'LVA', '1992-01', { forceId: 'nwgf', by: ['LVA'] }, { partner: 'RUS' }),
    say(
      'ForcesWithdrawn',
      'LVA',
      '1994-08-31',
      { forceId: 'nwgf', extent: 'complete', reason: 'demanded' },
      { partner: 'RUS' },
    ),
    say('MembershipJoined', 'LVA', '2004-03-29', { organisation: 'NATO' }),
    covered('LVA', '1991-09', '2010'),
  ],
  [
    ['LVA', '1994-01-01', { status: OPEN, not: ['RUS'], alignedNot: ['RUS'] }, 'against its will for years'],
    ['LVA', '1999-06-01', { status: OPEN, alignedNot: ['RUS', 'NATO'] }, 'between'],
    ['LVA', '2006-06-01', { status: OPEN, alignedFirst: 'NATO' }, 'a member'],
  ],
)

scene(
  'Tunisia 1956-65: an old garrison, shots at Bizerte, and an evacuation',
  [
    say(
      'ForcesDeployed',
      'TUN',
      '1956-03-20',
      {
        forceId: 'french-bizerte',
        sponsor: 'FRA',
        role: 'garrison',
        strength: n(7000, 15000),
        consent: 'tolerated',
        sites: ['Bizerte'],
      },
      { partner: 'FRA' },
    ),
    say('WithdrawalDemanded', 'TUN', '1961-07-06', { forceId: 'french-bizerte', by: ['TUN'] }, { partner: 'FRA' }),
    say('HostileActReported', 'TUN', '1961-07-19', { by: ['FRA'], content: 'battle of Bizerte' }, { partner: 'FRA' }),
    say('RelationsSevered', 'TUN', '1961-07-20', { by: ['TUN'] }, { partner: 'FRA' }),
    say('RelationsRestored', 'TUN', '1962-07', {}, { partner: 'FRA' }),
    say(
      'ForcesWithdrawn',
      'TUN',
      '1963-10-15',
      { forceId: 'french-bizerte', extent: 'complete', reason: 'demanded' },
      { partner: 'FRA' },
    ),
    covered('TUN', '1956', '1970'),
  ],
  [
    ['TUN', '1958-06-01', { status: ['single', 'contested'], holds: ['FRA'] }, 'the garrison of before'],
    ['TUN', '1961-12-01', { status: [...OPEN, 'contested'], alignedNot: ['FRA'] }, 'after the battle'],
    ['TUN', '1965-06-01', { status: OPEN, not: ['FRA'] }, 'evacuated'],
  ],
)
