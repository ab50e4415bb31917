import { n, OPEN, open, say, scene, single } from './elsewhere.js'
import { covered } from './scenario.js'

/** Asia and the Pacific, 1936 to 2025. */

const usa = { partner: 'USA' }
const gbr = { partner: 'GBR' }
const sun = { partner: 'SUN' }
const aus = { partner: 'AUS' }
const chn = { partner: 'CHN' }

scene(
  'Mongolia 1936-95: a protocol, an army, a departure by steps',
  [
    say(
      'AgreementSigned',
      'MNG',
      '1936-03-12',
      { agreementId: 'mng-sun-1936', kind: 'mutual-defence', onSignature: true, term: 'P10Y', renewal: 'tacit' },
      sun,
    ),
    say(
      'AgreementSigned',
      'MNG',
      '1966-01-15',
      {
        agreementId: 'mng-sun-1966',
        kind: 'mutual-defence',
        onSignature: true,
        replaces: 'mng-sun-1936',
        term: 'P20Y',
        renewal: 'tacit',
      },
      sun,
    ),
    say(
      'ForcesDeployed',
      'MNG',
      '1967',
      {
        forceId: '39-army',
        sponsor: 'SUN',
        role: 'garrison',
        strength: n(55000, 75000),
        consent: 'invited',
        legalBasis: ['mng-sun-1966'],
      },
      sun,
    ),
    say('WithdrawalAnnounced', 'MNG', '1990-03-02', { forceId: '39-army', by: ['SUN', 'MNG'], target: '1992' }, sun),
    say(
      'StateSucceeded',
      'MNG',
      '1991-12-26',
      { predecessor: 'SUN', successor: 'RUS', forces: ['39-army'] },
      { partner: 'RUS' },
    ),
    say(
      'ForcesWithdrawn',
      'MNG',
      '1992-12',
      { forceId: '39-army', extent: 'complete', reason: 'mutual' },
      { partner: 'RUS' },
    ),
    covered('MNG', '1930', '2000'),
  ],
  [
    [
      'MNG',
      '1950-06-01',
      { status: ['single', ...OPEN], primary: 'SUN', aligned: ['SUN'] },
      'a treaty with one that protects, of whose use nothing was told',
    ],
    ['MNG', '1980-06-01', single('SUN'), 'five divisions'],
    ['MNG', '1995-06-01', open(['SUN', 'RUS']), 'gone with the state that made the treaty'],
  ],
)

scene(
  'Afghanistan 1956-95: tanks on credit, an army, its aid, nobody',
  [
    say(
      'ArmsDelivered',
      'AFG',
      '1956/1961',
      {
        items: [
          { category: 'tanks', quantity: n(100, 200) },
          { category: 'fighters', quantity: n(60) },
        ],
      },
      sun,
    ),
    say(
      'TrainersDeployed',
      'AFG',
      '1956',
      { forceId: 'sov-adv-afg', sponsor: 'SUN', role: 'advisory', strength: n(300, 3000), consent: 'invited' },
      sun,
    ),
    say(
      'AgreementSigned',
      'AFG',
      '1978-12-05',
      { agreementId: 'afg-sun-1978', kind: 'friendship', onSignature: true, term: 'P20Y' },
      sun,
    ),
    say('CoupOccurred', 'AFG', '1978-04-27', { outcome: 'succeeded' }),
    say(
      'ForcesDeployed',
      'AFG',
      '1979-12-24',
      {
        forceId: '40-army',
        sponsor: 'SUN',
        role: 'combat',
        strength: n(80000, 115000),
        consent: 'invited',
        legalBasis: ['afg-sun-1978'],
      },
      sun,
    ),
    say(
      'ForcesWithdrawn',
      'AFG',
      '1989-02-15',
      { forceId: '40-army', extent: 'complete', reason: 'third-party-deal' },
      sun,
    ),
    say(
      'ArmsDelivered',
      'AFG',
      '1989/1991',
      {
        items: [
          { category: 'ballistic missiles', quantity: n(1000, 1700) },
          { category: 'tanks', quantity: n(300, 700) },
        ],
        grantOrSale: 'grant',
      },
      sun,
    ),
    covered('AFG', '1950', '2000'),
  ],
  [
    ['AFG', '1962-06-01', single('SUN'), 'an army made over with its arms and advisers'],
    ['AFG', '1985-06-01', single('SUN'), 'a hundred thousand'],
    ['AFG', '1990-12-01', single('SUN'), 'the government lived on what was flown in'],
    ['AFG', '1995-06-01', open(['SUN']), 'nobody'],
  ],
)

