import fc from 'fast-check'
import t from 'tap'
import { dayOf, isoOf } from '../../events/calendar.js'
import { policies } from '../../projections/policy/policies.js'
import type { Policy } from '../../projections/policy/policy.js'
import { stateAsOf } from '../../src/questions/partner-state.js'
import { createLogIndex, type LogIndex } from '../../src/state/log-index.js'
import { createReading } from '../../src/state/reading.js'
import { referenceState } from '../reference/reference.js'
import { eventsOf, type HistoryEvent, history, questions } from '../support/histories.js'
import { storedAt } from '../support/stored.js'

const RUNS = Number(process.env.ENTENTE_RUNS ?? 60)
const seed = process.env.SEED ? { seed: Number(process.env.SEED) } : {}
t.setTimeout(RUNS > 100 ? 3_600_000 : 290_000)

const KNOWN_DAY = dayOf('2022-07-01')!

function logOf(events: readonly HistoryEvent[]): LogIndex {
  const log = createLogIndex()
  for (const [i, one] of events.entries()) {
    log.add(storedAt(one, i))
  }
  return log
}

/** Where the engine and the naive reading differ under any policy; how many answers were compared, and how many differ by policy. */
function compare(all: readonly Policy[]): { readonly compared: number; readonly differing: number } {
  let [compared, differing] = [0, 0]
  fc.assert(
    fc.property(history, questions, (drafts, asked) => {
      const events = eventsOf(drafts)
      if (events.length === 0) return
      const log = logOf(events)
      const readings = all.map(policy => createReading(log, policy))
      for (const { host, at, known: draw } of asked) {
        const known = draw % events.length
        const texts = readings.map(({ policy, host: of }) => {
          const given = JSON.stringify(stateAsOf(of(host), { at, known, knownDay: KNOWN_DAY }))
          const expected = JSON.stringify(referenceState(events, host, at, known, KNOWN_DAY, policy))
          if (given !== expected) {
            throw new Error(`${policy.id}: ${host} on ${isoOf(at)}, known ${known}:\n${given}\n${expected}`)
          }
          compared++
          return given
        })
        if (new Set(texts).size > 1) differing++
      }
    }),
    { numRuns: RUNS, ...seed },
  )
  return { compared, differing }
}

t.test('every policy of the program is read by the engine as by a naive reading of the log, side by side', async t => {
  const { compared, differing } = compare(policies)
  t.ok(compared > RUNS, `${compared} answers compared`)
  t.ok(differing > 0, `${differing} differ from policy to policy`)
})
