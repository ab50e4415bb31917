import { from, n, OPEN, open, say, scene, single } from './elsewhere.js'
import { covered } from './scenario.js'

/** The Americas, 1906 to 2025: marines and their departures, missions, aid, arms, quiet treaties. */

const usa = { partner: 'USA' }

scene(
  'Haiti 1915-36: marines under a convention, told in years',
  [
    say(
      'AgreementSigned',
      'HTI',
      '1915-09-16',
      { agreementId: 'convention-1915', kind: 'intervention', term: 'P10Y' },
      usa,
    ),
    say(
      'ForcesDeployed',
      'HTI',
      '1915-07-28',
      {
        forceId: 'marines-haiti',
        sponsor: 'USA',
        role: 'garrison',
        strength: n(700, 2000),
        consent: 'tolerated',
        legalBasis: ['convention-1915'],
      },
      usa,
    ),
    say('AgreementProlonged', 'HTI', '1917-03', { agreementId: 'convention-1915', term: 'P20Y' }, usa),
    say(
      'ForcesWithdrawn',
      'HTI',
      '1934-08-15',
      { forceId: 'marines-haiti', extent: 'complete', reason: 'mutual' },
      usa,
    ),
    covered('HTI', '1910', '1940'),
  ],
  [
    ['HTI', '1925-06-01', single('USA'), 'nobody else was there, and everything rested on them'],
    ['HTI', '1936-06-01', open(['USA']), 'the marines had left and the convention had run out'],
  ],
)

scene(
  'Dominican Republic 1916-24 and 1965-67: a military government, and forty years later a landing',
  [
    say('ForcesDeployed', 'DOM', '1916-05', {
      forceId: 'occupation-1916',
      sponsor: 'USA',
      role: 'garrison',
      strength: n(1800, 3000),
      consent: 'none',
    }),
    say('ForcesWithdrawn', 'DOM', '1924-09-18', { forceId: 'occupation-1916', extent: 'complete' }),
    say(
      'ForcesDeployed',
      'DOM',
      '1965-04-28',
      { forceId: 'power-pack', sponsor: 'USA', role: 'combat', strength: n(20000, 23000), consent: 'invited' },
      usa,
    ),
    say(
      'ForcesDeployed',
      'DOM',
      '1965-05-25',
      { forceId: 'brazil-contingent', sponsor: 'BRA', role: 'peacekeeping', strength: n(1100), consent: 'tolerated' },
      { partner: 'BRA' },
    ),
    say('ForcesWithdrawn', 'DOM', '1966-09-21', { forceId: 'power-pack', extent: 'complete', reason: 'mutual' }, usa),
    say(
      'ForcesWithdrawn',
      'DOM',
      '1966-09-21',
      { forceId: 'brazil-contingent', extent: 'complete' },
      { partner: 'BRA' },
    ),
    covered('DOM', '1910', '1970'),
  ],
  [
    [
      'DOM',
      '1920-06-01',
      open(['USA'], { notProviders: ['USA'], sponsors: ['USA'] }),
      'an occupation is seen and provides nothing',
    ],
    ['DOM', '1966-01-01', single('USA'), 'twenty thousand beside one thousand'],
    ['DOM', '1968-01-01', open(['USA', 'BRA']), 'all gone'],
  ],
)

scene(
  'Nicaragua 1912-34: a legation guard, then thousands, then nobody',
  [
    say(
      'ForcesDeployed',
      'NIC',
      '1912-08',
      { forceId: 'legation-guard', sponsor: 'USA', role: 'close-protection', strength: n(100), consent: 'invited' },
      usa,
    ),
    say('ForcesWithdrawn', 'NIC', '1925-08-04', { forceId: 'legation-guard', extent: 'complete' }, usa),
    say(
      'ForcesDeployed',
      'NIC',
      '1927-01',
      { forceId: 'second-brigade', sponsor: 'USA', role: 'combat', strength: n(3000, 5000), consent: 'invited' },
      usa,
    ),
    say(
      'ForcesWithdrawn',
      'NIC',
      '1933-01-02',
      { forceId: 'second-brigade', extent: 'complete', reason: 'own-need' },
      usa,
    ),
    covered('NIC', '1910', '1936'),
  ],
  [
    ['NIC', '1918-06-01', { status: ['single', ...OPEN], primary: 'USA' }, 'a hundred marines who kept a president'],
    ['NIC', '1926-06-01', open(['USA']), 'between two interventions'],
    ['NIC', '1929-06-01', single('USA'), 'a brigade at war'],
    ['NIC', '1934-06-01', open(['USA']), 'the last marines had left'],
  ],
)

