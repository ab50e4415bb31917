import t from 'tap'
import { force, given, HOST, type Said, said, signed } from './given.js'

const notice = (on: string, id: string, data: object = {}, fields: object = {}) =>
  said('AgreementTerminationNotified', on, 'FRA', { agreementId: id, by: [HOST], ...data }, fields)

t.test('a notice period runs from receipt', async t => {
  // Burkina Faso 2023: letter of 18 January, received on the 24th, effect one month after receipt.
  const accord = signed('2018-12-17', 'FRA', 'accord', 'sofa', { noticePeriod: 'P1M' })
  const received = given(
    accord,
    notice('2023-01-18', 'accord', {}, { announcedOn: '2023-01-21', noticeReceivedOn: '2023-01-24' }),
  )
  received.at('2023-01-17').expect(t, { agreements: { accord: 'in-force' } }, 'before the letter')
  received.at('2023-02-23').expect(t, { agreements: { accord: 'terminating' } }, 'the month is not over')
  received.at('2023-02-24').expect(t, { agreements: { accord: 'ended' } }, 'a month after receipt')
  t.equal(received.at('2023-03-01').agreement('accord')?.endedOn, '2023-02-24')
  t.equal(received.at('2023-02-01').agreement('accord')?.endsOn, '2023-02-24', 'the end is told while it runs')

  const announced = given(accord, notice('2023-01-18', 'accord', {}, { announcedOn: '2023-01-21' }))
  announced.at('2023-02-20').expect(t, { agreements: { accord: 'terminating' } }, 'no receipt known: from announcement')
  announced.at('2023-02-21').expect(t, { agreements: { accord: 'ended' } }, 'no receipt known: from announcement')

  const bare = given(accord, notice('2023-01-18', 'accord'))
  bare.at('2023-02-18').expect(t, { agreements: { accord: 'ended' } }, 'neither known: from the day of the letter')
  const own = given(accord, notice('2023-01-18', 'accord', { noticePeriod: 'P6M' }))
  own.at('2023-07-17').expect(t, { agreements: { accord: 'terminating' } }, 'the period of the notice wins')
  own.at('2023-07-18').expect(t, { agreements: { accord: 'ended' } }, 'over the period of the agreement')
  const effective = given(
    accord,
    notice('2023-01-18', 'accord', {}, { effectiveOn: '2023-02-18', noticeReceivedOn: '2023-01-24' }),
  )
  effective.at('2023-02-18').expect(t, { agreements: { accord: 'ended' } }, 'a stated effect wins over both')
  const immediate = given(signed('2018', 'FRA', 'accord', 'sofa'), notice('2023-01-18', 'accord'))
  immediate.at('2023-01-17').expect(t, { agreements: { accord: 'in-force' } }, 'no period anywhere')
  immediate.at('2023-01-18').expect(t, { agreements: { accord: 'ended' } }, 'no period anywhere: on the day itself')
})

t.test('an effect may lie before the event', async t => {
  const exit = given(
    said('MembershipJoined', '2014-02-16', 'G5-SAHEL', { organisation: 'G5-SAHEL' }),
    said(
      'MembershipWithdrawalNotified',
      '2023-12-02',
      'G5-SAHEL',
      { organisation: 'G5-SAHEL' },
      { effectiveOn: '2023-11-29' },
    ),
    signed('2010-01-01', 'FRA', 'accord', 'dca'),
    said(
      'AgreementTerminated',
      '2023-12-02',
      'FRA',
      { agreementId: 'accord', ground: 'mutual' },
      { effectiveOn: '2023-11-29' },
    ),
  )
  exit
    .at('2023-11-28')
    .expect(t, { memberships: { 'G5-SAHEL': 'member' }, agreements: { accord: 'in-force' } }, 'before')
  exit
    .at('2023-11-29')
    .expect(t, { memberships: { 'G5-SAHEL': 'ended' }, agreements: { accord: 'ended' } }, 'retroactive')
  exit
    .at('2023-12-02')
    .expect(t, { memberships: { 'G5-SAHEL': 'ended' }, agreements: { accord: 'ended' } }, 'and stays so')
  t.same(
    exit.anomalies(),
    ['effective-before-occurred', 'effective-before-occurred'],
    'both are odd, neither is refused',
  )
})

