import { contested, n, OPEN, open, say, scene, single } from './elsewhere.js'
import { covered } from './scenario.js'

/** Europe, 1920 to 2025: neutrals, guarantees, occupations, blocs, missions. */

const usa = { partner: 'USA' }
const gbr = { partner: 'GBR' }
const sun = { partner: 'SUN' }
const deu = { partner: 'DEU' }

scene(
  'Germany 1955-69: an army of one, and three smaller ones',
  [
    say('MembershipJoined', 'DEU', '1955-05-06', { organisation: 'NATO' }),
    say(
      'ForcesDeployed',
      'DEU',
      '1955-05-05',
      { forceId: 'usareur', sponsor: 'USA', role: 'garrison', strength: n(220000, 260000), consent: 'invited' },
      usa,
    ),
    say(
      'ForcesDeployed',
      'DEU',
      '1955-05-05',
      { forceId: 'baor', sponsor: 'GBR', role: 'garrison', strength: n(77000, 80000), consent: 'invited' },
      gbr,
    ),
    say(
      'ForcesDeployed',
      'DEU',
      '1955-05-05',
      { forceId: 'ffa', sponsor: 'FRA', role: 'garrison', strength: n(50000, 70000), consent: 'invited' },
      { partner: 'FRA' },
    ),
    say(
      'ForcesDeployed',
      'DEU',
      '1955-05-05',
      { forceId: 'cfe', sponsor: 'CAN', role: 'garrison', strength: n(6000), consent: 'invited' },
      { partner: 'CAN' },
    ),
    covered('DEU', '1955', '1970'),
  ],
  [
    [
      'DEU',
      '1957-06-01',
      single('USA', { allies: ['NATO'], order: ['USA', 'GBR', 'FRA', 'CAN'] }),
      'three times the next, and the one whose word counted',
    ],
  ],
)

scene(
  'East Germany 1955-90: four fields and a date',
  [
    {
      type: 'ForcesDeployed',
      country: 'DDR',
      partner: 'SUN',
      occurredOn: '1949-10-07',
      data: { forceId: 'gsfg', sponsor: 'SUN', role: 'garrison' },
      claim: { sourceId: 'x', reliability: 'F', credibility: 2, modality: 'asserted' },
    },
    {
      type: 'ForceStrengthReported',
      country: 'DDR',
      partner: 'SUN',
      occurredOn: '1985',
      data: { forceId: 'gsfg', strength: n(338000, 400000) },
      claim: { sourceId: 'x', reliability: 'B', credibility: 2, modality: 'asserted' },
    },
    {
      type: 'MembershipJoined',
      country: 'DDR',
      occurredOn: '1956-01-28',
      data: { organisation: 'WARSAW-PACT' },
      claim: { sourceId: 'x', reliability: 'B', credibility: 1, modality: 'asserted' },
    },
  ],
  [
    [
      'DDR',
      '1970-06-01',
      single('SUN', { aligned: ['SUN'] }),
      'the garrison of which nobody said the number until later',
    ],
    ['DDR', '1986-06-01', single('SUN', { allies: ['WARSAW-PACT'] }), 'a third of a million'],
    ['DDR', '1991-06-01', open(['SUN']), 'no such state'],
  ],
)

