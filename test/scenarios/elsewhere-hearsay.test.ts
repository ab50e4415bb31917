import { EARLIER, LATER, n, OPEN, open, say, scene, sceneInTwoParts, single } from './elsewhere.js'
import { covered } from './scenario.js'

/** Who says so, how often, how vaguely and how late: the same facts told by different kinds of people. */

const usa = { partner: 'USA' }
const sun = { partner: 'SUN' }
const told = (
  sourceId: string,
  reliability: string,
  credibility: number,
  modality = 'asserted',
  more: object = {},
) => ({
  claim: { sourceId, family: sourceId, reliability, credibility, modality, ...more },
})

scene(
  'One garrison told by ten: with a factId, without, in any order',
  [
    ...['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map((id, i) =>
      say(
        'ForcesDeployed',
        'URY',
        '1950-03',
        { forceId: 'usa-ury', sponsor: 'USA', role: 'garrison', strength: n(800 + 40 * i), consent: 'invited' },
        { ...usa, factId: 'arrival', ...told(`paper-${id}`, 'C', 3) },
      ),
    ),
    covered('URY', '1940', '1960'),
    ...['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map((id, i) =>
      say(
        'ForcesDeployed',
        'PRY',
        `1950-03-${10 + i}`,
        { forceId: 'usa-pry', sponsor: 'USA', role: 'garrison', strength: n(800 + 40 * i), consent: 'invited' },
        { ...usa, ...told(`paper-${id}`, 'C', 3) },
      ),
    ),
    covered('PRY', '1940', '1960'),
    say(
      'ForcesDeployed',
      'BOL',
      '1950-03',
      { forceId: 'usa-bol', sponsor: 'USA', role: 'garrison', strength: n(1000), consent: 'invited' },
      { ...usa, ...told('paper-a', 'C', 3) },
    ),
    covered('BOL', '1940', '1960'),
  ],
  [
    ['URY', '1951-06-01', single('USA'), 'ten papers say the same thing'],
    ['PRY', '1951-06-01', single('USA'), 'ten papers name ten days, and one force'],
    ['BOL', '1951-06-01', { status: ['single', ...OPEN], primary: 'USA', providers: [] }, 'one paper says possibly'],
  ],
)

scene(
  'A garrison known from one good source and denied by a ministry',
  [
    say(
      'ForcesDeployed',
      'KHM',
      '2020-03',
      { forceId: 'pla-ream', sponsor: 'CHN', role: 'garrison', strength: n(1000), consent: 'invited' },
      { partner: 'CHN', factId: 'ream', ...told('imagery', 'B', 2) },
    ),
    say(
      'ForcesDeployed',
      'KHM',
      '2020-03',
      { forceId: 'pla-ream', sponsor: 'CHN', role: 'garrison' },
      { partner: 'CHN', factId: 'ream', ...told('ministry', 'C', 3, 'denied') },
    ),
    covered('KHM', '2010', '2024'),
    say(
      'ForcesDeployed',
      'NIC',
      '1982',
      { forceId: 'migs', sponsor: 'SUN', role: 'combat', strength: n(500) },
      { ...sun, factId: 'migs', ...told('rumour', 'D', 4) },
    ),
    say(
      'ForcesDeployed',
      'NIC',
      '1982',
      { forceId: 'migs', sponsor: 'SUN', role: 'combat' },
      { ...sun, factId: 'migs', ...told('embassy', 'A', 1, 'denied') },
    ),
    covered('NIC', '1979', '1990'),
  ],
  [
    ['KHM', '2021-06-01', { status: ['single', ...OPEN], primary: 'CHN' }, 'pictures against a word'],
    ['NIC', '1984-06-01', open(['SUN'], { notProviders: ['SUN'] }), 'a rumour against a word that is usually kept'],
  ],
)

