import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import t from 'tap'
import { definitions } from '../events/catalogue.js'
import { root } from './support/dossier.js'

/** Which layer a file belongs to: the longest prefix wins. */
const layers = [
  ['events/', 'events'],
  ['projections/', 'projections'],
  ['src/store/', 'store'],
  ['src/commands/', 'commands'],
  ['src/state/', 'state'],
  ['src/questions/', 'questions'],
  ['src/wire/', 'wire'],
  ['src/access/', 'access'],
  ['src/http/', 'http'],
  ['src/sse/', 'sse'],
  ['src/importers/', 'importers'],
  ['src/cli/', 'composition'],
  ['src/cli.ts', 'composition'],
  ['src/main.ts', 'composition'],
  ['src/app.ts', 'app'],
  ['src/log.ts', 'composition'],
  ['src/errors.ts', 'errors'],
  ['src/config.ts', 'config'],
] as const

type Layer = (typeof layers)[number][1]

/** What each layer may import, itself apart. `port`: only the port of the store, src/store/store.ts. */
const allowed: Readonly<Record<Layer, readonly (Layer | 'port')[]>> = {
  events: [],
  projections: ['events'],
  store: [],
  errors: [],
  config: [],
  access: [],
  commands: ['events', 'projections', 'errors', 'state', 'port'],
  state: ['events', 'projections', 'questions', 'port'],
  questions: ['events', 'projections', 'state', 'port'],
  wire: ['events', 'errors', 'commands', 'http', 'port'],
  importers: ['events', 'commands', 'errors'],
  http: [
    'events',
    'projections',
    'errors',
    'config',
    'access',
    'commands',
    'state',
    'questions',
    'wire',
    'sse',
    'port',
  ],
  sse: ['events', 'projections', 'errors', 'config', 'access', 'state', 'questions', 'wire', 'http', 'port'],
  app: [
    'events',
    'projections',
    'errors',
    'config',
    'access',
    'commands',
    'state',
    'questions',
    'wire',
    'http',
    'sse',
    'port',
  ],
  composition: [
    ...['events', 'projections', 'errors', 'config', 'access', 'commands', 'state', 'questions', 'wire'],
    ...['http', 'sse', 'app', 'store', 'importers'],
    'port',
  ] as Layer[],
}

/** Packages that the pure layers may use. */
const purePackages = new Set(['zod', 'edtf', 'i18n-iso-countries', 'fastest-levenshtein'])

interface Import {
  readonly file: string
  readonly target: string
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts') && !name.startsWith('dashboard/'))
    .map(name => join(folder, name))
}

const files = ['events', 'projections', 'src'].flatMap(filesBelow)
const textOf = (file: string) => readFileSync(join(root, file), 'utf8')
const IMPORT = /(?:from|import)\s*\(?\s*'([^'\s,]+)'/g

function importsOf(file: string, text = textOf(file)): Import[] {
  return [...text.matchAll(IMPORT)].map(([, target]) => ({
    file,
    target: target!.startsWith('.') ? normalize(join(dirname(file), target!)).replace(/\.js$/, '.ts') : target!,
  }))
}

function layerOf(file: string): Layer | undefined {
  return layers.find(([prefix]) => file.startsWith(prefix))?.[1]
}

/** Why an import breaks the rules, or null. */
function breach({ file, target }: Import): string | null {
  const from = layerOf(file)
  if (from === undefined) return `${file} belongs to no layer`
  const pure = from === 'events' || from === 'projections'
  const to = layerOf(target)
  if (to === undefined) {
    if (/^(events|projections|src|test)\//.test(target)) return `${file} imports ${target}, which belongs to no layer`
    const name = target
      .split('/')
      .slice(0, target.startsWith('@') ? 2 : 1)
      .join('/')
    return pure && !purePackages.has(name) ? `${file} imports ${target}` : null
  }
  if (to === from) return null
  if (to === 'store' && target === 'src/store/store.ts' && allowed[from].includes('port')) return null
  return allowed[from].includes(to) ? null : `${file} imports ${target}`
}

t.test(
  'imports point one way: events, projections, then commands and state, then http and sse, then the entry',
  async t => {
    const imports = files.flatMap(file => importsOf(file))
    t.ok(
      files.length > 100 && imports.length > 400,
      `${imports.length} imports of ${files.length} files were looked at`,
    )
    t.same(imports.map(breach).filter(Boolean), [])
    const planted = importsOf('projections/planted.ts', "import { x } from '../src/state/live.js'")
    t.same(planted.map(breach), ['projections/planted.ts imports src/state/live.ts'], 'a planted breach is found')
    t.ok(breach({ file: 'events/planted.ts', target: 'node:fs' }), 'and one that reaches for the file system')
  },
)

t.test('events and projections know neither the clock nor chance', async t => {
  const impure = /Date\.now|new Date\(\)|Math\.random|performance\.|process\.|setTimeout|toLocale/
  const pure = files.filter(file => file.startsWith('events/') || file.startsWith('projections/'))
  t.same(
    pure.filter(file => impure.test(textOf(file))),
    [],
  )
  t.ok(pure.length > 40)
  t.ok(impure.test('const today = new Date()'), 'the pattern finds what it looks for')
})

t.test('only the configuration reads the environment', async t => {
  const reading = files.filter(file => /process\.env\b/.test(textOf(file)))
  t.same(
    reading.filter(file => !['src/config.ts'].includes(file) && !file.startsWith('src/cli/')),
    [],
  )
})

t.test('every definition of an event is in the catalogue', async t => {
  const defined = files
    .filter(file => file.startsWith('events/') && file !== 'events/define.ts')
    .flatMap(file => [...textOf(file).matchAll(/type: '([A-Z][A-Za-z]+)',\n/g)].map(([, type]) => type!))
  const listed = new Set<string>(definitions.map(({ type }) => type))
  t.same(
    defined.filter(type => !listed.has(type)),
    [],
  )
  t.ok(listed.size >= 84, `${listed.size} types`)
})

t.test(
  'every file that the README of a folder names is there, by its path from the folder or from the root',
  async t => {
    const readmes = ['events', 'projections', 'src', 'test'].flatMap(folder =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter(name => name.endsWith('README.md'))
        .map(name => join(folder, name)),
    )
    const missing = (readme: string, text = textOf(readme)) =>
      [...text.matchAll(/`([\w./-]+\.(?:ts|mjs))`/g)]
        .map(([, path]) => path!)
        .filter(path => ![dirname(readme), ''].some(folder => existsSync(join(root, folder, path))))
        .map(path => `${readme} names ${path}`)
    t.same(
      readmes.flatMap(readme => missing(readme)),
      [],
    )
    t.ok(readmes.length >= 6, `${readmes.length} READMEs`)
    t.same(
      missing('src/state/README.md', '`as-of.ts`'),
      ['src/state/README.md names as-of.ts'],
      'a planted name is found',
    )
  },
)