scene(
  'Neutrals 1955-2020: Austria, Switzerland, Ireland, Sweden, Finland buy, train and belong to nobody',
  [
    say('ForcesWithdrawn', 'AUT', '1955-10-25', { forceId: 'red-army-austria', extent: 'complete' }, sun),
    say(
      'AgreementSigned',
      'AUT',
      '1955-05-15',
      { agreementId: 'state-treaty', kind: 'peace' },
      { parties: ['AUT', 'FRA', 'GBR', 'SUN', 'USA'] },
    ),
    covered('AUT', '1955', '2020'),
    say(
      'ArmsDelivered',
      'CHE',
      '1987/1993',
      { items: [{ designation: 'Leopard 2', category: 'tanks', quantity: n(380) }], grantOrSale: 'sale' },
      deu,
    ),
    say(
      'ArmsDelivered',
      'CHE',
      '1996/1999',
      {
        items: [{ designation: 'F/A-18', category: 'fighters', quantity: n(34) }],
        grantOrSale: 'sale',
        value: 'CHF 3.5 billion',
      },
      usa,
    ),
    covered('CHE', '1950', '2020'),
    covered('CHE', '1950', '2020', 'arms'),
    say('BaseHandedOver', 'IRL', '1938-07-11', { siteId: 'spike-island', to: 'IRL' }, gbr),
    covered('IRL', '1922', '2020'),
    say('JointActivityHeld', 'SWE', '2015-09', { kind: 'exercise' }, { partner: 'NATO' }),
    say('JointActivityHeld', 'SWE', '2017-09', { kind: 'exercise' }, usa),
    say('AgreementSigned', 'SWE', '2016-06-08', { agreementId: 'us-swe-soi', kind: 'mou', onSignature: true }, usa),
    covered('SWE', '1950', '2020'),
    say(
      'AgreementSigned',
      'FIN',
      '1948-04-06',
      { agreementId: 'yya', kind: 'friendship', onSignature: true, term: 'P10Y', renewal: 'tacit' },
      sun,
    ),
    say(
      'ForcesDeployed',
      'FIN',
      '1944-09-29',
      { forceId: 'porkkala', sponsor: 'SUN', role: 'garrison', strength: n(20000, 30000), consent: 'none' },
      sun,
    ),
    say('ForcesWithdrawn', 'FIN', '1956-01-26', { forceId: 'porkkala', extent: 'complete', reason: 'mutual' }, sun),
    say(
      'ArmsDelivered',
      'FIN',
      '1995/2000',
      { items: [{ designation: 'F/A-18', category: 'fighters', quantity: n(64) }], grantOrSale: 'sale' },
      usa,
    ),
    covered('FIN', '1945', '2015'),
    covered('FIN', '1945', '2015', 'arms'),
  ],
  [
    ['AUT', '1970-06-01', open(['SUN', 'USA', 'FRA', 'GBR']), 'neutral'],
    ['CHE', '1994-06-01', open(['DEU'], { armsFirst: 'DEU' }), 'who buys tanks is not protected by who sells them'],
    ['CHE', '2000-06-01', open(['USA', 'DEU']), 'nor by who sells aircraft'],
    ['IRL', '1950-06-01', open(['GBR']), 'neutral'],
    ['SWE', '2017-10-01', open(['NATO', 'USA']), 'exercises are no guarantee'],
    ['FIN', '1965-06-01', open(['SUN'], { notProviders: ['SUN'] }), 'a treaty to be lived with'],
    ['FIN', '2001-06-01', open(['USA'], { armsFirst: 'USA' }), 'bought aircraft'],
  ],
)

scene(
  'Greece 1944-90: from one patron to the next, out of a command, bases on lease',
  [
    say(
      'ForcesDeployed',
      'GRC',
      '1944-10',
      { forceId: 'gbr-greece', sponsor: 'GBR', role: 'combat', strength: n(16000, 75000), consent: 'invited' },
      gbr,
    ),
    say(
      'ForcesWithdrawn',
      'GRC',
      '1947-09',
      { forceId: 'gbr-greece', extent: 'partial', remaining: n(3000, 5000) },
      gbr,
    ),
    say('ForcesWithdrawn', 'GRC', '1949-11', { forceId: 'gbr-greece', extent: 'complete', reason: 'own-need' }, gbr),
    say('AidStarted', 'GRC', '1947-05-22', { kind: 'military (Truman Doctrine)', amount: 'USD 300 million' }, usa),
    say(
      'TrainersDeployed',
      'GRC',
      '1948-02',
      { forceId: 'jusmapg', sponsor: 'USA', role: 'advisory', strength: n(250, 500), consent: 'invited' },
      usa,
    ),
    say('MembershipJoined', 'GRC', '1952-02-18', { organisation: 'NATO' }),
    say('AgreementSigned', 'GRC', '1953-10-12', { agreementId: 'us-grc-bases', kind: 'base', onSignature: true }, usa),
    say(
      'ForcesDeployed',
      'GRC',
      '1954',
      {
        forceId: 'us-greece',
        sponsor: 'USA',
        role: 'garrison',
        strength: n(3000, 4000),
        consent: 'invited',
        legalBasis: ['us-grc-bases'],
      },
      usa,
    ),
    say('MembershipFrozen', 'GRC', '1974-08-14', { organisation: 'NATO', by: ['GRC'] }),
    say('MembershipRestored', 'GRC', '1980-10-20', { organisation: 'NATO' }),
    say(
      'AgreementSigned',
      'GRC',
      '1983-09-08',
      { agreementId: 'deca-1983', kind: 'dca', replaces: 'us-grc-bases', term: 'P5Y' },
      usa,
    ),
    say('AgreementEnteredIntoForce', 'GRC', '1983-12-20', { agreementId: 'deca-1983' }, usa),
    covered('GRC', '1944', '1988'),
  ],
  [
    ['GRC', '1946-06-01', single('GBR'), 'it fought the first round'],
    ['GRC', '1949-12-01', single('USA'), 'it paid for the second'],
    ['GRC', '1960-06-01', single('USA', { allies: ['NATO'] }), 'allied and garrisoned'],
    ['GRC', '1977-06-01', single('USA'), 'angry with both, and the bases stayed'],
    ['GRC', '1986-06-01', single('USA', { allies: ['NATO'] }), 'back, with a new lease'],
  ],
)