scene(
  'Seasons, decades, open ends: dates as old books give them',
  [
    say(
      'ForcesDeployed',
      'LBY',
      '1943-21',
      { forceId: 'bma', sponsor: 'GBR', role: 'garrison', strength: n(5000, 20000), consent: 'tolerated' },
      { partner: 'GBR' },
    ),
    say(
      'ForcesWithdrawn',
      'LBY',
      '195X',
      { forceId: 'bma', extent: 'partial', remaining: n(2000, 4000) },
      { partner: 'GBR' },
    ),
    covered('LBY', '1940', '1970'),
    say(
      'TrainersDeployed',
      'IDN',
      '196X',
      { forceId: 'sov-idn', sponsor: 'SUN', role: 'advisory', strength: n(500, 1500), consent: 'invited' },
      sun,
    ),
    say('ForcesWithdrawn', 'IDN', '1966/1967', { forceId: 'sov-idn', extent: 'complete', reason: 'demanded' }, sun),
    covered('IDN', '1950', '1980'),
    say(
      'ForcesDeployed',
      'MAR',
      '../1912',
      { forceId: 'fra-mar-old', sponsor: 'FRA', role: 'garrison', strength: n(20000), consent: 'tolerated' },
      { partner: 'FRA' },
    ),
    covered('MAR', '1905', '1920'),
  ],
  [
    ['LBY', '1948-06-01', single('GBR'), 'a military administration'],
    ['LBY', '1962-06-01', single('GBR'), 'fewer'],
    ['IDN', '1970-06-01', open(['SUN']), 'sent away'],
    ['MAR', '1915-06-01', single('FRA'), 'there before anybody noted since when'],
  ],
)

scene(
  'Claims in the wrong order: the departure first, the arrival last',
  [
    say('ForcesWithdrawn', 'HTI', '1996-03', { forceId: 'unmih', extent: 'complete' }, usa),
    say('AgreementTerminated', 'CUB', '1934-05-29', { agreementId: 'platt', ground: 'mutual' }, usa),
    say('ForceStrengthReported', 'HTI', '1994-10', { forceId: 'unmih', strength: n(20000) }, usa),
    say('AgreementEnteredIntoForce', 'CUB', '1904-07-01', { agreementId: 'platt', kind: 'intervention' }, usa),
    say('ConsentChanged', 'HTI', '1994-09-20', { forceId: 'unmih', consent: 'invited' }, usa),
    say('AgreementSigned', 'CUB', '1903-05-22', { agreementId: 'platt', kind: 'intervention' }, usa),
    say(
      'ForcesDeployed',
      'HTI',
      '1994-09-19',
      { forceId: 'unmih', sponsor: 'USA', role: 'combat', consent: 'tolerated' },
      usa,
    ),
    covered('HTI', '1990', '2000'),
    covered('CUB', '1902', '1950'),
  ],
  [
    ['HTI', '1995-01-01', single('USA'), 'in whatever order it was told'],
    ['HTI', '1997-01-01', open(['USA']), 'left'],
    [
      'CUB',
      '1920-06-01',
      { status: ['single', ...OPEN], primary: 'USA', aligned: ['USA'] },
      'a treaty that let one intervene, of whose use nothing was told',
    ],
    ['CUB', '1940-06-01', open(['USA']), 'abrogated by both'],
  ],
)