scene(
  'Thailand 1941-50: an alliance under threat',
  [
    say(
      'AgreementSigned',
      'THA',
      '1941-12-21',
      { agreementId: 'jpn-tha', kind: 'mutual-defence', onSignature: true },
      { parties: ['JPN', 'THA'] },
    ),
    say(
      'ForcesDeployed',
      'THA',
      '1941-12-08',
      {
        forceId: 'ija-thailand',
        sponsor: 'JPN',
        role: 'garrison',
        strength: n(50000, 150000),
        consent: 'tolerated',
        legalBasis: ['jpn-tha'],
      },
      { partner: 'JPN' },
    ),
    say('ForcesWithdrawn', 'THA', '1945-09', { forceId: 'ija-thailand', extent: 'complete' }, { partner: 'JPN' }),
    say(
      'AgreementTerminated',
      'THA',
      '1945-08-16',
      { agreementId: 'jpn-tha', ground: 'unilateral', by: ['THA'] },
      { parties: ['JPN', 'THA'] },
    ),
    covered('THA', '1935', '1953'),
  ],
  [
    ['THA', '1943-06-01', single('JPN', { allies: ['JPN'] }), 'an ally with an army in the country'],
    ['THA', '1948-06-01', open(['JPN'], { alignedNot: ['JPN'] }), 'all declared void'],
  ],
)

scene(
  'Cambodia 1963-79: aid sent away, aid come back, and a far friend',
  [
    say('AidStarted', 'KHM', '1955-05', { kind: 'military', amount: 'USD 10 million a year' }, usa),
    say('AidEnded', 'KHM', '1963-11-20', { by: ['KHM'] }, usa),
    say('RelationsSevered', 'KHM', '1965-05-03', { by: ['KHM'] }, usa),
    say('RelationsRestored', 'KHM', '1969-07-02', {}, usa),
    say(
      'ForcesDeployed',
      'KHM',
      '1970-04-29',
      { forceId: 'incursion', sponsor: 'USA', role: 'combat', strength: n(30000), consent: 'tolerated' },
      usa,
    ),
    say('ForcesWithdrawn', 'KHM', '1970-06-30', { forceId: 'incursion', extent: 'complete' }, usa),
    say('AidStarted', 'KHM', '1970-07', { kind: 'military', amount: 'USD 1.18 billion to 1975' }, usa),
    covered('KHM', '1953', '1980'),
  ],
  [
    ['KHM', '1966-06-01', open(['USA']), 'neutral, and severed'],
    ['KHM', '1973-06-01', single('USA'), 'a republic that lived on it'],
  ],
)

