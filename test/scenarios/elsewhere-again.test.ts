import { n, OPEN, say, scene } from './elsewhere.js'
import { covered } from './scenario.js'

/** A third round, after the model was mended by the others: what it had not been looked at with. */

scene(
  'Liberia 2003-17 and Haiti 1994: a mission of fifteen thousand, and a landing of twenty thousand',
  [
    say(
      'ForcesDeployed',
      'LBR',
      '2003-10-01',
      { forceId: 'unmil', sponsor: 'UN', role: 'peacekeeping', strength: n(14500, 15500), consent: 'invited' },
      { partner: 'UN' },
    ),
    say('ForcesWithdrawn', 'LBR', '2018-03-30', { forceId: 'unmil', extent: 'complete' }, { partner: 'UN' }),
    covered('LBR', '2000', '2020'),
    say(
      'ForcesDeployed',
      'HTI',
      '1994-09-19',
      { forceId: 'mnf-haiti', sponsor: 'USA', role: 'peacekeeping', strength: n(17000, 21000), consent: 'invited' },
      { partner: 'USA' },
    ),
    say(
      'ForcesWithdrawn',
      'HTI',
      '1995-03-31',
      { forceId: 'mnf-haiti', extent: 'complete', reason: 'mutual' },
      { partner: 'USA' },
    ),
    covered('HTI', '1990', '2000'),
  ],
  [
    ['LBR', '2005-06-01', { status: ['single'], primary: 'UN' }, 'the largest mission of its day in a small country'],
    ['LBR', '2019-06-01', { status: OPEN, not: ['UN'] }, 'gone'],
    ['HTI', '1994-12-01', { status: ['single'], primary: 'USA' }, 'a landing by consent'],
    ['HTI', '1996-06-01', { status: OPEN, not: ['USA'] }, 'gone'],
  ],
)

scene(
  'Turkey 1970-80: an embargo, bases closed, and an alliance all the while',
  [
    say('MembershipJoined', 'TUR', '1952-02-18', { organisation: 'NATO' }),
    say(
      'AgreementSigned',
      'TUR',
      '1969-07-03',
      { agreementId: 'us-tur-dca-1969', kind: 'dca', onSignature: true },
      { partner: 'USA' },
    ),
    say(
      'ForcesDeployed',
      'TUR',
      '1955',
      {
        forceId: 'us-turkey',
        sponsor: 'USA',
        role: 'garrison',
        strength: n(5000, 9000),
        consent: 'invited',
        sites: ['Incirlik'],
      },
      { partner: 'USA' },
    ),
    say(
      'SanctionsImposed',
      'TUR',
      '1975-02-05',
      { by: ['USA'], measures: ['arms-embargo'], sanctionId: 'us-embargo-1975' },
      { partner: 'USA' },
    ),
    say('AgreementSuspended', 'TUR', '1975-07-25', { agreementId: 'us-tur-dca-1969', by: ['TUR'] }, { partner: 'USA' }),
    say(
      'SanctionsLifted',
      'TUR',
      '1978-09-26',
      { by: ['USA'], measures: ['arms-embargo'], sanctionId: 'us-embargo-1975' },
      { partner: 'USA' },
    ),
    say(
      'AgreementSigned',
      'TUR',
      '1980-03-29',
      { agreementId: 'us-tur-deca-1980', kind: 'dca', replaces: 'us-tur-dca-1969', onSignature: true },
      { partner: 'USA' },
    ),
    covered('TUR', '1950', '1985'),
  ],
  [
    ['TUR', '1976-06-01', { status: [...OPEN, 'single'], primary: 'USA', allies: ['NATO'] }, 'quarrelled and allied'],
    ['TUR', '1981-06-01', { status: ['single'], primary: 'USA', allies: ['NATO'] }, 'made up'],
  ],
)

