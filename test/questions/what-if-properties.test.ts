import fc from 'fast-check'
import t from 'tap'
import { type Day, isoOf } from '../../events/calendar.js'
import type { DomainEvent } from '../../events/catalogue.js'
import { MS_PER_DAY } from '../../events/formats.js'
import { parseEvent } from '../../events/parse.js'
import { reliabilities } from '../../events/words.js'
import { inOneGo } from '../../projections/values/steps.js'
import { supposedSide, whatIf } from '../../src/questions/what-if.js'
import type { Suppositions } from '../../src/state/suppose.js'
import { type NaiveHost, naiveState } from '../reference/desk.js'
import type { Logged } from '../reference/reference.js'
import { aDay, aHost, aPlace, type Desk, deskOf, placeIn, RUNS, SEED, TODAY } from '../support/desk.js'
import { eventsOf, type HistoryEvent, history, revisedHistory, turningHistory } from '../support/histories.js'

/** Suppositions over random histories, held to the naive reading of the log that they suppose. */
t.setTimeout(RUNS > 100 ? 3_600_000 : 290_000)

const drawn = fc.tuple(
  fc.oneof(history, revisedHistory, { weight: 2, arbitrary: turningHistory }),
  aHost,
  aDay,
  aPlace,
  fc.noBias(fc.nat(1000)),
)
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never

function asked([drafts, host, at, place, pick]: Drawn) {
  const events = eventsOf(drafts)
  if (events.length === 0) return null
  const desk = deskOf(events)
  const known = placeIn(events, place)
  return {
    ...desk,
    events,
    host,
    at,
    place: known,
    picked: pick % (known + 1),
    where: `${host} on ${isoOf(at)} known at ${known}`,
  }
}

function suppose({ answers, known }: Desk, host: string, at: Day, place: number, suppositions: Suppositions) {
  const standpoint = { reading: answers.reading, now: () => TODAY * MS_PER_DAY }
  const question = { country: host, at, knowledge: known(place), suppositions }
  return inOneGo(whatIf(standpoint, question))!
}

/** A state without its basis, which names places of the log. */
function bare(state: object): string {
  const { basis: _basis, ...rest } = state as { readonly basis?: unknown }
  return JSON.stringify(rest)
}

/** The naive state of another log: all of it is known. */
function stateOf(log: readonly Logged[], at: Day, like: NaiveHost): string {
  return bare(naiveState({ ...like, log, known: log.length - 1 }, at))
}

function same(given: string, naive: string, where: string): void {
  if (given === naive) return
  let i = 0
  while (given[i] === naive[i]) i++
  const part = (text: string) => text.slice(Math.max(0, i - 200), i + 200)
  throw new Error(`${where}:\n supposed …${part(given)}\n naive    …${part(naive)}`)
}

t.test('without suppositions what would be is what is, to the byte', async t => {
  let compared = 0
  fc.assert(
    fc.property(drawn, drawnOne => {
      const one = asked(drawnOne)
      if (one === null) return
      const { answers, host, at, place, where } = one
      const { actual, supposed, diff } = suppose(one, host, at, place, {})
      const text = answers.stateText(answers.history(host)!, at, one.known(place))
      same(JSON.stringify(actual), text, where)
      same(JSON.stringify(supposed), text, where)
      const { country: _country, from: _from, to: _to, ...lists } = diff
      if (Object.values(lists).flat().length > 0) throw new Error(`${where}: ${JSON.stringify(lists)}`)
      compared++
    }),
    { numRuns: RUNS * 3, ...SEED },
  )
  t.ok(compared > RUNS * 2, `${compared} states compared`)
})

t.test(
  'to leave an event out is as if it had been retracted before anything else was said, or never recorded',
  async t => {
    const seen = { compared: 0, moved: 0, pointing: 0 }
    fc.assert(
      fc.property(drawn, drawnOne => {
        const one = asked(drawnOne)
        if (one === null) return
        const { events, host, at, place, picked } = one
        const { id, event } = events[picked]!
        const where = `${one.where} without ${event.type} ${picked}`
        const { actual, supposed } = suppose(one, host, at, place, { withoutEvents: [id] })
        const upTo = events.slice(0, place + 1)
        const retracted = [...upTo.slice(0, picked + 1), retractionOf(id), ...upTo.slice(picked + 1)]
        const again = deskOf(retracted)
        const there = again.answers.state(again.answers.history(host)!, at, again.known(retracted.length - 1))
        same(bare(supposed), bare(there), `${where}, retracted`)
        const like = one.naive(host, place)
        same(bare(supposed), stateOf(again.log, at, like), `${where}, retracted, naively`)
        const never = one.log.slice(0, place + 1).filter(other => other.id !== id)
        same(bare(supposed), stateOf(never, at, like), `${where}, never recorded`)
        seen.compared++
        if (bare(supposed) !== bare(actual)) seen.moved++
        if (event.type.startsWith('Claim') || event.type === 'EventsMerged') seen.pointing++
      }),
      { numRuns: RUNS * 4, ...SEED },
    )
    t.comment(JSON.stringify(seen))
    t.ok(seen.moved > RUNS / 4 && seen.pointing > RUNS / 4, `${seen.compared} states, ${seen.moved} of them others`)
  },
)

