import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Plants one fault after another in the modules that the record stands on, and counts those that a test finds.
// Usage: npm run test:mutation                        every module, one after another
//        npm run test:mutation -- cursor decide       these
// The faults are planted in a copy of build/, so it must be built. Survivors are listed, with their lines in build/;
// docs/mutation.md says of each why it stands. The code is 1 where a module is below the share that is asked for.

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const work = join(root, 'build', 'mutation')
const ASKED = 90

/** Files of a module, and the tests that speak of it, quickest first: the first that fails ends the run of a fault. */
const modules = {
  claim: { files: ['projections/resolve/claim'], tests: ['projections/claim-dates', 'projections/claims'] },
  fact: {
    files: ['projections/resolve/fact'],
    tests: ['projections/claims', 'projections/kinds', 'projections/verdicts', 'commands/revised'],
  },
  grading: { files: ['projections/resolve/grading'], tests: ['projections/claims', 'commands/revised'] },
  lives: {
    files: ['projections/kinds/lives', 'projections/fold/life'],
    tests: ['projections/kinds', 'projections/claims', 'projections/dates-of-a-life', 'projections/agreements'],
  },
  decide: { files: ['projections/evaluate/decide'], tests: ['projections/verdicts', 'projections/regime'] },
  idempotency: { files: ['src/store/idempotency'], tests: ['store/idempotency'] },
  'group-commit': { files: ['src/store/sqlite/group-commit'], tests: ['store/sqlite', 'faults/sync-failure'] },
  cursor: { files: ['src/sse/cursor'], tests: ['sse/cursor'] },
  access: { files: ['src/http/server/access', 'src/access/principal'], tests: ['security/access'] },
}

const named = process.argv.slice(2)
const unknown = named.find(name => !Object.hasOwn(modules, name))
if (unknown !== undefined) throw new Error(`no module ${unknown}, but ${Object.keys(modules).join(', ')}`)
mkdirSync(work, { recursive: true })
let below = 0
for (const name of named.length > 0 ? named : Object.keys(modules)) {
  const { share, text } = tried(name, modules[name])
  console.log(text)
  if (share < ASKED) below += 1
}
process.exitCode = below === 0 ? 0 : 1

function tried(name, { files, tests }) {
  const report = join(work, `${name}.json`)
  const config = join(work, `${name}.config.json`)
  const settings = {
    testRunner: 'command',
    commandRunner: { command: tests.map(test => `TAP_BAIL=1 node build/test/${test}.test.js`).join(' && ') },
    mutate: files.map(file => `build/${file}.js`),
    ignorePatterns: ['/build/mutation', '/build/screenshots', '/docs/screenshots', '/.tap', '/data'],
    tempDirName: 'build/mutation/copy',
    concurrency: 1,
    timeoutMS: 20_000,
    timeoutFactor: 4,
    reporters: ['json', 'progress-append-only'],
    jsonReporter: { fileName: report },
    checkers: [],
    disableTypeChecks: false,
    allowConsoleColors: false,
    logLevel: 'warn',
  }
  writeFileSync(config, JSON.stringify(settings))
  const stryker = join(root, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js')
  const { status } = spawnSync(process.execPath, [stryker, 'run', config], { cwd: root, stdio: 'inherit' })
  if (status !== 0) throw new Error(`${name}: no report`)
  return told(name, JSON.parse(readFileSync(report, 'utf8')).files)
}

function told(name, files) {
  const mutants = Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants.map(mutant => ({ ...mutant, file, source })),
  )
  const planted = mutants.filter(({ status }) => status !== 'Ignored' && status !== 'CompileError')
  const survivors = planted.filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
  const share = (100 * (planted.length - survivors.length)) / planted.length
  const lines = survivors.map(({ file, source, location: { start, end }, replacement, mutatorName }) => {
    const line = source.split('\n')[start.line - 1]
    const was = start.line === end.line ? line.slice(start.column - 1, end.column - 1) : line.slice(start.column - 1)
    return `  ${file}:${start.line} ${mutatorName}: ${was.trim()} -> ${replacement.replace(/\s+/g, ' ')}`
  })
  const found = `${name}: ${planted.length - survivors.length} of ${planted.length} faults found, ${share.toFixed(1)} %`
  return { share, text: [found, ...lines].join('\n') }
}
