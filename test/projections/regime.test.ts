import t from 'tap'
import { force, given, HOST, said, signed } from './given.js'

const garrison = (partner: string, id: string, authority?: string) =>
  force(
    '2020',
    partner,
    id,
    { strength: { low: 1000, high: 1000 }, consent: 'invited' },
    authority ? { authority } : {},
  )

t.test('a coup moves no score', async t => {
  const before = [garrison('FRA', 'f'), signed('2010', 'FRA', 'a', 'dca')]
  const coup = given(
    ...before,
    said('CoupOccurred', '2023-07-26', null, { outcome: 'succeeded', newAuthority: 'council' }),
  )
  t.equal(coup.at('2023-07-27').score('FRA'), coup.at('2023-07-25').score('FRA'))
  coup.at('2023-07-27').expect(t, { status: 'single', primary: 'FRA' }, 'no flip from a coup alone')
  t.match(coup.at('2023-07-27').state.authorities, [{ authority: 'council', rivalOf: null, since: '2023-07-26' }])
})

t.test('two authorities with differing providers are split', async t => {
  // Two governments of one country, as in 2023: what names no side belongs to the one that was there before.
  const log = given(
    said('LeadershipChanged', '2019-08-21', null, { mode: 'revolution', to: 'army' }),
    garrison('EGY', 'egy'),
    said('RivalAuthorityEstablished', '2023-04-15', null, { authority: 'rsf', rivalOf: 'army', area: 'west' }),
    force(
      '2023-05-01',
      'ARE',
      'are',
      { strength: { low: 1000, high: 1000 }, consent: 'invited' },
      { authority: 'rsf' },
    ),
    said('RivalAuthorityEnded', '2026-01-01', null, { authority: 'rsf' }),
  )
  log.at('2023-04-20').expect(t, { status: 'single', primary: 'EGY' }, 'a rival without a provider splits nothing')
  const split = log.at('2023-06-01')
  split.expect(t, { status: 'split', primary: null }, 'each has another')
  t.same([...split.state.dimensions.security.contenders].sort(), ['ARE', 'EGY'])
  t.same(
    split.state.authorities.map(({ authority, primary }) => [authority, primary.security]),
    [
      ['army', 'EGY'],
      ['rsf', 'ARE'],
    ],
  )
  log.at('2026-01-01').expect(t, { status: 'contested' }, 'no longer split when the rival is gone')
})

t.test('two authorities are split where one of them has two patrons', async t => {
  const equal = { strength: { low: 2000, high: 2000 }, consent: 'invited' }
  const log = given(
    said('LeadershipChanged', '2016-03-30', null, { mode: 'succession', to: 'west' }),
    force('2020-01-02', 'TUR', 'tur', equal, { authority: 'west' }),
    said('RivalAuthorityEstablished', '2016-04-01', null, { authority: 'east', rivalOf: 'west' }),
    force('2019-09-01', 'RUS', 'rus', equal, { authority: 'east' }),
    force('2019-09-01', 'ARE', 'are', equal, { authority: 'east' }),
  )
  const { state } = log.at('2020-06-01')
  t.match(state.dimensions.security, { status: 'split', primary: null })
  t.same([...state.dimensions.security.contenders].sort(), ['ARE', 'RUS', 'TUR'])
  const [west, east] = ['west', 'east'].map(name => state.authorities.find(({ authority }) => authority === name)!)
  t.match(west, { primary: { security: 'TUR' }, status: { security: 'single' } })
  t.match(east, { primary: { security: null }, status: { security: 'contested' } })
  t.same([...east!.contenders!.security].sort(), ['ARE', 'RUS'])
})

t.test('two authorities that share a patron are not split', async t => {
  const equal = { strength: { low: 2000, high: 2000 }, consent: 'invited' }
  const log = given(
    force('2020-01-02', 'TUR', 'tur', equal),
    said('RivalAuthorityEstablished', '2016-04-01', null, { authority: 'east' }),
    force('2019-09-01', 'RUS', 'rus', equal, { authority: 'east' }),
    force('2019-09-01', 'TUR', 'also', equal, { authority: 'east' }),
  )
  t.not(log.at('2020-06-01').state.dimensions.security.status, 'split')
})

t.test('rivals with the same provider are not split', async t => {
  const log = given(
    garrison('RUS', 'a'),
    said('RivalAuthorityEstablished', '2023-04-15', null, { authority: 'east' }),
    force('2023-05-01', 'RUS', 'b', { strength: { low: 1000, high: 1000 }, consent: 'invited' }, { authority: 'east' }),
  )
  log.at('2023-06-01').expect(t, { status: 'single', primary: 'RUS' }, 'both lean on one')
  t.same(
    log.at('2023-06-01').state.authorities.map(({ authority, primary }) => [authority, primary.security]),
    [
      ['incumbent', 'RUS'],
      ['east', 'RUS'],
    ],
    'the incumbent need not have been named',
  )
})

t.test('a rival that takes power is a rival no more', async t => {
  const log = given(
    said('LeadershipChanged', '2014-09-29', null, { mode: 'election', to: 'republic' }),
    force('2012', 'USA', 'usa', { strength: { low: 1000, high: 1000 }, consent: 'invited' }),
    said('RivalAuthorityEstablished', '2015-01-01', null, { authority: 'emirate', rivalOf: 'republic' }),
    force('2016', 'PAK', 'pak', { strength: { low: 1000, high: 1000 }, consent: 'invited' }, { authority: 'emirate' }),
    said('LeadershipChanged', '2021-08-15', null, { mode: 'revolution', from: 'republic', to: 'emirate' }),
  )
  log.at('2018-01-01').expect(t, { status: 'split' }, 'while there are two')
  t.match(log.at('2021-08-15').state.authorities, [{ authority: 'emirate', rivalOf: null }])
  t.equal(log.at('2021-08-15').state.authorities.length, 1)
  t.not(log.at('2021-09-01').state.dimensions.security.status, 'split')
})

