import { n, OPEN, open, say, scene, single } from './elsewhere.js'
import { covered } from './scenario.js'

/** Africa, 1956 to 2025: what decolonisation left, neighbours, missions, men for hire. */

const fra = { partner: 'FRA' }
const gbr = { partner: 'GBR' }

scene(
  'Cameroon 1960-90: a war that was not called one, then an agreement of cooperation',
  [
    say('AgreementSigned', 'CMR', '1960-11-13', { agreementId: 'fra-cmr-1960', kind: 'mutual-defence' }, fra),
    say('AgreementEnteredIntoForce', 'CMR', '1961-08-08', { agreementId: 'fra-cmr-1960' }, fra),
    say(
      'ForcesDeployed',
      'CMR',
      '1960-01-01',
      { forceId: 'fra-bamileke', sponsor: 'FRA', role: 'combat', strength: n(1500, 4000), consent: 'invited' },
      fra,
    ),
    say('ForcesWithdrawn', 'CMR', '1964', { forceId: 'fra-bamileke', extent: 'complete', reason: 'mutual' }, fra),
    say(
      'AgreementSigned',
      'CMR',
      '1974-02-21',
      { agreementId: 'fra-cmr-1974', kind: 'dca', replaces: 'fra-cmr-1960', onSignature: true },
      fra,
    ),
    say(
      'TrainersDeployed',
      'CMR',
      '1974',
      { forceId: 'cooperants', sponsor: 'FRA', role: 'advisory', strength: n(60, 90), consent: 'invited' },
      fra,
    ),
    covered('CMR', '1960', '1995'),
  ],
  [
    ['CMR', '1962-06-01', single('FRA'), 'it fought the rebellion'],
    ['CMR', '1970-06-01', { status: ['single', ...OPEN], primary: 'FRA' }, 'a treaty, and cooperants nobody counted'],
    ['CMR', '1985-06-01', { status: ['single', ...OPEN], primary: 'FRA', providers: ['FRA'] }, 'cooperation'],
  ],
)

scene(
  'Gambia 1981-95: a coup undone by the neighbour, a confederation, its end',
  [
    say(
      'ForcesDeployed',
      'GMB',
      '1981-07-31',
      { forceId: 'fode-kaba', sponsor: 'SEN', role: 'combat', strength: n(2000, 3000), consent: 'invited' },
      { partner: 'SEN' },
    ),
    say(
      'AgreementSigned',
      'GMB',
      '1981-12-17',
      { agreementId: 'senegambia', kind: 'mutual-defence' },
      { parties: ['GMB', 'SEN'] },
    ),
    say('AgreementEnteredIntoForce', 'GMB', '1982-02-01', { agreementId: 'senegambia' }, { parties: ['GMB', 'SEN'] }),
    say(
      'ForcesWithdrawn',
      'GMB',
      '1989-08',
      { forceId: 'fode-kaba', extent: 'complete', reason: 'own-need' },
      { partner: 'SEN' },
    ),
    say(
      'AgreementTerminated',
      'GMB',
      '1989-09-30',
      { agreementId: 'senegambia', ground: 'mutual' },
      { parties: ['GMB', 'SEN'] },
    ),
    covered('GMB', '1975', '1995'),
  ],
  [
    ['GMB', '1985-06-01', single('SEN'), 'guarded by the neighbour around it'],
    ['GMB', '1991-06-01', open(['SEN'], { alignedNot: ['SEN'] }), 'on its own'],
  ],
)

