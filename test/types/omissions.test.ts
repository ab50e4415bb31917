import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import t from 'tap'
import ts from 'typescript'
import { root } from '../support/dossier.js'

// The compiler takes its seconds, more of them beside others.
t.setTimeout(290_000)

/** Something that was added or taken away in one file without a word elsewhere. */
interface Omission {
  readonly name: string
  readonly file: string
  readonly from: string
  readonly to: string
  /** Where the compiler must complain, and of what. */
  readonly complaints: readonly (readonly [file: string, about: RegExp])[]
}

/** Those that are planted together do not touch each other: a check of the whole costs seconds. */
const omissions: readonly (readonly Omission[])[] = [
  [
    {
      name: 'a new type of event, of which nobody says what it moves, what it tells of a relationship and what fades of it',
      file: 'events/catalogue.ts',
      from: '  regime.coupOccurred,\n',
      to: "  regime.coupOccurred,\n  { ...regime.coupOccurred, type: 'CoupForetold' as const },\n",
      complaints: [
        ['projections/kinds/objects-of.ts', /CoupForetold/],
        ['projections/kinds/bond-events.ts', /CoupForetold/],
        ['projections/fold/flows.ts', /CoupForetold/],
      ],
    },
    {
      name: 'a kind of object that is in no table',
      file: 'projections/kinds/index.ts',
      from: '  coverage,\n',
      to: '',
      complaints: [
        ['projections/kinds/objects-of.ts', /CoverageDeclared/],
        ['projections/answers/partner-state.ts', /"coverage"/],
      ],
    },
    {
      name: 'a kind of object that does not say on which days it changes',
      file: 'projections/kinds/demand.ts',
      from: '  edges: ',
      to: '  days: ',
      complaints: [['projections/kinds/demand.ts', /'days' does not exist/]],
    },
    {
      name: 'a kind of object that does not say what it weighs',
      file: 'projections/kinds/coverage.ts',
      from: '  weigh: () => [],\n',
      to: '',
      complaints: [['projections/kinds/coverage.ts', /'weigh' is missing/]],
    },
    {
      name: 'a kind of object that is not folded',
      file: 'projections/kinds/membership.ts',
      from: '  fold,\n',
      to: '',
      complaints: [['projections/kinds/membership.ts', /'fold' is missing/]],
    },
    {
      name: 'a kind of object that does not say whether an answer lists it',
      file: 'projections/kinds/authority.ts',
      from: '  entry: () => null,\n',
      to: '',
      complaints: [['projections/kinds/authority.ts', /'entry' is missing/]],
    },
    {
      name: 'a weight of what fades that the policy does not give',
      file: 'projections/policy/v1.ts',
      from: '    call: { diplomatic: 0.05, halfLife: 45 },\n',
      to: '',
      complaints: [['projections/policy/v1.ts', /call/]],
    },
    {
      name: 'a role without a weight',
      file: 'projections/policy/v1.ts',
      from: '      observer: 0.05,\n',
      to: '',
      complaints: [['projections/policy/v1.ts', /observer/]],
    },
    {
      name: 'a measure without a weight',
      file: 'projections/policy/policy.ts',
      from: "  | 'sanctions'\n",
      to: "  | 'sanctions'\n  | 'blockade'\n",
      complaints: [['projections/policy/v1.ts', /blockade/]],
    },
    {
      name: 'a day where a state of knowledge is asked for',
      file: 'projections/reference.ts',
      from: 'anomaliesOfClaim(claim, known, host)',
      to: 'anomaliesOfClaim(claim, knownDay, host)',
      complaints: [['projections/reference.ts', /'"day"' is not assignable to type '"known"'/]],
    },
    {
      name: 'a place of the log where a day is asked for',
      file: 'projections/anomalies/claim-anomalies.ts',
      from: 'isoOf(claim.recordedOn)',
      to: 'isoOf(claim.seq)',
      complaints: [['projections/anomalies/claim-anomalies.ts', /'"place"' is not assignable to type '"day"'/]],
    },
    {
      name: 'a place of the log where a state of knowledge is asked for',
      file: 'projections/resolve/revisions.ts',
      from: 'stepsOf(claim, upTo(revision.seq))',
      to: 'stepsOf(claim, revision.seq)',
      complaints: [['projections/resolve/revisions.ts', /'"place"' is not assignable to type '"known"'/]],
    },
  ],
  [
    {
      name: 'a kind of object under another name than its own',
      file: 'projections/kinds/index.ts',
      from: "'air-defence': airDefence",
      to: 'airDefence',
      complaints: [['projections/kinds/index.ts', /"air-defence"' is not assignable to type '"airDefence"/]],
    },
    {
      name: 'a type of event that speaks of a tie, of which nobody says what it makes of it',
      file: 'projections/kinds/tie/changes.ts',
      from: "'RelationsRestored']",
      to: "'RelationsRestored', 'UltimatumIssued']",
      complaints: [['projections/kinds/tie/changes.ts', /UltimatumIssued/]],
    },
    {
      name: 'a weight of what fades that no policy has',
      file: 'projections/fold/flows.ts',
      from: "'ultimatum'",
      to: "'last-word'",
      complaints: [['projections/fold/flows.ts', /last-word/]],
    },
    {
      name: 'a day where a place of the log is asked for',
      file: 'projections/resolve/revisions.ts',
      from: 'upTo(revision.seq)',
      to: 'upTo(claim.recordedOn)',
      complaints: [['projections/resolve/revisions.ts', /'"day"' is not assignable to type '"place"'/]],
    },
  ],
  [
    {
      name: 'a new dimension, of which no policy says anything and no answer tells',
      file: 'events/words.ts',
      from: "'diplomatic', 'economic'] as const",
      to: "'diplomatic', 'economic', 'cultural'] as const",
      complaints: [
        ['projections/policy/v1.ts', /cultural/],
        ['src/wire/schemas/partner-state.ts', /cultural/],
        ['src/dashboard/page/words.ts', /cultural/],
      ],
    },
    {
      name: 'a new status, which no answer may have and the page has no word for',
      file: 'projections/evaluate/verdict.ts',
      from: "'unknown' | 'split'",
      to: "'unknown' | 'split' | 'shared'",
      complaints: [
        ['src/wire/schemas/values.ts', /shared/],
        ['src/dashboard/page/words.ts', /shared/],
      ],
    },
    {
      name: 'a number of the model that no document has and none is asked for',
      file: 'projections/policy/policy.ts',
      from: '    readonly threshold: number\n',
      to: '    readonly threshold: number\n    readonly margin: number\n',
      complaints: [
        ['projections/policy/v1.ts', /margin/],
        ['projections/policy/schema.ts', /margin/],
      ],
    },
    {
      name: 'a new kind of agreement without a weight',
      file: 'events/words.ts',
      from: "  'sofa',\n",
      to: "  'sofa',\n  'pact',\n",
      complaints: [['projections/policy/v1.ts', /pact/]],
    },
  ],
]