scene(
  'Every optional field, and none',
  [
    {
      id: '6f1c7a52-3f0e-4d52-9a41-0d6f3c1b7e01',
      type: 'ForcesDeployed',
      schemaVersion: 1,
      country: 'LBR',
      partner: 'USA',
      occurredOn: '1942-06-17',
      announcedOn: '1942-09',
      data: {
        forceId: 'roberts-field',
        sponsor: 'USA',
        role: 'garrison',
        strength: { low: 2000, high: 5000, basis: 'observed' },
        planned: n(5000),
        consent: 'invited',
        legalBasis: ['us-lbr-1942'],
        sites: ['Roberts Field'],
        subject: 'airfield',
        mandate: 'defence of the airfield',
      },
      claim: {
        sourceId: 'official-history',
        family: 'official-history',
        title: 'Guarding the outposts',
        publishedOn: '1964',
        publishedOnBasis: 'stated',
        via: ['library'],
        reliability: 'A',
        credibility: 2,
        modality: 'asserted',
        verified: 'memory',
      },
      factId: 'arrival-of-task-force-5889',
      correlationId: 'liberia-1942',
      annotations: { cameo: '074' },
      note: 'From the official history.',
    },
    say(
      'AgreementSigned',
      'LBR',
      '1942-03-31',
      {
        agreementId: 'us-lbr-1942',
        kind: 'dca',
        mutual: false,
        onSignature: true,
        term: 'P5Y',
        renewal: 'none',
        noticePeriod: 'P6M',
        provisional: false,
        subject: 'defence areas',
        form: 'treaty',
      },
      usa,
    ),
    say(
      'ForcesWithdrawn',
      'LBR',
      '1946',
      { forceId: 'roberts-field', extent: 'complete', left: n(2000), reason: 'mutual' },
      usa,
    ),
    covered('LBR', '1940', '1955'),
    {
      type: 'ForcesDeployed',
      country: 'CPV',
      occurredOn: '1943',
      data: { forceId: 'x', sponsor: 'PRT', role: 'garrison' },
      claim: { sourceId: 'x', reliability: 'C', credibility: 3, modality: 'asserted' },
    },
  ],
  [
    ['LBR', '1944-06-01', single('USA'), 'a garrison at an airfield'],
    ['LBR', '1950-06-01', open(['USA']), 'the term was over'],
    [
      'CPV',
      '1950-06-01',
      { status: ['single', ...OPEN], primary: 'PRT' },
      'one line about which nothing else is known',
    ],
  ],
)

scene(
  'Six and F: a poster who does not grade',
  [
    say(
      'ForcesDeployed',
      'MLT',
      '1950',
      { forceId: 'gbr-mlt', sponsor: 'GBR', role: 'garrison', strength: n(10000), consent: 'invited' },
      { partner: 'GBR', ...told('someone', 'F', 6) },
    ),
    covered('MLT', '1945', '1970'),
    say(
      'ForcesDeployed',
      'BMU',
      '1950',
      { forceId: 'usa-bmu', sponsor: 'USA', role: 'garrison', strength: n(3000), consent: 'invited' },
      { ...usa, ...told('one', 'F', 6) },
    ),
    say(
      'ForcesDeployed',
      'BMU',
      '1950',
      { forceId: 'usa-bmu', sponsor: 'USA', role: 'garrison', strength: n(3000), consent: 'invited' },
      { ...usa, ...told('two', 'F', 2) },
    ),
    covered('BMU', '1945', '1970'),
  ],
  [
    ['MLT', '1955-06-01', { status: ['single', ...OPEN], primary: 'GBR' }, 'not to be judged is not false'],
    ['BMU', '1955-06-01', single('USA'), 'a second one says that it fits'],
  ],
)

sceneInTwoParts(
  'Sweden: a cooperation that came to light fifty years later',
  [covered('SWE', '1945', '1990')],
  [
    say(
      'AgreementSigned',
      'SWE',
      '1952',
      { agreementId: 'us-swe-arms', kind: 'arms', onSignature: true },
      { ...usa, ...told('commission-1994', 'A', 1, 'asserted', { publishedOn: '1994-02-11' }) },
    ),
    say(
      'AgreementSigned',
      'SWE',
      '1954',
      { agreementId: 'gbr-swe-intelligence', kind: 'intelligence', onSignature: true },
      { partner: 'GBR', ...told('commission-1994', 'A', 1, 'asserted', { publishedOn: '1994-02-11' }) },
    ),
  ],
  [
    [EARLIER, 'SWE', '1960-06-01', { status: ['none'] }, 'neutral, as far as anybody knew'],
    [LATER, 'SWE', '1960-06-01', open(['USA', 'GBR']), 'papers of exchange: closer than was told, and no provider'],
  ],
)

