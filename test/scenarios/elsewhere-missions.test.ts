import { from, n, OPEN, say, scene } from './elsewhere.js'
import { covered } from './scenario.js'

scene(
  'Cambodia 1979-94: an army of the neighbour, then a mission that governs',
  [
    say(
      'ForcesDeployed',
      'KHM',
      '1979-01-07',
      {
        forceId: 'vietnamese-volunteers',
        sponsor: 'VNM',
        role: 'combat',
        strength: n(140000, 200000),
        consent: 'invited',
      },
      { partner: 'VNM', authority: 'prk' },
    ),
    say(
      'AgreementSigned',
      'KHM',
      '1979-02-18',
      { agreementId: 'khm-vnm-1979', kind: 'friendship', term: 'P25Y', onSignature: true },
      { partner: 'VNM', authority: 'prk' },
    ),
    say('RivalAuthorityEstablished', 'KHM', '1982-06-22', { authority: 'cgdk', rivalOf: 'prk' }),
    say('RegimeRecognised', 'KHM', '1982-06-22', { authority: 'cgdk' }, { partner: 'CHN' }),
    say(
      'AidStarted',
      'KHM',
      '1982',
      { kind: 'military', amount: 'USD 100 million' },
      { partner: 'CHN', authority: 'cgdk' },
    ),
    say(
      'ForcesWithdrawn',
      'KHM',
      '1989-09-26',
      { forceId: 'vietnamese-volunteers', extent: 'complete' },
      { partner: 'VNM', authority: 'prk' },
    ),
    say('RivalAuthorityEnded', 'KHM', '1991-10-23', { authority: 'cgdk' }),
    say(
      'AgreementSigned',
      'KHM',
      '1991-10-23',
      { agreementId: 'paris-agreements', kind: 'peace', onSignature: true },
      { partner: 'UN' },
    ),
    say(
      'ForcesDeployed',
      'KHM',
      '1992-03-15',
      {
        forceId: 'untac',
        sponsor: 'UN',
        role: 'peacekeeping',
        strength: n(15000, 16000),
        consent: 'invited',
        mandate: 'transitional administration',
      },
      { partner: 'UN' },
    ),
    say(
      'ForcesWithdrawn',
      'KHM',
      '1993-11-15',
      { forceId: 'untac', extent: 'complete', reason: 'mutual' },
      { partner: 'UN' },
    ),
    covered('KHM', '1979', '1996'),
  ],
  [
    ['KHM', '1981-06-01', { status: ['single'], primary: 'VNM' }, 'nearly two hundred thousand'],
    ['KHM', '1985-06-01', { status: ['split', 'single'], primary: 'VNM' }, 'Phnom Penh and the border'],
    ['KHM', '1992-10-01', { status: ['single'], primary: 'UN', not: ['VNM'] }, 'the mission governed the country'],
    ['KHM', '1995-06-01', { status: OPEN, not: ['UN', 'VNM'] }, 'elections held, all gone'],
  ],
)

scene(
  'East Timor 1999-2009: a force led by one state, a mission that governs, a force called back',
  [
    say(
      'ForcesDeployed',
      'TLS',
      '1999-10-25',
      {
        forceId: 'interfet',
        sponsor: 'AUS',
        role: 'peacekeeping',
        strength: n(9000, 11000),
        consent: 'invited',
        mandate: 'enforcement under chapter VII',
      },
      { partner: 'AUS' },
    ),
    say(
      'ForcesWithdrawn',
      'TLS',
      '2000-02-28',
      { forceId: 'interfet', extent: 'complete', reason: 'mutual' },
      { partner: 'AUS' },
    ),
    say(
      'ForcesDeployed',
      'TLS',
      '2000-02-28',
      {
        forceId: 'untaet',
        sponsor: 'UN',
        role: 'peacekeeping',
        strength: n(7000, 9000),
        consent: 'invited',
        mandate: 'administration of the territory',
      },
      { partner: 'UN' },
    ),
    say(
      'ForcesDeployed',
      'TLS',
      '2000-02-28',
      {
        forceId: 'aus-untaet',
        sponsor: 'AUS',
        role: 'peacekeeping',
        strength: n(1500, 2000),
        consent: 'invited',
        partOf: 'untaet',
      },
      { partner: 'AUS' },
    ),
    say('ForcesWithdrawn', 'TLS', '2002-05-20', { forceId: 'untaet', extent: 'complete' }, { partner: 'UN' }),
    say('ForcesWithdrawn', 'TLS', '2002-05-20', { forceId: 'aus-untaet', extent: 'complete' }, { partner: 'AUS' }),
    say(
      'ForcesDeployed',
      'TLS',
      '2006-05-25',
      { forceId: 'isf', sponsor: 'AUS', role: 'peacekeeping', strength: n(900, 3000), consent: 'invited' },
      { partner: 'AUS' },
    ),
    say(
      'ForcesDeployed',
      'TLS',
      '2006-08-25',
      { forceId: 'unmit', sponsor: 'UN', role: 'peacekeeping', strength: n(1200, 1700), consent: 'invited' },
      { partner: 'UN' },
    ),
    covered('TLS', '1999-10-25', '2012'),
  ],
  [
    ['TLS', '1999-12-15', { status: ['single'], primary: 'AUS', not: ['IDN'] }, 'the force was Australia s'],
    ['TLS', '2001-06-01', { status: ['single'], primary: 'UN', not: ['AUS'] }, 'the United Nations governed'],
    ['TLS', '2007-06-01', { status: ['single', 'contested'], holds: ['AUS'], order: ['AUS', 'UN'] }, 'called back'],
  ],
)