t.test('a notice that is suspended three times and recalled never ended the agreement', async t => {
  const vfa = (...rest: readonly Said[]) =>
    given(
      signed('1998-02-10', 'USA', 'vfa', 'sofa', { noticePeriod: 'P180D' }),
      force('2014', 'USA', 'rotation', { strength: { low: 400, high: 600 }, consent: 'invited', legalBasis: ['vfa'] }),
      said('AgreementTerminationNotified', '2020-02-11', 'USA', { agreementId: 'vfa', by: [HOST] }),
      ...rest,
    )
  const suspend = (on: string, until?: string) =>
    said('AgreementTerminationSuspended', on, 'USA', { agreementId: 'vfa', by: [HOST], ...(until ? { until } : {}) })
  const plain = vfa()
  plain.at('2020-08-08').expect(t, { agreements: { vfa: 'terminating' } }, '180 days are not over')
  plain.at('2020-08-09').expect(t, { agreements: { vfa: 'ended' } }, '180 days after 11 February')

  const saved = vfa(
    suspend('2020-06-01', '2020-12-01'),
    suspend('2020-11-11', '2021-06-11'),
    suspend('2021-06-08', '2021-12-08'),
    said('AgreementTerminationRetracted', '2021-07-30', 'USA', { agreementId: 'vfa', by: [HOST] }),
  )
  for (const [at, status] of [
    ['2020-05-31', 'terminating'],
    ['2020-06-01', 'in-force'],
    ['2020-08-10', 'in-force'],
    ['2020-12-15', 'in-force'],
    ['2021-07-01', 'in-force'],
    ['2022-06-01', 'in-force'],
    ['2024-01-01', 'in-force'],
  ] as const) {
    saved.at(at).expect(t, { agreements: { vfa: status } }, 'never out of force')
  }
  saved.at('2020-03-01').expect(t, { status: 'contested', disputed: ['USA'] }, 'disputed while the notice runs')
  saved.at('2020-06-02').expect(t, { status: 'single', primary: 'USA', disputed: [] }, 'and not while it is suspended')
  saved.at('2022-01-01').expect(t, { status: 'single', primary: 'USA', disputed: [] }, 'nor after the recall')
  t.notOk(saved.at('2022-01-01').force('rotation')?.withoutLegalBasis)
  t.same(saved.anomalies(), [])

  const lapsed = vfa(suspend('2020-06-01', '2020-12-01'))
  lapsed.at('2020-11-30').expect(t, { agreements: { vfa: 'in-force' } }, 'suspended')
  lapsed.at('2020-12-01').expect(t, { agreements: { vfa: 'terminating' } }, 'the notice runs again')
  lapsed.at('2021-02-07').expect(t, { agreements: { vfa: 'terminating' } }, '69 days were left')
  lapsed.at('2021-02-08').expect(t, { agreements: { vfa: 'ended' } }, '69 days after 1 December')
  lapsed.at('2020-12-15').expect(t, { status: 'contested', disputed: ['USA'] }, 'the dispute is back')

  const twice = vfa(suspend('2020-06-01', '2020-12-01'), suspend('2020-12-31', '2021-03-01'))
  twice.at('2021-02-28').expect(t, { agreements: { vfa: 'in-force' } }, 'suspended again after 30 of the 69 days')
  twice.at('2021-04-08').expect(t, { agreements: { vfa: 'terminating' } }, '39 days remain')
  twice.at('2021-04-09').expect(t, { agreements: { vfa: 'ended' } }, '39 days after 1 March')

  const open = vfa(suspend('2020-06-01'), suspend('2021-06-01', '2021-12-01'))
  open.at('2021-05-01').expect(t, { agreements: { vfa: 'in-force' } }, 'without an end it stays suspended')
  open.at('2022-02-07').expect(t, { agreements: { vfa: 'terminating' } }, 'the 69 days that remained')
  open.at('2022-02-08').expect(t, { agreements: { vfa: 'ended' } }, 'run on after the second suspension')
})

t.test('one announcement of three instruments ends each on its own day', async t => {
  const correlationId = 'announcement'
  const mali = given(
    signed('2013-03-08', 'FRA', 'sofa', 'sofa'),
    signed('2020-03', 'FRA', 'protocol', 'sofa'),
    signed('2014-07-16', 'FRA', 'treaty', 'dca', { noticePeriod: 'P6M' }),
    ...['sofa', 'protocol', 'treaty'].map(id => notice('2022-05-02', id, {}, { correlationId })),
  )
  mali
    .at('2022-05-01')
    .expect(t, { agreements: { sofa: 'in-force', protocol: 'in-force', treaty: 'in-force' } }, 'before')
  mali
    .at('2022-05-02')
    .expect(t, { agreements: { sofa: 'ended', protocol: 'ended', treaty: 'terminating' } }, 'announced')
  mali.at('2022-11-01').expect(t, { agreements: { treaty: 'terminating' } }, 'six months')
  mali.at('2022-11-02').expect(t, { agreements: { treaty: 'ended' } }, 'with no event on that day')
})