scene(
  'Tanganyika 1964 to Tanzania 1975: marines of a week, a battalion of a summer, teachers of years',
  [
    say(
      'ForcesDeployed',
      'TZA',
      '1964-01-25',
      { forceId: '45-commando', sponsor: 'GBR', role: 'combat', strength: n(600), consent: 'invited' },
      gbr,
    ),
    say('ForcesWithdrawn', 'TZA', '1964-04', { forceId: '45-commando', extent: 'complete', reason: 'mutual' }, gbr),
    say(
      'ForcesDeployed',
      'TZA',
      '1964-04',
      { forceId: 'nga-battalion', sponsor: 'NGA', role: 'garrison', strength: n(500, 600), consent: 'invited' },
      { partner: 'NGA' },
    ),
    say('ForcesWithdrawn', 'TZA', '1964-09', { forceId: 'nga-battalion', extent: 'complete' }, { partner: 'NGA' }),
    say(
      'TrainersDeployed',
      'TZA',
      '1970',
      { forceId: 'chn-instructors', sponsor: 'CHN', role: 'advisory', strength: n(300, 1000), consent: 'invited' },
      { partner: 'CHN' },
    ),
    say(
      'ArmsDelivered',
      'TZA',
      '1971/1974',
      {
        items: [
          { category: 'tanks', quantity: n(20, 30) },
          { category: 'fighters', quantity: n(12) },
        ],
        grantOrSale: 'grant',
      },
      { partner: 'CHN' },
    ),
    covered('TZA', '1961', '1980'),
  ],
  [
    ['TZA', '1964-02-15', single('GBR'), 'called against a mutiny'],
    ['TZA', '1964-07-01', single('NGA'), 'an African battalion in their place'],
    ['TZA', '1967-06-01', open(['GBR', 'NGA']), 'nobody'],
    ['TZA', '1974-12-01', single('CHN'), 'its army was made in China'],
  ],
)

scene(
  'Guinea-Bissau 1998-2020: two neighbours, a mission of Angola, two of the region',
  [
    say(
      'ForcesDeployed',
      'GNB',
      '1998-06-09',
      { forceId: 'gabou', sponsor: 'SEN', role: 'combat', strength: n(1300, 2500), consent: 'invited' },
      { partner: 'SEN' },
    ),
    say(
      'ForcesDeployed',
      'GNB',
      '1998-06',
      { forceId: 'kokia', sponsor: 'GIN', role: 'combat', strength: n(300, 500), consent: 'invited' },
      { partner: 'GIN' },
    ),
    say(
      'ForcesWithdrawn',
      'GNB',
      '1999-03',
      { forceId: 'gabou', extent: 'complete', reason: 'third-party-deal' },
      { partner: 'SEN' },
    ),
    say(
      'ForcesWithdrawn',
      'GNB',
      '1999-03',
      { forceId: 'kokia', extent: 'complete', reason: 'third-party-deal' },
      { partner: 'GIN' },
    ),
    say(
      'ForcesDeployed',
      'GNB',
      '2011-03-21',
      { forceId: 'missang', sponsor: 'AGO', role: 'advisory', strength: n(200), consent: 'invited' },
      { partner: 'AGO' },
    ),
    say(
      'ForcesWithdrawn',
      'GNB',
      '2012-06-09',
      { forceId: 'missang', extent: 'complete', reason: 'demanded' },
      { partner: 'AGO' },
    ),
    say(
      'ForcesDeployed',
      'GNB',
      '2012-05-17',
      { forceId: 'ecomib', sponsor: 'ECOWAS', role: 'peacekeeping', strength: n(600, 680), consent: 'invited' },
      { partner: 'ECOWAS' },
    ),
    say('ForcesWithdrawn', 'GNB', '2020-09-10', { forceId: 'ecomib', extent: 'complete' }, { partner: 'ECOWAS' }),
    covered('GNB', '1995', '2022'),
  ],
  [
    [
      'GNB',
      '1998-09-01',
      { status: ['single', 'contested'], primary: 'SEN', order: ['SEN', 'GIN'] },
      'the president stood by them',
    ],
    ['GNB', '2002-06-01', open(['SEN', 'GIN']), 'gone'],
    [
      'GNB',
      '2014-06-01',
      { status: ['single', ...OPEN], primary: 'ECOWAS', providers: ['ECOWAS'], not: ['AGO'] },
      'a battalion of the region',
    ],
    ['GNB', '2021-06-01', open(['ECOWAS', 'AGO']), 'gone'],
  ],
)

