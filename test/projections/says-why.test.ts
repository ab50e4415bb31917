import fc from 'fast-check'
import t from 'tap'
import { dayOf, isoOf } from '../../events/calendar.js'
import { policyV1 } from '../../projections/policy/v1.js'
import { readDate } from '../../projections/resolve/claim.js'
import { stateAsOf } from '../../src/questions/partner-state.js'
import { createLogIndex } from '../../src/state/log-index.js'
import { createReading } from '../../src/state/reading.js'
import { eventsOf, history, questions } from '../support/histories.js'
import { storedAt } from '../support/stored.js'

t.setTimeout(290_000)

const KNOWN_DAY = dayOf('2022-07-01')!

t.test('a contest names two or says that a presence is disputed, and what is over is not in force', async t => {
  let contested = 0
  let ending = 0
  fc.assert(
    fc.property(history, questions, (drafts, asked) => {
      const reading = createReading(createLogIndex(), policyV1)
      for (const [i, one] of eventsOf(drafts).entries()) reading.log.add(storedAt(one, i))
      for (const { host, at } of asked) {
        const state = stateAsOf(reading.host(host), { at, known: reading.log.size - 1, knownDay: KNOWN_DAY })
        for (const { status, contenders, disputed } of Object.values(state.dimensions)) {
          if (status !== 'contested') continue
          contested++
          if (contenders.length < 2 && disputed.length === 0) throw new Error(`${contenders} alone on ${isoOf(at)}`)
        }
        for (const { agreementId, status, endsOn } of state.agreements) {
          if (status === 'ended' || endsOn === null) continue
          ending++
          if (readDate(endsOn).latest < at) throw new Error(`${agreementId} is ${status} on ${isoOf(at)}, to ${endsOn}`)
        }
      }
    }),
    { numRuns: 300 },
  )
  t.ok(contested > 0 && ending > 10, `${contested} contests, ${ending} agreements with an end`)
})
