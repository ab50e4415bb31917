import { from, n, OPEN, say, scene } from './elsewhere.js'
import { covered } from './scenario.js'

scene(
  'Angola 1975-92: two sides of one country, each with its patrons',
  [
    say('RivalAuthorityEstablished', 'AGO', '1975-11-11', { authority: 'unita', rivalOf: 'mpla', area: 'Huambo' }),
    say(
      'ForcesDeployed',
      'AGO',
      '1975-11-07/1975-11-11',
      { forceId: 'cuban-mission', sponsor: 'CUB', role: 'combat', strength: n(500, 36000), consent: 'invited' },
      { partner: 'CUB', authority: 'mpla' },
    ),
    say(
      'ForceStrengthReported',
      'AGO',
      '1976-03',
      { forceId: 'cuban-mission', strength: n(30000, 36000) },
      { partner: 'CUB', authority: 'mpla' },
    ),
    say(
      'ForceStrengthReported',
      'AGO',
      '1988',
      { forceId: 'cuban-mission', strength: n(50000, 55000) },
      { partner: 'CUB', authority: 'mpla' },
    ),
    say(
      'ArmsDelivered',
      'AGO',
      '1975-11/1976-04',
      {
        items: [
          { category: 'tanks', quantity: n(70, 100) },
          { category: 'rocket artillery', quantity: n(20, 40) },
        ],
        value: 'USD 300 million',
      },
      { partner: 'SUN', authority: 'mpla' },
    ),
    say(
      'AgreementSigned',
      'AGO',
      '1976-10-08',
      { agreementId: 'ago-su-friendship', kind: 'friendship', term: 'P20Y', onSignature: true },
      { partner: 'SUN', authority: 'mpla' },
    ),
    say(
      'TrainersDeployed',
      'AGO',
      '1976',
      { forceId: 'soviet-advisers-ago', sponsor: 'SUN', role: 'advisory', strength: n(500, 1500), consent: 'invited' },
      { partner: 'SUN', authority: 'mpla' },
    ),
    say(
      'ForcesDeployed',
      'AGO',
      '1975-10-14',
      { forceId: 'savannah', sponsor: 'ZAF', role: 'combat', strength: n(2000, 3000), consent: 'invited' },
      { partner: 'ZAF', authority: 'unita' },
    ),
    say(
      'ForcesWithdrawn',
      'AGO',
      '1976-03-27',
      { forceId: 'savannah', extent: 'complete', reason: 'own-need' },
      { partner: 'ZAF', authority: 'unita' },
    ),
    say(
      'ForcesDeployed',
      'AGO',
      '1981-08',
      { forceId: 'sadf-south', sponsor: 'ZAF', role: 'combat', strength: n(2000, 4000), consent: 'invited' },
      { partner: 'ZAF', authority: 'unita' },
    ),
    say(
      'ForcesWithdrawn',
      'AGO',
      '1988-08-30',
      { forceId: 'sadf-south', extent: 'complete', reason: 'third-party-deal' },
      { partner: 'ZAF', authority: 'unita' },
    ),
    say(
      'ForcesWithdrawn',
      'AGO',
      '1991-05-25',
      { forceId: 'cuban-mission', extent: 'complete', reason: 'third-party-deal' },
      { partner: 'CUB', authority: 'mpla' },
    ),
    covered('AGO', '1975-11', '1993'),
  ],
  [
    ['AGO', '1975-12-15', { status: ['split'] }, 'Cubans in Luanda, South Africans before it'],
    ['AGO', '1977-06-01', { status: ['single', 'contested'], holds: ['CUB'], not: ['ZAF'] }, 'South Africa had left'],
    ['AGO', '1986-06-01', { status: ['split'], sides: { unita: 'ZAF' } }, 'the war of the south'],
    ['AGO', '1992-06-01', { status: [...OPEN, 'single'], not: ['CUB', 'ZAF'] }, 'all soldiers of others had left'],
  ],
)

