import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { canonicalBody, parseEvent } from '../../events/parse.js'
import { trainers } from '../support/build.js'
import { dossierText } from '../support/dossier.js'
import { load, run, running } from './support.js'

t.setTimeout(300_000)

const directory = t.testdir()
const loaded = join(directory, 'loaded')
const DATES = ['2023-07-25', '2024-04-12', '2024-10-01']

await load(t, loaded)

/** Answers of a service on a store, in the order of DATES, each as known on its own date. */
async function answers(t: Test, store: string): Promise<string[]> {
  const service = await running(t, ['serve', '--store', store, '--port', '0'])
  const ask = async (at: string) => (await fetch(`${service.url}/v1/countries/NER?at=${at}&asKnownAt=${at}`)).text()
  const told = [await ask(DATES[0]!), await ask(DATES[1]!), await ask(DATES[2]!)]
  for (const text of told) t.match(text, /^\{"country":"NER"/)
  t.equal(await service.stop(), 0)
  return told
}

/** The event of a line as it is stored: absent and null are the same, and key order does not count. */
function normalised(line: string): string {
  const parsed = parseEvent(JSON.parse(line))
  if (!parsed.ok) throw new Error(`${line}: ${parsed.faults[0]!.message}`)
  return `${parsed.event.id} ${canonicalBody(parsed.event)}`
}

t.test('what was exported and imported again answers the same, at every state of knowledge', async t => {
  const file = join(directory, 'export.ndjson')
  const from = `sqlite:${loaded}`
  t.match(await run(t, ['export', '--to', file, '--store', from]), { code: 0, out: '', err: /855 events .*--backfill/ })
  const text = readFileSync(file, 'utf8')
  const [exported, shipped] = [text, dossierText()].map(lines => lines.trim().split('\n').map(normalised))
  t.equal(exported!.length, shipped!.length)
  t.same(
    exported!.filter((line, i) => line !== shipped![i]),
    [],
    'nothing is lost or added',
  )
  const again = join(directory, 'again')
  const imported = await run(t, ['import', file, '--backfill', '--store', `sqlite:${again}`])
  t.match(imported, { code: 0, out: /^855 lines: 855 appended, 0 on record already, 0 refused/ })
  const expected = await answers(t, from)
  t.same(await answers(t, `sqlite:${again}`), expected)
  const short = join(directory, 'short.ndjson')
  const later = text
    .trim()
    .split('\n')
    .findIndex(line => line.includes('"publishedOn":"2024-'))
  t.ok(later > 0)
  writeFileSync(short, text.split('\n').slice(0, later).join('\n'))
  await run(t, ['import', short, '--backfill', '--store', `sqlite:${join(directory, 'short')}`])
  t.strictNotSame(
    await answers(t, `sqlite:${join(directory, 'short')}`),
    expected,
    'control: fewer events answer otherwise',
  )

  t.match(await run(t, ['export', '--to', file, '--store', from]), { code: 2, err: /is there already/ })
  t.equal(readFileSync(file, 'utf8'), text, 'nothing is overwritten')
  t.equal((await run(t, ['export', '--store', from])).out, text, 'standard output gets the same')
  const service = await running(t, ['serve', '--store', from, '--port', '0'])
  t.equal((await run(t, ['export', '--url', service.url])).out, text, 'and a service exports the same')
  t.equal(await service.stop(), 0)

  const copied = `sqlite:${join(directory, 'copied')}`
  t.match(await run(t, ['copy', '--from', from, '--to', copied]), {
    code: 0,
    out: /855 events copied and compared, 0 /,
  })
  t.match(await run(t, ['copy', '--from', from, '--to', copied]), { code: 0, out: /, 855 were there already/ })
  t.same(await answers(t, copied), expected, 'a copy answers the same')
  const other = `sqlite:${join(directory, 'other')}`
  await run(t, ['import', '-', '--store', other], { input: `${JSON.stringify(trainers())}\n` })
  t.match(await run(t, ['copy', '--from', from, '--to', other]), { code: 1, out: /^differs at event 0/ })
})

t.test('an import names the lines that it refuses and stores the others once', async t => {
  const { effectiveOn: _, ...event } = trainers({ id: '0192f000-0000-7000-8000-000000000001' })
  const lines = [JSON.stringify(event), '{"type":"Nothing"}', 'nonsense', JSON.stringify({ ...event, note: 'other' })]
  const input = `${lines.join('\n')}\n`
  const expected = {
    code: 3,
    out: /^4 lines: 1 appended, 0 on record already, 3 refused/,
    err: /^line 2: [^\n]*\nline 3: [^\n]*JSON[^\n]*\nline 4: the id holds another event\n$/,
  }
  const store = `sqlite:${join(directory, 'refusing')}`
  t.match(await run(t, ['import', '-', '--store', store], { input }), expected)
  const service = await running(t, ['serve', '--store', 'memory:', '--port', '0'])
  t.match(await run(t, ['import', '-', '--url', service.url], { input }), expected, 'a service tells the same')

  const repeat = ['import', '-', '--json'] as const
  const here = await run(t, [...repeat, '--store', store], { input })
  const there = await run(t, [...repeat, '--url', service.url], { input })
  t.equal(here.code, 3)
  const withoutTime = (text: string) => text.replace(/"recordedAt":"[^"]*"/g, '')
  t.equal(withoutTime(here.out), withoutTime(there.out), '--json is what the API answers')
  t.match(here.out, /^\{"line":1,.*"duplicate".*\n\{"line":2,"outcome":"refused".*\n.*\n.*\n\{"summary":/)

  const behind = JSON.stringify({ ...event, id: undefined, claim: { ...(event.claim as object), publishedOn: '2001' } })
  for (const where of [
    ['--store', store],
    ['--url', service.url],
  ]) {
    const stopped = await run(t, ['import', '-', '--backfill', ...where], { input: `${behind}\n` })
    t.match(stopped, { code: 3 }, where[0]!)
    t.match(stopped.out + stopped.err, /line 1\b.*behind/i, where[0]!)
  }

  const many = Array.from({ length: 20_000 }, () => JSON.stringify(trainers())).join('\n')
  const long = await run(t, ['import', '-', '--json', '--new-ids', '--url', service.url], { input: many })
  t.equal(long.code, 0, long.err)
  t.match(long.out.slice(-200), /"summary":\{"lines":20000,"appended":20000,"duplicate":0,"refused":0/)
  t.equal(long.out.split('\n').length, 20_002, 'answers of more than a buffer are read while lines are sent')
  t.equal(await service.stop(), 0)
})

t.test('no half of an export is left behind', async t => {
  const file = join(directory, 'none.ndjson')
  const failed = await run(t, ['export', '--to', file, '--url', 'http://127.0.0.1:1'])
  t.equal(failed.code, 4)
  t.notOk(existsSync(file) || existsSync(`${file}.part`))
})
