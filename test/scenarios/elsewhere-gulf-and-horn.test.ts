import { contested, from, n, OPEN, open, say, scene, single } from './elsewhere.js'
import { covered } from './scenario.js'

/** The Middle East and the Horn, 1930 to 2025. */

const gbr = { partner: 'GBR' }
const usa = { partner: 'USA' }
const rus = { partner: 'RUS' }
const sun = { partner: 'SUN' }

scene(
  'United Arab Emirates 1971-2020: protected, then for itself, then host of three',
  [
    say('AgreementTerminated', 'ARE', '1971-12-01', { agreementId: 'exclusive-treaties', ground: 'mutual' }, gbr),
    say(
      'AgreementSigned',
      'ARE',
      '1971-12-02',
      { agreementId: 'gbr-are-friendship', kind: 'friendship', term: 'P10Y', onSignature: true },
      gbr,
    ),
    say('AgreementSigned', 'ARE', '1994-07-25', { agreementId: 'us-are-dca', kind: 'dca', onSignature: true }, usa),
    say(
      'ForcesDeployed',
      'ARE',
      '2003',
      {
        forceId: 'al-dhafra',
        sponsor: 'USA',
        role: 'garrison',
        strength: n(3500, 5000),
        consent: 'invited',
        legalBasis: ['us-are-dca'],
      },
      usa,
    ),
    say(
      'AgreementSigned',
      'ARE',
      '2009-05-26',
      { agreementId: 'fra-are-2009', kind: 'mutual-defence', mutual: false },
      { partner: 'FRA' },
    ),
    say('AgreementEnteredIntoForce', 'ARE', '2012-04', { agreementId: 'fra-are-2009' }, { partner: 'FRA' }),
    say(
      'ForcesDeployed',
      'ARE',
      '2009-05-26',
      {
        forceId: 'ffeau',
        sponsor: 'FRA',
        role: 'garrison',
        strength: n(500, 750),
        consent: 'invited',
        legalBasis: ['fra-are-2009'],
      },
      { partner: 'FRA' },
    ),
    say(
      'ArmsDelivered',
      'ARE',
      '2004/2008',
      { items: [{ designation: 'F-16E', category: 'combat aircraft', quantity: n(80) }], value: 'USD 6.4 billion' },
      usa,
    ),
    covered('ARE', '1971', '2021'),
  ],
  [
    ['ARE', '1980-06-01', open(['GBR']), 'a treaty of friendship protects nobody'],
    ['ARE', '2008-06-01', single('USA'), 'one base, one supplier'],
    [
      'ARE',
      '2016-06-01',
      { status: ['single', 'contested'], primary: 'USA', holds: ['USA'], order: ['USA', 'FRA'] },
      'the American comes first; the French promised more',
    ],
  ],
)

scene(
  'Oman 1965-80: officers of one, a brigade of another, a rebellion',
  [
    say(
      'TrainersDeployed',
      'OMN',
      '1958',
      { forceId: 'seconded', sponsor: 'GBR', role: 'advisory', strength: n(300, 600), consent: 'invited' },
      gbr,
    ),
    say(
      'ForcesDeployed',
      'OMN',
      '1970',
      { forceId: 'raf-salalah', sponsor: 'GBR', role: 'combat', strength: n(200, 400), consent: 'invited' },
      gbr,
    ),
    say(
      'ForcesDeployed',
      'OMN',
      '1973-12',
      { forceId: 'iran-dhofar', sponsor: 'IRN', role: 'combat', strength: n(3000, 4000), consent: 'invited' },
      { partner: 'IRN' },
    ),
    say(
      'ForcesWithdrawn',
      'OMN',
      '1977-01',
      { forceId: 'iran-dhofar', extent: 'complete', reason: 'mutual' },
      { partner: 'IRN' },
    ),
    covered('OMN', '1955', '1980'),
  ],
  [
    ['OMN', '1971-06-01', single('GBR'), 'British officers led the army'],
    ['OMN', '1975-06-01', { status: ['contested', 'single'], holds: ['IRN'] }, 'a brigade of the Shah beside them'],
    ['OMN', '1978-06-01', single('GBR'), 'the Iranians had gone'],
  ],
)

