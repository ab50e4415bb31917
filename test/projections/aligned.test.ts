import t from 'tap'
import { dayOf } from '../../events/calendar.js'
import { wholeOf } from '../../src/questions/pieces.js'
import { force, given, HOST, type Said, said, signed } from './given.js'

const garrison = (on: string, sponsor: string, id: string, data = {}) =>
  force(on, sponsor, id, { strength: { low: 5000, high: 5000 }, consent: 'invited', ...data })
const joined = (on: string, organisation: string) => said('MembershipJoined', on, null, { organisation })
const treaty = (on: string, parties: readonly string[], claim = {}) =>
  signed(on, null, 'pact', 'mutual-defence', {}, { parties: [HOST, ...parties], claim })

function security(...events: readonly Said[]) {
  const log = given(...events)
  return (at: string) => log.state(at).dimensions.security
}

t.test('a host is aligned with its provider before its allies', t => {
  const of = security(joined('1955-05-14', 'WARSAW-PACT'), garrison('1957-01-01', 'SUN', 'f'))
  t.same(of('1956-01-01').alignedWith, ['WARSAW-PACT'])
  t.same(of('1957-01-01').alignedWith, ['SUN'])
  t.equal(of('1957-01-01').status, 'single')
  t.end()
})

t.test('without a provider it is aligned with its allies, the alliance first, then by weight', t => {
  const of = security(
    treaty('1949-04-04', ['USA', 'GBR']),
    signed('1950-01-01', 'CAN', 'other', 'intervention', { mutual: true }),
    joined('1949-08-24', 'NATO'),
  )
  t.same(of('1949-05-01').alignedWith, ['USA', 'GBR'])
  t.same(of('1950-06-01').alignedWith, ['NATO', 'USA', 'GBR', 'CAN'])
  t.ok(['none', 'unknown'].includes(of('1950-06-01').status), 'which makes nobody a provider')
  t.end()
})

t.test('of equals the one with whom there is most comes first', t => {
  const pact = treaty('1947-09-02', ['ARG', 'BRA', 'USA'])
  const trade = said('EconomicAgreementSigned', '1950-01-01', 'BRA', { kind: 'trade' })
  t.same(security(pact, trade)('1951-01-01').alignedWith, ['BRA', 'USA', 'ARG'])
  t.end()
})

t.test('of those with whom there is equally much the great powers come first, and others by id', t => {
  const pact = treaty('1947-09-02', ['BRA', 'ARG', 'GBR', 'USA', 'FRA'])
  t.same(security(pact)('1955-01-01').alignedWith, ['USA', 'FRA', 'GBR', 'ARG', 'BRA'])
  t.end()
})

t.test('those who contend are all of them, but for who is there against the will of the host', t => {
  const of = security(
    garrison('2000-01-01', 'USA', 'a'),
    garrison('2000-01-01', 'FRA', 'b'),
    said('WithdrawalDemanded', '2010-01-01', 'USA', { forceId: 'a', by: [HOST] }),
    joined('1999-01-01', 'AES'),
    said('ForcesWithdrawn', '2010-06-01', 'FRA', { forceId: 'b', extent: 'complete' }),
  )
  t.match(of('2005-01-01'), { status: 'contested', contenders: ['FRA', 'USA'] })
  t.same(of('2005-01-01').alignedWith, ['FRA', 'USA'])
  t.match(of('2010-01-02'), { status: 'contested', disputed: ['USA'] })
  t.same(of('2010-01-02').alignedWith, ['FRA'])
  t.match(of('2010-06-02'), { status: 'contested', contenders: ['USA'], disputed: ['USA'] })
  t.same(of('2010-06-02').alignedWith, ['AES'], 'who is disputed alone leaves the alliance')
  t.end()
})

