import fc from 'fast-check'
import t from 'tap'
import { definitions, type EventType } from '../../events/catalogue.js'
import { canonicalBody, parseEvent, readEvent } from '../../events/parse.js'
import { growth } from '../support/growth.js'
import { type Posted, posted, problemsOf, refusals } from './support.js'

const types = definitions.map(({ type }) => type) as EventType[]

t.test('what is no event at all is refused at its root or its type', async t => {
  for (const input of [null, undefined, 1, 'x', true, [], [posted('CoupOccurred')]]) {
    t.same(refusals(input), [' wrong-type'], JSON.stringify(input))
  }
  t.same(refusals({}), ['/type required'])
  t.same(refusals({ type: null }), ['/type required'])
  t.same(refusals({ type: 7 }), ['/type wrong-type'])
  for (const type of ['Coup', 'coupOccurred', 'constructor', '__proto__', 'toString', '']) {
    t.same(refusals({ ...posted('CoupOccurred'), type }), ['/type unknown-type'], type)
  }
})

t.test('all problems are told at once', async t => {
  const event = posted('TrainersDeployed', { occurredOn: '2024-02-30', partner: 'NER', surprise: 1 }, { role: 'spy' })
  const claim = { ...event.claim, credibility: 7, reliability: 'G', modality: undefined }
  const strength = { low: 5, high: 2.5 }
  t.same(refusals({ ...event, claim, data: { ...event.data, strength, forceId: undefined } }), [
    '/claim/credibility out-of-range',
    '/claim/modality required',
    '/claim/reliability unknown-word',
    '/data/forceId required',
    '/data/role unknown-word',
    '/data/strength/high wrong-type',
    '/occurredOn impossible-date',
    '/partner host-is-partner',
    '/surprise unknown-field',
  ])
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`field${index}`, 1]))
  t.equal(problemsOf(posted('CoupOccurred', many)).length, 100, 'at most 100')
  for (const { path, code, message } of problemsOf(posted('CoupOccurred', { occurredOn: 'soon' }))) {
    t.same([path, code], ['/occurredOn', 'impossible-date'])
    t.match(message, /EDTF.*2024-04-10/, 'the message says what the form is')
  }
})