scene(
  'Saudi Arabia 1982-2025: a brigade from Pakistan, an army in the desert, departure, return, a pact',
  [
    say(
      'ForcesDeployed',
      'SAU',
      '1982',
      { forceId: 'pak-brigade', sponsor: 'PAK', role: 'garrison', strength: n(10000, 15000), consent: 'invited' },
      { partner: 'PAK' },
    ),
    say(
      'ForcesWithdrawn',
      'SAU',
      '1988',
      { forceId: 'pak-brigade', extent: 'complete', reason: 'own-need' },
      { partner: 'PAK' },
    ),
    say(
      'ArmsDelivered',
      'SAU',
      '1986-06/1987-09',
      {
        items: [{ designation: 'E-3', category: 'airborne warning', class: 'major', quantity: n(5) }],
        value: 'USD 8.5 billion',
      },
      usa,
    ),
    say(
      'ForcesDeployed',
      'SAU',
      '1990-08-07',
      { forceId: 'desert-shield', sponsor: 'USA', role: 'combat', strength: n(200000, 540000), consent: 'invited' },
      usa,
    ),
    say(
      'ForcesDeployed',
      'SAU',
      '1990-10',
      { forceId: 'op-granby', sponsor: 'GBR', role: 'combat', strength: n(43000, 53000), consent: 'invited' },
      gbr,
    ),
    say('ForcesWithdrawn', 'SAU', '1991-07', { forceId: 'op-granby', extent: 'complete' }, gbr),
    say('ForceStrengthReported', 'SAU', '1992', { forceId: 'desert-shield', strength: n(4500, 6000) }, usa),
    say(
      'ForcesWithdrawn',
      'SAU',
      '2003-08-26',
      { forceId: 'desert-shield', extent: 'complete', reason: 'mutual' },
      usa,
    ),
    say(
      'ForcesDeployed',
      'SAU',
      '2019-10-11',
      { forceId: 'psab', sponsor: 'USA', role: 'garrison', strength: n(2300, 3000), consent: 'invited' },
      usa,
    ),
    say(
      'AgreementSigned',
      'SAU',
      '2025-09-17',
      { agreementId: 'smda', kind: 'mutual-defence', onSignature: true },
      { parties: ['PAK', 'SAU'] },
    ),
    covered('SAU', '1980', '2026'),
  ],
  [
    ['SAU', '1984-06-01', single('PAK'), 'the only foreign brigades'],
    ['SAU', '1991-01-15', single('USA', { notProviders: [] }), 'half a million beside fifty thousand'],
    ['SAU', '1998-06-01', single('USA'), 'five thousand stayed'],
    ['SAU', '2012-06-01', open(['PAK', 'GBR']), 'on its own, as far as this record goes'],
    [
      'SAU',
      '2025-11-01',
      single('USA', { allies: ['PAK'], notProviders: ['PAK'] }),
      'a pact of equals beside a garrison',
    ],
  ],
)

scene(
  'Yemen 1962-70: an army from Egypt on one side, gold from the north on the other',
  [
    say('RivalAuthorityEstablished', 'YEM', '1962-09-27', { authority: 'imamate', rivalOf: 'yemen-arab-republic' }),
    say(
      'ForcesDeployed',
      'YEM',
      '1962-10',
      { forceId: 'egy-yemen', sponsor: 'EGY', role: 'combat', strength: n(15000, 70000), consent: 'invited' },
      { partner: 'EGY', authority: 'yemen-arab-republic' },
    ),
    say(
      'AidStarted',
      'YEM',
      '1962-11',
      { kind: 'arms and money for the royalist army', amount: 'USD 500 million' },
      { partner: 'SAU', authority: 'imamate' },
    ),
    say(
      'ForcesWithdrawn',
      'YEM',
      '1967-12',
      { forceId: 'egy-yemen', extent: 'complete', reason: 'third-party-deal' },
      { partner: 'EGY' },
    ),
    say('AidEnded', 'YEM', '1970-03', {}, { partner: 'SAU', authority: 'imamate' }),
    say('RivalAuthorityEnded', 'YEM', '1970-05-23', { authority: 'imamate' }),
    covered('YEM', '1960', '1975'),
  ],
  [
    [
      'YEM',
      '1965-06-01',
      { status: ['split'], sides: { 'yemen-arab-republic': 'EGY', imamate: 'SAU' } },
      'two governments, two patrons',
    ],
    ['YEM', '1972-06-01', open(['EGY', 'SAU']), 'one government, and no army of others'],
  ],
)

