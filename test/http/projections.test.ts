import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import t, { type Test } from 'tap'
import type { Policy } from '../../projections/policy/policy.js'
import { policyV1 } from '../../projections/policy/v1.js'
import type { App } from '../../src/http/server/context.js'
import type { ProjectionReport } from '../../src/questions/projections.js'
import { followLog as follow } from '../../src/state/live.js'
import { createMemoryStore } from '../../src/store/memory.js'
import type { EventStore } from '../../src/store/store.js'
import { appended, build, trainers } from '../support/build.js'
import { ringOfAll } from '../support/keys.js'
import { poisonedBy } from '../support/poison.js'
import { startService } from '../support/service.js'

t.setTimeout(290_000)

/** One that names nobody but who is far above the threshold. */
const strict: Policy = { ...policyV1, id: 'strict', decision: { ...policyV1.decision, threshold: 0.99 } }
const LIVE = 'partner-state@2'
const STRICT = `${LIVE}:strict`
const claim = { sourceId: 'test', reliability: 'A', credibility: 1, modality: 'asserted' }

const agreement = (country: string, kind: string, fields: object = {}) => ({
  type: 'AgreementSigned',
  country,
  partner: 'FRA',
  occurredOn: '2024-01-10',
  data: { agreementId: `${country}-${kind}`.toLowerCase(), kind, onSignature: true },
  claim,
  ...fields,
})

async function listed(app: App): Promise<readonly ProjectionReport[]> {
  const reply = await app.inject('/v1/projections')
  return reply.json()
}

async function until(app: App, name: string, ...statuses: ProjectionReport['status'][]): Promise<ProjectionReport> {
  for (let tries = 0; tries < 600; tries++) {
    const found = (await listed(app)).find(({ projection }) => projection === name)
    if (found !== undefined && statuses.includes(found.status)) return found
    await delay(20)
  }
  throw new Error(`${name} is not ${statuses} but ${JSON.stringify(await listed(app))}`)
}

async function posted(app: App, ...events: object[]): Promise<string[]> {
  const positions: string[] = []
  for (const payload of events) {
    const reply = await app.inject({ method: 'POST', url: '/v1/events', payload })
    if (reply.statusCode > 201) throw new Error(reply.body)
    positions.push(reply.json().position)
  }
  return positions
}

const change = (app: App, name: string, what: 'switch' | 'rollback' | 'build') =>
  app.inject({ method: 'POST', url: `/v1/projections/${name}/${what}` })

const stateOf = async (app: App, query = '') => (await app.inject(`/v1/countries/NER?at=2024-04-12${query}`)).body

async function listening(t: Test, deps: Parameters<typeof build>[1]) {
  const built = await build(t, deps)
  await built.app.listen({ host: '127.0.0.1', port: 0 })
  return built
}

t.test('a version is built beside the live one, compared, switched to at once, and rolled back', async t => {
  const { app, store } = await listening(t, { policies: [strict] })
  await posted(app, trainers(), agreement('NER', 'mutual-defence'), agreement('MLI', 'mutual-defence'))
  t.equal((await change(app, STRICT, 'build')).statusCode, 200)
  const ready = await until(app, STRICT, 'ready')
  t.match(ready, { policy: 'strict', answers: false, stoppedAt: null, folded: null, position: await store.head() })
  t.equal(ready.sample?.position, await store.head(), 'once more, with what came since the start')
  t.equal(ready.sample?.asked, 8, 'four questions about each of two hosts')
  t.match(ready.sample?.differences[0], { dimension: 'security', live: { primary: 'FRA' }, built: { primary: null } })
  t.match((await listed(app))[0], { projection: LIVE, status: 'live', answers: true, position: await store.head() })
  const [before, under] = [await stateOf(app), await stateOf(app, '&policy=strict')]
  t.not(before, under, 'control: they answer otherwise')
  const switched = await change(app, STRICT, 'switch')
  t.equal(switched.statusCode, 200)
  t.match(switched.json()[0], { projection: STRICT, status: 'live' })
  t.match(
    (await listed(app)).find(one => one.projection === LIVE),
    { status: 'retired', answers: false },
  )
  t.equal(await stateOf(app), under, 'every question without a policy is answered by it')
  t.equal(await stateOf(app, '&policy=v1'), before, 'and the other one under its name')
  t.match((await app.inject('/v1/policies')).json().policies[0], { id: 'strict' })
  t.equal((await app.inject('/health/ready')).statusCode, 200)
  t.equal((await change(app, STRICT, 'switch')).statusCode, 200, 'told again it changes nothing')
  await posted(app, agreement('NER', 'base'))
  const later = await stateOf(app, '&policy=v1')
  t.equal((await change(app, 'partner-state', 'rollback')).statusCode, 200)
  t.equal(await stateOf(app), later, 'the one before took in what came meanwhile')
  t.match((await listed(app))[0], { projection: LIVE, status: 'live' })
})