scene(
  'Sierra Leone 1997-2005: a regional army, a large mission, a small intervention that counted',
  [
    say(
      'ForcesDeployed',
      'SLE',
      '1998-02',
      { forceId: 'ecomog-sle', sponsor: 'ECOWAS', role: 'combat', strength: n(8000, 12000), consent: 'invited' },
      { partner: 'ECOWAS' },
    ),
    say(
      'ForcesDeployed',
      'SLE',
      '1998-02',
      {
        forceId: 'nga-sle',
        sponsor: 'NGA',
        role: 'combat',
        strength: n(8000, 11000),
        consent: 'invited',
        partOf: 'ecomog-sle',
      },
      { partner: 'NGA' },
    ),
    say('ForcesWithdrawn', 'SLE', '2000-04', { forceId: 'ecomog-sle', extent: 'complete' }, { partner: 'ECOWAS' }),
    say('ForcesWithdrawn', 'SLE', '2000-04', { forceId: 'nga-sle', extent: 'complete' }, { partner: 'NGA' }),
    say(
      'ForcesDeployed',
      'SLE',
      '1999-12',
      { forceId: 'unamsil', sponsor: 'UN', role: 'peacekeeping', strength: n(6000, 17500), consent: 'invited' },
      { partner: 'UN' },
    ),
    say(
      'ForcesDeployed',
      'SLE',
      '2000-05-07',
      { forceId: 'palliser', sponsor: 'GBR', role: 'combat', strength: n(800, 1300), consent: 'invited' },
      { partner: 'GBR' },
    ),
    say(
      'ForceSucceeded',
      'SLE',
      '2000-06-15',
      { oldForceId: 'palliser', newForceId: 'imatt', sponsor: 'GBR', role: 'advisory', strength: n(100, 300) },
      { partner: 'GBR' },
    ),
    say(
      'ForceStrengthReported',
      'SLE',
      '2001-11',
      { forceId: 'unamsil', strength: n(17000, 17500) },
      { partner: 'UN' },
    ),
    covered('SLE', '1997', '2006'),
  ],
  [
    [
      'SLE',
      '1999-03-01',
      { status: ['single'], primary: 'ECOWAS', not: ['NGA'] },
      'the government was back by its arms; its contingent counts with it',
    ],
    ['SLE', '2000-06-01', { status: ['single', 'contested'], holds: ['GBR'] }, 'the paratroopers'],
    [
      'SLE',
      '2001-12-15',
      { status: ['single', 'contested'], not: ['ECOWAS', 'NGA'] },
      'seventeen thousand of the United Nations and British trainers: not nobody',
    ],
  ],
)

