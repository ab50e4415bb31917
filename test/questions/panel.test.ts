import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import t from 'tap'
import { COLUMNS } from '../../src/questions/panel-columns.js'
import { ask, buildWithDossier, root } from '../support/dossier.js'

t.setTimeout(290_000)

const QUESTION = '/v1/panel?from=2019&to=2024&step=month'

t.test('one panel in four formats, read back by another program', async t => {
  const { app } = await buildWithDossier(t)
  const folder = t.testdir()
  const asked = async (format: string, accept: string) => {
    const reply = await app.inject({ url: QUESTION, headers: { accept } })
    t.equal(reply.statusCode, 200, format)
    t.match(reply.headers['content-type'], accept)
    const path = join(folder, `panel.${format}`)
    writeFileSync(path, reply.rawPayload)
    return path
  }
  const csv = await asked('csv', 'text/csv')
  const ndjson = await asked('ndjson', 'application/x-ndjson')
  const parquet = await asked('parquet', 'application/vnd.apache.parquet')
  const json = await ask<{ rows: Record<string, unknown>[] }>(app, QUESTION)

  const duck = await (await DuckDBInstance.create(':memory:')).connect()
  const read = async (sql: string) => (await duck.runAndReadAll(sql)).getRowObjectsJS()
  const sources = {
    csv: `read_csv('${csv}', header = true, nullstr = '')`,
    ndjson: `read_json('${ndjson}', format = 'newline_delimited')`,
    parquet: `read_parquet('${parquet}')`,
  }
  const select = COLUMNS.map(({ name }) => `CAST(${name} AS VARCHAR) AS ${name}`).join(', ')
  const tables = await Promise.all(
    Object.values(sources).map(source =>
      read(`SELECT ${select} FROM ${source} ORDER BY iso3_host, date, iso3_partner`),
    ),
  )
  t.ok(json.rows.length > 1000, `${json.rows.length} rows`)
  for (const [i, format] of Object.keys(sources).entries()) {
    t.equal(tables[i]!.length, json.rows.length, `${format}: as many rows as JSON has`)
  }
  t.same(tables[1], tables[2], 'NDJSON and Parquet say the same in every cell')
  const numbers = new Set(COLUMNS.filter(({ type }) => type === 'number').map(({ name }) => name))
  let compared = 0
  for (const [i, row] of tables[0]!.entries()) {
    for (const { name } of COLUMNS) {
      const [one, other] = [row[name], tables[2]![i]![name]]
      const same = numbers.has(name) && one !== null && other !== null ? Number(one) === Number(other) : one === other
      if (!same) t.fail(`row ${i}, ${name}: CSV has ${one}, Parquet ${other}`)
      compared++
    }
  }
  t.ok(compared > 10_000, `${compared} cells of CSV and Parquet compared`)
  const names = await read(`DESCRIBE SELECT * FROM ${sources.parquet}`)
  t.same(
    names.map(row => row.column_name),
    COLUMNS.map(({ name }) => name),
    'the columns of the contract in their order',
  )
})

t.test('a row is the state at the end of its step; outside coverage what is silent is absent, inside it 0', async t => {
  const { app } = await buildWithDossier(t)
  const { rows } = await ask<{ rows: Record<string, number | string | null>[] }>(app, `${QUESTION}&country=NER`)
  let scores = 0
  const seen = { absent: 0, zero: 0 }
  for (const row of rows.filter((_, i) => i % 7 === 0)) {
    const state = await ask(app, `/v1/countries/NER?at=${row.date}`)
    const entry = state.partners.find(({ partner }) => partner === row.iso3_partner)
    t.equal(row.status, state.dimensions.security.status, `${row.date}`)
    t.equal(row.primary_security, state.dimensions.security.primary)
    const score = entry?.scores.security?.score
    if (score !== undefined) {
      t.equal(row.security, score, `${row.iso3_partner} on ${row.date}`)
      scores++
    } else if (row.coverage === null) {
      t.equal(row.security, null, 'unknown is not none')
      seen.absent++
    } else {
      t.equal(row.security, 0)
      seen.zero++
    }
    t.equal(row.n_forces, state.forces.filter(({ sponsor }) => sponsor === row.iso3_partner).length)
  }
  t.ok(scores > 20 && seen.absent > 0 && seen.zero > 0, JSON.stringify({ scores, ...seen }))
  t.match(rows[0], { iso3_host: 'NER', ccode1: 436, policy_id: 'v1' })
})

t.test('the code book has every column, as docs/codebook.md does', async t => {
  const { app } = await buildWithDossier(t)
  const { columns } = await ask<{ columns: typeof COLUMNS }>(app, '/v1/panel/codebook')
  t.same(columns, COLUMNS)
  const page = readFileSync(join(root, 'docs', 'codebook.md'), 'utf8')
  for (const { name, meaning, values } of COLUMNS) t.ok(page.includes(`| \`${name}\` | ${meaning} | ${values} |`), name)
})

t.test('what is no period is refused', async t => {
  const { app } = await buildWithDossier(t)
  for (const query of ['from=2030&to=2020', 'from=1500&to=2020&step=day', 'from=2023-02-30', 'step=week'])
    t.equal((await app.inject({ url: `/v1/panel?${query}` })).statusCode, 400, query)
})
