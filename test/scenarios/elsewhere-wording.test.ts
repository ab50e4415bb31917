import { from, n, OPEN, say, scene } from './elsewhere.js'
import { covered } from './scenario.js'

/** The same kinds in other words: what a poster leaves out, repeats, denies, plans, takes back, or calls by another name. */

scene(
  'Gabon 1960-85: nobody says who the partner is but for whose the force is',
  [
    say(
      'AgreementSigned',
      'GAB',
      '1960-08-17',
      { agreementId: 'accord-de-defense', kind: 'mutual-defence', onSignature: true },
      { parties: ['FRA', 'GAB'] },
    ),
    say('ForcesDeployed', 'GAB', '1964', {
      forceId: '6e-bima',
      sponsor: 'FRA',
      role: 'garrison',
      strength: n(400, 800),
    }),
    say('ForceStrengthReported', 'GAB', '1980', { forceId: '6e-bima', strength: n(450, 600) }),
    covered('GAB', '1960', '1990'),
    covered('FRA', '1960', '1990'),
  ],
  [
    ['GAB', '1980-06-01', { status: ['single'], primary: 'FRA' }, 'the battalion of Libreville'],
    [
      'FRA',
      '1980-06-01',
      { status: OPEN, not: ['GAB'], notProviders: ['GAB'] },
      'a pact of unequals makes the small one no provider',
    ],
  ],
)

scene(
  'Panama 1950-75: a garrison of which nobody says the number',
  [
    say(
      'AgreementSigned',
      'PAN',
      '1903-11-18',
      { agreementId: 'hay-bunau-varilla', kind: 'base', onSignature: true },
      { partner: 'USA' },
    ),
    say(
      'ForcesDeployed',
      'PAN',
      '1904',
      { forceId: 'us-army-caribbean', sponsor: 'USA', role: 'garrison', legalBasis: ['hay-bunau-varilla'] },
      { partner: 'USA' },
    ),
    covered('PAN', '1940', '1980'),
  ],
  [['PAN', '1955-06-01', { status: ['single'], primary: 'USA' }, 'the Canal Zone']],
)

scene(
  'Oman 1980-90: bases without a word on who is there',
  [
    say(
      'AgreementSigned',
      'OMN',
      '1980-06-04',
      { agreementId: 'facilities-access', kind: 'base', onSignature: true, term: 'P10Y', renewal: 'tacit' },
      { partner: 'USA' },
    ),
    say(
      'BaseAccessGranted',
      'OMN',
      '1980-06-04',
      { siteId: 'masirah', agreementId: 'facilities-access' },
      { partner: 'USA' },
    ),
    say(
      'BaseAccessGranted',
      'OMN',
      '1980-06-04',
      { siteId: 'thumrait', agreementId: 'facilities-access' },
      { partner: 'USA' },
    ),
    say(
      'BaseAccessGranted',
      'OMN',
      '1980-06-04',
      { siteId: 'seeb', agreementId: 'facilities-access' },
      { partner: 'USA' },
    ),
    say(
      'TrainersDeployed',
      'OMN',
      '1970',
      { forceId: 'loan-service', sponsor: 'GBR', role: 'advisory', strength: n(150, 700) },
      { partner: 'GBR' },
    ),
    covered('OMN', '1970', '1992'),
  ],
  [['OMN', '1986-06-01', { status: ['single', 'contested'], holds: ['USA'] }, 'access to three airfields']],
)