scene(
  'Malaysia 1957-80, Singapore 1971-2005: a treaty of defence, a confrontation, a promise to consult',
  [
    say(
      'AgreementSigned',
      'MYS',
      '1957-10-12',
      { agreementId: 'amda', kind: 'mutual-defence', onSignature: true },
      gbr,
    ),
    say(
      'ForcesDeployed',
      'MYS',
      '1957-08-31',
      {
        forceId: 'gbr-malaya',
        sponsor: 'GBR',
        role: 'garrison',
        strength: n(20000, 40000),
        consent: 'invited',
        legalBasis: ['amda'],
      },
      gbr,
    ),
    say(
      'ForcesDeployed',
      'MYS',
      '1957-08-31',
      { forceId: 'aus-butterworth', sponsor: 'AUS', role: 'garrison', strength: n(1000, 2000), consent: 'invited' },
      aus,
    ),
    say('AgreementTerminated', 'MYS', '1971-11-01', { agreementId: 'amda', ground: 'mutual', replacedBy: 'fpda' }, gbr),
    say(
      'AgreementSigned',
      'MYS',
      '1971-11-01',
      { agreementId: 'fpda', kind: 'consultation', onSignature: true },
      { parties: ['AUS', 'GBR', 'MYS', 'NZL', 'SGP'] },
    ),
    say('ForcesWithdrawn', 'MYS', '1971', { forceId: 'gbr-malaya', extent: 'complete', reason: 'own-need' }, gbr),
    say('ForceStrengthReported', 'MYS', '1988', { forceId: 'aus-butterworth', strength: n(120, 200) }, aus),
    covered('MYS', '1957', '2000'),
    say('AgreementSigned', 'SGP', '1990-11-13', { agreementId: 'us-sgp-mou', kind: 'mou', onSignature: true }, usa),
    say(
      'ForcesDeployed',
      'SGP',
      '1992',
      {
        forceId: 'comlog',
        sponsor: 'USA',
        role: 'facility',
        strength: n(100, 180),
        consent: 'invited',
        legalBasis: ['us-sgp-mou'],
      },
      usa,
    ),
    covered('SGP', '1971', '2010'),
  ],
  [
    ['MYS', '1964-06-01', single('GBR'), 'thirty thousand in a confrontation'],
    ['MYS', '1990-06-01', open(['GBR']), 'a company in turns'],
    ['SGP', '2000-06-01', open(['USA']), 'a quay and a paper'],
  ],
)

scene(
  'Burma 1948-61: a mission sent home and an army of somebody else in the hills',
  [
    say('AgreementSigned', 'MMR', '1947-08-29', { agreementId: 'let-ya-freeman', kind: 'dca', term: 'P3Y' }, gbr),
    say('AgreementEnteredIntoForce', 'MMR', '1948-01-04', { agreementId: 'let-ya-freeman' }, gbr),
    say(
      'TrainersDeployed',
      'MMR',
      '1948-01',
      {
        forceId: 'bsm',
        sponsor: 'GBR',
        role: 'advisory',
        strength: n(40, 80),
        consent: 'invited',
        legalBasis: ['let-ya-freeman'],
      },
      gbr,
    ),
    say(
      'AgreementTerminationNotified',
      'BUR',
      '1953-01-03',
      { agreementId: 'let-ya-freeman', by: ['MMR'], noticePeriod: 'P1Y' },
      gbr,
    ),
    say('ForcesWithdrawn', 'BUR', '1954-01-04', { forceId: 'bsm', extent: 'complete', reason: 'demanded' }, gbr),
    say(
      'ForcesDeployed',
      'BUR',
      '1950',
      { forceId: 'kmt', sponsor: 'TWN', role: 'combat', strength: n(4000, 12000), consent: 'none' },
      { partner: 'TWN' },
    ),
    covered('MMR', '1948', '1962'),
  ],
  [
    ['MMR', '1952-06-01', open(['TWN'], { notProviders: ['TWN'] }), 'a small mission; an army that nobody asked for'],
    ['MMR', '1956-06-01', open(['GBR', 'TWN']), 'neutral'],
  ],
)