scene(
  'Mozambique 1977-88: a treaty and arms from afar, soldiers from next door',
  [
    say(
      'AgreementSigned',
      'MOZ',
      '1977-03-31',
      { agreementId: 'su-moz-treaty', kind: 'friendship', term: 'P20Y', onSignature: true },
      { partner: 'SUN' },
    ),
    say(
      'ArmsDelivered',
      'MOZ',
      '1977/1979',
      {
        items: [
          { designation: 'T-34, T-54', category: 'tanks', quantity: n(100, 200) },
          { designation: 'MiG-17', category: 'fighter aircraft', quantity: n(35, 47) },
        ],
      },
      { partner: 'SUN' },
    ),
    say(
      'TrainersDeployed',
      'MOZ',
      '1977',
      { forceId: 'su-adv-moz', sponsor: 'SUN', role: 'advisory', strength: n(300, 700), consent: 'invited' },
      { partner: 'SUN' },
    ),
    say(
      'TrainersDeployed',
      'MOZ',
      '1978',
      { forceId: 'ddr-adv-moz', sponsor: 'DDR', role: 'advisory', strength: n(30, 100), consent: 'invited' },
      { partner: 'DDR' },
    ),
    say('HostileActReported', 'MOZ', '1981-01-30', { by: ['ZAF'], content: 'raid on Matola' }, { partner: 'ZAF' }),
    say(
      'AgreementSigned',
      'MOZ',
      '1984-03-16',
      { agreementId: 'nkomati', kind: 'peace', onSignature: true },
      { partner: 'ZAF' },
    ),
    say(
      'ForcesDeployed',
      'MOZ',
      '1985-08',
      {
        forceId: 'zna-beira',
        sponsor: 'ZWE',
        role: 'combat',
        strength: n(8000, 12000),
        consent: 'invited',
        sites: ['Beira corridor'],
      },
      { partner: 'ZWE' },
    ),
    say(
      'ForcesDeployed',
      'MOZ',
      '1986-12',
      { forceId: 'tpdf-zambezia', sponsor: 'TZA', role: 'combat', strength: n(3000), consent: 'invited' },
      { partner: 'TZA' },
    ),
    covered('MOZ', '1975-07', '1990'),
  ],
  [
    ['MOZ', '1980-06-01', { status: ['single'], primary: 'SUN', not: ['ZAF', 'DDR'] }, 'treaty, tanks and advisers'],
    [
      'MOZ',
      '1987-12-01',
      { status: ['single', 'contested'], holds: ['ZWE'], not: ['ZAF'], order: ['ZWE', 'TZA'] },
      'ten thousand along the corridor',
    ],
  ],
)

scene(
  'Iraq 1972-90: one supplier with a treaty, one with aircraft',
  [
    say(
      'AgreementSigned',
      'IRQ',
      '1972-04-09',
      { agreementId: 'irq-su-1972', kind: 'friendship', term: 'P15Y', renewal: 'tacit' },
      { partner: 'SUN' },
    ),
    say('AgreementEnteredIntoForce', 'IRQ', '1972-07-20', { agreementId: 'irq-su-1972' }, { partner: 'SUN' }),
    say(
      'ArmsDelivered',
      'IRQ',
      '1973/1979',
      {
        items: [
          { category: 'tanks', quantity: { low: 1200, high: 1800, wording: 'well over a thousand' } },
          { category: 'combat aircraft', quantity: n(150, 250) },
        ],
      },
      { partner: 'SUN' },
    ),
    say(
      'ArmsDelivered',
      'IRQ',
      '1983/1987',
      {
        items: [
          { category: 'tanks', quantity: n(800, 1500) },
          { category: 'combat aircraft', quantity: n(100, 200) },
          { category: 'air defence missiles', quantity: n(50, 100) },
        ],
        value: 'about 10 billion USD',
      },
      { partner: 'SUN' },
    ),
    say(
      'ArmsDelivered',
      'IRQ',
      '1981/1988',
      { items: [{ designation: 'Mirage F1', category: 'fighter aircraft', quantity: n(80, 113) }] },
      { partner: 'FRA' },
    ),
    say(
      'TrainersDeployed',
      'IRQ',
      '1973~',
      { forceId: 'su-specialists-irq', sponsor: 'SUN', role: 'advisory', strength: n(500, 1500), consent: 'invited' },
      { partner: 'SUN' },
    ),
    covered('IRQ', '1970', '1990'),
  ],
  [
    [
      'IRQ',
      '1985-12-01',
      { status: ['single', 'contested'], holds: ['SUN'], armsPrimary: 'SUN', order: ['SUN', 'FRA'] },
      'arms, treaty and specialists',
    ],
    ['IRQ', '1977-06-01', { status: ['single'], primary: 'SUN' }, 'before the French aircraft'],
  ],
)