scene(
  'Iraq 1930-47: a treaty and two airfields, a war of a month, an occupation',
  [
    say(
      'AgreementSigned',
      'IRQ',
      '1930-06-30',
      { agreementId: 'anglo-iraqi', kind: 'mutual-defence', term: 'P25Y' },
      gbr,
    ),
    say('AgreementEnteredIntoForce', 'IRQ', '1932-10-03', { agreementId: 'anglo-iraqi' }, gbr),
    say(
      'ForcesDeployed',
      'IRQ',
      '1932',
      {
        forceId: 'raf-iraq',
        sponsor: 'GBR',
        role: 'garrison',
        strength: n(1500, 2500),
        consent: 'tolerated',
        legalBasis: ['anglo-iraqi'],
        sites: ['Habbaniya', 'Shaibah'],
      },
      gbr,
    ),
    say('CoupOccurred', 'IRQ', '1941-04-01', { outcome: 'succeeded' }),
    say(
      'ForcesDeployed',
      'IRQ',
      '1941-05-02',
      { forceId: 'iraqforce', sponsor: 'GBR', role: 'combat', strength: n(20000, 60000), consent: 'none' },
      gbr,
    ),
    say('ConsentChanged', 'IRQ', '1941-06-04', { forceId: 'iraqforce', consent: 'tolerated', by: ['IRQ'] }, gbr),
    say('ForcesWithdrawn', 'IRQ', '1947-10-26', { forceId: 'iraqforce', extent: 'complete' }, gbr),
    covered('IRQ', '1930', '1950'),
  ],
  [
    ['IRQ', '1936-06-01', single('GBR'), 'independent under a treaty'],
    ['IRQ', '1941-05-15', open([], { notProviders: ['GBR'] }), 'at war with who came'],
    ['IRQ', '1943-06-01', single('GBR'), 'the regent was back, and let them stay'],
  ],
)

scene(
  'Iran 1941-47: invaded by two, allied to both by treaty, left by one only when told to',
  [
    say(
      'ForcesDeployed',
      'IRN',
      '1941-08-25',
      { forceId: 'red-army-iran', sponsor: 'SUN', role: 'garrison', strength: n(30000, 60000), consent: 'none' },
      sun,
    ),
    say(
      'ForcesDeployed',
      'IRN',
      '1941-08-25',
      { forceId: 'paiforce', sponsor: 'GBR', role: 'garrison', strength: n(20000, 50000), consent: 'none' },
      gbr,
    ),
    say(
      'AgreementSigned',
      'IRN',
      '1942-01-29',
      { agreementId: 'tripartite-1942', kind: 'mutual-defence', onSignature: true, mutual: true },
      { parties: ['GBR', 'IRN', 'SUN'] },
    ),
    say('LegalBasisChanged', 'IRN', '1942-01-29', { forceId: 'red-army-iran', legalBasis: ['tripartite-1942'] }, sun),
    say('LegalBasisChanged', 'IRN', '1942-01-29', { forceId: 'paiforce', legalBasis: ['tripartite-1942'] }, gbr),
    say(
      'ForcesDeployed',
      'IRN',
      '1942-12',
      {
        forceId: 'persian-gulf-command',
        sponsor: 'USA',
        role: 'facility',
        strength: n(28000, 30000),
        consent: 'tolerated',
      },
      usa,
    ),
    say('ForcesWithdrawn', 'IRN', '1945-12-31', { forceId: 'persian-gulf-command', extent: 'complete' }, usa),
    say('ForcesWithdrawn', 'IRN', '1946-03-02', { forceId: 'paiforce', extent: 'complete' }, gbr),
    say('ConsentChanged', 'IRN', '1946-03-02', { forceId: 'red-army-iran', consent: 'none', by: ['IRN'] }, sun),
    say(
      'ForcesWithdrawn',
      'IRN',
      '1946-05-09',
      { forceId: 'red-army-iran', extent: 'complete', reason: 'demanded' },
      sun,
    ),
    covered('IRN', '1940', '1950'),
  ],
  [
    ['IRN', '1941-10-01', open([], { sponsors: ['GBR', 'SUN'], notProviders: ['GBR', 'SUN'] }), 'occupied'],
    ['IRN', '1943-06-01', contested(['GBR', 'SUN'], { not: ['USA'] }), 'two zones by treaty; the third moved freight'],
    ['IRN', '1946-04-01', open([], { notProviders: ['SUN'] }), 'the crisis of Azerbaijan'],
    ['IRN', '1948-06-01', open(['SUN', 'GBR']), 'all gone'],
  ],
)