scene(
  'Comoros 1978-92: a guard of mercenaries and the power that put an end to it',
  [
    say(
      'AgreementSigned',
      'COM',
      '1978-11-10',
      { agreementId: 'fr-com-defence', kind: 'mutual-defence', onSignature: true, mutual: false },
      { partner: 'FRA' },
    ),
    say(
      'ForcesDeployed',
      'COM',
      '1978-05-13',
      {
        forceId: 'presidential-guard',
        sponsor: 'ZAF',
        role: 'close-protection',
        strength: n(20, 50),
        consent: 'invited',
      },
      { partner: 'ZAF', ...from('press', 'C', 3) },
    ),
    say('CoupOccurred', 'COM', '1989-11-27', { outcome: 'succeeded' }),
    say(
      'ForcesDeployed',
      'COM',
      '1989-12-14',
      { forceId: 'oside', sponsor: 'FRA', role: 'combat', strength: n(200, 3000), consent: 'invited' },
      { partner: 'FRA' },
    ),
    say(
      'ForcesWithdrawn',
      'COM',
      '1989-12-15',
      { forceId: 'presidential-guard', extent: 'complete', reason: 'demanded' },
      { partner: 'ZAF' },
    ),
    say(
      'ForcesWithdrawn',
      'COM',
      '1990-01',
      { forceId: 'oside', extent: 'partial', remaining: n(30, 60) },
      { partner: 'FRA' },
    ),
    covered('COM', '1976', '1993'),
  ],
  [
    ['COM', '1989-12-20', { status: ['single'], primary: 'FRA', not: ['ZAF'] }, 'the mercenaries gave up'],
    ['COM', '1991-06-01', { status: ['single'], primary: 'FRA', not: ['ZAF'] }, 'accord and trainers'],
  ],
)

scene(
  'Maldives 1988-90: a coup undone from the air',
  [
    say('CoupOccurred', 'MDV', '1988-11-03', { outcome: 'failed' }),
    say(
      'ForcesDeployed',
      'MDV',
      '1988-11-03',
      { forceId: 'cactus', sponsor: 'IND', role: 'combat', strength: n(1400, 1600), consent: 'invited' },
      { partner: 'IND' },
    ),
    say(
      'ForcesWithdrawn',
      'MDV',
      '1988-11-18',
      { forceId: 'cactus', extent: 'partial', remaining: n(200, 500) },
      { partner: 'IND' },
    ),
    say('ForcesWithdrawn', 'MDV', '1989-11', { forceId: 'cactus', extent: 'complete' }, { partner: 'IND' }),
    covered('MDV', '1985', '1992'),
  ],
  [
    ['MDV', '1988-12-15', { status: ['single'], primary: 'IND' }, 'a few hundred in so small a state'],
    ['MDV', '1991-06-01', { status: OPEN, not: ['IND'] }, 'gone'],
  ],
)

scene(
  'Lesotho 1998: the two that came for the community',
  [
    say(
      'ForcesDeployed',
      'LSO',
      '1998-09-22',
      { forceId: 'boleas', sponsor: 'SADC', role: 'combat', strength: n(800, 3500), consent: 'invited' },
      { partner: 'SADC' },
    ),
    say(
      'ForcesDeployed',
      'LSO',
      '1998-09-22',
      {
        forceId: 'boleas-zaf',
        sponsor: 'ZAF',
        role: 'combat',
        strength: n(600, 2700),
        consent: 'invited',
        partOf: 'boleas',
      },
      { partner: 'ZAF' },
    ),
    say(
      'ForcesDeployed',
      'LSO',
      '1998-09-22',
      {
        forceId: 'boleas-bwa',
        sponsor: 'BWA',
        role: 'combat',
        strength: n(200, 800),
        consent: 'invited',
        partOf: 'boleas',
      },
      { partner: 'BWA' },
    ),
    say('ForcesWithdrawn', 'LSO', '1999-05-15', { forceId: 'boleas', extent: 'complete' }, { partner: 'SADC' }),
    covered('LSO', '1995', '2002'),
  ],
  [
    [
      'LSO',
      '1998-12-01',
      { status: ['single'], primary: 'SADC', not: ['ZAF', 'BWA'] },
      'each soldier once, with the mission',
    ],
    [
      'LSO',
      '2000-06-01',
      { status: OPEN, not: ['SADC', 'ZAF', 'BWA'] },
      'the mission left, and its contingents with it, though nobody said so of each',
    ],
  ],
)