scene(
  'Nicaragua 1979-91: arms and advisers, and a neighbour of the north who mines the harbours',
  [
    say(
      'TrainersDeployed',
      'NIC',
      '1980',
      { forceId: 'cuban-advisers-nic', sponsor: 'CUB', role: 'advisory', strength: n(800, 3000), consent: 'invited' },
      { partner: 'CUB' },
    ),
    say(
      'ArmsDelivered',
      'NIC',
      '1981/1984',
      {
        items: [
          { category: 'tanks', quantity: n(110) },
          { category: 'helicopters', class: 'major', quantity: n(12, 20) },
        ],
      },
      { partner: 'SUN' },
    ),
    say('HostileActReported', 'NIC', '1984-04', { by: ['USA'], content: 'mining of harbours' }, { partner: 'USA' }),
    say('SanctionsImposed', 'NIC', '1985-05-01', { by: ['USA'], measures: ['trade-ban'] }, { partner: 'USA' }),
    say(
      'AgreementSigned',
      'NIC',
      '1954-04-23',
      { agreementId: 'us-nic-mdaa', kind: 'dca', onSignature: true },
      { partner: 'USA' },
    ),
    covered('NIC', '1978', '1991'),
  ],
  [
    [
      'NIC',
      '1985-12-01',
      { status: ['single', 'contested'], holds: ['CUB'], not: ['USA'], alignedNot: ['USA'] },
      'nobody doubts',
    ],
  ],
)

scene(
  'Kuwait 1961 and 1990-95: a guarantee that was called upon, and an occupation',
  [
    say(
      'AgreementSigned',
      'KWT',
      '1961-06-19',
      { agreementId: 'exchange-of-notes-1961', kind: 'guarantee', noticePeriod: 'P3Y', onSignature: true },
      { partner: 'GBR' },
    ),
    say(
      'ForcesDeployed',
      'KWT',
      '1961-07-01',
      {
        forceId: 'vantage',
        sponsor: 'GBR',
        role: 'combat',
        strength: n(5000, 7000),
        consent: 'invited',
        legalBasis: ['exchange-of-notes-1961'],
      },
      { partner: 'GBR' },
    ),
    say(
      'ForcesWithdrawn',
      'KWT',
      '1961-10-19',
      { forceId: 'vantage', extent: 'complete', reason: 'mutual' },
      { partner: 'GBR' },
    ),
    say(
      'ForcesDeployed',
      'KWT',
      '1961-09',
      {
        forceId: 'arab-league-security-force',
        sponsor: 'ARAB-LEAGUE',
        role: 'peacekeeping',
        strength: n(2000, 3300),
        consent: 'invited',
      },
      { partner: 'ARAB-LEAGUE' },
    ),
    say(
      'ForcesWithdrawn',
      'KWT',
      '1963-02',
      { forceId: 'arab-league-security-force', extent: 'complete' },
      { partner: 'ARAB-LEAGUE' },
    ),
    say(
      'AgreementTerminationNotified',
      'KWT',
      '1968-05-13',
      { agreementId: 'exchange-of-notes-1961', by: ['KWT'] },
      { partner: 'GBR' },
    ),
    say(
      'ForcesDeployed',
      'KWT',
      '1990-08-02',
      { forceId: 'iraqi-army', sponsor: 'IRQ', role: 'combat', strength: n(100000, 300000), consent: 'none' },
      { partner: 'IRQ' },
    ),
    say('ForcesWithdrawn', 'KWT', '1991-02-28', { forceId: 'iraqi-army', extent: 'complete' }, { partner: 'IRQ' }),
    say(
      'ForcesDeployed',
      'KWT',
      '1991-02-28',
      { forceId: 'us-kuwait', sponsor: 'USA', role: 'garrison', strength: n(1000, 8000), consent: 'invited' },
      { partner: 'USA' },
    ),
    say(
      'AgreementSigned',
      'KWT',
      '1991-09-19',
      { agreementId: 'kwt-us-dca', kind: 'dca', term: 'P10Y', onSignature: true },
      { partner: 'USA' },
    ),
    say(
      'AgreementSigned',
      'KWT',
      '1992-02-11',
      { agreementId: 'kwt-uk-mou', kind: 'mou', onSignature: true },
      { partner: 'GBR' },
    ),
    say(
      'AgreementSigned',
      'KWT',
      '1992-08-18',
      { agreementId: 'kwt-fr-dca', kind: 'dca', onSignature: true },
      { partner: 'FRA' },
    ),
    say(
      'AgreementSigned',
      'KWT',
      '1993-11-29',
      { agreementId: 'kwt-ru-dca', kind: 'dca', onSignature: true },
      { partner: 'RUS' },
    ),
    covered('KWT', '1961-06-19', '2000'),
  ],
  [
    ['KWT', '1961-08-01', { status: ['single'], primary: 'GBR' }, 'called and come'],
    [
      'KWT',
      '1962-06-01',
      { status: ['single', 'contested'], holds: ['ARAB-LEAGUE'] },
      'the force of the League took its place',
    ],
    ['KWT', '1975-06-01', { status: OPEN, not: ['GBR', 'ARAB-LEAGUE'] }, 'the notes ended in 1971'],
    ['KWT', '1990-10-01', { status: OPEN, not: ['IRQ'], alignedNot: ['IRQ'] }, 'occupied'],
    [
      'KWT',
      '1995-06-01',
      { status: ['single'], primary: 'USA', not: ['FRA', 'GBR', 'RUS'] },
      'four papers, one garrison',
    ],
  ],
)

