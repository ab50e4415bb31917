import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import t from 'tap'
import { EVENT_COLUMNS } from '../../src/wire/event-rows.js'
import { load, run, running } from './support.js'

/** The log as files of each form, read back by a program that did not write them. */
t.setTimeout(300_000)

const directory = t.testdir()
const store = `sqlite:${join(directory, 'loaded')}`
await load(t, join(directory, 'loaded'))

type Cells = Readonly<Record<string, string | null>>

t.test('NDJSON, CSV and Parquet of one log hold the same events, cell by cell', async t => {
  const files = {
    ndjson: join(directory, 'log.ndjson'),
    csv: join(directory, 'log.csv'),
    parquet: join(directory, 'log.parquet'),
  }
  for (const [format, file] of Object.entries(files)) {
    // Of NDJSON and CSV the ending of the file says it, of Parquet the option does.
    const told = format === 'parquet' ? ['--format', format] : []
    t.match(await run(t, ['export', ...told, '--to', file, '--store', store]), { code: 0, out: '', err: /855 events/ })
  }
  const duck = await (await DuckDBInstance.create(':memory:')).connect()
  const read = async (from: string): Promise<Cells[]> => {
    const cells = EVENT_COLUMNS.map(({ name }) => `CAST(${name} AS VARCHAR) AS ${name}`).join(', ')
    return (await duck.runAndReadAll(`SELECT ${cells} FROM ${from} ORDER BY position`)).getRowObjectsJS() as Cells[]
  }
  const csv = await read(`read_csv('${files.csv}', header = true, all_varchar = true, nullstr = '')`)
  const parquet = await read(`read_parquet('${files.parquet}')`)
  t.equal(csv.length, 855)
  t.same(csv, parquet, 'CSV and Parquet')

  const lines = readFileSync(files.ndjson, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>)
  t.equal(lines.length, 855)
  for (const [i, row] of parquet.entries()) {
    const { id, ...posted } = lines[i]!
    t.same([row.id, JSON.parse(row.event!)], [id, posted], `line ${i + 1}`)
  }
  const types = await duck.runAndReadAll(`DESCRIBE SELECT * FROM read_parquet('${files.parquet}')`)
  t.same(
    types.getRowObjectsJS().map(({ column_name, column_type }) => [column_name, column_type]),
    EVENT_COLUMNS.map(({ name, type }) => [name, type === 'whole' ? 'INTEGER' : 'VARCHAR']),
  )

  const service = await running(t, ['serve', '--store', store, '--port', '0'])
  const remote = await run(t, ['export', '--format', 'csv', '--url', service.url])
  t.equal(remote.out, readFileSync(files.csv, 'utf8'), 'a service exports the same')
  t.equal(await service.stop(), 0)
})

t.test('an event whose texts hold what divides cells and lines comes back as it was', async t => {
  const odd = 'a "quoted", comma; é'
  const lines = `${odd}\nand a line`
  const event = {
    id: '0192c0de-0000-7000-8000-0000000000aa',
    type: 'VisitHeld',
    country: 'TGO',
    partner: 'RUS',
    occurredOn: '2024-05-02',
    data: { level: 'minister' },
    note: lines,
    claim: { sourceId: 'example-daily', title: odd, reliability: 'C', credibility: 3, modality: 'asserted' },
  }
  const file = join(directory, 'odd.ndjson')
  writeFileSync(file, JSON.stringify(event))
  const own = `sqlite:${join(directory, 'odd')}`
  t.match(await run(t, ['import', file, '--store', own]), { code: 0 })
  const csv = join(directory, 'odd.csv')
  t.equal((await run(t, ['export', '--to', csv, '--store', own])).code, 0)
  const duck = await (await DuckDBInstance.create(':memory:')).connect()
  const rows = await duck.runAndReadAll(
    `SELECT title, event FROM read_csv('${csv}', header = true, all_varchar = true)`,
  )
  const [row] = rows.getRowObjectsJS() as Cells[]
  t.equal(row!.title, odd)
  t.match(JSON.parse(row!.event!), { note: lines, claim: { title: odd } })
})

t.test('a format that there is not is wrong usage', async t => {
  t.match(await run(t, ['export', '--format', 'xlsx', '--store', store]), {
    code: 2,
    out: '',
    err: /ndjson, csv, parquet/,
  })
})