scene(
  'Ethiopia 1942-74: from one adviser to another',
  [
    say(
      'AgreementSigned',
      'ETH',
      '1942-01-31',
      { agreementId: 'anglo-ethiopian', kind: 'dca', onSignature: true },
      gbr,
    ),
    say(
      'TrainersDeployed',
      'ETH',
      '1942',
      { forceId: 'bmme', sponsor: 'GBR', role: 'advisory', strength: n(200, 300), consent: 'invited' },
      gbr,
    ),
    say('ForcesWithdrawn', 'ETH', '1951', { forceId: 'bmme', extent: 'complete' }, gbr),
    say('AgreementTerminated', 'ETH', '1954-11', { agreementId: 'anglo-ethiopian', ground: 'mutual' }, gbr),
    say(
      'AgreementSigned',
      'ETH',
      '1953-05-22',
      { agreementId: 'kagnew', kind: 'base', term: 'P25Y', onSignature: true },
      usa,
    ),
    say('AgreementSigned', 'ETH', '1953-05-22', { agreementId: 'mdaa', kind: 'training', onSignature: true }, usa),
    say(
      'ForcesDeployed',
      'ETH',
      '1953',
      {
        forceId: 'kagnew-station',
        sponsor: 'USA',
        role: 'facility',
        strength: n(1500, 3500),
        consent: 'invited',
        legalBasis: ['kagnew'],
      },
      usa,
    ),
    say(
      'TrainersDeployed',
      'ETH',
      '1954',
      { forceId: 'maag-ethiopia', sponsor: 'USA', role: 'advisory', strength: n(100, 300), consent: 'invited' },
      usa,
    ),
    say('AidStarted', 'ETH', '1953', { kind: 'military', amount: 'USD 12 million a year' }, usa),
    covered('ETH', '1940', '1974'),
  ],
  [
    ['ETH', '1947-06-01', { status: ['single', ...OPEN], primary: 'GBR' }, 'a mission of some hundreds'],
    ['ETH', '1965-06-01', single('USA'), 'an army trained, paid and armed by one'],
  ],
)

scene(
  'Somalia 2006-20: an army of the neighbour, then a mission that fought',
  [
    say(
      'ForcesDeployed',
      'SOM',
      '2006-12-24',
      { forceId: 'endf', sponsor: 'ETH', role: 'combat', strength: n(8000, 15000), consent: 'invited' },
      { partner: 'ETH' },
    ),
    say(
      'ForcesDeployed',
      'SOM',
      '2007-03-06',
      { forceId: 'amisom', sponsor: 'AU', role: 'peacekeeping', strength: n(1600, 3000), consent: 'invited' },
      { partner: 'AU' },
    ),
    say(
      'ForcesWithdrawn',
      'SOM',
      '2009-01-25',
      { forceId: 'endf', extent: 'complete', reason: 'third-party-deal' },
      { partner: 'ETH' },
    ),
    say('ForceStrengthReported', 'SOM', '2013', { forceId: 'amisom', strength: n(17000, 22000) }, { partner: 'AU' }),
    say(
      'ForcesDeployed',
      'SOM',
      '2017-09-30',
      { forceId: 'turksom', sponsor: 'TUR', role: 'advisory', strength: n(150, 200), consent: 'invited' },
      { partner: 'TUR' },
    ),
    covered('SOM', '2000', '2021'),
  ],
  [
    ['SOM', '2008-01-01', { status: ['single', 'contested'], holds: ['ETH'] }, 'the Ethiopians held Mogadishu'],
    ['SOM', '2014-06-01', single('AU'), 'twenty thousand that fought'],
    ['SOM', '2018-06-01', single('AU'), 'a school for cadets beside it'],
  ],
)