t.test('signed weighs half until entry into force, unless it applies on signature', async t => {
  const score = (data: object, ...rest: readonly Said[]) =>
    given(said('AgreementSigned', '2010-01-01', 'FRA', { agreementId: 'a', kind: 'dca', ...data }), ...rest)
      .at('2010-06-01')
      .score('FRA')
  const half = score({})
  const whole = score({ onSignature: true })
  t.ok(Math.abs(half * 2 - whole) <= 0.0002, `${half} is half of ${whole}`)
  const entered = score({}, said('AgreementEnteredIntoForce', '2010-05-01', 'FRA', { agreementId: 'a' }))
  t.ok(whole - entered < 0.01, `${entered} is ${whole} but for the doubt in the report`)
  const later = given(
    said('AgreementSigned', '2010-01-01', 'FRA', { agreementId: 'a', kind: 'dca' }),
    said('AgreementEnteredIntoForce', '2010-05-01', 'FRA', { agreementId: 'a' }, { effectiveOn: '2010-07-01' }),
  )
  later.at('2010-06-30').expect(t, { agreements: { a: 'signed' } }, 'the effect of entry into force counts')
  later.at('2010-07-01').expect(t, { agreements: { a: 'in-force' } }, 'the effect of entry into force counts')
  t.equal(later.at('2011-01-01').agreement('a')?.signedOn, '2010-01-01')
  t.equal(later.at('2011-01-01').agreement('a')?.inForceFrom, '2010-07-01')
})

t.test('a term runs from entry into force', async t => {
  const five = given(
    said('AgreementSigned', '2010-01-01', 'FRA', { agreementId: 'a', kind: 'dca', term: 'P5Y' }),
    said('AgreementEnteredIntoForce', '2011-06-01', 'FRA', { agreementId: 'a' }),
  )
  five.at('2015-06-01').expect(t, { agreements: { a: 'in-force' } }, 'five years after signature it is still in force')
  five.at('2016-05-31').expect(t, { agreements: { a: 'in-force' } }, 'the fifth year is not over')
  five.at('2016-06-01').expect(t, { agreements: { a: 'ended' } }, 'five years after entry into force')
  const said5 = given(
    said('AgreementSigned', '2010-01-01', 'FRA', { agreementId: 'a', kind: 'dca' }),
    said('AgreementEnteredIntoForce', '2011-06-01', 'FRA', { agreementId: 'a', term: 'P5Y' }),
  )
  said5.at('2016-06-01').expect(t, { agreements: { a: 'ended' } }, 'the same when the entry into force names the term')
  const tacit = given(
    signed('2010-01-01', 'FRA', 'a', 'dca', { term: 'P5Y', renewal: 'tacit', noticePeriod: 'P6M' }),
    notice('2021-03-01', 'a'),
  )
  tacit.at('2019-01-01').expect(t, { agreements: { a: 'in-force' } }, 'tacit renewal has no end')
  tacit.at('2021-08-31').expect(t, { agreements: { a: 'terminating' } }, 'until notice')
  tacit.at('2021-09-01').expect(t, { agreements: { a: 'ended' } }, 'and its period')
  const none = given(signed('2010-01-01', 'FRA', 'a', 'dca', { term: 'P5Y', renewal: 'none' }))
  none.at('2015-01-01').expect(t, { agreements: { a: 'ended' } }, 'no renewal')
})

t.test('a prolonged agreement ends on the later day', async t => {
  const interim = signed('2024-05-28', 'DEU', 'interim', 'sofa', { endsOn: '2024-06-30' })
  given(interim)
    .at('2024-06-30')
    .expect(t, { agreements: { interim: 'ended' } }, 'without prolongation')
  const date = given(
    interim,
    said('AgreementProlonged', '2024-06-20', 'DEU', { agreementId: 'interim', endsOn: '2024-08-31' }),
  )
  date.at('2024-08-30').expect(t, { agreements: { interim: 'in-force' } }, 'prolonged by date')
  date.at('2024-08-31').expect(t, { agreements: { interim: 'ended' } }, 'prolonged by date')
  const term = given(
    signed('2010-01-01', 'DEU', 'interim', 'sofa', { term: 'P2Y' }),
    said('AgreementProlonged', '2011-12-01', 'DEU', { agreementId: 'interim', term: 'P1Y' }),
    said('AgreementProlonged', '2012-12-01', 'DEU', { agreementId: 'interim', term: 'P1Y' }),
  )
  term.at('2013-12-31').expect(t, { agreements: { interim: 'in-force' } }, 'each term is added to the end before')
  term.at('2014-01-01').expect(t, { agreements: { interim: 'ended' } }, 'each term is added to the end before')
})