scene(
  'Djibouti 1995 with a denial, Ethiopia 1979 told twice',
  [
    say(
      'ForcesDeployed',
      'DJI',
      '1977-06-27',
      { forceId: 'ffdj', sponsor: 'FRA', role: 'garrison', strength: n(3000, 4500), consent: 'invited' },
      { partner: 'FRA' },
    ),
    say(
      'ForcesDeployed',
      'DJI',
      '1977-06-27',
      { forceId: 'ffdj', sponsor: 'FRA', role: 'garrison' },
      { partner: 'FRA', claim: { sourceId: 'blog', reliability: 'E', credibility: 4, modality: 'denied' } },
    ),
    covered('DJI', '1977-07', '2000'),
    say(
      'ForcesDeployed',
      'ETH',
      '1978-01',
      { forceId: 'cub-eth', sponsor: 'CUB', role: 'combat', strength: n(12000), consent: 'invited' },
      { partner: 'CUB' },
    ),
    say(
      'ForcesDeployed',
      'ETH',
      '1978-01-15',
      { forceId: 'cub-eth', sponsor: 'CUB', role: 'combat', strength: n(15000), consent: 'invited' },
      { partner: 'CUB', ...from('second', 'B', 1) },
    ),
    say(
      'ForcesDeployed',
      'ETH',
      '1978',
      { forceId: 'cub-eth', sponsor: 'CUB', role: 'combat', strength: n(17000), consent: 'invited' },
      { partner: 'CUB', ...from('third', 'C', 3) },
    ),
    covered('ETH', '1975', '1985'),
  ],
  [
    ['DJI', '1995-06-01', { status: ['single'], primary: 'FRA' }, 'one poor denial undoes no garrison'],
    ['ETH', '1979-06-01', { status: ['single'], primary: 'CUB' }, 'told three times and there once'],
  ],
)

scene(
  'Peru 1950-72: a mission sent home, politely',
  [
    say(
      'AgreementSigned',
      'PER',
      '1952-02-22',
      { agreementId: 'us-per-mda', kind: 'dca', onSignature: true },
      { partner: 'USA' },
    ),
    say(
      'TrainersDeployed',
      'PER',
      '1952',
      {
        forceId: 'us-milgrp-per',
        sponsor: 'USA',
        role: 'advisory',
        strength: n(40, 70),
        consent: 'invited',
        legalBasis: ['us-per-mda'],
      },
      { partner: 'USA' },
    ),
    say(
      'AgreementTerminated',
      'PER',
      '1969-05-23',
      { agreementId: 'us-per-mda', ground: 'lapse', by: ['PER'] },
      { partner: 'USA' },
    ),
    say('WithdrawalDemanded', 'PER', '1969-05-23', { forceId: 'us-milgrp-per', by: ['PER'] }, { partner: 'USA' }),
    say(
      'ForcesWithdrawn',
      'PER',
      '1969-07',
      { forceId: 'us-milgrp-per', extent: 'complete', reason: 'demanded' },
      { partner: 'USA' },
    ),
    covered('PER', '1950', '1975'),
  ],
  [['PER', '1971-06-01', { status: OPEN, not: ['USA'], alignedNot: ['USA'] }, 'sent home, by whatever ground']],
)

scene(
  'Iran 1970 and Iceland 2010: planned, promised, and never come; and a withdrawal that was none',
  [
    say(
      'ForcesDeployed',
      'ISL',
      '2010',
      { forceId: 'rus-keflavik', sponsor: 'RUS', role: 'garrison', strength: n(1000), consent: 'invited' },
      { partner: 'RUS', claim: { sourceId: 'paper', reliability: 'B', credibility: 2, modality: 'planned' } },
    ),
    say('MembershipJoined', 'ISL', '1949-08-24', { organisation: 'NATO' }),
    covered('ISL', '2007', '2015'),
    say(
      'TrainersDeployed',
      'IRN',
      '1964',
      { forceId: 'us-armish-maag', sponsor: 'USA', role: 'advisory', strength: n(700, 1200), consent: 'invited' },
      { partner: 'USA' },
    ),
    {
      ...say(
        'ForcesWithdrawn',
        'IRN',
        '1968-03',
        { forceId: 'us-armish-maag', extent: 'complete' },
        { partner: 'USA' },
      ),
      id: '0b0e7a52-6a0f-4c57-8a67-5c2f1f0a9b01',
    },
    say('ClaimRetracted', 'IRN', '1990', { targetEventId: '0b0e7a52-6a0f-4c57-8a67-5c2f1f0a9b01', reason: 'error' }),
    say(
      'ArmsDelivered',
      'IRN',
      '1966/1970',
      {
        items: [
          { designation: 'F-4', category: 'fighters', quantity: n(32, 64) },
          { designation: 'M60', category: 'main battle tanks', quantity: n(400, 460) },
        ],
      },
      { partner: 'USA' },
    ),
    covered('IRN', '1960', '1979'),
  ],
  [
    ['ISL', '2012-06-01', { status: OPEN, not: ['RUS'], alignedFirst: 'NATO' }, 'what is planned is not there'],
    ['IRN', '1970-06-01', { status: ['single'], primary: 'USA' }, 'what was taken back did not happen'],
  ],
)