t.test('what cannot take over is refused and says why', async t => {
  const { ring, keys } = ringOfAll()
  const { app } = await listening(t, { policies: [strict], keys: ring })
  const as = (key: string, url: string) =>
    app.inject({ method: 'POST', url, headers: { authorization: `Bearer ${key}` } })
  t.equal((await as(keys.write, `/v1/projections/${STRICT}/switch`)).statusCode, 403, 'it takes an admin')
  t.match((await as(keys.admin, '/v1/projections/partner-state@9/switch')).json(), { code: 'unknown-projection' })
  t.match((await as(keys.admin, `/v1/projections/${LIVE}/rollback`)).json(), {
    status: 409,
    code: 'projection-not-ready',
    detail: /no projection answered before/,
  })
  t.match((await as(keys.admin, `/v1/projections/${STRICT}/rollback`)).json(), { detail: /does not answer/ })
  const rival = `${LIVE}:structure`
  t.match((await as(keys.admin, `/v1/projections/${rival}/switch`)).json(), { code: 'unknown-projection' }, 'not built')
  t.equal((await as(keys.admin, `/v1/projections/${rival}/build`)).statusCode, 200)
})

t.test('an event that a version cannot fold stops that version at its position, and nothing else', async t => {
  const poison = poisonedBy('resource', { id: 'poisoned' })
  const { app } = await listening(t, { policies: [poison, strict] })
  const [, second] = await posted(app, trainers(), agreement('NER', 'resource'), agreement('MLI', 'sofa'))
  const stopped = await until(app, `${LIVE}:poisoned`, 'stopped')
  t.match(stopped.stoppedAt, { position: second, code: 'event-not-folded', reason: /resource/ })
  t.ok(stopped.position! < second!, 'it answers up to the event before')
  await until(app, STRICT, 'ready')
  const ready = await app.inject('/health/ready')
  t.equal(ready.statusCode, 200, 'the one that answers goes on')
  t.match(ready.json(), { stopped: [{ projection: `${LIVE}:poisoned`, position: second, code: 'event-not-folded' }] })
  t.match(
    (await app.inject('/metrics')).body,
    /entente_projection_status{projection="partner-state@2:poisoned",status="stopped"} 1/,
  )
  t.match((await change(app, `${LIVE}:poisoned`, 'switch')).json(), { code: 'projection-not-ready' })
  t.equal((await app.inject({ method: 'POST', url: '/v1/events', payload: trainers() })).statusCode, 201)
  t.match(JSON.parse(await stateOf(app, '&policy=poisoned')), { basis: { position: stopped.position } })
})

