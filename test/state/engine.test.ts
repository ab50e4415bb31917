import fc from 'fast-check'
import t from 'tap'
import { type Day, dayOf, FIRST_DAY, isoOf } from '../../events/calendar.js'
import type { RunsByDimension } from '../../projections/answers/partner-state.js'
import { policyV1 } from '../../projections/policy/v1.js'
import type { Known } from '../../projections/values/place.js'
import { inOneGo } from '../../projections/values/steps.js'
import { intervalsByDimension } from '../../src/questions/intervals.js'
import { coveredRuns, stateAsOf, stateTextAsOf } from '../../src/questions/partner-state.js'
import { createLogIndex, type LogIndex } from '../../src/state/log-index.js'
import { createReading, type Reading } from '../../src/state/reading.js'
import { referenceAnswer, referenceView } from '../reference/reference.js'
import { eventsOf, type HistoryEvent, history, mismatchingHistory, questions } from '../support/histories.js'
import { storedAt } from '../support/stored.js'

const RUNS = Number(process.env.ENTENTE_RUNS ?? 60)
const seed = process.env.SEED ? { seed: Number(process.env.SEED) } : {}
t.setTimeout(RUNS > 100 ? 3_600_000 : 290_000)

const KNOWN_DAY = dayOf('2022-07-01')!

function recordOf(events: readonly HistoryEvent[]): Reading<LogIndex> {
  const reading = createReading(createLogIndex(), policyV1)
  for (const [i, { id, event }] of events.entries()) add(reading, id, event, i)
  return reading
}

function add(reading: Reading<LogIndex>, id: string, event: HistoryEvent['event'], i: number): void {
  reading.log.add(storedAt({ id, event }, i))
}

function answer(reading: Reading<LogIndex>, host: string, at: Day, known: Known): string {
  const found = reading.host(host)
  return JSON.stringify(stateAsOf(found, { at, known, knownDay: KNOWN_DAY }))
}

function runsOf(reading: Reading<LogIndex>, host: string, at: Day, known: Known): RunsByDimension {
  const found = reading.host(host)
  return coveredRuns(found, FIRST_DAY, at, known, KNOWN_DAY)
}

/** Every interval up to a day: what the list, the intervals and `since` are read from. */
function intervalsText(runs: RunsByDimension, at: Day): string {
  return JSON.stringify(intervalsByDimension(runs, dayOf('1990-01-01')!, at))
}

/** What is sent, less the basis. */
function sentAnswer(reading: Reading<LogIndex>, host: string, at: Day, known: Known): string {
  const found = reading.host(host)
  return stateTextAsOf(found, { at, known, knownDay: KNOWN_DAY }, {}).replace('"basis":{},', '')
}

t.test(
  'the engine answers what folding the whole log for every question and judging every day answers, to the byte',
  async t => {
    let compared = 0
    fc.assert(
      fc.property(history, questions, (drafts, asked) => {
        const events = eventsOf(drafts)
        if (events.length === 0) return
        const reading = recordOf(events)
        for (const { host, at, known: draw } of asked) {
          const known = draw % events.length
          const naive = referenceAnswer(events, host, at, known, KNOWN_DAY, policyV1)
          const state = answer(reading, host, at, known)
          const expected = JSON.stringify(naive.state) + intervalsText(naive.runs, at)
          const given = state + intervalsText(runsOf(reading, host, at, known), at)
          if (sentAnswer(reading, host, at, known) !== state) throw new Error('the text that is sent is not the answer')
          if (given !== expected) {
            let i = 0
            while (given[i] === expected[i]) i++
            throw new Error(
              `${host} on ${isoOf(at)} as known at ${known} of ${events.length}:\n engine    …${given.slice(Math.max(0, i - 120), i + 120)}\n reference …${expected.slice(Math.max(0, i - 120), i + 120)}`,
            )
          }
          compared++
        }
      }),
      { numRuns: RUNS, ...seed },
    )
    t.ok(compared > RUNS, `${compared} answers compared`)
  },
)

t.test('the engine lists the anomalies that the whole log, folded for every question, has', async t => {
  const seen: Record<string, number> = {}
  fc.assert(
    fc.property(fc.oneof(history, { weight: 4, arbitrary: mismatchingHistory }), questions, (drafts, asked) => {
      const events = eventsOf(drafts)
      if (events.length === 0) return
      const reading = recordOf(events)
      for (const { host, at, known: draw } of asked) {
        const known = draw % events.length
        const expected = referenceView(events, host, at, known, KNOWN_DAY, policyV1).odd
        const given = inOneGo(reading.host(host).anomaliesAt(known, KNOWN_DAY))
        if (JSON.stringify(given) !== JSON.stringify(expected)) {
          throw new Error(`${host} as known at ${known}: ${JSON.stringify(given)} is not ${JSON.stringify(expected)}`)
        }
        for (const { code } of expected) seen[code] = (seen[code] ?? 0) + 1
      }
    }),
    { numRuns: Math.max(720, RUNS * 12), ...seed },
  )
  t.comment(JSON.stringify(seen))
  for (const code of ['arms-under-embargo', 'visit-after-severed-relations', 'presence-without-legal-basis']) {
    t.ok(seen[code], `${code} came up ${seen[code] ?? 0} times`)
  }
})

