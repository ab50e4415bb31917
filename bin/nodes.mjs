import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Runs the project under several versions of Node: a fresh `npm ci`, the build, and the tests of what depends on the version.
// Usage: node bin/nodes.mjs                    20, 22, 24 and 26
//        node bin/nodes.mjs 24 26.10.0         these
// Another Node than the running one is brought as the package node-PLATFORM-ARCH of the npm registry.

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const work = join(root, 'build', 'nodes')
const versions = process.argv.length > 2 ? process.argv.slice(2) : ['20', '22', '24', '26']

/** What differs from one Node to the next: the native store, streams and sockets, processes and signals, fetch, crypto, the page. */
const tests = [
  'store/sqlite',
  'store/eventstoredb-contract',
  'http/events',
  'http/methods',
  'http/tracing',
  'security/tokens',
  'sse/stream',
  'cli/usage',
  'cli/demo',
  'clients/client',
  'browser/docs',
]

let failed = 0
for (const version of versions) failed += tried(version)
process.exitCode = failed === 0 ? 0 : 1

function tried(version) {
  const { bin, headers } = nodeOf(version)
  const project = join(work, version, 'project')
  copied(project)
  const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, NODE_ENV: undefined, TAP_TIMEOUT: '600' }
  if (headers !== null) env.npm_config_nodedir = headers
  const run = (command, args, options = {}) =>
    spawnSync(command, args, { cwd: project, env, encoding: 'utf8', maxBuffer: 2 ** 28, ...options })
  const name = run('node', ['--version']).stdout.trim()
  const wrong = []
  const installed = run('npm', ['ci'])
  const said = installed.stdout + installed.stderr
  if (installed.status !== 0) wrong.push(`npm ci: ${said.slice(-2000)}`)
  for (const line of said.split('\n').filter(text => /EBADENGINE|deprecated/.test(text))) wrong.push(line)
  if (installed.status === 0) {
    const built = run('npm', ['run', '--silent', 'build'])
    if (built.status !== 0) wrong.push(`npm run build: ${(built.stdout + built.stderr).slice(-2000)}`)
  }
  let passed = 0
  let skipped = 0
  for (const test of wrong.length > 0 && installed.status !== 0 ? [] : tests) {
    const file = join('build', 'test', `${test}.test.js`)
    const { status, stdout, stderr } = run('node', ['--enable-source-maps', file], { timeout: 900_000 })
    const oks = stdout.match(/^ *ok \d+/gm)?.length ?? 0
    skipped += stdout.match(/^ *ok \d+.*# SKIP/gm)?.length ?? 0
    passed += oks
    if (status !== 0)
      wrong.push(`${file}: ${(stdout.match(/^ *not ok[^\n]*(?:\n[^\n]*){12}/gm) ?? [stderr.slice(-1500)]).join('\n')}`)
    if (oks === 0) wrong.push(`${file} ran no test`)
  }
  for (const text of wrong) process.stdout.write(`${name}: ${text}\n`)
  process.stdout.write(`${name}: ${passed - skipped} passed, ${wrong.length} failed, ${skipped} skipped\n`)
  rmSync(project, { recursive: true, force: true })
  return wrong.length
}

/** Folder of the program, and of its headers where what is native may have to be compiled. */
function nodeOf(version) {
  if (process.versions.node === version || process.versions.node.startsWith(`${version}.`)) {
    return { bin: dirname(process.execPath), headers: null }
  }
  const folder = join(work, version)
  const unpacked = join(folder, 'package')
  if (!existsSync(unpacked)) {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    const name = `node-${process.platform}-${process.arch}@${version}`
    execFileSync('npm', ['pack', '--silent', name, '--pack-destination', folder], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const tarball = readdirSync(folder).find(file => file.endsWith('.tgz'))
    execFileSync('tar', ['xzf', tarball], { cwd: folder })
    rmSync(join(folder, tarball))
  }
  return { bin: join(unpacked, 'bin'), headers: existsSync(join(unpacked, 'include')) ? unpacked : null }
}

/** The files of the repository as they are now, without what is built or installed. */
function copied(project) {
  rmSync(project, { recursive: true, force: true })
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 }).split('\0')
  for (const file of files.filter(name => name !== '' && existsSync(join(root, name)))) {
    mkdirSync(dirname(join(project, file)), { recursive: true })
    cpSync(join(root, file), join(project, file))
  }
}