scene(
  'Albania 1939-97: occupied, a mission of neighbours',
  [
    say('ForcesDeployed', 'ALB', '1939-04-07', {
      forceId: 'ita-albania',
      sponsor: 'ITA',
      role: 'garrison',
      strength: n(20000, 100000),
      consent: 'none',
    }),
    say('ForcesWithdrawn', 'ALB', '1943-09-08', { forceId: 'ita-albania', extent: 'complete' }),
    say(
      'ForcesDeployed',
      'ALB',
      '1997-04-15',
      { forceId: 'alba', sponsor: 'ITA', role: 'peacekeeping', strength: n(7000), consent: 'invited' },
      { partner: 'ITA' },
    ),
    say(
      'ForcesWithdrawn',
      'ALB',
      '1997-08-11',
      { forceId: 'alba', extent: 'complete', reason: 'mutual' },
      { partner: 'ITA' },
    ),
    covered('ALB', '1935', '2005'),
  ],
  [
    ['ALB', '1941-06-01', open(['ITA'], { notProviders: ['ITA'] }), 'annexed'],
    ['ALB', '1997-06-01', single('ITA'), 'a coalition that one state led'],
    ['ALB', '1999-01-01', open(['ITA']), 'gone'],
  ],
)

scene(
  'Bosnia 1995-2016: one alliance, then a union, then little of it',
  [
    say(
      'ForcesDeployed',
      'BIH',
      '1995-12-20',
      {
        forceId: 'ifor',
        sponsor: 'NATO',
        role: 'peacekeeping',
        strength: n(54000, 60000),
        consent: 'invited',
        mandate: 'enforcement',
      },
      { partner: 'NATO' },
    ),
    say(
      'ForcesDeployed',
      'BIH',
      '1995-12-20',
      {
        forceId: 'ifor-us',
        sponsor: 'USA',
        role: 'peacekeeping',
        strength: n(20000),
        consent: 'invited',
        partOf: 'ifor',
      },
      usa,
    ),
    say(
      'ForceSucceeded',
      'BIH',
      '1996-12-20',
      { oldForceId: 'ifor', newForceId: 'sfor', sponsor: 'NATO', strength: n(12000, 32000) },
      { partner: 'NATO' },
    ),
    say(
      'ForcesWithdrawn',
      'BIH',
      '2004-12-02',
      { forceId: 'sfor', extent: 'complete', reason: 'mutual' },
      { partner: 'NATO' },
    ),
    say(
      'ForcesDeployed',
      'BIH',
      '2004-12-02',
      {
        forceId: 'althea',
        sponsor: 'EU',
        role: 'peacekeeping',
        strength: n(6000, 7000),
        consent: 'invited',
        mandate: 'executive',
      },
      { partner: 'EU' },
    ),
    say('ForceStrengthReported', 'BIH', '2013', { forceId: 'althea', strength: n(600, 800) }, { partner: 'EU' }),
    covered('BIH', '1992', '2017'),
  ],
  [
    ['BIH', '1996-06-01', single('NATO', { not: ['USA'] }), 'an alliance s army; its contingents count once'],
    ['BIH', '1999-06-01', single('NATO', { not: ['USA'] }), 'under another name'],
    ['BIH', '2006-06-01', single('EU'), 'the union took over'],
    [
      'BIH',
      '2015-06-01',
      { status: ['single', ...OPEN], primary: 'EU', providers: ['EU'], not: ['NATO'] },
      'a battalion',
    ],
  ],
)