/** What is wrong, the event, and where and why it is refused; [] where it is legal. */
const judged: [string, Posted, string[]][] = [
  ['a country as its own partner', posted('CallHeld', { partner: 'NER' }), ['/partner host-is-partner']],
  [
    'more at least than at most',
    posted('ForceStrengthReported', {}, { strength: { low: 9, high: 8 } }),
    ['/data/strength/low low-above-high'],
  ],
  ['as many at least as at most', posted('ForceStrengthReported', {}, { strength: { low: 9, high: 9 } }), []],
  [
    'a negative strength',
    posted('ForceStrengthReported', {}, { strength: { low: -1, high: 8 } }),
    ['/data/strength/low out-of-range'],
  ],
  [
    'a fraction of a soldier',
    posted('ForceStrengthReported', {}, { strength: { low: 1, high: 8.5 } }),
    ['/data/strength/high wrong-type'],
  ],
  [
    'a strength beyond reason',
    posted('ForceStrengthReported', {}, { strength: { low: 1, high: 1e300 } }),
    ['/data/strength/high out-of-range'],
  ],
  ['a day that does not exist', posted('CoupOccurred', { occurredOn: '2023-02-29' }), ['/occurredOn impossible-date']],
  ['ends before it begins', posted('CoupOccurred', { occurredOn: '2024/2023' }), ['/occurredOn impossible-date']],
  ['a number for a date', posted('CoupOccurred', { occurredOn: 2024 }), ['/occurredOn wrong-type']],
  [
    'effective before it occurred',
    posted('MembershipEnded', { occurredOn: '2023-12-02', effectiveOn: '2023-11-29' }),
    [],
  ],
  [
    'a term and an end that disagree',
    posted('AgreementSigned', { occurredOn: '2024-01-01' }, { term: 'P5Y', endsOn: '2024-06-30' }),
    [],
  ],
  [
    'a deadline before the demand',
    posted('WithdrawalDemanded', {}, { deadline: '2023-08-02' }),
    ['/data/deadline deadline-before-notice'],
  ],
  [
    'a deadline before the demand was announced to others',
    posted('UltimatumIssued', { announcedOn: '2023-08-08' }, { deadline: '2023-08-06' }),
    [],
  ],
  [
    'a deadline before the demand was received',
    posted('WithdrawalDemanded', { noticeReceivedOn: '2023-08-09' }, { deadline: '2023-08-08' }),
    ['/data/deadline deadline-before-notice'],
  ],
  ['a deadline on the day', posted('WithdrawalDemanded', {}, { deadline: '2023-08-03' }), []],
  ['a deadline of the same month', posted('WithdrawalDemanded', {}, { deadline: '2023-08' }), []],
  ['a deadline as a duration', posted('WithdrawalDemanded', {}, { deadline: 'P1M' }), []],
  [
    'a deadline that is neither',
    posted('WithdrawalDemanded', {}, { deadline: 'soon' }),
    ['/data/deadline impossible-date'],
  ],
  [
    'a complete withdrawal that leaves some',
    posted('ForcesWithdrawn', {}, { remaining: { low: 0, high: 3 } }),
    ['/data/remaining/high complete-with-remaining'],
  ],
  [
    'a partial withdrawal that leaves some',
    posted('ForcesWithdrawn', {}, { extent: 'partial', remaining: { low: 0, high: 3 } }),
    [],
  ],
  [
    'coverage that ends before it begins',
    posted('CoverageDeclared', {}, { from: '2025', to: '2024' }),
    ['/data/from from-after-to'],
  ],
  ['coverage without an end', posted('CoverageDeclared', {}, { to: undefined }), []],
  [
    'an event that retracts itself',
    posted('ClaimRetracted', { id: '0192F5D4-7B1E-7C3A-9A55-3F0C8E6D2B41' }),
    ['/data/targetEventId corrects-itself'],
  ],
  [
    'an event merged with itself',
    posted('EventsMerged', { id: '0192f5d4-8c2f-7d4b-8b66-4a1d9f7e3c52' }),
    ['/data/targetEventIds corrects-itself'],
  ],
  [
    'a correction of the type',
    posted('ClaimCorrected', {}, { changes: { type: 'X' } }),
    ['/data/changes/type unknown-field'],
  ],
  [
    'a correction that takes a field away',
    posted('ClaimCorrected', {}, { changes: { note: null, data: { term: null } } }),
    [],
  ],
  ['a retraction with changes', posted('ClaimRetracted', {}, { changes: {} }), ['/data/changes unknown-field']],
  [
    'parties without the country',
    posted('AgreementSigned', { parties: ['BFA', 'MLI'] }),
    ['/parties country-not-in-parties'],
  ],
  ['one party', posted('AgreementSigned', { parties: ['NER'] }), ['/parties too-few-parties']],
  ['one party twice', posted('AgreementSigned', { parties: ['NER', 'NER'] }), ['/parties too-few-parties']],
  [
    'a partner among the parties',
    posted('AgreementSigned', { parties: ['NER', 'MLI'], partner: 'MLI' }),
    ['/parties/1 partner-in-parties'],
  ],
  ['a party that is no state', posted('AgreementSigned', { parties: ['NER', 'AES'] }), ['/parties/1 unknown-country']],
  ['a code that nobody has', posted('CoupOccurred', { country: 'XQX' }), ['/country unknown-country']],
  ['an organisation as a country', posted('CoupOccurred', { country: 'ICC' }), ['/country unknown-country']],
  ['a state that is gone', posted('CallHeld', { partner: 'SUN' }), ['/partner unknown-country']],
  ['a state while it was there', posted('CallHeld', { partner: 'SUN', occurredOn: '1985' }), []],
  ['a date that may lie within', posted('CallHeld', { partner: 'SUN', occurredOn: '1991/1993' }), []],
  ['a state to come', posted('CoupOccurred', { country: 'SSD', occurredOn: '2005' }), ['/country unknown-country']],
  ['a correction on a state that is gone', posted('ClaimRetracted', { country: 'YUG' }), []],
  [
    'coverage of a state that is gone',
    posted('CoverageDeclared', { country: 'DDR' }, { from: '1960', to: '1970' }),
    [],
  ],
  ['a sponsor that is gone', posted('ForcesDeployed', {}, { sponsor: 'CSK' }), ['/data/sponsor unknown-country']],
  ['a partner that nobody registered', posted('CallHeld', { partner: 'NEW-LEAGUE' }), []],
  ['Kosovo', posted('CallHeld', { partner: 'XKX' }), []],
  ['a credibility of 0', withClaim({ credibility: 0 }), ['/claim/credibility out-of-range']],
  ['a credibility of 2.5', withClaim({ credibility: 2.5 }), ['/claim/credibility wrong-type']],
  ['a credibility in words', withClaim({ credibility: '2' }), ['/claim/credibility wrong-type']],
  ['a reliability in small letters', withClaim({ reliability: 'b' }), ['/claim/reliability unknown-word']],
  ['an address of a file', withClaim({ url: 'file:///etc/passwd' }), ['/claim/url malformed-url']],
  ['an address of a script', withClaim({ url: 'javascript:alert(1)' }), ['/claim/url malformed-url']],
  ['an address with a line break', withClaim({ url: 'https://example.org/\nx' }), ['/claim/url malformed-url']],
  ['an address in another script', withClaim({ url: 'https://example.org/côte?q=я' }), []],
  ['sanctions with nothing left', posted('SanctionsLifted', {}, { remaining: [] }), []],
  ['sanctions by nobody', posted('SanctionsLifted', {}, { by: [] }), ['/data/by too-few']],
  ['a force that lost its basis', posted('LegalBasisChanged', {}, { legalBasis: [] }), []],
  ['a statement of a group', posted('StatementIssued', {}, { by: ['16 European governments'] }), []],
  ['arms without a category', posted('ArmsDelivered', {}, { items: [{ designation: 'Su-25' }] }), []],
  ['arms without a word', posted('ArmsDelivered', {}, { items: [{}] }), ['/data/items/0/category required']],
  ['a ceiling as a number', posted('ForceStrengthReported', {}, { ceiling: 500 }), []],
  ['a ceiling in words', posted('ForceStrengthReported', {}, { ceiling: '500 soldiers' }), []],
  ['a ceiling as a list', posted('ForceStrengthReported', {}, { ceiling: [] }), ['/data/ceiling wrong-type']],
  ['a blank ceiling', posted('ForceStrengthReported', {}, { ceiling: ' ' }), ['/data/ceiling empty']],
  [
    'a notice period in words',
    posted('AgreementSigned', {}, { noticePeriod: '6 months' }),
    ['/data/noticePeriod malformed-duration'],
  ],
  [
    'annotations of others',
    posted('CoupOccurred', { annotations: { cameo: '190', 'gdelt.id': [7, 'x'], acled: { id: 'N1' } } }),
    [],
  ],
  [
    'a CAMEO code as a number',
    posted('CoupOccurred', { annotations: { cameo: 190 } }),
    ['/annotations/cameo wrong-type'],
  ],
  [
    'a CAMEO code of no root',
    posted('CoupOccurred', { annotations: { cameo: '99' } }),
    ['/annotations/cameo malformed-code'],
  ],
  [
    'an annotation with a strange name',
    posted('CoupOccurred', { annotations: { '<b>': 1 } }),
    ['/annotations/<b> malformed-id'],
  ],
  ['the nil id', posted('CoupOccurred', { id: '00000000-0000-0000-0000-000000000000' }), ['/id malformed-id']],
  ['an id in braces', posted('CoupOccurred', { id: '{0192f5d4-7b1e-7c3a-9a55-3f0c8e6d2b41}' }), ['/id malformed-id']],
]