scene(
  'Philippines 1947-2001: bases, then only the treaty and its exercises',
  [
    say(
      'AgreementSigned',
      'PHL',
      '1947-03-14',
      { agreementId: 'mba', kind: 'base', onSignature: true, endsOn: '1991-09-16' },
      usa,
    ),
    say(
      'AgreementSigned',
      'PHL',
      '1951-08-30',
      { agreementId: 'mdt', kind: 'mutual-defence' },
      { parties: ['PHL', 'USA'] },
    ),
    say('AgreementEnteredIntoForce', 'PHL', '1952-08-27', { agreementId: 'mdt' }, { parties: ['PHL', 'USA'] }),
    say(
      'ForcesDeployed',
      'PHL',
      '1947',
      {
        forceId: 'us-phl',
        sponsor: 'USA',
        role: 'garrison',
        strength: n(14000, 18000),
        consent: 'invited',
        legalBasis: ['mba'],
        sites: ['Clark', 'Subic'],
      },
      usa,
    ),
    say('ForcesWithdrawn', 'PHL', '1992-11-24', { forceId: 'us-phl', extent: 'complete' }, usa),
    say('JointActivityHeld', 'PHL', '1993-10', { kind: 'exercise', subject: 'Balikatan' }, usa),
    covered('PHL', '1946', '2002'),
  ],
  [
    ['PHL', '1965-06-01', single('USA'), 'the largest bases abroad'],
    ['PHL', '1993-06-01', open([], { aligned: ['USA'] }), 'the treaty stayed in force'],
    ['PHL', '1997-06-01', open([], { aligned: ['USA'] }), 'an alliance without a soldier'],
  ],
)

scene(
  'Australia 1951-2015: a quiet alliance, exercises and a listening post',
  [
    say(
      'AgreementSigned',
      'AUS',
      '1951-09-01',
      { agreementId: 'anzus', kind: 'mutual-defence' },
      { parties: ['AUS', 'NZL', 'USA'] },
    ),
    say('AgreementEnteredIntoForce', 'AUS', '1952-04-29', { agreementId: 'anzus' }, { parties: ['AUS', 'NZL', 'USA'] }),
    say(
      'ForcesDeployed',
      'AUS',
      '1970',
      { forceId: 'pine-gap', sponsor: 'USA', role: 'facility', strength: n(400, 800), consent: 'invited' },
      usa,
    ),
    say('JointActivityHeld', 'AUS', '2005-06', { kind: 'exercise', subject: 'Talisman Sabre' }, usa),
    say('JointActivityHeld', 'AUS', '2009-07', { kind: 'exercise', subject: 'Talisman Sabre' }, usa),
    say(
      'ForcesDeployed',
      'AUS',
      '2012-04',
      { forceId: 'mrf-darwin', sponsor: 'USA', role: 'garrison', strength: n(200, 2500), consent: 'invited' },
      usa,
    ),
    covered('AUS', '1950', '2020'),
  ],
  [
    ['AUS', '1975-06-01', open([], { aligned: ['USA', 'NZL'], alignedFirst: 'USA' }), 'an ally without a garrison'],
    ['AUS', '2008-06-01', open([], { aligned: ['USA'], alignedFirst: 'USA' }), 'the same thirty years later'],
    ['AUS', '2016-06-01', { status: ['single', ...OPEN], primary: 'USA', alignedFirst: 'USA' }, 'marines in turns'],
  ],
)