scene(
  'Algeria 1965-88: arms by the hundred and no treaty',
  [
    say(
      'ArmsDelivered',
      'DZA',
      '1975/1980',
      {
        items: [
          { category: 'main battle tanks', quantity: n(300, 600) },
          { category: 'fighter-bombers', quantity: n(60, 100) },
          { category: 'surface-to-air missile systems', quantity: n(20, 40) },
        ],
      },
      { partner: 'SUN' },
    ),
    say(
      'ArmsDelivered',
      'DZA',
      '1981/1986',
      {
        items: [
          { category: 'tanks', quantity: n(200, 400) },
          { category: 'submarines', quantity: n(2) },
          { category: 'frigates', quantity: n(3) },
        ],
      },
      { partner: 'SUN' },
    ),
    say(
      'TrainersDeployed',
      'DZA',
      '1965~',
      { forceId: 'su-adv-dza', sponsor: 'SUN', role: 'advisory', strength: n(700, 1000) },
      { partner: 'SUN' },
    ),
    say(
      'ArmsDelivered',
      'DZA',
      '1983',
      { items: [{ category: 'transport aircraft', quantity: n(17) }] },
      { partner: 'USA' },
    ),
    covered('DZA', '1965', '1990'),
  ],
  [
    [
      'DZA',
      '1985-06-01',
      { status: ['single'], primary: 'SUN', armsFirst: 'SUN', not: ['USA'] },
      'supplier and teacher',
    ],
  ],
)

scene(
  'Egypt 1979-95: aid of a billion a year, and observers in the desert',
  [
    say(
      'AidStarted',
      'EGY',
      '1979',
      { kind: 'foreign military financing', amount: '1.3 billion dollars a year' },
      { partner: 'USA' },
    ),
    say(
      'ArmsDelivered',
      'EGY',
      '1982/1990',
      {
        items: [
          { designation: 'F-16', category: 'fighter aircraft', quantity: n(80, 120) },
          { designation: 'M60A3', category: 'tanks', quantity: n(700, 900) },
        ],
      },
      { partner: 'USA' },
    ),
    say(
      'AgreementSigned',
      'EGY',
      '1979-03-26',
      { agreementId: 'peace-1979', kind: 'peace' },
      {
        parties: ['EGY', 'ISR'],
        data: { agreementId: 'peace-1979', kind: 'peace', mediator: ['USA'], onSignature: true },
      },
    ),
    say('ForcesDeployed', 'EGY', '1982-04-25', {
      forceId: 'mfo',
      sponsor: 'MFO',
      role: 'observer',
      strength: n(2000, 2600),
      consent: 'invited',
    }),
    covered('EGY', '1977', '2000'),
  ],
  [['EGY', '1990-06-01', { status: ['single'], primary: 'USA', not: ['ISR', 'MFO'] }, 'armed and paid']],
)

scene(
  'Rhodesia 1967-76: police from the south',
  [
    say('ForcesDeployed', 'RHO', '1967-08', {
      forceId: 'sap',
      sponsor: 'ZAF',
      role: 'combat',
      strength: n(1500, 3000),
      consent: 'invited',
    }),
    say('ForcesWithdrawn', 'RHO', '1975-08-01', { forceId: 'sap', extent: 'complete', reason: 'own-need' }),
    say('SanctionsImposed', 'RHO', '1966-12-16', { by: ['UN'], measures: ['trade-ban', 'arms-embargo'] }),
    covered('RHO', '1965', '1979'),
  ],
  [
    ['RHO', '1971-06-01', { status: ['single'], primary: 'ZAF', not: ['UN'] }, 'the only friend'],
    ['RHO', '1977-06-01', { status: OPEN, not: ['ZAF'] }, 'went home'],
  ],
)

