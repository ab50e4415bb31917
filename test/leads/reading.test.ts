import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { parseEvent } from '../../events/parse.js'
import { mappingOf } from '../../src/importers/mapping.js'
import { type IntakeOptions, intake, type RowOutcome } from '../../src/leads/intake.js'
import { eventOf } from '../../src/leads/promotion.js'
import { openLeads } from '../../src/leads/store/sqlite.js'
import type { LeadStore } from '../../src/leads/store.js'
import { TableError } from '../../src/leads/table-rows.js'
import { root } from '../support/dossier.js'

const tables = join(root, 'test/fixtures/tables')
const plain: IntakeOptions = { format: null, mapping: null, oldDates: false }

function store(t: Test): LeadStore {
  const leads = openLeads(null)
  t.teardown(() => leads.close())
  return leads
}

async function take(
  leads: LeadStore,
  source: AsyncIterable<Uint8Array>,
  options: Partial<IntakeOptions> = {},
): Promise<RowOutcome[]> {
  const all: RowOutcome[] = []
  for await (const outcomes of intake(source, { ...plain, ...options }, leads)) all.push(...outcomes)
  return all
}

const file = (name: string) => createReadStream(join(tables, name))
async function* bytes(...parts: string[]) {
  for (const part of parts) yield Buffer.from(part)
}
const idsOf = (outcomes: readonly RowOutcome[]) =>
  outcomes.map(outcome => ('leadId' in outcome ? `${outcome.outcome} ${outcome.leadId}` : outcome.reason))
const all = async (leads: LeadStore) => (await leads.list({ limit: 100 })).leads
const suggestedIn = (leads: LeadStore, id: string) => {
  const { type, country, partner, occurredOn, data } = leads.find(id)!.suggested
  return { type, country, partner, occurredOn, data }
}

t.test('rows of GDELT 2 that say the same within three days are one lead with its independent sources', async t => {
  const leads = store(t)
  const outcomes = await take(leads, file('gdelt2.tsv'))
  t.same(idsOf(outcomes), [
    'new gdelt2-900000001',
    'joined gdelt2-900000001',
    'joined gdelt2-900000001',
    'joined gdelt2-900000001',
    'new gdelt2-900000005',
    'dated more than 60 days before its article',
    'new gdelt2-900000007',
    'joined gdelt2-900000007',
    'new gdelt2-900000009',
    'new gdelt2-900000010',
    'names fewer than two states or organisations',
    'names fewer than two states or organisations',
    'no event for CAMEO 040',
    'new gdelt2-900000014',
    'new gdelt2-900000015',
  ])
  const lead = leads.find('gdelt2-900000001')!
  t.equal(lead.sources, 3, 'two addresses of Reuters are one family')
  t.equal(lead.rows, 4)
  t.same(suggestedIn(leads, lead.leadId), {
    type: 'ArmsDelivered',
    country: 'NER',
    partner: 'RUS',
    occurredOn: '2024-04-10/2024-04-12',
    data: { items: [{ category: 'not stated' }] },
  })
  t.equal((eventOf(lead).claim as { credibility: number }).credibility, 3, 'three families make it possibly true')
  t.equal(lead.row.SOURCEURL, 'https://www.reuters.com/world/africa/trainers-arrive')
  t.equal(leads.find('gdelt2-900000003')!.leadId, lead.leadId, 'any of its rows names it')
  t.same(
    leads.rowsOf(lead.leadId, 10).map(row => row.externalId),
    ['900000001', '900000002', '900000003', '900000004'],
  )
})

t.test('codes of places are FIPS: a withdrawal in NG is one from Niger', async t => {
  const leads = store(t)
  await take(leads, file('gdelt2.tsv'))
  t.same(suggestedIn(leads, 'gdelt2-900000005'), {
    type: 'ForcesWithdrawn',
    country: 'NER',
    partner: 'USA',
    occurredOn: '2024-03-16',
    data: { forceId: 'usa-forces-ner', reason: 'demanded' },
  })
  t.match(suggestedIn(leads, 'gdelt2-900000007'), {
    type: 'VisitHeld',
    country: 'NGA',
    partner: 'RUS',
    data: { direction: 'to-partner', level: 'head' },
  })
  t.match(
    suggestedIn(leads, 'gdelt2-900000010'),
    { type: 'AgreementSigned', country: 'ROU', partner: 'USA' },
    'ROM is ROU',
  )
  t.match(suggestedIn(leads, 'gdelt2-900000009'), { type: 'SanctionsImposed', country: 'NER', partner: 'ECOWAS' })
  t.match(suggestedIn(leads, 'gdelt2-900000014'), { type: 'CoupOccurred', country: 'NER', partner: null })
})

