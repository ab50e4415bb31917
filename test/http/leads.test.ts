import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { LEADS_FILE } from '../../src/leads/store/file.js'
import { openLeads } from '../../src/leads/store/sqlite.js'
import { openDatabase } from '../../src/sqlite.js'
import { type Built, build } from '../support/build.js'
import { root } from '../support/dossier.js'
import { ringOfAll } from '../support/keys.js'

const table = (name: string) => readFileSync(join(root, 'test/fixtures/tables', name))

async function withLeads(t: Test, options: Parameters<typeof build>[1] = {}): Promise<Built> {
  const leads = openLeads(null)
  const built = await build(t, { leads, ...options })
  t.teardown(() => leads.close())
  return built
}

async function send({ app }: Built, name: string, query = '', headers: Record<string, string> = {}) {
  const reply = await app.inject({
    method: 'POST',
    url: `/v1/leads${query}`,
    headers: { 'content-type': 'text/tab-separated-values', ...headers },
    payload: table(name),
  })
  const lines =
    reply.statusCode === 200
      ? reply.body
          .trim()
          .split('\n')
          .map(line => JSON.parse(line))
      : []
  return { status: reply.statusCode, reply, lines: lines.slice(0, -1), summary: lines.at(-1)?.summary }
}

const ask = async ({ app }: Built, url: string, headers = {}) => (await app.inject({ url, headers })).json()
const post = ({ app }: Built, url: string, payload: object = {}, headers = {}) =>
  app.inject({ method: 'POST', url, payload, headers })

t.test('a table is answered with what became of its rows, and once more with nothing new', async t => {
  const built = await withLeads(t)
  const first = await send(built, 'gdelt2.tsv', '?format=gdelt2&report=all')
  t.equal(first.status, 200)
  t.equal(first.lines.length, 15)
  t.match(first.lines[0], { line: 1, outcome: 'new', leadId: 'gdelt2-900000001' })
  t.match(first.lines[5], { line: 6, outcome: 'left-out', reason: /60 days/ })
  t.match(first.summary, { rows: 15, new: 7, joined: 4, duplicate: 0, 'left-out': 4, refused: 0, stop: null })
  const again = await send(built, 'gdelt2.tsv')
  t.same(again.lines, [], 'only what cannot be read, unless all is asked for')
  t.match(again.summary, { new: 0, joined: 0, duplicate: 11 })
  t.match((await send(built, 'polecat.tsv')).lines, [{ line: 7, outcome: 'refused' }])
})

t.test('leads are listed by what they suggest, in pages', async t => {
  const built = await withLeads(t)
  await send(built, 'gdelt2.tsv')
  await send(built, 'icews.tab')
  const page = await ask(built, '/v1/leads?country=NER&partner=RUS&minSources=3')
  t.same(
    page.leads.map(({ leadId, sources }: { leadId: string; sources: number }) => [leadId, sources]),
    [
      ['gdelt2-900000001', 3],
      ['icews-1001-20180601', 3],
    ],
  )
  t.match(page.leads[0], {
    format: 'gdelt2',
    externalId: '900000001',
    status: 'open',
    suggested: { type: 'ArmsDelivered', occurredOn: '2024-04-10/2024-04-12' },
    row: { EventCode: '072' },
    promotedTo: null,
    missing: [],
  })
  const one = await ask(built, '/v1/leads?limit=1&status=open')
  const next = await ask(built, `/v1/leads?limit=1&status=open&after=${one.next}`)
  t.not(next.leads[0].leadId, one.leads[0].leadId)
  t.match(await ask(built, '/v1/leads?country=NIG'), { code: 'invalid-query' })
  t.match(await ask(built, '/v1/leads?after=x'), { code: 'invalid-query' })
  t.match(await ask(built, '/v1/leads/gdelt2-900000001'), {
    allRows: [{ externalId: '900000001', families: ['reuters'], url: /reuters/ }, {}, {}, {}],
    event: { annotations: { externalIds: { lead: 'gdelt2-900000001', gdelt: '900000001' }, cameo: '072' } },
  })
  t.match(await ask(built, '/v1/leads/gdelt2-1'), { status: 404, code: 'lead-not-found' })
})