scene(
  'Brazil 1942-77: airfields of the war, a pact of all, an agreement thrown out',
  [
    say(
      'AgreementSigned',
      'BRA',
      '1942-05-23',
      { agreementId: 'us-bra-1942', kind: 'mutual-defence', onSignature: true, mutual: true },
      usa,
    ),
    say(
      'ForcesDeployed',
      'BRA',
      '1942-12/1943-03',
      {
        forceId: 'natal',
        sponsor: 'USA',
        role: 'garrison',
        strength: n(10000, 16000),
        consent: 'invited',
        sites: ['Natal', 'Recife', 'Belem'],
      },
      usa,
    ),
    say('ForcesWithdrawn', 'BRA', '1946-10', { forceId: 'natal', extent: 'complete', reason: 'mutual' }, usa),
    say('AgreementSigned', 'BRA', '1952-03-15', { agreementId: 'us-bra-1952', kind: 'arms', onSignature: true }, usa),
    say(
      'AgreementTerminated',
      'BRA',
      '1977-03-11',
      { agreementId: 'us-bra-1952', ground: 'unilateral', by: ['BRA'] },
      usa,
    ),
    covered('BRA', '1940', '1980'),
  ],
  [
    ['BRA', '1944-06-01', single('USA'), 'the springboard to Africa'],
    [
      'BRA',
      '1950-06-01',
      open([], { allies: ['USA'], aligned: ['USA'], notProviders: ['BRA'] }),
      'an ally of the war, without a soldier',
    ],
    ['BRA', '1978-06-01', open([], { notProviders: ['USA'] }), 'Geisel had denounced the military agreement'],
  ],
)

scene(
  'Ecuador 1963, Bolivia 1971, Honduras 1963: coups after which nothing happens',
  [
    say('CoupOccurred', 'ECU', '1963-07-11', { outcome: 'succeeded' }),
    say(
      'TrainersDeployed',
      'ECU',
      '1950',
      { forceId: 'us-milgroup-ecu', sponsor: 'USA', role: 'advisory', strength: n(40, 60), consent: 'invited' },
      usa,
    ),
    covered('ECU', '1950', '1970'),
    say('CoupOccurred', 'BOL', '1971-08-22', { outcome: 'succeeded' }),
    covered('BOL', '1960', '1980'),
    say('CoupOccurred', 'HND', '1963-10-03', { outcome: 'succeeded' }),
    say('RelationsSevered', 'HND', '1963-10-04', { by: ['USA'] }, usa),
    say('RelationsRestored', 'HND', '1963-12-14', {}, usa),
    covered('HND', '1960', '1970'),
  ],
  [
    ['ECU', '1963-07-10', open(), 'a mission of fifty'],
    ['ECU', '1963-07-12', open(), 'and a coup that changes nothing of it'],
    ['BOL', '1971-08-25', open(), 'nobody was said to be there'],
    ['HND', '1964-06-01', open(), 'severed and restored, and nothing more'],
  ],
)

scene(
  'El Salvador 1981-96: fifty-five advisers and a billion a year',
  [
    say(
      'TrainersDeployed',
      'SLV',
      '1981-01',
      {
        forceId: 'milgroup',
        sponsor: 'USA',
        role: 'advisory',
        strength: { low: 55, high: 150, basis: 'claimed' },
        consent: 'invited',
      },
      usa,
    ),
    say('AidStarted', 'SLV', '1981-01', { kind: 'military assistance', amount: 'USD 1 billion over the decade' }, usa),
    say(
      'ArmsDelivered',
      'SLV',
      '1982',
      { items: [{ category: 'attack helicopters', quantity: n(20) }], grantOrSale: 'grant' },
      usa,
    ),
    say('AidEnded', 'SLV', '1992-12', { kind: 'military' }, usa),
    say('ForcesWithdrawn', 'SLV', '1993', { forceId: 'milgroup', extent: 'complete', reason: 'mutual' }, usa),
    covered('SLV', '1980', '2000'),
  ],
  [
    ['SLV', '1985-06-01', single('USA', { armsFirst: 'USA' }), 'the army lived on it'],
    ['SLV', '1999-06-01', open(), 'peace, and the helicopters of old'],
  ],
)

