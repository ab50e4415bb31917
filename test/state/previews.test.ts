import fc from 'fast-check'
import t from 'tap'
import { type Day, dayOf, dayOfInstant } from '../../events/calendar.js'
import { readEvent } from '../../events/parse.js'
import type { Policy } from '../../projections/policy/policy.js'
import { policyV1 } from '../../projections/policy/v1.js'
import { targetsOf } from '../../projections/resolve/claim.js'
import type { Known, Place } from '../../projections/values/place.js'
import { inOneGo } from '../../projections/values/steps.js'
import { differenceOfReadings } from '../../src/cli/readings.js'
import { stateAsOf } from '../../src/questions/partner-state.js'
import type { Live } from '../../src/state/live.js'
import { createLogIndex, type LogIndex } from '../../src/state/log-index.js'
import { previewOf } from '../../src/state/preview.js'
import { createReading, type Reading } from '../../src/state/reading.js'
import { createMemoryStore } from '../../src/store/memory.js'
import { referenceState } from '../reference/reference.js'
import { type Built, build, trainers } from '../support/build.js'
import { eventsOf, type HistoryEvent, history, questions, revisedHistory } from '../support/histories.js'
import { logged, storedAt } from '../support/stored.js'

const RUNS = Number(process.env.ENTENTE_RUNS ?? 60)
const seed = process.env.SEED ? { seed: Number(process.env.SEED) } : {}
t.setTimeout(RUNS > 100 ? 3_600_000 : 290_000)

const KNOWN_DAY = dayOf('2022-07-01')!

function add(reading: Reading<LogIndex>, one: HistoryEvent, i: number): void {
  reading.log.add(storedAt(one, i))
}

function answer(reading: Reading<LogIndex>, host: string, at: Day, known: Known): string {
  const found = reading.host(host)
  return JSON.stringify(stateAsOf(found, { at, known, knownDay: KNOWN_DAY }))
}

t.test('what is previewed between events, and never stored, changes no answer', async t => {
  let previewed = 0
  let compared = 0
  const drawn = fc.array(fc.tuple(fc.nat(1000), fc.boolean(), fc.boolean()), { minLength: 1 })
  const histories = fc.oneof(history, { weight: 4, arbitrary: revisedHistory })
  fc.assert(
    fc.property(histories, drawn, questions, (drafts, previews, asked) => {
      const events = eventsOf(drafts)
      if (events.length === 0) return
      const reading = createReading(createLogIndex(), policyV1)
      for (const [i, event] of events.entries()) {
        const [draw, near, thorough] = previews[i % previews.length]!
        const target = targetsOf(event.event)[0]
        // Half of the time what the next event will say something of.
        const like = (near && events.find(({ id }) => id === target)) || events[draw % events.length]!
        inOneGo(previewOf(reading, [like.event], KNOWN_DAY, thorough))
        previewed++
        add(reading, event, i)
      }
      for (const { host, at, known: draw } of asked) {
        const known = draw % events.length
        const expected = JSON.stringify(referenceState(events, host, at, known, KNOWN_DAY, policyV1))
        if (answer(reading, host, at, known) !== expected) throw new Error(`${host} as known at ${known} differs`)
        compared++
      }
    }),
    { numRuns: RUNS * 4, ...seed },
  )
  t.ok(compared > RUNS && previewed > RUNS, `${compared} answers compared after ${previewed} previews`)
})

/** How often the weights of grades are looked up while a posting of so many events about one force is previewed. */
function gradingsOf(count: number, thorough: boolean): number {
  let looked = 0
  const counting: Policy = {
    ...policyV1,
    get grading() {
      looked++
      return policyV1.grading
    },
  }
  const reading = createReading(createLogIndex(), counting)
  const report = (i: number) =>
    reported({ factId: null, occurredOn: `2024-0${1 + (i % 9)}-1${i % 10}`, note: `n ${i}` })
  const events = logged(Array.from({ length: count }, (_, i) => report(i))).map(({ event }) => event)
  inOneGo(previewOf(reading, events, KNOWN_DAY, thorough))
  return looked
}