scene(
  'Chad 1980-87: an army of the north, a force of the continent, and France again',
  [
    say(
      'ForcesDeployed',
      'TCD',
      '1980-12',
      { forceId: 'lby-1980', sponsor: 'LBY', role: 'combat', strength: n(7000, 10000), consent: 'invited' },
      { partner: 'LBY' },
    ),
    say('WithdrawalDemanded', 'TCD', '1981-10-29', { by: ['TCD'] }, { partner: 'LBY' }),
    say(
      'ForcesWithdrawn',
      'TCD',
      '1981-11-16',
      { forceId: 'lby-1980', extent: 'complete', reason: 'demanded' },
      { partner: 'LBY' },
    ),
    say(
      'ForcesDeployed',
      'TCD',
      '1981-11-18',
      { forceId: 'iaf', sponsor: 'OAU', role: 'peacekeeping', strength: n(3000, 4000), consent: 'invited' },
      { partner: 'OAU' },
    ),
    say(
      'ForcesDeployed',
      'TCD',
      '1981-12',
      {
        forceId: 'iaf-nga',
        sponsor: 'NGA',
        role: 'peacekeeping',
        strength: n(2000),
        consent: 'invited',
        partOf: 'iaf',
      },
      { partner: 'NGA' },
    ),
    say('ForcesWithdrawn', 'TCD', '1982-06-30', { forceId: 'iaf', extent: 'complete' }, { partner: 'OAU' }),
    say(
      'ForcesDeployed',
      'TCD',
      '1983-08-09',
      { forceId: 'manta', sponsor: 'FRA', role: 'combat', strength: n(3000, 3500), consent: 'invited' },
      fra,
    ),
    say(
      'ForcesDeployed',
      'TCD',
      '1983-06',
      { forceId: 'lby-north', sponsor: 'LBY', role: 'combat', strength: n(5000, 8000), consent: 'none' },
      { partner: 'LBY' },
    ),
    say(
      'ForcesWithdrawn',
      'TCD',
      '1984-11-10',
      { forceId: 'manta', extent: 'complete', reason: 'third-party-deal' },
      fra,
    ),
    say(
      'ForcesDeployed',
      'TCD',
      '1986-02-16',
      { forceId: 'epervier', sponsor: 'FRA', role: 'combat', strength: n(900, 2400), consent: 'invited' },
      fra,
    ),
    covered('TCD', '1979', '1990'),
  ],
  [
    ['TCD', '1981-06-01', single('LBY'), 'the Transitional Government had called it'],
    ['TCD', '1982-03-01', single('OAU', { not: ['LBY', 'NGA'] }), 'a force of the continent, not of Nigeria'],
    ['TCD', '1984-03-01', single('FRA', { notProviders: ['LBY'] }), 'a line in the sand'],
    ['TCD', '1985-06-01', open([], { notProviders: ['LBY'] }), 'a deal that one side kept'],
    ['TCD', '1987-06-01', single('FRA', { notProviders: ['LBY'] }), 'back'],
  ],
)

scene(
  'Rwanda 1990-95: companies that held, a mission that did not',
  [
    say(
      'AgreementSigned',
      'RWA',
      '1975-07-18',
      { agreementId: 'fra-rwa-1975', kind: 'training', onSignature: true },
      fra,
    ),
    say(
      'ForcesDeployed',
      'RWA',
      '1990-10-04',
      { forceId: 'noroit', sponsor: 'FRA', role: 'garrison', strength: n(314, 690), consent: 'invited' },
      fra,
    ),
    say(
      'ForcesDeployed',
      'RWA',
      '1990-10-03',
      { forceId: 'zairian', sponsor: 'COD', role: 'combat', strength: n(500, 1000), consent: 'invited' },
      { partner: 'ZAR' },
    ),
    say(
      'ForcesWithdrawn',
      'RWA',
      '1990-10-31',
      { forceId: 'zairian', extent: 'complete', reason: 'demanded' },
      { partner: 'ZAR' },
    ),
    say(
      'ForcesWithdrawn',
      'RWA',
      '1993-12-13',
      { forceId: 'noroit', extent: 'complete', reason: 'third-party-deal' },
      fra,
    ),
    say(
      'ForcesDeployed',
      'RWA',
      '1993-11-01',
      { forceId: 'unamir', sponsor: 'UN', role: 'peacekeeping', strength: n(1200, 2548), consent: 'invited' },
      { partner: 'UN' },
    ),
    say(
      'ForcesDeployed',
      'RWA',
      '1993-11-01',
      {
        forceId: 'kibat',
        sponsor: 'BEL',
        role: 'peacekeeping',
        strength: n(440),
        consent: 'invited',
        partOf: 'unamir',
      },
      { partner: 'BEL' },
    ),
    say(
      'ForcesWithdrawn',
      'RWA',
      '1994-04-19',
      { forceId: 'kibat', extent: 'complete', reason: 'own-need' },
      { partner: 'BEL' },
    ),
    say(
      'ForcesDeployed',
      'RWA',
      '1994-06-22',
      { forceId: 'turquoise', sponsor: 'FRA', role: 'peacekeeping', strength: n(2500), consent: 'contested' },
      fra,
    ),
    say('ForcesWithdrawn', 'RWA', '1994-08-21', { forceId: 'turquoise', extent: 'complete' }, fra),
    say('ForcesWithdrawn', 'RWA', '1996-03-08', { forceId: 'unamir', extent: 'complete' }, { partner: 'UN' }),
    covered('RWA', '1985', '2000'),
  ],
  [
    ['RWA', '1992-06-01', single('FRA', { not: ['COD'] }), 'two companies kept a front'],
    ['RWA', '1994-03-01', open(['UN', 'BEL', 'FRA']), 'nobody held anything'],
    ['RWA', '1997-06-01', open(['UN', 'FRA']), 'nobody'],
  ],
)