scene(
  'Iraq 2003-09 and Japan 1945-55: an occupation that becomes a guest, each in words of its own',
  [
    say(
      'ForcesDeployed',
      'IRQ',
      '2003-03-20',
      { forceId: 'mnf-i', sponsor: 'USA', role: 'combat', strength: n(130000, 160000), consent: 'none' },
      { partner: 'USA' },
    ),
    say(
      'ConsentChanged',
      'IRQ',
      '2004-06-28',
      { forceId: 'mnf-i', consent: 'invited', by: ['IRQ'] },
      { partner: 'USA' },
    ),
    say(
      'ForcesDeployed',
      'IRQ',
      '2003-03-20',
      { forceId: 'op-telic', sponsor: 'GBR', role: 'combat', strength: n(4000, 9000), consent: 'none' },
      { partner: 'GBR' },
    ),
    say(
      'ConsentChanged',
      'IRQ',
      '2004-06-28',
      { forceId: 'op-telic', consent: 'invited', by: ['IRQ'] },
      { partner: 'GBR' },
    ),
    covered('IRQ', '2000', '2012'),
    say(
      'ForcesDeployed',
      'JPN',
      '1945-08-28',
      { forceId: 'us-eighth-army', sponsor: 'USA', role: 'garrison', strength: n(100000, 260000), consent: 'none' },
      { partner: 'USA' },
    ),
    say(
      'AgreementSigned',
      'JPN',
      '1951-09-08',
      { agreementId: 'security-treaty-1951', kind: 'base' },
      { partner: 'USA' },
    ),
    say('AgreementEnteredIntoForce', 'JPN', '1952-04-28', { agreementId: 'security-treaty-1951' }, { partner: 'USA' }),
    say(
      'LegalBasisChanged',
      'JPN',
      '1952-04-28',
      { forceId: 'us-eighth-army', legalBasis: ['security-treaty-1951'] },
      { partner: 'USA' },
    ),
    covered('JPN', '1945-09', '1960'),
  ],
  [
    ['IRQ', '2003-06-01', { status: OPEN, not: ['USA', 'GBR'] }, 'occupied'],
    ['IRQ', '2006-06-01', { status: ['single'], primary: 'USA', order: ['USA', 'GBR'] }, 'asked to stay'],
    ['JPN', '1950-06-01', { status: OPEN, not: ['USA'] }, 'occupied'],
    ['JPN', '1954-06-01', { status: ['single'], primary: 'USA' }, 'by a treaty of its own'],
  ],
)

scene(
  'Hungary 1956-65: what came with tanks stayed by an agreement',
  [
    say('MembershipJoined', 'HUN', '1955-05-14', { organisation: 'WARSAW-PACT' }),
    say(
      'ForcesDeployed',
      'HUN',
      '1956-11-04',
      { forceId: 'whirlwind', sponsor: 'SUN', role: 'combat', strength: n(60000, 200000), consent: 'none' },
      { partner: 'SUN' },
    ),
    say(
      'AgreementSigned',
      'HUN',
      '1957-05-27',
      { agreementId: 'stationing-1957', kind: 'sofa', onSignature: true },
      { partner: 'SUN' },
    ),
    say(
      'ForceSucceeded',
      'HUN',
      '1957-05-27',
      {
        oldForceId: 'whirlwind',
        newForceId: 'southern-group',
        sponsor: 'SUN',
        role: 'garrison',
        strength: n(60000, 65000),
        consent: 'tolerated',
        legalBasis: ['stationing-1957'],
      },
      { partner: 'SUN' },
    ),
    covered('HUN', '1950', '1990'),
  ],
  [
    ['HUN', '1957-01-01', { status: OPEN, not: ['SUN'] }, 'uninvited'],
    ['HUN', '1962-06-01', { status: ['single'], primary: 'SUN' }, 'the Southern Group'],
  ],
)

