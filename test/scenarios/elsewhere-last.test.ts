import { n, OPEN, open, say, scene, single } from './elsewhere.js'
import { covered } from './scenario.js'

/** After the model was mended by the others: small protectors, quiet pacts, sellers, promises. */

const usa = { partner: 'USA' }
const gbr = { partner: 'GBR' }

scene(
  'Monaco, San Marino, Andorra, Tuvalu: the very small',
  [
    say(
      'AgreementSigned',
      'MCO',
      '1918-07-17',
      { agreementId: 'fra-mco-1918', kind: 'mutual-defence', mutual: false, onSignature: true },
      { partner: 'FRA' },
    ),
    covered('MCO', '1900', '2020'),
    say(
      'AgreementSigned',
      'SMR',
      '1939-03-31',
      { agreementId: 'ita-smr-1939', kind: 'friendship', onSignature: true },
      { partner: 'ITA' },
    ),
    covered('SMR', '1930', '2020'),
    covered('AND', '1950', '2020'),
    say(
      'AgreementSigned',
      'TUV',
      '2023-11-09',
      { agreementId: 'falepili', kind: 'mutual-defence', mutual: false },
      { partner: 'AUS' },
    ),
    say('AgreementEnteredIntoForce', 'TUV', '2024-08-28', { agreementId: 'falepili' }, { partner: 'AUS' }),
    covered('TUV', '1978', '2026'),
  ],
  [
    [
      'MCO',
      '1960-06-01',
      { status: ['single', ...OPEN], primary: 'FRA', aligned: ['FRA'] },
      'the Republic assures its defence',
    ],
    ['SMR', '1960-06-01', open(['ITA']), 'friendship with whom is around it'],
    ['AND', '1960-06-01', open(), 'nothing was said'],
    ['TUV', '2025-06-01', single('AUS'), 'it has undertaken to come'],
  ],
)

scene(
  'Turkey 1934-52, Kenya 1963-2000, Latvia 1923-39: pacts of equals that lie quiet',
  [
    say(
      'AgreementSigned',
      'TUR',
      '1934-02-09',
      { agreementId: 'balkan-entente', kind: 'mutual-defence', onSignature: true },
      { parties: ['GRC', 'ROU', 'TUR', 'YUG'] },
    ),
    say(
      'AgreementSigned',
      'TUR',
      '1939-10-19',
      { agreementId: 'tripartite-1939', kind: 'mutual-defence', onSignature: true, term: 'P15Y' },
      { parties: ['FRA', 'GBR', 'TUR'] },
    ),
    covered('TUR', '1930', '1951'),
    say(
      'AgreementSigned',
      'KEN',
      '1963-11',
      { agreementId: 'eth-ken-1963', kind: 'mutual-defence', onSignature: true },
      { parties: ['ETH', 'KEN'] },
    ),
    say('AgreementSigned', 'KEN', '1964-06', { agreementId: 'gbr-ken-1964', kind: 'training', onSignature: true }, gbr),
    say(
      'TrainersDeployed',
      'KEN',
      '1964',
      {
        forceId: 'batuk',
        sponsor: 'GBR',
        role: 'advisory',
        strength: n(50, 200),
        consent: 'invited',
        legalBasis: ['gbr-ken-1964'],
      },
      gbr,
    ),
    covered('KEN', '1963', '2005'),
    say(
      'AgreementSigned',
      'LVA',
      '1923-11-01',
      { agreementId: 'est-lva-1923', kind: 'mutual-defence', onSignature: true, term: 'P10Y', renewal: 'tacit' },
      { parties: ['EST', 'LVA'] },
    ),
    covered('LVA', '1920', '1939'),
  ],
  [
    ['TUR', '1936-06-01', open([], { allies: ['GRC', 'ROU', 'YUG'] }), 'three allies'],
    ['TUR', '1941-06-01', open([], { aligned: ['GBR'] }), 'and two more, and neutral'],
    [
      'KEN',
      '1990-06-01',
      { status: ['single', ...OPEN], primary: 'GBR', allies: ['ETH'] },
      'a pact of thirty years; British soldiers who train themselves',
    ],
    ['LVA', '1935-06-01', open([], { aligned: ['EST'] }), 'renewed by silence'],
  ],
)

