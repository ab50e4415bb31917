import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { root } from '../support/dossier.js'
import { run, running } from './support.js'

t.setTimeout(290_000)

const table = (name: string) => join(root, 'test/fixtures/tables', name)

t.test('a table of GDELT becomes leads beside the store, one of them an event, one put away', async t => {
  const directory = t.testdir()
  const store = ['--store', `sqlite:${join(directory, 'data')}`]
  const taken = await run(t, ['leads', 'import', table('gdelt2.tsv'), ...store])
  t.match(taken, {
    code: 0,
    out: /^15 rows read: 7 new leads, 4 more of a lead, 0 known, 0 revised, 4 left out, 0 refused/,
  })
  t.match(taken.out, / 1: dated more than 60 days before its article \(first in line 6\)/)
  t.match(await run(t, ['leads', 'import', '-', ...store], { input: readFileSync(table('gdelt2.tsv'), 'utf8') }), {
    code: 0,
    out: /0 new leads, 0 more of a lead, 11 known/,
  })
  const listed = await run(t, ['leads', 'list', ...store, '--country', 'Niger', '--partner', 'Russia'])
  t.match(listed, {
    code: 0,
    out: /2024-04-10\/2024-04-12 +Niger, Russian Federation +ArmsDelivered\n +gdelt2-900000001 +3 sources, 4 rows/,
  })
  t.match(await run(t, ['leads', 'show', 'gdelt2-900000005', ...store]), {
    out: /to be said: \/data\/extent is required/,
  })
  t.match(await run(t, ['leads', 'promote', 'gdelt2-900000005', ...store]), {
    code: 3,
    err: /\/data\/extent: is required/,
  })
  const more = join(directory, 'more.json')
  writeFileSync(more, JSON.stringify({ data: { extent: 'complete' } }))
  t.match(await run(t, ['leads', 'promote', 'gdelt2-900000005', '--with', more, '--dry-run', ...store]), {
    code: 0,
    out: /would be recorded/,
  })
  t.match(await run(t, ['leads', 'promote', 'gdelt2-900000005', '--with', more, ...store]), {
    code: 0,
    out: /^recorded: /,
  })
  t.match(await run(t, ['leads', 'promote', 'gdelt2-900000005', ...store]), { code: 0, out: /on record already/ })
  t.match(await run(t, ['timeline', 'NER', ...store]), { code: 0, out: /2024-03-16 +forces withdrawn +USA +gdelt D6/ })
  t.match(await run(t, ['leads', 'dismiss', 'gdelt2-900000010', '--reason', 'not military', ...store]), { code: 0 })
  t.match(await run(t, ['leads', 'list', '--status', 'dismissed', ...store]), {
    out: /gdelt2-900000010[\s\S]*5 open, 1 promoted, 1 dismissed/,
  })
  t.match(await run(t, ['leads', 'dismiss', 'gdelt2-900000010', '--undo', ...store]), { out: /is open/ })
  t.match(await run(t, ['leads', 'show', 'gdelt2-7', ...store]), { code: 2, err: /No such lead/ })
})

t.test('the same with a running service', async t => {
  const directory = t.testdir()
  const { url, stop } = await running(t, [
    'serve',
    '--port',
    '0',
    '--store',
    'memory:',
    '--leads',
    join(directory, 'leads'),
  ])
  const at = ['--url', url]
  t.match(await run(t, ['leads', 'import', table('icews.tab'), ...at]), { code: 0, out: /^8 rows read: 5 new leads/ })
  t.match(await run(t, ['leads', 'import', table('polecat.tsv'), ...at]), { code: 3, err: /line 7: has 41 cells/ })
  const basing = [join(root, 'docs/examples/basing.csv'), '--map', join(root, 'docs/examples/basing.map.json')]
  t.match(await run(t, ['leads', 'import', ...basing, ...at]), { code: 0, out: /6 new leads/ })
  t.match(await run(t, ['leads', 'list', '--min-sources', '3', ...at]), { out: /icews-1001-20180601/ })
  t.match(await run(t, ['leads', 'promote', 'icews-1005-20180601', ...at]), { code: 0, out: /^recorded: / })
  t.match(JSON.parse((await run(t, ['leads', 'list', '--json', '--status', 'promoted', ...at])).out), {
    leads: [{ leadId: 'icews-1005-20180601', status: 'promoted' }],
  })
  t.equal(await stop(), 0)
  t.match(await run(t, ['leads', 'list', '--leads', join(directory, 'leads')]), { out: /1 promoted/ }, 'they are kept')
})

t.test('what is wrong with a table or its options is said', async t => {
  const directory = t.testdir({ 'a.csv': 'a,b\n1,2\n' })
  const here = ['--leads', join(directory, 'leads')]
  const taken = (...args: string[]) => run(t, ['leads', 'import', ...args, ...here])
  t.match(await taken(join(directory, 'a.csv')), { code: 3, err: /columns of no table that is known: a, b/ })
  t.match(await taken(join(directory, 'none.csv')), { code: 2, err: /cannot be read \(ENOENT\)/ })
  t.match(await taken(table('gdelt2.tsv'), '--format', 'csv'), { code: 2, err: /needs a mapping/ })
  t.match(await taken(table('gdelt2.tsv'), '--format', 'gdelt'), { code: 2, err: /one of gdelt1, gdelt2/ })
  t.match(await taken(table('gdelt2.tsv'), '--format', 'icews'), { code: 3, err: /no table of icews: Event ID/ })
  t.match(await run(t, ['leads', 'list', '--store', 'memory:']), { code: 2, err: /name one with --leads/ })
  t.match(await run(t, ['import', table('gdelt2.tsv'), '--store', `sqlite:${join(directory, 'data')}`]), {
    code: 2,
    err: /is a table \(TSV\) of GDELT 2\.0 Event Database: its rows are leads, not events.*entente leads import/,
  })
})
