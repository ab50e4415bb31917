import t from 'tap'
import { force, given, HOST, idOf, type Said, said, signed } from './given.js'

const A1 = { reliability: 'A', credibility: 1 }
const C3 = { reliability: 'C', credibility: 3 }
const deployed = (claim: object, fields: object = {}, data: object = {}) =>
  force(
    '2020-01-01',
    'FRA',
    'f',
    { strength: { low: 1000, high: 1000 }, consent: 'invited', ...data },
    { claim, ...fields },
  )
const confidence = (...events: Said[]) =>
  given(...events)
    .at('2020-06-01')
    .force('f')?.confidence
const retract = (n: number, on = '2021-01-01') =>
  said('ClaimRetracted', on, null, { targetEventId: idOf(n), reason: 'forged' })
const correct = (n: number, changes: object) =>
  said('ClaimCorrected', '2021-01-01', null, { targetEventId: idOf(n), reason: 'error', changes })

t.test('a forged report counts until it is retracted', async t => {
  const expelled = (partner: string) => ({
    ...said('AmbassadorExpelled', '2023-08-25', partner, { by: [HOST] }),
    recorded: '2023-08-25',
  })
  const log = given(expelled('FRA'), expelled('DEU'), {
    ...said('ClaimRetracted', '2023-08-25', null, { targetEventId: idOf(1), reason: 'forged' }),
    recorded: '2023-08-26',
  })
  log
    .at('2023-08-25', '2023-08-25')
    .expect(t, { measures: ['ambassador-absent:DEU', 'ambassador-absent:FRA'] }, 'on the 25th')
  log.at('2023-08-25', '2023-08-26').expect(t, { measures: ['ambassador-absent:FRA'] }, 'as known on the 26th')
  t.equal(log.at('2024-01-01').score('DEU', 'diplomatic'), 0)
})

t.test('retracting a retraction restores, to the byte', async t => {
  const one = deployed(A1)
  const before = given(one)
  const retracted = given(one, retract(0))
  const restored = given(one, retract(0), { ...retract(1), type: 'ClaimRetracted' })
  const bytes = (log: ReturnType<typeof given>) => {
    const { basis, ...rest } = log.state('2020-06-01')
    return JSON.stringify(rest)
  }
  t.notSame(bytes(retracted), bytes(before))
  t.equal(bytes(restored), bytes(before))
  t.equal(retracted.at('2020-06-01').force('f'), undefined)
  const twice = given(one, retract(0), retract(0), retract(1))
  t.equal(twice.at('2020-06-01').force('f'), undefined, 'the other retraction stands')
})

t.test('a correction may move an event to another country', async t => {
  const log = given(deployed(A1), correct(0, { country: 'PRY' }))
  t.equal(log.at('2020-06-01').force('f'), undefined)
  t.equal(log.at('2020-06-01', undefined, 'PRY').force('f')?.forceId, 'f')
  t.equal(log.at('2020-06-01', 1).force('f')?.forceId, 'f', 'and was there as far as known before')
  const back = given(deployed(A1), correct(0, { country: 'PRY' }), retract(1))
  t.equal(back.at('2020-06-01').force('f')?.forceId, 'f', 'a retracted correction moves nothing')
})

t.test('corrections of corrections apply in order of position', async t => {
  const log = given(
    deployed(A1),
    correct(0, { occurredOn: '2020-03-01' }),
    correct(1, { data: { changes: { occurredOn: '2020-04-01' } } }),
  )
  log.at('2020-03-15', 2).expect(t, { forces: ['f'] }, 'the first correction')
  log.at('2020-03-15').expect(t, { forces: [] }, 'the second')
  log.at('2020-04-01').expect(t, { forces: ['f'] }, 'the second')
  const two = given(deployed(A1), correct(0, { occurredOn: '2020-03-01' }), correct(0, { occurredOn: '2020-05-01' }))
  two.at('2020-04-01').expect(t, { forces: [] }, 'the later of two wins')
  const fields = given(deployed(A1), correct(0, { data: { strength: { low: 100, high: 200 } } }))
  t.match(
    fields.at('2020-06-01').force('f'),
    { role: 'garrison', strength: { low: 100, high: 200 } },
    'other fields stay',
  )
})

