import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { ask, buildWithDossier, root } from '../support/dossier.js'

/** The scripts of docs/examples, where what they are written for is installed: they read the panel as it is meant. */
t.setTimeout(300_000)

interface Row {
  readonly iso3_host: string
  readonly iso3_partner: string
  readonly year: number
  readonly security: number | null
  readonly primary_security: string | null
}

const READERS = [
  { name: 'pandas', commands: ['python3', '/usr/bin/python3'], check: ['-c', 'import pandas'], script: 'panel.py' },
  { name: 'R', commands: ['Rscript'], check: ['--version'], script: 'panel.R' },
] as const

for (const { name, commands, check, script } of READERS) {
  const command = commands.find(one => spawnSync(one, check).status === 0) ?? ''
  const skip = command === '' ? `${name} is not installed` : false
  t.test(`${name} reads from the panel what the service says`, { skip }, async t => {
    const { app } = await buildWithDossier(t)
    const question = '/v1/panel?from=2013&to=2025&step=year'
    const { rows } = await ask<{ rows: Row[] }>(app, question)
    const path = join(t.testdir(), 'panel.csv')
    writeFileSync(path, (await app.inject(`${question}&format=csv`)).payload)
    const { status, stdout, stderr } = spawnSync(command, [join(root, 'docs', 'examples', script), path], {
      encoding: 'utf8',
    })
    t.equal(status, 0, stderr)
    const told = stdout.split('\n').flatMap(line => (line.trim() === '' ? [] : line.trim()))
    t.same(told, expected(rows))
    t.ok(told.length > 20, `${told.length} lines`)
  })
}

function expected(rows: readonly Row[]): string[] {
  const scored = rows.flatMap(({ security }) => (security === null ? [] : security))
  const leads = new Map<string, number>()
  for (const { year, iso3_partner: partner, primary_security: primary } of rows) {
    if (partner === primary) leads.set(`${year} ${partner}`, (leads.get(`${year} ${partner}`) ?? 0) + 1)
  }
  return [
    `rows ${rows.length}`,
    `hosts ${new Set(rows.map(one => one.iso3_host)).size}`,
    `partners ${new Set(rows.map(one => one.iso3_partner)).size}`,
    `scored ${scored.length}`,
    `absent ${rows.length - scored.length}`,
    `sum ${scored.reduce((sum, score) => sum + score, 0).toFixed(4)}`,
    'leads',
    ...[...leads].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => `${name} ${count}`),
  ]
}