function withClaim(over: Record<string, unknown>): Posted {
  const event = posted('CoupOccurred')
  return { ...event, claim: { ...event.claim, ...over } }
}

t.test('what one event must agree on in itself', async t => {
  for (const [what, event, expected] of judged) t.same(refusals(event), expected, what)
})

t.test('what happened from 1816 on can be posted', async t => {
  for (const [country, partner, occurredOn] of [
    ['RUS', 'FRA', '1816-03-01'],
    ['SRB', 'RUS', '1914-07-29'],
    ['TUR', 'GBR', '1839'],
  ] as const) {
    const event = posted('VisitHeld', { country, partner, occurredOn })
    t.same(refusals(event), [], `${country} ${occurredOn}`)
  }
})

t.test('the refusal of a state that is gone or to come names who was there', async t => {
  const message = (input: unknown) => problemsOf(input)[0]?.message
  t.match(message(posted('CallHeld', { partner: 'SUN', occurredOn: '2000' })), /Soviet Union.*1991-12-26.*RUS/)
  t.match(message(posted('CallHeld', { partner: 'SSD', occurredOn: '2005' })), /South Sudan.*2011-07-09.*SDN/)
  t.match(message(posted('CoupOccurred', { country: 'OIF' })), /organisation.*Francophonie/)
})