t.test('corroboration counts families, each once', async t => {
  const fact = (claim: object) => deployed({ ...C3, ...claim }, { factId: 'x' })
  const one = confidence(fact({ sourceId: 'a' }))!
  t.equal(confidence(fact({ sourceId: 'a' }), fact({ sourceId: 'a' })), one, 'one outlet twice')
  t.equal(
    confidence(fact({ sourceId: 'a', family: 'afp' }), fact({ sourceId: 'b', family: 'afp' })),
    one,
    'two of a wire',
  )
  t.ok(confidence(fact({ sourceId: 'a' }), fact({ sourceId: 'b' }))! > one, 'two that are independent')
  t.equal(
    confidence(
      fact({ sourceId: 'a' }),
      fact({ sourceId: 'analyst-memory', family: 'analyst-memory', verified: 'memory' }),
    ),
    one,
    'memory adds nothing',
  )
  t.equal(
    confidence(fact({ sourceId: 'a' }), fact({ sourceId: 'analyst-memory' })),
    one,
    'memory adds nothing by its name alone',
  )
  t.equal(
    confidence(fact({ sourceId: 'a' }), fact({ sourceId: 'analyst-memory', family: 'afp' })),
    one,
    'nor under another family',
  )
  t.equal(
    confidence(fact({ sourceId: 'a' }), fact({ sourceId: 'entente-dossier' })),
    one,
    'nor what the compilers infer',
  )
  const many = confidence(
    ...['a', 'b', 'c', 'd', 'e', 'g'].map(sourceId => deployed({ ...A1, sourceId }, { factId: 'x' })),
  )!
  t.equal(many, 0.99, 'nothing is ever certain')
})

t.test('claims join by fact, or where everything agrees', async t => {
  const strengthened = (on: string, low: number, fields: object = {}) =>
    force(on, 'FRA', 'f', { strength: { low, high: low } }, fields)
  const joined = given(strengthened('2020-01-01', 100), strengthened('2020-01-01', 300, { claim: C3 }))
  t.match(joined.at('2020-02-01').force('f')?.strength, { low: 100, high: 300 }, 'one fact: the hull')
  const days = given(
    strengthened('2020-01-01', 100, { factId: 'x' }),
    strengthened('2020-01-03', 300, { factId: 'x', claim: C3 }),
  )
  const day = days.at('2020-01-02')
  day.expect(t, { forces: ['f'] }, 'the more probable day counts')
  t.ok(day.scored('FRA').low === 0, 'the other is a bound')
  const visit = (sourceId: string, fields: object = {}) =>
    said('VisitHeld', '2020-01-01', 'FRA', { level: 'head' }, { claim: { sourceId }, ...fields })
  const flow = (...events: Said[]) =>
    given(...events)
      .at('2020-01-01')
      .score('FRA', 'diplomatic')
  t.ok(flow(visit('a'), visit('b')) > 1.5 * flow(visit('a')), 'without an object and a factId they are two visits')
  t.ok(flow(visit('a', { factId: 'v' }), visit('b', { factId: 'v' })) < 1.1 * flow(visit('a')), 'with one factId one')
  const merged = given(
    visit('a'),
    visit('b'),
    said('EventsMerged', '2021-01-01', null, { targetEventIds: [idOf(0), idOf(1)], factId: 'v' }),
  )
  t.equal(
    merged.at('2020-01-01').score('FRA', 'diplomatic'),
    flow(visit('a', { factId: 'v' }), visit('b', { factId: 'v' })),
    'EventsMerged does the same',
  )
  t.equal(
    merged.at('2020-01-01', 2).score('FRA', 'diplomatic'),
    flow(visit('a'), visit('b')),
    'and not before it was known',
  )
})

t.test('values come from the most probable claim', async t => {
  const log = given(
    deployed(C3, { factId: 'x' }, { role: 'combat', strength: { low: 20, high: 20 } }),
    deployed(A1, { factId: 'x' }, { role: 'advisory', strength: { low: 5, high: 5 } }),
  )
  t.match(
    log.at('2020-06-01').force('f'),
    { role: 'advisory', strength: { low: 5, high: 20 } },
    'claimed 20, counted 5',
  )
  t.equal(
    given(deployed(A1, { factId: 'x' }, { role: 'combat' }), deployed(A1, { factId: 'x' }, { role: 'advisory' }))
      .at('2020-06-01')
      .force('f')?.role,
    'combat',
    'ties: the first in the log',
  )
})