scene(
  'Macedonia 2001-20: a harvest of weapons, small missions, an alliance joined',
  [
    say(
      'ForcesDeployed',
      'MKD',
      '2001-08-22',
      {
        forceId: 'essential-harvest',
        sponsor: 'NATO',
        role: 'peacekeeping',
        strength: n(3500, 4500),
        consent: 'invited',
      },
      { partner: 'NATO' },
    ),
    say(
      'ForcesWithdrawn',
      'MKD',
      '2001-09-26',
      { forceId: 'essential-harvest', extent: 'complete' },
      { partner: 'NATO' },
    ),
    say(
      'ForcesDeployed',
      'MKD',
      '2003-03-31',
      { forceId: 'concordia', sponsor: 'EU', role: 'peacekeeping', strength: n(350), consent: 'invited' },
      { partner: 'EU' },
    ),
    say('ForcesWithdrawn', 'MKD', '2003-12-15', { forceId: 'concordia', extent: 'complete' }, { partner: 'EU' }),
    say('MembershipJoined', 'MKD', '2020-03-27', { organisation: 'NATO' }),
    covered('MKD', '1992', '2022'),
  ],
  [
    ['MKD', '2001-09-10', single('NATO'), 'five weeks'],
    ['MKD', '2010-06-01', open(['NATO', 'EU']), 'nobody'],
    ['MKD', '2021-06-01', open([], { allies: ['NATO'], alignedFirst: 'NATO' }), 'a member'],
  ],
)

scene(
  'Bulgaria 1944-55: an army that came as an enemy, and a treaty after it left',
  [
    say(
      'ForcesDeployed',
      'BGR',
      '1944-09-08',
      { forceId: '37th-army', sponsor: 'SUN', role: 'garrison', strength: n(150000, 200000), consent: 'none' },
      sun,
    ),
    say('ForcesWithdrawn', 'BGR', '1947-12', { forceId: '37th-army', extent: 'complete', reason: 'mutual' }, sun),
    say(
      'AgreementSigned',
      'BGR',
      '1948-03-18',
      { agreementId: 'sun-bgr-1948', kind: 'mutual-defence', onSignature: true, term: 'P20Y' },
      { parties: ['BGR', 'SUN'] },
    ),
    say('MembershipJoined', 'BGR', '1955-05-14', { organisation: 'WARSAW-PACT' }),
    covered('BGR', '1940', '1989'),
  ],
  [
    ['BGR', '1946-06-01', open([], { notProviders: ['SUN'], sponsors: ['SUN'] }), 'an occupation'],
    ['BGR', '1950-06-01', open([], { allies: ['SUN'], aligned: ['SUN'] }), 'a new treaty after it, and no soldier'],
    [
      'BGR',
      '1975-06-01',
      open([], { allies: ['WARSAW-PACT'], alignedFirst: 'WARSAW-PACT' }),
      'everybody knows with whom',
    ],
  ],
)

