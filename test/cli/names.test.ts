import { join } from 'node:path'
import t from 'tap'
import { build } from '../support/build.js'
import { load, run } from './support.js'

t.setTimeout(290_000)

t.test('a command takes a country and a partner by name, and says what may have been meant', async t => {
  const path = join(t.testdir(), 'data')
  await load(t, path)
  const store = ['--store', `sqlite:${path}`]
  t.match(await run(t, ['state', 'Niger', '--at', '2024-04-12', ...store]), { code: 0, out: /^Niger on 2024-04-12/ })
  t.match(await run(t, ['explain', 'Niger', '--partner', 'Russia', '--at', '2024-04-12', ...store]), {
    code: 0,
    out: /^Niger on 2024-04-12: security/,
  })
  t.match(await run(t, ['state', 'Nigr', ...store]), { code: 2, out: '', err: /Nigr: .*did you mean NER \(Niger\)/ })
  t.match(await run(t, ['state', 'Congo', ...store]), { code: 2, err: /COD \(.*\) or COG/ })
  t.match(await run(t, ['state', 'XQZ', ...store]), { code: 2, out: '' })
})

t.test('a path that is no code is answered 404, with the code that was meant', async t => {
  const { app } = await build(t)
  for (const [path, meant] of [
    ['/v1/countries/Niger', /did you mean NER \(Niger\)/],
    ['/v1/countries/ner', /did you mean NER \(Niger\)/],
    ['/v1/countries/NG/explanation?partner=RUS', /did you mean NGA \(Nigeria\)/],
    ['/v1/countries/Korea/timeline', /did you mean KOR \(South Korea\) or PRK/],
    ['/v1/countries/XQZ/history?from=2024-01-01&to=2024-02-01&step=month', /not the code of a known state/],
  ] as const) {
    const reply = await app.inject({ url: path })
    t.equal(reply.statusCode, 404, path)
    t.match(reply.json(), { code: 'unknown-country', detail: meant })
  }
})
