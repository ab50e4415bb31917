import { OPEN, open, scene, single } from './elsewhere.js'
import { covered, type Posted } from './scenario.js'

/** Nothing but what must be said: who is there, since about when, by whose word. */
const bare = (type: string, country: string, occurredOn: string, data: object, partner?: string): Posted => ({
  type,
  country,
  ...(partner === undefined ? {} : { partner }),
  occurredOn,
  data,
  claim: { sourceId: 'handbook', reliability: 'B', credibility: 2, modality: 'asserted' },
})
const force = (country: string, on: string, sponsor: string, role: string, forceId: string) =>
  bare('ForcesDeployed', country, on, { forceId, sponsor, role })

scene(
  'Garrisons of which nothing is said but whose they are',
  [
    force('MNG', '1967', 'SUN', 'garrison', 'sov-mng'),
    covered('MNG', '1960', '1990'),
    force('HUN', '1945', 'SUN', 'garrison', 'sov-hun'),
    bare('MembershipJoined', 'HUN', '1955-05-14', { organisation: 'WARSAW-PACT' }),
    covered('HUN', '1945', '1990'),
    force('AGO', '1975-11', 'CUB', 'combat', 'cub-ago'),
    covered('AGO', '1975', '1992'),
    force('TCD', '1986-02', 'FRA', 'garrison', 'fra-tcd'),
    covered('TCD', '1980', '2020'),
    force('LBN', '1976', 'SYR', 'garrison', 'syr-lbn'),
    bare('ForcesDeployed', 'LBN', '1982-06', { forceId: 'isr-lbn', sponsor: 'ISR', role: 'garrison', consent: 'none' }),
    covered('LBN', '1970', '2006'),
    force('KOR', '1957', 'USA', 'garrison', 'usfk'),
    bare('AgreementSigned', 'KOR', '1953-10-01', { agreementId: 'rok-usa', kind: 'mutual-defence' }, 'USA'),
    covered('KOR', '1953', '2000'),
  ],
  [
    ['MNG', '1980-06-01', single('SUN'), 'the only soldiers there'],
    ['HUN', '1970-06-01', single('SUN', { allies: ['WARSAW-PACT'] }), 'the only soldiers there'],
    ['AGO', '1980-06-01', single('CUB'), 'the only soldiers there'],
    ['TCD', '2000-06-01', single('FRA'), 'the only soldiers there'],
    ['LBN', '1985-06-01', single('SYR', { notProviders: ['ISR'] }), 'one was let, one was not'],
    ['KOR', '1990-06-01', single('USA'), 'a garrison and a treaty'],
  ],
)

scene(
  'Teams, guards and sites of which nothing is said but whose they are',
  [
    bare('TrainersDeployed', 'BTN', '1962', { forceId: 'imtrat', sponsor: 'IND', role: 'advisory' }),
    covered('BTN', '1960', '2000'),
    force('CAF', '2018', 'RUS', 'pmc', 'wagner-caf'),
    covered('CAF', '2010', '2024'),
    force('CYP', '1964-03', 'UN', 'peacekeeping', 'unficyp'),
    covered('CYP', '1960', '2000'),
    force('LVA', '1995', 'RUS', 'facility', 'skrunda'),
    covered('LVA', '1992', '2000'),
    bare('BaseAccessGranted', 'PRT', '1951-09-06', { siteId: 'lajes' }, 'USA'),
    covered('PRT', '1945', '2000'),
  ],
  [
    ['BTN', '1980-06-01', { status: ['single', ...OPEN], primary: 'IND', providers: ['IND'] }, 'who teaches is seen'],
    ['CAF', '2021-06-01', { status: ['single', ...OPEN], primary: 'RUS', providers: ['RUS'] }, 'who is hired is seen'],
    ['CYP', '1980-06-01', open(['UN']), 'everybody s peace'],
    ['LVA', '1997-06-01', open(['RUS'], { notProviders: ['RUS'] }), 'a radar'],
    ['PRT', '1970-06-01', open(['USA']), 'an airfield'],
  ],
)