scene(
  'Egypt 1936-57: eighty thousand against its will, an agreement to leave, and a canal',
  [
    say(
      'AgreementSigned',
      'EGY',
      '1936-08-26',
      { agreementId: 'anglo-egyptian-1936', kind: 'mutual-defence', term: 'P20Y', onSignature: true, mutual: false },
      { partner: 'GBR' },
    ),
    say(
      'ForcesDeployed',
      'EGY',
      '1936',
      {
        forceId: 'canal-zone',
        sponsor: 'GBR',
        role: 'garrison',
        strength: n(10000, 80000),
        consent: 'tolerated',
        legalBasis: ['anglo-egyptian-1936'],
      },
      { partner: 'GBR' },
    ),
    say(
      'ForceStrengthReported',
      'EGY',
      '1951',
      { forceId: 'canal-zone', strength: n(60000, 80000) },
      { partner: 'GBR' },
    ),
    say(
      'AgreementTerminated',
      'EGY',
      '1951-10-15',
      { agreementId: 'anglo-egyptian-1936', ground: 'unilateral', by: ['EGY'] },
      { partner: 'GBR' },
    ),
    say(
      'AgreementSigned',
      'EGY',
      '1954-10-19',
      { agreementId: 'evacuation-1954', kind: 'base', term: 'P7Y', onSignature: true },
      { partner: 'GBR' },
    ),
    say(
      'ForcesWithdrawn',
      'EGY',
      '1956-06-13',
      { forceId: 'canal-zone', extent: 'complete', reason: 'mutual' },
      { partner: 'GBR' },
    ),
    say(
      'ForcesDeployed',
      'EGY',
      '1956-11-05',
      { forceId: 'musketeer', sponsor: 'GBR', role: 'combat', strength: n(13000, 22000), consent: 'none' },
      { partner: 'GBR' },
    ),
    say('ForcesWithdrawn', 'EGY', '1956-12-22', { forceId: 'musketeer', extent: 'complete' }, { partner: 'GBR' }),
    say(
      'AgreementTerminated',
      'EGY',
      '1957-01-01',
      { agreementId: 'evacuation-1954', ground: 'breach', by: ['EGY'] },
      { partner: 'GBR' },
    ),
    covered('EGY', '1930', '1960'),
  ],
  [
    ['EGY', '1945-06-01', { status: ['single'], primary: 'GBR' }, 'treaty and garrison'],
    ['EGY', '1952-01-15', { status: ['contested'], disputed: ['GBR'] }, 'denounced and there'],
    ['EGY', '1953-06-01', { status: [...OPEN, 'contested'], alignedNot: ['GBR'] }, 'against its will'],
    ['EGY', '1958-06-01', { status: OPEN, not: ['GBR'], alignedNot: ['GBR'] }, 'after Suez'],
  ],
)

scene(
  'Kyrgyzstan 2003-15: one base is closed, the other stays',
  [
    say('MembershipJoined', 'KGZ', '1994-04-20', { organisation: 'CSTO' }),
    say(
      'AgreementSigned',
      'KGZ',
      '2001-12-04',
      { agreementId: 'manas-2001', kind: 'base', onSignature: true },
      { partner: 'USA' },
    ),
    say(
      'ForcesDeployed',
      'KGZ',
      '2001-12',
      {
        forceId: 'manas',
        sponsor: 'USA',
        role: 'facility',
        strength: n(1000, 1500),
        consent: 'invited',
        legalBasis: ['manas-2001'],
      },
      { partner: 'USA' },
    ),
    say(
      'AgreementTerminationNotified',
      'KGZ',
      '2013-11-14',
      { agreementId: 'manas-2001', by: ['KGZ'] },
      { partner: 'USA', effectiveOn: '2014-07-11' },
    ),
    say(
      'ForcesWithdrawn',
      'KGZ',
      '2014-06-03',
      { forceId: 'manas', extent: 'complete', reason: 'demanded' },
      { partner: 'USA' },
    ),
    say(
      'ForcesDeployed',
      'KGZ',
      '2003-10-23',
      { forceId: 'kant', sponsor: 'RUS', role: 'garrison', strength: n(400, 700), consent: 'invited', sites: ['Kant'] },
      { partner: 'RUS' },
    ),
    covered('KGZ', '1992', '2018'),
  ],
  [
    [
      'KGZ',
      '2010-06-01',
      { status: ['single'], primary: 'RUS', not: ['USA'], allies: ['CSTO'] },
      'the base that serves the host too',
    ],
    ['KGZ', '2015-06-01', { status: ['single'], primary: 'RUS', not: ['USA'], allies: ['CSTO'] }, 'the only one'],
  ],
)

scene(
  'Micronesia 1986-2010, Bhutan 1961-90: small states in the care of large ones',
  [
    say(
      'AgreementSigned',
      'FSM',
      '1986-11-03',
      { agreementId: 'compact', kind: 'mutual-defence', onSignature: true, renewal: 'tacit' },
      { partner: 'USA' },
    ),
    say('AgreementProlonged', 'FSM', '2004-06-25', { agreementId: 'compact', term: 'P20Y' }, { partner: 'USA' }),
    say('AidStarted', 'FSM', '1986-11', { kind: 'budget grants', amount: 'USD 60 million a year' }, { partner: 'USA' }),
    covered('FSM', '1986-11', '2012'),
    say(
      'AgreementSigned',
      'BTN',
      '1949-08-08',
      { agreementId: 'ind-btn-1949', kind: 'friendship', onSignature: true },
      { partner: 'IND' },
    ),
    say(
      'TrainersDeployed',
      'BTN',
      '1962',
      { forceId: 'imtrat', sponsor: 'IND', role: 'advisory', strength: n(300, 1000), consent: 'invited' },
      { partner: 'IND' },
    ),
    covered('BTN', '1949', '1992'),
  ],
  [
    ['FSM', '2006-06-01', { status: ['single'], primary: 'USA' }, 'the Compact holds the duty to defend'],
    ['BTN', '1985-06-01', { status: ['single'], primary: 'IND' }, 'the training team of the large neighbour'],
  ],
)

