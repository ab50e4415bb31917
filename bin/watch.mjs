import { readdirSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { context } from 'esbuild'

// Keeps build/ up to date with every saved source, file by file and without a look at the types, for the fast loop:
// node build/test/events/dates.test.js tells of a change at once. The page has a build of its own. Usage: npm run watch

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const entryPoints = ['events', 'projections', 'src', 'test', 'bench'].flatMap(folder =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map(name => join(folder, name))
    .filter(name => !name.startsWith(join('src', 'dashboard', 'page') + sep)),
)
const building = await context({
  absWorkingDir: root,
  entryPoints,
  outbase: '.',
  outdir: 'build',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  logLevel: 'info',
})
await building.watch()