scene(
  'Solomon Islands 2003-24: a mission led by one, a pact with another',
  [
    say(
      'ForcesDeployed',
      'SLB',
      '2003-07-24',
      { forceId: 'ramsi', sponsor: 'AUS', role: 'peacekeeping', strength: n(1500, 2200), consent: 'invited' },
      aus,
    ),
    say('ForceStrengthReported', 'SLB', '2010', { forceId: 'ramsi', strength: n(300, 600) }, aus),
    say('ForcesWithdrawn', 'SLB', '2017-06-30', { forceId: 'ramsi', extent: 'complete', reason: 'mutual' }, aus),
    say(
      'AgreementSigned',
      'SLB',
      '2017-08-14',
      { agreementId: 'aus-slb-2017', kind: 'intervention', onSignature: true },
      aus,
    ),
    say(
      'ForcesDeployed',
      'SLB',
      '2021-11-25',
      { forceId: 'siaf', sponsor: 'AUS', role: 'peacekeeping', strength: n(80, 200), consent: 'invited' },
      aus,
    ),
    say(
      'AgreementSigned',
      'SLB',
      '2022-04-19',
      { agreementId: 'chn-slb-security', kind: 'dca', onSignature: true },
      chn,
    ),
    say(
      'TrainersDeployed',
      'SLB',
      '2022-02',
      { forceId: 'chn-police', sponsor: 'CHN', role: 'advisory', strength: n(9, 15), consent: 'invited' },
      chn,
    ),
    covered('SLB', '2000', '2025'),
  ],
  [
    ['SLB', '2005-06-01', single('AUS'), 'a state put back on its feet'],
    ['SLB', '2012-06-01', single('AUS'), 'some hundred police are much there'],
    [
      'SLB',
      '2023-06-01',
      { status: ['single', 'contested'], primary: 'AUS', holds: ['AUS'], order: ['AUS', 'CHN'] },
      'the old guard, and a pact that alarmed it',
    ],
  ],
)

scene(
  'Fiji 1987-2014: coups, sanctions, visits, and nobody s soldiers',
  [
    say('CoupOccurred', 'FJI', '1987-05-14', { outcome: 'succeeded' }),
    say('CoupOccurred', 'FJI', '2006-12-05', { outcome: 'succeeded' }),
    say(
      'SanctionsImposed',
      'FJI',
      '2006-12',
      { by: ['AUS', 'NZL'], measures: ['travel-ban', 'aid-cut'] },
      { parties: ['AUS', 'FJI', 'NZL'] },
    ),
    say('AmbassadorExpelled', 'FJI', '2009-11-03', { by: ['FJI'] }, aus),
    say(
      'ArmsDelivered',
      'FJI',
      '2016-01',
      { items: [{ category: 'rifles' }], grantOrSale: 'grant' },
      { partner: 'RUS' },
    ),
    covered('FJI', '1980', '2020'),
  ],
  [
    ['FJI', '1988-01-01', open(), 'a coup, and nobody came'],
    ['FJI', '2010-06-01', open(['AUS', 'CHN', 'NZL']), 'quarrels, and nobody came'],
    ['FJI', '2016-06-01', open(['RUS']), 'a shipment of rifles'],
  ],
)

scene(
  'Marshall Islands 1990-2024, Palau 1996: the care of a compact',
  [
    say(
      'AgreementSigned',
      'MHL',
      '1983-06-25',
      { agreementId: 'compact-mhl', kind: 'mutual-defence', mutual: false },
      usa,
    ),
    say('AgreementEnteredIntoForce', 'MHL', '1986-10-21', { agreementId: 'compact-mhl' }, usa),
    say(
      'ForcesDeployed',
      'MHL',
      '1986-10-21',
      {
        forceId: 'kwajalein',
        sponsor: 'USA',
        role: 'facility',
        strength: n(20, 100),
        consent: 'invited',
        legalBasis: ['compact-mhl'],
      },
      usa,
    ),
    covered('MHL', '1986', '2024'),
    {
      type: 'AgreementEnteredIntoForce',
      country: 'PLW',
      partner: 'USA',
      occurredOn: '1994-10-01',
      data: { agreementId: 'compact-plw', kind: 'mutual-defence' },
      claim: { sourceId: 'p', reliability: 'C', credibility: 2, modality: 'asserted' },
    },
    covered('PLW', '1994', '2024'),
  ],
  [
    ['MHL', '2000-06-01', single('USA'), 'it has undertaken to defend them'],
    ['MHL', '2020-06-01', single('USA'), 'still'],
    [
      'PLW',
      '2010-06-01',
      { status: ['single', ...OPEN], primary: 'USA', aligned: ['USA'] },
      'the same, told in one line: the promise is named where nothing else is',
    ],
  ],
)

