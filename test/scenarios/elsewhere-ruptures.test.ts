import { from, n, OPEN, say, scene } from './elsewhere.js'
import { covered } from './scenario.js'

scene(
  'Libya 1954-80: the young officers send two garrisons home, and buy elsewhere',
  [
    say(
      'AgreementSigned',
      'LBY',
      '1953-07-29',
      { agreementId: 'treaty-of-friendship-and-alliance', kind: 'mutual-defence', term: 'P20Y', onSignature: true },
      { partner: 'GBR' },
    ),
    say(
      'AgreementSigned',
      'LBY',
      '1954-09-09',
      { agreementId: 'wheelus-agreement', kind: 'base', endsOn: '1971-12-24' },
      { partner: 'USA' },
    ),
    say('AgreementEnteredIntoForce', 'LBY', '1954-10-30', { agreementId: 'wheelus-agreement' }, { partner: 'USA' }),
    say(
      'BaseAccessGranted',
      'LBY',
      '1954',
      { siteId: 'wheelus-field', siteName: 'Wheelus', agreementId: 'wheelus-agreement' },
      { partner: 'USA' },
    ),
    say(
      'ForcesDeployed',
      'LBY',
      '1954~',
      { forceId: 'usaf-wheelus', sponsor: 'USA', role: 'garrison', strength: n(3000, 6000), consent: 'invited' },
      { partner: 'USA', ...from('yearbook', 'C', 2) },
    ),
    say(
      'ForcesDeployed',
      'LBY',
      '1951',
      {
        forceId: 'british-troops',
        sponsor: 'GBR',
        role: 'garrison',
        strength: n(1500, 3000),
        consent: 'invited',
        sites: ['Tobruk', 'El Adem'],
      },
      { partner: 'GBR', ...from('yearbook', 'C', 2) },
    ),
    say('CoupOccurred', 'LBY', '1969-09-01', { outcome: 'succeeded', newAuthority: 'rcc' }),
    say('WithdrawalDemanded', 'LBY', '1969-10', { by: ['LBY'] }, { partner: 'USA' }),
    say('WithdrawalDemanded', 'LBY', '1969-10', { by: ['LBY'] }, { partner: 'GBR' }),
    say('ForcesWithdrawn', 'LBY', '1970-03-28', { forceId: 'british-troops', extent: 'complete' }, { partner: 'GBR' }),
    say('ForcesWithdrawn', 'LBY', '1970-06-11', { forceId: 'usaf-wheelus', extent: 'complete' }, { partner: 'USA' }),
    say(
      'ArmsDelivered',
      'LBY',
      '1970/1972',
      { items: [{ designation: 'Mirage', category: 'combat aircraft', quantity: n(40, 60) }], grantOrSale: 'sale' },
      { partner: 'FRA' },
    ),
    say(
      'ArmsDelivered',
      'LBY',
      '1974/1978',
      {
        items: [
          { category: 'tanks', quantity: n(1500, 2000) },
          { category: 'combat aircraft', quantity: n(150, 250) },
        ],
      },
      { partner: 'SUN' },
    ),
    covered('LBY', '1952', '1985'),
  ],
  [
    [
      'LBY',
      '1965-01-01',
      { status: ['single', 'contested'], holds: ['USA'] },
      'the largest air base of the Mediterranean',
    ],
    ['LBY', '1971-01-01', { status: OPEN, not: ['USA', 'GBR'] }, 'both were sent away'],
    [
      'LBY',
      '1973-06-01',
      { status: OPEN, not: ['USA', 'GBR'], alignedNot: ['USA', 'GBR'] },
      'nothing came back, though nobody posted the end of the treaty',
    ],
    [
      'LBY',
      '1979-06-01',
      { status: [...OPEN, 'single'], primary: 'SUN', not: ['USA', 'GBR'], armsPrimary: 'SUN' },
      'Soviet arms by the thousand',
    ],
  ],
)

