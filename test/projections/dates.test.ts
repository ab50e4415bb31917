import t from 'tap'
import { force, given, said, signed } from './given.js'

const garrison = (on: string) => force(on, 'FRA', 'f', { strength: { low: 1000, high: 1000 }, consent: 'invited' })

t.test('a coarse date means not knowing the day', async t => {
  const year = given(garrison('2020'))
  const scores = ['2019-12-31', '2020-01-01', '2020-07-01', '2020-12-31', '2021-06-01'].map(at =>
    year.at(at).scored('FRA'),
  )
  t.equal(scores[0]!.score, 0)
  t.ok(scores[1]!.score > 0 && scores[1]!.score < 0.01, 'no jump on 1 January')
  t.ok(Math.abs(scores[2]!.score * 2 - scores[3]!.score) < 0.01, 'half by the middle of the year')
  t.same(scores[3], scores[4], 'whole by its end')
  t.ok(scores[2]!.low === 0 && scores[2]!.high === scores[3]!.high, 'low and high take the two extremes')
  const month = given(garrison('2020-03'))
  t.equal(month.at('2020-02-29').score('FRA'), 0)
  t.equal(month.at('2020-03-31').score('FRA'), scores[3]!.score)
  const unspecified = given(garrison('2020-03-XX'))
  t.equal(unspecified.at('2020-03-15').score('FRA'), month.at('2020-03-15').score('FRA'), 'XX says the same')
  const interval = given(garrison('2020-03-01/2020-03-31'))
  t.equal(interval.at('2020-03-15').score('FRA'), month.at('2020-03-15').score('FRA'), 'an interval too')
})

t.test('what a vague date leaves open ends with the publication that tells of it', async t => {
  const told = (on: string, claim: object) =>
    given(force(on, 'FRA', 'f', { strength: { low: 1000, high: 1000 }, consent: 'invited' }, { claim }))
  const published = { publishedOn: '2020-03-10' }
  const whole = told('2020-03-10', published).at('2020-03-10').score('FRA')
  for (const on of ['2020', '2020-03', '2020/2021', '202X', '2020-21'])
    t.equal(told(on, published).at('2020-03-10').score('FRA'), whole, `${on}: it had happened by then`)
  const half = told('2020', published).at('2020-02-04').score('FRA')
  t.ok(Math.abs(half * 2 - whole) < 0.01, 'and is as likely on each day before')
  t.ok(
    told('2020', { publishedOn: '2020' }).at('2020-07-01').score('FRA') < whole * 0.6,
    'a vague publication: to its end',
  )
  const left = {
    'published after it': told('2020', { publishedOn: '2021-05-01' }),
    'published before it': told('2020', { publishedOn: '2019-12-31' }),
    'no publication': told('2020', {}),
  }
  for (const [what, record] of Object.entries(left))
    t.same(record.at('2020-07-01').scored('FRA'), given(garrison('2020')).at('2020-07-01').scored('FRA'), what)
  t.ok(
    told('2020-03-01/2020-03-31', published).at('2020-03-10').score('FRA') < whole * 0.4,
    'two days may be a duration',
  )
  t.ok(told('../2020', published).at('2019-06-01').scored('FRA').high > 0, 'an open start stays open')
})

t.test('arms of a year ramp over it', async t => {
  const arms = given(said('ArmsDelivered', '2020', 'TUR', { items: [{ category: 'armed UAV', class: 'major' }] }))
  const score = (at: string) => arms.at(at).score('TUR', 'arms')
  t.equal(score('2019-12-31'), 0)
  t.ok(score('2020-01-01') < 0.002, 'no jump on 1 January')
  for (const [a, b] of [
    ['2020-01-31', '2020-02-01'],
    ['2020-06-30', '2020-07-01'],
    ['2020-12-31', '2021-01-01'],
  ] as const) {
    t.ok(Math.abs(score(a) - score(b)) < 0.002, `${a} ${score(a)}, ${b} ${score(b)}`)
  }
  t.ok(
    score('2020-12-31') > score('2020-06-30') && score('2020-06-30') > score('2020-03-31'),
    'ever more through the year',
  )
  t.ok(score('2025-12-31') < 0.6 * score('2020-12-31'), 'and fades after it: half of it in five years')
})

t.test('? ~ and % change no bound', async t => {
  const plain = given(garrison('2020-03-10')).at('2020-03-10')
  for (const mark of ['?', '~', '%']) {
    const marked = given(garrison(`2020-03-10${mark}`))
    t.same(marked.at('2020-03-10').scored('FRA'), plain.scored('FRA'), mark)
    t.same(marked.at('2020-03-09').scored('FRA'), { score: 0, low: 0, high: 0 }, mark)
  }
})

