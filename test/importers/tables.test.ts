import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { DomainEvent } from '../../events/catalogue.js'
import { load } from '../../src/cli/load.js'
import { claimOf, convert, type Report } from '../../src/importers/convert.js'
import { formatOf, formats } from '../../src/importers/formats.js'
import { tableText } from '../../src/importers/preamble.js'
import { releaseDifference } from '../../src/importers/releases.js'
import { tableOf } from '../../src/importers/table.js'
import { createMemoryStore } from '../../src/store/memory.js'
import { root } from '../support/dossier.js'

const fixture = (name: string) => tableText(readFileSync(join(root, 'test/fixtures/tables', name)))!

function converted(text: string) {
  const reading = tableOf(text)
  if (!reading.ok) throw new Error(reading.why)
  const { header, rows } = reading.table
  const format = formatOf(header)!
  return { format, ...convert(format.name, rows, format.readerOf(rows), claimOf(format, undefined, undefined)) }
}

/** What the service says of events that were converted: nothing is refused, and a second import stores nothing. */
async function isTaken(t: Test, events: readonly DomainEvent[]): Promise<void> {
  const store = createMemoryStore()
  const lines = Buffer.from(events.map(event => `${JSON.stringify(event)}\n`).join(''))
  const once = await load(store, one(lines), { backfill: false })
  t.match(once, { lines: events.length, appended: events.length, duplicate: 0, refused: 0, stop: null })
  const again = await load(store, one(lines), { backfill: false })
  t.match(again, { appended: 0, duplicate: events.length, refused: 0 })
}

async function* one(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}

const reasons = ({ leftOut }: Report) => Object.fromEntries(leftOut)

t.test('coups are told as the table has them, errors too, each with its release', async t => {
  const { format, events, report } = converted(fixture('coups.tsv'))
  t.equal(format.name, 'powell-thyne')
  t.match(
    events.map(({ country, occurredOn, data }) => [country, occurredOn, (data as { outcome: string }).outcome]),
    [
      ['NER', '2023-06-26', 'succeeded'],
      ['MLI', '2012-05-01', 'failed'],
      ['MLI', '2012-03-22', 'succeeded'],
      ['TCD', '1979', 'failed'],
    ],
  )
  t.match(events[0]!.claim, {
    sourceId: 'powell-thyne',
    title: /V2023\.09\.08$/,
    publishedOn: '2023-09-08',
    reliability: 'B',
    credibility: 2,
  })
  t.strictSame(reasons(report), {
    'ccode is no state of the Correlates of War on that day: 999': [6],
    'year, month and day are no date': [8],
    'coup is neither 1 (failed) nor 2 (succeeded)': [9],
  })
  t.match(report, { rows: 7, converted: 4, events: 4 })
  await isTaken(t, events)
})

t.test('a release that mends a day, adds a coup and is sorted otherwise makes the same ids', async t => {
  const before = converted(fixture('coups.tsv')).events
  const [header, ...rows] = fixture('coups.tsv')
    .replace('2023\t6\t26', '2023\t7\t26')
    .replaceAll('V2023.09.08', 'V2024.01.01')
    .split(/\r\n/)
    .filter(line => line !== '')
  const added = '"Gabon"\t481\t\t\t2023\t8\t30\t2\t"V2024.01.01"'
  const after = converted([header, added, ...rows.reverse()].join('\n')).events
  const day = (events: readonly DomainEvent[]) => new Map(events.map(({ id, occurredOn }) => [id!, occurredOn]))
  t.equal(after.length, before.length + 1)
  for (const { id } of before) t.ok(day(after).has(id!))
  t.equal(day(after).get(before[0]!.id!), '2023-07-26')
})

