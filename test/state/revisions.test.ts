import t, { type Test } from 'tap'
import { dayOf } from '../../events/calendar.js'
import { policyV1 } from '../../projections/policy/v1.js'
import { type Claim, resolve } from '../../projections/resolve/claim.js'
import type { Known } from '../../projections/values/place.js'
import { stateAsOf } from '../../src/questions/partner-state.js'
import { createLogIndex, type LogIndex } from '../../src/state/log-index.js'
import { createReading, type Reading } from '../../src/state/reading.js'
import { claimsOf, type Logged, referenceState } from '../reference/reference.js'
import { trainers } from '../support/build.js'
import { growth } from '../support/growth.js'
import { idAt, logged, storedAt } from '../support/stored.js'

/**
 * Logs of an older version, or of another hand, that hold what is not accepted any more. Bounds of time are wide: what
 * they are to catch took minutes, or never ended.
 */
t.setTimeout(290_000)

const KNOWN_DAY = dayOf('2025-01-01')!

function add({ log }: Reading<LogIndex>, one: Logged): void {
  log.add(storedAt(one, log.size, Date.UTC(2024, 6, 1)))
}

function recordOf(log: readonly Logged[]): Reading<LogIndex> {
  const reading = createReading(createLogIndex(), policyV1)
  for (const one of log) add(reading, one)
  return reading
}

const about = { occurredOn: '2024-05-01', claim: trainers().claim }
const retraction = (target: number) => ({
  type: 'ClaimRetracted',
  ...about,
  data: { targetEventId: idAt(target), reason: 'error' },
})
const correction = (target: number, changes: object) => ({
  type: 'ClaimCorrected',
  ...about,
  data: { targetEventId: idAt(target), reason: 'error', changes },
})
const merge = (targets: readonly number[], factId: string) => ({
  type: 'EventsMerged',
  ...about,
  data: { targetEventIds: targets.map(idAt), factId },
})
const strength = (n: number) => ({ data: { strength: { low: n, high: n } } })

/** How a claim stood, without the claim: what points at it would be printed level by level. */
function stood(claim: Claim, known: Known) {
  const { standing, by, event } = resolve(claim, known)
  return { standing, by, event }
}

/** The engine's answer at a place, once it is held to the naive reading of the same log. */
function answerOf(t: Test, reading: Reading<LogIndex>, log: readonly Logged[], known: Known): string {
  const moment = { at: dayOf('2024-06-01')!, known, knownDay: KNOWN_DAY }
  const given = JSON.stringify(stateAsOf(reading.host('NER'), moment))
  const expected = JSON.stringify(referenceState(log, 'NER', moment.at, known, KNOWN_DAY, policyV1))
  t.equal(given, expected, `as known at ${known}, the engine and the reference agree`)
  return given
}

t.test('forty levels of two merges, each naming both of the level below, are read as what they name', async t => {
  const visit = trainers({ type: 'VisitHeld', data: { level: 'head' }, factId: null })
  const levels = Array.from({ length: 40 }, (_, i) => [i * 2, i * 2 + 1])
  const log = logged([visit, visit, ...levels.flatMap(below => [merge(below, 'a'), merge(below, 'b')])])
  const reading = recordOf(log)
  answerOf(t, reading, log, log.length - 1)
  t.strictSame(reading.log.concernedBy(3), ['NER'], 'a merge of events about the world concerns their country')
  t.strictSame(reading.log.concernedBy(50), [], 'a merge of merges says nothing about the world')
  t.match(stood(reading.log.claim(idAt(0))!, log.length), {
    standing: 'merged',
    event: { factId: 'b' },
    by: [idAt(2), idAt(3)],
  })
})

t.test('a chain of 3,000 retractions stands or falls with its length, at every place of the log', async t => {
  const log = logged([trainers(), ...Array.from({ length: 3000 }, (_, i) => retraction(i))])
  const reading = recordOf(log)
  const claim = reading.log.claim(idAt(0))!
  for (const known of [0, 1, 2, 3, 2600, 2601, 2999, 3000]) {
    t.equal(resolve(claim, known).standing, known % 2 === 0 ? 'counts' : 'retracted', `after ${known}`)
  }
  t.match(answerOf(t, reading, log, 3000), /"forceId":"rus-africa-corps-ner"/)
  t.notMatch(answerOf(t, reading, log, 2999), /"forceId":"rus-africa-corps-ner"/)
})

t.test('a chain of 500 corrections, each of the one before, ends in what the last one says', async t => {
  const log = logged([
    trainers(),
    ...Array.from({ length: 500 }, (_, i) =>
      correction(i, i === 0 ? strength(1) : { data: { changes: strength(i + 1) } }),
    ),
  ])
  const reading = recordOf(log)
  t.match(resolve(reading.log.claim(idAt(0))!, 1).event.data, { strength: { low: 1 } })
  t.match(resolve(reading.log.claim(idAt(0))!, 2).event.data, { strength: { low: 2 } })
  t.equal(resolve(reading.log.claim(idAt(0))!, 500).standing, 'corrected')
  answerOf(t, reading, log, 500)
})