t.test('an answer about an earlier state of knowledge does not change when more becomes known', async t => {
  let compared = 0
  fc.assert(
    fc.property(history, questions, fc.nat(1000), (drafts, asked, cut) => {
      const events = eventsOf(drafts)
      if (events.length < 2) return
      const known = cut % (events.length - 1)
      const reading = recordOf(events.slice(0, known + 1))
      const before = asked.map(({ host, at }) => answer(reading, host, at, known))
      for (let i = known + 1; i < events.length; i++) add(reading, events[i]!.id, events[i]!.event, i)
      const after = asked.map(({ host, at }) => answer(reading, host, at, known))
      for (const [i, text] of before.entries()) {
        if (after[i] !== text) throw new Error(`${JSON.stringify(asked[i])} changed with later events`)
        compared++
      }
    }),
    { numRuns: RUNS * 4, ...seed },
  )
  t.ok(compared > RUNS, `${compared} answers compared`)
})

t.test('questions asked between events do not change answers given later', async t => {
  let compared = 0
  fc.assert(
    fc.property(history, questions, (drafts, asked) => {
      const events = eventsOf(drafts)
      const patient = recordOf(events)
      const curious = createReading(createLogIndex(), policyV1)
      for (const [i, { id, event }] of events.entries()) {
        add(curious, id, event, i)
        const { host, at } = asked[i % asked.length]!
        answer(curious, host, at, i)
      }
      for (const { host, at } of asked) {
        const known = events.length - 1
        if (answer(curious, host, at, known) !== answer(patient, host, at, known)) {
          throw new Error(`${host} on ${isoOf(at)} depends on what was asked before`)
        }
        compared++
      }
    }),
    { numRuns: RUNS * 2, ...seed },
  )
  t.ok(compared > RUNS, `${compared} answers of live and rebuilt states compared`)
})

t.test('a force loses a basis of which no day was known when what was said of it is retracted', async t => {
  const claim = { sourceId: 's-a', reliability: 'A', credibility: 1, modality: 'asserted' }
  const told = (type: string, data: object) => ({
    event: { type, data, country: 'NER', partner: 'FRA', occurredOn: '2021-01-01', claim },
    targets: [] as number[],
  })
  const retraction = { type: 'ClaimRetracted', data: { reason: 'forged' }, occurredOn: '2021-01-01', claim }
  const events = eventsOf([
    told('LegalBasisChanged', { forceId: 'f1', legalBasis: ['a1'] }),
    told('AgreementTerminationSuspended', { agreementId: 'a1' }),
    { event: retraction, targets: [1] },
  ])
  const reading = recordOf(events.slice(0, 2))
  const at = dayOf('2021-06-01')!
  const before = answer(reading, 'NER', at, 1)
  add(reading, events[2]!.id, events[2]!.event, 2)
  const after = answer(reading, 'NER', at, 2)
  t.equal(after, answer(recordOf(events), 'NER', at, 2))
  t.not(after, before)
})

t.test('an agreement that begins later changes nothing of the days before, whenever it becomes known', async t => {
  const claim = { sourceId: 's-a', reliability: 'A', credibility: 1, modality: 'asserted' }
  const told = (type: string, data: object, more: object = {}) => ({
    event: { type, data, country: 'NER', partner: 'FRA', occurredOn: '2021-01-01', claim, ...more },
    targets: [] as number[],
  })
  const events = eventsOf([
    told('TrainersDeployed', { forceId: 'f1', sponsor: 'FRA', role: 'combat', legalBasis: ['a1'] }),
    told('ForcesDeployed', { forceId: 'f2', sponsor: 'FRA', role: 'combat' }, { occurredOn: '2021-04-01' }),
    told('AgreementEnteredIntoForce', { agreementId: 'a1' }, { effectiveOn: '2021-07-02', partner: 'RUS' }),
  ])
  const reading = recordOf(events.slice(0, 2))
  const at = dayOf('2021-03-01')!
  answer(reading, 'NER', at, 1)
  add(reading, events[2]!.id, events[2]!.event, 2)
  t.equal(answer(reading, 'NER', at, 2), answer(recordOf(events), 'NER', at, 2))
  t.equal(
    answer(reading, 'NER', at, 2),
    JSON.stringify(referenceAnswer(events, 'NER', at, 2, KNOWN_DAY, policyV1).state),
  )
})