for (const thorough of [false, true]) {
  t.test(
    `${thorough ? 'a dry run' : 'a posting'} of many events about one object looks at few of them each time`,
    async t => {
      const [some, more] = [gradingsOf(500, thorough), gradingsOf(4000, thorough)]
      t.ok(more < 12 * some, `${some} gradings of 500 events, ${more} of eight times as many`)
    },
  )
}

t.test('a preview about a country that is not in memory reads it in steps', async t => {
  const read = createLogIndex()
  for (const [i, one] of logged(Array.from({ length: 600 }, (_, i) => reported({ note: `n ${i}` }))).entries()) {
    read.add(storedAt(one, i))
  }
  const [event] = logged([reported()]).map(one => one.event)
  let steps = 0
  for (const _ of previewOf(createReading(read, policyV1), [event!], KNOWN_DAY, false)) steps++
  t.ok(steps > 600 / 32, `${steps} steps`)
})

t.test('a second report of what was forbidden is told of like the first', async t => {
  const built = await build(t)
  const severed = { type: 'RelationsSevered', occurredOn: '2024-01-01', data: {}, factId: null }
  const visit = { type: 'VisitHeld', occurredOn: '2024-02-01', data: { level: 'head' }, factId: 'one-visit' }
  await post(built, trainers(severed))
  const codes = async () => {
    const { status, body } = await post(built, trainers(visit))
    t.equal(status, 201)
    return body.anomalies.map(({ code }: { code: string }) => code)
  }
  t.strictSame(await codes(), ['visit-after-severed-relations'])
  t.strictSame(await codes(), ['visit-after-severed-relations'])
})

type Headers = Readonly<Record<string, string>>

async function post({ app }: Built, payload: unknown, { url = '/v1/events', headers = {} as Headers } = {}) {
  const answer = await app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', ...headers },
    payload: JSON.stringify(payload),
  })
  return { status: answer.statusCode, body: answer.json() }
}

async function stateOf({ app }: Built, query: string): Promise<string> {
  return (await app.inject({ url: `/v1/countries/NER?${query}` })).payload
}

/** Ways of posting that store nothing, with what makes each of them do so. */
const looks = {
  'dry run': { url: '/v1/events?dryRun=true' },
  'strict refusal': { headers: { prefer: 'handling=strict' } },
  'failed If-Match': { headers: { 'if-match': '"4711"' } },
}

const reported = (fields: object = {}) =>
  trainers({
    type: 'ForceStrengthReported',
    data: { forceId: 'rus-africa-corps-ner', strength: { low: 7, high: 7 } },
    ...fields,
  })
/** Odd in two ways, so that a strict posting of it is refused. */
const odd = (force: string) =>
  trainers({ type: 'ForcesWithdrawn', data: { forceId: force, extent: 'complete' }, factId: null })

function strengthOf(text: string): unknown {
  const { forces } = JSON.parse(text) as { forces: readonly { forceId: string; strength: unknown }[] }
  return forces.find(({ forceId }) => forceId === 'rus-africa-corps-ner')?.strength
}

