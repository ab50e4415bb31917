import t from 'tap'
import { wholeOf } from '../../src/questions/pieces.js'
import { force, given, HOST, said, signed } from './given.js'

const members = [HOST, 'USA', 'BRA', 'MEX']
const pact = (on = '1947-09-02') => signed(on, null, 'pact', 'mutual-defence', {}, { parties: members })
const among = (type: string, on: string, data: object, fields: object = {}) =>
  said(type, on, null, { agreementId: 'pact', ...data }, { parties: members, ...fields })
const partnersOn = (log: ReturnType<typeof given>, at: string, country = HOST) =>
  log.at(at, undefined, country).agreement('pact')?.partners ?? []

t.test('a party that leaves a treaty of many leaves it everywhere, and the others stay', async t => {
  const log = given(
    pact(),
    among('AgreementPartyLeft', '2002-09-06', { party: 'MEX', noticePeriod: 'P2Y', by: ['MEX'] }),
  )
  t.same(partnersOn(log, '2004-09-05'), ['USA', 'BRA', 'MEX'])
  t.same(partnersOn(log, '2004-09-06'), ['USA', 'BRA'], 'after its notice')
  t.same(log.state('2005-01-01').dimensions.security.alignedWith, ['USA', 'BRA'])
  t.equal(log.at('2005-01-01').agreement('pact')?.status, 'in-force')
  const leaver = log.at('2003-01-01', undefined, 'MEX').agreement('pact')
  t.match(leaver, { status: 'terminating', endsOn: '2004-09-06', denouncedByHost: true })
  t.equal(log.at('2004-09-06', undefined, 'MEX').agreement('pact')?.status, 'ended')
  t.same(log.state('2005-01-01', undefined, 'MEX').dimensions.security.alignedWith, [])
})

t.test('who leaves a treaty of a few leaves what else it has with the others as a partner that goes', async t => {
  const bilateral = signed('1950-01-01', 'MEX', 'bilateral', 'dca')
  const leaves = among('AgreementPartyLeft', '2002-09-06', { party: 'MEX', noticePeriod: 'P2Y', by: ['MEX'] })
  const score = (at: string, ...more: ReturnType<typeof said>[]) =>
    given(pact(), bilateral, force('2002-01-01', 'MEX', 'f'), leaves, ...more)
      .at(at)
      .score('MEX')
  t.equal(score('2004-09-05'), score('2003-01-01'), 'not during its notice')
  t.ok(score('2004-09-06') < score('2004-09-05'), 'from the day on which it is out')
  t.ok(
    score('2005-02-01', signed('2005-01-01', 'MEX', 'anew', 'dca')) > score('2004-09-06'),
    'until something new begins',
  )
  const others = given(pact(), signed('1950-01-01', 'USA', 'other', 'dca'), leaves)
  t.equal(others.at('2005-01-01').score('USA'), others.at('2004-01-01').score('USA'), 'nothing between those who stay')
})

t.test('a party that joins is a party in its own record and in those of the others', async t => {
  const joins = said(
    'AgreementPartyJoined',
    '1950-11-11',
    null,
    { agreementId: 'pact', party: 'ECU', kind: 'mutual-defence' },
    { parties: [...members, 'ECU'] },
  )
  const log = given(pact(), joins)
  t.same(partnersOn(log, '1950-11-10'), ['USA', 'BRA', 'MEX'])
  t.same(partnersOn(log, '1950-11-11'), ['USA', 'BRA', 'MEX', 'ECU'])
  const own = log.at('1951-01-01', undefined, 'ECU').agreement('pact')
  t.match(own, { status: 'in-force', inForceFrom: '1950-11-11', mutual: true })
  t.same(own?.partners, members)
  t.equal(log.at('1950-11-10', undefined, 'ECU').agreement('pact'), undefined)
})

t.test('two that join on one day are two facts', async t => {
  const joins = (party: string) =>
    said('AgreementPartyJoined', '1952-02-18', null, { agreementId: 'pact', party }, { parties: [HOST, party] })
  const log = given(pact(), joins('GRC'), joins('TUR'))
  t.same(partnersOn(log, '1952-02-18'), ['USA', 'BRA', 'MEX', 'GRC', 'TUR'])
})

t.test('an agreement that its last other party leaves is over', async t => {
  const log = given(
    signed('1950', 'USA', 'pact', 'mutual-defence', { mutual: true }),
    said('AgreementPartyLeft', '1960-01-01', 'USA', { agreementId: 'pact', party: 'USA' }),
  )
  t.equal(log.at('1960-01-01').agreement('pact')?.status, 'ended')
})