scene(
  'Poland and Czechoslovakia 1921-46: alliances, guarantees, what they were worth',
  [
    say(
      'AgreementSigned',
      'POL',
      '1921-02-19',
      { agreementId: 'fra-pol', kind: 'mutual-defence' },
      { parties: ['FRA', 'POL'] },
    ),
    say('AgreementEnteredIntoForce', 'POL', '1922-06', { agreementId: 'fra-pol' }, { parties: ['FRA', 'POL'] }),
    say(
      'AgreementSigned',
      'POL',
      '1921-03-03',
      { agreementId: 'pol-rou', kind: 'mutual-defence', onSignature: true },
      { parties: ['POL', 'ROU'] },
    ),
    say(
      'AgreementSigned',
      'POL',
      '1939-08-25',
      { agreementId: 'gbr-pol', kind: 'mutual-defence', onSignature: true },
      { parties: ['GBR', 'POL'] },
    ),
    covered('POL', '1920', '1939-09'),
    say(
      'AgreementSigned',
      'CSK',
      '1924-01-25',
      { agreementId: 'fra-csk', kind: 'mutual-defence', onSignature: true },
      { parties: ['CSK', 'FRA'] },
    ),
    say(
      'AgreementSigned',
      'CSK',
      '1935-05-16',
      { agreementId: 'sun-csk', kind: 'mutual-defence', onSignature: true },
      { parties: ['CSK', 'SUN'] },
    ),
    say(
      'AgreementSigned',
      'CSK',
      '1921',
      { agreementId: 'little-entente', kind: 'mutual-defence', onSignature: true },
      { parties: ['CSK', 'ROU', 'YUG'] },
    ),
    say(
      'ObligationNotHonoured',
      'CSK',
      '1938-09-30',
      { by: ['FRA'], agreementId: 'fra-csk', content: 'did not come to its help' },
      { partner: 'FRA' },
    ),
    say(
      'ForcesDeployed',
      'CSK',
      '1939-03-15',
      { forceId: 'wehrmacht-prague', sponsor: 'DEU', role: 'garrison', strength: n(100000, 350000), consent: 'none' },
      deu,
    ),
    covered('CSK', '1920', '1940'),
  ],
  [
    ['POL', '1930-06-01', open([], { allies: ['FRA', 'ROU'], aligned: ['FRA'] }), 'two alliances and no soldier'],
    ['POL', '1939-08-28', open([], { allies: ['FRA', 'GBR', 'ROU'] }), 'and a third'],
    ['CSK', '1936-06-01', open([], { allies: ['FRA', 'ROU', 'SUN', 'YUG'] }), 'four of them'],
    ['CSK', '1939-05-01', open(['DEU', 'FRA'], { notProviders: ['DEU'] }), 'occupied'],
  ],
)

scene(
  'Spain 1936-40: two governments, three who sent men',
  [
    say('RivalAuthorityEstablished', 'ESP', '1936-10-01', { authority: 'nationalists', rivalOf: 'republic' }),
    say(
      'ForcesDeployed',
      'ESP',
      '1936-12',
      { forceId: 'ctv', sponsor: 'ITA', role: 'combat', strength: n(40000, 50000), consent: 'invited' },
      { partner: 'ITA', authority: 'nationalists' },
    ),
    say(
      'ForcesDeployed',
      'ESP',
      '1936-11',
      { forceId: 'condor', sponsor: 'DEU', role: 'combat', strength: n(5000, 7000), consent: 'invited' },
      { ...deu, authority: 'nationalists' },
    ),
    say(
      'TrainersDeployed',
      'ESP',
      '1936-10',
      { forceId: 'sov-adv-esp', sponsor: 'SUN', role: 'advisory', strength: n(600, 2000), consent: 'invited' },
      { ...sun, authority: 'republic' },
    ),
    say(
      'ArmsDelivered',
      'ESP',
      '1936-10/1937-03',
      {
        items: [
          { category: 'tanks', quantity: n(100, 250) },
          { category: 'fighters', quantity: n(150) },
        ],
      },
      { ...sun, authority: 'republic' },
    ),
    say('RivalAuthorityEnded', 'ESP', '1939-04-01', { authority: 'nationalists' }),
    say('ForcesWithdrawn', 'ESP', '1939-05', { forceId: 'ctv', extent: 'complete' }, { partner: 'ITA' }),
    say('ForcesWithdrawn', 'ESP', '1939-05', { forceId: 'condor', extent: 'complete' }, deu),
    say('ForcesWithdrawn', 'ESP', '1938-11', { forceId: 'sov-adv-esp', extent: 'complete' }, sun),
    covered('ESP', '1930', '1945'),
  ],
  [
    [
      'ESP',
      '1937-06-01',
      { status: ['split'], sides: { republic: 'SUN', nationalists: 'ITA' } },
      'each side had its own',
    ],
    ['ESP', '1942-06-01', open(['ITA', 'DEU']), 'all gone'],
  ],
)