scene(
  'Vanuatu 1980, Tonga 2006-07: a rebellion of weeks, a riot of weeks',
  [
    say(
      'ForcesDeployed',
      'VUT',
      '1980-08-18',
      { forceId: 'kumul', sponsor: 'PNG', role: 'combat', strength: n(350, 450), consent: 'invited' },
      { partner: 'PNG' },
    ),
    say('ForcesWithdrawn', 'VUT', '1980-09', { forceId: 'kumul', extent: 'complete' }, { partner: 'PNG' }),
    covered('VUT', '1980-07-30', '1985'),
    say(
      'ForcesDeployed',
      'TON',
      '2006-11-18',
      { forceId: 'anz-tonga', sponsor: 'AUS', role: 'peacekeeping', strength: n(85), consent: 'invited' },
      aus,
    ),
    say(
      'ForcesDeployed',
      'TON',
      '2006-11-18',
      { forceId: 'nzdf-tonga', sponsor: 'NZL', role: 'peacekeeping', strength: n(65), consent: 'invited' },
      { partner: 'NZL' },
    ),
    say('ForcesWithdrawn', 'TON', '2006-12-02', { forceId: 'nzdf-tonga', extent: 'complete' }, { partner: 'NZL' }),
    say('ForcesWithdrawn', 'TON', '2007-02', { forceId: 'anz-tonga', extent: 'complete' }, aus),
    covered('TON', '2000', '2010'),
  ],
  [
    ['VUT', '1980-08-25', single('PNG'), 'the first act of a new state was to ask for help'],
    ['VUT', '1982-06-01', open(['PNG']), 'gone'],
    ['TON', '2006-11-25', { status: ['single', 'contested', ...OPEN], primary: 'AUS' }, 'a hundred and fifty of two'],
    ['TON', '2008-06-01', open(['AUS', 'NZL']), 'gone'],
  ],
)

scene(
  'Papua New Guinea 1975-2024 and Nauru: a declaration, soldiers of fortune, an agreement of a new kind',
  [
    say(
      'AgreementSigned',
      'PNG',
      '1987-12-09',
      { agreementId: 'jdp-1987', kind: 'consultation', onSignature: true },
      aus,
    ),
    say('AgreementSigned', 'PNG', '1977-01-26', { agreementId: 'aus-png-sofa', kind: 'sofa', onSignature: true }, aus),
    say(
      'TrainersDeployed',
      'PNG',
      '1975-09-16',
      { forceId: 'dcp-png', sponsor: 'AUS', role: 'advisory', strength: n(30, 600), consent: 'invited' },
      aus,
    ),
    say(
      'ForcesDeployed',
      'PNG',
      '1997-02',
      { forceId: 'sandline', sponsor: 'GBR', role: 'pmc', strength: n(44, 70), consent: 'invited' },
      gbr,
    ),
    say('ForcesWithdrawn', 'PNG', '1997-03-21', { forceId: 'sandline', extent: 'complete', reason: 'demanded' }, gbr),
    say('ForceStrengthReported', 'PNG', '2000', { forceId: 'dcp-png', strength: n(20, 40) }, aus),
    say('AgreementSigned', 'PNG', '2023-05-22', { agreementId: 'us-png-dca', kind: 'dca' }, usa),
    say('AgreementEnteredIntoForce', 'PNG', '2023-08-16', { agreementId: 'us-png-dca' }, usa),
    covered('PNG', '1975', '2025'),
  ],
  [
    ['PNG', '1980-06-01', { status: ['single', ...OPEN], primary: 'AUS' }, 'advisers of the old administration'],
    [
      'PNG',
      '1997-05-01',
      open(['GBR'], { notProviders: ['GBR'] }),
      'the affair of the mercenaries, who were not Britain s',
    ],
    ['PNG', '2024-06-01', open(['CHN']), 'a frame agreement and forty advisers: nobody s garrison'],
  ],
)

