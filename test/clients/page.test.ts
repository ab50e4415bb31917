import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { runInNewContext } from 'node:vm'
import { DuckDBInstance } from '@duckdb/node-api'
import t from 'tap'
import { loadDossier } from '../browser/browser.js'
import { startServing } from '../browser/serving.js'
import { root } from '../support/dossier.js'

const run = promisify(execFile)
const page = readFileSync(join(root, 'docs', 'clients.md'), 'utf8')
const blocks = [...page.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language, code]) => ({
  language: language!,
  code: code!,
}))

t.test('every block of docs/clients.md does what it says', async t => {
  t.setTimeout(115_000)
  const serving = await startServing()
  const directory = mkdtempSync(join(tmpdir(), 'entente-clients-'))
  t.teardown(async () => {
    await serving.stop()
    rmSync(directory, { recursive: true, force: true })
  })
  await loadDossier(serving.origin)
  const here = (code: string) => code.replaceAll('http://127.0.0.1:8080', serving.origin)
  const answers: string[] = []
  for (const { language, code } of blocks) {
    await t.test(language, { skip: missing(language) }, async () => {
      if (language === 'sql') answers.push(await queried(join(directory, 'panel.parquet'), code))
      else if (language === 'js') answers.push(listeners(code))
      else {
        const [program, ...options] = PROGRAMS[language]!
        answers.push((await run(program!, [...options, here(code)], { cwd: directory })).stdout)
      }
    })
  }
  const told = answers.join('\n')
  t.match(told, /^304$/m)
  t.match(told, /^iso3_host,iso3_partner/m)
  t.match(told, /"outcome":"appended"/)
  t.match(told, /2024,RUS,0\.\d+/)
  t.match(told, /caught-up/)
})

const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  sh: ['bash', '-euo', 'pipefail', '-c'],
  python: ['python3', '-c'],
  r: ['Rscript', '-e'],
}

/** Why a language cannot be tried here; false where it can. */
function missing(language: string): string | false {
  try {
    if (language === 'python') execFileSync('python3', ['-c', 'import pandas'], { stdio: 'ignore' })
    if (language === 'r') execFileSync('Rscript', ['--version'], { stdio: 'ignore' })
    return false
  } catch {
    return `${language} is not installed here`
  }
}

async function queried(file: string, sql: string): Promise<string> {
  const connection = await (await DuckDBInstance.create()).connect()
  const rows = await connection.runAndReadAll(sql.replace('panel.parquet', file))
  return rows
    .getRowsJson()
    .map(row => row.join())
    .join('\n')
}

/** Names that the script listens to, once each of them was heard without an error. */
function listeners(code: string): string {
  const heard: string[] = []
  class EventSource {
    addEventListener(name: string, listen: (message: object) => void) {
      listen({ data: '{"previous":null,"type":"x","position":"1"}', lastEventId: '1' })
      heard.push(name)
    }
  }
  runInNewContext(code, { EventSource, console: { log() {}, warn() {} } })
  return heard.join()
}
