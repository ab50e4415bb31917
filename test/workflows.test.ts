import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { parse } from 'yaml'
import { root } from './support/dossier.js'

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
}

interface Workflow {
  readonly permissions: unknown
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly permissions?: unknown
        readonly strategy?: { matrix: { node: number[] } }
        readonly steps: readonly Step[]
      }
    >
  >
}

const folder = join(root, '.github', 'workflows')
const textOf = (name: string) => readFileSync(join(folder, name), 'utf8')
const workflows = new Map(readdirSync(folder).map(name => [name, parse(textOf(name)) as Workflow]))
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps }) => steps)
const commandsOf = (workflow: Workflow) => stepsOf(workflow).map(({ run }) => run ?? '')

t.test('every action is pinned by commit, and no job may do more than it needs', async t => {
  t.ok(workflows.size >= 3)
  for (const [name, workflow] of workflows) {
    t.same(workflow.permissions, { contents: 'read' }, name)
    for (const { uses, with: given } of stepsOf(workflow)) {
      if (uses === undefined) continue
      t.match(uses, /^[\w-]+\/[\w/-]+@[0-9a-f]{40}$/, uses)
      if (uses.startsWith('actions/checkout'))
        t.equal(given?.['persist-credentials'], false, `${name}: no credentials stay`)
    }
  }
})

t.test('every Node that package.json names is run', async t => {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { engines: { node: string } }
  t.equal(engines.node, '>=20.19 <27')
  const ci = workflows.get('ci.yml')!
  t.same(ci.jobs.newcomer!.strategy!.matrix.node, [20, 22, 24, 26])
  t.match(readFileSync(join(root, 'bin', 'nodes.mjs'), 'utf8'), /\['20', '22', '24', '26'\]/, 'by hand as well')
})

t.test('a release has the version of the tag, and its image says where it comes from', async t => {
  const release = workflows.get('release.yml')!
  const commands = commandsOf(release).join('\n')
  t.same((parse(textOf('release.yml')) as { on: unknown }).on, { push: { tags: ['v*'] } })
  t.same(release.jobs.image!.permissions, { contents: 'read', packages: 'write' })
  t.match(commands, /test "v\$version" = "\$GITHUB_REF_NAME"/)
  t.match(commands, /--provenance=mode=max --sbom=true/)
  t.match(commands, /--driver docker-container/, 'a builder that makes attestations')
  t.match(
    commands,
    /imagetools inspect [^\n]*Provenance[^\n]*\n\s*grep --quiet "\$GITHUB_SHA" provenance\.json/,
    'which is looked at',
  )
  t.match(commands, /--platform linux\/amd64,linux\/arm64/)
  t.notMatch(commands, /\$\{\{/, 'nothing that somebody else may name is put into a script')
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  t.match(
    readFileSync(join(root, 'CHANGELOG.md'), 'utf8'),
    new RegExp(`^## \\[${version}\\] - \\d{4}-\\d{2}-\\d{2}$`, 'm'),
  )
  t.equal(
    (readFileSync(join(root, 'CHANGELOG.md'), 'utf8').match(new RegExp(`^## \\[${version}\\]`, 'gm')) ?? []).length,
    1,
  )
})

t.test('what takes too long for every push is run by a schedule, each with a command that there is', async t => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object }
  const scheduled = parse(textOf('scheduled.yml')) as {
    on: { schedule: unknown[] }
    jobs: { 'at-size': { strategy: { matrix: { run: string[] } }; steps: Step[] } }
  }
  t.equal(scheduled.on.schedule.length, 1)
  const { strategy, steps } = scheduled.jobs['at-size']
  t.match(steps.at(-1)!.run, /^\$\{\{ matrix\.run \}\}$/)
  const { run: runs } = strategy.matrix
  for (const name of ['test:faults', 'test:fuzz', 'test:soak', 'test:mutation', 'test:timed']) {
    t.ok(runs.includes(`npm run ${name}`), name)
    t.ok(Object.hasOwn(scripts, name), `${name} is a script of package.json`)
  }
  const files = runs.flatMap(run => run.match(/build\/test\/\S+\.js/) ?? [])
  t.ok(files.length >= 4)
  for (const file of files) t.ok(existsSync(join(root, file)), file)
})

t.test('the package is installed and run where there is nothing else', async t => {
  const commands = stepsOf(workflows.get('ci.yml')!).map(({ run }) => run ?? '')
  t.ok(commands.some(run => /npm pack/.test(run)))
  t.ok(commands.some(run => /npm install \.\.\/entente-\*\.tgz[\s\S]*npx entente demo/.test(run)))
})
