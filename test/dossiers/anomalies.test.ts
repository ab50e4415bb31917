import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { build } from '../support/build.js'
import { root } from '../support/dossier.js'

interface Anomaly {
  readonly country: string
  readonly code: string
}

const linesOf = (name: string) =>
  readFileSync(join(root, 'dossiers', `${name}.ndjson`), 'utf8')
    .split('\n')
    .filter(Boolean)

/** Rows of the verdicts: a code, or "the same" as in the row above, then countries with a count where it is not one. */
function verdictsIn(page: string): string[] {
  let code = ''
  return page.split('\n').flatMap(line => {
    const cell = /^\| (?:`(?<code>[a-z-]+)`|the same), (?<hosts>[^|]+) \|/.exec(line)?.groups
    if (cell === undefined) return []
    code = cell.code ?? code
    const each = cell.hosts!.includes('twice each') ? 2 : 1
    return [...cell.hosts!.matchAll(/\b([A-Z]{3})\b(?: \((\d)\)| (twice))?/g)].flatMap(([, host, count, twice]) =>
      Array.from({ length: Number(count ?? (twice ? 2 : each)) }, () => `${host} ${code}`),
    )
  })
}

t.test('the README of the dossiers has a verdict on every anomaly that is found in them, and on no other', async t => {
  const { app } = await build(t)
  const lines = ['sahel', 'world'].flatMap(linesOf)
  const published = (line: string) => (JSON.parse(line) as { claim: { publishedOn: string } }).claim.publishedOn
  const ordered = lines.map(line => [published(line), line] as const).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const imported = await app.inject({
    method: 'POST',
    url: '/v1/imports?backfill=true&report=refused',
    headers: { 'content-type': 'application/x-ndjson' },
    payload: ordered.map(([, line]) => `${line}\n`).join(''),
  })
  t.match(JSON.parse(imported.payload.trim().split('\n').at(-1)!), { summary: { appended: lines.length } })
  const reply = await app.inject({ url: '/v1/anomalies' })
  const { anomalies } = JSON.parse(reply.payload) as { anomalies: Anomaly[] }
  const found = anomalies.map(({ country, code }) => `${country} ${code}`).sort()
  t.ok(found.length > 0)
  t.same(verdictsIn(readFileSync(join(root, 'dossiers/README.md'), 'utf8')).sort(), found)
})

t.test('the claims of a dossier are listed by source, those from memory first', async t => {
  const list = (...args: string[]) =>
    spawnSync(process.execPath, [join(root, 'bin/claims-by-source.mjs'), ...args], { encoding: 'utf8', cwd: root })
  const claims = linesOf('world')
  const { status, stdout } = list('dossiers/world.ndjson')
  t.equal(status, 0)
  t.equal(stdout.split('\n').filter(line => line.startsWith('  ')).length, claims.length, 'each once')
  const marks = list('dossiers/world.ndjson', 'un-treaty-series').stdout.match(/^ {2}\w+/gm)!
  t.same(marks, [...marks].sort(), 'memory before page')
  t.ok(new Set(marks).size === 2)
  t.equal(list('dossiers/world.ndjson', 'nobody').status, 1)
  t.equal(list().status, 2)
})