scene(
  'Sudan 1969-78: tanks and advisers, a coup that failed, an expulsion, and a pact with the neighbour',
  [
    say(
      'ArmsDelivered',
      'SDN',
      '1970',
      {
        items: [
          { designation: 'T-55', category: 'tanks', quantity: n(50, 100) },
          { designation: 'MiG-21', category: 'fighter aircraft', quantity: n(16) },
        ],
      },
      { partner: 'SUN' },
    ),
    say(
      'TrainersDeployed',
      'SDN',
      '1969/1970',
      { forceId: 'soviet-advisers', sponsor: 'SUN', role: 'advisory', strength: n(500, 2000), consent: 'invited' },
      { partner: 'SUN', ...from('press', 'C', 3) },
    ),
    say(
      'ForceStrengthReported',
      'SDN',
      '1976',
      { forceId: 'soviet-advisers', strength: n(80, 100) },
      { partner: 'SUN' },
    ),
    say('CoupOccurred', 'SDN', '1971-07-19', { outcome: 'failed' }),
    say(
      'AgreementSigned',
      'SDN',
      '1976-07-15',
      { agreementId: 'egy-sdn-joint-defence', kind: 'mutual-defence', onSignature: true, term: 'P25Y' },
      { parties: ['EGY', 'SDN'] },
    ),
    say(
      'WithdrawalDemanded',
      'SDN',
      '1977-05-18',
      { forceId: 'soviet-advisers', by: ['SDN'], deadline: 'P7D' },
      { partner: 'SUN' },
    ),
    say('EmbassyDowngraded', 'SDN', '1977-05-18', { by: ['SDN'] }, { partner: 'SUN' }),
    say(
      'ForcesWithdrawn',
      'SDN',
      '1977-05-25',
      { forceId: 'soviet-advisers', extent: 'complete', reason: 'demanded' },
      { partner: 'SUN' },
    ),
    covered('SDN', '1968', '1980'),
  ],
  [
    ['SDN', '1971-06-01', { status: ['single'], primary: 'SUN' }, 'the patron of the first years'],
    ['SDN', '1977-12-01', { status: OPEN, not: ['SUN'], aligned: ['EGY'] }, 'expelled; the ally is Egypt'],
    ['SDN', '1979-12-01', { status: OPEN, not: ['SUN'], aligned: ['EGY'] }, 'as before'],
  ],
)

scene(
  'Guinea 1958: no to the Community',
  [
    say(
      'ForcesDeployed',
      'GIN',
      '1958-10-02',
      {
        forceId: 'french-troops-conakry',
        sponsor: 'FRA',
        role: 'garrison',
        strength: n(1000, 3000),
        consent: 'tolerated',
      },
      { partner: 'FRA' },
    ),
    say('WithdrawalAnnounced', 'GIN', '1958-10-02', { by: ['FRA'], target: '1958-11-30' }, { partner: 'FRA' }),
    say('AidEnded', 'GIN', '1958-10', { by: ['FRA'] }, { partner: 'FRA' }),
    say(
      'ForcesWithdrawn',
      'GIN',
      '1958-11-30',
      { forceId: 'french-troops-conakry', extent: 'complete', reason: 'own-need' },
      { partner: 'FRA' },
    ),
    say('ArmsDelivered', 'GIN', '1959-03', { items: [{ category: 'small arms' }] }, { partner: 'CSK' }),
    covered('GIN', '1958', '1965'),
  ],
  [
    [
      'GIN',
      '1959-06-01',
      { status: OPEN, not: ['FRA', 'CSK'], alignedNot: ['FRA'] },
      'France left within weeks; rifles make no provider',
    ],
    ['GIN', '1963-06-01', { status: OPEN, not: ['FRA', 'CSK'] }, 'as before'],
  ],
)

