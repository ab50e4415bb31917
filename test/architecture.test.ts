import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import t from 'tap'
import { definitions } from '../events/catalogue.js'
import { root } from './support/dossier.js'

t.setTimeout(290_000)

interface Floor {
  /** Beginnings of the paths of its files. */
  readonly files: readonly string[]
  /** The floors below that it may import. `port`: of the stores the port alone, src/store/store.ts. */
  readonly imports: readonly string[]
  /** Of these the types alone, which nothing of is left in what is built. */
  readonly types?: readonly string[]
}

const pure = [
  'formats',
  'events',
  'values',
  'policy',
  'resolve',
  'fold',
  'lives',
  'kinds',
  'evaluate',
  'answers',
  'anomalies',
  'reference',
]

/** Every floor of the house, the lowest first: each imports itself and what it names, all of it below. */
const floors: Readonly<Record<string, Floor>> = {
  formats: { files: ['events/formats.ts'], imports: [] },
  events: { files: ['events/'], imports: ['formats'] },
  values: { files: ['projections/values/'], imports: ['events'] },
  policy: { files: ['projections/policy/'], imports: ['events', 'values'] },
  resolve: { files: ['projections/resolve/'], imports: ['events', 'values', 'policy'] },
  fold: { files: ['projections/fold/'], imports: ['events', 'values', 'policy', 'resolve'] },
  /** What folds the larger kinds knows nothing of what they weigh. */
  lives: {
    files: ['projections/kinds/agreement/', 'projections/kinds/force/', 'projections/kinds/tie/'],
    imports: ['events', 'values', 'policy', 'resolve', 'fold'],
  },
  kinds: {
    files: [
      'projections/kinds/',
      ...['agreement/index', 'agreement/weigh', 'agreement/entry', 'force/index', 'tie/index', 'tie/weigh'].map(
        name => `projections/kinds/${name}.ts`,
      ),
    ],
    imports: ['events', 'values', 'policy', 'resolve', 'fold', 'lives'],
  },
  evaluate: {
    files: ['projections/evaluate/'],
    imports: ['events', 'values', 'policy', 'resolve', 'fold', 'lives', 'kinds'],
  },
  answers: {
    files: ['projections/answers/'],
    imports: ['events', 'values', 'policy', 'resolve', 'fold', 'lives', 'kinds', 'evaluate'],
  },
  anomalies: {
    files: ['projections/anomalies/'],
    imports: ['events', 'values', 'policy', 'resolve', 'fold', 'lives', 'kinds', 'evaluate'],
  },
  reference: { files: ['projections/reference.ts'], imports: pure.filter(floor => floor !== 'reference') },
  registry: { files: ['projections/registry.ts'], imports: pure },
  errors: { files: ['src/errors.ts'], imports: ['events'] },
  config: { files: ['src/config.ts'], imports: ['formats', 'events'] },
  'policy-files': { files: ['src/policy-files.ts'], imports: ['events', 'values', 'policy', 'config'] },
  access: { files: ['src/access/'], imports: [] },
  tracing: { files: ['src/tracing.ts'], imports: [] },
  sqlite: { files: ['src/sqlite.ts'], imports: [] },
  port: { files: ['src/store/store.ts'], imports: [] },
  store: { files: ['src/store/'], imports: ['formats', 'port', 'sqlite', 'tracing'] },
  wire: { files: ['src/wire/'], imports: ['formats', 'events', 'errors', 'port'], types: pure },
  /** Which power has which colour: for the page and for pictures of it. */
  palette: { files: ['src/dashboard/page/map/palette.ts'], imports: [] },
  index: { files: ['src/state/index/'], imports: pure },
  host: { files: ['src/state/host/'], imports: [...pure, 'index', 'tracing'] },
  state: { files: ['src/state/'], imports: [...pure, 'port', 'index', 'host'] },
  commands: { files: ['src/commands/'], imports: [...pure, 'errors', 'port', 'wire', 'state'] },
  questions: { files: ['src/questions/'], imports: [...pure, 'registry', 'port', 'wire', 'host', 'state'] },
  importers: { files: ['src/importers/'], imports: ['events', 'errors', 'wire', 'commands'] },
  leads: {
    files: ['src/leads/'],
    imports: ['formats', 'events', 'errors', 'sqlite', 'wire', 'commands', 'importers'],
  },
  sse: { files: ['src/sse/'], imports: [...pure, 'port', 'wire', 'host', 'state', 'questions'] },
  http: {
    files: ['src/http/'],
    imports: [
      ...[...pure, 'errors', 'config', 'access', 'tracing', 'port', 'wire', 'host', 'state', 'commands', 'questions'],
      ...['importers', 'leads', 'sse', 'palette'],
    ],
  },
  page: { files: ['src/dashboard/'], imports: ['palette', 'events', 'values', 'answers'], types: [...pure, 'wire'] },
  app: {
    files: ['src/app.ts'],
    imports: [
      ...[
        ...pure,
        'errors',
        'config',
        'access',
        'port',
        'wire',
        'state',
        'commands',
        'questions',
        'leads',
        'sse',
        'http',
      ],
    ],
  },
  log: { files: ['src/log.ts'], imports: [] },
  'kept-choice': { files: ['src/kept-choice.ts'], imports: ['port', 'questions'] },
  main: {
    files: ['src/main.ts'],
    imports: [
      ...pure,
      'config',
      'policy-files',
      'access',
      'port',
      'store',
      'state',
      'commands',
      'questions',
      'leads',
      'app',
      'kept-choice',
      'log',
    ],
  },
  cli: {
    files: ['src/cli.ts', 'src/cli/'],
    imports: [
      'registry',
      ...[...pure, 'errors', 'config', 'access', 'port', 'store', 'wire', 'host', 'state', 'commands', 'questions'],
      ...['importers', 'leads', 'policy-files', 'app', 'main'],
    ],
  },
}

