import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { policies } from '../../projections/policy/policies.js'
import type { Policy } from '../../projections/policy/policy.js'
import { policySchema } from '../../projections/policy/schema.js'
import { policyV1 } from '../../projections/policy/v1.js'
import { ConfigError } from '../../src/config.js'
import { readPolicies } from '../../src/policy-files.js'
import { createPoliciesAnswers } from '../../src/questions/policies.js'
import { createLogIndex } from '../../src/state/log-index.js'
import { createReading } from '../../src/state/reading.js'
import { ask, buildWithDossier, type State } from '../support/dossier.js'

t.setTimeout(300_000)

interface SideBySide {
  readonly country: string
  readonly at: string
  readonly policies: readonly (Pick<State, 'dimensions'> & {
    readonly policy: string
    readonly policyHash: string
    readonly basis: { readonly policy: string; readonly policyHash: string }
  })[]
}

const questions = [
  '/v1/countries?at=2024-04-12',
  '/v1/countries?from=2023-01-01&to=2024-04-12',
  '/v1/countries/NER?at=2024-04-12',
  '/v1/countries/NER/explanation?at=2024-04-12&partner=RUS',
  '/v1/countries/NER/timeline?from=2024-01-01',
  '/v1/countries/NER/history?from=2023-01-01&to=2024-04-12',
  '/v1/countries/NER/diff?from=2023-07-25&to=2024-04-12',
  '/v1/partners/FRA/footprint?at=2024-04-12&from=2022-01-01',
  '/v1/realignments?from=2022-01-01&to=2024-04-12',
  '/v1/panel?from=2022&to=2024&step=year',
  '/v1/blind-spots?at=2024-04-12',
  '/v1/anomalies',
]

t.test('every question is answered under the policy that it names, and v1 stays as it was', async t => {
  const { app } = await buildWithDossier(t)
  const textOf = async (url: string) => {
    const reply = await app.inject({ url })
    if (reply.statusCode !== 200) throw new Error(`${url}: ${reply.statusCode} ${reply.payload}`)
    return reply.payload
  }
  const { policies: listed } = await ask<{ policies: { id: string; hash: string }[] }>(app, '/v1/policies')
  t.same(
    listed.map(({ id }) => id),
    ['v1', 'structure', 'events'],
  )
  const before = await Promise.all(questions.map(textOf))
  for (const { id, hash } of listed) {
    for (const [i, question] of questions.entries()) {
      const text = await textOf(`${question}${question.includes('?') ? '&' : '?'}policy=${id}`)
      const named = JSON.stringify(JSON.parse(text)).match(/"policy":"([^"]+)","policyHash":"([^"]+)"/)!
      t.same(named.slice(1), [id, hash], `${question} under ${id}`)
      if (id === 'v1') t.equal(text, before[i], 'the same bytes as without a name')
      else t.not(text, before[i])
    }
  }
  t.same(await Promise.all(questions.map(textOf)), before, 'whatever else was asked meanwhile')
  for (const question of questions) {
    const refused = await app.inject({ url: `${question}${question.includes('?') ? '&' : '?'}policy=v9` })
    t.equal(refused.statusCode, 404, question)
    t.equal(refused.json<{ code: string }>().code, 'unknown-policy')
  }
})

t.test('the policies side by side say what the state under each of them says', async t => {
  const { app } = await buildWithDossier(t)
  const seen = new Set<string>()
  for (const [country, at] of [
    ['NER', '2024-04-12'],
    ['MLI', '2023-01-01'],
    ['TCD', '2024-12-31'],
  ]) {
    const sides = await ask<SideBySide>(app, `/v1/countries/${country}/policies?at=${at}`)
    t.match(sides, { country, at })
    t.equal(sides.policies.length, policies.length)
    for (const { policy, policyHash, basis, dimensions } of sides.policies) {
      const state = await ask(app, `/v1/countries/${country}?at=${at}&policy=${policy}`)
      t.same(dimensions, state.dimensions, `${country} under ${policy}`)
      t.same(basis, state.basis)
      t.equal(basis.policyHash, policyHash)
      const { hash, ...document } = await ask<{ hash: string }>(app, `/v1/policies/${policy}`)
      t.equal(hash, policyHash)
      t.same(document, JSON.parse(JSON.stringify(policies.find(({ id }) => id === policy))))
      seen.add(`${country} ${JSON.stringify([dimensions.security.status, dimensions.security.contenders])}`)
    }
  }
  t.ok(seen.size > 4, `${seen.size} verdicts of three countries`)
  t.equal((await app.inject('/v1/countries/NER/policies?policy=v1')).statusCode, 400, 'all of them are asked')
  t.equal((await app.inject('/v1/countries/Nigeria/policies')).statusCode, 404)
})