scene(
  'Uzbekistan 2001-07: the tenant of Karshi-Khanabad is told to leave and the old centre is an ally again',
  [
    say(
      'AgreementSigned',
      'UZB',
      '2001-10-07',
      { agreementId: 'uz-us-k2', kind: 'base', onSignature: true },
      { partner: 'USA', factId: 'k2-agreement' },
    ),
    say(
      'AgreementSigned',
      'UZB',
      '2002-03-12',
      { agreementId: 'uz-us-strategic', kind: 'strategic-partnership', onSignature: true },
      { partner: 'USA' },
    ),
    say(
      'ForcesDeployed',
      'UZB',
      '2001-10-05',
      {
        forceId: 'us-k2',
        sponsor: 'USA',
        role: 'garrison',
        strength: n(1000, 1750),
        consent: 'invited',
        legalBasis: ['uz-us-k2', 'uz-us-strategic'],
        sites: ['Karshi-Khanabad'],
      },
      { partner: 'USA' },
    ),
    say(
      'WithdrawalDemanded',
      'UZB',
      '2005-07-29',
      { forceId: 'us-k2', by: ['UZB'], deadline: 'P180D' },
      { partner: 'USA', noticeReceivedOn: '2005-07-29', ...from('post', 'A', 2) },
    ),
    say(
      'ForcesWithdrawn',
      'UZB',
      '2005-11-21',
      { forceId: 'us-k2', extent: 'complete', reason: 'demanded' },
      { partner: 'USA' },
    ),
    say(
      'AgreementSigned',
      'UZB',
      '2005-11-14',
      { agreementId: 'rus-uz-allied-relations', kind: 'mutual-defence' },
      { parties: ['RUS', 'UZB'] },
    ),
    say(
      'AgreementEnteredIntoForce',
      'UZB',
      '2006-11',
      { agreementId: 'rus-uz-allied-relations' },
      { parties: ['RUS', 'UZB'] },
    ),
    covered('UZB', '2000', '2010'),
  ],
  [
    ['UZB', '2004-01-01', { status: ['single'], primary: 'USA' }, 'the only foreign base'],
    ['UZB', '2005-09-01', { status: ['contested'], disputed: ['USA'] }, 'told to leave and still there'],
    [
      'UZB',
      '2007-06-01',
      { status: OPEN, not: ['USA'], aligned: ['RUS'], alignedNot: ['USA'] },
      'nobody is there, the treaty is with Russia',
    ],
    ['UZB', '2009-06-01', { status: OPEN, not: ['USA'], aligned: ['RUS'], alignedNot: ['USA'] }, 'nothing comes back'],
  ],
)

scene(
  'Vietnam 1965-80: the friend of the war ends its aid and invades, the other signs a treaty',
  [
    say('AidStarted', 'VNM', '1965', { kind: 'military assistance', amount: 'USD 200 million' }, { partner: 'CHN' }),
    say(
      'ForcesDeployed',
      'VNM',
      '1976-07-02',
      { forceId: 'chinese-engineers', sponsor: 'CHN', role: 'advisory', strength: n(500, 1000), consent: 'invited' },
      { partner: 'CHN', ...from('press', 'C', 3) },
    ),
    say('AidEnded', 'VNM', '1978-07-03', { by: ['CHN'] }, { partner: 'CHN' }),
    say(
      'ForcesWithdrawn',
      'VNM',
      '1978-07',
      { forceId: 'chinese-engineers', extent: 'complete', reason: 'own-need' },
      { partner: 'CHN' },
    ),
    say(
      'AgreementSigned',
      'VNM',
      '1978-11-03',
      { agreementId: 'treaty-of-friendship-and-cooperation', kind: 'friendship', term: 'P25Y', onSignature: true },
      { partner: 'SUN' },
    ),
    say(
      'ForcesDeployed',
      'VNM',
      '1979-02-17',
      { forceId: 'pla-1979', sponsor: 'CHN', role: 'combat', strength: n(200000, 300000), consent: 'none' },
      { partner: 'CHN' },
    ),
    say('ForcesWithdrawn', 'VNM', '1979-03-16', { forceId: 'pla-1979', extent: 'complete' }, { partner: 'CHN' }),
    say(
      'ArmsDelivered',
      'VNM',
      '1979',
      {
        items: [
          { category: 'tanks', quantity: n(100, 300) },
          { category: 'air defence missile systems', quantity: n(10, 20) },
        ],
        value: 'USD 800 million',
      },
      { partner: 'SUN' },
    ),
    say(
      'ForcesDeployed',
      'VNM',
      '1979-03',
      {
        forceId: 'soviet-navy-cam-ranh',
        sponsor: 'SUN',
        role: 'garrison',
        strength: n(2000, 5000),
        consent: 'invited',
      },
      { partner: 'SUN' },
    ),
    covered('VNM', '1976-07', '1990'),
  ],
  [
    [
      'VNM',
      '1979-03-01',
      { status: [...OPEN, 'single'], primary: 'SUN', not: ['CHN'] },
      'an invasion provides nothing',
    ],
    [
      'VNM',
      '1981-06-01',
      { status: ['single'], primary: 'SUN', not: ['CHN'], alignedNot: ['CHN'] },
      'treaty, arms and a fleet',
    ],
  ],
)