scene(
  'Bahrain 1971-2019: a fleet headquarters, neighbours who came to help, a small base of an old friend',
  [
    say(
      'AgreementSigned',
      'BHR',
      '1991-10-28',
      { agreementId: 'bhr-us-dca', kind: 'dca', onSignature: true },
      { partner: 'USA' },
    ),
    say(
      'ForcesDeployed',
      'BHR',
      '1995-07-01',
      {
        forceId: 'fifth-fleet',
        sponsor: 'USA',
        role: 'garrison',
        strength: n(3000, 9000),
        consent: 'invited',
        legalBasis: ['bhr-us-dca'],
        sites: ['Juffair', 'Isa Air Base'],
      },
      { partner: 'USA' },
    ),
    say(
      'ForcesDeployed',
      'BHR',
      '2011-03-14',
      { forceId: 'peninsula-shield', sponsor: 'GCC', role: 'garrison', strength: n(1500), consent: 'invited' },
      { partner: 'GCC' },
    ),
    say(
      'ForcesDeployed',
      'BHR',
      '2011-03-14',
      {
        forceId: 'saudi-contingent',
        sponsor: 'SAU',
        role: 'garrison',
        strength: n(1000),
        consent: 'invited',
        partOf: 'peninsula-shield',
      },
      { partner: 'SAU' },
    ),
    say(
      'ForcesDeployed',
      'BHR',
      '2018-04-05',
      { forceId: 'uk-nsf', sponsor: 'GBR', role: 'garrison', strength: n(300, 500), consent: 'invited' },
      { partner: 'GBR' },
    ),
    say('MembershipJoined', 'BHR', '1981-05-25', { organisation: 'GCC' }),
    covered('BHR', '1990', '2020'),
  ],
  [
    ['BHR', '2008-06-01', { status: ['single'], primary: 'USA' }, 'the headquarters of the fleet'],
    [
      'BHR',
      '2019-06-01',
      { status: ['single', 'contested'], holds: ['USA'], not: ['SAU'], order: ['USA', 'GBR'] },
      'several, one of them first',
    ],
  ],
)

scene(
  'North Korea 1950-65: a million volunteers, and then only treaties',
  [
    say(
      'ForcesDeployed',
      'PRK',
      '1950-10-19',
      { forceId: 'cpv', sponsor: 'CHN', role: 'combat', strength: n(700000, 1300000), consent: 'invited' },
      { partner: 'CHN' },
    ),
    say(
      'ForcesDeployed',
      'PRK',
      '1950-11',
      { forceId: 'soviet-64th-corps', sponsor: 'SUN', role: 'combat', strength: n(15000, 26000), consent: 'invited' },
      { partner: 'SUN' },
    ),
    say('ForcesWithdrawn', 'PRK', '1953-12', { forceId: 'soviet-64th-corps', extent: 'complete' }, { partner: 'SUN' }),
    say(
      'ForcesWithdrawn',
      'PRK',
      '1958-10-26',
      { forceId: 'cpv', extent: 'complete', reason: 'mutual' },
      { partner: 'CHN' },
    ),
    say(
      'AgreementSigned',
      'PRK',
      '1961-07-06',
      { agreementId: 'prk-su-1961', kind: 'mutual-defence' },
      { parties: ['PRK', 'SUN'] },
    ),
    say('AgreementEnteredIntoForce', 'PRK', '1961-09-10', { agreementId: 'prk-su-1961' }, { parties: ['PRK', 'SUN'] }),
    say(
      'AgreementSigned',
      'PRK',
      '1961-07-11',
      { agreementId: 'prk-cn-1961', kind: 'mutual-defence' },
      { parties: ['PRK', 'CHN'] },
    ),
    say('AgreementEnteredIntoForce', 'PRK', '1961-09-10', { agreementId: 'prk-cn-1961' }, { parties: ['PRK', 'CHN'] }),
    covered('PRK', '1948-09-09', '1970'),
  ],
  [
    ['PRK', '1952-06-01', { status: ['single'], primary: 'CHN', order: ['CHN', 'SUN'] }, 'forty to one'],
    ['PRK', '1959-06-01', { status: OPEN, not: ['SUN'] }, 'the volunteers went home'],
    ['PRK', '1964-06-01', { status: [...OPEN, 'contested'], aligned: ['CHN', 'SUN'] }, 'two treaties of one week'],
  ],
)

