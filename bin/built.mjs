import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Notes what build/ was made from, so that what is built already starts at once.
// Usage: node bin/built.mjs              after a build: note its sources
//        node bin/built.mjs --or-build   build, unless the sources are the ones that were noted

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const note = join(root, 'build', '.sources')
const made = ['build/src/cli.js', 'build/dashboard/files.json'].map(path => join(root, path))

const sources = sourcesNow()
if (process.argv[2] !== '--or-build') {
  mkdirSync(dirname(note), { recursive: true })
  writeFileSync(note, sources)
} else if (!made.every(path => existsSync(path)) || !existsSync(note) || readFileSync(note, 'utf8') !== sources) {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  process.exitCode = status ?? 1
}

/** A digest of every source's path, size and time of change. */
function sourcesNow() {
  const digest = createHash('sha256')
  for (const name of ['package-lock.json', 'tsconfig.json', 'events', 'projections', 'src', 'test', 'bench']) {
    const path = join(root, name)
    const files = statSync(path).isDirectory() ? readdirSync(path, { recursive: true }).sort() : ['']
    for (const file of files) {
      const { size, mtimeMs } = statSync(join(path, file))
      digest.update(`${name}/${file} ${size} ${mtimeMs}\n`)
    }
  }
  return digest.digest('hex')
}