t.test('replaces and replacedBy say the same and move the legal basis', async t => {
  const old = signed('1960-08-15', 'FRA', 'old', 'sofa')
  const garrison = force('1960', 'FRA', 'f', {
    strength: { low: 900, high: 900 },
    consent: 'invited',
    legalBasis: ['old'],
  })
  const byNew = given(old, garrison, signed('2010-02-24', 'FRA', 'new', 'sofa', { replaces: 'old' }))
  const byEnd = given(
    old,
    garrison,
    signed('2010-02-24', 'FRA', 'new', 'sofa'),
    said('AgreementTerminated', '2010-02-24', 'FRA', { agreementId: 'old', ground: 'mutual', replacedBy: 'new' }),
  )
  for (const [name, log] of Object.entries({ byNew, byEnd })) {
    log.at('2010-02-23').expect(t, { agreements: { old: 'in-force', new: null } }, name)
    log.at('2010-02-24').expect(t, { agreements: { old: 'ended', new: 'in-force' } }, name)
    const now = log.at('2015-01-01').force('f')
    t.same(now?.legalBasis, ['new'], `${name}: the force rests on the new agreement`)
    t.notOk(now?.withoutLegalBasis, name)
    const scores = ['2010-02-23', '2010-02-24'].map(at => log.at(at).score('FRA'))
    t.equal(scores[0], scores[1], `${name}: nothing changed for the partner`)
    t.same(log.anomalies(), [], name)
  }
  const denounced = given(
    old,
    garrison,
    signed('2010-02-24', 'FRA', 'new', 'sofa', { replaces: 'old', noticePeriod: 'P6M' }),
    notice('2022-01-01', 'new'),
  )
  denounced
    .at('2022-02-01')
    .expect(t, { status: 'contested', disputed: ['FRA'] }, 'the denunciation of the new one reaches the force')
})

t.test('an agreement that ends unseen must have existed, since an unknown day', async t => {
  const unseen = given(notice('2023-08-03', 'accord', { kind: 'sofa', noticePeriod: 'P1M', contestedBy: ['FRA'] }))
  t.same(unseen.anomalies(), ['termination-of-unseen-agreement'])
  const before = unseen.at('2020-01-01')
  before.expect(t, { agreements: { accord: null } }, 'an open start counts for nothing in the point')
  const { score, low, high } = before.scored('FRA')
  t.ok(low === 0 && score === 0 && high > 0, `but for high: ${low} ${score} ${high}`)
  const then = unseen.at('2023-08-10')
  then.expect(t, { agreements: { accord: 'terminating' } }, 'seen from its notice on')
  t.match(then.agreement('accord'), { kind: 'sofa', contested: true, denouncedByHost: true, signedOn: null })
  unseen.at('2023-09-03').expect(t, { agreements: { accord: 'ended' } }, 'ended')
  const scored = unseen.at('2023-10-01').scored('FRA')
  t.ok(scored.high > scored.score, 'a contested end leaves the range open upwards')
  t.same(given(said('AgreementSuspended', '2020-01-01', 'FRA', { agreementId: 'x' })).anomalies(), [
    'suspension-of-unseen-agreement',
  ])
  t.same(given(said('AgreementResumed', '2020-01-01', 'FRA', { agreementId: 'x' })).anomalies(), [
    'resumption-without-suspension',
  ])
  t.same(given(said('AgreementProlonged', '2020-01-01', 'FRA', { agreementId: 'x' })).anomalies(), [
    'prolongation-of-unseen-agreement',
  ])
})