scene(
  'Yugoslavia 1945-55: expelled from the bloc, armed by the other',
  [
    say(
      'AgreementSigned',
      'YUG',
      '1945-04-11',
      { agreementId: 'yu-su-1945', kind: 'mutual-defence', term: 'P20Y', onSignature: true },
      { parties: ['YUG', 'SUN'] },
    ),
    say(
      'TrainersDeployed',
      'YUG',
      '1945',
      { forceId: 'su-instructors', sponsor: 'SUN', role: 'advisory', strength: n(100, 400), consent: 'invited' },
      { partner: 'SUN' },
    ),
    say('ForcesWithdrawn', 'YUG', '1948-03-18', { forceId: 'su-instructors', extent: 'complete' }, { partner: 'SUN' }),
    say(
      'AgreementTerminated',
      'YUG',
      '1949-09-28',
      { agreementId: 'yu-su-1945', ground: 'unilateral', by: ['SUN'] },
      { parties: ['YUG', 'SUN'] },
    ),
    say('AidStarted', 'YUG', '1951-11-14', { kind: 'military', amount: 'USD 100 million a year' }, { partner: 'USA' }),
    say(
      'AgreementSigned',
      'YUG',
      '1954-08-09',
      { agreementId: 'bled-treaty', kind: 'mutual-defence', onSignature: true, term: 'P20Y' },
      { parties: ['YUG', 'GRC', 'TUR'] },
    ),
    covered('YUG', '1945', '1960'),
  ],
  [
    [
      'YUG',
      '1947-06-01',
      { status: [...OPEN, 'single'], primary: 'SUN', aligned: ['SUN'] },
      'the first ally of the bloc',
    ],
    ['YUG', '1950-06-01', { status: OPEN, not: ['SUN'], alignedNot: ['SUN'] }, 'after the break nobody'],
    [
      'YUG',
      '1955-06-01',
      { status: [...OPEN, 'single'], primary: 'USA', not: ['SUN'], alignedNot: ['SUN'] },
      'the Balkan Pact and American aid',
    ],
  ],
)

scene(
  'Ecuador 1999-2012: the lease runs out and is not renewed',
  [
    say(
      'AgreementSigned',
      'ECU',
      '1999-11-12',
      { agreementId: 'manta-fol', kind: 'base', term: 'P10Y', renewal: 'none', onSignature: true },
      { partner: 'USA' },
    ),
    say(
      'ForcesDeployed',
      'ECU',
      '1999-11',
      {
        forceId: 'us-manta',
        sponsor: 'USA',
        role: 'garrison',
        strength: n(150, 475),
        consent: 'invited',
        legalBasis: ['manta-fol'],
        sites: ['Manta'],
      },
      { partner: 'USA' },
    ),
    say(
      'AgreementTerminationNotified',
      'ECU',
      '2008-07-29',
      { agreementId: 'manta-fol', by: ['ECU'] },
      { partner: 'USA', effectiveOn: '2009-11-12' },
    ),
    say('ForcesWithdrawn', 'ECU', '2009-09-18', { forceId: 'us-manta', extent: 'complete' }, { partner: 'USA' }),
    covered('ECU', '1995', '2014'),
  ],
  [
    ['ECU', '2005-06-01', { status: ['single', 'none'], primary: 'USA' }, 'some hundreds at Manta'],
    ['ECU', '2010-06-01', { status: OPEN, not: ['USA'] }, 'gone, and not renewed'],
    ['ECU', '2013-06-01', { status: OPEN, not: ['USA'] }, 'nothing comes back'],
  ],
)

