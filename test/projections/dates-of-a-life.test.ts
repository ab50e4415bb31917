import fc from 'fast-check'
import t from 'tap'
import { dayOf } from '../../events/calendar.js'
import { chainOf, sharesBefore } from '../../projections/fold/ordered-dates.js'
import { force, given, type Said, said, signed } from './given.js'

const full = { strength: { low: 1000, high: 1000 }, consent: 'invited' }
const garrison = (on: string) => force(on, 'FRA', 'f', full)
const left = (on: string, claim = {}) =>
  said('ForcesWithdrawn', on, 'FRA', { forceId: 'f', extent: 'complete' }, { claim })
const ended = (on: string) => said('AgreementTerminated', on, 'FRA', { agreementId: 'a', ground: 'lapse' })

/** In both orders of arrival: which of the two was recorded first says nothing about the world. */
function bothWays(one: Said, other: Said, check: (log: ReturnType<typeof given>, order: string) => void): void {
  check(given(one, other), 'start first')
  check(given(other, one), 'end first')
}

t.test('an agreement of a year that ended in the same year was in force within it', async t => {
  bothWays(signed('2010', 'FRA', 'a', 'dca'), ended('2010'), (log, order) => {
    const status = (at: string) => log.at(at).agreement('a')?.status ?? null
    t.equal(status('2010-01-15'), null, `${order}: not yet`)
    t.equal(status('2010-07-01'), 'in-force', order)
    t.equal(status('2010-12-15'), 'ended', order)
    const whole = given(signed('2009', 'FRA', 'a', 'dca'))
      .at('2010-07-01')
      .score('FRA')
    const half = log.at('2010-07-01').scored('FRA')
    t.ok(Math.abs(half.score - whole / 2) < 0.01 * whole, `${order}: about half of ${whole}: ${half.score}`)
    t.ok(half.low === 0 && half.high > 0.9 * whole, `${order}: it may be and may not: ${JSON.stringify(half)}`)
    t.equal(log.at('2011-01-01').score('FRA'), 0, order)
    t.same(log.anomalies(), [], order)
  })
})

t.test('a garrison, a base, a membership, sanctions and aid of one year begin before they end', async t => {
  const member = 'MembershipJoined'
  const cases: readonly (readonly [string, Said, Said, (log: ReturnType<typeof given>, at: string) => boolean])[] = [
    ['garrison', garrison('2010'), left('2010'), (log, at) => log.at(at).state.forces.length > 0],
    [
      'base',
      said('BaseAccessGranted', '2010', 'FRA', { siteId: 's' }),
      said('BaseHandedOver', '2010', 'FRA', { siteId: 's' }),
      (log, at) => log.state(at).bases.length > 0,
    ],
    [
      'membership',
      said(member, '2010', null, { organisation: 'CSTO' }),
      said('MembershipEnded', '2010', null, { organisation: 'CSTO' }),
      (log, at) => log.state(at).memberships.some(({ status }) => status === 'member'),
    ],
    [
      'sanctions',
      said('SanctionsImposed', '2010', 'USA', { by: ['USA'], measures: ['travel-ban'] }),
      said('SanctionsLifted', '2010', 'USA', { by: ['USA'], measures: ['travel-ban'] }),
      (log, at) => log.state(at).measures.length > 0,
    ],
    [
      'aid',
      said('AidStarted', '2010', 'USA'),
      said('AidEnded', '2010', 'USA'),
      (log, at) => (log.at(at).scored('USA', 'economic').score ?? 0) > 0.01,
    ],
  ]
  for (const [name, start, end, stands] of cases) {
    bothWays(start, end, (log, order) => {
      t.notOk(stands(log, '2009-12-31'), `${name}, ${order}: not before`)
      t.ok(stands(log, '2010-07-02'), `${name}, ${order}: in the middle of the year`)
      t.notOk(stands(log, '2011-01-01'), `${name}, ${order}: not after`)
      t.same(log.anomalies(), [], `${name}, ${order}`)
    })
  }
})

t.test('a day within the year of the start bounds the start', async t => {
  bothWays(garrison('2010'), left('2010-03-15'), (log, order) => {
    const score = (at: string) => log.at(at).score('FRA')
    const whole = given(garrison('2009')).at('2010-03-14').score('FRA')
    t.ok(Math.abs(score('2010-03-14') - whole) < 0.1 * whole, `${order}: whole on the last day: ${score('2010-03-14')}`)
    t.ok(
      Math.abs(score('2010-02-07') - whole / 2) < 0.1 * whole,
      `${order}: half in its middle: ${score('2010-02-07')}`,
    )
    t.equal(score('2010-03-15'), 0, order)
    t.equal(score('2011-01-01'), 0, `${order}: and it does not come back`)
    t.same(log.anomalies(), [], order)
  })
})