t.test('of a later release come corrections of what changed, retractions of what is gone, and new rows', async t => {
  const before = converted(fixture('coups.tsv')).events
  const text = fixture('coups.tsv')
    .replace('2023\t6\t26', '2023\t7\t26')
    .replace(/"Chad"\t483\t\t\t1979.*\r\n/, '"Gabon"\t481\t\t\t2023\t8\t30\t2\t"V2023.09.08"\r\n')
    .replaceAll('V2023.09.08', 'V2024.01.01')
  const after = converted(text).events
  const { claim } = after[0]!
  const { events, ...counts } = releaseDifference(before, after, { claim, on: '2024-01-01' })
  t.strictSame(counts, { added: 1, corrected: 1, retracted: 1, unchanged: 2 })
  t.match(
    events.find(({ type }) => type === 'ClaimCorrected'),
    {
      occurredOn: '2024-01-01',
      data: { targetEventId: before[0]!.id!, changes: { occurredOn: '2023-07-26' } },
      claim: { title: /V2024\.01\.01$/ },
    },
  )
  const store = createMemoryStore()
  const lines = (list: readonly DomainEvent[]) =>
    one(Buffer.from(list.map(event => `${JSON.stringify(event)}\n`).join('')))
  await load(store, lines(before), { backfill: false })
  t.match(await load(store, lines(events), { backfill: false }), { appended: 3, refused: 0 })
  t.match(
    await load(store, lines(events), { backfill: false }),
    { duplicate: 3, refused: 0 },
    'told twice, stored once',
  )
  t.strictSame(releaseDifference(after, after, { claim, on: '2024-01-01' }).events, [])
})

t.test('spells of alliance begin, change and end by year, and go from a state to its heir', async t => {
  const { events, report } = converted(fixture('dyad-spells.csv'))
  const told = events.map(({ country, parties, occurredOn, data }) => {
    const { kind, endsOn, replaces } = data as { kind: string; endsOn?: string; replaces?: string }
    return [country, parties!.find(one => one !== country), occurredOn, endsOn, kind, replaces]
  })
  t.strictSame(told, [
    ['USA', 'CAN', '1949', undefined, 'mutual-defence', undefined],
    ['SUN', 'CHN', '1950', '1980', 'mutual-defence', undefined],
    ['SUN', 'ISR', '1985', '1991', 'friendship', undefined],
    ['RUS', 'ISR', '1992', '1999', 'friendship', undefined],
    ['GBR', 'PRT', '1899', undefined, 'mutual-defence', undefined],
    ['GBR', 'PRT', '1921', '1940', 'mutual-defence', 'atop-gbr-prt-1899'],
  ])
  t.match(events[0]!.note, /2018/, 'what held in the last year of the release has no end')
  t.strictSame(reasons(report), {
    'one of the two is no state of the registry in those years': [7],
    'no obligation is coded': [8],
    'an offensive pact alone: no word for it': [9],
    'styear and endyear are no span of years': [10],
  })
  await isTaken(t, events)
})

t.test('formal alliances have the days of the table, and a pair that is listed both ways is one', async t => {
  const { format, events, report } = converted(fixture('alliances.csv'))
  t.equal(format.name, 'cow-alliances')
  t.strictSame(
    events.map(({ parties, occurredOn, data }) => {
      const { kind, endsOn } = data as { kind: string; endsOn?: string }
      return [parties, occurredOn, endsOn, kind]
    }),
    [
      [['USA', 'CAN'], '1949-08-24', undefined, 'mutual-defence'],
      [['SUN', 'CHN'], '1950-02-14', '1980-04-11', 'mutual-defence'],
      [['YUG', 'GRC'], '1953-02', '1955', 'friendship'],
    ],
  )
  t.strictSame(reasons(report), {
    'says what an earlier row says': [3],
    'no pledge is coded': [6],
    'one of the two is no state of the registry on that day': [7],
  })
  await isTaken(t, events)
})