t.test('identifiers that look like others are refused', async t => {
  const hostile = [
    ...[
      'FRА',
      'ＦＲＡ',
      'FR\u200dA',
      '\u202eARF',
      'FRA\n',
      'FRA ',
      ' FRA',
      'fra',
      'Fra',
      'FR',
      'FRAN',
      'F\u0301RA',
      'FRA\0',
      '',
    ],
  ]
  for (const code of hostile) {
    t.same(refusals(posted('CoupOccurred', { country: code })), ['/country malformed-id'], JSON.stringify(code))
    const parties = refusals(posted('AgreementSigned', { parties: ['NER', 'MLI', code] }))
    t.same(parties, ['/parties/2 malformed-id'], JSON.stringify(code))
  }
  for (const partner of [
    'RUSSІA',
    'G5_SAHEL',
    'G5--SAHEL',
    '-UN',
    'UN-',
    'eu',
    'E',
    'A'.repeat(41),
    'UN\u200b',
    '5G',
  ]) {
    t.same(refusals(posted('CallHeld', { partner })), ['/partner malformed-id'], JSON.stringify(partner))
  }
  for (const forceId of [
    'Wagner',
    'wаgner',
    'a--b',
    '-a',
    'a-',
    'a_b',
    'a b',
    'a\n',
    'a'.repeat(81),
    '',
    '../x',
    'é',
  ]) {
    const refused = refusals(posted('ForceStrengthReported', {}, { forceId }))
    t.same(refused, ['/data/forceId malformed-id'], JSON.stringify(forceId))
  }
})