scene(
  'Ghana 1961-70: the experts of two powers go with the president',
  [
    say(
      'TrainersDeployed',
      'GHA',
      '1964',
      { forceId: 'su-guard-instructors', sponsor: 'SUN', role: 'advisory', strength: n(50, 130), consent: 'invited' },
      { partner: 'SUN' },
    ),
    say(
      'TrainersDeployed',
      'GHA',
      '1964-10',
      { forceId: 'cn-instructors', sponsor: 'CHN', role: 'advisory', strength: n(10, 20), consent: 'invited' },
      { partner: 'CHN' },
    ),
    say('CoupOccurred', 'GHA', '1966-02-24', { outcome: 'succeeded', newAuthority: 'nlc' }),
    say('WithdrawalDemanded', 'GHA', '1966-03-01', { by: ['GHA'] }, { partner: 'SUN' }),
    say('WithdrawalDemanded', 'GHA', '1966-03-01', { by: ['GHA'] }, { partner: 'CHN' }),
    say('RelationsSevered', 'GHA', '1966-10-20', { by: ['CHN'] }, { partner: 'CHN' }),
    covered('GHA', '1960', '1972'),
  ],
  [
    ['GHA', '1968-06-01', { status: OPEN, not: ['SUN', 'CHN'] }, 'sent home, though nobody posted the departure'],
    ['GHA', '1971-06-01', { status: OPEN, not: ['SUN', 'CHN'] }, 'nothing comes back'],
  ],
)

scene(
  'Mali 2013-24: an intervention, its successor, a mission of everybody, and the men who came after',
  [
    say(
      'ForcesDeployed',
      'MLI',
      '2013-01-11',
      { forceId: 'serval', sponsor: 'FRA', role: 'combat', strength: n(2500, 4500), consent: 'invited' },
      { partner: 'FRA', ...from('ministry', 'A', 1) },
    ),
    say(
      'ForceSucceeded',
      'MLI',
      '2014-08-01',
      { oldForceId: 'serval', newForceId: 'barkhane-mali', sponsor: 'FRA', strength: n(1000, 2500) },
      { partner: 'FRA', ...from('ministry', 'A', 1) },
    ),
    say(
      'AgreementSigned',
      'MLI',
      '2014-07-16',
      { agreementId: 'mali-france-2014', kind: 'dca', term: 'P5Y', renewal: 'tacit', noticePeriod: 'P6M' },
      { partner: 'FRA' },
    ),
    say('AgreementEnteredIntoForce', 'MLI', '2014-10', { agreementId: 'mali-france-2014' }, { partner: 'FRA' }),
    say(
      'ForcesDeployed',
      'MLI',
      '2013-07-01',
      {
        forceId: 'minusma',
        sponsor: 'UN',
        role: 'peacekeeping',
        strength: n(11000, 13000),
        consent: 'invited',
        mandate: 'stabilisation',
      },
      { partner: 'UN' },
    ),
    say(
      'TrainersDeployed',
      'MLI',
      '2013-02-18',
      { forceId: 'eutm-mali', sponsor: 'EU', role: 'advisory', strength: n(500, 700), consent: 'invited' },
      { partner: 'EU' },
    ),
    say('CoupOccurred', 'MLI', '2020-08-18', { outcome: 'succeeded', newAuthority: 'cnsp' }),
    say(
      'ForcesDeployed',
      'MLI',
      '2021-12',
      { forceId: 'wagner-ml', sponsor: 'RUS', role: 'pmc', strength: n(800, 1600), consent: 'invited' },
      { partner: 'RUS', ...from('press', 'C', 2) },
    ),
    say(
      'AgreementTerminationNotified',
      'MLI',
      '2022-05-02',
      { agreementId: 'mali-france-2014', by: ['MLI'] },
      { partner: 'FRA' },
    ),
    say('WithdrawalDemanded', 'MLI', '2022-02-18', { by: ['MLI'], subject: 'without delay' }, { partner: 'FRA' }),
    say(
      'ForcesWithdrawn',
      'MLI',
      '2022-08-15',
      { forceId: 'barkhane-mali', extent: 'complete', reason: 'demanded' },
      { partner: 'FRA' },
    ),
    say('WithdrawalDemanded', 'MLI', '2023-06-16', { forceId: 'minusma', by: ['MLI'] }, { partner: 'UN' }),
    say(
      'MissionMandateEnded',
      'MLI',
      '2023-06-30',
      { mission: 'minusma', windDownBy: '2023-12-31' },
      { partner: 'UN' },
    ),
    say(
      'ForcesWithdrawn',
      'MLI',
      '2023-12-31',
      { forceId: 'minusma', extent: 'complete', reason: 'demanded' },
      { partner: 'UN' },
    ),
    say('ForcesWithdrawn', 'MLI', '2024-05-17', { forceId: 'eutm-mali', extent: 'complete' }, { partner: 'EU' }),
    covered('MLI', '2012', '2025-06'),
  ],
  [
    [
      'MLI',
      '2015-06-01',
      { status: ['single', 'contested'], holds: ['FRA'], order: ['FRA', 'UN'] },
      'France fights, the mission keeps the peace',
    ],
    ['MLI', '2022-12-01', { status: ['single', 'contested'], holds: ['RUS'], not: ['FRA'] }, 'France is out'],
    ['MLI', '2025-01-01', { status: ['single'], primary: 'RUS', not: ['FRA', 'UN', 'EU'] }, 'all others are gone'],
  ],
)