scene(
  'Liberia 1990-98: a force of the region, most of it from one',
  [
    say(
      'ForcesDeployed',
      'LBR',
      '1990-08-24',
      {
        forceId: 'ecomog',
        sponsor: 'ECOWAS',
        role: 'peacekeeping',
        strength: n(3500, 12000),
        consent: 'invited',
        mandate: 'enforcement',
      },
      { partner: 'ECOWAS' },
    ),
    say(
      'ForcesDeployed',
      'LBR',
      '1990-08-24',
      {
        forceId: 'ecomog-nga',
        sponsor: 'NGA',
        role: 'combat',
        strength: n(2500, 9000),
        consent: 'invited',
        partOf: 'ecomog',
      },
      { partner: 'NGA' },
    ),
    say(
      'ForcesDeployed',
      'LBR',
      '1990-08-24',
      {
        forceId: 'ecomog-gha',
        sponsor: 'GHA',
        role: 'combat',
        strength: n(900, 1500),
        consent: 'invited',
        partOf: 'ecomog',
      },
      { partner: 'GHA' },
    ),
    say('ForcesWithdrawn', 'LBR', '1999-10', { forceId: 'ecomog', extent: 'complete' }, { partner: 'ECOWAS' }),
    covered('LBR', '1985', '2002'),
  ],
  [
    ['LBR', '1993-06-01', single('ECOWAS', { not: ['NGA', 'GHA'] }), 'the interim government lived behind it'],
    ['LBR', '2001-06-01', open(['ECOWAS', 'NGA', 'GHA']), 'all went home'],
  ],
)

scene(
  'Morocco 1956-65: an old garrison, airfields of another, both asked to go',
  [
    say(
      'ForcesDeployed',
      'MAR',
      '1956-03-02',
      { forceId: 'fra-mar', sponsor: 'FRA', role: 'garrison', strength: n(60000, 80000), consent: 'tolerated' },
      fra,
    ),
    say(
      'ForcesDeployed',
      'MAR',
      '1956-03-02',
      { forceId: 'sac-mar', sponsor: 'USA', role: 'garrison', strength: n(7000, 10000), consent: 'tolerated' },
      { partner: 'USA' },
    ),
    say('WithdrawalDemanded', 'MAR', '1958', { by: ['MAR'], forceId: 'fra-mar' }, fra),
    say(
      'AgreementSigned',
      'MAR',
      '1959-12-22',
      { agreementId: 'eisenhower-mohammed', kind: 'disengagement', subject: 'bases until the end of 1963' },
      { partner: 'USA' },
    ),
    say('ForcesWithdrawn', 'MAR', '1961', { forceId: 'fra-mar', extent: 'complete', reason: 'demanded' }, fra),
    say(
      'ForcesWithdrawn',
      'MAR',
      '1963-12-16',
      { forceId: 'sac-mar', extent: 'complete', reason: 'mutual' },
      { partner: 'USA' },
    ),
    covered('MAR', '1956', '1970'),
  ],
  [
    [
      'MAR',
      '1957-06-01',
      { status: ['single', 'contested'], holds: ['FRA'], order: ['FRA', 'USA'] },
      'an army that had governed',
    ],
    ['MAR', '1966-06-01', open(['FRA', 'USA']), 'both gone'],
  ],
)