scene(
  'Taiwan 1954-90: a treaty ended by notice, arms that go on',
  [
    say(
      'AgreementSigned',
      'TWN',
      '1954-12-02',
      { agreementId: 'mdt-1954', kind: 'mutual-defence', noticePeriod: 'P1Y' },
      { partner: 'USA' },
    ),
    say('AgreementEnteredIntoForce', 'TWN', '1955-03-03', { agreementId: 'mdt-1954' }, { partner: 'USA' }),
    say(
      'ForcesDeployed',
      'TWN',
      '1955',
      {
        forceId: 'ustdc',
        sponsor: 'USA',
        role: 'garrison',
        strength: n(4000, 10000),
        consent: 'invited',
        legalBasis: ['mdt-1954'],
      },
      { partner: 'USA' },
    ),
    say(
      'ForcesWithdrawn',
      'TWN',
      '1979-05-03',
      { forceId: 'ustdc', extent: 'complete', reason: 'own-need' },
      { partner: 'USA' },
    ),
    say(
      'AgreementTerminationNotified',
      'TWN',
      '1979-01-01',
      { agreementId: 'mdt-1954', by: ['USA'] },
      { partner: 'USA' },
    ),
    say('RelationsSevered', 'TWN', '1979-01-01', { by: ['USA'] }, { partner: 'USA' }),
    say(
      'ArmsDelivered',
      'TWN',
      '1982/1986',
      {
        items: [
          { designation: 'F-5E', category: 'fighter aircraft', quantity: n(100, 150) },
          { designation: 'M48', category: 'tanks', quantity: n(300) },
        ],
      },
      { partner: 'USA' },
    ),
    covered('TWN', '1949', '1992'),
  ],
  [
    ['TWN', '1965-06-01', { status: ['single'], primary: 'USA' }, 'treaty and garrison'],
    ['TWN', '1981-01-01', { status: OPEN, not: ['USA'] }, 'treaty ended, soldiers gone, relations severed'],
    [
      'TWN',
      '1986-12-01',
      { status: [...OPEN, 'single'], primary: 'USA', armsFirst: 'USA' },
      'the supplier that is left',
    ],
  ],
)

scene(
  'Burundi 2001-09, Ivory Coast 2004: guests of several kinds at once',
  [
    say(
      'ForcesDeployed',
      'BDI',
      '2001-10-28',
      { forceId: 'sapsd', sponsor: 'ZAF', role: 'close-protection', strength: n(700), consent: 'invited' },
      { partner: 'ZAF' },
    ),
    say(
      'ForcesDeployed',
      'BDI',
      '2003-04-27',
      { forceId: 'amib', sponsor: 'AU', role: 'peacekeeping', strength: n(2600, 3300), consent: 'invited' },
      { partner: 'AU' },
    ),
    say(
      'ForcesDeployed',
      'BDI',
      '2003-04-27',
      {
        forceId: 'amib-zaf',
        sponsor: 'ZAF',
        role: 'peacekeeping',
        strength: n(1500),
        consent: 'invited',
        partOf: 'amib',
      },
      { partner: 'ZAF' },
    ),
    say(
      'ForceSucceeded',
      'BDI',
      '2004-06-01',
      { oldForceId: 'amib', newForceId: 'onub', sponsor: 'UN', strength: n(5000, 5600) },
      { partner: 'UN' },
    ),
    say('ForcesWithdrawn', 'BDI', '2006-12-31', { forceId: 'onub', extent: 'complete' }, { partner: 'UN' }),
    covered('BDI', '2000', '2010'),
    say(
      'ForcesDeployed',
      'CIV',
      '2002-09-22',
      { forceId: 'licorne', sponsor: 'FRA', role: 'peacekeeping', strength: n(3000, 5000), consent: 'invited' },
      { partner: 'FRA' },
    ),
    say(
      'AgreementSigned',
      'CIV',
      '1961-04-24',
      { agreementId: 'accord-1961', kind: 'mutual-defence', onSignature: true },
      { parties: ['CIV', 'FRA', 'BEN', 'NER'] },
    ),
    say(
      'ForcesDeployed',
      'CIV',
      '2004-04-04',
      { forceId: 'onuci', sponsor: 'UN', role: 'peacekeeping', strength: n(6000, 7000), consent: 'invited' },
      { partner: 'UN' },
    ),
    covered('CIV', '2000', '2010'),
  ],
  [
    ['BDI', '2003-12-01', { status: ['single', 'contested'], holds: ['AU'] }, 'the mission of the Union'],
    ['BDI', '2008-06-01', { status: [...OPEN, 'single'], primary: 'ZAF', not: ['AU', 'UN'] }, 'the missions are over'],
    ['CIV', '2005-06-01', { status: ['single'], primary: 'FRA', order: ['FRA', 'UN'] }, 'Licorne between the lines'],
  ],
)
