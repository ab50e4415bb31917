import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { policyV1 } from '../../projections/policy/v1.js'
import type { Sensitivity, TurnedNumber } from '../../src/questions/sensitivity.js'
import { hashOf } from '../../src/state/reading.js'
import { root } from '../support/dossier.js'
import { load, run } from './support.js'

t.setTimeout(300_000)

const page = readFileSync(join(root, 'docs', 'model.md'), 'utf8')
const section = /<!-- sensitivity -->\n([\s\S]*?)<!-- end of sensitivity -->/.exec(page)?.[1] ?? ''
const rows = section.split('\n').flatMap(line => {
  const cells = line.split('|').map(cell => cell.trim())
  return /^[a-z]\w*(\.[\w-]+)+$/.test(cells[1] ?? '') ? [cells.slice(1, -1)] : []
})

t.test(
  'docs/model.md tells of this policy which numbers decide most: entente sensitivity --write docs/model.md',
  async t => {
    t.ok(section.includes(hashOf(policyV1).slice(0, 12)), 'the policy as it is now')
    t.ok(rows.length >= 10, `${rows.length} numbers`)
    const some = rows.slice(0, 3).map(([number]) => number!)
    const found = await run(t, ['sensitivity', '--json', '--number', ...some])
    t.equal(found.code, 0, 'every labelled date holds as it is')
    const { numbers, failing, labels } = JSON.parse(found.out) as Sensitivity
    t.same(failing, [])
    t.match(section, `${labels} labelled dates`)
    for (const { number, value, less, more } of numbers) {
      const row = rows.find(([name]) => name === number)!
      const flips = [...new Set([...(less?.flips ?? []), ...(more?.flips ?? [])])]
      const told = [number, String(value), count(less), count(more), `${Math.round((flips.length / labels) * 100)} %`]
      t.same(row, [...told, flips.join(', ') || '-'], number)
    }
  },
)

function count(turn: TurnedNumber['less']): string {
  return turn === null ? '-' : String(turn.flips.length)
}

t.test('the page of the command: 80 columns, and what is wrong is said', async t => {
  const found = await run(t, ['sensitivity', '--number', 'decision.threshold', 'decision.settledAfterDays'])
  t.match(found, { code: 0, out: /2 numbers of policy v1, each turned by 50 %[\s\S]*decision\.threshold +0\.25/ })
  t.ok(
    found.out.split('\n').every(line => line.length <= 80),
    found.out,
  )
  t.match(await run(t, ['sensitivity', '--number', 'decision.thresold']), {
    code: 2,
    err: /no number decision.thresold/,
  })
  t.match(await run(t, ['sensitivity', '--by', '2']), { code: 2, err: /--by/ })
  t.match(await run(t, ['sensitivity', '--policy', 'v9']), { code: 2, err: /v1, structure, events/ })
  t.match(await run(t, ['sensitivity', '--labels', 'x.json']), { code: 2, err: /--store go together/ })
})

t.test('labelled dates of one’s own about a store of one’s own', async t => {
  const folder = t.testdir()
  const store = `sqlite:${join(folder, 'data')}`
  await load(t, join(folder, 'data'))
  const labels = join(folder, 'labels.json')
  const write = (...all: readonly object[]) => writeFileSync(labels, JSON.stringify(all))
  const niger = { dossier: 'mine', country: 'NER', at: '2024-04-12', why: 'the founding question' }
  const args = ['sensitivity', '--labels', labels, '--store', store, '--number', 'decision.threshold']
  write({ ...niger, holds: ['RUS', 'USA'] })
  t.match(await run(t, args), { code: 0, out: /1 labelled date/ })
  write({ ...niger, single: 'FRA' })
  t.match(await run(t, args), { code: 1, out: /NER 2024-04-12 does not hold as it is: single FRA/ })
  write(niger)
  t.match(await run(t, args), { code: 3, err: /says nothing of the day/ })
  write({ ...niger, country: 'JPN', nobody: true })
  t.match(await run(t, args), { code: 3, err: /JPN/ })
})