t.test('an open start counts for high only before the closed end', async t => {
  const open = given(garrison('../2020-06-30'))
  const before = open.at('2015-01-01').scored('FRA')
  t.ok(before.score === 0 && before.low === 0 && before.high > 0.35, JSON.stringify(before))
  t.ok(open.at('2020-06-30').score('FRA') > 0.35)
  const ended = given(
    garrison('2010-01-01'),
    said('ForcesWithdrawn', '2020-06-30/..', 'FRA', { forceId: 'f', extent: 'complete' }),
  )
  const after = ended.at('2025-01-01').scored('FRA')
  t.ok(after.score < 0.02 && after.high > 0.35, `an open end of a departure leaves high: ${JSON.stringify(after)}`)
})

t.test('open dates of agreements', async t => {
  const log = given(signed('../1999', 'FRA', 'a', 'dca'))
  log.at('2000-01-01').expect(t, { agreements: { a: 'in-force' } }, 'since some day before 2000')
  log.at('1990-01-01').expect(t, { agreements: { a: null } }, 'when is not known')
  t.ok(log.at('1990-01-01').scored('FRA').high > 0)
})

t.test('the clock moves state with no event', async t => {
  const visit = given(said('VisitHeld', '2020-01-01', 'FRA', { level: 'head' }))
  const score = (at: string) => visit.at(at).score('FRA', 'diplomatic')
  t.ok(Math.abs(score('2020-03-31') * 2 - score('2020-01-01')) < 0.003, 'half is left after its half-life of 90 days')
  t.equal(score('2030-01-01'), 0)
  const quiet = given(garrison('1977-06-27'))
  t.equal(quiet.at('2023-01-01').score('FRA'), quiet.at('1978-01-01').score('FRA'), 'a quiet alliance stays')
})

t.test('since, provisional and previous follow the run of one status and primary', async t => {
  const log = given(
    garrison('2020-01-10'),
    said('ForcesWithdrawn', '2022-05-01', 'FRA', { forceId: 'f', extent: 'complete' }),
    force('2022-05-20', 'RUS', 'g', { strength: { low: 1000, high: 1000 }, consent: 'invited' }),
  )
  const security = (at: string) => log.at(at).state.dimensions.security
  t.match(security('2020-01-10'), {
    status: 'single',
    primary: 'FRA',
    since: '2020-01-10',
    provisional: true,
    previous: null,
  })
  t.match(security('2020-02-08'), { provisional: true })
  t.match(security('2020-02-09'), { provisional: false, since: '2020-01-10' }, '30 days')
  t.match(security('2022-05-10'), {
    status: 'unknown',
    since: '2022-05-01',
    previous: { status: 'single', primary: 'FRA' },
  })
  t.match(security('2022-06-30'), {
    primary: 'RUS',
    since: '2022-05-20',
    previous: { status: 'unknown', primary: null },
  })
  t.match(security('2019-01-01'), { status: 'unknown', since: null, provisional: false, previous: null })
})

t.test('what is answered for a day does not depend on the days that were asked before', async t => {
  const doubtful = (effectiveOn: string) => ({ effectiveOn, claim: { credibility: 4 } })
  const log = () =>
    given(
      said(
        'MissionMandateEnded',
        '2021-01-01',
        'RUS',
        { mission: 'f', windDownBy: '2021-01-01' },
        doubtful('2021-07-02'),
      ),
      said('ConsentChanged', '2021-01-01', 'RUS', { forceId: 'f', consent: 'invited' }, doubtful('2021')),
    )
  const days = ['2021-12-31', '2021-03-01', '2021-07-02', '2021-06-30', '2022-01-01']
  for (const first of days) {
    for (const then of days) {
      const asked = log()
      asked.state(first)
      t.same(asked.state(then), log().state(then), `${then} after ${first}`)
    }
  }
})

t.test('a base that may have been there since before a rupture is answered alike when asked again', async t => {
  const log = given(
    said('ForcesWithdrawn', '2021-01-01', 'RUS', { forceId: 'f', extent: 'complete', reason: 'demanded' }),
    said('BaseHandedOver', '2021-01-03', 'RUS', { siteId: 's' }),
  )
  const first = log.state('2021-01-02')
  t.same(log.state('2021-01-02'), first)
})

t.test('a status that changes when another step becomes the likeliest has held since that day', async t => {
  const garrisonOf = (on: string, sponsor: string) =>
    force(on, sponsor, 'f', { strength: { low: 1000, high: 1000 }, consent: 'invited' })
  const handed = given(garrisonOf('2019-01-01', 'FRA'), garrisonOf('2021', 'RUS'))
  t.match(handed.at('2021-07-01').state.dimensions.security, { primary: 'FRA', since: '2019-01-01' })
  t.match(handed.at('2021-07-20').state.dimensions.security, { primary: 'RUS', since: '2021-07-02' })
})