scene(
  'Congo 1998-2002: five armies',
  [
    say('RivalAuthorityEstablished', 'COD', '1998-08-02', { authority: 'rcd', rivalOf: 'kinshasa', area: 'Goma' }),
    say(
      'ForcesDeployed',
      'COD',
      '1998-08',
      { forceId: 'zdf', sponsor: 'ZWE', role: 'combat', strength: n(8000, 12000), consent: 'invited' },
      { partner: 'ZWE', authority: 'kinshasa' },
    ),
    say(
      'ForcesDeployed',
      'COD',
      '1998-08',
      { forceId: 'faa-cod', sponsor: 'AGO', role: 'combat', strength: n(2000, 3500), consent: 'invited' },
      { partner: 'AGO', authority: 'kinshasa' },
    ),
    say(
      'ForcesDeployed',
      'COD',
      '1998-08',
      { forceId: 'ndf', sponsor: 'NAM', role: 'combat', strength: n(1500, 2000), consent: 'invited' },
      { partner: 'NAM', authority: 'kinshasa' },
    ),
    say(
      'ForcesDeployed',
      'COD',
      '1998-08-02',
      { forceId: 'rpa', sponsor: 'RWA', role: 'combat', strength: n(15000, 25000), consent: 'invited' },
      { partner: 'RWA', authority: 'rcd' },
    ),
    say(
      'ForcesWithdrawn',
      'COD',
      '2002-10-05',
      { forceId: 'rpa', extent: 'complete', reason: 'third-party-deal' },
      { partner: 'RWA', authority: 'rcd' },
    ),
    say(
      'ForcesWithdrawn',
      'COD',
      '2002-10-30',
      { forceId: 'zdf', extent: 'complete' },
      { partner: 'ZWE', authority: 'kinshasa' },
    ),
    covered('COD', '1997-05-17', '2004'),
  ],
  [
    ['COD', '2000-06-01', { status: ['split'], sides: { rcd: 'RWA' } }, 'each side with its armies'],
    ['COD', '2003-06-01', { status: [...OPEN, 'single', 'contested'], not: ['RWA', 'ZWE'] }, 'both had left'],
  ],
)

scene(
  'Libya 2019-24: two capitals, a contractor that changes its name',
  [
    say('RivalAuthorityEstablished', 'LBY', '2014-08', { authority: 'tobruk', rivalOf: 'tripoli' }),
    say(
      'ForcesDeployed',
      'LBY',
      '2018-10/2019-04',
      { forceId: 'wagner-lby', sponsor: 'RUS', role: 'pmc', strength: n(800, 2000), consent: 'invited' },
      { partner: 'RUS', authority: 'tobruk' },
    ),
    say(
      'AgreementSigned',
      'LBY',
      '2019-11-27',
      { agreementId: 'tur-lby-military-mou', kind: 'dca', onSignature: true },
      { partner: 'TUR', authority: 'tripoli' },
    ),
    say(
      'ForcesDeployed',
      'LBY',
      '2020-01-05',
      {
        forceId: 'tur-lby',
        sponsor: 'TUR',
        role: 'combat',
        strength: n(300, 1500),
        consent: 'invited',
        legalBasis: ['tur-lby-military-mou'],
      },
      { partner: 'TUR', authority: 'tripoli' },
    ),
    say(
      'ForceSucceeded',
      'LBY',
      '2023-12',
      { oldForceId: 'wagner-lby', newForceId: 'africa-corps-lby', sponsor: 'RUS' },
      { partner: 'RUS', authority: 'tobruk', ...from('blog', 'D', 3) },
    ),
    covered('LBY', '2011', '2025'),
  ],
  [
    ['LBY', '2020-08-01', { status: ['split'], sides: { tripoli: 'TUR', tobruk: 'RUS' } }, 'each with its own'],
    [
      'LBY',
      '2024-08-01',
      { status: ['split'], sides: { tripoli: 'TUR', tobruk: 'RUS' } },
      'other hands, the same partner',
    ],
  ],
)