t.test('a date that the most probable claim does not give comes from the next that does', async t => {
  const joined = said('MembershipJoined', '1998', 'ICC', { organisation: 'ICC' })
  const exit = (credibility: number, fields: object = {}) =>
    said(
      'MembershipWithdrawalNotified',
      '2025-09-22',
      'ICC',
      { organisation: 'ICC', by: [HOST] },
      { factId: 'exit', claim: { credibility }, ...fields },
    )
  const year = { effectiveOn: '2026-09-22' }
  const silent = given(joined, exit(1), exit(3, { effectiveOn: '2026-10' }), exit(2, year))
  t.match(silent.state('2026-01-01').memberships, [{ status: 'withdrawing', endsOn: '2026-09-22' }])
  silent.at('2026-09-22').expect(t, { memberships: { ICC: 'ended' } }, 'the better of the two that speak')
  const plain = given(joined, exit(1), exit(3))
  plain.at('2027-01-01').expect(t, { memberships: { ICC: 'withdrawing' } }, 'where none speaks nothing ends')
  const spoken = given(joined, exit(1, { effectiveOn: '2027-01-01' }), exit(2, year))
  spoken.at('2026-09-22').expect(t, { memberships: { ICC: 'withdrawing' } }, 'where the first speaks it counts')
})

t.test('planned claims begin and end nothing', async t => {
  const planned = given(
    deployed(A1),
    said(
      'ForcesWithdrawn',
      '2020-12-31',
      'FRA',
      { forceId: 'f', extent: 'complete' },
      { claim: { modality: 'planned' }, factId: 'out' },
    ),
    force('2020-09-01', 'RUS', 'g', {}, { claim: { modality: 'planned' } }),
  )
  planned.at('2020-10-01').expect(t, { forces: ['f'] }, 'nobody came')
  planned.at('2021-06-01').expect(t, { forces: ['f'] }, 'nobody went')
  t.same(
    planned.at('2020-06-01').state.upcoming.map(({ type, on }) => [type, on]),
    [
      ['ForcesWithdrawn', '2020-12-31'],
      ['ForcesDeployed', '2020-09-01'],
    ],
  )
  t.same(planned.at('2021-01-01').state.upcoming, [], 'past plans are not upcoming')
  const done = given(
    deployed(A1),
    said(
      'ForcesWithdrawn',
      '2020-12-31',
      'FRA',
      { forceId: 'f', extent: 'complete' },
      { claim: { modality: 'planned' }, factId: 'out' },
    ),
    said('ForcesWithdrawn', '2020-11-30', 'FRA', { forceId: 'f', extent: 'complete' }, { factId: 'out' }),
  )
  t.same(done.at('2020-12-01').state.upcoming, [], 'what has happened is planned no more')
  done.at('2020-12-01').expect(t, { forces: [] }, 'it has happened')
  const open = force('2021-09/..', 'RUS', 'g', {}, { claim: { modality: 'planned' } })
  t.equal(given(open).at('2023-01-01').state.upcoming.length, 1, 'a plan without a last day stays')
  const come = given(open, force('2021-12-23', 'RUS', 'g'))
  t.same(come.at('2023-01-01').state.upcoming, [], 'until what it announced has happened')
  t.equal(come.at('2023-01-01', 1).state.upcoming.length, 1, 'as far as is known')
})