t.test('disputes are hostile acts of who did more than threaten, told of their first year', async t => {
  const { format, events, report } = converted(fixture('disputes.csv'))
  t.equal(format.name, 'gml-disputes')
  t.strictSame(
    events.map(({ country, partner, occurredOn, data }) => [
      country,
      partner,
      occurredOn,
      (data as { by: string[] }).by,
    ]),
    [
      ['AFG', 'SUN', '1979', ['SUN']],
      ['IRQ', 'IRN', '1990', ['IRN']],
    ],
  )
  t.match((events[0]!.data as { content: string }).content, /dispute 9001: .* SUN reached in it is use of force/)
  t.strictSame(reasons(report), {
    'state 1 did no more than threaten, or nothing': [3],
    'a dispute that began in an earlier year': [4],
    'both are on one side of the dispute': [5],
    'one of the two is no state of the registry in that year': [7],
  })
  await isTaken(t, events)
})

t.test('exercises have the states of their day, keep dates as coarse as they are, and are told once', async t => {
  const { events, report } = converted(fixture('exercises.csv'))
  t.strictSame(
    events.map(({ parties, occurredOn, data }) => [parties, occurredOn, (data as { until?: string }).until]),
    [
      [['TUR', 'DEU', 'SUN'], '1985-03-XX', '1985-03-20'],
      [['FRA', 'CIV', 'VCT'], '2005-06-01', '2005-06-03'],
      [['FRA', 'ITA'], '2006-01-01', '2006-01-02'],
      [['FRA', 'ESP'], '2009-01-01', '2009-01-02'],
    ],
  )
  t.strictSame(reasons(report), {
    'names fewer than two states': [4],
    'ends before it begins': [5],
    'start is no date': [6],
    'says what an earlier row says': [8],
    'an earlier row has the same key and says something else': [9],
  })
  t.strictSame([...report.omitted], [['a participant that is no state: NATO', 1]])
  await isTaken(t, events)
})

t.test('tables are read whatever stands between their cells, and what is no table is told', async t => {
  const semicolons = tableOf('a;b\n"1;2";3\n\n4;5\n')
  t.match(semicolons, {
    ok: true,
    table: { header: ['a', 'b'], rows: [{ line: 2, cells: { a: '1;2', b: '3' } }, { line: 4 }] },
  })
  t.match(tableOf('a,b\n1,2,3\n'), { ok: false, why: /line 2/ })
  t.match(tableOf('a,a\n1,2\n'), { ok: false, why: /"a"/ })
  t.strictSame(
    formats.map(({ columns }) => formatOf(columns)?.name),
    formats.map(({ name }) => name),
  )
})

t.test(
  'orders of the register are told with what was delivered, below the lines that stand above its header',
  async t => {
    const { format, events, report } = converted(fixture('arms.csv'))
    t.equal(format.name, 'sipri')
    const told = events.map(({ type, country, partner, occurredOn, data }) => {
      const [item] = (data as { items: { designation: string; quantity?: object }[] }).items
      return [type, country, partner, occurredOn, item!.designation, item!.quantity]
    })
    const of = (number: number, basis: string) => ({ low: number, high: number, basis })
    t.strictSame(told, [
      ['ArmsDeliveryAgreed', 'MLI', 'RUS', '2020?', 'Mi-171Sh', of(4, 'claimed')],
      ['ArmsDelivered', 'MLI', 'RUS', '2021', 'Mi-171Sh', of(4, 'claimed')],
      ['ArmsDeliveryAgreed', 'NER', 'TUR', '2021', 'Bayraktar TB2', of(6, 'estimated')],
      ['ArmsDelivered', 'NER', 'TUR', '2022/2023', 'Bayraktar TB2', of(6, 'estimated')],
      ['ArmsDeliveryAgreed', 'CIV', undefined, '2015?', 'BTR-70', of(10, 'estimated')],
      ['ArmsDelivered', 'CIV', undefined, '2015', 'BTR-70', of(10, 'estimated')],
      ['ArmsDeliveryAgreed', 'EGY', 'SUN', '1970', 'MiG-21', of(50, 'claimed')],
      ['ArmsDelivered', 'EGY', 'SUN', '1970/1972', 'MiG-21', of(50, 'claimed')],
      ['ArmsDeliveryAgreed', 'MLI', 'RUS', '2020?', 'Mi-171Sh', of(4, 'claimed')],
    ])
    t.same(Object.keys(reasons(report)), ['Recipient is no state of the registry', 'Year of order is no year'])
    t.match(report, { rows: 7, converted: 5, events: 9 })
    await isTaken(t, events)
    const later = converted(fixture('arms.csv').replace('6,?,2022; 2023', '12,,2022; 2023')).events
    const { claim } = later[0]!
    const { events: _, ...counts } = releaseDifference(events, later, { claim, on: '2025-03-10' })
    t.strictSame(counts, { added: 0, corrected: 1, retracted: 0, unchanged: 8 })
  },
)

