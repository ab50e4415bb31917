/**
 * What the model answers for every scenario and for the dossier's checkpoints, one line each. With an earlier output as
 * argument: a table of what is answered otherwise now.
 *
 *     node build/test/scenarios/table.js > before.txt
 *     node build/test/scenarios/table.js before.txt
 */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { ask, buildWithDossier, root, type State } from '../support/dossier.js'

const HOSTS = ['BFA', 'CAF', 'CIV', 'GAB', 'MLI', 'NER', 'SEN', 'TCD']
const DATES = ['2013-06-01', '2016-06-01', '2019-06-01', '2021-01-01', '2022-06-01', '2023-07-25']
DATES.push(
  '2023-08-10',
  '2023-12-23',
  '2024-03-17',
  '2024-04-12',
  '2024-08-06',
  '2024-10-01',
  '2025-06-07',
  '2026-06-01',
)

const outcomes = (text: string) => {
  const found = new Map<string, string>()
  for (const line of text.split('\n')) {
    const colon = line.indexOf(': ')
    if (colon > 0) found.set(line.slice(0, colon), line.slice(colon + 2))
  }
  return found
}

function scenarioLines(): string[] {
  const folder = join(root, 'build', 'test', 'scenarios')
  const files = readdirSync(folder).filter(name => name.endsWith('.test.js'))
  return files.sort().flatMap(file => {
    const tap = run(join(folder, file))
    let title = ''
    return tap.split('\n').flatMap(line => {
      const subtest = /^# Subtest: (.*)$/.exec(line)
      if (subtest)
        title = subtest[1]!
          .replace(/^(.{0,12}).*?(?:(?:, as told by a source|\(sources) graded (..)\)?)?$/, '$1 $2')
          .trim()
      const found = /^ +# ([A-Z]{3} \d{4}-\d\d-\d\d): (.*)$/.exec(line)
      return found ? [`${title} ${found[1]}: ${found[2]}`] : []
    })
  })
}

function run(file: string): string {
  try {
    return execFileSync(process.execPath, [file], { encoding: 'utf8' })
  } catch (error) {
    return (error as { stdout: string }).stdout
  }
}

t.setTimeout(600_000)
t.test('the dossier', { timeout: 600_000 }, async t => {
  const { app } = await buildWithDossier(t)
  const lines = scenarioLines()
  for (const country of HOSTS) {
    for (const at of DATES)
      lines.push(`dossier ${country} ${at}: ${told(await ask(app, `/v1/countries/${country}?at=${at}`))}`)
  }
  const earlier = process.argv[2] === undefined ? null : outcomes(readFileSync(process.argv[2], 'utf8'))
  for (const line of earlier === null ? lines : changes(earlier, outcomes(lines.join('\n'))))
    process.stderr.write(`${line}\n`)
})

function told({ dimensions: { security }, partners }: State): string {
  const scores = partners
    .filter(({ scores: all }) => Math.abs(all.security?.score ?? 0) >= 0.05)
    .map(({ partner, scores: all }) => `${partner} ${all.security!.score.toFixed(2)}`)
  return `${security.status} ${security.primary ?? security.contenders.join('/')} [${scores.join(', ')}]`
}

function* changes(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): Generator<string> {
  yield '| asked | before | now |'
  yield '|---|---|---|'
  for (const [asked, answer] of now) {
    if (before.get(asked) !== answer) yield `| ${asked} | ${before.get(asked) ?? '-'} | ${answer} |`
  }
}