scene(
  'Romania 1939-46: a guarantee, a mission that was asked for, an army that was not',
  [
    say(
      'AgreementSigned',
      'ROU',
      '1939-04-13',
      { agreementId: 'guarantee-1939', kind: 'guarantee', onSignature: true },
      { parties: ['FRA', 'GBR', 'ROU'] },
    ),
    say(
      'AgreementTerminated',
      'ROU',
      '1940-07-01',
      { agreementId: 'guarantee-1939', ground: 'unilateral', by: ['ROU'] },
      { parties: ['FRA', 'GBR', 'ROU'] },
    ),
    say(
      'ForcesDeployed',
      'ROU',
      '1940-10-12',
      { forceId: 'dhm', sponsor: 'DEU', role: 'garrison', strength: n(20000, 60000), consent: 'invited' },
      deu,
    ),
    say('WithdrawalDemanded', 'ROU', '1944-08-23', { by: ['ROU'] }, deu),
    say('ForcesWithdrawn', 'ROU', '1944-10', { forceId: 'dhm', extent: 'complete', reason: 'demanded' }, deu),
    say(
      'ForcesDeployed',
      'ROU',
      '1944-08-31',
      { forceId: 'red-army-rou', sponsor: 'SUN', role: 'garrison', strength: n(400000, 600000), consent: 'none' },
      sun,
    ),
    covered('ROU', '1935', '1947'),
  ],
  [
    ['ROU', '1939-08-01', open(['DEU']), 'a promise of two far ones'],
    ['ROU', '1942-06-01', single('DEU'), 'the mission and what came with it'],
    ['ROU', '1945-06-01', open(['DEU', 'SUN'], { notProviders: ['SUN', 'DEU'] }), 'an occupation by an armistice'],
  ],
)

scene(
  'Denmark 1940-60 and Iceland 1940-47: occupied by one, visited by another, guarded by a third',
  [
    say(
      'ForcesDeployed',
      'DNK',
      '1940-04-09',
      { forceId: 'wehrmacht-dnk', sponsor: 'DEU', role: 'garrison', strength: n(50000, 200000), consent: 'none' },
      deu,
    ),
    say('ForcesWithdrawn', 'DNK', '1945-05-05', { forceId: 'wehrmacht-dnk', extent: 'complete' }, deu),
    say(
      'AgreementSigned',
      'DNK',
      '1949-04-04',
      { agreementId: 'north-atlantic-treaty', kind: 'mutual-defence' },
      { parties: ['BEL', 'CAN', 'DNK', 'FRA', 'GBR', 'ISL', 'ITA', 'LUX', 'NLD', 'NOR', 'PRT', 'USA'] },
    ),
    say(
      'AgreementEnteredIntoForce',
      'DNK',
      '1949-08-24',
      { agreementId: 'north-atlantic-treaty' },
      { parties: ['BEL', 'CAN', 'DNK', 'FRA', 'GBR', 'ISL', 'ITA', 'LUX', 'NLD', 'NOR', 'PRT', 'USA'] },
    ),
    say('MembershipJoined', 'DNK', '1949-08-24', { organisation: 'NATO' }),
    say('AgreementSigned', 'DNK', '1951-04-27', { agreementId: 'greenland', kind: 'base', onSignature: true }, usa),
    say(
      'ForcesDeployed',
      'DNK',
      '1953',
      {
        forceId: 'thule',
        sponsor: 'USA',
        role: 'facility',
        strength: n(4000, 6000),
        consent: 'invited',
        legalBasis: ['greenland'],
      },
      usa,
    ),
    covered('DNK', '1935', '1965'),
    say(
      'ForcesDeployed',
      'ISL',
      '1940-05-10',
      { forceId: 'gbr-isl', sponsor: 'GBR', role: 'garrison', strength: n(2000, 25000), consent: 'none' },
      gbr,
    ),
    say(
      'ForcesDeployed',
      'ISL',
      '1941-07-07',
      { forceId: 'us-isl-1941', sponsor: 'USA', role: 'garrison', strength: n(4000, 40000), consent: 'invited' },
      usa,
    ),
    say('ForcesWithdrawn', 'ISL', '1942-04', { forceId: 'gbr-isl', extent: 'complete' }, gbr),
    say('ForcesWithdrawn', 'ISL', '1947-04-08', { forceId: 'us-isl-1941', extent: 'complete', reason: 'mutual' }, usa),
    covered('ISL', '1935', '1948'),
  ],
  [
    ['DNK', '1943-06-01', open(['DEU'], { notProviders: ['DEU'] }), 'occupied'],
    ['DNK', '1947-06-01', open(), 'alone'],
    [
      'DNK',
      '1958-06-01',
      open([], { aligned: ['NATO', 'USA'], alignedFirst: 'NATO' }),
      'allied; the radar in the north serves its owner',
    ],
    ['ISL', '1940-12-01', open(['GBR'], { notProviders: ['GBR'] }), 'not asked'],
    ['ISL', '1943-06-01', single('USA'), 'asked'],
    ['ISL', '1947-06-01', open(['USA']), 'gone'],
  ],
)