t.test('a year of the end that overlaps the day of the start begins with that day', async t => {
  bothWays(garrison('2010-11-01'), left('2010'), (log, order) => {
    const score = (at: string) => log.at(at).score('FRA')
    t.equal(score('2010-10-31'), 0, order)
    t.ok(score('2010-11-01') > 0.35, `${order}: ${score('2010-11-01')}`)
    t.ok(Math.abs(score('2010-12-01') / score('2010-11-01') - 0.5) < 0.1, `${order}: half of the two months`)
    t.equal(score('2011-01-01'), 0, order)
  })
})

t.test('entry into force and end of one year come in their order', async t => {
  const log = given(
    signed('2009-06-01', 'FRA', 'a', 'dca', { onSignature: undefined }),
    said('AgreementEnteredIntoForce', '2010', 'FRA', { agreementId: 'a' }),
    ended('2010-03-15'),
  )
  log.at('2010-03-01').expect(t, { agreements: { a: 'in-force' } }, 'in force before it ended')
  log.at('2011-01-01').expect(t, { agreements: { a: 'ended' } }, 'and not for ever')
})

t.test('a second stay of one year is a stay too', async t => {
  const log = given(garrison('2005-01-01'), left('2007-01-01'), left('2010-03-15'), garrison('2010'))
  t.ok(log.at('2010-03-10').score('FRA') > 0.3)
  t.equal(log.at('2010-03-15').score('FRA'), 0)
  t.same(log.anomalies(), [])
})

t.test('an end that is not believed does not say when the start was', async t => {
  const blog = { reliability: 'E', credibility: 4 }
  const alone = given(garrison('2010'))
  const doubted = given(garrison('2010'), left('2010-03-15', blog))
  for (const at of ['2010-02-01', '2010-03-14']) {
    t.equal(doubted.at(at).score('FRA'), alone.at(at).score('FRA'), `${at}: as without it`)
  }
  const ratio = doubted.at('2010-06-30').score('FRA') / alone.at('2010-06-30').score('FRA')
  t.ok(ratio > 0.5 && ratio < 1, `later it lowers what there is: ${ratio}`)
})

t.test('a term that is counted from an uncertain date keeps its length', async t => {
  const log = given(signed('2010', 'FRA', 'a', 'dca', { term: 'P1M' }))
  const whole = given(signed('2009', 'FRA', 'a', 'dca'))
    .at('2010-07-01')
    .score('FRA')
  const share = log.at('2010-07-01').score('FRA') / whole
  t.ok(Math.abs(share - 1 / 12) < 1 / 32, `one month of twelve, as near as steps of a 32nd of the year come: ${share}`)
})

t.test('dates that cannot have come in their order leave the later word', async t => {
  const log = given(
    signed('2009-01-01', 'FRA', 'a', 'dca'),
    said('AgreementSuspended', '2010-01-01', 'FRA', { agreementId: 'a' }, { effectiveOn: '2010-06-01' }),
    said('AgreementResumed', '2010-03-01', 'FRA', { agreementId: 'a' }),
  )
  for (const at of ['2010-02-01', '2010-03-02', '2010-07-01'])
    log.at(at).expect(t, { agreements: { a: 'in-force' } }, at)
})

t.test('the shares of dates in order are those of counting all their days', async t => {
  const date = fc.tuple(fc.nat(8), fc.nat(6)).map(([from, length]) => ({ from, to: from + length }))
  let counted = 0
  fc.assert(
    fc.property(fc.tuple(date, date), fc.integer({ min: 0, max: 16 }), (dates, instant) => {
      const [a, b] = dates
      if (b.to < a.from) return
      let all = 0
      const before = [0, 0]
      for (let x = a.from; x <= a.to; x++) {
        for (let y = b.from; y <= b.to; y++) {
          const weight = x < y ? 1 : x === y ? 0.5 : 0
          all += weight
          if (x < instant) before[0]! += weight
          if (y < instant) before[1]! += weight
        }
      }
      counted++
      const shares = sharesBefore(chainOf(dates), instant)
      for (const i of [0, 1]) {
        const off = Math.abs(shares[i]! - before[i]! / all)
        if (off > 1e-9) throw new Error(`${JSON.stringify({ dates, instant })}: ${shares[i]} for ${before[i]! / all}`)
      }
    }),
    { numRuns: 2000 },
  )
  t.ok(counted > 1000, `${counted} pairs of dates counted`)
  const year = { from: dayOf('2010-01-01')!, to: dayOf('2010-12-31')! }
  const [first, second, third] = sharesBefore(chainOf([year, year, year]), (year.from + year.to + 1) / 2)
  t.ok(Math.abs(first! - 7 / 8) < 0.01 && Math.abs(second! - 1 / 2) < 0.01 && Math.abs(third! - 1 / 8) < 0.01)
  const many = Array.from({ length: 64 }, () => year)
  const shares = sharesBefore(chainOf(many), year.from + 100)
  t.ok(shares.every((share, i) => share >= 0 && share <= 1 && share <= (shares[i - 1] ?? 1)))
})