t.test('support of a government is told by year, what goes on once', async t => {
  const { format, events, report } = converted(fixture('external-support.csv'))
  t.equal(format.name, 'ucdp-esd')
  const told = events.map(({ type, country, partner, occurredOn, claim }) => [
    type,
    country,
    partner,
    occurredOn,
    claim.credibility,
  ])
  t.strictSame(told, [
    ['JointActivityHeld', 'MLI', 'FRA', '2013', 2],
    ['AidStarted', 'MLI', 'FRA', '2013', 2],
    ['JointActivityHeld', 'MLI', 'FRA', '2014', 2],
    ['JointActivityHeld', 'SYR', 'RUS', '2015', 2],
    ['ArmsDelivered', 'SYR', 'RUS', '2015', 2],
    ['JointActivityHeld', 'AFG', 'SUN', '1984', 2],
    ['ArmsDelivered', 'AFG', 'SUN', '1984', 2],
    ['AidStarted', 'AFG', 'SUN', '1984', 2],
    ['AidStarted', 'NER', 'TCD', '2017', 4],
  ])
  t.match(report, { rows: 8, converted: 5 })
  t.same(Object.keys(reasons(report)), [
    'support of a party that is no government',
    'no support was given',
    'support by somebody who is no government',
  ])
  await isTaken(t, events)
})

t.test('duty stations come, are counted and go by year', async t => {
  const { format, events, report } = converted(fixture('duty-stations.csv'))
  t.equal(format.name, 'troopdata')
  t.strictSame(
    events.map(({ type, country, occurredOn }) => [type, country, occurredOn]),
    [
      ['ForcesDeployed', 'NER', '2014'],
      ['ForceStrengthReported', 'NER', '2015'],
      ['ForcesWithdrawn', 'NER', '2016'],
      ['ForcesDeployed', 'DEU', '1960'],
      ['ForcesDeployed', 'DJI', '2020'],
    ],
  )
  t.match(events[0]!.data, { forceId: 'usa-duty-stations-ner', strength: { low: 12, high: 12, basis: 'permanent' } })
  t.match(report, { rows: 9, converted: 5 })
  t.equal(converted(fixture('duty-stations.csv').replace('troops_ad', 'troops')).format.name, 'troopdata-2020')
  await isTaken(t, events)
})

/** The data sets themselves, where somebody has put them beside the project: they may not be shipped. */
const samples = [
  ['coups-powell-thyne-V2023.09.08.tsv', { rows: 491, converted: 491 }],
  ['atop5-alliance-dyad-spells.csv', { rows: 7099, converted: 7097 }],
  ['joint-exercises-mme-1980-2010.csv', { rows: 3707, converted: 3564 }],
] as const
const shared = [join(root, '../shared/data'), join(root, '../../shared/data')].find(path => existsSync(path))

for (const [name, expected] of samples) {
  const skip = shared === undefined ? 'the data set is not here' : false
  t.test(`${name} is converted and refused nowhere`, { skip }, async t => {
    const { events, report } = converted(readFileSync(join(shared!, name), 'utf8'))
    t.match(report, expected)
    t.equal([...report.leftOut.values()].flat().length, report.rows - report.converted, 'each row is told once')
    await isTaken(t, events)
    if (name.startsWith('coups')) {
      const days = events.map(({ country, occurredOn }) => `${country} ${occurredOn}`)
      t.ok(days.includes('NER 2023-06-26') && days.includes('MLI 2021-05-21'), 'as the source has it')
    }
  })
}