scene(
  'Estonia 1939-50, Lithuania 1992-2025: bases that became an annexation, an army that left, a brigade that came',
  [
    say(
      'AgreementSigned',
      'EST',
      '1939-09-28',
      { agreementId: 'est-sun-1939', kind: 'mutual-defence', onSignature: true },
      sun,
    ),
    say(
      'ForcesDeployed',
      'EST',
      '1939-10-18',
      {
        forceId: '65-corps',
        sponsor: 'SUN',
        role: 'garrison',
        strength: n(25000),
        consent: 'tolerated',
        legalBasis: ['est-sun-1939'],
      },
      sun,
    ),
    say(
      'ForcesDeployed',
      'EST',
      '1940-06-17',
      { forceId: 'occupation-1940', sponsor: 'SUN', role: 'garrison', strength: n(90000), consent: 'none' },
      sun,
    ),
    covered('EST', '1935', '1990'),
    say(
      'ForcesDeployed',
      'LTU',
      '1990-03-11',
      { forceId: 'nwgf-ltu', sponsor: 'SUN', role: 'garrison', strength: n(30000, 40000), consent: 'none' },
      sun,
    ),
    say(
      'ForceSucceeded',
      'LTU',
      '1992-01',
      { oldForceId: 'nwgf-ltu', newForceId: 'rus-ltu', sponsor: 'RUS', consent: 'none' },
      { partner: 'RUS' },
    ),
    say(
      'ForcesWithdrawn',
      'LTU',
      '1993-08-31',
      { forceId: 'rus-ltu', extent: 'complete', reason: 'demanded' },
      { partner: 'RUS' },
    ),
    say('MembershipJoined', 'LTU', '2004-03-29', { organisation: 'NATO' }),
    say(
      'ForcesDeployed',
      'LTU',
      '2017-02-07',
      { forceId: 'efp-ltu', sponsor: 'NATO', role: 'garrison', strength: n(1200, 1600), consent: 'invited' },
      { partner: 'NATO' },
    ),
    say(
      'ForcesDeployed',
      'LTU',
      '2017-02-07',
      {
        forceId: 'deu-efp',
        sponsor: 'DEU',
        role: 'garrison',
        strength: n(450, 800),
        consent: 'invited',
        partOf: 'efp-ltu',
      },
      deu,
    ),
    say(
      'ForcesDeployed',
      'LTU',
      '2025-04-01',
      { forceId: 'panzerbrigade-45', sponsor: 'DEU', role: 'garrison', strength: n(4800), consent: 'invited' },
      deu,
    ),
    covered('LTU', '1990', '2026'),
  ],
  [
    ['EST', '1940-01-15', single('SUN'), 'bases under a treaty that left no choice'],
    ['EST', '1940-07-15', open(['SUN'], { notProviders: ['SUN'] }), 'occupied'],
    ['EST', '1960-06-01', open(['SUN'], { notProviders: ['SUN'] }), 'annexed'],
    ['LTU', '1992-06-01', open(['RUS'], { notProviders: ['RUS'] }), 'there without leave'],
    ['LTU', '1998-06-01', open(['RUS']), 'gone'],
    ['LTU', '2010-06-01', open([], { allies: ['NATO'] }), 'a member'],
    [
      'LTU',
      '2019-06-01',
      { status: [...OPEN, 'single'], aligned: [], alignedFirst: 'NATO', alignedNot: ['RUS'], not: ['RUS'] },
      'a battalion of the alliance, whose contingents count with it',
    ],
    ['LTU', '2025-10-01', single('DEU', { allies: ['NATO'] }), 'a brigade of one ally'],
  ],
)