t.test('structure alone has no drivers that fade, and events alone none that stand', async t => {
  const { app } = await buildWithDossier(t)
  interface Why {
    readonly drivers: readonly { readonly part: string; readonly contribution: number }[]
  }
  for (const [policy, silent] of [
    ['structure', 'flow'],
    ['events', 'structural'],
  ] as const) {
    const why = await ask<Why>(
      app,
      `/v1/countries/NER/explanation?at=2024-04-12&partner=RUS&limit=1000&policy=${policy}`,
    )
    t.ok(why.drivers.length > 0)
    t.same(
      why.drivers.filter(({ part, contribution }) => part === silent && contribution !== 0),
      [],
      policy,
    )
  }
})

t.test('readings beside the first are held up to a number, and answer the same when they were let go', async t => {
  const first = createReading(createLogIndex(), policyV1)
  const others = ['a', 'b', 'c'].map((id): Policy => ({ ...policyV1, id }))
  const answers = createPoliciesAnswers(first, others, () => 0, 2)
  const [a, b] = [answers.of('a'), answers.of('b')]
  t.equal(answers.of('a'), a, 'held')
  answers.of('c')
  t.equal(answers.of('a'), a, 'the one that was asked for longest ago was let go')
  t.not(answers.of('b'), b)
  t.equal(answers.of('b')!.policyHash, b!.policyHash)
  t.equal(answers.of('v1')!.policy, policyV1, 'the first stays')
  t.equal(answers.of('d'), null)
  t.throws(() => createPoliciesAnswers(first, [policyV1], () => 0), /one id/)
})

t.test('the documents of the program are documents', async t => {
  for (const policy of policies) {
    const plain = JSON.parse(JSON.stringify(policy))
    t.same(policySchema.parse(plain), plain, policy.id)
  }
})

t.test('a document of a folder is asked for by its id; what is wrong with one is told with its path', async t => {
  const folder = t.testdir()
  const write = (name: string, document: unknown) =>
    writeFileSync(join(folder, name), typeof document === 'string' ? document : JSON.stringify(document))
  write('mine.json', {
    ...policyV1,
    id: 'mine',
    structuralShare: { ...policyV1.structuralShare, security: 0.5 },
    hash: '',
  })
  write('notes.txt', 'no document')
  t.same(
    readPolicies(folder).map(({ id }) => id),
    ['mine'],
  )
  t.same(readPolicies(null), [])

  const { flows } = policyV1
  const { protest: _left, ...fewer } = flows
  const wrong: readonly (readonly [what: object | string, told: RegExp])[] = [
    [{ ...policyV1, id: 'x', flows: { ...flows, call: { ...flows.call, halfLife: 0 } } }, /\/flows\/call\/halfLife/],
    [{ ...policyV1, id: 'x', flows: fewer }, /\/flows\/protest/],
    [{ ...policyV1, id: 'x', decision: { ...policyV1.decision, lede: 1 } }, /\/decision\/lede: no such name/],
    [{ ...policyV1, id: 'x', sanctionsEased: '0.5' }, /\/sanctionsEased/],
    [{ ...policyV1, id: 'x', structuralShare: { ...policyV1.structuralShare, arms: 2 } }, /\/structuralShare\/arms/],
    [{ ...policyV1, id: 'v1' }, /\/id: the program has a policy v1 already/],
    [{ ...policyV1, id: 'mine' }, /\/id: .*mine\.json has a policy mine already/],
    [{ ...policyV1, id: 'Not One' }, /\/id: an id of small letters/],
    [[], / \/: /],
    ['{', /is no JSON/],
  ]
  for (const [document, told] of wrong) {
    write('wrong.json', document)
    t.throws(() => readPolicies(folder), told)
    t.throws(() => readPolicies(folder), /ENTENTE_POLICIES: .*wrong\.json/)
    t.throws(() => readPolicies(folder), ConfigError)
  }
  t.throws(() => readPolicies(join(folder, 'nowhere')), ConfigError)
})
