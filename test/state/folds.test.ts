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
import { logged, storedAt } from '../support/stored.js'

/** How much of a history is folded for a question, counted by how often the weights of grades are looked up. */
const AT = dayOf('2024-06-01')!
const KNOWN_DAY = dayOf('2025-01-01')!

const reports = (count: number) =>
  logged(
    Array.from({ length: count }, (_, i) => {
      if (i === 0) return trainers()
      const occurredOn = `2024-04-${String(1 + (i % 28)).padStart(2, '0')}`
      const { forceId } = trainers().data as { forceId: string }
      return {
        ...trainers(),
        type: 'ForceStrengthReported',
        occurredOn,
        data: { forceId, strength: { low: i, high: i } },
      }
    }),
  )

function counted(): { readonly policy: Policy; readonly looks: () => number } {
  let count = 0
  const policy: Policy = {
    ...policyV1,
    get grading() {
      count++
      return policyV1.grading
    },
  }
  const looks = () => {
    const since = count
    count = 0
    return since
  }
  return { policy, looks }
}

const add = (reading: Reading<LogIndex>, log: readonly Logged[], from: number, to: number) => {
  for (let i = from; i < to; i++) reading.log.add(storedAt(log[i]!, i, Date.UTC(2024, 6, 1)))
}
const answer = (reading: Reading, known: Known) =>
  JSON.stringify(stateAsOf(reading.host('NER'), { at: AT, known, knownDay: KNOWN_DAY }))
const expected = (log: readonly Logged[], known: Known) =>
  JSON.stringify(referenceState(log, 'NER', AT, known, KNOWN_DAY, policyV1))

/** Looks for the first question about so many claims of one object, as known at a share of them. */
function firstQuestion(count: number, share: number): number {
  const { policy, looks } = counted()
  const reading = createReading(createLogIndex(), policy)
  add(reading, reports(count), 0, count)
  looks()
  answer(reading, Math.floor((count - 1) * share))
  return looks()
}

for (const [what, share] of [
  ['as all of it is known', 1],
  ['as half of it was known', 0.5],
] as const) {
  t.test(`the first question folds an object once ${what}: twice as many claims cost twice as much`, t => {
    const [once, twice] = [firstQuestion(15, share), firstQuestion(30, share)]
    t.ok(once > 15 * share, `every claim is looked at: ${once}`)
    t.ok(twice < once * 2.5, `${twice} for 30 claims, ${once} for 15; with the square it would be four times`)
    t.end()
  })
}

t.test('what comes to more than there was is folded once as well, and answers what the whole log does', t => {
  const log = reports(60)
  const { policy, looks } = counted()
  const reading = createReading(createLogIndex(), policy)
  add(reading, log, 0, 5)
  t.equal(answer(reading, 4), expected(log, 4))
  add(reading, log, 5, 60)
  looks()
  t.equal(answer(reading, 59), expected(log, 59))
  const more = looks()
  t.ok(more < firstQuestion(60, 1) * 1.5, `${more} looks for 55 claims more`)
  for (const known of [4, 30, 58]) t.equal(answer(reading, known), expected(log, known), `as known at ${known}`)
  t.end()
})

t.test('one event more folds its own object, and what was known before it stays', t => {
  const log = reports(40)
  const { policy, looks } = counted()
  const reading = createReading(createLogIndex(), policy)
  add(reading, log, 0, 39)
  answer(reading, 38)
  add(reading, log, 39, 40)
  looks()
  t.equal(answer(reading, 39), expected(log, 39))
  t.ok(looks() < firstQuestion(40, 1) * 1.5)
  t.equal(answer(reading, 38), expected(log, 38))
  t.end()
})