scene(
  'Mauritania 1977-81: the neighbour s brigades, a peace, a demand',
  [
    say(
      'AgreementSigned',
      'MRT',
      '1977-05-13',
      { agreementId: 'mar-mrt-1977', kind: 'mutual-defence', onSignature: true },
      { parties: ['MAR', 'MRT'] },
    ),
    say(
      'ForcesDeployed',
      'MRT',
      '1977-07',
      {
        forceId: 'far-mrt',
        sponsor: 'MAR',
        role: 'combat',
        strength: n(6000, 9000),
        consent: 'invited',
        legalBasis: ['mar-mrt-1977'],
      },
      { partner: 'MAR' },
    ),
    say('WithdrawalDemanded', 'MRT', '1979-08-10', { by: ['MRT'] }, { partner: 'MAR' }),
    say(
      'AgreementTerminated',
      'MRT',
      '1979-08-20',
      { agreementId: 'mar-mrt-1977', ground: 'unilateral', by: ['MRT'] },
      { parties: ['MAR', 'MRT'] },
    ),
    say('ForcesWithdrawn', 'MRT', '1979-11', { forceId: 'far-mrt', extent: 'complete' }, { partner: 'MAR' }),
    covered('MRT', '1970', '1985'),
  ],
  [
    ['MRT', '1978-06-01', { status: ['single'], primary: 'MAR' }, 'nine thousand'],
    ['MRT', '1981-06-01', { status: OPEN, not: ['MAR'], alignedNot: ['MAR'] }, 'out of the war'],
  ],
)

scene(
  'Uganda 1978-83: one patron flees, the neighbour stays two years',
  [
    say(
      'ForcesDeployed',
      'UGA',
      '1979-03',
      { forceId: 'libyan-expedition', sponsor: 'LBY', role: 'combat', strength: n(2000, 2700), consent: 'invited' },
      { partner: 'LBY' },
    ),
    say(
      'ForcesWithdrawn',
      'UGA',
      '1979-04-11',
      { forceId: 'libyan-expedition', extent: 'complete' },
      { partner: 'LBY' },
    ),
    say('LeadershipChanged', 'UGA', '1979-04-11', { mode: 'revolution', to: 'unlf' }),
    say(
      'ForcesDeployed',
      'UGA',
      '1979-04-11',
      { forceId: 'tpdf-uga', sponsor: 'TZA', role: 'garrison', strength: n(10000, 45000), consent: 'invited' },
      { partner: 'TZA' },
    ),
    say('ForcesWithdrawn', 'UGA', '1981-06-30', { forceId: 'tpdf-uga', extent: 'complete' }, { partner: 'TZA' }),
    covered('UGA', '1975', '1985'),
  ],
  [
    ['UGA', '1980-06-01', { status: ['single'], primary: 'TZA', not: ['LBY'] }, 'the army that stayed'],
    ['UGA', '1982-06-01', { status: OPEN, not: ['TZA', 'LBY'] }, 'gone'],
  ],
)

scene(
  'Laos 1977-90: divisions of one neighbour, experts of a far one',
  [
    say(
      'AgreementSigned',
      'LAO',
      '1977-07-18',
      { agreementId: 'lao-vnm-1977', kind: 'friendship', term: 'P25Y', onSignature: true },
      { partner: 'VNM' },
    ),
    say(
      'ForcesDeployed',
      'LAO',
      '1975/1977',
      { forceId: 'pavn-laos', sponsor: 'VNM', role: 'garrison', strength: n(40000, 60000), consent: 'invited' },
      { partner: 'VNM' },
    ),
    say(
      'TrainersDeployed',
      'LAO',
      '1976',
      { forceId: 'su-lao', sponsor: 'SUN', role: 'advisory', strength: n(500, 1500), consent: 'invited' },
      { partner: 'SUN' },
    ),
    say('ForcesWithdrawn', 'LAO', '1988-11', { forceId: 'pavn-laos', extent: 'complete' }, { partner: 'VNM' }),
    covered('LAO', '1975', '1992'),
  ],
  [['LAO', '1982-06-01', { status: ['single'], primary: 'VNM', order: ['VNM', 'SUN'] }, 'forty thousand and more']],
)

