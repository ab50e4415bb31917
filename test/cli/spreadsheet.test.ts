import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { z } from 'zod'
import { mappingSchema } from '../../src/importers/mapping.js'
import { root } from '../support/dossier.js'
import { argumentsOf } from '../support/service.js'
import { run } from './support.js'

t.setTimeout(290_000)

const page = readFileSync(join(root, 'docs/spreadsheet.md'), 'utf8')
const blocks = [...page.matchAll(/```(sh)?\n([\s\S]*?)```/g)].map(([, language, text]) => ({ language, text: text! }))

t.test('the page that goes from a spreadsheet to the map does what it says', async t => {
  const directory = t.testdir()
  const cli = argumentsOf('../../src/cli.js')
    .map(one => `"${one}"`)
    .join(' ')
  const sh = async (code: string) => {
    const script = code
      .replaceAll('npx entente', `"${process.execPath}" ${cli}`)
      .replaceAll('docs/', `${join(root, 'docs')}/`)
    const env = { ...process.env, ENTENTE_STORE: `sqlite:${join(directory, 'data')}` }
    return promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], { cwd: directory, env })
  }
  const [sample, convert, report, load] = blocks
  t.ok(readFileSync(join(root, 'docs/examples/basing.csv'), 'utf8').startsWith(sample!.text))
  t.equal((await sh(convert!.text)).stderr, report!.text)
  const { stdout } = await sh(load!.text)
  t.match(stdout, /6 lines: 6 appended, 0 on record already, 0 refused/)
  t.match(stdout, /Djibouti on 2020-01-01/)
  t.match(stdout, /United States/)
  t.match(stdout, /China/)
  t.match((await sh(load!.text.split('\n')[0]!)).stdout, /0 appended, 6 on record already/)
  t.equal(blocks.length, 4, 'no block is left out')
})

t.test('the schema of a mapping that is published is the one that is used', t => {
  const published = JSON.parse(readFileSync(join(root, 'docs/map.schema.json'), 'utf8'))
  const used = z.toJSONSchema(mappingSchema, { io: 'input' })
  t.strictSame(published, JSON.parse(JSON.stringify(used)))
  t.end()
})

t.test('a mapping that is wrong is told by the path in it, and by the column', async t => {
  const csv = 'Host,Since\nNiger,2020\n'
  const good = {
    name: 'x',
    key: ['Host'],
    claim: { sourceId: 'x', reliability: 'C', credibility: 3, modality: 'asserted' },
    events: [
      {
        type: 'ContextNoted',
        fields: {
          country: { column: 'Host', as: 'country' },
          occurredOn: { column: 'Since' },
          'data.content': { constant: 'x' },
        },
      },
    ],
  }
  const fields = good.events[0]!.fields
  const of = (changes: object) => ({ ...good, events: [{ type: 'ContextNoted', fields: { ...fields, ...changes } }] })
  const table: [unknown, number, RegExp][] = [
    [good, 0, /1 row read, 1 converted to 1 event, 0 left out/],
    [{ ...good, key: ['Hst'] }, 2, /key: the table has no column "Hst"; it has Host, Since/],
    [of({ note: { column: 'Notes' } }), 2, /events\.0\.fields\.note: the table has no column "Notes"/],
    [of({ note: {} }), 2, /events\.0\.fields\.note: needs one of column, constant and join/],
    [{ ...good, events: [{ type: 'Nothing', fields }] }, 2, /events\.0\.type: is no type of event/],
    [{ ...good, claim: { ...good.claim, credibility: 9 } }, 2, /claim\.credibility/],
    [of({ id: { constant: 'x' } }), 2, /must be the path of a field/],
    [
      of({ occurredOn: { column: 'Host' } }),
      0,
      /left out 1: column "Host" for occurredOn: .*calendar date.* \(line 2\)/,
    ],
    [of({ 'data.kind': { column: 'Since' } }), 0, /left out 1: column "Since" for data\.kind/],
    [of({ country: { column: 'Since', as: 'country' } }), 0, /column "Since" for country: no country is called "2020"/],
    [of({ country: { constant: 'XXX' } }), 0, /country: no state has the code XXX/],
  ]
  const directory = t.testdir({ 'table.csv': csv })
  for (const [mapping, code, why] of table) {
    const ended = await run(t, ['convert', '--map', '-', join(directory, 'table.csv')], {
      input: JSON.stringify(mapping),
    })
    t.equal(ended.code, code, ended.err)
    t.match(ended.err, why)
  }
  t.match(await run(t, ['convert', '--map', 'x', '--from', 'atop', join(directory, 'table.csv')]), {
    code: 2,
    err: /not both/,
  })
  t.match(await run(t, ['convert', '--map', '-', join(directory, 'table.csv')], { input: '{' }), {
    code: 2,
    err: /no JSON/,
  })
})