scene(
  'Sierra Leone and Angola 1993-97: men hired from the south are nobody s patron state',
  [
    say(
      'ForcesDeployed',
      'SLE',
      '1995-05',
      { forceId: 'eo-sle', sponsor: 'ZAF', role: 'pmc', strength: n(100, 250), consent: 'invited' },
      { partner: 'ZAF' },
    ),
    say(
      'ForcesWithdrawn',
      'SLE',
      '1997-01',
      { forceId: 'eo-sle', extent: 'complete', reason: 'mutual' },
      { partner: 'ZAF' },
    ),
    covered('SLE', '1990', '1998'),
    say(
      'ForcesDeployed',
      'GNQ',
      '2005',
      { forceId: 'mpri', sponsor: 'USA', role: 'pmc', strength: n(10, 40), consent: 'invited' },
      { partner: 'USA' },
    ),
    covered('GNQ', '2000', '2010'),
  ],
  [
    ['SLE', '1996-06-01', open(['ZAF']), 'a firm'],
    ['GNQ', '2007-06-01', open(['USA']), 'a firm that gives lessons'],
  ],
)

scene(
  'Ghana, Mauritania, Niger, Guinea: coups after which nothing happens',
  [
    say('CoupOccurred', 'MRT', '2008-08-06', { outcome: 'succeeded' }),
    say('AidSuspended', 'MRT', '2008-08-07', { kind: 'military' }, { partner: 'USA' }),
    say('AidResumed', 'MRT', '2009-09', { kind: 'military' }, { partner: 'USA' }),
    say('JointActivityHeld', 'MRT', '2010-02', { kind: 'exercise' }, { partner: 'USA' }),
    covered('MRT', '2000', '2015'),
    say('CoupOccurred', 'GHA', '1981-12-31', { outcome: 'succeeded' }),
    say('VisitHeld', 'GHA', '1982-03', { level: 'minister', direction: 'to-partner' }, { partner: 'LBY' }),
    say('RelationsRestored', 'GHA', '1982-01', {}, { partner: 'LBY' }),
    covered('GHA', '1975', '1990'),
    say('CoupOccurred', 'GIN', '2008-12-23', { outcome: 'succeeded' }),
    say('MembershipSuspended', 'GIN', '2009-01-10', { organisation: 'ECOWAS' }),
    covered('GIN', '2000', '2015'),
    say('JointActivityHeld', 'BFA', '1983-11', { kind: 'exercise' }, { partner: 'GHA' }),
    say('VisitHeld', 'HVO', '1984-02', { level: 'head' }, { partner: 'LBY' }),
    covered('BFA', '1980', '1990'),
  ],
  [
    ['MRT', '2008-09-01', open(['USA']), 'aid suspended'],
    ['MRT', '2010-06-01', open(['USA']), 'aid resumed, an exercise held: a partner among several'],
    ['GHA', '1983-06-01', open(['LBY']), 'relations and a visit'],
    ['GIN', '2010-06-01', open(), 'suspended by the region'],
    ['BFA', '1984-06-01', open(['GHA', 'LBY']), 'friends and no soldiers'],
  ],
)

scene(
  'Guinea 1958-78: a break, advisers who come, ships that call, a return',
  [
    say('RelationsSevered', 'GIN', '1965-11-15', { by: ['GIN'] }, fra),
    say(
      'ArmsDelivered',
      'GIN',
      '1959/1962',
      {
        items: [
          { category: 'tanks', quantity: n(10, 20) },
          { category: 'rifles', quantity: n(6000) },
        ],
        grantOrSale: 'grant',
      },
      { partner: 'SUN' },
    ),
    say(
      'TrainersDeployed',
      'GIN',
      '1969',
      { forceId: 'sov-gin', sponsor: 'SUN', role: 'advisory', strength: n(100, 200), consent: 'invited' },
      { partner: 'SUN' },
    ),
    say(
      'ForcesDeployed',
      'GIN',
      '1971',
      { forceId: 'cub-gin', sponsor: 'CUB', role: 'close-protection', strength: n(100, 300), consent: 'invited' },
      { partner: 'CUB' },
    ),
    say('RelationsRestored', 'GIN', '1975-07-14', {}, fra),
    say(
      'AgreementSigned',
      'GIN',
      '1971',
      { agreementId: 'gin-sle-defence', kind: 'mutual-defence', onSignature: true },
      { parties: ['GIN', 'SLE'] },
    ),
    say(
      'ForcesDeployed',
      'SLE',
      '1971-03-28',
      { forceId: 'gin-sle', sponsor: 'GIN', role: 'close-protection', strength: n(200), consent: 'invited' },
      { partner: 'GIN' },
    ),
    say('ForcesWithdrawn', 'SLE', '1973', { forceId: 'gin-sle', extent: 'complete' }, { partner: 'GIN' }),
    covered('GIN', '1958', '1980'),
    covered('SLE', '1961', '1980'),
  ],
  [
    [
      'GIN',
      '1973-06-01',
      { status: ['single', 'contested'], holds: [], not: ['FRA'] },
      'guards of one, advisers of another',
    ],
    ['GIN', '1977-06-01', { status: ['single', 'contested'], not: ['FRA'] }, 'relations restored are no alliance'],
    ['SLE', '1972-06-01', single('GIN'), 'Guinean soldiers at State House'],
    ['SLE', '1976-06-01', open([], { aligned: ['GIN'] }), 'only the pact'],
  ],
)