scene(
  'Equatorial Guinea 1970-90: advisers of one camp expelled, a guard from the Maghreb',
  [
    say(
      'TrainersDeployed',
      'GNQ',
      '1970/1973',
      { forceId: 'cub-gnq', sponsor: 'CUB', role: 'advisory', strength: n(80, 300), consent: 'invited' },
      { partner: 'CUB' },
    ),
    say('CoupOccurred', 'GNQ', '1979-08-03', { outcome: 'succeeded' }),
    say('WithdrawalDemanded', 'GNQ', '1979-08', { by: ['GNQ'] }, { partner: 'CUB' }),
    say(
      'ForcesWithdrawn',
      'GNQ',
      '1979',
      { forceId: 'cub-gnq', extent: 'complete', reason: 'demanded' },
      { partner: 'CUB' },
    ),
    say(
      'ForcesDeployed',
      'GNQ',
      '1979-09~',
      {
        forceId: 'moroccan-guard',
        sponsor: 'MAR',
        role: 'close-protection',
        strength: n(200, 600),
        consent: 'invited',
      },
      { partner: 'MAR' },
    ),
    covered('GNQ', '1969', '1992'),
  ],
  [
    ['GNQ', '1976-06-01', { status: ['single', 'none'], primary: 'CUB' }, 'a hundred or two'],
    ['GNQ', '1985-06-01', { status: ['single'], primary: 'MAR', not: ['CUB'] }, 'the guard of the president'],
  ],
)

scene(
  'Cabo Delgado 2021-24: one army and one mission',
  [
    say(
      'ForcesDeployed',
      'MOZ',
      '2021-07-09',
      { forceId: 'rsf', sponsor: 'RWA', role: 'combat', strength: n(1000, 2500), consent: 'invited' },
      { partner: 'RWA' },
    ),
    say(
      'ForcesDeployed',
      'MOZ',
      '2021-07-15',
      { forceId: 'samim', sponsor: 'SADC', role: 'combat', strength: n(1500, 2200), consent: 'invited' },
      { partner: 'SADC' },
    ),
    say(
      'ForcesDeployed',
      'MOZ',
      '2021-07-15',
      {
        forceId: 'samim-zaf',
        sponsor: 'ZAF',
        role: 'combat',
        strength: n(900, 1495),
        consent: 'invited',
        partOf: 'samim',
      },
      { partner: 'ZAF' },
    ),
    say(
      'TrainersDeployed',
      'MOZ',
      '2021-10-15',
      { forceId: 'eutm-moz', sponsor: 'EU', role: 'advisory', strength: n(120, 140), consent: 'invited' },
      { partner: 'EU' },
    ),
    say('ForcesWithdrawn', 'MOZ', '2024-07-15', { forceId: 'samim', extent: 'complete' }, { partner: 'SADC' }),
    say('ForceStrengthReported', 'MOZ', '2024-06', { forceId: 'rsf', strength: n(4000, 4500) }, { partner: 'RWA' }),
    covered('MOZ', '2020', '2025'),
  ],
  [
    ['MOZ', '2022-12-01', { status: ['contested', 'single'], holds: ['RWA'], not: ['ZAF'] }, 'the first who came'],
    ['MOZ', '2024-12-01', { status: ['single'], primary: 'RWA', not: ['SADC', 'ZAF'] }, 'the mission is over'],
  ],
)

scene(
  'Lebanon 1976-2000: invited, uninvited, and in between',
  [
    say(
      'ForcesDeployed',
      'LBN',
      '1976-06-01',
      { forceId: 'syrian-army', sponsor: 'SYR', role: 'combat', strength: n(25000, 40000), consent: 'invited' },
      { partner: 'SYR' },
    ),
    say(
      'ForcesDeployed',
      'LBN',
      '1978-03-19',
      { forceId: 'unifil', sponsor: 'UN', role: 'peacekeeping', strength: n(4000, 6000), consent: 'invited' },
      { partner: 'UN' },
    ),
    say(
      'ForcesDeployed',
      'LBN',
      '1982-06-06',
      { forceId: 'idf-lebanon', sponsor: 'ISR', role: 'combat', strength: n(1000, 60000), consent: 'none' },
      { partner: 'ISR' },
    ),
    say(
      'AgreementSigned',
      'LBN',
      '1991-05-22',
      { agreementId: 'brotherhood-1991', kind: 'friendship', onSignature: true },
      { partner: 'SYR' },
    ),
    say('ForcesWithdrawn', 'LBN', '2000-05-24', { forceId: 'idf-lebanon', extent: 'complete' }, { partner: 'ISR' }),
    covered('LBN', '1975', '2003'),
  ],
  [
    [
      'LBN',
      '1995-06-01',
      { status: ['single'], primary: 'SYR', not: ['ISR', 'UN'], alignedNot: ['ISR'] },
      'one army invited, one not, one between',
    ],
  ],
)