scene(
  'Colombia 1999-2015: a plan, an agreement that the court threw out',
  [
    say(
      'AidStarted',
      'COL',
      '2000-07-13',
      { kind: 'military and police aid (Plan Colombia)', amount: 'USD 860 million' },
      usa,
    ),
    say(
      'TrainersDeployed',
      'COL',
      '2001/2002',
      { forceId: 'us-advisers-col', sponsor: 'USA', role: 'advisory', strength: n(400, 800), consent: 'invited' },
      usa,
    ),
    say(
      'ForcesDeployed',
      'COL',
      '2001',
      { forceId: 'us-contractors-col', sponsor: 'USA', role: 'pmc', strength: n(300, 600), consent: 'invited' },
      usa,
    ),
    say('AgreementSigned', 'COL', '2009-10-30', { agreementId: 'us-col-dca', kind: 'dca' }, usa),
    say(
      'AgreementTerminated',
      'COL',
      '2010-08-17',
      { agreementId: 'us-col-dca', ground: 'unilateral', by: ['COL'] },
      usa,
    ),
    covered('COL', '1995', '2020'),
  ],
  [
    ['COL', '2005-06-01', single('USA'), 'the closest of South America'],
    [
      'COL',
      '2013-06-01',
      { status: ['single', ...OPEN], primary: 'USA' },
      'a court threw out a text; the advisers stayed and nobody quarrelled',
    ],
  ],
)

scene(
  'Venezuela 2005-20: an embargo, aircraft and tanks, guards of a small friend',
  [
    say('SanctionsImposed', 'VEN', '2006-08', { by: ['USA'], measures: ['arms-embargo'] }, usa),
    say(
      'ArmsDelivered',
      'VEN',
      '2006/2008',
      {
        items: [{ designation: 'Su-30MK2', category: 'combat aircraft', quantity: n(24) }],
        value: 'USD 1.6 billion',
        grantOrSale: 'sale',
      },
      { partner: 'RUS' },
    ),
    say(
      'ArmsDelivered',
      'VEN',
      '2011/2013',
      {
        items: [
          { designation: 'T-72B1', category: 'tanks', quantity: n(92) },
          { designation: 'S-300VM', category: 'air defence', quantity: n(2, 3) },
        ],
      },
      { partner: 'RUS' },
    ),
    say(
      'ForcesDeployed',
      'VEN',
      '2008',
      {
        forceId: 'cuban-advisers',
        sponsor: 'CUB',
        role: 'advisory',
        strength: { low: 500, high: 3000, basis: 'estimated' },
        consent: 'invited',
      },
      { partner: 'CUB' },
    ),
    say(
      'TrainersDeployed',
      'VEN',
      '2019-03-23',
      { forceId: 'rus-specialists', sponsor: 'RUS', role: 'advisory', strength: n(100), consent: 'invited' },
      { partner: 'RUS' },
    ),
    covered('VEN', '2000', '2024'),
    covered('VEN', '2000', '2024', 'arms'),
  ],
  [
    ['VEN', '2004-06-01', open(), 'nothing yet'],
    [
      'VEN',
      '2013-12-01',
      { status: ['single', 'contested'], holds: ['RUS'], not: ['USA'], armsPrimary: 'RUS' },
      'arms from one, advisers from another',
    ],
    ['VEN', '2019-06-01', { status: ['single', 'contested'], not: ['USA'] }, 'still these two'],
  ],
)