scene(
  'Seychelles 1979-86 and Turkmenistan 1993-2003: small guards, and guards of a border',
  [
    say(
      'ForcesDeployed',
      'SYC',
      '1979',
      { forceId: 'tpdf-syc', sponsor: 'TZA', role: 'garrison', strength: n(120, 400), consent: 'invited' },
      { partner: 'TZA' },
    ),
    say(
      'ForcesDeployed',
      'SYC',
      '1983',
      { forceId: 'kpa-syc', sponsor: 'PRK', role: 'close-protection', strength: n(50, 100), consent: 'invited' },
      { partner: 'PRK' },
    ),
    say('ForcesWithdrawn', 'SYC', '1984', { forceId: 'tpdf-syc', extent: 'complete' }, { partner: 'TZA' }),
    covered('SYC', '1976-07', '1990'),
    say(
      'ForcesDeployed',
      'TKM',
      '1993-12-23',
      { forceId: 'rus-border-tkm', sponsor: 'RUS', role: 'border-guard', strength: n(2000, 3000), consent: 'invited' },
      { partner: 'RUS' },
    ),
    say('ForcesWithdrawn', 'TKM', '1999-12', { forceId: 'rus-border-tkm', extent: 'complete' }, { partner: 'RUS' }),
    covered('TKM', '1992', '2005'),
  ],
  [
    ['SYC', '1981-06-01', { status: ['single'], primary: 'TZA' }, 'a few hundred in so small a state'],
    ['TKM', '1996-06-01', { status: OPEN, not: ['RUS'] }, 'a border is no garrison'],
    ['TKM', '2002-06-01', { status: OPEN, not: ['RUS'] }, 'neutral'],
  ],
)

scene(
  'Zaire and the Congo 1974-99: one state under two names',
  [
    say(
      'AgreementSigned',
      'ZAR',
      '1974-05-22',
      { agreementId: 'fr-zar-1974', kind: 'training', onSignature: true },
      { partner: 'FRA' },
    ),
    say(
      'ForcesDeployed',
      'ZAR',
      '1978-06-05',
      { forceId: 'inter-african-force', sponsor: 'MAR', role: 'combat', strength: n(1500), consent: 'invited' },
      { partner: 'MAR' },
    ),
    say(
      'ForcesWithdrawn',
      'ZAR',
      '1979-08',
      { forceId: 'inter-african-force', extent: 'complete' },
      { partner: 'MAR' },
    ),
    say(
      'TrainersDeployed',
      'ZAR',
      '1995',
      { forceId: 'advisers-kinshasa', sponsor: 'FRA', role: 'advisory', strength: n(1200), consent: 'invited' },
      { partner: 'FRA' },
    ),
    covered('COD', '1970', '2000'),
    say(
      'ForcesDeployed',
      'TCD',
      '1981',
      {
        forceId: 'zairian-battalion',
        sponsor: 'ZAR',
        role: 'peacekeeping',
        strength: n(2000, 2500),
        consent: 'invited',
      },
      { partner: 'ZAR' },
    ),
    covered('TCD', '1980', '1999'),
  ],
  [
    ['ZAR', '1979-01-01', { status: ['single'], primary: 'MAR' }, 'the force after Kolwezi'],
    ['COD', '1979-01-01', { status: ['single'], primary: 'MAR' }, 'the same state by its present code'],
    ['COD', '1998-01-01', { status: ['single'], primary: 'FRA' }, 'a change of name sends nobody home'],
    ['TCD', '1998-01-01', { status: ['single'], holds: ['COD'] }, 'nor does it abroad'],
  ],
)