scene(
  'Taiwan 1980-2022 and Ukraine 1994-2013: an act of one side, a memorandum of three',
  [
    say(
      'AgreementSigned',
      'TWN',
      '1979-04-10',
      { agreementId: 'taiwan-relations-act', kind: 'guarantee', onSignature: true, mutual: false },
      usa,
    ),
    say(
      'ArmsDelivered',
      'TWN',
      '1997/1999',
      {
        items: [{ designation: 'F-16', category: 'combat aircraft', quantity: n(150) }],
        value: 'USD 6 billion',
        grantOrSale: 'sale',
      },
      usa,
    ),
    covered('TWN', '1979', '2024'),
    say(
      'AgreementSigned',
      'UKR',
      '1994-12-05',
      { agreementId: 'budapest', kind: 'consultation', onSignature: true },
      { parties: ['GBR', 'RUS', 'UKR', 'USA'] },
    ),
    covered('UKR', '1991', '2014'),
  ],
  [
    [
      'TWN',
      '1990-06-01',
      { status: ['single', ...OPEN], primary: 'USA', aligned: ['USA'] },
      'an act that says that it would be of grave concern',
    ],
    ['TWN', '2000-06-01', { status: ['single', ...OPEN], primary: 'USA', aligned: ['USA'] }, 'and aircraft, for money'],
    ['UKR', '2010-06-01', open(['USA', 'GBR', 'RUS']), 'assurances'],
  ],
)

scene(
  'Philippines 2016-25, Zimbabwe 1981-86: the old ally and new friends; a brigade taught by a far one',
  [
    say('AgreementSigned', 'PHL', '1951-08-30', { agreementId: 'mdt', kind: 'mutual-defence', onSignature: true }, usa),
    say('JointActivityHeld', 'PHL', '2016-04', { kind: 'exercise' }, usa),
    say('StatementIssued', 'PHL', '2016-10-20', { by: ['PHL'], stance: 'distance', content: 'separation' }, usa),
    say('JointActivityHeld', 'PHL', '2024-04', { kind: 'exercise' }, usa),
    say(
      'ForcesDeployed',
      'PHL',
      '2017',
      { forceId: 'us-phl-rotation', sponsor: 'USA', role: 'advisory', strength: n(200, 500), consent: 'invited' },
      usa,
    ),
    say('AgreementSigned', 'PHL', '2024-07-08', { agreementId: 'jpn-phl-raa', kind: 'sofa' }, { partner: 'JPN' }),
    say('JointActivityHeld', 'PHL', '2025-06', { kind: 'exercise' }, { partner: 'JPN' }),
    covered('PHL', '2010', '2026'),
    say(
      'TrainersDeployed',
      'ZWE',
      '1981-08',
      { forceId: 'prk-106', sponsor: 'PRK', role: 'advisory', strength: n(106), consent: 'invited' },
      { partner: 'PRK' },
    ),
    say(
      'TrainersDeployed',
      'ZWE',
      '1980-04',
      { forceId: 'bmatt', sponsor: 'GBR', role: 'advisory', strength: n(100, 160), consent: 'invited' },
      gbr,
    ),
    covered('ZWE', '1980-04-18', '1990'),
  ],
  [
    ['PHL', '2017-01-01', single('USA', { not: ['CHN'] }), 'words of separation, and the treaty'],
    ['PHL', '2025-09-01', single('USA', { not: ['JPN'] }), 'more than before'],
    [
      'ZWE',
      '1983-06-01',
      { status: [...OPEN, 'contested'], providers: ['GBR', 'PRK'] },
      'two teams of a hundred: nobody s client',
    ],
  ],
)