scene(
  'Grenada 1979-86, Barbados 1982: Cubans, a landing, and a system of five',
  [
    say(
      'TrainersDeployed',
      'GRD',
      '1979-09',
      { forceId: 'cub-grd', sponsor: 'CUB', role: 'advisory', strength: n(40, 60), consent: 'invited' },
      { partner: 'CUB' },
    ),
    say(
      'ForcesDeployed',
      'GRD',
      '1980',
      { forceId: 'cub-builders', sponsor: 'CUB', role: 'garrison', strength: n(600, 700), consent: 'invited' },
      { partner: 'CUB' },
    ),
    say(
      'ForcesDeployed',
      'GRD',
      '1983-10-25',
      { forceId: 'urgent-fury', sponsor: 'USA', role: 'combat', strength: n(7000), consent: 'invited' },
      usa,
    ),
    say(
      'ForcesWithdrawn',
      'GRD',
      '1983-11-02',
      { forceId: 'cub-builders', extent: 'complete', reason: 'demanded' },
      { partner: 'CUB' },
    ),
    say(
      'ForcesWithdrawn',
      'GRD',
      '1983-11-02',
      { forceId: 'cub-grd', extent: 'complete', reason: 'demanded' },
      { partner: 'CUB' },
    ),
    say('ForcesWithdrawn', 'GRD', '1983-12-15', { forceId: 'urgent-fury', extent: 'partial', remaining: n(300) }, usa),
    say('ForcesWithdrawn', 'GRD', '1985-06-12', { forceId: 'urgent-fury', extent: 'complete', reason: 'mutual' }, usa),
    covered('GRD', '1979', '1990'),
    say(
      'AgreementSigned',
      'BRB',
      '1982-10-29',
      { agreementId: 'rss-mou', kind: 'mutual-defence', onSignature: true },
      { parties: ['ATG', 'BRB', 'DMA', 'LCA', 'VCT'] },
    ),
    say('MembershipJoined', 'BRB', '1982-10-29', { organisation: 'RSS' }),
    covered('BRB', '1980', '1990'),
  ],
  [
    ['GRD', '1983-06-01', single('CUB'), 'nobody else was there'],
    ['GRD', '1984-06-01', single('USA', { not: ['CUB'] }), 'three hundred, in a state of a hundred thousand'],
    ['GRD', '1988-06-01', open(['USA', 'CUB']), 'gone'],
    [
      'BRB',
      '1985-06-01',
      open([], { aligned: ['ATG', 'DMA', 'LCA', 'VCT'] }),
      'five that undertook to help each other',
    ],
  ],
)

scene(
  'Suriname 1982-84 and Guyana 1976: contacts, a rumour, an ambassador sent home',
  [
    say('VisitHeld', 'SUR', '1983-05', { level: 'minister' }, { partner: 'CUB' }),
    say('AmbassadorExpelled', 'SUR', '1983-10-25', { by: ['SUR'] }, { partner: 'CUB' }),
    covered('SUR', '1980', '1990'),
    say(
      'ForcesDeployed',
      'GUY',
      '1976-03',
      { forceId: 'cub-guy', sponsor: 'CUB', role: 'combat', strength: n(500, 7000) },
      { partner: 'CUB', ...from('tabloid', 'E', 4) },
    ),
    say(
      'ForcesDeployed',
      'GUY',
      '1976-03',
      { forceId: 'cub-guy', sponsor: 'CUB', role: 'combat' },
      { partner: 'CUB', claim: { sourceId: 'guy-government', reliability: 'B', credibility: 2, modality: 'denied' } },
    ),
    covered('GUY', '1970', '1980'),
  ],
  [
    ['SUR', '1984-06-01', open(['CUB']), 'a fright, and nothing of security'],
    ['GUY', '1976-06-01', open(['CUB']), 'a rumour that the government denied'],
  ],
)

scene(
  'Paraguay 1869-76: two armies after the war',
  [
    say(
      'ForcesDeployed',
      'PRY',
      '1869-01-01',
      { forceId: 'bra-asuncion', sponsor: 'BRA', role: 'garrison', strength: n(2000, 8000), consent: 'tolerated' },
      { partner: 'BRA' },
    ),
    say(
      'ForcesDeployed',
      'PRY',
      '1869',
      { forceId: 'arg-villa', sponsor: 'ARG', role: 'garrison', strength: n(300, 500), consent: 'none' },
      { partner: 'ARG' },
    ),
    say('ForcesWithdrawn', 'PRY', '1876-06-22', { forceId: 'bra-asuncion', extent: 'complete' }, { partner: 'BRA' }),
    covered('PRY', '1865', '1880'),
  ],
  [
    ['PRY', '1872-06-01', single('BRA', { not: ['ARG'] }), 'Brazil made and unmade its governments'],
    ['PRY', '1878-01-01', open(['BRA']), 'gone'],
  ],
)