function retractionOf(targetEventId: string): HistoryEvent {
  const parsed = parseEvent({
    type: 'ClaimRetracted',
    occurredOn: '2021-01-01',
    data: { targetEventId, reason: 'error' },
    claim: { sourceId: 'the-test', reliability: 'A', credibility: 1, modality: 'asserted' },
  })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
  return { id: '00000000-0000-7000-8000-ffffffffffff', event: parsed.event }
}

const SOURCES = ['s-a', 's-b', 's-c', 'analyst-memory']

t.test('to leave sources or families out, to regrade a source and to add events is to read that other log', async t => {
  const seen = { compared: 0, moved: 0, sources: 0, families: 0, grades: 0, also: 0 }
  const supposing = fc.record({
    sources: fc.subarray(SOURCES, { maxLength: 2 }),
    families: fc.subarray(['afp', 'reuters', 's-a'], { maxLength: 2 }),
    grades: fc.dictionary(fc.constantFrom(...SOURCES), fc.constantFrom(...reliabilities), { maxKeys: 2 }),
    more: history,
    kinds: fc.subarray(['sources', 'families', 'grades', 'also'] as const, { minLength: 1 }),
  })
  fc.assert(
    fc.property(drawn, supposing, (drawnOne, { sources, families, grades, more, kinds }) => {
      const one = asked(drawnOne)
      if (one === null) return
      const { host, at, place } = one
      const also = eventsOf(more)
        .filter(({ event }) => !/^(?:Claim(?:Corrected|Retracted)|EventsMerged|SourceRegraded)$/.test(event.type))
        .map(({ event }, i) => ({ id: `00000000-0000-7000-9000-${String(i).padStart(12, '0')}`, event }))
      const suppositions: Suppositions = {
        ...(kinds.includes('sources') ? { withoutSources: sources } : {}),
        ...(kinds.includes('families') ? { withoutFamilies: families } : {}),
        ...(kinds.includes('grades') ? { grades } : {}),
        ...(kinds.includes('also') ? { also } : {}),
      }
      const { actual, supposed } = suppose(one, host, at, place, suppositions)
      const { withoutSources = [], withoutFamilies = [], grades: letters = {}, also: added = [] } = suppositions
      const log = [
        ...one.log
          .slice(0, place + 1)
          .filter(({ event: { claim } }) => !withoutSources.includes(claim.sourceId))
          .filter(({ event: { claim } }) => !withoutFamilies.includes(claim.family ?? claim.sourceId))
          .filter(({ event }) => event.type !== 'SourceRegraded' || !(event.data.sourceId in letters))
          .map(({ event, ...rest }) => ({ ...rest, event: readWith(letters[event.claim.sourceId], event) })),
        ...added.map(one => ({ ...one, recordedOn: TODAY })),
      ]
      same(bare(supposed), stateOf(log, at, one.naive(host, place)), `${one.where} ${JSON.stringify(kinds)}`)
      seen.compared++
      for (const kind of kinds) seen[kind]++
      if (bare(supposed) !== bare(actual)) seen.moved++
    }),
    { numRuns: RUNS * 4, ...SEED },
  )
  t.comment(JSON.stringify(seen))
  t.ok(seen.compared > RUNS * 2 && seen.moved > RUNS, `${seen.compared} states, ${seen.moved} of them others`)
})

function readWith(reliability: string | undefined, event: DomainEvent): DomainEvent {
  if (reliability === undefined) return event
  return { ...event, claim: { ...event.claim, reliability } } as DomainEvent
}

t.test('what is supposed changes no answer of anybody else', async t => {
  let compared = 0
  fc.assert(
    fc.property(drawn, drawnOne => {
      const one = asked(drawnOne)
      if (one === null) return
      const { answers, host, at, place, picked, events } = one
      const text = () => answers.stateText(answers.history(host)!, at, one.known(place))
      const before = text()
      const real = { history: answers.history(host)!, at, knowledge: one.known(place) }
      const standpoint = { reading: answers.reading, now: () => TODAY * MS_PER_DAY }
      const without = supposedSide(standpoint, real, { withoutEvents: [events[picked]!.id], grades: { 's-a': 'E' } })
      without.answers.state(without.history, at, without.knowledge)
      same(text(), before, one.where)
      compared++
    }),
    { numRuns: RUNS * 2, ...SEED },
  )
  t.ok(compared > RUNS, `${compared} states compared`)
})