scene(
  'Malta 1964-82: the facilities are rented a last time, and then neutrality is guaranteed',
  [
    say(
      'AgreementSigned',
      'MLT',
      '1964-09-21',
      { agreementId: 'mutual-defence-and-assistance-1964', kind: 'mutual-defence', term: 'P10Y', onSignature: true },
      { partner: 'GBR' },
    ),
    say(
      'AgreementSigned',
      'MLT',
      '1972-03-26',
      {
        agreementId: 'military-facilities-1972',
        kind: 'base',
        endsOn: '1979-03-31',
        onSignature: true,
        replaces: 'mutual-defence-and-assistance-1964',
      },
      { partner: 'GBR' },
    ),
    say(
      'ForcesDeployed',
      'MLT',
      '1964-09-21',
      {
        forceId: 'british-forces-malta',
        sponsor: 'GBR',
        role: 'garrison',
        strength: n(2500, 3500),
        consent: 'invited',
        legalBasis: ['mutual-defence-and-assistance-1964'],
      },
      { partner: 'GBR' },
    ),
    say(
      'ForcesWithdrawn',
      'MLT',
      '1979-03-31',
      { forceId: 'british-forces-malta', extent: 'complete', reason: 'mutual' },
      { partner: 'GBR' },
    ),
    say(
      'AgreementSigned',
      'MLT',
      '1980-09-15',
      { agreementId: 'neutrality-guarantee-1980', kind: 'guarantee' },
      { partner: 'ITA' },
    ),
    say(
      'AgreementEnteredIntoForce',
      'MLT',
      '1981-05-08',
      { agreementId: 'neutrality-guarantee-1980' },
      { partner: 'ITA' },
    ),
    covered('MLT', '1964', '1990'),
  ],
  [
    ['MLT', '1975-06-01', { status: ['single'], primary: 'GBR' }, 'a garrison on the agreement of 1972'],
    ['MLT', '1979-05-01', { status: OPEN, not: ['GBR'] }, 'Freedom Day'],
    ['MLT', '1983-06-01', { status: OPEN, not: ['GBR', 'ITA'] }, 'a guarantee of neutrality is no provision'],
  ],
)