scene(
  'Cuba 1906-09 and 1975-93: a second occupation asked for, and a brigade whose number was argued over',
  [
    say(
      'ForcesDeployed',
      'CUB',
      '1906-09-29',
      { forceId: 'cuban-pacification', sponsor: 'USA', role: 'garrison', strength: n(5000, 6000), consent: 'invited' },
      usa,
    ),
    say(
      'ForcesWithdrawn',
      'CUB',
      '1909-04-01',
      { forceId: 'cuban-pacification', extent: 'complete', reason: 'mutual' },
      usa,
    ),
    say(
      'ForcesDeployed',
      'CUB',
      '1963~',
      { forceId: 'soviet-brigade', sponsor: 'SUN', role: 'garrison', strength: n(2600), consent: 'invited' },
      { partner: 'SUN', factId: 'brigade', ...from('us-statement', 'A', 2, { publishedOn: '1979-08-31' }) },
    ),
    say(
      'ForcesDeployed',
      'CUB',
      '1963~',
      { forceId: 'soviet-brigade', sponsor: 'SUN', role: 'advisory', strength: n(2600) },
      {
        partner: 'SUN',
        factId: 'brigade',
        claim: { sourceId: 'pravda', reliability: 'C', credibility: 3, modality: 'denied' },
      },
    ),
    say(
      'ArmsDelivered',
      'CUB',
      '1975/1982',
      {
        items: [
          { category: 'fighters', quantity: n(80) },
          { category: 'tanks', quantity: n(300) },
        ],
        grantOrSale: 'grant',
      },
      { partner: 'SUN' },
    ),
    say(
      'ForcesWithdrawn',
      'CUB',
      '1993-07',
      { forceId: 'soviet-brigade', extent: 'complete', reason: 'own-need' },
      { partner: 'RUS' },
    ),
    covered('CUB', '1900', '2000'),
  ],
  [
    ['CUB', '1907-06-01', single('USA'), 'Magoon governed'],
    ['CUB', '1910-06-01', open(['USA']), 'gone'],
    ['CUB', '1980-06-01', single('SUN', { armsFirst: 'SUN' }), 'a brigade and an army of its tanks'],
    ['CUB', '1998-06-01', open(['USA', 'SUN']), 'nobody came after'],
  ],
)

scene(
  'Haiti 2004-25: a mission of eight thousand, years of nobody, and police from Kenya',
  [
    say(
      'ForcesDeployed',
      'HTI',
      '2004-06-01',
      { forceId: 'minustah', sponsor: 'UN', role: 'peacekeeping', strength: n(7000, 9000), consent: 'invited' },
      { partner: 'UN' },
    ),
    say('ForcesWithdrawn', 'HTI', '2017-10-15', { forceId: 'minustah', extent: 'complete' }, { partner: 'UN' }),
    say(
      'ForcesDeployed',
      'HTI',
      '2024-06-25',
      { forceId: 'mss', sponsor: 'KEN', role: 'peacekeeping', strength: n(400, 750), consent: 'invited' },
      { partner: 'KEN' },
    ),
    covered('HTI', '2000', '2026'),
  ],
  [
    [
      'HTI',
      '2008-06-01',
      { status: ['single', ...OPEN], primary: 'UN', providers: ['UN'] },
      'everybody s peace, and the only soldiers there',
    ],
    ['HTI', '2020-06-01', open(['UN']), 'nobody'],
    [
      'HTI',
      '2025-02-01',
      { status: ['single', ...OPEN], primary: 'KEN', providers: ['KEN'] },
      'some hundred policemen',
    ],
  ],
)