t.test('suspended then resumed within weeks', async t => {
  // Gabon 2023, Mali 2021.
  const log = given(
    signed('2010-02-24', 'FRA', 'a', 'dca'),
    said('AgreementSuspended', '2023-09-01', 'FRA', { agreementId: 'a', by: ['FRA'] }),
    said('AgreementResumed', '2023-09-20', 'FRA', { agreementId: 'a', by: ['FRA'] }),
    said('JointOperationsSuspended', '2021-06-03', 'FRA', { scope: 'all', by: ['FRA'] }),
    said('JointOperationsResumed', '2021-07-02', 'FRA', { scope: 'all', by: ['FRA'] }),
  )
  const whole = log.at('2023-08-31').score('FRA')
  log.at('2021-06-10').expect(t, { measures: ['operations-suspended:FRA'] }, 'suspended')
  t.ok(log.at('2021-06-10').score('FRA') < whole)
  log.at('2021-07-02').expect(t, { measures: [] }, 'resumed')
  t.ok(whole - log.at('2021-07-02').score('FRA') < 0.01, 'but for the doubt in the report nothing is left of it')
  log.at('2023-09-10').expect(t, { agreements: { a: 'suspended' } }, 'suspended')
  const low = log.at('2023-09-10').score('FRA')
  t.ok(low > 0.25 * whole && low < 0.35 * whole, `three tenths: ${low} of ${whole}`)
  log.at('2023-09-20').expect(t, { agreements: { a: 'in-force' } }, 'resumed')
  t.ok(whole - log.at('2023-09-20').score('FRA') < 0.01, 'but for the doubt in the report')
})

t.test('an announced termination without an earlier notice counts as denounced by whoever made it', async t => {
  const basis = signed('2000', 'USA', 'a', 'sofa')
  const garrison = force('2001', 'USA', 'f', {
    strength: { low: 1000, high: 1000 },
    consent: 'invited',
    legalBasis: ['a'],
  })
  const end = (by: string[], ground = 'unilateral') =>
    given(basis, garrison, said('AgreementTerminated', '2020-03-16', 'USA', { agreementId: 'a', ground, by })).at(
      '2020-04-01',
    )
  end([HOST]).expect(t, { status: 'contested', disputed: ['USA'] }, 'by the host')
  end(['USA']).expect(t, { status: 'single', disputed: [] }, 'by the partner: its own force is not disputed')
  end([HOST, 'USA'], 'mutual').expect(t, { status: 'single', disputed: [] }, 'by both')
  for (const ground of ['notice', 'breach', 'lapse', 'mutual']) {
    end([HOST], ground).expect(t, { status: 'contested', disputed: ['USA'] }, `by the host, and called ${ground}`)
  }
  t.ok(end(['USA']).force('f')?.withoutLegalBasis, 'but it has no legal basis left')
})

t.test('of two ends the more probable counts, of equals the earlier', async t => {
  const end = (on: string, claim: object) =>
    said('AgreementTerminated', on, 'FRA', { agreementId: 'a', ground: 'mutual' }, { claim })
  const start = signed('2000', 'FRA', 'a', 'dca')
  const endedOn = (...events: readonly Said[]) =>
    given(start, ...events)
      .at('2020-01-01')
      .agreement('a')?.endedOn
  const strong = { reliability: 'A', credibility: 1 }
  const weak = { reliability: 'C', credibility: 3 }
  t.equal(endedOn(end('2010-01-01', weak), end('2010-06-01', strong)), '2010-06-01')
  t.equal(endedOn(end('2010-01-01', strong), end('2010-06-01', weak)), '2010-01-01')
  t.equal(endedOn(end('2010-06-01', strong), end('2010-01-01', strong)), '2010-01-01', 'whichever came first')
})

t.test('economic agreements have the same lives', async t => {
  const loan = (data: object, ...rest: readonly Said[]) =>
    given(
      said('EconomicAgreementSigned', '2010-01-01', 'CHN', { agreementId: 'loan', kind: 'resource', ...data }),
      ...rest,
    )
  loan({ term: 'P5Y' })
    .at('2015-01-01')
    .expect(t, { agreements: { loan: 'ended' } }, 'a term')
  const life = loan(
    {},
    said('AgreementEnteredIntoForce', '2010-03-01', 'CHN', { agreementId: 'loan' }),
    said('AgreementSuspended', '2011-01-01', 'CHN', { agreementId: 'loan' }),
    said('AgreementResumed', '2012-01-01', 'CHN', { agreementId: 'loan' }),
    said('AgreementTerminationNotified', '2013-01-01', 'CHN', { agreementId: 'loan', by: [HOST], noticePeriod: 'P6M' }),
  )
  for (const [at, status] of Object.entries({
    '2010-02-01': 'signed',
    '2010-03-01': 'in-force',
    '2011-06-01': 'suspended',
    '2012-06-01': 'in-force',
    '2013-06-30': 'terminating',
    '2013-07-01': 'ended',
  })) {
    life.at(at).expect(t, { agreements: { loan: status } }, 'like any other')
  }
  t.equal(life.at('2012-06-01').score('CHN'), 0, 'and never count for security')
  t.ok(life.at('2012-06-01').score('CHN', 'economic') > 0)
})