const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config,
  ts.sys,
  root,
)
const entries = ['projections/reference.ts', 'projections/policy/v1.ts', 'events/edtf-module.d.ts']
const parsed = new Map<string, ts.SourceFile>()

/**
 * What the compiler says of some files with the omissions planted, and with files of which there are none; each file that
 * there is is parsed once.
 */
function complaintsWith(
  planted: readonly Pick<Omission, 'file' | 'from' | 'to'>[],
  files: readonly string[],
  added: Readonly<Record<string, string>> = {},
): string[] {
  const texts = new Map<string, string>(Object.entries(added))
  for (const { file, from, to } of planted) {
    const text = texts.get(file) ?? readFileSync(join(root, file), 'utf8')
    if (!text.includes(from)) throw new Error(`no place to plant in ${file}: ${from}`)
    texts.set(file, text.replace(from, to))
  }
  const host = ts.createCompilerHost(options)
  const read = host.getSourceFile.bind(host)
  host.getSourceFile = (name, languageVersion, ...rest) => {
    const text = texts.get(relative(root, name))
    if (text !== undefined) return ts.createSourceFile(name, text, languageVersion)
    const known = parsed.get(name) ?? read(name, languageVersion, ...rest)
    if (known !== undefined) parsed.set(name, known)
    return known
  }
  const exists = host.fileExists.bind(host)
  host.fileExists = name => texts.has(relative(root, name)) || exists(name)
  const names = [...entries, ...files].map(file => join(root, file))
  const program = ts.createProgram(names, { ...options, types: [], noEmit: true, incremental: false }, host)
  return files.flatMap(file =>
    program
      .getSemanticDiagnostics(program.getSourceFile(join(root, file)))
      .map(({ messageText }) => `${file}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`),
  )
}

