import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import t from 'tap'
import { trainers } from '../support/build.js'
import { root } from '../support/dossier.js'
import { run } from './support.js'

t.setTimeout(290_000)

const coups = join(root, 'test/fixtures/tables/coups.tsv')

t.test('a table becomes events and a report, and the events become a record', async t => {
  const directory = t.testdir()
  const store = `sqlite:${join(directory, 'store')}`
  const file = join(directory, 'events.ndjson')
  const made = await run(t, ['convert', '--from', 'powell-thyne', coups, '--output', file])
  t.match(made, { code: 0, out: '' })
  t.match(made.err, /^7 rows read, 4 converted to 4 events, 3 left out\n/)
  t.match(made.err, /left out 1: coup is neither 1 \(failed\) nor 2 \(succeeded\) \(line 9\)/)
  const printed = await run(t, ['convert', '-'], { input: readFileSync(coups, 'utf8') })
  t.equal(printed.out, readFileSync(file, 'utf8'), 'the columns say which data set it is')
  const loaded = await run(t, ['import', file, '--store', store])
  t.match(loaded, { code: 0, out: /4 appended, 0 on record already, 0 refused/ })
  const again = await run(t, ['import', file, '--store', store])
  t.match(again, { code: 0, out: /0 appended, 4 on record already/ })
  const newer = join(directory, 'newer.tsv')
  writeFileSync(newer, readFileSync(coups, 'utf8').replace('2023\t6\t26', '2023\t7\t26').replaceAll('.09.08', '.12.01'))
  const changed = await run(t, ['convert', newer, '--previous', coups, '--output', join(directory, 'changes.ndjson')])
  t.match(changed, { code: 0, err: /against the earlier table: 0 new, 1 corrected, 0 retracted, 3 as before\n$/ })
  const corrected = await run(t, ['import', join(directory, 'changes.ndjson'), '--store', store])
  t.match(corrected, { code: 0, out: /1 appended, 0 on record already, 0 refused/ })
  t.match(await run(t, ['convert', coups, '--output', file]), { code: 2, err: /EEXIST.*does not exist yet/ })
})

t.test('import says what it was given, and what to do with what it does not take', async t => {
  const directory = t.testdir()
  const store = `sqlite:${join(directory, 'store')}`
  const given = async (name: string, content: string | Buffer) => {
    writeFileSync(join(directory, name), content)
    return run(t, ['import', join(directory, name), '--store', store])
  }
  const event = JSON.stringify(trainers())
  const other = JSON.stringify(trainers({ note: 'other' }))
  t.match(await given('a.ndjson', `\ufeff\r\n${event}\r\n\r\n`), { code: 0, out: /1 appended/ })
  t.match(await given('b.json', `\ufeff [\n ${event},\n ${other}\n]`), {
    code: 0,
    out: /2 lines: 1 appended, 1 on record/,
  })
  t.match(await given('c.json', `[${event}`), { code: 2, err: /no JSON array/ })
  t.match(await given('d.ndjson', 'nonsense\n'), { code: 3, err: /line 1/ })
  t.match(await given('e.csv', 'host,sponsor\nNER,RUS\n'), {
    code: 2,
    err: /is a table \(CSV\), not events: .*entente convert/,
  })
  t.match(await given('f.csv', '"host"\t"sponsor"\n'), { code: 2, err: /is a table \(TSV\)/ })
  const arms = join(root, 'test/fixtures/tables/arms.csv')
  t.match(await run(t, ['import', arms, '--store', store]), {
    code: 2,
    err: /SIPRI Arms Transfers.*entente convert --from sipri /,
  })
  t.match(await run(t, ['convert', arms]), { code: 0, err: /^7 rows read, 5 converted to 9 events, 2 left out\n/ })
  t.match(await run(t, ['import', coups, '--store', store]), {
    code: 2,
    err: /Powell and Thyne.*entente convert --from powell-thyne .*coups\.tsv/,
  })
  t.match(await given('g.xlsx', Buffer.from('PK\u0003\u0004rest')), { code: 2, err: /XLSX workbook.*as CSV \(UTF-8\)/ })
  t.match(await given('h.csv', Buffer.from('\ufeffa,b\n', 'utf16le')), { code: 2, err: /UTF-16.*UTF-8/ })
  t.match(await given('i.gz', gzipSync('x')), { code: 2, err: /gzip.*gunzip/ })
})

t.test('convert names what is wrong with a table in one line', async t => {
  const table: [string[], string, RegExp][] = [
    [['--from', 'nothing'], 'a,b\n1,2\n', /--from: one of powell-thyne/],
    [['--from', 'atop'], 'ccode1,ccode2,styear\n1,2,3\n', /lacks the columns endyear, atop_defense/],
    [[], 'a,b\n1,2\n', /columns of no data set that is known/],
    [[], '{"type":"CoupOccurred"}\n', /is no table/],
    [['--from', 'atop'], 'a,b\n1,2,3\n', /line 2/],
    [[], 'PK\u0003\u0004', /XLSX/],
  ]
  for (const [options, input, why] of table) {
    const ended = await run(t, ['convert', '-', ...options], { input })
    t.match(ended, { code: 2, out: '' }, input)
    t.match(ended.err, why)
    t.match(ended.err, /^entente: [^\n]+\n$/)
  }
})
