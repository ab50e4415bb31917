import fc from 'fast-check'
import t from 'tap'
import { dayOf } from '../../events/calendar.js'
import type { Policy } from '../../projections/policy/policy.js'
import { policyV1 } from '../../projections/policy/v1.js'
import type { Known } from '../../projections/values/place.js'
import { stateAsOf } from '../../src/questions/partner-state.js'
import { createLogIndex, type LogIndex } from '../../src/state/log-index.js'
import { createReading, type Reading } from '../../src/state/reading.js'
import { type Logged, referenceState } from '../reference/reference.js'
import { trainers } from '../support/build.js'
import { idAt, logged, storedAt } from '../support/stored.js'

/** Many claims of one fact that fades: each costs one step, whatever is said of the others. */
t.setTimeout(290_000)

const AT = dayOf('2024-06-01')!
const KNOWN_DAY = dayOf('2025-01-01')!
const { claim } = trainers()

const visit = (source: string, more: object = {}, said: object = {}) =>
  trainers({
    type: 'VisitHeld',
    data: { level: 'head' },
    factId: 'talks',
    ...more,
    claim: { ...(claim as object), sourceId: source, ...said },
  })

function recordOf(log: readonly Logged[], policy: Policy = policyV1): Reading<LogIndex> {
  const reading = createReading(createLogIndex(), policy)
  for (const [i, one] of log.entries()) {
    reading.log.add(storedAt(one, i, Date.UTC(2024, 6, 1)))
  }
  return reading
}

const answer = (reading: Reading, known: Known) =>
  JSON.stringify(stateAsOf(reading.host('NER'), { at: AT, known, knownDay: KNOWN_DAY }))
const expected = (log: readonly Logged[], known: Known) =>
  JSON.stringify(referenceState(log, 'NER', AT, known, KNOWN_DAY, policyV1))

/** How often the weights of grades are looked up until the first question about some claims is answered. */
function gradings(inputs: readonly Record<string, unknown>[]): number {
  let count = 0
  const counting: Policy = {
    ...policyV1,
    get grading() {
      count++
      return policyV1.grading
    },
  }
  const log = logged(inputs)
  answer(recordOf(log, counting), log.length - 1)
  return count
}

const many = (count: number, make: (i: number) => Record<string, unknown>) =>
  Array.from({ length: count }, (_, i) => make(i))

for (const [what, make] of [
  ['one source', () => visit('s-a')],
  ['ten sources', (i: number) => visit(`s-${i % 10}`)],
  ['sources of their own', (i: number) => visit(`s-${i}`)],
  ['some who deny it', (i: number) => visit(`s-${i % 7}`, {}, { modality: i % 3 === 0 ? 'denied' : 'asserted' })],
  ['different days', (i: number) => visit('s-a', { occurredOn: `2024-04-${String(1 + (i % 28)).padStart(2, '0')}` })],
] as const) {
  t.test(`claims of one fact by ${what}: twice as many cost twice as much`, async t => {
    const [once, twice] = [gradings(many(250, make)), gradings(many(500, make))]
    t.ok(once > 250, `every claim is graded: ${once}`)
    t.ok(twice < once * 2.5, `${twice} for 500 claims, ${once} for 250; with the square it would be four times`)
  })
}

t.test('a fact that hundreds of families tell is as sure as the policy lets any be, and no more', async t => {
  const log = logged(many(450, i => visit(`s-${i}`, {}, { reliability: 'A', credibility: 1 })))
  const given = answer(recordOf(log), 449)
  t.equal(given, expected(log, 449))
  t.notMatch(given, /"(low|point|high)":null/)
})

t.test('claims of one fact, each about a force of its own, are put where they belong in steps, not in cubes', t => {
  const log = logged(
    many(300, i => trainers({ factId: 'arrival', data: { ...(trainers().data as object), forceId: `force-${i}` } })),
  )
  const reading = recordOf(log)
  for (const known of [299, 120]) t.equal(answer(reading, known), expected(log, known))
  t.end()
})

