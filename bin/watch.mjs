import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, watch, writeFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'esbuild'

// Keeps build/ up to date with every saved source, file by file and without a look at the types, so that
// node build/test/events/dates.test.js tells of a change at once. The page has a build of its own. Usage: npm run watch

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const page = join('src', 'dashboard', 'page') + sep
const isSource = file => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.startsWith(page)
const builtAs = file => join(root, 'build', file.replace(/\.ts$/, '.js'))

/** Build one file, unless what is built is newer. */
function build(file) {
  const [source, target] = [join(root, file), builtAs(file)]
  if (!existsSync(source) || (existsSync(target) && statSync(target).mtimeMs >= statSync(source).mtimeMs)) return
  const options = { loader: 'ts', format: 'esm', target: 'node20.19', sourcemap: 'inline', sourcefile: source }
  try {
    // The next whole build must not take for its own what was written here.
    for (const note of ['.tsbuildinfo', '.sources']) rmSync(join(root, 'build', note), { force: true })
    const { code } = transformSync(readFileSync(source, 'utf8'), options)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, code)
    process.stdout.write(`${file}\n`)
  } catch (error) {
    process.stderr.write(`${error.message}\n`)
  }
}

for (const folder of ['events', 'projections', 'src', 'test', 'bench']) {
  const path = join(root, folder)
  watch(path, { recursive: true }, (_, name) => {
    const file = join(folder, String(name))
    if (isSource(file)) build(file)
  })
  for (const name of readdirSync(path, { recursive: true, encoding: 'utf8' })) {
    const file = join(folder, name)
    if (isSource(file)) build(file)
  }
}
process.stdout.write('build/ is up to date with the sources and stays so\n')