scene(
  'Honduras 1983-90: a task force seldom counted, a rumour often told',
  [
    say(
      'AgreementSigned',
      'HND',
      '1954-05-20',
      { agreementId: 'bilateral-military-assistance-1954', kind: 'dca', onSignature: true },
      { partner: 'USA' },
    ),
    say(
      'ForcesDeployed',
      'HND',
      '1983-08/1984-08',
      {
        forceId: 'jtf-bravo',
        sponsor: 'USA',
        role: 'garrison',
        strength: { low: 1000, high: 1500, basis: 'rotational' },
        consent: 'invited',
        sites: ['Palmerola'],
      },
      { partner: 'USA', ...from('regional-paper', 'C', 2) },
    ),
    say(
      'ForcesDeployed',
      'HND',
      '1985-06',
      { forceId: 'cuban-infiltration', sponsor: 'CUB', role: 'combat', strength: n(4000), consent: 'invited' },
      { partner: 'CUB', ...from('blog-one', 'E', 5) },
    ),
    say(
      'ForcesDeployed',
      'HND',
      '1985-06',
      { forceId: 'cuban-infiltration', sponsor: 'CUB', role: 'combat', strength: n(4000), consent: 'invited' },
      { partner: 'CUB', ...from('blog-two', 'E', 4) },
    ),
    say(
      'JointActivityHeld',
      'HND',
      '1985-04',
      { kind: 'exercise', subject: 'Big Pine III', until: '1985-05' },
      { partner: 'USA' },
    ),
    covered('HND', '1980', '1990'),
  ],
  [['HND', '1986-06-01', { status: ['single'], primary: 'USA', not: ['CUB'] }, 'Palmerola; two blogs make no army']],
)

scene(
  'Belize 1981-96: a battalion and more against a neighbour; trainers with papers beside it',
  [
    say(
      'ForcesDeployed',
      'BLZ',
      '1981-09-21',
      {
        forceId: 'british-forces-belize',
        sponsor: 'GBR',
        role: 'garrison',
        strength: n(1500, 2000),
        consent: 'invited',
      },
      { partner: 'GBR' },
    ),
    say(
      'AgreementSigned',
      'BLZ',
      '1982',
      { agreementId: 'us-blz-imet', kind: 'training', onSignature: true },
      { partner: 'USA' },
    ),
    say(
      'AgreementSigned',
      'BLZ',
      '1983',
      { agreementId: 'us-blz-sofa', kind: 'sofa', onSignature: true },
      { partner: 'USA' },
    ),
    say(
      'AgreementSigned',
      'BLZ',
      '1984',
      { agreementId: 'us-blz-dca', kind: 'dca', onSignature: true },
      { partner: 'USA' },
    ),
    say(
      'TrainersDeployed',
      'BLZ',
      '1984',
      {
        forceId: 'us-mtt-blz',
        sponsor: 'USA',
        role: 'advisory',
        strength: n(5, 15),
        consent: 'invited',
        legalBasis: ['us-blz-imet', 'us-blz-sofa', 'us-blz-dca'],
      },
      { partner: 'USA' },
    ),
    say(
      'WithdrawalAnnounced',
      'BLZ',
      '1993-05-13',
      { forceId: 'british-forces-belize', by: ['GBR'], target: '1994-10' },
      { partner: 'GBR' },
    ),
    say(
      'ForcesWithdrawn',
      'BLZ',
      '1994-09',
      { forceId: 'british-forces-belize', extent: 'partial', remaining: n(30, 100) },
      { partner: 'GBR' },
    ),
    covered('BLZ', '1981-10', '1998'),
  ],
  [
    [
      'BLZ',
      '1986-06-01',
      { status: ['single'], primary: 'GBR', not: ['USA'], order: ['GBR', 'USA'] },
      'the Harriers and a battalion',
    ],
  ],
)