scene(
  'Mauritius 1968-2025: islands cut off and a base upon them',
  [
    say(
      'AgreementSigned',
      'MUS',
      '1968-03-12',
      { agreementId: 'gbr-mus-1968', kind: 'consultation', term: 'P6Y', onSignature: true },
      gbr,
    ),
    say(
      'ForcesDeployed',
      'MUS',
      '1971',
      {
        forceId: 'diego-garcia',
        sponsor: 'USA',
        role: 'facility',
        strength: n(1000, 3000),
        consent: 'none',
        sites: ['Diego Garcia'],
      },
      { partner: 'USA' },
    ),
    say(
      'ForcesDeployed',
      'MUS',
      '1968-05',
      { forceId: 'ksli', sponsor: 'GBR', role: 'combat', strength: n(150), consent: 'invited' },
      gbr,
    ),
    say('ForcesWithdrawn', 'MUS', '1968-11', { forceId: 'ksli', extent: 'complete' }, gbr),
    covered('MUS', '1968', '2026'),
  ],
  [
    ['MUS', '1990-06-01', open(['USA', 'GBR'], { notProviders: ['USA'] }), 'claimed, and not asked'],
    ['MUS', '2020-06-01', open(['USA', 'GBR'], { notProviders: ['USA'] }), 'still'],
  ],
)

scene(
  'Zaire 1977-79: airlifts of two, a force of several; Benin, Togo: guards',
  [
    say(
      'ForcesDeployed',
      'ZAR',
      '1977-04-10',
      { forceId: 'mar-shaba', sponsor: 'MAR', role: 'combat', strength: n(1500), consent: 'invited' },
      { partner: 'MAR' },
    ),
    say('ForcesWithdrawn', 'ZAR', '1977-05', { forceId: 'mar-shaba', extent: 'complete' }, { partner: 'MAR' }),
    say(
      'ForcesDeployed',
      'ZAR',
      '1978-05-19',
      { forceId: 'bonite', sponsor: 'FRA', role: 'combat', strength: n(600, 700), consent: 'invited' },
      fra,
    ),
    say('ForcesWithdrawn', 'ZAR', '1978-06', { forceId: 'bonite', extent: 'complete' }, fra),
    say(
      'ForcesDeployed',
      'ZAR',
      '1978-06',
      { forceId: 'iaf-shaba', sponsor: 'MAR', role: 'peacekeeping', strength: n(1500), consent: 'invited' },
      { partner: 'MAR' },
    ),
    say(
      'ForcesWithdrawn',
      'ZAR',
      '1979-08',
      { forceId: 'iaf-shaba', extent: 'complete', reason: 'mutual' },
      { partner: 'MAR' },
    ),
    say(
      'AgreementSigned',
      'ZAR',
      '1974-05-22',
      { agreementId: 'fra-zar-1974', kind: 'training', onSignature: true },
      fra,
    ),
    say(
      'TrainersDeployed',
      'ZAR',
      '1974',
      {
        forceId: 'fra-zar',
        sponsor: 'FRA',
        role: 'advisory',
        strength: n(50, 120),
        consent: 'invited',
        legalBasis: ['fra-zar-1974'],
      },
      fra,
    ),
    covered('COD', '1970', '1985'),
    say(
      'ForcesDeployed',
      'TGO',
      '1986-09-25',
      { forceId: 'fra-tgo', sponsor: 'FRA', role: 'combat', strength: n(150, 200), consent: 'invited' },
      fra,
    ),
    say('ForcesWithdrawn', 'TGO', '1986-10', { forceId: 'fra-tgo', extent: 'complete' }, fra),
    say(
      'AgreementSigned',
      'TGO',
      '1963-07-10',
      { agreementId: 'fra-tgo-1963', kind: 'mutual-defence', onSignature: true },
      fra,
    ),
    covered('TGO', '1963', '1995'),
  ],
  [
    [
      'COD',
      '1977-04-20',
      { status: ['single', 'contested'], primary: 'MAR', holds: ['MAR'] },
      'flown in against the invasion',
    ],
    ['COD', '1978-12-01', { status: ['single', 'contested'], primary: 'MAR', holds: ['MAR'] }, 'the force that stayed'],
    ['COD', '1982-06-01', { status: ['single', ...OPEN], not: ['MAR'] }, 'trainers and a paper'],
    ['TGO', '1986-10-05', single('FRA'), 'called under the treaty of 1963'],
    ['TGO', '1990-06-01', { status: ['single', ...OPEN], primary: 'FRA' }, 'a treaty that had just been called upon'],
  ],
)