scene(
  'Mexico 1947-2010: a treaty of all that one party leaves by notice, as one would post it',
  [
    say(
      'AgreementSigned',
      'MEX',
      '1947-09-02',
      { agreementId: 'rio', kind: 'mutual-defence' },
      { parties: ['ARG', 'BRA', 'COL', 'CUB', 'MEX', 'PER', 'USA', 'VEN'] },
    ),
    say(
      'AgreementEnteredIntoForce',
      'MEX',
      '1948-12-03',
      { agreementId: 'rio' },
      { parties: ['ARG', 'BRA', 'COL', 'CUB', 'MEX', 'PER', 'USA', 'VEN'] },
    ),
    say('AgreementTerminationNotified', 'MEX', '2002-09-06', { agreementId: 'rio', by: ['MEX'], noticePeriod: 'P2Y' }),
    covered('MEX', '1940', '2015'),
    covered('COL', '1940', '2015'),
  ],
  [
    ['MEX', '1990-06-01', open([], { aligned: ['USA'] }), 'allied by a treaty that nobody used'],
    ['MEX', '2006-06-01', open(['USA'], { alignedNot: ['USA', 'BRA'] }), 'out'],
    ['COL', '2006-06-01', open([], { aligned: ['USA', 'BRA'], alignedNot: [] }), 'the others go on'],
  ],
)

scene(
  'Panama 1989-2000 and Trinidad 1990: an invasion, a handover, a mutiny without a partner',
  [
    say(
      'ForcesDeployed',
      'PAN',
      '1979-10-01',
      {
        forceId: 'southcom',
        sponsor: 'USA',
        role: 'garrison',
        strength: n(9000, 13000),
        consent: 'tolerated',
        legalBasis: ['torrijos-carter'],
      },
      usa,
    ),
    say(
      'AgreementSigned',
      'PAN',
      '1977-09-07',
      { agreementId: 'torrijos-carter', kind: 'base', endsOn: '1999-12-31' },
      usa,
    ),
    say('AgreementEnteredIntoForce', 'PAN', '1979-10-01', { agreementId: 'torrijos-carter' }, usa),
    say(
      'ForcesDeployed',
      'PAN',
      '1989-12-20',
      { forceId: 'just-cause', sponsor: 'USA', role: 'combat', strength: n(13000, 14000), consent: 'none' },
      usa,
    ),
    say('ForcesWithdrawn', 'PAN', '1990-02-13', { forceId: 'just-cause', extent: 'complete' }, usa),
    say('RegimeRecognised', 'PAN', '1989-12-20', { authority: 'endara' }, usa),
    say('ConsentChanged', 'PAN', '1990-02-14', { forceId: 'southcom', consent: 'invited', by: ['PAN'] }, usa),
    say('ForcesWithdrawn', 'PAN', '1999-12-31', { forceId: 'southcom', extent: 'complete', reason: 'mutual' }, usa),
    covered('PAN', '1975', '2005'),
    say('CoupOccurred', 'TTO', '1990-07-27', { outcome: 'failed' }),
    covered('TTO', '1985', '1995'),
  ],
  [
    ['PAN', '1985-06-01', single('USA'), 'the Canal garrison by treaty'],
    ['PAN', '1992-06-01', single('USA'), 'an army abolished, and the garrison asked to stay'],
    ['PAN', '2002-06-01', open(['USA']), 'the treaty ran out and they left'],
    ['TTO', '1991-01-01', open(), 'nobody came'],
  ],
)

scene(
  'Chile 1970-90 and Argentina 1978-85: an embargo, sellers of ships, no patron',
  [
    say('SanctionsImposed', 'CHL', '1976-07', { by: ['USA'], measures: ['arms-embargo'] }, usa),
    say(
      'ArmsDelivered',
      'CHL',
      '1982/1987',
      { items: [{ category: 'destroyers', quantity: n(4) }], grantOrSale: 'sale' },
      { partner: 'GBR' },
    ),
    covered('CHL', '1970', '1990'),
    covered('CHL', '1970', '1990', 'arms'),
    say(
      'ArmsDelivered',
      'ARG',
      '1983/1985',
      {
        items: [
          { category: 'frigates', quantity: n(4) },
          { category: 'submarines', quantity: n(2) },
        ],
        grantOrSale: 'sale',
      },
      { partner: 'DEU' },
    ),
    say('RelationsSevered', 'ARG', '1982-04-02', { by: ['GBR'] }, { partner: 'GBR' }),
    covered('ARG', '1975', '1990'),
    covered('ARG', '1975', '1990', 'arms'),
  ],
  [
    ['CHL', '1988-01-01', open(['GBR', 'USA'], { armsFirst: 'GBR' }), 'who sells four ships is no patron'],
    ['ARG', '1986-01-01', open(['DEU', 'GBR'], { armsFirst: 'DEU' }), 'the same'],
  ],
)