t.test('denied claims lower the probability of their fact', async t => {
  const fact = (claim: object) => deployed(claim, { factId: 'x' })
  const plain = confidence(fact({ ...A1, sourceId: 'a' }))!
  const denied = confidence(fact({ ...A1, sourceId: 'a' }), fact({ ...C3, sourceId: 'b', modality: 'denied' }))!
  t.ok(denied < plain && denied > 0.3, `${plain} denied by a weaker source: ${denied}`)
  t.equal(confidence(fact({ ...A1, modality: 'denied' })), undefined, 'a denial alone begins nothing')
  const end = (claim: object) =>
    said('ForcesWithdrawn', '2020-03-01', 'FRA', { forceId: 'f', extent: 'complete' }, { factId: 'out', claim })
  const doubtful = given(deployed(A1), end({ ...C3, sourceId: 'a' }), end({ ...A1, sourceId: 'b', modality: 'denied' }))
  doubtful.at('2020-06-01').expect(t, { forces: ['f'] }, 'a withdrawal that a better source denies has not happened')
  t.ok(doubtful.at('2020-06-01').score('FRA') > 0.1)
})

t.test('what is less likely than not changes the range and not the state', async t => {
  const end = (claim: object) =>
    said('ForcesWithdrawn', '2020-03-01', 'FRA', { forceId: 'f', extent: 'complete' }, { claim })
  const doubtful = given(deployed(A1), end({ reliability: 'E', credibility: 5 }))
  doubtful.at('2020-06-01').expect(t, { forces: ['f'] }, 'an improbable withdrawal')
  const likely = given(deployed(A1), end({ reliability: 'F', credibility: 6 }))
  likely.at('2020-06-01').expect(t, { forces: [] }, 'from an even chance on it is taken as the end')
  const terminated = given(
    signed('2010', 'FRA', 'a', 'dca'),
    said(
      'AgreementTerminated',
      '2020-03-01',
      'FRA',
      { agreementId: 'a', ground: 'mutual' },
      { claim: { reliability: 'E', credibility: 5 } },
    ),
  )
  terminated.at('2020-06-01').expect(t, { agreements: { a: 'in-force' } }, 'an improbable termination')
  t.ok(terminated.at('2020-06-01').score('FRA') > 0.5 * terminated.at('2020-01-01').score('FRA'))
  const rumour = { reliability: 'E', credibility: 4 }
  const later = given(
    signed('2010', 'FRA', 'a', 'sofa', { endsOn: '2025-01-01' }),
    force('2010', 'FRA', 'f', { strength: { low: 1000, high: 1000 }, consent: 'invited', legalBasis: ['a'] }),
    said('AgreementTerminated', '2020-03-01', 'FRA', { agreementId: 'a', ground: 'mutual' }, { claim: rumour }),
    said('AgreementTerminationNotified', '2020-03-01', 'FRA', { agreementId: 'a', by: [HOST] }, { claim: rumour }),
    said('ConsentChanged', '2020-03-01', 'FRA', { forceId: 'f', consent: 'contested' }, { claim: rumour }),
    said('AgreementSuspended', '2022-01-01', 'FRA', { agreementId: 'a' }),
    said('ForceStrengthReported', '2022-01-01', 'FRA', { forceId: 'f', strength: { low: 900, high: 900 } }),
  )
  later
    .at('2022-02-01')
    .expect(t, { agreements: { a: 'suspended' }, disputed: [] }, 'and nothing later rests on a rumour')
  t.match(later.at('2022-02-01').force('f'), { consent: 'invited', strength: { low: 900 } })
  later
    .at('2025-01-01')
    .expect(t, { agreements: { a: 'ended' } }, 'a rumoured end does not take the place of the real one')
})

t.test('a source is graded anew, from a date on', async t => {
  const regraded = (reliability: string, validFrom?: string) =>
    said('SourceRegraded', '2022-01-01', null, { sourceId: 'a', reliability, ...(validFrom ? { validFrom } : {}) })
  const claim = (publishedOn: string) => deployed({ ...A1, sourceId: 'a', publishedOn })
  const plain = confidence(claim('2020-01-02'))!
  t.ok(confidence(claim('2020-01-02'), regraded('E'))! < plain)
  t.equal(confidence(claim('2020-01-02'), regraded('E', '2021-01-01')), plain, 'valid from a later day')
  t.ok(confidence(claim('2020-01-02'), regraded('E', '2019-01-01'))! < plain)
  t.ok(confidence(regraded('E', '2019-01-01'), claim('2020-01-02'))! < plain, 'whichever came first')
  t.equal(
    given(claim('2020-01-02'), regraded('E')).at('2020-06-01', 1).force('f')?.confidence,
    plain,
    'as known before',
  )
  t.equal(
    confidence(claim('2020-01-02'), regraded('E', '2019-01-01'), regraded('A', '2019-06-01')),
    plain,
    'the latest valid',
  )
  t.equal(
    confidence(claim('2020-01-02'), regraded('A', '2019-06-01'), regraded('E', '2019-01-01')),
    plain,
    'in any order',
  )
  t.equal(confidence(claim('2020-01-02'), regraded('E'), retract(1)), plain, 'unless it is retracted')
})