scene(
  'Eritrea 2017, Djibouti 2012: a runway for a war elsewhere, peacekeepers on a hill',
  [
    say('BaseAccessGranted', 'ERI', '2015-09', { siteId: 'assab' }, { partner: 'ARE' }),
    covered('ERI', '2010', '2022'),
    say(
      'ForcesDeployed',
      'DJI',
      '1977-06-27',
      { forceId: 'ffdj', sponsor: 'FRA', role: 'garrison', strength: n(1900, 2900), consent: 'invited' },
      { partner: 'FRA' },
    ),
    say(
      'ForcesDeployed',
      'DJI',
      '2010-06',
      { forceId: 'qatari-observers', sponsor: 'QAT', role: 'observer', strength: n(400), consent: 'tolerated' },
      { partner: 'QAT' },
    ),
    say(
      'ForcesWithdrawn',
      'DJI',
      '2017-06-14',
      { forceId: 'qatari-observers', extent: 'complete', reason: 'own-need' },
      { partner: 'QAT' },
    ),
    covered('DJI', '1977', '2020'),
  ],
  [
    ['ERI', '2017-06-01', open(['ARE']), 'a runway that served a war elsewhere'],
    ['DJI', '2012-06-01', single('FRA', { not: ['QAT'] }), 'observers are nobody s patron'],
  ],
)

scene(
  'South Sudan 2013-17: a neighbour s army for two years, the world s mission all the while',
  [
    say(
      'ForcesDeployed',
      'SSD',
      '2011-07-09',
      { forceId: 'unmiss', sponsor: 'UN', role: 'peacekeeping', strength: n(7000, 12500), consent: 'tolerated' },
      { partner: 'UN' },
    ),
    say(
      'ForcesDeployed',
      'SSD',
      '2013-12-20',
      { forceId: 'updf', sponsor: 'UGA', role: 'combat', strength: n(1500, 5000), consent: 'invited' },
      { partner: 'UGA' },
    ),
    say(
      'ForcesWithdrawn',
      'SSD',
      '2015-10-31',
      { forceId: 'updf', extent: 'complete', reason: 'third-party-deal' },
      { partner: 'UGA' },
    ),
    covered('SSD', '2011', '2020'),
  ],
  [
    ['SSD', '2014-06-01', single('UGA'), 'it saved the capital'],
    ['SSD', '2017-06-01', open(['UGA']), 'the world s mission sheltered people and no government'],
  ],
)

scene(
  'Israel 1950-90: aircraft of one, then aid of another',
  [
    say(
      'ArmsDelivered',
      'ISR',
      '1954/1956',
      {
        items: [
          { designation: 'Mystere IV, Ouragan', category: 'fighters', quantity: n(120) },
          { category: 'tanks', quantity: n(200) },
        ],
      },
      { partner: 'FRA' },
    ),
    say(
      'ArmsDelivered',
      'ISR',
      '1962/1963',
      { items: [{ designation: 'Mirage IIIC', category: 'fighters', quantity: n(72) }] },
      { partner: 'FRA' },
    ),
    say('SanctionsImposed', 'ISR', '1967-06-02', { by: ['FRA'], measures: ['arms-embargo'] }, { partner: 'FRA' }),
    say(
      'ArmsDelivered',
      'ISR',
      '1969',
      { items: [{ designation: 'F-4', category: 'combat aircraft', quantity: n(50) }] },
      usa,
    ),
    say(
      'ArmsDelivered',
      'ISR',
      '1973-10',
      {
        items: [
          { category: 'combat aircraft', quantity: n(56) },
          { category: 'tanks', quantity: n(200) },
        ],
        value: 'USD 2.2 billion',
        grantOrSale: 'grant',
      },
      usa,
    ),
    say('AidStarted', 'ISR', '1974', { kind: 'military', amount: 'USD 1.8 billion a year' }, usa),
    covered('ISR', '1949', '1995'),
    covered('ISR', '1949', '1995', 'arms'),
  ],
  [
    ['ISR', '1957-01-01', { status: ['single', ...OPEN], primary: 'FRA', armsPrimary: 'FRA' }, 'the French years'],
    ['ISR', '1985-06-01', single('USA', { armsFirst: 'USA' }), 'the American decades'],
  ],
)