t.test('rows dated long before their article are kept only where that is asked, and say so', async t => {
  const leads = store(t)
  const outcomes = await take(leads, file('gdelt2.tsv'), { oldDates: true })
  t.equal(idsOf(outcomes)[5], 'new gdelt2-900000006')
  t.same(leads.find('gdelt2-900000006')!.doubts, ['dated 3654 days before its article'])
})

t.test('GDELT 1 is known by its width, with and without a header', async t => {
  const leads = store(t)
  t.same(idsOf(await take(leads, file('gdelt1.tsv'))).slice(0, 2), ['new gdelt1-900000001', 'joined gdelt1-900000001'])
  const row = readFileSync(join(tables, 'gdelt1.tsv'), 'utf8').split('\n')[0]!
  const older = row.split('\t').slice(0, 57).join('\t').replace('900000001', '900000099')
  t.same(idsOf(await take(leads, bytes(older))), ['joined gdelt1-900000001'], 'of before 2013: no address')
  await t.rejects(take(leads, bytes('1\t2\t3\n')), { name: 'TableError', message: /columns of no table/ })
  await t.rejects(take(leads, bytes('1\t2\t3\n'), { format: 'gdelt2' }), { message: /no table of gdelt2/ })
})

t.test('an Event ID of ICEWS stands for two rows with two dates, and both sides of a visit are one lead', async t => {
  const leads = store(t)
  t.same(idsOf(await take(leads, file('icews.tab'))), [
    'new icews-1001-20180601',
    'joined icews-1001-20180601',
    'joined icews-1001-20180601',
    'new icews-1003-20180605',
    'new icews-1004-20180601',
    'new icews-1005-20180601',
    'both sides are of one state',
    'new icews-1007-20180601',
  ])
  t.equal(leads.find('icews-1001-20180601')!.sources, 3)
  t.match(suggestedIn(leads, 'icews-1001-20180601'), {
    country: 'NER',
    partner: 'RUS',
    data: { direction: 'to-host', level: 'minister' },
  })
  t.match(suggestedIn(leads, 'icews-1004-20180601'), { type: 'ForcesWithdrawn', country: 'NER', partner: 'FRA' })
  t.match(suggestedIn(leads, 'icews-1005-20180601'), { type: 'StatementIssued', data: { stance: 'accuse' } })
  t.match(suggestedIn(leads, 'icews-1007-20180601'), { type: 'SanctionsImposed', country: 'NER', partner: 'EU' })
})

t.test('ACLED: forces of another state beside those of the host or against its people', async t => {
  const leads = store(t)
  t.same(idsOf(await take(leads, file('acled.csv'))), [
    'new acled-MLI1001',
    'joined acled-MLI1001',
    'no forces of another state are named',
    'new acled-SYR2001',
    'new acled-NER3001',
    'event_id_cnty is no id such as NER1234',
  ])
  const lead = leads.find('acled-MLI1001')!
  t.equal(lead.sources, 3)
  t.match(lead.suggested, { type: 'JointActivityHeld', country: 'MLI', partner: 'RUS', data: { kind: 'operation' } })
  t.match(lead.row.notes, /"near" Tinzaouaten,\nand withdrew/)
  t.match(suggestedIn(leads, 'acled-SYR2001'), { type: 'HostileActReported', country: 'SYR', partner: 'TUR' })
  t.match(suggestedIn(leads, 'acled-NER3001'), { type: 'ForcesDeployed', occurredOn: '2024-05-01/2024-05-31' })
})

t.test('UCDP: governments against each other, and one on the soil of another', async t => {
  const leads = store(t)
  t.same(idsOf(await take(leads, file('ucdp-ged.csv'))), [
    'new ucdp-ged-1',
    'new ucdp-ged-2',
    'no government of another state takes part',
    'new ucdp-ged-4',
  ])
  t.match(suggestedIn(leads, 'ucdp-ged-1'), {
    type: 'HostileActReported',
    country: 'UKR',
    partner: 'RUS',
    data: { by: ['RUS'] },
  })
  t.match(suggestedIn(leads, 'ucdp-ged-2'), {
    type: 'JointActivityHeld',
    country: 'SOM',
    occurredOn: '2022-02-24/2022-02-26',
  })
  t.match(suggestedIn(leads, 'ucdp-ged-4'), { type: 'HostileActReported', country: 'KEN', partner: 'ETH' })
})