t.test('F and 6 mean unknown, not low', async t => {
  const scored = (reliability: string, credibility: number) =>
    given(deployed({ reliability, credibility })).at('2020-06-01').scored('FRA')
  const unknown = scored('F', 6)
  const low = scored('E', 5)
  t.ok(unknown.score > low.score)
  t.ok(unknown.high - unknown.low > scored('A', 1).high - scored('A', 1).low, 'a wide interval')
})

t.test('what is learnt late changes the past as known now, and not as known then', async t => {
  const log = given(
    { ...deployed(A1), recorded: '2020-01-02' },
    { ...signed('1976-12-14', 'SUN', 'secret', 'arms'), recorded: '2021-01-01' },
  )
  log.at('1977-01-01').expect(t, { agreements: { secret: 'in-force' } }, 'known now')
  log.at('1977-01-01', '2020-12-31').expect(t, { agreements: { secret: null } }, 'not then')
})

t.test('the same post twice in other words is one fact', async t => {
  const once = given(deployed(A1), signed('2010-01-01', 'FRA', 'a', 'dca'))
  const twice = given(
    deployed(A1),
    signed('2010-01-01', 'FRA', 'a', 'dca'),
    deployed(A1),
    signed('2010-01-01', 'FRA', 'a', 'dca'),
  )
  t.equal(twice.at('2020-06-01').score('FRA'), once.at('2020-06-01').score('FRA'))
  t.equal(twice.at('2020-06-01').force('f')?.eventIds.length, 2, 'and both are named')
})

t.test('a grade is not a magnitude: what is almost certain counts whole', async t => {
  const garrison = (n: number, claim: object) =>
    given(force('2010', 'USA', 'f', { strength: { low: n, high: n }, consent: 'invited' }, { claim }))
      .at('2012-01-01')
      .scored('USA')
  const [best, usual, fair] = [A1, { reliability: 'B', credibility: 2 }, { reliability: 'C', credibility: 2 }]
  t.ok(garrison(4000, fair).score > garrison(1000, best).score, 'four thousand from C2, a thousand from A1')
  t.equal(garrison(1000, best).score, garrison(1000, usual).score)
  t.ok(garrison(1000, usual).low < garrison(1000, best).low, 'the doubt is in low')
  const worthless = { reliability: 'E', credibility: 5 }
  t.ok(garrison(5000, worthless).score < 0.25 && garrison(5000, worthless).high > 0.2, 'and what is hardly so in high')
})

t.test('claims below even odds neither corroborate nor deny', async t => {
  const worthless = { reliability: 'E', credibility: 5 }
  const told = (sourceId: string, claim: object) =>
    force(
      '2010-01-01',
      'USA',
      'f',
      { strength: { low: 1000, high: 1000 }, consent: 'invited' },
      { claim: { sourceId, ...claim } },
    )
  const blogs = given(told('blog-a', worthless), told('blog-b', worthless)).at('2012-01-01')
  t.equal(blogs.force('f')?.confidence, given(told('blog-a', worthless)).at('2012-01-01').force('f')?.confidence)
  t.equal(blogs.state.dimensions.security.primary, null, 'two worthless blogs make no provider')
  const usual = { reliability: 'B', credibility: 2 }
  const denied = given(told('wire', usual), told('blog', { ...worthless, modality: 'denied' })).at('2012-01-01')
  t.same(
    denied.scored('USA'),
    given(told('wire', usual)).at('2012-01-01').scored('USA'),
    'one worthless denial undoes nothing',
  )
  const opposed = given(told('wire', usual), told('other', { ...usual, modality: 'denied' })).at('2012-01-01')
  t.equal(opposed.force('f')?.confidence, 0.5, 'word against word of the same grade')
})