sceneInTwoParts(
  'Syria 1973-75: a brigade of which nobody had heard',
  [
    say(
      'TrainersDeployed',
      'SYR',
      '1971',
      { forceId: 'sov-syr', sponsor: 'SUN', role: 'advisory', strength: n(2000), consent: 'invited' },
      sun,
    ),
    covered('SYR', '1970', '1980'),
  ],
  [
    say(
      'ForcesDeployed',
      'SYR',
      '1973-12',
      { forceId: 'cub-syr', sponsor: 'CUB', role: 'combat', strength: n(800), consent: 'invited' },
      { partner: 'CUB', ...told('memoirs', 'B', 2, 'asserted', { publishedOn: '1999' }) },
    ),
    say(
      'ForcesWithdrawn',
      'SYR',
      '1975-02',
      { forceId: 'cub-syr', extent: 'complete' },
      { partner: 'CUB', ...told('memoirs', 'B', 2, 'asserted', { publishedOn: '1999' }) },
    ),
  ],
  [
    [EARLIER, 'SYR', '1974-06-01', single('SUN', { not: ['CUB'] }), 'as it was known'],
    [LATER, 'SYR', '1974-06-01', { status: ['single', 'contested'], holds: ['SUN'] }, 'as it was'],
    [LATER, 'SYR', '1976-06-01', single('SUN', { not: ['CUB'] }), 'gone, which was told with it'],
  ],
)

sceneInTwoParts(
  'A false report that its own source takes back',
  [
    say(
      'ForcesDeployed',
      'BGD',
      '2024-08',
      { forceId: 'foreign-base', sponsor: 'USA', role: 'garrison', strength: n(1500), consent: 'invited' },
      { id: '6f1c7a52-3f0e-4d52-9a41-0d6f3c1b7e99', ...usa, ...told('agency', 'B', 2) },
    ),
    covered('BGD', '2020', '2026'),
  ],
  [
    {
      type: 'ClaimRetracted',
      country: 'BGD',
      occurredOn: '2024-08-20',
      data: { targetEventId: '6f1c7a52-3f0e-4d52-9a41-0d6f3c1b7e99', reason: 'error' },
      claim: { sourceId: 'agency', reliability: 'B', credibility: 1, modality: 'asserted' },
    },
  ],
  [
    [EARLIER, 'BGD', '2024-09-01', single('USA'), 'as it was told'],
    [LATER, 'BGD', '2024-09-01', open(['USA'], { notProviders: ['USA'] }), 'taken back'],
  ],
)

scene(
  'Two reports of one departure, years apart, and a force reported after it',
  [
    say(
      'ForcesDeployed',
      'SOM',
      '1974',
      { forceId: 'sov-som', sponsor: 'SUN', role: 'advisory', strength: n(1500, 4000), consent: 'invited' },
      sun,
    ),
    say(
      'ForcesWithdrawn',
      'SOM',
      '1977-11',
      { forceId: 'sov-som', extent: 'complete', reason: 'demanded' },
      { ...sun, ...told('good', 'B', 1) },
    ),
    say(
      'ForcesWithdrawn',
      'SOM',
      '1979',
      { forceId: 'sov-som', extent: 'complete' },
      { ...sun, ...told('poor', 'D', 4) },
    ),
    say(
      'ForceStrengthReported',
      'SOM',
      '1978-06',
      { forceId: 'sov-som', strength: n(200) },
      { ...sun, ...told('poor', 'D', 4) },
    ),
    covered('SOM', '1970', '1985'),
  ],
  [
    ['SOM', '1976-06-01', single('SUN'), 'advisers in their thousands'],
    ['SOM', '1978-09-01', open(['SUN']), 'the good report counts'],
  ],
)
