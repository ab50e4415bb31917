import fc from 'fast-check'
import t from 'tap'
import { dayOf } from '../../events/calendar.js'
import { policyV1 } from '../../projections/policy/v1.js'
import { EVERYTHING, type Known } from '../../projections/values/place.js'
import { stateAsOf } from '../../src/questions/partner-state.js'
import { createPastMoments } from '../../src/state/host/past-moments.js'
import { createLogIndex, type LogIndex } from '../../src/state/log-index.js'
import { createReading, type Reading } from '../../src/state/reading.js'
import { referenceAnswer } from '../reference/reference.js'
import { eventsOf, type HistoryEvent, history, questions } from '../support/histories.js'
import { storedAt } from '../support/stored.js'

t.setTimeout(290_000)

const KNOWN_DAY = dayOf('2022-07-01')!

function add({ log }: Reading<LogIndex>, event: HistoryEvent): void {
  log.add(storedAt(event, log.size))
}

t.test('what is worked out in steps is the same, whatever is recorded between any two of them', async t => {
  let between = 0
  fc.assert(
    fc.property(history, questions, fc.nat(), (drafts, asked, draw) => {
      const events = eventsOf(drafts)
      if (events.length < 4) return
      const half = 1 + (draw % (events.length - 1))
      const reading = createReading(createLogIndex(), policyV1)
      for (const event of events.slice(0, half)) add(reading, event)
      let next = half
      for (const { host, at, known: place } of asked) {
        const early = (place % half) as Known
        const found = reading.host(host)
        for (const known of [early, EVERYTHING]) {
          let steps = 0
          for (const _ of found.readying('state', at, known)) {
            if (++steps % 3 !== 0 || next === events.length) continue
            add(reading, events[next++]!)
            between++
          }
          const upTo = known === EVERYTHING ? ((reading.log.size - 1) as Known) : known
          const given = JSON.stringify(stateAsOf(found, { at, known: upTo, knownDay: KNOWN_DAY }))
          const expected = JSON.stringify(
            referenceAnswer(events.slice(0, next), host, at, upTo, KNOWN_DAY, policyV1).state,
          )
          if (given !== expected) throw new Error(`${host} as known at ${upTo}`)
        }
      }
    }),
    { numRuns: 60 },
  )
  t.ok(between > 50, `${between} events were recorded between two steps`)
})

t.test(
  'earlier states of knowledge are kept as far as there is room for them, the longest unasked go first',
  async t => {
    const moments = createPastMoments<{ name: string }>(200)
    moments.keep('NER', 1, { name: 'a' }, 50)
    moments.keep('NER', 2, { name: 'b' }, 50)
    t.equal(moments.get('NER', 1)?.name, 'a')
    moments.keep('MLI', 1, { name: 'c' }, 50)
    t.equal(moments.get('NER', 2), undefined, 'of all hosts together')
    t.equal(moments.get('NER', 1)?.name, 'a')
    moments.keep('BFA', 1, { name: 'd' }, 10_000)
    t.equal(moments.get('BFA', 1)?.name, 'd', 'one that is larger is kept alone')
    t.equal(moments.size, 1)
  },
)