t.test('text is normalised, and holds nothing that hides', async t => {
  const titled = (title: unknown) => withClaim({ title })
  const parsed = parseEvent(titled('Co\u0302te d’Ivoire 👩‍🚀'))
  t.equal(parsed.ok && parsed.event.claim.title, 'Côte d’Ivoire 👩‍🚀')
  for (const bad of [
    'a\u0000',
    'a\u0007b',
    'a\nb',
    '\u009f',
    'a\r\nb',
    '\u202eabc',
    '\u202dabc\u202c',
    '\u202aabc\u202c',
    '\u202babc\u202c',
    'x\u202c',
    '\u2066x',
    'x\u2069',
    '\u2069x\u2066',
    '\u2067a\u2068b\u2069',
    '\ud800',
    'x\udc00y',
  ]) {
    t.same(refusals(titled(bad)), ['/claim/title hidden-character'], JSON.stringify(bad))
  }
  for (const good of [
    '\u200eNATO\u200f تنسحب',
    '\u061cوزارة الدفاع',
    'quoted \u2067שלום\u2069 and \u2066one \u2068inside\u2069 another\u2069',
  ]) {
    const taken = parseEvent(titled(good))
    t.equal(taken.ok && taken.event.claim.title, good, JSON.stringify(good))
  }
  t.same(refusals(titled('x'.repeat(501))), ['/claim/title too-long'])
  t.same(refusals(titled('👩'.repeat(500))), [], 'a character is a code point')
  t.same(refusals(titled('👩'.repeat(501))), ['/claim/title too-long'])
  t.same(refusals(titled('\u200f\u2066\u2069 ')), ['/claim/title empty'], 'marks alone say nothing')
  t.same(refusals(titled('x'.repeat(500))), [])
  t.same(refusals(titled(' \u00a0 ')), ['/claim/title empty'])
  t.same(refusals(titled('')), ['/claim/title empty'])
  t.same(refusals(posted('CoupOccurred', { note: 'two\nlines\tand a tab' })), [], 'a note may have lines')
  t.same(refusals(posted('CoupOccurred', { note: 'two\r\nlines' })), [], 'whatever ends them')
  t.same(refusals(posted('CoupOccurred', { note: 'two\rlines' })), ['/note hidden-character'])
  t.same(refusals(posted('CoupOccurred', { note: '\u2067a\nb\u2069' })), ['/note hidden-character'])
  t.same(refusals(posted('CoupOccurred', { note: '\u2067a\u2069\n\u2067b\u2069' })), [])
  t.same(refusals(posted('CoupOccurred', { note: '👩'.repeat(8_000) })), [])
  t.same(refusals(posted('CoupOccurred', { note: '👩'.repeat(8_001) })), ['/note too-long'])
  t.same(refusals(posted('CoupOccurred', { note: 'bell\u0007' })), ['/note hidden-character'])
  t.same(refusals(posted('CoupOccurred', { note: 'x'.repeat(8_001) })), ['/note too-long'])
})

t.test('prototypes and depth are no way in', async t => {
  const body = JSON.stringify(posted('CoupOccurred'))
  const polluted = JSON.parse(body.replace('{', '{"__proto__":{"polluted":1},'))
  t.same(refusals(polluted), ['/__proto__ unknown-field'])
  const inside = JSON.parse(body.replace('"data":{', '"annotations":{"__proto__":{"polluted":1}},"data":{'))
  t.same(refusals(inside), ['/annotations/__proto__ unknown-field'])
  t.same(refusals({ ...posted('CoupOccurred'), constructor: 1 }), ['/constructor unknown-field'])
  const deep = JSON.parse(`${'{"data":'.repeat(5_000)}1${'}'.repeat(5_000)}`)
  const correction = posted('ClaimCorrected')
  correction.data.changes = deep
  t.ok(refusals(correction).some(refusal => refusal.endsWith(' too-deep')))
  t.equal(({} as Record<string, unknown>).polluted, undefined)
})

t.test('an id is any UUID, in small letters, and stays out of the body', async t => {
  for (const version of ['1', '4', '5', '7', '8']) {
    const id = `0192F5D4-7B1E-${version}C3A-9A55-3F0C8E6D2B41`
    const parsed = parseEvent(posted('CoupOccurred', { id }))
    if (!parsed.ok) throw new Error(`refused ${id}`)
    t.equal(parsed.event.id, id.toLowerCase())
    t.notMatch(canonicalBody(parsed.event), id.toLowerCase())
  }
})

/** An event of any type, with optional fields here and there, in values that are legal. */
const anyEvent = fc
  .record({
    type: fc.constantFrom(...types),
    over: fc.record(
      {
        note: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
        announcedOn: fc.constantFrom('2024', '2024-05-01', '2024-05?', '2024-05-01/2024-05-03'),
        factId: fc.constantFrom('a', 'ner-1'),
        correlationId: fc.constant('c-1'),
        annotations: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.oneof(fc.integer(), fc.constant('v'))),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ type, over }) => posted(type, over))

t.test('parsing what was parsed changes nothing', async t => {
  let accepted = 0
  fc.assert(
    fc.property(anyEvent, input => {
      const once = parseEvent(input)
      if (!once.ok) return true
      accepted++
      const twice = parseEvent(once.event)
      const body = canonicalBody(once.event)
      return twice.ok && canonicalBody(twice.event) === body && canonicalBody(readEvent(body)) === body
    }),
    { numRuns: 1_000 },
  )
  t.ok(accepted > 500, `${accepted} of 1,000 were events`)
})