t.test('the live version stops at its position; a mended one goes on and equals a clean replay', async t => {
  const store = createMemoryStore()
  const poison = poisonedBy('resource', {})
  const mended: Policy = { ...policyV1, id: 'mended' }
  const state = follow({ store, policy: poison, now: Date.now })
  t.teardown(() => state.stop())
  const { app } = await listening(t, { store, state, policies: [mended] })
  const [first] = await posted(app, agreement('NER', 'mutual-defence'))
  const before = await stateOf(app)
  await until(app, `${LIVE}:mended`, 'ready')
  const second = await appended(store, agreement('NER', 'resource'))
  await until(app, LIVE, 'stopped')
  t.match((await listed(app))[0], { projection: LIVE, position: first, stoppedAt: { position: second }, answers: true })
  const health = await app.inject('/health/ready')
  t.match(health, { statusCode: 503 })
  t.match(health.json(), {
    status: 'stopped',
    trouble: { what: 'projection-stopped', reason: /resource/ },
    stoppedAt: null,
  })
  t.equal(await stateOf(app), before, 'what was known before is answered')
  const stale = await app.inject('/v1/countries/NER')
  t.match(stale.headers['entente-stale-since'], /Z$/, 'and marked')
  t.equal((await app.inject('/v1/countries/NER?policy=mended')).headers['entente-stale-since'], undefined)
  for (const asked of [`asKnownAt=${second}`, `minPosition=${second}`, `asKnownAt=${new Date().toISOString()}`]) {
    t.match((await app.inject(`/v1/countries/NER?${asked}`)).json(), { status: 503, code: 'projection-stopped' }, asked)
  }
  t.equal((await app.inject(`/v1/countries/NER?asKnownAt=${first}`)).statusCode, 200)
  t.match((await app.inject({ method: 'POST', url: '/v1/events', payload: trainers() })).json(), {
    code: 'reading-stopped',
  })
  t.equal((await app.inject('/v1/events')).json().events.length, 2, 'the log is read on')
  t.equal((await change(app, `${LIVE}:mended`, 'switch')).statusCode, 200)
  t.equal((await app.inject('/health/ready')).statusCode, 200)
  await posted(app, trainers(), agreement('MLI', 'resource'))
  const clean = await build(t, { store, state: follow({ store, policy: mended, now: Date.now }) })
  await clean.app.inject('/v1/countries?minPosition=0000000000000004')
  for (const url of [
    '/v1/countries/NER?at=2024-04-12',
    '/v1/countries/MLI?at=2024-04-12',
    '/v1/countries?at=2024-05-01',
  ]) {
    t.equal((await app.inject(url)).body, (await clean.app.inject(url)).body, url)
  }
  t.match(
    (await change(app, LIVE, 'switch')).json(),
    { code: 'projection-not-ready' },
    'the one that stopped stays out',
  )
  t.match((await change(app, `${LIVE}:mended`, 'rollback')).json(), { code: 'projection-not-ready' })
})

t.test('a question that fails for a reason of its own stops no projection', async t => {
  const store: EventStore = createMemoryStore()
  let failures = 0
  const odd = poisonedBy('resource', {}, () => failures-- > 0)
  const state = follow({ store, policy: odd, now: Date.now })
  t.teardown(() => state.stop())
  const { app } = await listening(t, { store, state })
  await posted(app, agreement('NER', 'resource'))
  failures = 1
  t.equal((await app.inject('/v1/countries/NER?at=2024-04-12')).statusCode, 500)
  for (let tries = 0; tries < 200 && (await app.inject('/v1/countries/NER?at=2024-04-12')).statusCode !== 200; tries++)
    await delay(10)
  t.equal((await app.inject('/v1/countries/NER?at=2024-04-12')).statusCode, 200, 'it was folded anew')
  t.match((await listed(app))[0], { status: 'live', stoppedAt: null })
})

t.test('a switch outlasts the process, and so does the way back', async t => {
  const directory = t.testdir({ policies: {} })
  writeFileSync(join(directory, 'policies', 'strict.json'), JSON.stringify(strict))
  const environment = {
    ENTENTE_STORE: `sqlite:${join(directory, 'data')}`,
    ENTENTE_POLICIES: join(directory, 'policies'),
    ENTENTE_LOG_LEVEL: 'info',
  }
  async function statuses(url: string) {
    const list = (await (await fetch(`${url}/v1/projections`)).json()) as ProjectionReport[]
    return Object.fromEntries(list.map(({ projection, status }) => [projection, status]))
  }
  const first = await startService(t, environment)
  await fetch(`${first.url}/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(trainers()),
  })
  while ((await statuses(first.url))[STRICT] !== 'ready') await delay(20)
  await fetch(`${first.url}/v1/projections/${STRICT}/switch`, { method: 'POST' })
  t.ok(existsSync(join(directory, 'data', 'entente.projection')))
  first.child.kill('SIGKILL')
  await first.ended
  const second = await startService(t, environment)
  t.match(await statuses(second.url), { [STRICT]: 'live', [LIVE]: 'retired' })
  const state = (await (await fetch(`${second.url}/v1/countries/NER`)).json()) as { basis: { policy: string } }
  t.equal(state.basis.policy, 'strict')
  const back = await fetch(`${second.url}/v1/projections/${STRICT}/rollback`, { method: 'POST' })
  t.equal(back.status, 200)
  second.child.kill('SIGKILL')
  await second.ended
  const third = await startService(t, environment)
  t.match(await statuses(third.url), { [LIVE]: 'live' })
  third.child.kill('SIGKILL')
  await third.ended
})
