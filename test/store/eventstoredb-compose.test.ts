/** The files that run Entente in containers, read as a compose parser reads them: nothing here needs Docker. */
import { readFileSync } from 'node:fs'
import t from 'tap'
import { parse } from 'yaml'
import { parseConnection } from '../../src/store/eventstoredb/connection.js'

interface Service {
  readonly image?: string
  readonly build?: string
  readonly command?: string[]
  readonly user?: string
  readonly environment?: Record<string, string>
  readonly ports?: string[]
  readonly volumes?: string[]
  readonly networks?: string[]
  readonly mem_limit?: string
  readonly secrets?: string[]
  readonly healthcheck?: { readonly test: string[] }
  readonly depends_on?: Record<string, { readonly condition: string }>
  readonly read_only?: boolean
  readonly tmpfs?: string[]
  readonly cap_drop?: string[]
  readonly security_opt?: string[]
  readonly privileged?: boolean
}

interface Compose {
  readonly services: Record<string, Service>
  readonly volumes: Record<string, unknown>
  readonly networks: Record<string, { readonly internal?: boolean } | null>
  readonly secrets: Record<string, { readonly file: string }>
}

interface Workflow {
  readonly permissions: Record<string, string>
  readonly jobs: Record<
    string,
    {
      readonly permissions?: Record<string, string>
      readonly env?: Record<string, string>
      readonly services?: Record<string, { readonly image: string }>
      readonly steps: readonly {
        readonly uses?: string
        readonly run?: string
        readonly with?: Record<string, unknown>
      }[]
    }
  >
}

const compose = parse(readFileSync('docker-compose.yml', 'utf8'), { strict: true, uniqueKeys: true }) as Compose
const workflow = parse(readFileSync('.github/workflows/ci.yml', 'utf8'), { strict: true }) as Workflow
const PINNED = /^[a-z0-9./-]+:\d+\.\d+\.\d+[a-z0-9.-]*(@sha256:[0-9a-f]{64})?$/

t.test('the compose file', async t => {
  const { eventstoredb } = compose.services
  t.strictSame(Object.keys(compose.services).sort(), ['entente', 'eventstoredb'])
  t.match(eventstoredb?.image, PINNED, 'the database is pinned to a version')
  t.match(eventstoredb?.image, /^eventstore\/eventstore:23\.10\./)
  for (const [name, service] of Object.entries(compose.services)) {
    t.ok(service.healthcheck?.test[0] === 'CMD', `${name} has a health check, without a shell`)
    for (const port of service.ports ?? [])
      t.match(port, /^127\.0\.0\.1:\d+:\d+$/, `${name} is reachable on loopback only`)
    t.match(service.mem_limit, /^\d+g$/, `${name} cannot take all memory`)
    t.strictSame(service.security_opt, ['no-new-privileges:true'], `${name} gains no privileges`)
    t.notOk(service.privileged)
    for (const volume of service.volumes ?? []) {
      const [source = ''] = volume.split(':')
      t.ok(source in compose.volumes, `${name}: ${source} is a named volume, not a directory of the host`)
    }
  }
  t.notOk(eventstoredb?.ports, 'a database that asks for no password is not published')
  t.strictSame(eventstoredb?.networks, ['store'])
  t.equal(compose.networks.store?.internal, true, 'and its network leads nowhere else')
  t.ok((compose.services.entente?.ports ?? []).length > 0)
  t.ok(
    (eventstoredb?.volumes ?? []).some(volume => volume.endsWith(':/var/lib/eventstore')),
    'the log outlives the container',
  )
})

t.test('the service in it', async t => {
  const service = compose.services.entente!
  t.strictSame(service.command, ['node', 'build/src/main.js'])
  t.equal(service.read_only, true, 'its root file system is read-only')
  t.ok((service.tmpfs ?? []).length > 0, 'with a place for temporary files')
  t.strictSame(service.cap_drop, ['ALL'])
  t.equal(service.depends_on?.eventstoredb?.condition, 'service_healthy')
  const { environment = {} } = service
  t.equal(environment.ENTENTE_HOST, '0.0.0.0')
  t.equal(environment.ENTENTE_STORE, 'esdb://eventstoredb:2113?tls=false')
  t.strictSame(parseConnection(environment.ENTENTE_STORE!).hosts, [{ address: 'eventstoredb', port: 2113 }])
  const [secret = ''] = service.secrets ?? []
  t.equal(environment.ENTENTE_KEYS, `/run/secrets/${secret}`, 'beyond loopback it needs keys, which come as a secret')
  t.ok(compose.secrets[secret]?.file)
})

