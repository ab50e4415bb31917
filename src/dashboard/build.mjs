import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { outlines } from './outlines.mjs'

// Builds the page into build/dashboard/: one HTML file, a small script that asks for everything, the one that shows it and
// what that loads when a view is opened, the page that others show in a frame, one stylesheet, the world's outlines, an icon, each also compressed, and files.json, the list of what the service may serve. Usage: node src/dashboard/build.mjs

const here = dirname(fileURLToPath(import.meta.url))
const target = join(here, '..', '..', 'build', 'dashboard')

const options = {
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  outdir: target,
  write: false,
  legalComments: 'none',
  logLevel: 'warning',
}
const main = await build({ ...options, entryPoints: { main: join(here, 'page', 'main.ts') } })
const page = await build({
  ...options,
  entryPoints: { page: join(here, 'page', 'page.ts'), theme: join(here, 'page', 'style', 'theme.css') },
  splitting: true,
  metafile: true,
})

// On its own, so that the page loads nothing more than it did.
const embed = await build({ ...options, entryPoints: { embed: join(here, 'page', 'embed', 'embed.ts') } })

const files = new Map(
  [...main.outputFiles, ...page.outputFiles, ...embed.outputFiles].map(({ path, contents }) => [
    path.slice(target.length + 1),
    Buffer.from(contents),
  ]),
)
const world = Buffer.from(JSON.stringify(outlines()))
const worldName = `world-${hashOf(world)}.json`
files.set(worldName, world)
const icon = readFileSync(join(here, 'page', 'icon.svg'))
const iconName = `icon-${hashOf(icon)}.svg`
files.set(iconName, icon)
files.set('index.html', Buffer.from(html('index.html')))
files.set('embed.html', Buffer.from(html(join('embed', 'embed.html'))))

rmSync(`${target}.new`, { recursive: true, force: true })
mkdirSync(`${target}.new`, { recursive: true })
const list = []
for (const [name, bytes] of files) {
  writeFileSync(join(`${target}.new`, name), bytes)
  writeFileSync(join(`${target}.new`, `${name}.gz`), gzipSync(bytes, { level: 9 }))
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 9 }
  writeFileSync(join(`${target}.new`, `${name}.br`), brotliCompressSync(bytes, { params: quality }))
  list.push({ name, bytes: bytes.length })
}
writeFileSync(join(`${target}.new`, 'files.json'), JSON.stringify(list, null, 1))
rmSync(target, { recursive: true, force: true })
renameSync(`${target}.new`, target)
for (const { name, bytes } of list) process.stdout.write(`${name} ${bytes}\n`)

function html(source) {
  const named = (start, end) => [...files.keys()].find(name => name.startsWith(start) && name.endsWith(end))
  return readFileSync(join(here, 'page', source), 'utf8')
    .replaceAll('{{script}}', `/assets/${named('main-', '.js')}`)
    .replaceAll('{{embed}}', `/assets/${named('embed-', '.js')}`)
    .replaceAll(
      '{{preload}}',
      neededByPage()
        .map(name => `<link rel="modulepreload" href="/assets/${name}">`)
        .join('\n'),
    )
    .replaceAll('{{page}}', `/assets/${named('page-', '.js')}`)
    .replaceAll('{{style}}', `/assets/${named('theme-', '.css')}`)
    .replaceAll('{{world}}', `/assets/${worldName}`)
    .replaceAll('{{icon}}', `/assets/${iconName}`)
}

/** The page's script and what it imports at once, so that nothing of it waits for the one before. */
function neededByPage() {
  const { outputs } = page.metafile
  const nameOf = path => path.slice(path.lastIndexOf('/') + 1)
  const byName = new Map(Object.entries(outputs).map(([path, output]) => [nameOf(path), output]))
  const needed = new Set()
  const add = name => {
    if (needed.has(name)) return
    needed.add(name)
    for (const { path, kind } of byName.get(name).imports) if (kind === 'import-statement') add(nameOf(path))
  }
  add([...byName.keys()].find(name => /^page-.*\.js$/.test(name)))
  return [...needed]
}

function hashOf(bytes) {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 8).toUpperCase()
}