for (const [name, how] of Object.entries(looks)) {
  t.test(`a correction after a ${name} on the same force counts as it does after a restart`, async t => {
    const store = createMemoryStore()
    const built = await build(t, { store, now: () => Date.parse('2024-06-01T00:00:00Z') })
    const force = (await post(built, trainers())).body.id as string
    const corrected = async (strength: object) => {
      const changes = { data: { strength } }
      const { status } = await post(
        built,
        { reason: 'error', changes, claim: trainers().claim },
        { url: `/v1/events/${force}/corrections` },
      )
      t.equal(status, 201)
    }
    await corrected({ low: 900, high: 900 })
    const looked = await post(built, name === 'strict refusal' ? [reported(), odd('unseen')] : [reported()], how)
    t.equal(looked.status, name === 'dry run' ? 200 : name === 'strict refusal' ? 409 : 412)
    await corrected({ low: 100, high: 100 })

    const live = await stateOf(built, 'at=2024-05-01')
    t.match(strengthOf(live), { low: 100, high: 100 })
    const again = await build(t, { store, now: () => Date.parse('2024-06-01T00:00:00Z') })
    await again.state.reached((await store.head())!, 2000)
    t.equal(live, await stateOf(again, 'at=2024-05-01'), 'the same bytes after a restart')
  })
}

/** Every way of asking that stores nothing, with the status that says that it went its way. */
const drawnLooks = {
  'dry run': { status: 200, ask: (built: Built, like: object) => post(built, like, looks['dry run']) },
  'strict refusal': {
    status: 409,
    ask: (built: Built, like: object) => post(built, [like, odd('never-seen')], looks['strict refusal']),
  },
  'failed If-Match': { status: 412, ask: (built: Built, like: object) => post(built, like, looks['failed If-Match']) },
  'invalid array': { status: 422, ask: (built: Built, like: object) => post(built, [like, { type: 'Nothing' }]) },
} as const
type Look = keyof typeof drawnLooks

t.test(
  'dry runs, refusals and failed preconditions drawn between posts leave live equal to rebuilt and to the reference',
  async t => {
    const counts = Object.fromEntries(Object.keys(drawnLooks).map(look => [look, 0])) as Record<Look, number>
    let compared = 0
    const look = fc.constantFrom(...(Object.keys(drawnLooks) as Look[]))
    const drawn = fc.array(fc.tuple(fc.nat(1000), fc.boolean(), look), { minLength: 5 })
    const histories = fc.oneof(history, { weight: 4, arbitrary: revisedHistory }).map(drafts => drafts.slice(0, 15))
    await fc.assert(
      fc.asyncProperty(histories, drawn, questions, async (drafts, looksAt, asked) => {
        const events = eventsOf(drafts)
        if (events.length === 0) return
        const store = createMemoryStore()
        const built = await build(t, { store })
        for (const [i, { id, event }] of events.entries()) {
          const [draw, near, name] = looksAt[i % looksAt.length]!
          const target = targetsOf(event)[0]
          const like = (near && events.find(one => one.id === target)) || events[draw % events.length]!
          const before = await store.head()
          const { status } = await drawnLooks[name].ask(built, like.event)
          if ((await store.head()) !== before) throw new Error(`a ${name} was stored: ${status}`)
          if (status === drawnLooks[name].status) counts[name]++
          await post(built, { ...event, id })
        }
        const stored = await store.readAll(null, 1000)
        if (stored.length === 0) return
        const log = stored.map(({ id, body, recordedAt }, i) => {
          const recordedOn = dayOfInstant(Date.parse(recordedAt))
          return { id, event: readEvent(body), recordedOn, place: i as Place }
        })
        const live = built.state as Live
        const rebuilt = createReading(createLogIndex(), policyV1)
        for (const one of stored) rebuilt.log.add(one)
        for (const { host, at, known: draw } of asked) {
          const question = { country: host, at, known: (draw % stored.length) as Known }
          for (const [name, reading] of Object.entries({ live: live.reading, rebuilt })) {
            const difference = differenceOfReadings(reading, log, question, KNOWN_DAY)
            if (difference !== null) throw new Error(`${name}: ${difference}`)
          }
          compared++
        }
        await built.app.close()
      }),
      { numRuns: RUNS / 2, ...seed },
    )
    t.ok(compared > RUNS / 2, `${compared} answers compared`)
    for (const [name, count] of Object.entries(counts)) t.ok(count > RUNS / 4, `${count} times: ${name}`)
  },
)