t.test('a lead that is promoted is an event that names it, once', async t => {
  const built = await withLeads(t)
  await send(built, 'gdelt2.tsv')
  const url = '/v1/leads/gdelt2-900000001/promote'
  const dry = await post(built, `${url}?dryRun=true`)
  t.match(dry.json(), { outcome: 'would-append' })
  t.equal((await ask(built, '/v1/leads/gdelt2-900000001')).status, 'open', 'a dry run decides nothing')
  const first = await post(built, url, { occurredOn: '2024-04-10', data: { grantOrSale: 'grant' } })
  t.equal(first.statusCode, 201)
  const { id } = first.json()
  const event = await ask(built, `/v1/events/${id}`)
  t.match(event, {
    type: 'ArmsDelivered',
    country: 'NER',
    partner: 'RUS',
    occurredOn: '2024-04-10',
    data: { items: [{ category: 'not stated' }], grantOrSale: 'grant' },
    claim: { sourceId: 'gdelt', reliability: 'D', credibility: 3 },
    annotations: { externalIds: { lead: 'gdelt2-900000001', gdelt: '900000001' } },
  })
  t.match(await ask(built, '/v1/leads/gdelt2-900000001'), { status: 'promoted', promotedTo: id, missing: [] })
  const again = await post(built, url, { occurredOn: '2024-04-10', data: { grantOrSale: 'grant' } })
  t.equal(again.statusCode, 200)
  t.match(again.json(), { id, outcome: 'duplicate' })
  t.match((await post(built, url)).json(), { id, outcome: 'duplicate' }, 'without a word it is what it became')
  t.match((await post(built, url, { occurredOn: '2024-04-11' })).json(), { status: 409, code: 'id-reused' })
  t.match((await post(built, url, { id: '0192f5d4-7b1e-7c3a-9a55-000000000001' })).json(), { code: 'lead-promoted' })
  t.match((await post(built, '/v1/leads/gdelt2-900000001/dismiss')).json(), { status: 409, code: 'lead-promoted' })
})

t.test('a row that joins between a promotion that was cut off and its repetition makes no second event', async t => {
  const built = await withLeads(t)
  await send(built, 'icews.tab')
  const url = '/v1/leads/icews-1005-20180601/promote'
  const { id } = (await post(built, url)).json()
  const leads = openLeads(null)
  t.teardown(() => leads.close())
  const other = await build(t, { store: built.store, leads })
  await send(other, 'icews.tab')
  t.match(
    (await ask(other, '/v1/leads/icews-1005-20180601')).status,
    'open',
    'the file of leads lost what the log kept',
  )
  t.match((await post(other, url)).json(), { id, outcome: 'duplicate' })
  t.match(await ask(other, '/v1/leads/icews-1005-20180601'), { status: 'promoted', promotedTo: id })
})

t.test('what a lead cannot know is asked for, and said of another type nothing is taken from it', async t => {
  const built = await withLeads(t)
  await send(built, 'gdelt2.tsv')
  const url = '/v1/leads/gdelt2-900000005/promote'
  const refused = (await post(built, url)).json()
  t.match(refused, { status: 422, code: 'invalid-event', errors: [{ path: '/data/extent', code: 'required' }] })
  t.match(await ask(built, '/v1/leads/gdelt2-900000005'), { missing: [{ path: '/data/extent' }] })
  const data = { agreementId: 'usa-ner-sofa', by: ['NER'] }
  const made = await post(built, url, { type: 'AgreementTerminationNotified', data })
  t.equal(made.statusCode, 201, made.body)
  const event = await ask(built, `/v1/events/${made.json().id}`)
  t.same(event.data, data)
  t.same(event.annotations, { externalIds: { lead: 'gdelt2-900000005', gdelt: '900000005' } })
})

t.test('a lead is dismissed with a reason, again and back', async t => {
  const built = await withLeads(t)
  await send(built, 'gdelt2.tsv')
  const url = '/v1/leads/gdelt2-900000010'
  t.match((await post(built, `${url}/dismiss`, { reason: ' sport ' })).json(), { status: 'dismissed', reason: 'sport' })
  t.match((await post(built, `${url}/dismiss`, { reason: 'sport' })).json(), { status: 'dismissed', reason: 'sport' })
  t.match((await post(built, `${url}/dismiss`, { reason: 7 })).json(), { status: 422, errors: [{ path: '/reason' }] })
  t.match((await ask(built, '/v1/leads?status=dismissed')).leads, [{ leadId: 'gdelt2-900000010' }])
  t.match((await post(built, `${url}/reopen`)).json(), { status: 'open', reason: null })
  t.equal((await post(built, `${url}/promote`, { data: { kind: 'defence' } })).statusCode, 422)
  await post(built, `${url}/dismiss`)
  t.equal(
    (await post(built, `${url}/promote`, { data: { kind: 'dca' } })).statusCode,
    201,
    'a dismissed one may be promoted',
  )
})

