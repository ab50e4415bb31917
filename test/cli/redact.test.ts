import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t, { type Test } from 'tap'
import { openDatabase } from '../../src/sqlite.js'
import { openSqliteStore } from '../../src/store/sqlite/store.js'
import { startFakeEventStoreDb } from '../fake-eventstoredb/index.js'
import { run, running } from './support.js'

t.setTimeout(300_000)

const NAME = 'Jehanne Exempleton'
const ADDRESS = 'https://example.org/people/jehanne-exempleton'
const VISIT = '0192f5d4-0000-7000-8000-000000000001'
const CORRECTION = '0192f5d4-0000-7000-8000-000000000002'
const RETITLED = '0192f5d4-0000-7000-8000-000000000003'
const OTHER = '0192f5d4-0000-7000-8000-000000000004'
const BECAUSE = ['--reason', 'names a private person', '--by', 'the editor']

const claim = (more: object) => ({
  sourceId: 'example-agency',
  publishedOn: '2024-04-12',
  reliability: 'B',
  credibility: 2,
  modality: 'asserted',
  ...more,
})

const events = [
  {
    id: VISIT,
    type: 'VisitHeld',
    country: 'NER',
    partner: 'RUS',
    occurredOn: '2024-04-10',
    data: { level: 'minister' },
    claim: claim({ title: `${NAME} was there`, url: ADDRESS }),
    note: `told by ${NAME}`,
  },
  {
    id: OTHER,
    type: 'TrainersDeployed',
    country: 'NER',
    partner: 'RUS',
    occurredOn: '2024-04-10',
    data: { forceId: 'rus-ner', sponsor: 'RUS', role: 'advisory', strength: { low: 100, high: 100 } },
    claim: claim({ title: 'Trainers land' }),
  },
  {
    id: CORRECTION,
    type: 'ClaimCorrected',
    country: 'NER',
    occurredOn: '2024-04-13',
    data: { targetEventId: VISIT, reason: 'error', changes: { note: `told twice by ${NAME}` } },
    claim: claim({}),
  },
  {
    id: RETITLED,
    type: 'ClaimCorrected',
    country: 'NER',
    occurredOn: '2024-04-14',
    data: {
      targetEventId: CORRECTION,
      reason: 'error',
      changes: { data: { changes: { note: `${NAME}, thrice` } } },
    },
    claim: claim({}),
  },
]

/** A store with those events, and many others before and behind them. */
async function given(t: Test): Promise<string> {
  const directory = join(t.testdir(), 'data')
  const visits = (month: string) =>
    Array.from({ length: 600 }, (_, n) => ({
      type: 'VisitHeld',
      country: 'TCD',
      partner: 'RUS',
      occurredOn: `2024-${month}-10`,
      data: { level: 'minister' },
      claim: claim({ title: `Report ${month} ${n}` }),
    }))
  const lines = [...visits('01'), ...events, ...visits('02')].map(event => `${JSON.stringify(event)}\n`).join('')
  const { code, err } = await run(t, ['import', '-', '--store', `sqlite:${directory}`], { input: lines })
  if (code !== 0) throw new Error(err)
  return directory
}

const redact = (t: Test, directory: string, ids: string[], fields: string[]) =>
  run(t, ['redact', ...ids, '--field', ...fields, ...BECAUSE, '--store', `sqlite:${directory}`])

/** Files of a directory that hold a text anywhere. */
function holding(directory: string, text: string): string[] {
  return readdirSync(directory).filter(name => readFileSync(join(directory, name)).includes(text))
}

const TEXTS = ['/note', '/claim/title', '/claim/url']