t.test(
  'who has undertaken to help without being helped is named while the promise lies quiet, and not after a break',
  t => {
    const coverage = said('CoverageDeclared', '2000-01-01', null, {
      dimension: 'security',
      from: '1940',
      grain: 'year',
    })
    const pact = signed('1950-01-01', 'USA', 'pact', 'mutual-defence')
    const quiet = security(pact, coverage)
    t.match(quiet('1950-06-01'), { status: 'single', alignedWith: ['USA'] })
    t.match(quiet('1975-01-01'), { status: 'none', alignedWith: ['USA'], allies: [] }, 'asleep, and not undone')
    t.match(security(pact, joined('1955-01-01', 'NATO'), coverage)('1975-01-01'), { alignedWith: ['NATO', 'USA'] })
    const guarantee = security(signed('1950-01-01', 'USA', 'word', 'guarantee'), coverage)
    t.match(guarantee('1950-06-01'), { status: 'none', alignedWith: ['USA'] }, 'a guarantee is an undertaking')
    const breaks: readonly Said[] = [
      said('AgreementTerminated', '1960-01-01', 'USA', { agreementId: 'pact', ground: 'unilateral', by: [HOST] }),
      said('WithdrawalDemanded', '1960-01-01', 'USA', { by: [HOST] }),
      said('RelationsSevered', '1960-01-01', 'USA', { by: ['USA'] }),
      garrison('1960-01-01', 'USA', 'army', { consent: 'none' }),
      said('RecognitionWithheld', '1960-01-01', 'USA', { authority: 'junta' }),
      said('UltimatumIssued', '1951-01-01', 'USA', { by: ['USA'], demand: 'a port' }),
    ]
    for (const broken of breaks) t.same(security(pact, coverage, broken)('1975-01-01').alignedWith, [], broken.type)
    const exercise = said('JointActivityHeld', '1961-05-01', 'USA', { kind: 'exercise' })
    const goesOn = security(pact, coverage, said('WithdrawalDemanded', '1960-01-01', 'USA', { by: [HOST] }), exercise)
    t.same(goesOn('1960-06-01').alignedWith, [], 'told to leave')
    t.same(goesOn('1961-06-01').alignedWith, ['USA'], 'and they train together under the treaty that nobody ended')
    t.same(
      security(signed('1950-01-01', 'USA', 'd', 'dca'))('1951-01-01').alignedWith,
      [],
      'cooperation promises no help',
    )
    t.end()
  },
)

t.test('an alliance says nothing of arms, diplomacy or trade', t => {
  const { dimensions } = given(joined('1949-08-24', 'NATO')).state('1960-01-01')
  t.same(dimensions.security.alignedWith, ['NATO'])
  t.same(dimensions.arms.alignedWith, [])
  t.same(dimensions.economic.alignedWith, [])
  t.end()
})

t.test('the list and the intervals say the same of every day, whatever the run of status', t => {
  const log = given(
    joined('1949-08-24', 'NATO'),
    treaty('1951-01-01', ['USA']),
    garrison('1955-01-10', 'USA', 'a'),
    garrison('1956-02-01', 'GBR', 'b'),
    said('ForcesWithdrawn', '1960-05-05', 'USA', { forceId: 'a', extent: 'complete' }),
    said('ForcesWithdrawn', '1961-05-05', 'GBR', { forceId: 'b', extent: 'complete' }),
    said('MembershipEnded', '1966-07-01', null, { organisation: 'NATO' }),
    said('CoverageDeclared', '1958-01-01', null, { dimension: 'security', from: '1958', grain: 'year' }),
  )
  const knowledge = log.answers.present()
  const days = [
    '1948',
    '1949-08-24',
    '1950-12-31',
    '1951-01-01',
    '1955-01-10',
    '1956-02-01',
    '1960-05-05',
    '1961-05-06',
  ]
    .map(day => (day.length === 4 ? `${day}-01-01` : day))
    .concat('1966-06-30', '1966-07-01', '1970-01-01')
  const { countries } = wholeOf(log.answers.intervals(dayOf('1947-01-01')!, dayOf('1971-01-01')!, knowledge))
  const intervals = countries.find(({ country }) => country === HOST)!.security
  for (const day of days) {
    const said = log.state(day).dimensions.security.alignedWith
    const listed = wholeOf(log.answers.countries(dayOf(day)!, knowledge)).countries.find(
      ({ country }) => country === HOST,
    )!
    t.same(listed.security.alignedWith, said, `the list on ${day}`)
    const covering = intervals.filter(({ from, to }) => from <= day && day <= to)
    t.equal(covering.length, 1, `one interval on ${day}`)
    t.same(covering[0]!.alignedWith, said, `the intervals on ${day}`)
  }
  t.ok(intervals.length >= 6, `${intervals.length} intervals`)
  t.end()
})
