import { join } from 'node:path'
import t from 'tap'
import { dossier, run, running } from './support.js'

t.setTimeout(300_000)

const ESCAPE = '\u001b'

const WIDE = { COLUMNS: '100' }

t.test('the demo shows three dates, answers, and stays up until SIGTERM', async t => {
  const store = `sqlite:${join(t.testdir(), 'demo')}`
  const demo = await running(t, ['demo', '--store', store, '--port', '0'], { env: WIDE })
  const page = demo.out()

  t.match(page, /2362 claims with their sources \(dossiers: sahel, world\) are loaded/)
  for (const date of ['2023-07-25', '2024-04-12', '2024-10-01']) t.match(page, `Niger on ${date}`)
  const april = page.slice(page.indexOf('Niger on 2024-04-12'), page.indexOf('Niger on 2024-10-01'))
  t.match(april, /Security +contested since \d{4}/)
  t.match(april, /In contention +Russian Federation, .*United States/)
  t.match(april, /Disputed +United States/)
  t.match(april, /Allies .*Burkina Faso, Mali/)
  t.match(april, /^Russian Federation +provider +\+0\.\d\d +\+0\.\d\d … \+0\.\d\d .*━?●/m)
  t.match(april, /^United States +garrison +\d+ .*no legal basis/m)
  t.match(april, /Why\nRussian Federation \+0\.\d\d\n {2}\+0\.\d\d {2}\S.*\n.*graded [A-F][1-6]\)\n +https?:\/\//)
  const wide = page.split('\n').filter(line => line.length > 100 && !line.includes(demo.url) && !line.includes(store))
  t.same(wide, [], 'a hundred columns at most')
  t.notMatch(page, ESCAPE, 'no colours where there is no terminal')

  const curls = [...page.matchAll(/(?:curl -s '|^See .* at )(http[^'\s]+)/gm)].map(([, url]) => url!)
  t.ok(curls.length >= 5)
  for (const url of curls) t.equal((await fetch(url)).status, 200, url)

  await t.test('--json is what the API answers, to the byte, from the store and from the service', async t => {
    const questions: [string[], string][] = [
      [['state', 'ner', '--at', '2024-04-12'], '/v1/countries/NER?at=2024-04-12'],
      [
        ['state', 'MLI', '--at', '2022-01-01', '--as-known-at', '2022-06-01T00:00:00Z'],
        '/v1/countries/MLI?at=2022-01-01&asKnownAt=2022-06-01T00:00:00Z',
      ],
      [
        ['explain', 'NER', '--partner', 'usa', '--dimension', 'diplomatic', '--at', '2024-04-12'],
        '/v1/countries/NER/explanation?partner=USA&dimension=diplomatic&at=2024-04-12',
      ],
    ]
    for (const [args, path] of questions) {
      const expected = await (await fetch(demo.url + path)).text()
      t.match(expected, /"basis"/)
      // Opening the store takes most of the time: two ways in are enough.
      if (!path.startsWith('/v1/countries/NER?'))
        t.same(
          await run(t, [...args, '--json', '--store', store]),
          { code: 0, out: expected, err: '' },
          `store: ${path}`,
        )
      t.same(await run(t, [...args, '--json', '--url', demo.url]), { code: 0, out: expected, err: '' }, `url: ${path}`)
    }
  })

  await t.test('the page of one question is the page of the demo', async t => {
    const state = await run(t, ['state', 'NER', '--at', '2024-04-12', '--url', demo.url], { env: WIDE })
    t.equal(state.code, 0)
    t.equal(state.out.trim(), april.trim())
    const past = await run(t, ['state', 'NER', '--at', '2023-08-10', '--as-known-at', '2023-08-25', '--url', demo.url])
    t.match(past, { code: 0, out: /Niger on 2023-08-10, as known at 2023-08-25/ })
    const why = await run(t, ['explain', 'NER', '--partner', 'USA', '--at', '2024-04-12', '--url', demo.url])
    t.match(why, { code: 0, out: /notice by host, 2024-03-16[\s\S]*https:\/\// })
    const sums = [...why.out.matchAll(/^ {2}([+−])(\d\.\d\d) /gm)].map(([, s, n]) => (s === '−' ? -1 : 1) * Number(n))
    const told = /^United States ([+−])(\d\.\d\d)$/m.exec(why.out)!
    const score = (told[1] === '−' ? -1 : 1) * Number(told[2])
    t.ok(Math.abs(sums.reduce((a, b) => a + b, 0) - score) <= 0.005 * (sums.length + 1), 'drivers sum to the score')
  })

  await t.test(
    'a store that is written to and a port that is taken end with 4 and a line that says what to do',
    async t => {
      const locked = await run(t, ['demo', '--store', store, '--port', '0'])
      t.match(locked, { code: 4, out: '', err: /^entente: .*has a writer already.*--url.*\n$/ })
      const port = new URL(demo.url).port
      const taken = await run(t, ['demo', '--store', 'memory:'], { env: { ENTENTE_PORT: port } })
      t.match(taken, { code: 4, err: new RegExp(`^entente: port ${port} .*--port or ENTENTE_PORT.*\n$`) })
    },
  )

  t.equal((await fetch(`${demo.url}/health/ready`)).status, 200, 'it is still up')
  t.equal(await demo.stop(), 0)
  const again = await running(t, ['demo', '--port', '0'], { env: { ENTENTE_STORE: store } })
  t.match(again.out(), /2362 claims with their sources \(dossiers: sahel, world\) were there already/)
  t.equal(await again.stop(), 0)
})

t.test('after the demo a command that names no store reads its record, and says so', async t => {
  const cwd = t.testdir()
  const nothing = await run(t, ['state', 'MLI', '--at', '2022-05-03'], { cwd })
  t.match(nothing, { code: 4, out: '' }, 'where there is no record at all it is refused')
  t.equal((await run(t, ['import', dossier, '--backfill', '--store', 'sqlite:./data/demo'], { cwd })).code, 0)
  const told = await run(t, ['state', 'MLI', '--at', '2022-05-03'], { cwd })
  t.match(told, { code: 0, out: /Mali on 2022-05-03/, err: /reading the demonstration's, sqlite:\.\/data\/demo/ })
  const named = await run(t, ['state', 'MLI', '--at', '2022-05-03', '--store', 'sqlite:./data'], { cwd })
  t.match(named, { code: 4, out: '' }, 'a store that was named is never replaced')
})
