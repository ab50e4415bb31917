import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t, { type Test } from 'tap'
import { root } from '../support/dossier.js'

/** An installation in which SQLite could not be brought: what the script after it finds and says. */
async function installed(t: Test, sqlite: string | null, environment: Record<string, string> = {}) {
  // Outside the repository, whose own installation would be found.
  const directory = mkdtempSync(join(tmpdir(), 'entente-installed-'))
  t.teardown(() => rmSync(directory, { recursive: true, force: true }))
  cpSync(join(root, 'bin', 'sqlite.mjs'), join(directory, 'sqlite.mjs'))
  if (sqlite !== null) {
    const folder = join(directory, 'node_modules', 'better-sqlite3')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{"type":"module","exports":"./index.js"}')
    writeFileSync(join(folder, 'index.js'), sqlite)
  }
  const { npm_config_omit: _, ...own } = process.env
  return promisify(execFile)(process.execPath, ['sqlite.mjs'], {
    cwd: directory,
    env: { ...own, ...environment },
  }).then(
    ({ stderr }) => ({ code: 0, stderr }),
    (error: { code: number; stderr: string }) => ({ code: error.code, stderr: error.stderr }),
  )
}

t.test('an installation without SQLite ends with what to install, and with nothing else', async t => {
  const missing = await installed(t, null)
  t.equal(missing.code, 1)
  t.match(
    missing.stderr,
    new RegExp(`could neither be fetched for ${process.platform}-${process.arch} and Node ${process.versions.node}`),
  )
  t.match(missing.stderr, /g\+\+ make python3|gcc-c\+\+ make python3|xcode-select|BuildTools/)
  t.ok(missing.stderr.trim().split('\n').length <= 4, 'in four lines')
  const broken = await installed(t, "throw new Error('another version of Node')")
  t.equal(broken.code, 1, 'one that was made for another Node is none')
  const unwanted = await installed(t, null, { npm_config_omit: 'dev optional' })
  t.same(unwanted, { code: 0, stderr: '' }, 'who left it out is told nothing')
  const good = await installed(t, 'export default class { close() { return this } }')
  t.same(good, { code: 0, stderr: '' })
})

t.test('SQLite is loaded where it is needed alone: a command without it says so in a line', async t => {
  const directory = t.testdir({
    'hook.mjs': `export async function resolve(name, context, next) {
      if (name !== 'better-sqlite3') return next(name, context)
      throw Object.assign(new Error('Cannot find package better-sqlite3'), { code: 'ERR_MODULE_NOT_FOUND' })
    }`,
    'register.mjs': "import { register } from 'node:module'; register('./hook.mjs', import.meta.url)",
  })
  const run = (...args: string[]) =>
    promisify(execFile)(
      process.execPath,
      ['--import', join(directory, 'register.mjs'), join(root, 'build/src/cli.js'), ...args],
      { cwd: directory },
    ).then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      (error: { code: number; stderr: string }) => ({ code: error.code, said: error.stderr }),
    )
  t.equal((await run('--version')).code, 0)
  t.equal((await run('serve', '--help')).code, 0)
  const opened = await run('state', 'Niger', '--store', `sqlite:${join(directory, 'data')}`)
  t.equal(opened.code, 4)
  t.match(opened.said, /SQLite \(better-sqlite3\) is not installed/)
})

t.test('npm is told to go on without SQLite, and to look at the end', async t => {
  const { optionalDependencies, scripts, files } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  t.ok('better-sqlite3' in optionalDependencies)
  t.equal(scripts.postinstall, 'node bin/sqlite.mjs')
  t.ok(files.includes('bin/sqlite.mjs'), 'in the package too')
  t.match(readFileSync(join(root, 'Dockerfile'), 'utf8'), /COPY bin\/sqlite\.mjs bin\/\nRUN npm ci/, 'and in the image')
})