scene(
  'North Korea 1950-58, a few pilots of whom nobody spoke',
  [
    say(
      'ForcesDeployed',
      'PRK',
      '1950-10-19',
      { forceId: 'cpv', sponsor: 'CHN', role: 'combat', strength: n(300000, 1300000), consent: 'invited' },
      chn,
    ),
    say(
      'ForcesDeployed',
      'PRK',
      '1950-11',
      { forceId: '64-iak', sponsor: 'SUN', role: 'combat', strength: n(20000, 26000), consent: 'invited' },
      sun,
    ),
    say('ForcesWithdrawn', 'PRK', '1953-12', { forceId: '64-iak', extent: 'complete' }, sun),
    say('ForcesWithdrawn', 'PRK', '1958-10-26', { forceId: 'cpv', extent: 'complete', reason: 'mutual' }, chn),
    covered('PRK', '1948', '1960'),
  ],
  [['PRK', '1952-06-01', single('CHN', { order: ['CHN', 'SUN'] }), 'a million beside an air corps']],
)

scene(
  'Maldives 2010-25: airmen told to leave, civilians in their place',
  [
    say(
      'TrainersDeployed',
      'MDV',
      '2010',
      { forceId: 'ind-helicopters', sponsor: 'IND', role: 'advisory', strength: n(75, 89), consent: 'invited' },
      { partner: 'IND' },
    ),
    say('WithdrawalDemanded', 'MDV', '2023-11-18', { by: ['MDV'], forceId: 'ind-helicopters' }, { partner: 'IND' }),
    say(
      'ForcesWithdrawn',
      'MDV',
      '2024-05-09',
      { forceId: 'ind-helicopters', extent: 'complete', reason: 'demanded' },
      { partner: 'IND' },
    ),
    say(
      'AgreementSigned',
      'MDV',
      '2024-03-04',
      { agreementId: 'chn-mdv-aid', kind: 'training', onSignature: true },
      chn,
    ),
    covered('MDV', '2000', '2026'),
  ],
  [
    ['MDV', '2019-06-01', { status: ['single', ...OPEN], primary: 'IND' }, 'some eighty in a state of half a million'],
    ['MDV', '2024-01-15', { status: ['contested', ...OPEN], not: [] }, 'told to leave, and not gone'],
    ['MDV', '2025-06-01', open(['IND', 'CHN']), 'a paper on free training'],
  ],
)

scene(
  'Sikkim 1950-75, Bhutan 2017: a protectorate that was annexed, a standoff',
  [
    say(
      'AgreementSigned',
      'SKM',
      '1950-12-05',
      { agreementId: 'ind-skm-1950', kind: 'mutual-defence', onSignature: true, mutual: false },
      { partner: 'IND' },
    ),
    say(
      'ForcesDeployed',
      'SKM',
      '1950',
      { forceId: 'ind-army-skm', sponsor: 'IND', role: 'garrison', consent: 'invited' },
      { partner: 'IND' },
    ),
    covered('SKM', '1950', '1976'),
    say(
      'TrainersDeployed',
      'BTN',
      '1962',
      { forceId: 'imtrat', sponsor: 'IND', role: 'advisory', strength: n(800, 1200), consent: 'invited' },
      { partner: 'IND' },
    ),
    say(
      'ForcesDeployed',
      'BTN',
      '2017-06-16',
      { forceId: 'pla-doklam', sponsor: 'CHN', role: 'combat', strength: n(200, 400), consent: 'none' },
      chn,
    ),
    covered('BTN', '1950', '2020'),
  ],
  [
    ['SKM', '1965-06-01', single('IND'), 'protected'],
    ['SKM', '1976-06-01', { status: ['unknown'] }, 'no such state'],
    [
      'BTN',
      '2017-08-01',
      single('IND', { notProviders: ['CHN'] }),
      'a thousand who teach; two hundred whom nobody asked',
    ],
  ],
)
