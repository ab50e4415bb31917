import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

// How many of the lines of events/, projections/ and src/ ran in the processes that wrote to build/coverage
// (NODE_V8_COVERAGE), each held to a floor of its own. What ran is what is compiled; it is counted by lines of the source.
// The page is not among them: it runs in the browser. A file that no process loaded counts with all its lines, unless it
// holds types alone. Usage: npm run coverage [directory of the dumps]

/** Percent of lines. */
const FLOORS = { events: 99, projections: 99, src: 97 }

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const dumps = process.argv[2] ?? join(root, 'build', 'coverage')
const reports = join(root, 'build', 'coverage-report')
const c8 = join(root, 'node_modules', 'c8', 'bin', 'c8.js')
const report = ['report', '--merge-async', '--temp-directory', dumps, '--reports-dir', reports]
const what = [
  ...['--reporter', 'json-summary', '--include', 'build/{events,projections,src}/**'],
  ...['--exclude', 'build/src/dashboard/**', '--exclude-after-remap=false'],
]
const { status } = spawnSync(process.execPath, [c8, ...report, ...what], { cwd: root, stdio: 'inherit' })
if (status !== 0) process.exit(status ?? 1)

const { total: _total, ...files } = JSON.parse(readFileSync(join(reports, 'coverage-summary.json'), 'utf8'))
let failed = false
for (const [folder, floor] of Object.entries(FLOORS)) {
  const own = Object.entries(files).filter(([file]) => relative(root, file).split(sep)[0] === folder)
  const loaded = new Set(own.map(([file]) => relative(root, file)))
  const unloaded = sourcesOf(folder).filter(file => !loaded.has(file) && runs(file))
  const linesOf = file => readFileSync(join(root, file), 'utf8').split('\n').length
  const lines =
    own.reduce((sum, [, one]) => sum + one.lines.total, 0) + unloaded.reduce((n, file) => n + linesOf(file), 0)
  const covered = own.reduce((sum, [, one]) => sum + one.lines.covered, 0)
  const percent = lines === 0 ? 0 : (100 * covered) / lines
  const holds = percent >= floor
  failed ||= !holds
  const below = holds ? '' : `: BELOW${unloaded.length > 0 ? `; never loaded: ${unloaded.join(' ')}` : ''}`
  process.stdout.write(`coverage of ${folder}: ${percent.toFixed(1)} % of ${lines} lines, floor ${floor}${below}\n`)
}
process.exit(failed ? 1 : 0)

function sourcesOf(folder) {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts') && !name.endsWith('.d.ts') && !name.startsWith(`dashboard${sep}`))
    .map(name => join(folder, name))
}

/** Whether anything of a source is left when its types are gone. */
function runs(file) {
  const compiled = readFileSync(join(root, 'build', file.replace(/\.ts$/, '.js')), 'utf8')
  return compiled.replace(/\/\*[\s\S]*?\*\/|\/\/.*|export \{\s*\};?/g, '').trim() !== ''
}