t.test('who is guaranteed has its guarantors as partners, and a guarantor is given nothing', async t => {
  const parties = ['CYP', 'GBR', 'GRC', 'TUR']
  const where = { country: 'CYP', parties }
  const roles = [
    { party: 'CYP', role: 'guaranteed' },
    ...['GBR', 'GRC', 'TUR'].map(party => ({ party, role: 'guarantor' })),
  ]
  const log = given(
    signed('1960-08-16', null, 'g', 'guarantee', {}, where),
    said('AgreementRolesStated', '1960-08-16', null, { agreementId: 'g', roles }, where),
  )
  const of = (country: string) => log.at('1961-01-01', undefined, country)
  t.same(of('CYP').agreement('g')?.partners, ['GBR', 'GRC', 'TUR'])
  t.ok(of('CYP').score('GBR') > 0, 'it is something')
  t.same(of('GBR').agreement('g')?.partners, ['CYP'])
  t.equal(of('GBR').score('CYP'), 0)
  of('CYP').expect(t, { allies: [] }, 'and no tie between equals')
  t.same(log.anomalies('CYP'), [])
})

t.test('a guarantee alone makes no provider, and to consult is no security', async t => {
  const one = given(signed('1979-04-10', 'USA', 'act', 'guarantee'))
  t.ok(one.at('1980-01-01').score('USA') > 0)
  t.not(one.state('1980-01-01').dimensions.security.status, 'single')
  const talks = given(signed('1971-11-01', 'GBR', 'talks', 'consultation'))
  t.equal(talks.at('1972-01-01').score('GBR'), 0)
  t.ok(talks.at('1972-01-01').score('GBR', 'diplomatic') > 0)
})

t.test('a command structure is left and joined again without leaving the alliance', async t => {
  const nato = { organisation: 'NATO' }
  const log = given(
    said('MembershipJoined', '1949-08-24', 'NATO', nato),
    said('CommandStructureJoined', '1951-04-02', 'NATO', nato),
    said('CommandStructureLeft', '1966-07-01', 'NATO', { ...nato, by: [HOST] }),
    said('CommandStructureJoined', '2009-04-04', 'NATO', nato),
  )
  const on = (at: string) => log.state(at).memberships[0]
  t.match(on('1960-01-01'), { status: 'member', since: '1949-08-24', command: 'in' })
  t.match(on('1970-01-01'), { status: 'member', since: '1949-08-24', command: 'out' })
  t.match(on('2010-01-01'), { status: 'member', command: 'in' })
  t.same(log.state('1970-01-01').dimensions.security.alignedWith, ['NATO'])
  const unseen = given(said('CommandStructureLeft', '1974-08-14', 'NATO', nato))
  t.match(unseen.state('1975-01-01').memberships[0], { status: 'member', command: 'out' }, 'who leaves it is a member')
})

const friendship = signed('1966-01-15', 'SUN', 'sun-mng', 'friendship', {}, { country: 'MNG' })
const garrison = force(
  '1967-01-01',
  'SUN',
  'army',
  { strength: { low: 9000, high: 9000 }, consent: 'invited' },
  { country: 'MNG' },
)
t.test('what is suspended with one of many goes on with the others, and begins again with the one', async t => {
  const only = (type: string, on: string) => said(type, on, 'USA', { agreementId: 'pact', by: ['USA'] })
  const log = given(pact(), only('AgreementSuspended', '1986-08-11'), only('AgreementResumed', '2010-11-04'))
  const allies = (at: string, country = HOST) => log.state(at, undefined, country).dimensions.security.alignedWith
  t.same(allies('1986-08-10'), ['USA', 'BRA', 'MEX'])
  t.same(allies('1986-08-11'), ['BRA', 'MEX'])
  t.match(log.at('1990-01-01').agreement('pact'), { status: 'in-force', suspendedWith: ['USA'] })
  t.same(allies('2010-11-04'), ['USA', 'BRA', 'MEX'])
  t.match(log.at('2011-01-01').agreement('pact'), { status: 'in-force', suspendedWith: [] })
  t.same(allies('1990-01-01', 'BRA'), ['USA', ...[HOST, 'MEX'].sort()], 'it is nothing to the others')
  const whole = given(pact(), among('AgreementSuspended', '1986-08-11', {}))
  t.same(whole.state('1990-01-01').dimensions.security.alignedWith, [], 'what no partner is named for is all of it')
})