t.test('the image', async t => {
  const lines = readFileSync('Dockerfile', 'utf8')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
  const stages = lines.filter(line => line.startsWith('FROM '))
  t.equal(stages.length, 2, 'what builds is left behind')
  for (const stage of stages) t.match(stage, /^FROM node:2[024]-slim/)
  const last = lines.slice(lines.lastIndexOf(stages[1]!))
  t.equal(last.filter(line => line.startsWith('USER ')).at(-1), 'USER node', 'it does not run as root')
  t.ok(
    last.every(line => !line.startsWith('RUN ')),
    'and nothing is installed into it',
  )
  t.match(last.at(-1), /^CMD \["node", "build\/src\/main\.js"\]$/)
  const writable = last.indexOf('COPY --from=build --chown=node:node /empty data')
  t.ok(writable > 0 && last.indexOf('VOLUME /app/data') > writable, 'it may write where the record is, and it lasts')
  const health = last.find(line => line.startsWith('HEALTHCHECK '))
  t.match(JSON.parse(health?.slice(health.indexOf('[')) ?? '[]'), ['node', '-e', /\/health\/live/])
  const heap = Number(/--max-old-space-size=(\d+)/.exec(last.join('\n'))?.[1])
  t.ok(heap > 0 && heap < 2048, 'the heap ends before the container does')
  const ignored = readFileSync('.dockerignore', 'utf8').split('\n')
  for (const name of ['.git', 'node_modules', 'data', 'secrets', '.env*'])
    t.ok(ignored.includes(name), `${name} stays out`)
  t.match(readFileSync('.gitignore', 'utf8'), /^secrets\/$/m, 'keys are not committed')
})

t.test('the workflow', async t => {
  t.strictSame(workflow.permissions, { contents: 'read' }, 'least permissions')
  const image = compose.services.eventstoredb?.image
  const databases = Object.values(workflow.jobs).flatMap(job => Object.values(job.services ?? {}))
  t.ok(databases.length > 0)
  for (const database of databases) t.equal(database.image, image, 'the tested image is the composed one')
  t.ok(
    Object.values(workflow.jobs).some(job => job.env?.EVENTSTOREDB_URL?.startsWith('esdb://127.0.0.1:')),
    'one job runs the suite against it',
  )
  const steps = Object.values(workflow.jobs).flatMap(job => [...job.steps])
  t.ok(
    steps.some(step => step.run === '.ci/run'),
    'one does what the README says',
  )
  for (const { uses, with: inputs } of steps) {
    if (uses === undefined) continue
    t.match(uses, /^actions\/[a-z-]+@(v\d+|[0-9a-f]{40})/, `${uses} is pinned and GitHub's own`)
    if (uses.startsWith('actions/checkout')) t.equal(inputs?.['persist-credentials'], false)
  }
  for (const job of Object.values(workflow.jobs)) t.notOk(job.permissions, 'no job asks for more')
  t.notMatch(
    readFileSync('.github/workflows/ci.yml', 'utf8'),
    /pull_request_target|secrets\./,
    'no secrets, no privileged trigger',
  )
})

t.test('the audit and the code scanning', async t => {
  const text = readFileSync('.github/workflows/security.yml', 'utf8')
  const security = parse(text, { strict: true }) as Workflow
  t.strictSame(security.permissions, { contents: 'read' })
  t.match(Object.keys(security.jobs).sort(), ['audit', 'code-scanning'])
  t.strictSame(security.jobs['code-scanning']?.permissions, { contents: 'read', 'security-events': 'write' })
  t.notOk(security.jobs.audit?.permissions)
  const steps = Object.values(security.jobs).flatMap(job => [...job.steps])
  for (const { uses } of steps) if (uses !== undefined) t.match(uses, /^(actions|github)\/[a-z/-]+@[0-9a-f]{40}$/, uses)
  t.ok(steps.some(({ run }) => run?.startsWith('npm audit --omit=dev')))
  t.notMatch(text, /pull_request_target|secrets\./)
})