t.test('a text that is redacted is in no file of the store any more, and the log says who, when and why', async t => {
  const directory = await given(t)
  t.ok(holding(directory, NAME).length > 0, 'control: it was there')
  const end = await headOf(directory)
  const before = await asked(t, directory, end)

  const { code, out } = await redact(t, directory, [VISIT], TEXTS)
  t.match({ code, out }, { code: 0, out: /3 events overwritten: / })
  for (const text of [NAME, ADDRESS]) t.strictSame(holding(directory, text), [], `no file holds ${text}`)

  const { url, stop } = await running(t, ['serve', '--store', `sqlite:${directory}`, '--port', '0'])
  const get = async (path: string) => (await fetch(url + path)).json()
  t.match(await get(`/v1/events/${VISIT}`), {
    note: '[redacted]',
    claim: { title: '[redacted]', url: 'https://redacted.invalid/' },
    redacted: TEXTS,
    data: { level: 'minister' },
  })
  t.match(await get(`/v1/events/${CORRECTION}`), {
    data: { changes: { note: '[redacted]' } },
    redacted: ['/data/changes/note'],
  })
  const { events: told } = (await get('/v1/events?type=Redacted')) as { events: { data: object; recordedAt: string }[] }
  t.match(told, [
    { data: { targetEventId: VISIT, fields: TEXTS, reason: 'names a private person', by: 'the editor' } },
    { data: { targetEventId: CORRECTION, fields: ['/data/changes/note'] } },
    { data: { targetEventId: RETITLED, fields: ['/data/changes/data/changes/note'] } },
  ])
  t.match(told[0]?.recordedAt, /^20\d\d-/)
  const refused = await fetch(`${url}/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      type: 'Redacted',
      occurredOn: '2024-05-01',
      data: { targetEventId: OTHER, fields: ['/claim/title'], reason: 'no reason', by: 'nobody' },
      claim: claim({}),
    }),
  })
  t.match(await refused.json(), { status: 422, errors: [{ path: '/data/fields/0', code: 'not-redacted' }] })
  t.equal(await stop(), 0)
  t.equal(await asked(t, directory, end), before, 'answers that do not hold the text are the same bytes')
  t.match(await run(t, ['verify', '--store', `sqlite:${directory}`, '--country', 'NER']), { code: 0 })
})

t.test('what was cut short is ended by doing it again, and copies, exports and imports go on', async t => {
  const directory = await given(t)
  t.match(await redact(t, directory, [VISIT], ['/note']), { code: 0 })
  const log = await lengthOf(directory)
  const again = await redact(t, directory, [VISIT], ['/note'])
  t.match(again, { code: 0, out: /were overwritten before/ })
  t.equal(await lengthOf(directory), log, 'nothing more is recorded')
  t.match(await redact(t, directory, [VISIT], ['/note', '/claim/title']), { code: 0, out: /1 event overwritten/ })

  const copy = join(dirname(directory), 'copy')
  t.match(await run(t, ['copy', '--from', `sqlite:${directory}`, '--to', `sqlite:${copy}`]), { code: 0 })
  const server = await startFakeEventStoreDb()
  t.teardown(() => server.stop())
  const moved = await run(t, ['copy', '--from', `sqlite:${directory}`, '--to', server.connectionString])
  t.match(moved, { code: 0, out: /events copied and compared/ }, 'to EventStoreDB too')
  const { out: lines } = await run(t, ['export', '--store', `sqlite:${directory}`])
  t.notMatch(lines, /"redacted":/, 'a line is what may be posted')
  const imported = join(dirname(directory), 'imported')
  t.match(await run(t, ['import', '-', '--store', `sqlite:${imported}`], { input: lines }), { code: 0 })
  t.equal(await lengthOf(imported), await lengthOf(directory))
})

t.test('where somebody reads meanwhile, the store goes on as it is and the same command ends it later', async t => {
  const directory = await given(t)
  const reader = openDatabase(join(directory, 'entente.db'), { readonly: true })
  reader.exec('BEGIN')
  reader.prepare('SELECT count(*) FROM events').get()
  t.match(await redact(t, directory, [VISIT], TEXTS), { code: 4, err: /another process reads .*: stop it/ })
  t.ok(holding(directory, NAME).length > 0, 'control: what the reader may still need is there')
  t.match(await run(t, ['verify', '--store', `sqlite:${directory}`, '--country', 'NER']), { code: 0 })
  reader.close()
  t.match(await redact(t, directory, [VISIT], TEXTS), { code: 0, out: /were overwritten before/ })
  t.strictSame(holding(directory, NAME), [])
})

t.test('what answers are made of is not overwritten, and nothing is done by halves', async t => {
  const directory = await given(t)
  const untouched = join(dirname(directory), 'untouched')
  cpSync(directory, untouched, { recursive: true })
  const table: [string[], string[], RegExp][] = [
    [[VISIT], ['/country'], /\/country: is no free text/],
    [[VISIT], ['/note', '/data/level'], /\/data\/level: is no free text/],
    [[VISIT], ['/occurredOn'], /\/occurredOn: is no free text/],
    [[VISIT], ['/claim'], /\/claim: is no text/],
    [[VISIT], ['/authority'], /\/authority: the event has no such field/],
    [[VISIT], ['/__proto__/x'], /has no such field/],
    [[OTHER], ['/data/strength/low'], /is no text/],
    [[VISIT, '0192f5d4-0000-7000-8000-00000000ffff'], ['/note'], /no event has the id/],
  ]
  for (const [ids, fields, says] of table) t.match(await redact(t, directory, ids, fields), { code: 3, err: says })
  t.equal(holding(directory, NAME).length, holding(untouched, NAME).length, 'the texts stand')

  const service = await running(t, ['serve', '--store', `sqlite:${directory}`, '--port', '0'])
  t.match(await redact(t, directory, [VISIT], ['/note']), { code: 4, err: /has a writer already/ })
  await service.stop()
  const server = await run(t, ['redact', VISIT, '--field', '/note', ...BECAUSE, '--store', 'esdb://localhost:2113'])
  t.match(server, { code: 2, err: /does not overwrite.*entente copy/ })
})

async function headOf(directory: string): Promise<string> {
  const store = openSqliteStore({ directory, readonly: true })
  const head = await store.head()
  await store.close()
  return head!
}

async function lengthOf(directory: string): Promise<number> {
  return Number(await headOf(directory))
}

/** The state of Niger as known up to a position. */
async function asked(t: Test, directory: string, position: string): Promise<string> {
  const question = ['state', 'NER', '--at', '2024-05-01', '--as-known-at', position, '--json']
  const { code, out, err } = await run(t, [...question, '--store', `sqlite:${directory}`])
  if (code !== 0) throw new Error(err)
  return out
}