t.test('the end in prospect on a day is what had been scheduled or notified by then', async t => {
  const about = { agreementId: 'a' }
  const endsOn = (log: ReturnType<typeof given>, at: string) => log.at(at).agreement('a')?.endsOn
  const noticed = given(
    signed('2012', 'USA', 'a', 'sofa', { noticePeriod: 'P6M' }),
    said('AgreementTerminationNotified', '2022-01-01', 'USA', { ...about, by: [HOST] }),
  )
  t.equal(endsOn(noticed, '2021-12-31'), null, 'nobody knew of an end')
  t.equal(endsOn(noticed, '2022-01-01'), '2022-07-01')
  t.match(noticed.at('2022-07-01').agreement('a'), { status: 'ended', endsOn: null, endedOn: '2022-07-01' })

  const prolonged = given(
    signed('2012-01-01', 'USA', 'a', 'sofa', { term: 'P10Y' }),
    said('AgreementProlonged', '2020-05-01', 'USA', { ...about, term: 'P5Y' }),
  )
  t.same(
    ['2012-01-01', '2020-04-30', '2020-05-01', '2023-01-01'].map(at => endsOn(prolonged, at)),
    ['2022-01-01', '2022-01-01', '2027-01-01', '2027-01-01'],
  )

  const withdrawn = given(
    signed('2012', 'USA', 'a', 'sofa', { noticePeriod: 'P6M' }),
    said('AgreementTerminationNotified', '2022-01-01', 'USA', { ...about, by: [HOST] }),
    said('AgreementTerminationRetracted', '2022-03-01', 'USA', about),
  )
  t.same(
    ['2021-12-31', '2022-02-28', '2022-03-01'].map(at => endsOn(withdrawn, at)),
    [null, '2022-07-01', null],
  )

  const later = given(
    signed('2012-01-01', 'USA', 'a', 'sofa', { term: 'P10Y' }),
    said('AgreementSuspended', '2020-01-01', 'USA', about, { effectiveOn: '2020-12-01' }),
    said('AgreementProlonged', '2020-05-01', 'USA', { ...about, term: 'P5Y' }),
  )
  t.equal(later.at('2020-06-01').agreement('a')?.status, 'in-force', 'a prolongation brings no suspension forward')
})

t.test('an agreement gives way when the one that replaces it enters into force, and not at its signature', async t => {
  const old = signed('2000', 'FRA', 'old', 'dca')
  const next = said('AgreementSigned', '2010-02-24', 'FRA', { agreementId: 'new', kind: 'dca', replaces: 'old' })
  const entry = said('AgreementEnteredIntoForce', '2012-08-01', 'FRA', { agreementId: 'new' })
  const pending = { agreements: { old: 'in-force', new: 'signed' } }
  const done = { agreements: { old: 'ended', new: 'in-force' } }
  given(old, next).at('2020-01-01').expect(t, pending, 'signed and never in force')
  for (const events of [
    [old, next, entry],
    [entry, next, old],
  ]) {
    const log = given(...events)
    log.at('2012-07-31').expect(t, pending, 'the day before')
    log.at('2012-08-01').expect(t, done, 'the day itself')
    t.match(log.at('2012-08-01').agreement('old'), { endedOn: '2012-08-01' })
  }
  const retraction = said('ClaimRetracted', '2013-01-01', null, {
    targetEventId: '00000000-0000-7000-8000-000000000002',
    reason: 'error',
  })
  given(old, next, entry, retraction).at('2020-01-01').expect(t, pending, 'the entry into force is retracted')
  const effective = { ...next, effectiveOn: '2011-01-01' }
  given(old, effective)
    .at('2010-12-31')
    .expect(t, { agreements: { old: 'in-force' } }, 'before the date that it names')
  given(old, effective)
    .at('2011-01-01')
    .expect(t, { agreements: { old: 'ended' } }, 'on that date')
  const unrelated = said('AgreementEnteredIntoForce', '2012-08-01', 'FRA', { agreementId: 'third' })
  given(old, next, unrelated).at('2020-01-01').expect(t, pending, 'another one changes nothing')
})