const base = said('BaseAccessGranted', '1967-01-01', 'SUN', { siteId: 'base' }, { country: 'MNG' })
const succeeded = (data: object, fields: object = {}) =>
  said(
    'StateSucceeded',
    '1991-12-26',
    'RUS',
    { predecessor: 'SUN', successor: 'RUS', ...data },
    { country: 'MNG', ...fields },
  )

t.test('what is named passes to the successor, and the rest lapses with the state', async t => {
  const log = given(friendship, garrison, base, succeeded({ forces: ['army'], sites: ['base'] }))
  const before = log.at('1991-12-25', undefined, 'MNG')
  t.equal(before.force('army')?.sponsor, 'SUN')
  const after = log.at('1991-12-27', undefined, 'MNG')
  t.match(after.force('army'), { sponsor: 'RUS', since: '1967-01-01' })
  t.same(
    after.state.bases.map(({ partners }) => partners),
    [['RUS']],
  )
  t.match(after.agreement('sun-mng'), { status: 'ended', endedOn: '1991-12-27', lapsedWith: 'SUN' })
  t.equal(after.score('SUN'), 0)
  t.ok(after.score('RUS') > 0.25)
  const all = given(friendship, garrison, succeeded({ agreements: ['sun-mng'], forces: ['army'] }))
  t.match(all.at('1992-06-01', undefined, 'MNG').agreement('sun-mng'), { status: 'in-force', partner: 'RUS' })
})

t.test('one succession is told to several hosts, and says nothing of what a host never had', async t => {
  const log = given(
    friendship,
    force('1980-01-01', 'SUN', 'fleet', {}, { country: 'VNM' }),
    said('MembershipJoined', '1945-10-24', 'UN', { organisation: 'UN' }, { country: 'SUN' }),
    succeeded(
      { agreements: ['sun-mng'], forces: ['fleet'], memberships: ['UN'] },
      { country: 'MNG', parties: ['MNG', 'VNM', 'RUS'], partner: undefined },
    ),
  )
  const on = (country: string) => log.at('1992-06-01', undefined, country)
  t.equal(on('MNG').agreement('sun-mng')?.partner, 'RUS')
  t.same(on('MNG').state.forces, [])
  t.equal(on('VNM').force('fleet')?.sponsor, 'RUS')
  t.same(on('VNM').state.agreements, [])
  t.match(on('RUS').state.memberships, [{ organisation: 'UN', status: 'member', since: '1991-12-26' }])
  t.match(on('SUN').state.memberships, [{ organisation: 'UN', status: 'ended' }])
})

t.test('a state that is over has no state and is nobody’s partner', async t => {
  const stays = force(
    '1968-08-21',
    'SUN',
    'group',
    { strength: { low: 70_000, high: 75_000 }, consent: 'tolerated' },
    { country: 'CSK' },
  )
  const member = said(
    'MembershipJoined',
    '1955-05-14',
    'WARSAW-PACT',
    { organisation: 'WARSAW-PACT' },
    { country: 'CSK' },
  )
  const arms = said('ArmsDelivered', '1991-11-01', 'SUN', { items: [{ category: 'tanks', class: 'major' }] })
  const covered = said(
    'CoverageDeclared',
    '2000',
    null,
    { dimension: 'security', from: '1945', grain: 'year' },
    { country: 'CSK' },
  )
  const log = given(stays, member, covered, arms)
  const csk = (at: string) => log.state(at, undefined, 'CSK')
  t.equal(csk('1991-07-01').memberships[0]?.status, 'member')
  t.equal(csk('1991-07-02').memberships[0]?.status, 'ended', 'an organisation too')
  t.equal(csk('1991-12-26').forces.length, 1)
  t.equal(csk('1991-12-27').forces.length, 0, 'its sponsor is gone')
  t.equal(csk('1992-12-31').dimensions.security.status, 'none')
  t.match(csk('2024-01-01').dimensions.security, { status: 'unknown', alignedWith: [], contenders: [] })
  t.same(csk('2024-01-01').partners, [])
  const host = (at: string) => log.at(at).score('SUN', 'arms')
  t.ok(host('1991-12-26') > 0 && host('1991-12-27') === 0, 'deliveries of a state that is gone weigh nothing')
  t.equal(log.state('1992-06-01').partners.length, 0)
  const days = wholeOf(log.answers.intervals(0, 20_000, log.answers.present())).countries.find(
    ({ country }) => country === HOST,
  )!
  t.ok(days.arms.some(({ to }) => to === '1991-12-26') || days.arms.every(({ primary }) => primary === null))
})