t.test('POLECAT: a retreat to come is none, and what a row has too many cells of is refused', async t => {
  const leads = store(t)
  const outcomes = await take(leads, file('polecat.tsv'))
  t.match(outcomes, [
    { outcome: 'new', leadId: 'polecat-20230102-0001-a' },
    { outcome: 'new' },
    { reason: 'no event for PLOVER CONCEDE' },
    { reason: 'dated more than 60 days before its article' },
    { outcome: 'new' },
    { outcome: 'refused', reason: 'has 41 cells where the table has 40' },
  ])
  t.match(suggestedIn(leads, 'polecat-20230102-0001-a'), { type: 'ForcesWithdrawn', country: 'BFA', partner: 'FRA' })
  t.same(leads.find('polecat-20230102-0005')!.doubts.at(-1), 'several states stand on one side')
  t.match(
    (outcomes[1] as { leadId: string }).leadId,
    /^polecat-[0-9a-f]{24}$/,
    'an id that fits into no path is hashed',
  )
})

t.test('any table by a mapping, and what it cannot say names the column', async t => {
  const leads = store(t)
  const read = mappingOf(JSON.parse(readFileSync(join(root, 'docs/examples/basing.map.json'), 'utf8')))
  const mapping = read.ok ? read.mapping : null
  const outcomes = await take(leads, createReadStream(join(root, 'docs/examples/basing.csv')), {
    format: 'csv',
    mapping,
  })
  t.equal(outcomes.filter(({ outcome }) => outcome === 'new').length, 6)
  t.match(idsOf(outcomes).join('\n'), /column "Kind" for data.kind/)
  await t.rejects(take(leads, bytes('A,B\n1,2\n'), { format: 'csv', mapping }), { message: /the table has no column/ })
})

t.test('what a lead suggests is an event but for what its rows cannot know', async t => {
  const leads = store(t)
  for (const name of ['gdelt2.tsv', 'icews.tab', 'acled.csv', 'ucdp-ged.csv', 'polecat.tsv'])
    await take(leads, file(name))
  const open = new Set<string>()
  for (const lead of await all(leads)) {
    const parsed = parseEvent(eventOf(lead))
    for (const fault of parsed.ok ? [] : parsed.faults) open.add(`${lead.suggested.type} ${fault.path} ${fault.code}`)
  }
  t.same([...open].sort(), [
    'AgreementSigned /data/kind required',
    'CoupOccurred /data/outcome required',
    'ForcesDeployed /data/role required',
    'ForcesWithdrawn /data/extent required',
    'SanctionsImposed /data/measures required',
  ])
})

t.test('a byte order mark, CRLF, blank lines and pieces of any size are nothing', async t => {
  const text = `\ufeff${readFileSync(join(tables, 'gdelt2.tsv'), 'utf8').replaceAll('\n', '\r\n\r\n')}`
  const leads = store(t)
  const pieces = text.match(/[\s\S]{1,7}/gu)!
  const outcomes = await take(leads, bytes(...pieces))
  t.equal(outcomes.length, 15)
  t.equal(leads.count().open, 7)
  await t.rejects(take(leads, bytes('PK\u0003\u0004rest')), TableError)
  await t.rejects(take(leads, bytes('')), { message: 'the table is empty' })
})

const shared = [join(root, '../shared/data'), join(root, '../../shared/data')].find(path => existsSync(path))
for (const [name, rows, leads] of [
  ['gdelt1-events-sample.tsv', 50, 2],
  ['gdelt2-events-sample.tsv', 75, 1],
  ['icews-events-2018-sample.tab', 1500, 115],
] as const) {
  t.test(`${name}: every row is read`, { skip: shared === undefined && 'the sample is not here' }, async t => {
    const found = store(t)
    const outcomes = await take(found, createReadStream(join(shared!, name)))
    t.equal(outcomes.length, rows)
    t.equal(outcomes.filter(({ outcome }) => outcome === 'refused').length, 0)
    t.equal(found.count().open, leads)
  })
}