t.test('each of many objects under one fact costs its own step: twice as many cost about twice as much', async t => {
  const forces = (count: number) =>
    gradings(
      many(count, i => trainers({ factId: 'arrival', data: { ...(trainers().data as object), forceId: `f-${i}` } })),
    )
  const [once, twice] = [forces(150), forces(300)]
  t.ok(twice < once * 3, `${twice} for 300 forces, ${once} for 150; with the square it would be four times`)
})

t.test('who shares a fact of many and another of few is found once', t => {
  const force = (id: string, factId: string) =>
    trainers({ factId, data: { ...(trainers().data as object), forceId: id } })
  const few = [force('f-0', 'few'), force('f-x', 'few')]
  const log = logged([...few, ...many(90, i => force(`f-${i}`, 'crowd')), force('f-x', 'few'), force('f-0', 'few')])
  for (const known of [log.length - 1, log.length - 3, 60, 1]) {
    const all = recordOf(log)
    t.equal(answer(all, known), expected(log, known), `as known at ${known}`)
  }
  t.end()
})

const source = fc.constantFrom('s-a', 's-b', 's-c', 's-memory')
const told = fc
  .record({
    source,
    day: fc.constantFrom('2024-03-02', '2024-04-10', '2024-04', '2024', '../2024-05-01'),
    reliability: fc.constantFrom('A', 'C', 'E'),
    credibility: fc.constantFrom(1, 3, 5),
    modality: fc.constantFrom('asserted', 'asserted', 'asserted', 'denied', 'planned'),
    verified: fc.constantFrom('page', 'memory'),
    level: fc.constantFrom('head', 'minister'),
  })
  .map(({ source, day, level, ...said }) => visit(source, { occurredOn: day, data: { level } }, said))
interface Pointing {
  readonly target: number
  readonly what: { readonly type: string; readonly data: object }
}
const pointing: fc.Arbitrary<Record<string, unknown> | Pointing> = fc.record({
  target: fc.nat(100),
  what: fc.constantFrom(
    { type: 'ClaimRetracted', data: { reason: 'error' } },
    { type: 'ClaimCorrected', data: { reason: 'error', changes: { factId: null } } },
    { type: 'ClaimCorrected', data: { reason: 'error', changes: { factId: 'talks' } } },
    { type: 'ClaimCorrected', data: { reason: 'error', changes: { country: 'MLI' } } },
    { type: 'ClaimCorrected', data: { reason: 'error', changes: { occurredOn: '2024-02-01' } } },
    { type: 'EventsMerged', data: { factId: 'talks' } },
  ),
})
const regraded = source.map(sourceId => ({
  type: 'SourceRegraded',
  data: { sourceId, reliability: 'B' },
  occurredOn: '2024-05-01',
  claim,
}))
const apart = told.map(event => ({ ...event, factId: null }))

t.test('whatever is said of its claims in between, a fact of many is what all of them make', async t => {
  let compared = 0
  const step = fc.oneof({ weight: 8, arbitrary: told }, { weight: 3, arbitrary: pointing }, regraded, apart)
  fc.assert(
    fc.property(fc.array(told, { minLength: 9, maxLength: 9 }), fc.array(step, { maxLength: 25 }), (first, then) => {
      const inputs = [...first, ...then].map((one, i): Record<string, unknown> => {
        if (!('what' in one)) return one
        const { target, what } = one as Pointing
        const { type, data } = what
        const targets = [idAt(target % i), idAt((target + 1) % i)]
        const pointed =
          type === 'EventsMerged' ? { targetEventIds: [...new Set(targets)] } : { targetEventId: targets[0] }
        return { type, data: { ...data, ...pointed }, occurredOn: '2024-05-01', claim }
      })
      const log = logged(inputs)
      const patient = recordOf(log)
      for (const known of [log.length - 1, 8, 9, 10, (log.length + 8) >> 1]) {
        if (known >= log.length) continue
        if (answer(patient, known) !== expected(log, known)) throw new Error(`as known at ${known} of ${log.length}`)
        compared++
      }
    }),
    { numRuns: 150 },
  )
  t.ok(compared > 600, `${compared} answers compared`)
})