scene(
  'Sri Lanka 1947-91: a treaty without an end, and a neighbour who was asked in and asked out',
  [
    say('AgreementSigned', 'LKA', '1947-11-11', { agreementId: 'uk-ceylon-defence', kind: 'dca' }, { partner: 'GBR' }),
    say('AgreementEnteredIntoForce', 'LKA', '1948-02-04', { agreementId: 'uk-ceylon-defence' }, { partner: 'GBR' }),
    say(
      'ForcesDeployed',
      'LKA',
      '1948-02-04',
      {
        forceId: 'rn-trincomalee',
        sponsor: 'GBR',
        role: 'garrison',
        strength: n(1000, 3000),
        consent: 'invited',
        legalBasis: ['uk-ceylon-defence'],
        sites: ['Trincomalee', 'Katunayake'],
      },
      { partner: 'GBR' },
    ),
    say('WithdrawalDemanded', 'LKA', '1956-07', { by: ['LKA'] }, { partner: 'GBR' }),
    say('BaseHandedOver', 'LKA', '1957-10-15', { siteId: 'trincomalee', to: 'LKA' }, { partner: 'GBR' }),
    say('ForcesWithdrawn', 'LKA', '1957-11-01', { forceId: 'rn-trincomalee', extent: 'complete' }, { partner: 'GBR' }),
    say(
      'AgreementSigned',
      'LKA',
      '1987-07-29',
      { agreementId: 'indo-lanka-accord', kind: 'intervention', mutual: false, onSignature: true },
      { partner: 'IND' },
    ),
    say(
      'ForcesDeployed',
      'LKA',
      '1987-07-30',
      {
        forceId: 'ipkf',
        sponsor: 'IND',
        role: 'peacekeeping',
        strength: n(50000, 80000),
        consent: 'invited',
        legalBasis: ['indo-lanka-accord'],
      },
      { partner: 'IND' },
    ),
    say(
      'WithdrawalDemanded',
      'LKA',
      '1989-06-01',
      { forceId: 'ipkf', by: ['LKA'], deadline: '1989-07-29' },
      { partner: 'IND' },
    ),
    say(
      'ForcesWithdrawn',
      'LKA',
      '1990-03-24',
      { forceId: 'ipkf', extent: 'complete', reason: 'demanded' },
      { partner: 'IND' },
    ),
    covered('LKA', '1948', '1995'),
  ],
  [
    ['LKA', '1953-06-01', { status: ['single'], primary: 'GBR' }, 'the naval base and its agreement'],
    ['LKA', '1975-06-01', { status: OPEN, not: ['GBR'], alignedNot: ['GBR'] }, 'the agreement sleeps since 1957'],
    ['LKA', '1988-06-01', { status: ['single'], primary: 'IND' }, 'some sixty thousand'],
    ['LKA', '1989-09-01', { status: ['contested'], disputed: ['IND'] }, 'asked to leave'],
    ['LKA', '1992-06-01', { status: OPEN, not: ['IND', 'GBR'] }, 'gone'],
  ],
)

scene(
  'Madagascar 1960-78: the second independence, told with mistakes that are taken back',
  [
    say(
      'AgreementSigned',
      'MDG',
      '1960-06-27',
      { agreementId: 'accords-1960', kind: 'mutual-defence', onSignature: true },
      { partner: 'FRA' },
    ),
    {
      ...say(
        'ForcesDeployed',
        'MUS',
        '1968-03-12/1968-12',
        {
          forceId: 'ffsoi',
          sponsor: 'FRA',
          role: 'garrison',
          strength: n(2500, 4000),
          consent: 'invited',
          legalBasis: ['accords-1960'],
        },
        { partner: 'FRA' },
      ),
      id: '0b0e7a52-6a0f-4c57-8a67-5c2f1f0a9a01',
    },
    say('ClaimCorrected', 'MDG', '1999', {
      targetEventId: '0b0e7a52-6a0f-4c57-8a67-5c2f1f0a9a01',
      reason: 'error',
      changes: { country: 'MDG', occurredOn: '1960-06-27' },
    }),
    {
      ...say(
        'BaseAccessGranted',
        'MDG',
        '1976',
        { siteId: 'diego-suarez-su' },
        { partner: 'SUN', ...from('rumour', 'C', 2) },
      ),
      id: '0b0e7a52-6a0f-4c57-8a67-5c2f1f0a9a02',
    },
    say('ClaimRetracted', 'MDG', '1999', { targetEventId: '0b0e7a52-6a0f-4c57-8a67-5c2f1f0a9a02', reason: 'forged' }),
    say(
      'AgreementTerminated',
      'MDG',
      '1973-06-04',
      { agreementId: 'accords-1960', ground: 'mutual' },
      { partner: 'FRA' },
    ),
    say(
      'ForcesWithdrawn',
      'MDG',
      '1973-09-01',
      { forceId: 'ffsoi', extent: 'partial', remaining: n(500, 1200) },
      { partner: 'FRA' },
    ),
    say('ForcesWithdrawn', 'MDG', '1975-06', { forceId: 'ffsoi', extent: 'complete' }, { partner: 'FRA' }),
    covered('MDG', '1960', '1980'),
  ],
  [
    ['MDG', '1970-06-01', { status: ['single'], primary: 'FRA' }, 'the garrison of Diego-Suarez'],
    ['MUS', '1970-06-01', { status: OPEN, not: ['FRA'] }, 'it was never in Mauritius'],
    ['MDG', '1977-06-01', { status: OPEN, not: ['FRA', 'SUN'] }, 'France is out and no Soviet base came'],
  ],
)