scene(
  'Syria 1980-90: a treaty, missiles with their crews, heights held by another',
  [
    say(
      'AgreementSigned',
      'SYR',
      '1980-10-08',
      { agreementId: 'syr-sun-1980', kind: 'friendship', onSignature: true, term: 'P20Y' },
      sun,
    ),
    say(
      'TrainersDeployed',
      'SYR',
      '1973',
      { forceId: 'sov-adv-syr', sponsor: 'SUN', role: 'advisory', strength: n(2500, 5000), consent: 'invited' },
      sun,
    ),
    say(
      'AirDefenseDelivered',
      'SYR',
      '1983-01',
      { designation: 'S-200', stage: 'operational', operatedBy: 'partner-crew' },
      sun,
    ),
    say('AirDefenseDelivered', 'SYR', '1985', { designation: 'S-200', stage: 'operational', operatedBy: 'host' }, sun),
    say(
      'ArmsDelivered',
      'SYR',
      '1982/1984',
      {
        items: [
          { category: 'tanks', quantity: n(800) },
          { category: 'fighters', quantity: n(150) },
        ],
      },
      sun,
    ),
    say(
      'ForcesDeployed',
      'SYR',
      '1967-06-10',
      { forceId: 'idf-golan', sponsor: 'ISR', role: 'garrison', strength: n(5000, 20000), consent: 'none' },
      { partner: 'ISR' },
    ),
    covered('SYR', '1967', '1992'),
  ],
  [
    ['SYR', '1984-06-01', single('SUN', { notProviders: ['ISR'] }), 'armed, trained and covered by one'],
    ['SYR', '1988-06-01', single('SUN', { notProviders: ['ISR'] }), 'the crews had gone, the rest had not'],
  ],
)

scene(
  'Qatar 2014-22: severed by its neighbours, guarded by a far one and a near friend',
  [
    say(
      'ForcesDeployed',
      'QAT',
      '2003',
      { forceId: 'al-udeid', sponsor: 'USA', role: 'garrison', strength: n(8000, 11000), consent: 'invited' },
      usa,
    ),
    say(
      'AgreementSigned',
      'QAT',
      '2000-11-21',
      { agreementId: 'gcc-defence', kind: 'mutual-defence', onSignature: true },
      { parties: ['ARE', 'BHR', 'KWT', 'OMN', 'QAT', 'SAU'] },
    ),
    say('RelationsSevered', 'QAT', '2017-06-05', { by: ['SAU'] }, { partner: 'SAU' }),
    say('RelationsSevered', 'QAT', '2017-06-05', { by: ['ARE'] }, { partner: 'ARE' }),
    say('RelationsSevered', 'QAT', '2017-06-05', { by: ['BHR'] }, { partner: 'BHR' }),
    say(
      'ForcesDeployed',
      'QAT',
      '2017-06-18',
      { forceId: 'tur-qatar', sponsor: 'TUR', role: 'garrison', strength: n(300, 3000), consent: 'invited' },
      { partner: 'TUR' },
    ),
    say('RelationsRestored', 'QAT', '2021-01-05', {}, { partner: 'SAU' }),
    say('RelationsRestored', 'QAT', '2021-01-05', {}, { partner: 'ARE' }),
    say('RelationsRestored', 'QAT', '2023-04-12', {}, { partner: 'BHR' }),
    covered('QAT', '2000', '2025'),
  ],
  [
    ['QAT', '2012-06-01', single('USA', { allies: ['ARE', 'BHR', 'KWT', 'OMN', 'SAU'] }), 'a hub, and five allies'],
    [
      'QAT',
      '2018-06-01',
      {
        status: ['single', 'contested'],
        primary: 'USA',
        holds: ['USA'],
        order: ['USA', 'TUR'],
        allies: ['KWT', 'OMN'],
      },
      'three had broken with it',
    ],
    [
      'QAT',
      '2022-06-01',
      { status: ['single', 'contested'], primary: 'USA', holds: ['USA'], allies: ['ARE', 'KWT', 'OMN', 'SAU'] },
      'two had come back',
    ],
  ],
)