/** Packages that the pure floors may use. */
const purePackages = new Set(['zod', 'edtf', 'i18n-iso-countries', 'fastest-levenshtein'])

interface Import {
  readonly file: string
  readonly target: string
  readonly isType?: boolean
}

const prefixes = Object.entries(floors)
  .flatMap(([floor, { files }]) => files.map(prefix => ({ prefix, floor })))
  .sort((a, b) => b.prefix.length - a.prefix.length)

/** The floor of a file: the longest prefix wins. */
function floorOf(file: string): string | undefined {
  return prefixes.find(({ prefix }) => file.startsWith(prefix))?.floor
}

/** Why an import breaks the rules, or null. */
function breach({ file, target, isType = false }: Import): string | null {
  const from = floorOf(file)
  if (from === undefined) return `${file} belongs to no floor`
  const to = floorOf(target)
  if (to !== undefined) {
    const { imports, types = [] } = floors[from]!
    return to === from || imports.includes(to) || (isType && types.includes(to)) ? null : `${file} imports ${target}`
  }
  if (/^(events|projections|src|test|bench)\//.test(target))
    return `${file} imports ${target}, which belongs to no floor`
  return (pure.includes(from) || from === 'registry') && !purePackages.has(packageOf(target))
    ? `${file} imports ${target}`
    : null
}

function packageOf(target: string): string {
  const parts = target
    .replace(/^.*node_modules\//, '')
    .replace(/^@types\//, '')
    .split('/')
  return parts.slice(0, target.includes('node_modules/@') && !target.includes('@types/') ? 2 : 1).join('/')
}

/** Modules below some folders with what they import, types included, and every circle among them. */
async function modulesOf(folders: readonly string[], baseDir = root) {
  const rule = { name: 'circle', severity: 'error' as const, from: {}, to: { circular: true } }
  const options = {
    baseDir,
    validate: true,
    ruleSet: { forbidden: [rule] },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
  }
  const tsConfig = extractTSConfig(join(root, 'tsconfig.json'))
  const { output } = await cruise([...folders], options, {}, { tsConfig })
  const { modules, summary } = output as ICruiseResult
  return {
    modules: modules.filter(({ source }) => folders.some(folder => source.startsWith(`${folder}/`))),
    circles: summary.violations.map(({ cycle }) => cycle!.map(({ name }) => name).join(' > ')),
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts') && !name.startsWith('dashboard/'))
    .map(name => join(folder, name))
}

const files = ['events', 'projections', 'src'].flatMap(filesBelow)
const textOf = (file: string) => readFileSync(join(root, file), 'utf8')

t.test('every floor looks down only, and no imports run in a circle', async t => {
  const { modules, circles } = await modulesOf(['events', 'projections', 'src'])
  const imports = modules.flatMap(({ source, dependencies }) =>
    dependencies.map(
      ({ resolved, dependencyTypes }): Import => ({
        file: source,
        target: resolved,
        isType: dependencyTypes.includes('type-only'),
      }),
    ),
  )
  t.ok(modules.length > 250 && imports.length > 1000, `${imports.length} imports of ${modules.length} modules`)
  t.same([...new Set(imports.map(breach).filter(Boolean))], [])
  t.same([...new Set(circles)], [])
})

t.test('each floor names only floors below it', async t => {
  const order = Object.keys(floors)
  const upwards = order.flatMap((floor, i) =>
    floors[floor]!.imports.filter(below => order.indexOf(below) < 0 || order.indexOf(below) >= i).map(
      below => `${floor} names ${below}`,
    ),
  )
  t.same(upwards, [])
})

t.test('a planted breach and a planted circle are found', async t => {
  t.ok(breach({ file: 'projections/values/planted.ts', target: 'src/state/live.ts' }), 'an import upwards')
  t.ok(breach({ file: 'src/sse/planted.ts', target: 'src/http/stream.ts' }))
  t.ok(breach({ file: 'src/state/planted.ts', target: 'src/store/memory.ts' }), 'a store behind its port')
  t.ok(breach({ file: 'events/planted.ts', target: 'fs' }), 'the file system')
  t.ok(breach({ file: 'projections/planted.ts', target: 'node_modules/pino/pino.js' }), 'a package')
  t.ok(breach({ file: 'src/dashboard/page/planted.ts', target: 'src/wire/answers.ts' }), 'the service in the page')
  t.equal(breach({ file: 'src/dashboard/page/planted.ts', target: 'src/wire/answers.ts', isType: true }), null)
  t.equal(breach({ file: 'events/planted.ts', target: 'node_modules/zod/index.d.ts' }), null)
  const folder = mkdtempSync(join(tmpdir(), 'entente-circle-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'one.ts'), "import type { Two } from './two.js'\nexport interface One { two: Two }\n")
  writeFileSync(join(folder, 'two.ts'), "import type { One } from './one.js'\nexport interface Two { one: One }\n")
  const { circles } = await modulesOf(['.'], folder)
  t.ok(circles.includes('two.ts > one.ts'), 'a circle of types alone')
})

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

/** The files that a paragraph of the README names one after the other. */
function walkOf(beginning: string): string[] {
  const paragraph = textOf('README.md')
    .split('\n')
    .find(line => line.startsWith(beginning))
  return [...(paragraph ?? '').matchAll(/\]\(([^)]+\.ts)\)/g)].map(([, file]) => file!)
}

/** Whether one of two files imports the other; routes reach what is below through what they are given. */
function touch(one: string, other: string): boolean {
  const GIVEN = 'src/http/server/context.ts'
  const imports = (file: string, target: string) =>
    [...textOf(file).matchAll(/from '(\.[^']+)'/g)].some(
      ([, path]) => join(dirname(file), path!).replace(/\.js$/, '.ts') === target,
    )
  return imports(one, other) || imports(other, one) || (imports(one, GIVEN) && imports(GIVEN, other))
}

t.test(
  'the README walks from a posted event to the stream in five files, and from a question to its answer in four',
  async t => {
    for (const [beginning, length] of [
      ["**A posted event's way to the stream**", 5],
      ["**A question's way**", 4],
    ] as const) {
      const walk = walkOf(beginning)
      t.equal(walk.length, length, walk.join(' → '))
      for (const [i, file] of walk.slice(1).entries()) t.ok(touch(walk[i]!, file), `${walk[i]} and ${file}`)
    }
    t.notOk(touch('src/http/events.ts', 'src/sse/wire.ts'), 'two files far apart do not touch')
  },
)