t.test('the canonical body ignores the order of keys and what is null, and nothing else', async t => {
  let compared = 0
  fc.assert(
    fc.property(anyEvent, fc.infiniteStream(fc.nat()), (input, random) => {
      const plain = parseEvent(input)
      const changed = parseEvent(shuffled(input, random))
      if (!plain.ok || !changed.ok) return plain.ok === changed.ok
      compared++
      return canonicalBody(plain.event) === canonicalBody(changed.event)
    }),
    { numRuns: 1_000 },
  )
  t.ok(compared > 500, `${compared} of 1,000 were events`)
  const body = (input: Posted) => {
    const parsed = parseEvent(input)
    return parsed.ok ? canonicalBody(parsed.event) : 'refused'
  }
  const [one, other] = [body(posted('CallHeld')), body(posted('CallHeld', { note: 'x' }))]
  t.not(one, other, 'control: a field more is another event')
  t.equal(body(posted('CallHeld', { schemaVersion: 1 })), one, 'the current version is the default')
  const [there, gone] = [{ changes: { note: 'x' } }, { changes: { note: null } }]
  t.not(body(posted('ClaimCorrected', {}, there)), body(posted('ClaimCorrected', {}, gone)), 'a patch keeps its nulls')
  t.not(body(posted('ClaimCorrected', {}, { changes: {} })), body(posted('ClaimCorrected', {}, gone)))
})

/** The same value with its keys in another order and nulls where fields are absent; a merge patch keeps its own. */
function shuffled(value: unknown, random: Iterator<number>): unknown {
  if (Array.isArray(value)) return value.map(item => shuffled(item, random))
  if (typeof value !== 'object' || value === null) return value
  const keep = (key: string, item: unknown) => (key === 'changes' ? item : shuffled(item, random))
  const entries = Object.entries(value).map(([key, item]) => [key, keep(key, item)] as const)
  const order = entries.map(entry => ({ entry, rank: random.next().value as number }))
  const sorted = order.sort((one, other) => one.rank - other.rank).map(({ entry }) => entry)
  return Object.fromEntries([['effectiveOn', null], ...sorted, ['partOf', null]])
}

t.test('no pattern takes more than linear time', async t => {
  const attacks = (long: number): [string, Posted][] => [
    ['slug', posted('ForceStrengthReported', {}, { forceId: `${'a-'.repeat(long)}!` })],
    ['slug without hyphens', posted('ForceStrengthReported', {}, { forceId: `${'a'.repeat(long)}!` })],
    ['partner', posted('CallHeld', { partner: `${'A-'.repeat(long)}!` })],
    ['country', posted('CallHeld', { country: 'A'.repeat(long) })],
    ['date', posted('CallHeld', { occurredOn: `${'2024/'.repeat(long)}` })],
    ['unspecified date', posted('CallHeld', { occurredOn: 'X'.repeat(long) })],
    ['duration', posted('AgreementSigned', {}, { noticePeriod: `P${'1'.repeat(long)}` })],
    ['address', withClaim({ url: `https://${'a.'.repeat(long)}\n` })],
    ['blank text', withClaim({ title: ' '.repeat(long) })],
    ['note', posted('CallHeld', { note: `${'\n\t'.repeat(long)}\u0007` })],
    ['CAMEO', posted('CallHeld', { annotations: { cameo: '0'.repeat(long) } })],
    ['name of an annotation', posted('CallHeld', { annotations: { ['a'.repeat(long)]: 1 } })],
    ['id', posted('CallHeld', { id: '0'.repeat(long) })],
  ]
  for (const [i, [what]] of attacks(1).entries()) {
    const attack = (long: number) => refusals(attacks(long)[i]![1])
    t.ok(attack(200_000).length > 0, `${what} is refused`)
    const times = await growth(attack, 25_000, 8)
    t.ok(times < 24, `${what}: ${times.toFixed(1)} times as long for eight times as much`)
  }
})