scene(
  'Brunei 1990: a battalion that guards, a battalion that trains for itself',
  [
    say(
      'AgreementSigned',
      'BRN',
      '1979-01-07',
      { agreementId: 'uk-brunei-friendship', kind: 'friendship' },
      { partner: 'GBR' },
    ),
    say('AgreementEnteredIntoForce', 'BRN', '1984-01-01', { agreementId: 'uk-brunei-friendship' }, { partner: 'GBR' }),
    say(
      'ForcesDeployed',
      'BRN',
      '1984-01-01',
      { forceId: 'gurkhas-seria', sponsor: 'GBR', role: 'garrison', strength: n(900, 1000), consent: 'invited' },
      { partner: 'GBR' },
    ),
    say(
      'ForcesDeployed',
      'BRN',
      '1984-01-01',
      {
        forceId: 'saf-temburong',
        sponsor: 'SGP',
        role: 'facility',
        strength: n(300, 500),
        consent: 'invited',
        subject: 'jungle training',
      },
      { partner: 'SGP' },
    ),
    covered('BRN', '1984', '2000'),
  ],
  [['BRN', '1990-06-01', { status: ['single'], primary: 'GBR', not: ['SGP'] }, 'the Gurkhas are there for the Sultan']],
)

scene(
  'Spain 1953-92: bases without an alliance, then the alliance',
  [
    say(
      'AgreementSigned',
      'ESP',
      '1953-09-26',
      { agreementId: 'madrid-defence', kind: 'dca', onSignature: true, term: 'P10Y', renewal: 'tacit' },
      { partner: 'USA' },
    ),
    say(
      'AgreementSigned',
      'ESP',
      '1953-09-26',
      { agreementId: 'madrid-economic', kind: 'trade', onSignature: true },
      { partner: 'USA' },
    ),
    say(
      'AgreementSigned',
      'ESP',
      '1953-09-26',
      { agreementId: 'madrid-mutual-assistance', kind: 'arms', onSignature: true },
      { partner: 'USA' },
    ),
    say(
      'ForcesDeployed',
      'ESP',
      '1957',
      {
        forceId: 'usf-spain',
        sponsor: 'USA',
        role: 'garrison',
        strength: n(8000, 12000),
        consent: 'invited',
        legalBasis: ['madrid-defence', 'madrid-mutual-assistance', 'madrid-economic'],
        sites: ['Torrejon', 'Moron', 'Rota', 'Zaragoza'],
      },
      { partner: 'USA' },
    ),
    say(
      'AgreementSigned',
      'ESP',
      '1976-01-24',
      { agreementId: 'treaty-1976', kind: 'dca', replaces: 'madrid-defence' },
      { partner: 'USA' },
    ),
    say('AgreementEnteredIntoForce', 'ESP', '1976-09-21', { agreementId: 'treaty-1976' }, { partner: 'USA' }),
    say('MembershipJoined', 'ESP', '1982-05-30', { organisation: 'NATO' }),
    covered('ESP', '1953', '1995'),
  ],
  [
    ['ESP', '1965-06-01', { status: ['single'], primary: 'USA' }, 'four bases'],
    ['ESP', '1976-05-01', { status: ['single'], primary: 'USA' }, 'between two treaties'],
    ['ESP', '1985-06-01', { status: ['single'], primary: 'USA', allies: ['NATO'] }, 'and an ally now'],
  ],
)