scene(
  'Moldova 1992-2020: those who stayed without leave',
  [
    say(
      'AgreementSigned',
      'MDA',
      '1992-07-21',
      { agreementId: 'transnistria-1992', kind: 'disengagement', onSignature: true },
      { partner: 'RUS' },
    ),
    say(
      'ForcesDeployed',
      'MDA',
      '1992-07-29',
      {
        forceId: 'rus-jpk',
        sponsor: 'RUS',
        role: 'peacekeeping',
        strength: n(350, 2400),
        consent: 'tolerated',
        legalBasis: ['transnistria-1992'],
      },
      { partner: 'RUS' },
    ),
    say(
      'ForcesDeployed',
      'MDA',
      '1992-04-01',
      { forceId: 'rus-14th-army', sponsor: 'RUS', role: 'garrison', strength: n(1000, 9000), consent: 'none' },
      { partner: 'RUS' },
    ),
    say(
      'AgreementSigned',
      'MDA',
      '2001-11-19',
      { agreementId: 'rus-mda-2001', kind: 'friendship', onSignature: true, term: 'P10Y', renewal: 'tacit' },
      { partner: 'RUS' },
    ),
    say(
      'WithdrawalDemanded',
      'MDA',
      '1999-11-19',
      { forceId: 'rus-14th-army', by: ['MDA'], deadline: '2002-12-31' },
      { partner: 'RUS' },
    ),
    covered('MDA', '1991-09', '2022'),
  ],
  [
    ['MDA', '1998-06-01', { status: OPEN, not: ['RUS'], alignedNot: ['RUS'] }, 'stays against its will'],
    ['MDA', '2015-06-01', { status: OPEN, not: ['RUS'], alignedNot: ['RUS'] }, 'as before'],
  ],
)

scene(
  'Yemen 2016: a coalition on one side, a friend on the other',
  [
    say('RivalAuthorityEstablished', 'YEM', '2015-02-06', { authority: 'houthi', rivalOf: 'hadi', area: 'Sanaa' }),
    say(
      'ForcesDeployed',
      'YEM',
      '2015-05/2015-08',
      { forceId: 'sau-yem', sponsor: 'SAU', role: 'combat', strength: n(1000, 5000), consent: 'invited' },
      { partner: 'SAU', authority: 'hadi' },
    ),
    say(
      'ForcesDeployed',
      'YEM',
      '2015-05/2015-08',
      { forceId: 'are-yem', sponsor: 'ARE', role: 'combat', strength: n(2000, 5000), consent: 'invited' },
      { partner: 'ARE', authority: 'hadi' },
    ),
    say(
      'TrainersDeployed',
      'YEM',
      '2014/2015',
      { forceId: 'irgc-yem', sponsor: 'IRN', role: 'advisory', strength: n(50, 200), consent: 'invited' },
      { partner: 'IRN', authority: 'houthi' },
    ),
    say(
      'ArmsDelivered',
      'YEM',
      '2016',
      { items: [{ category: 'ballistic missiles', quantity: n(10, 60) }] },
      { partner: 'IRN', authority: 'houthi' },
    ),
    covered('YEM', '2010', '2020'),
  ],
  [['YEM', '2016-12-01', { status: ['split'], sides: { houthi: 'IRN' } }, 'two patrons of one side are one side']],
)

scene(
  'São Tomé 1978-91: a battalion of a friend',
  [
    say(
      'ForcesDeployed',
      'STP',
      '1978-03',
      { forceId: 'ago-stp', sponsor: 'AGO', role: 'garrison', strength: n(500, 1500), consent: 'invited' },
      { partner: 'AGO' },
    ),
    say(
      'TrainersDeployed',
      'STP',
      '1978',
      { forceId: 'cub-stp', sponsor: 'CUB', role: 'advisory', strength: n(10, 50), consent: 'invited' },
      { partner: 'CUB' },
    ),
    say('ForcesWithdrawn', 'STP', '1991', { forceId: 'ago-stp', extent: 'complete' }, { partner: 'AGO' }),
    covered('STP', '1975-07-12', '1993'),
  ],
  [['STP', '1985-06-01', { status: ['single'], primary: 'AGO' }, 'one battalion in a state of a hundred thousand']],
)