scene(
  'Cold war Norway, Denmark, Iceland by treaty text alone; France 1966 by the same text',
  [
    say(
      'AgreementSigned',
      'NOR',
      '1949-04-04',
      { agreementId: 'nat', kind: 'mutual-defence' },
      { parties: ['BEL', 'CAN', 'DNK', 'FRA', 'GBR', 'ISL', 'ITA', 'LUX', 'NLD', 'NOR', 'PRT', 'USA'] },
    ),
    say(
      'AgreementEnteredIntoForce',
      'NOR',
      '1949-08-24',
      { agreementId: 'nat' },
      { parties: ['BEL', 'CAN', 'DNK', 'FRA', 'GBR', 'ISL', 'ITA', 'LUX', 'NLD', 'NOR', 'PRT', 'USA'] },
    ),
    say(
      'ForcesDeployed',
      'FRA',
      '1951',
      { forceId: 'us-france', sponsor: 'USA', role: 'garrison', strength: n(26000, 60000), consent: 'invited' },
      usa,
    ),
    say('WithdrawalDemanded', 'FRA', '1966-03-07', { by: ['FRA'], deadline: '1967-04-01' }, usa),
    say('ForcesWithdrawn', 'FRA', '1967-03-31', { forceId: 'us-france', extent: 'complete', reason: 'demanded' }, usa),
    covered('NOR', '1945', '1990'),
    covered('FRA', '1945', '1990'),
  ],
  [
    ['NOR', '1970-06-01', open([], { aligned: ['USA', 'GBR'], notProviders: ['BEL'] }), 'allied by the text'],
    ['FRA', '1960-06-01', single('USA'), 'depots and airfields'],
    ['FRA', '1966-09-01', contested(['USA'], { disputed: ['USA'] }), 'told to leave'],
    ['FRA', '1972-06-01', open(['USA'], { aligned: ['USA', 'DNK'] }), 'out of the soldiers and not of the treaty'],
  ],
)

scene(
  'Serbia 1999-2021 and Hungary 2020: partners of everybody',
  [
    say(
      'AgreementSigned',
      'SRB',
      '2013-05-24',
      { agreementId: 'rus-srb-partnership', kind: 'strategic-partnership' },
      { partner: 'RUS' },
    ),
    say(
      'ArmsDelivered',
      'SRB',
      '2017/2021',
      { items: [{ designation: 'MiG-29', category: 'fighters', quantity: n(10) }], grantOrSale: 'grant' },
      { partner: 'RUS' },
    ),
    say('AgreementSigned', 'SRB', '2014-01-15', { agreementId: 'us-srb-sofa', kind: 'sofa', onSignature: true }, usa),
    say('JointActivityHeld', 'SRB', '2019-06', { kind: 'exercise' }, { partner: 'RUS' }),
    say('JointActivityHeld', 'SRB', '2019-06', { kind: 'exercise' }, usa),
    covered('SRB', '2006', '2024'),
    covered('SRB', '2006', '2024', 'arms'),
  ],
  [['SRB', '2020-01-01', open([], { armsFirst: 'RUS' }), 'neutral, with old friends and new papers']],
)

scene(
  'Soviet Union 1922-91 and Britain 1941-45: hosts themselves',
  [
    say(
      'ArmsDelivered',
      'SUN',
      '1941-10/1945-08',
      {
        items: [
          { category: 'tanks', quantity: n(7000) },
          { category: 'fighters', quantity: n(11000) },
        ],
        value: 'USD 11.3 billion',
        grantOrSale: 'grant',
      },
      usa,
    ),
    say(
      'AgreementSigned',
      'SUN',
      '1942-05-26',
      { agreementId: 'anglo-soviet', kind: 'mutual-defence', onSignature: true, term: 'P20Y' },
      { parties: ['GBR', 'SUN'] },
    ),
    say(
      'AgreementTerminated',
      'SUN',
      '1955-05-07',
      { agreementId: 'anglo-soviet', ground: 'unilateral', by: ['SUN'] },
      { parties: ['GBR', 'SUN'] },
    ),
    say(
      'ForcesDeployed',
      'GBR',
      '1942-01-26',
      { forceId: 'eto', sponsor: 'USA', role: 'combat', strength: n(100000, 1500000), consent: 'invited' },
      usa,
    ),
    say(
      'AgreementSigned',
      'GBR',
      '1940-08-05',
      { agreementId: 'anglo-polish-military', kind: 'sofa', onSignature: true },
      { partner: 'POL' },
    ),
    covered('SUN', '1922', '1991'),
    covered('GBR', '1930', '1950'),
  ],
  [
    [
      'SUN',
      '1944-06-01',
      { status: ['single', ...OPEN], primary: 'USA', allies: ['GBR'] },
      'allied to one, supplied by another',
    ],
    ['SUN', '1960-06-01', open(['USA', 'GBR'], { alignedNot: ['GBR'] }), 'of its own'],
    ['GBR', '1944-05-01', single('USA'), 'a million and a half before the landing'],
  ],
)