t.test('power passes on the day of the change', async t => {
  const log = given(
    said('LeadershipChanged', '2021-04-19', null, { mode: 'death', to: 'council' }, { announcedOn: '2021-04-20' }),
  )
  t.same(log.at('2021-04-18').state.authorities, [])
  t.match(log.at('2021-04-19').state.authorities, [{ authority: 'council' }])
})

t.test('two coups within a fortnight are odd, a failed one brings nobody to power', async t => {
  const coup = (on: string, outcome: string, newAuthority?: string) =>
    said('CoupOccurred', on, null, { outcome, ...(newAuthority ? { newAuthority } : {}) })
  t.same(given(coup('2021-05-20', 'failed'), coup('2021-05-24', 'succeeded', 'a')).anomalies(), [
    'two-coups-within-14-days',
  ])
  t.same(given(coup('2020-08-18', 'succeeded', 'a'), coup('2021-05-24', 'succeeded', 'b')).anomalies(), [])
  t.same(given(coup('2021-05-20', 'failed', 'a')).at('2021-06-01').state.authorities, [])
})

t.test('no successor: none inside the coverage, unknown outside it', async t => {
  // As in Iran after 1979: the patron is gone and nobody has come.
  const log = given(
    garrison('USA', 'f'),
    said('ForcesWithdrawn', '2022-02-11', 'USA', { forceId: 'f', extent: 'complete', reason: 'demanded' }),
    said('CoverageDeclared', '2026-01-01', null, { dimension: 'security', from: '2021', to: '2024-06', grain: 'day' }),
  )
  log.at('2021-06-01').expect(t, { status: 'single', primary: 'USA' }, 'before')
  log.at('2023-01-01').expect(t, { status: 'none', primary: null, contenders: [] }, 'covered: none')
  t.match(log.at('2023-01-01').state.dimensions.security, {
    since: '2022-02-11',
    previous: { status: 'single', primary: 'USA' },
    coverage: { from: '2021', to: '2024-06', grain: 'day' },
  })
  log.at('2024-06-30').expect(t, { status: 'none' }, 'to the last day of the month')
  log.at('2024-07-01').expect(t, { status: 'unknown' }, 'not covered: unknown')
  t.match(log.at('2024-07-01').state.dimensions.security, { since: '2024-07-01', coverage: null })
  t.equal(log.at('2023-01-01').state.dimensions.arms.status, 'unknown', 'one dimension says nothing of another')
  log.at('2019-01-01').expect(t, { status: 'unknown' }, 'and before')
})

t.test('coverage hides nobody, and ends with the day of knowledge', async t => {
  const log = given(
    said(
      'CoverageDeclared',
      '2020-01-01',
      null,
      { dimension: 'security', from: '2019', grain: 'day' },
      { recorded: '2020-01-01' },
    ),
    { ...garrison('FRA', 'f'), recorded: '2021-06-01' },
  )
  log.at('2019-06-01').expect(t, { status: 'none' }, 'covered')
  log.at('2025-01-01').expect(t, { status: 'single', primary: 'FRA' }, 'present')
  log.at('2020-01-01', '2020-01-01').expect(t, { status: 'none' }, 'known on that day for that day')
  log.at('2020-01-02', '2020-01-01').expect(t, { status: 'unknown' }, 'nobody knows tomorrow')
  const outside = given(
    said('CoverageDeclared', '2020-01-01', null, { dimension: 'security', from: '2010', to: '2011', grain: 'year' }),
    garrison('FRA', 'f'),
  )
  outside.at('2022-01-01').expect(t, { status: 'single', primary: 'FRA' }, 'a partner outside the window is shown')
  t.same(HOST, outside.state('2022-01-01').country)
})

t.test('historical states are hosts and partners', async t => {
  const hosts = given(
    force('1970', 'SUN', 'f', { strength: { low: 1000, high: 1000 }, consent: 'invited' }, { country: 'YMD' }),
    force('1960', 'SUN', 'g', { strength: { low: 300000, high: 340000 }, consent: 'invited' }, { country: 'DDR' }),
  )
  for (const host of ['YMD', 'DDR']) {
    hosts.at('1980-01-01', undefined, host).expect(t, { status: 'single', primary: 'SUN' }, host)
  }
  t.throws(() => given(force('1992', 'SUN', 'f')), /unknown-country/, 'after its end it deploys nobody')
})

t.test('an authority that is named as the one that has a rival is called by that name', async t => {
  const log = given(
    said('RivalAuthorityEstablished', '2014-08-01', null, { authority: 'east', rivalOf: 'west' }),
    force('2019-01-01', 'TUR', 'a', { strength: { low: 900, high: 900 }, consent: 'invited' }, { authority: 'west' }),
    force('2019-01-01', 'RUS', 'b', { strength: { low: 900, high: 900 }, consent: 'invited' }, { authority: 'east' }),
  )
  const { authorities, dimensions } = log.at('2020-06-01').state
  t.equal(dimensions.security.status, 'split')
  t.same(
    authorities.map(({ authority, primary }) => [authority, primary.security]),
    [
      ['west', 'TUR'],
      ['east', 'RUS'],
    ],
  )
})