scene(
  'Mali and the Central African Republic 2022-24: a mission told to leave beside hired men who stay',
  [
    say(
      'ForcesDeployed',
      'MLI',
      '2013-07-01',
      { forceId: 'minusma', sponsor: 'UN', role: 'peacekeeping', strength: n(12000, 13500), consent: 'invited' },
      { partner: 'UN' },
    ),
    say(
      'ForcesDeployed',
      'MLI',
      '2021-12',
      { forceId: 'wagner-mli', sponsor: 'RUS', role: 'combat', strength: n(1000, 1500), consent: 'invited' },
      { partner: 'RUS' },
    ),
    say('WithdrawalDemanded', 'MLI', '2023-06-16', { by: ['MLI'], forceId: 'minusma' }, { partner: 'UN' }),
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
    covered('MLI', '2012', '2025'),
  ],
  [
    ['MLI', '2023-05-01', single('RUS'), 'the mission of everybody is nobody s patron'],
    ['MLI', '2023-09-01', single('RUS', { not: ['UN'] }), 'a mission that packs contends with nobody'],
    ['MLI', '2024-06-01', single('RUS'), 'gone'],
  ],
)

scene(
  'Burkina Faso 2023-25: instructors of a hundred, hardly more',
  [
    say(
      'AgreementTerminationNotified',
      'BFA',
      '2023-01-18',
      { agreementId: 'sabre', by: ['BFA'], noticePeriod: 'P1M' },
      fra,
    ),
    say(
      'ForcesWithdrawn',
      'BFA',
      '2023-02-18',
      { forceId: 'sabre-force', extent: 'complete', reason: 'demanded' },
      fra,
    ),
    say(
      'TrainersDeployed',
      'BFA',
      '2024-01-24',
      { forceId: 'africa-corps-bfa', sponsor: 'RUS', role: 'advisory', strength: n(100, 300), consent: 'invited' },
      { partner: 'RUS' },
    ),
    say(
      'ForcesDeployed',
      'BFA',
      '2024-05',
      { forceId: 'bear-brigade', sponsor: 'RUS', role: 'close-protection', strength: n(100, 300), consent: 'invited' },
      { partner: 'RUS' },
    ),
    say(
      'ForcesWithdrawn',
      'BFA',
      '2024-08-30',
      { forceId: 'bear-brigade', extent: 'partial', remaining: n(100, 200) },
      { partner: 'RUS' },
    ),
    say(
      'AgreementSigned',
      'BFA',
      '2023-09-16',
      { agreementId: 'aes', kind: 'mutual-defence', onSignature: true },
      { parties: ['BFA', 'MLI', 'NER'] },
    ),
    covered('BFA', '2020', '2026'),
  ],
  [
    ['BFA', '2024-08-06', single('RUS', { allies: ['MLI', 'NER'] }), 'who is there is plain'],
    ['BFA', '2025-06-01', single('RUS', { allies: ['MLI', 'NER'] }), 'fewer, and still nobody else'],
  ],
)
