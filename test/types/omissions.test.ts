import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import t from 'tap'
import ts from 'typescript'
import { root } from '../support/dossier.js'

// The compiler takes its seconds, more of them beside others.
t.setTimeout(240_000)

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
      name: 'a new type of event, of which nobody says what it moves and what fades of it',
      file: 'events/catalogue.ts',
      from: '  regime.coupOccurred,\n',
      to: "  regime.coupOccurred,\n  { ...regime.coupOccurred, type: 'CoupForetold' as const },\n",
      complaints: [
        ['projections/resolve/routing.ts', /CoupForetold/],
        ['projections/fold/flows.ts', /CoupForetold/],
      ],
    },
    {
      name: 'a kind of object without a fold',
      file: 'projections/resolve/object-ref.ts',
      from: "  | 'demand'\n",
      to: "  | 'demand'\n  | 'militia'\n",
      complaints: [['projections/fold/lives/index.ts', /militia/]],
    },
    {
      name: 'a kind of life that weighs nothing and changes on no day',
      file: 'projections/fold/life.ts',
      from: '  readonly use: UseLife\n',
      to: "  readonly use: UseLife\n  readonly militia: LifeOf<'militia', null>\n",
      complaints: [
        ['projections/evaluate/weigh-life.ts', /never/],
        ['projections/fold/edges.ts', /never/],
      ],
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
      name: 'a type of event that speaks of a tie, of which nobody says what it makes of it',
      file: 'projections/resolve/routing.ts',
      from: "  AidEnded: ['aid', 'military-aid'],\n",
      to: "  AidEnded: ['aid', 'military-aid'],\n  UltimatumIssued: ['relations'],\n",
      complaints: [['projections/fold/lives/tie.ts', /UltimatumIssued/]],
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
]

const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config,
  ts.sys,
  root,
)
const entry = join(root, 'projections/reference.ts')
const policy = join(root, 'projections/policy/v1.ts')
const parsed = new Map<string, ts.SourceFile>()

/** What the compiler says of the files where complaints are due, with the omissions planted; each file is parsed once. */
function complaintsWith(planted: readonly Omission[], files: readonly string[]): string[] {
  const texts = new Map<string, string>()
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
  const program = ts.createProgram([entry, policy], { ...options, types: [], noEmit: true, incremental: false }, host)
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
