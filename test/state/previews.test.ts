import fc from 'fast-check'
import t from 'tap'
import { type Day, dayOf } from '../../events/calendar.js'
import { policyV1 } from '../../projections/policy/v1.js'
import { targetsOf } from '../../projections/resolve/claim.js'
import type { Known } from '../../projections/values/place.js'
import { stateAsOf } from '../../src/questions/partner-state.js'
import { createLogIndex, type LogIndex } from '../../src/state/log-index.js'
import { previewOf } from '../../src/state/preview.js'
import { createReading, type Reading } from '../../src/state/reading.js'
import { createMemoryStore } from '../../src/store/memory.js'
import { referenceState } from '../reference/reference.js'
import { type Built, build, trainers } from '../support/build.js'
import { eventsOf, type HistoryEvent, history, questions, revisedHistory } from '../support/histories.js'
import { storedAt } from '../support/stored.js'

const RUNS = Number(process.env.ENTENTE_RUNS ?? 60)
const seed = process.env.SEED ? { seed: Number(process.env.SEED) } : {}
t.setTimeout(RUNS > 100 ? 3_600_000 : 110_000)

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
        previewOf(reading, [like.event], KNOWN_DAY, thorough)
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