scene(
  'Qatar 2003-20: a hub of thousands and a friend who sent some',
  [
    say(
      'ForcesDeployed',
      'QAT',
      '2002/2003',
      {
        forceId: 'al-udeid',
        sponsor: 'USA',
        role: 'garrison',
        strength: n(5000, 13000),
        consent: 'invited',
        sites: ['Al Udeid', 'As Sayliyah'],
      },
      { partner: 'USA' },
    ),
    say(
      'AgreementSigned',
      'QAT',
      '1992-06-23',
      { agreementId: 'qat-us-dca', kind: 'dca', onSignature: true },
      { partner: 'USA' },
    ),
    say('AgreementSigned', 'QAT', '2014-12-19', { agreementId: 'qat-tur-military', kind: 'dca' }, { partner: 'TUR' }),
    say('AgreementEnteredIntoForce', 'QAT', '2015-06', { agreementId: 'qat-tur-military' }, { partner: 'TUR' }),
    say(
      'ForcesDeployed',
      'QAT',
      '2015-10',
      { forceId: 'tur-tariq-ibn-ziyad', sponsor: 'TUR', role: 'garrison', strength: n(100, 3000), consent: 'invited' },
      { partner: 'TUR' },
    ),
    covered('QAT', '1990', '2021'),
  ],
  [
    ['QAT', '2010-06-01', { status: ['single'], primary: 'USA' }, 'the hub of the Gulf'],
    [
      'QAT',
      '2019-06-01',
      { status: ['single', 'contested'], holds: ['USA'], order: ['USA', 'TUR'] },
      'the hub comes first',
    ],
  ],
)

scene(
  'Jordan and Lebanon 1958: two landings of a summer, told to the year and to the day',
  [
    say(
      'ForcesDeployed',
      'JOR',
      '1958',
      { forceId: 'gbr-paras', sponsor: 'GBR', role: 'combat', strength: n(2200, 4000), consent: 'invited' },
      { partner: 'GBR' },
    ),
    say('ForcesWithdrawn', 'JOR', '1958', { forceId: 'gbr-paras', extent: 'complete' }, { partner: 'GBR' }),
    say(
      'ForcesDeployed',
      'LBN',
      '1958-07-15',
      { forceId: 'blue-bat', sponsor: 'USA', role: 'combat', strength: n(14000), consent: 'invited' },
      { partner: 'USA' },
    ),
    say('ForcesWithdrawn', 'LBN', '1958-10', { forceId: 'blue-bat', extent: 'complete' }, { partner: 'USA' }),
    covered('JOR', '1957', '1960'),
    covered('LBN', '1957', '1960'),
  ],
  [
    [
      'JOR',
      '1958-07-02',
      { status: ['single', 'none'], primary: 'GBR' },
      'as likely there as not in the middle of the year',
    ],
    ['JOR', '1959-06-01', { status: OPEN, not: ['GBR'] }, 'gone'],
    ['LBN', '1958-08-15', { status: ['single'], primary: 'USA' }, 'landed and still there'],
    ['LBN', '1959-06-01', { status: OPEN, not: ['USA'] }, 'gone'],
  ],
)

scene(
  'Syria 2012-19: three on one side, one on the other, one uninvited',
  [
    say(
      'ForcesDeployed',
      'SYR',
      '2012/2013',
      { forceId: 'irgc-syr', sponsor: 'IRN', role: 'advisory', strength: n(500, 3000), consent: 'invited' },
      { partner: 'IRN' },
    ),
    say(
      'ForcesDeployed',
      'SYR',
      '2015-09-30',
      {
        forceId: 'rus-air-group',
        sponsor: 'RUS',
        role: 'combat',
        strength: n(3000, 5000),
        consent: 'invited',
        sites: ['Hmeimim', 'Tartus'],
      },
      { partner: 'RUS' },
    ),
    say(
      'AgreementSigned',
      'SYR',
      '2015-08-26',
      { agreementId: 'hmeimim-2015', kind: 'base', onSignature: true },
      { partner: 'RUS' },
    ),
    say(
      'ForcesDeployed',
      'SYR',
      '2015-10',
      { forceId: 'us-special-forces', sponsor: 'USA', role: 'combat', strength: n(50, 2000), consent: 'none' },
      { partner: 'USA' },
    ),
    say(
      'ForcesDeployed',
      'SYR',
      '2016-08-24',
      { forceId: 'euphrates-shield', sponsor: 'TUR', role: 'combat', strength: n(2000, 8000), consent: 'none' },
      { partner: 'TUR' },
    ),
    covered('SYR', '2011', '2020'),
  ],
  [
    [
      'SYR',
      '2017-06-01',
      {
        status: ['single', 'contested'],
        holds: ['RUS'],
        not: ['USA', 'TUR'],
        alignedNot: ['USA', 'TUR'],
        order: ['RUS', 'IRN'],
      },
      'who was invited, and who was not',
    ],
  ],
)
