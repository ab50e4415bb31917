import fc from 'fast-check'
import t from 'tap'
import { dayOf, isoOf } from '../../events/calendar.js'
import { policyV1 } from '../../projections/policy/v1.js'
import { inOneGo } from '../../projections/values/steps.js'
import { stateAsOf } from '../../src/questions/partner-state.js'
import { createHeldLog } from '../../src/state/log/held-log.js'
import { createRoutes, type RoutesBlock } from '../../src/state/log/routes.js'
import { createLogIndex } from '../../src/state/log-index.js'
import { createReading } from '../../src/state/reading.js'
import { referenceAnswer, referenceView } from '../reference/reference.js'
import { eventsOf, type HistoryEvent, history, questions, revisedHistory } from '../support/histories.js'
import { storedAt } from '../support/stored.js'

const RUNS = Number(process.env.ENTENTE_RUNS ?? 60)
const seed = process.env.SEED ? { seed: Number(process.env.SEED) } : {}
t.setTimeout(RUNS > 100 ? 3_600_000 : 290_000)

const KNOWN_DAY = dayOf('2022-07-01')!

/** A log that is all there, of which as much is read as was asked to be: a process may begin anew at any time. */
function processOf(events: readonly HistoryEvent[]) {
  const local = createHeldLog()
  const stored = events.map((one, i) => storedAt(one, i))
  for (const [place, one] of stored.entries()) {
    local.push(one)
    local.name(place)
  }
  const blocks: RoutesBlock[] = []
  let started = start()

  function start() {
    const routes = createRoutes()
    for (const block of blocks) routes.restore(block)
    // One host at a time: whoever asks about another lets it go.
    const log = createLogIndex({ local, routes, mostBytes: 0 })
    return { routes, log, reading: createReading(log, policyV1) }
  }

  return {
    /** `keeps`: as one that ends in order; else what it noted last is lost. */
    restart(keeps: boolean): void {
      const block = keeps ? started.routes.drain() : null
      if (block !== null) blocks.push(block)
      started = start()
    },
    readUpTo(size: number): void {
      while (started.log.size < size) started.log.add(stored[started.log.size]!)
    },
    get reading() {
      return started.reading
    },
  }
}

const steps = fc.array(
  fc.record({ events: fc.nat(12), asked: questions, restart: fc.constantFrom('none', 'in-order', 'killed') }),
  { minLength: 1, maxLength: 8 },
)

t.test(
  'hosts that are let go and processes that begin anew answer what the whole log, folded for every question, does',
  async t => {
    let compared = 0
    let restarts = 0
    fc.assert(
      fc.property(fc.oneof(history, revisedHistory), steps, questions, (drafts, drawn, asked) => {
        const events = eventsOf(drafts)
        if (events.length === 0) return
        const process = processOf(events)
        let size = 0
        for (const step of drawn) {
          size = Math.min(events.length, size + step.events)
          process.readUpTo(size)
          for (const { host, at, known } of size === 0 ? [] : step.asked) {
            stateAsOf(process.reading.host(host), { at, known: known % size, knownDay: KNOWN_DAY })
          }
          if (step.restart === 'none') continue
          process.restart(step.restart === 'in-order')
          restarts++
          process.readUpTo(size)
        }
        process.readUpTo(events.length)
        for (const { host, at, known: draw } of asked) {
          const known = draw % events.length
          const found = process.reading.host(host)
          const given = JSON.stringify(stateAsOf(found, { at, known, knownDay: KNOWN_DAY }))
          const expected = JSON.stringify(referenceAnswer(events, host, at, known, KNOWN_DAY, policyV1).state)
          if (given !== expected) throw new Error(`${host} on ${isoOf(at)} as known at ${known} of ${events.length}`)
          const odd = JSON.stringify(inOneGo(found.anomaliesAt(known, KNOWN_DAY)))
          const expectedOdd = JSON.stringify(referenceView(events, host, at, known, KNOWN_DAY, policyV1).odd)
          if (odd !== expectedOdd)
            throw new Error(`anomalies of ${host} as known at ${known}: ${odd} is not ${expectedOdd}`)
          compared++
        }
      }),
      { numRuns: RUNS * 2, ...seed },
    )
    t.ok(compared > RUNS, `${compared} answers compared, ${restarts} restarts`)
  },
)