t.test('no answer about the record knows of a lead', async t => {
  const built = await withLeads(t)
  const before = await built.app.inject('/v1/countries/NER?at=2024-05-01')
  await send(built, 'gdelt2.tsv')
  const after = await built.app.inject('/v1/countries/NER?at=2024-05-01')
  t.equal(after.body, before.body)
  t.equal((await ask(built, '/v1/events')).events.length, 0)
})

t.test('reading leads takes a key that reads, deciding one that writes', async t => {
  const { ring, keys } = ringOfAll()
  const bearer = (key: string) => ({ authorization: `Bearer ${key}` })
  const headers = { read: bearer(keys.read), write: bearer(keys.write) }
  const built = await withLeads(t, { keys: ring })
  t.match((await send(built, 'gdelt2.tsv', '', headers.read)).reply.json(), { code: 'forbidden' })
  t.equal((await send(built, 'gdelt2.tsv', '', headers.write)).status, 200)
  t.equal((await built.app.inject('/v1/leads')).statusCode, 401)
  t.equal((await built.app.inject({ url: '/v1/leads', headers: headers.read })).statusCode, 200)
  for (const what of ['promote', 'dismiss', 'reopen']) {
    const url = `/v1/leads/gdelt2-900000001/${what}`
    t.match((await post(built, url, {}, headers.read)).json(), { code: 'forbidden' }, what)
  }
  await post(built, '/v1/leads/gdelt2-900000001/dismiss', {}, headers.write)
  const { decidedBy } = await ask(built, '/v1/leads/gdelt2-900000001', headers.read)
  t.match(decidedBy, /^key-/, 'who decided is kept')
})

t.test('a mapping goes with the table, and what is wrong with either is named', async t => {
  const built = await withLeads(t)
  const map = encodeURIComponent(readFileSync(join(root, 'docs/examples/basing.map.json'), 'utf8'))
  const csv = readFileSync(join(root, 'docs/examples/basing.csv'))
  const load = (query: string, payload: Buffer | string = csv, type = 'text/csv') =>
    built.app.inject({ method: 'POST', url: `/v1/leads${query}`, headers: { 'content-type': type }, payload })
  const reply = await load(`?format=csv&map=${map}`)
  t.match(JSON.parse(reply.body.trim().split('\n').at(-1)!).summary, { rows: 5, new: 6, 'left-out': 2 })
  t.match((await load('?format=csv')).json(), { code: 'invalid-query', errors: [{ path: '/map' }] })
  t.match((await load('?format=csv&map={}')).json(), { code: 'invalid-query', errors: [{ path: '/map' }] })
  t.match((await load(`?format=icews&map=${map}`)).json(), { code: 'invalid-query' })
  t.match((await load('', 'a,b\n1,2\n')).json(), { status: 422, code: 'invalid-table', detail: /a, b/ })
  t.match((await load('', 'a,b', 'application/pdf')).json(), { status: 415 })
  t.match((await load('?format=gdelt3')).json(), { code: 'invalid-query' })
})

t.test('a service without a folder for leads says how to get one', async t => {
  const built = await build(t, { leads: null })
  t.match(await ask(built, '/v1/leads'), { status: 404, code: 'no-leads' })
  t.equal((await send(built, 'gdelt2.tsv')).status, 404)
})

t.test('while another holds the file of leads nothing is decided or taken, and afterwards it is', async t => {
  const directory = t.testdir()
  const leads = openLeads(directory)
  t.teardown(() => leads.close())
  const built = await build(t, { leads })
  await send(built, 'gdelt2.tsv')
  const other = openDatabase(join(directory, LEADS_FILE))
  t.teardown(() => other.close())
  other.exec('BEGIN IMMEDIATE')
  const url = '/v1/leads/gdelt2-900000010/dismiss'
  t.match((await post(built, url)).json(), { status: 503, code: 'store-unavailable' })
  t.match((await send(built, 'icews.tab')).reply.json(), { status: 503, code: 'store-unavailable' })
  t.equal((await ask(built, '/v1/leads/gdelt2-900000010')).status, 'open', 'reading goes on')
  other.exec('ROLLBACK')
  t.match((await post(built, url)).json(), { status: 'dismissed' })
  t.match((await send(built, 'icews.tab')).summary, { new: 5, refused: 0 })
})