scene(
  'Iraq 2014-21: asked back, and asked out by a vote',
  [
    say(
      'ForcesDeployed',
      'IRQ',
      '2014-08',
      { forceId: 'oir', sponsor: 'USA', role: 'combat', strength: n(3000, 5200), consent: 'invited' },
      usa,
    ),
    say(
      'TrainersDeployed',
      'IRQ',
      '2014-06',
      { forceId: 'irgc-iraq', sponsor: 'IRN', role: 'advisory', strength: n(100, 1000), consent: 'invited' },
      { partner: 'IRN' },
    ),
    say(
      'ForcesDeployed',
      'IRQ',
      '2015-12-04',
      { forceId: 'bashiqa', sponsor: 'TUR', role: 'garrison', strength: n(500, 2000), consent: 'none' },
      { partner: 'TUR' },
    ),
    say(
      'StatementIssued',
      'IRQ',
      '2020-01-05',
      { by: ['IRQ'], stance: 'demand', content: 'parliament votes that foreign forces leave' },
      usa,
    ),
    covered('IRQ', '2012', '2022'),
  ],
  [
    [
      'IRQ',
      '2016-06-01',
      { status: ['single', 'contested'], primary: 'USA', holds: ['USA'], order: ['USA', 'IRN'], notProviders: ['TUR'] },
      'the coalition, and Iran beside it; one nobody asked',
    ],
    [
      'IRQ',
      '2020-06-01',
      { status: ['single', 'contested'], primary: 'USA', holds: ['USA'], notProviders: ['TUR'] },
      'a vote is no order',
    ],
  ],
)

scene(
  'Saudi Arabia 2021, Cyprus 1998, Turkey 2019, Serbia 2022: missiles promised, crewed, withdrawn, bought',
  [
    say('AirDefenseDelivered', 'CYP', '1997-01-04', { designation: 'S-300', stage: 'promised' }, rus),
    say(
      'ArmsDeliveryCancelled',
      'CYP',
      '1998-12-29',
      { items: [{ designation: 'S-300', category: 'air defence' }], by: ['CYP'] },
      rus,
    ),
    covered('CYP', '1990', '2005'),
    say('MembershipJoined', 'TUR', '1952-02-18', { organisation: 'NATO' }),
    say(
      'AirDefenseDelivered',
      'TUR',
      '2019-07-12',
      { designation: 'S-400', stage: 'arrived', operatedBy: 'host' },
      rus,
    ),
    covered('TUR', '1952', '2022'),
    covered('TUR', '1952', '2022', 'arms'),
    say(
      'AirDefenseDelivered',
      'SRB',
      '2022-04-09',
      { designation: 'HQ-22', stage: 'arrived', operatedBy: 'host' },
      { partner: 'CHN' },
    ),
    say('JointActivityHeld', 'SRB', '2023-06-17', { kind: 'exercise' }, { parties: ['SRB', 'USA'] }),
    covered('SRB', '2006', '2024'),
    say(
      'AirDefenseDelivered',
      'SAU',
      '2019-09-26',
      { designation: 'Patriot', stage: 'operational', operatedBy: 'partner-crew' },
      usa,
    ),
    say('AirDefenseDelivered', 'SAU', '2021-09', { designation: 'Patriot', stage: 'withdrawn' }, usa),
    covered('SAU', '2015', '2024'),
  ],
  [
    ['CYP', '1998-06-01', open(['RUS'], { notProviders: ['RUS'] }), 'promised and never come'],
    [
      'TUR',
      '2020-01-01',
      open(['RUS'], { allies: ['NATO'], alignedFirst: 'NATO', armsFirst: 'RUS' }),
      'a purchase that angered its allies',
    ],
    ['SRB', '2023-07-01', open(['CHN', 'USA']), 'bought from one, trained with another'],
    ['SAU', '2022-06-01', open(), 'taken home'],
  ],
)

