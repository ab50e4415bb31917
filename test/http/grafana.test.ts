import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { parse } from 'yaml'
import { build, trainers } from '../support/build.js'
import { root } from '../support/dossier.js'

const NAME = /\b(?:entente|process|nodejs)_[a-z_]+/g

t.test('the dashboard and the rules ask for metrics that there are', async t => {
  const { app } = await build(t, { processMetrics: true })
  await app.inject({ method: 'POST', url: '/v1/events', payload: trainers() })
  const told = (await app.inject('/metrics')).body
  const known = new Set<string>()
  for (const [, name, kind] of told.matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
    const parts = kind === 'histogram' ? ['_bucket', '_count', '_sum'] : ['']
    for (const part of parts) known.add(name! + part)
  }
  const file = (name: string) => readFileSync(join(root, 'docs', 'grafana', name), 'utf8')
  const dashboard = JSON.parse(file('entente.json')) as { panels: { title: string; targets: { expr: string }[] }[] }
  const rules = parse(file('alerts.yml')) as { groups: { rules: { alert: string; expr: string }[] }[] }
  const asked = [
    ...dashboard.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
    ...rules.groups.flatMap(group => group.rules.map(({ alert, expr }) => [alert, expr] as const)),
  ]
  t.ok(asked.length > 15)
  for (const [name, expr] of asked) {
    const names = expr.match(NAME) ?? []
    t.ok(names.length > 0, `${name} asks for something`)
    t.same(
      names.filter(one => !known.has(one)),
      [],
      name,
    )
  }
  const own = [...known].filter(name => name.startsWith('entente_state') || name.startsWith('entente_store'))
  const text = asked.map(([, expr]) => expr).join()
  t.same(
    own.filter(name => !text.includes(name)),
    [],
    'and what tells of trouble is asked for',
  )
})