const watched = [...new Set(omissions.flat().flatMap(({ complaints }) => complaints.map(([file]) => file)))]

t.test('as it stands the compiler has nothing to say', async t => {
  t.same(complaintsWith([], watched), [])
})

for (const together of omissions) {
  const said = complaintsWith(together, watched)
  for (const { name, complaints } of together) {
    t.test(`the compiler refuses ${name}`, async t => {
      for (const [file, about] of complaints) {
        t.ok(
          said.some(line => line.startsWith(`${file}: `) && about.test(line)),
          `${file} is refused: ${about}`,
        )
      }
    })
  }
}

const MILITIA = `
import { lasting, trackAndSpan, enter } from '../fold/lasting.js'
import type { LifeOf } from '../fold/life.js'
import type { Fact } from '../resolve/fact.js'
import { keyOf, type ObjectRef } from '../resolve/object-ref.js'
import { partnersOf } from '../resolve/routing.js'
import type { Kind, ObjectRoutes } from './kind.js'

export interface MilitiaLife extends LifeOf<'militia', { readonly armed: boolean }> {}

/** Armed by a partner, from the first ultimatum on. */
export const militia = {
  name: 'militia',
  routes: { UltimatumIssued: partnersOf } satisfies ObjectRoutes,
  order: null,
  fold,
  lapse: life => life,
  edges: () => [],
  outlasts: false,
  partners: () => [],
  weights: () => [],
  weigh: () => [],
  fadesByBreach: false,
  users: () => [],
  entry: () => null,
} satisfies Kind<'militia', MilitiaLife>

function fold(object: ObjectRef, _host: string, facts: readonly Fact[]): MilitiaLife {
  const life = lasting<{ readonly armed: boolean }>()
  for (const fact of facts) enter(life, fact, fact.when, { armed: true })
  return { kind: 'militia', object, key: keyOf(object), ...trackAndSpan(life.steps, () => true), anomalies: [] }
}
`

t.test('a new kind of object is one file and one line: nothing else has to be said of it', async t => {
  const table = 'projections/kinds/index.ts'
  const line = [
    { file: table, from: 'import { ownSanctions', to: "import { militia } from './militia.js'\nimport { ownSanctions" },
    { file: table, from: '  demand,\n', to: '  demand,\n  militia,\n' },
  ]
  const file = 'projections/kinds/militia.ts'
  const everywhere = readdirSync(join(root, 'projections'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => join('projections', name))
  t.ok(everywhere.length > 60, `${everywhere.length} files`)
  t.same(complaintsWith(line, [...everywhere, file], { [file]: MILITIA }), [])
  const asked = {
    file: 'projections/answers/partner-state.ts',
    from: "view.life('coverage', dimension)?.windows",
    to: "view.life('militia', dimension)?.windows",
  }
  const [complaint] = complaintsWith([...line, asked], [asked.file], { [file]: MILITIA })
  t.match(complaint, /'windows' does not exist on type 'MilitiaLife'/, 'a life that is asked for is of its kind')
})
