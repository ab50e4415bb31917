import { join } from 'node:path'
import t from 'tap'
import { buildWithDossier } from '../support/dossier.js'
import { load, run } from './support.js'

t.setTimeout(300_000)

t.test('the questions of the desk from the command line: a page, and with --json what the API answers', async t => {
  const path = join(t.testdir(), 'data')
  await load(t, path)
  const store = ['--store', `sqlite:${path}`]
  const { app } = await buildWithDossier(t)
  const questions: readonly (readonly [args: readonly string[], page: RegExp, url: string])[] = [
    [
      ['diff', 'Niger', '--from', '2023-07-25', '--to', '2024-04-12'],
      /^Niger: 2023-07-25 → 2024-04-12[\s\S]*France security[\s\S]*agreements /,
      '/v1/countries/NER/diff?from=2023-07-25&to=2024-04-12',
    ],
    [
      ['footprint', 'France', '--at', '2025-12-31', '--from', '2022-01-01'],
      /^France on 2025-12-31[\s\S]*Lost since 2022-01-01[\s\S]*fra-barkhane-ner/,
      '/v1/partners/FRA/footprint?at=2025-12-31&from=2022-01-01',
    ],
    [
      ['realignments', '--country', 'Niger', '--from', '2023-01-01', '--to', '2024-12-31'],
      /2024-04-10 {2}Niger/,
      '/v1/realignments?country=NER&from=2023-01-01&to=2024-12-31',
    ],
    [
      ['policies', 'Niger', '--at', '2024-04-12'],
      /^Niger on 2024-04-12\n\n +v1 +structure +events *\nsecurity /,
      '/v1/countries/NER/policies?at=2024-04-12',
    ],
    [
      ['state', 'Niger', '--at', '2024-04-12', '--policy', 'structure'],
      /policy structure/,
      '/v1/countries/NER?at=2024-04-12&policy=structure',
    ],
    [
      ['diff', 'Niger', '--from', '2023-07-25', '--to', '2024-04-12', '--policy', 'events'],
      /policy events/,
      '/v1/countries/NER/diff?from=2023-07-25&to=2024-04-12&policy=events',
    ],
    [
      ['source', 'reuters', '--at', '2024-04-12'],
      /^reuters on 2024-04-12: \d+ claims[\s\S]*Supports[\s\S]*Would fall if it were graded D/,
      '/v1/sources/reuters?at=2024-04-12',
    ],
    [
      ['blind-spots', '--at', '2024-04-12', '--country', 'NER'],
      /On one source family\nNiger/,
      '/v1/blind-spots?at=2024-04-12&country=NER',
    ],
  ]
  for (const [args, page, url] of questions) {
    const printed = await run(t, [...args, ...store])
    t.match(printed, { code: 0, out: page }, args.join(' '))
    t.ok(
      printed.out.split('\n').every(line => line.length <= 80),
      `${args[0]} within 80 columns`,
    )
    const json = await run(t, [...args, '--json', ...store])
    t.equal(json.out.trim(), (await app.inject({ url })).payload, `${args[0]} --json`)
  }
  const panel = ['panel', '--country', 'Niger', '--from', '2020', '--to', '2024']
  const csv = await run(t, [...panel, ...store])
  t.match(csv, { code: 0, out: /^iso3_host,iso3_partner,ccode1[^\n]*\r\nNER,/ })
  t.equal(csv.out, (await app.inject({ url: '/v1/panel?country=NER&from=2020&to=2024&format=csv' })).payload)
  const families = ['--without-family', 'russian-state', 'nigerien-official']
  const supposed = await run(t, ['what-if', 'Niger', '--at', '2024-04-12', ...families, ...store])
  t.match(supposed, { code: 0, out: /^Niger: 2024-04-12/ })
  t.ok(
    supposed.out.split('\n').every(line => line.length <= 80),
    'what-if within 80 columns',
  )
  t.match(await run(t, ['diff', 'Niger', '--at', '2024-04-12', ...store]), { code: 2, out: '' })
  t.match(await run(t, ['source', 'nobody-told-us', ...store]), { code: 2, err: /nobody-told-us/ })
  t.match(await run(t, ['footprint', 'Nobody at all', ...store]), { code: 2 })
})
