import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import t from 'tap'
import { EVENT_COLUMNS } from '../../src/wire/event-rows.js'
import { ask, buildWithDossier } from '../support/dossier.js'

/** The log, the timeline and the history as tables, read back by another program. */
t.setTimeout(300_000)

t.test('a table has a row for each event of the log, of the timeline and for each score of the history', async t => {
  const { app } = await buildWithDossier(t)
  const folder = t.testdir()
  const duck = await (await DuckDBInstance.create(':memory:')).connect()
  const read = async (sql: string) => (await duck.runAndReadAll(sql)).getRowObjectsJS()
  const table = async (name: string, url: string, accept?: string) => {
    const reply = await app.inject({ url, headers: accept === undefined ? {} : { accept } })
    t.equal(reply.statusCode, 200, url)
    t.match(reply.headers['content-type'], /^text\/csv/, url)
    const path = join(folder, `${name}.csv`)
    writeFileSync(path, reply.payload)
    return {
      headers: reply.headers,
      rows: await read(`SELECT * FROM read_csv('${path}', all_varchar = true, nullstr = '')`),
    }
  }

  const log = await ask<{ events: Record<string, unknown>[]; next: string }>(app, '/v1/events?limit=500')
  const events = await table('events', '/v1/events?limit=500', 'text/csv')
  t.match(events.headers, { link: new RegExp(`after=${log.next}.*rel="next"`), vary: /Accept/i })
  t.same(
    Object.keys(events.rows[0]!),
    EVENT_COLUMNS.map(({ name }) => name),
  )
  t.equal(events.rows.length, log.events.length)
  for (const [i, row] of events.rows.entries()) {
    const {
      id,
      position,
      stream: _s,
      revision: _r,
      recordedAt,
      backfilled: _b,
      storedAt: _a,
      ...posted
    } = log.events[i]!
    t.same([row.id, row.position, row.recorded_at, row.type], [id, position, recordedAt, posted.type])
    t.same(JSON.parse(String(row.event)), posted, 'all of it as it was posted')
    t.same(JSON.parse(String(row.data)), posted.data)
  }
  const lines = await app.inject({ url: '/v1/events?limit=500', headers: { accept: 'application/x-ndjson' } })
  t.match(lines.headers, { link: /rel="next"/ })
  t.same(
    lines.payload
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line)),
    log.events,
    'NDJSON is the same, an event a line',
  )

  const timeline = await ask<{ basis: { position: string }; events: Told[] }>(app, '/v1/countries/NER/timeline')
  const told = (await table('timeline', '/v1/countries/NER/timeline?format=csv')).rows
  t.equal(told.length, timeline.events.length)
  const standings = new Set(told.map(({ standing }) => standing))
  t.ok(standings.has('retracted') && standings.has('planned'), [...standings].join(', '))
  for (const [i, row] of told.entries()) {
    const { event, standing, by, asItStands } = timeline.events[i]!
    t.same([row.id, row.standing, row.by ?? ''], [event.id, standing, by.join(';')])
    t.same(row.as_it_stands === null ? null : JSON.parse(String(row.as_it_stands)), asItStands)
    t.match(row, { policy_id: 'v1', log_position: timeline.basis.position })
  }

  const question = '/v1/countries/NER/history?from=2022-01-01&to=2024-12-31'
  const history = await ask<{ points: { at: string; status: string; scores: Record<string, number> }[] }>(app, question)
  const scores = (await table('history', question, 'text/csv')).rows
  const points = history.points.flatMap<(string | number | null)[]>(({ at, status, scores: all }) =>
    Object.keys(all).length === 0
      ? [[at, status, null, null]]
      : Object.entries(all).map(([partner, score]) => [at, status, partner, score]),
  )
  t.same(
    scores.map(row => [row.date, row.status, row.iso3_partner, row.score === null ? null : Number(row.score)]),
    points,
  )
  t.ok(points.length > 200, `${points.length} scores`)
  t.equal((await app.inject(`${question}&format=json`)).json<typeof history>().points.length, history.points.length)
})

interface Told {
  readonly event: { readonly id: string }
  readonly standing: string
  readonly by: readonly string[]
  readonly asItStands: object | null
}