scene(
  'Tajikistan 1993-2015: a division, a dispute about the rent, airmen of another',
  [
    say(
      'AgreementSigned',
      'TJK',
      '1993-05-25',
      { agreementId: 'rus-tjk-1993', kind: 'mutual-defence', onSignature: true },
      rus,
    ),
    say(
      'ForcesDeployed',
      'TJK',
      '1993',
      {
        forceId: 'division-201',
        sponsor: 'RUS',
        role: 'garrison',
        strength: n(6000, 8000),
        consent: 'invited',
        legalBasis: ['rus-tjk-1993'],
      },
      rus,
    ),
    say(
      'ForcesDeployed',
      'TJK',
      '1993',
      { forceId: 'rus-border-tjk', sponsor: 'RUS', role: 'border-guard', strength: n(11000), consent: 'invited' },
      rus,
    ),
    say('ForcesWithdrawn', 'TJK', '2005-07', { forceId: 'rus-border-tjk', extent: 'complete', reason: 'mutual' }, rus),
    say(
      'ForcesDeployed',
      'TJK',
      '2001-12',
      { forceId: 'fra-dushanbe', sponsor: 'FRA', role: 'garrison', strength: n(170, 250), consent: 'invited' },
      { partner: 'FRA' },
    ),
    say('ForcesWithdrawn', 'TJK', '2014-11', { forceId: 'fra-dushanbe', extent: 'complete' }, { partner: 'FRA' }),
    say(
      'BaseAccessChanged',
      'TJK',
      '2012-10-05',
      { siteId: 'base-201', forceId: 'division-201', terms: 'to 2042, after a dispute about rent' },
      rus,
    ),
    covered('TJK', '1991', '2016'),
  ],
  [
    ['TJK', '1998-06-01', single('RUS'), 'a division in a civil war'],
    ['TJK', '2008-06-01', single('RUS', { order: ['RUS', 'FRA'] }), 'a detachment at an airport beside it'],
    ['TJK', '2013-06-01', single('RUS'), 'they had agreed about the rent'],
  ],
)

scene(
  'Kuwait 1987 in a report of a doubtful paper, Bahrain 1981 in one of three',
  [
    say(
      'ForcesDeployed',
      'KWT',
      '1987-07',
      { forceId: 'sov-kwt', sponsor: 'SUN', role: 'garrison', strength: n(2000) },
      { ...sun, ...from('weekly-sheet', 'E', 5) },
    ),
    covered('KWT', '1980', '1990'),
    say(
      'ForcesDeployed',
      'BHR',
      '1981-12',
      { forceId: 'sau-bhr', sponsor: 'SAU', role: 'garrison', strength: n(1500), consent: 'invited' },
      { partner: 'SAU', ...from('agency-a', 'C', 3, { family: 'agency-a' }) },
    ),
    say(
      'ForcesDeployed',
      'BHR',
      '1981-12',
      { forceId: 'sau-bhr', sponsor: 'SAU', role: 'garrison', strength: n(1500), consent: 'invited' },
      { partner: 'SAU', ...from('agency-b', 'C', 3, { family: 'agency-b' }) },
    ),
    say(
      'ForcesDeployed',
      'BHR',
      '1981-12',
      { forceId: 'sau-bhr', sponsor: 'SAU', role: 'garrison', strength: n(1500), consent: 'invited' },
      { partner: 'SAU', ...from('agency-c', 'C', 3, { family: 'agency-c' }) },
    ),
    covered('BHR', '1980', '1990'),
  ],
  [
    ['KWT', '1988-01-01', open(['SUN']), 'nobody serious said so'],
    ['BHR', '1982-06-01', single('SAU'), 'three independent papers say possibly: it is likely'],
  ],
)