t.test('4,000 corrections of one event are each one step', async t => {
  const corrected = (times: number) =>
    logged([trainers(), ...Array.from({ length: times }, (_, i) => correction(0, strength(i + 1)))])
  const log = corrected(4000)
  const reading = recordOf(log)
  const times = await growth(most => recordOf(corrected(most)), 500, 8)
  t.ok(times < 24, `${times.toFixed(1)} times as long for eight times as many`)
  for (const known of [4000, 1, 2000]) {
    t.match(resolve(reading.log.claim(idAt(0))!, known).event.data, { strength: { low: known } })
    answerOf(t, reading, log, known)
  }
})

t.test('a retracted merge joins nothing, and joins again when the retraction is retracted', async t => {
  const visit = trainers({ type: 'VisitHeld', data: { level: 'head' }, factId: null })
  const log = logged([
    visit,
    { ...visit, occurredOn: '2024-04-11' },
    merge([0, 1], 'one'),
    retraction(2),
    retraction(3),
  ])
  const reading = recordOf(log)
  const factAt = (known: Known) => [0, 1].map(i => resolve(reading.log.claim(idAt(i))!, known).event.factId)
  t.strictSame([1, 2, 3, 4].map(factAt), [
    [undefined, undefined],
    ['one', 'one'],
    [undefined, undefined],
    ['one', 'one'],
  ])
  for (const known of [1, 2, 3, 4]) answerOf(t, reading, log, known)
})

t.test('corrections that make no event together apply one by one, and what would make none is left out', async t => {
  const log = logged([
    trainers(),
    correction(0, { data: { strength: { low: 300 } } }),
    correction(0, { occurredOn: '2024-04-12' }),
    correction(0, { data: { strength: { high: 400 } } }),
  ])
  const reading = recordOf(log)
  const claims = claimsOf(log)
  for (const claim of [reading.log.claim(idAt(0))!, claims[0]!]) {
    t.match(
      resolve(claim, 1),
      { standing: 'counts', by: [], event: { occurredOn: '2024-04-10' } },
      'low above high is no event',
    )
    t.match(stood(claim, 2), { by: [idAt(2)], event: { occurredOn: '2024-04-12', data: { strength: { low: 2 } } } })
    t.match(stood(claim, 3), {
      by: [idAt(1), idAt(2), idAt(3)],
      event: { data: { strength: { low: 300, high: 400 } } },
    })
  }
})

t.test('what points at itself, at a later event or at nothing says nothing, and nothing stops', async t => {
  const log = logged([
    retraction(0),
    retraction(2),
    trainers(),
    correction(99, strength(5)),
    retraction(3),
    merge([2, 6, 98], 'm'),
  ])
  const reading = recordOf(log)
  t.equal(resolve(reading.log.claim(idAt(2))!, 6).standing, 'merged')
  t.strictSame(
    log.map((_, i) => reading.log.concernedBy(i)),
    [[], [], ['NER'], [], [], ['NER']],
  )
  answerOf(t, reading, log, 5)
})

t.test('an id that comes twice counts once, the first time', async t => {
  const log = logged([trainers(), correction(0, strength(40)), correction(0, strength(50))])
  const doubled = [...log, { id: idAt(1), event: log[2]!.event }, { id: idAt(0), event: log[0]!.event }]
  answerOf(t, recordOf(doubled), doubled, 4)
})

t.test('what is said of a claim while it is elsewhere counts when it comes back to a host that was asked before', t => {
  const log = logged([
    trainers({ country: 'MLI', occurredOn: '2024-03-01' }),
    correction(0, { country: 'NER' }),
    correction(0, { country: 'BFA' }),
    correction(0, { occurredOn: '2024-04-01' }),
    retraction(2),
  ])
  const reading = createReading(createLogIndex(), policyV1)
  for (const one of log) {
    add(reading, one)
    for (const host of ['NER', 'MLI', 'BFA']) {
      const found = reading.host(host)
      if (found !== null)
        stateAsOf(found, { at: dayOf('2024-06-01')!, known: reading.log.size - 1, knownDay: KNOWN_DAY })
    }
  }
  const at = dayOf('2024-06-01')!
  const given = stateAsOf(reading.host('NER')!, { at, known: 4, knownDay: KNOWN_DAY })
  const { basis: _, ...state } = JSON.parse(JSON.stringify(given))
  const expected = JSON.parse(JSON.stringify(referenceState(log, 'NER', at, 4, KNOWN_DAY, policyV1)))
  delete expected.basis
  t.same(state.forces, expected.forces)
  t.match(state.forces, [{ since: '2024-04-01' }])
  t.end()
})
