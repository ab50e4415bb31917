import fc from 'fast-check'
import t from 'tap'
import { type Day, dayOf, FIRST_DAY } from '../../events/calendar.js'
import { dimensions } from '../../events/words.js'
import { type Run, runAt } from '../../projections/evaluate/runs.js'
import type { StructuralScores } from '../../projections/evaluate/score.js'
import { policyV1 } from '../../projections/policy/v1.js'
import type { Known } from '../../projections/values/place.js'
import { intervalsOf } from '../../src/questions/intervals.js'
import { createDecidedDays } from '../../src/state/host/decided-days.js'
import { createLogIndex } from '../../src/state/log-index.js'
import { createReading } from '../../src/state/reading.js'
import { eventsOf, history, questions } from '../support/histories.js'
import { storedAt } from '../support/stored.js'

t.setTimeout(290_000)

t.test('runs over some days are what runs over all days say of them, in whatever order they are asked for', async t => {
  let compared = 0
  fc.assert(
    fc.property(
      history,
      questions,
      fc.array(fc.nat(2000), { minLength: 4, maxLength: 4 }),
      (drafts, asked, lengths) => {
        const events = eventsOf(drafts)
        if (events.length === 0) return
        const [piecewise, whole] = [0, 1].map(() => {
          const reading = createReading(createLogIndex(), policyV1)
          for (const [i, event] of events.entries()) reading.log.add(storedAt(event, i))
          return reading
        })
        for (const [i, { host, at, known: draw }] of asked.entries()) {
          const known = (draw % events.length) as Known
          const from = (at - lengths[i % lengths.length]!) as Day
          const some = piecewise!.host(host).runs(from, at, known)
          const all = whole!.host(host).runs(FIRST_DAY, at, known)
          for (const dimension of dimensions) {
            const told = (runs: readonly Run[]) =>
              [from, at].map(day => {
                const { since, previous } = runAt(runs, day)
                return { since, previous: previous && { status: previous.status, primary: previous.primary } }
              })
            t.strictSame(told(some[dimension])[0], told(all[dimension])[0])
            t.strictSame(intervalsOf(some[dimension], from, at), intervalsOf(all[dimension], from, at))
            compared++
          }
        }
      },
    ),
    { numRuns: 100 },
  )
  t.ok(compared > 400, `${compared} lists of runs compared`)
})

t.test('a question about one day goes back to where its status began, and not to the beginning', async t => {
  const first = dayOf('1950-01-01')!
  const last = dayOf('2020-01-01')!
  const edges = Array.from({ length: (last - first) / 10 }, (_, i) => first + i * 10)
  const security = { low: 0.9, point: 0.9, high: 0.9, held: { low: 0.9, point: 0.9, high: 0.9 }, components: [] }
  const scores: StructuralScores = {
    dimensions: { security },
    alliance: { low: 0, point: 0, high: 0 },
    protection: 0,
    provision: 1,
  }
  const days: [Day, Day][] = []
  const decided = createDecidedDays(
    {
      structuralEdges: () => edges,
      flowEdges: () => [],
      sums: () => [],
      policy: policyV1,
      sweep(_dimension, from, to) {
        days.push([from, to])
        return function* (day) {
          yield
          // Another partner every 1,000 days.
          const number = Math.floor((day - first) / 1000)
          const partners = new Map([[number % 2 === 0 ? 'FRA' : 'RUS', scores]])
          const until = first + (number + 1) * 1000
          return { deciding: { partners, disputed: new Set(), troops: new Map(), authorities: [], sides: [] }, until }
        }
      },
    },
    'security',
  )
  const runs = decided.runs(last, last)
  const { since, previous } = runAt(runs, last)
  t.equal(since, first + 25_000)
  t.match(previous, { status: 'single' })
  const earliest = Math.min(...days.map(([from]) => from))
  t.ok(earliest > first + 24_000, 'what was before the run before it is not looked at')
  days.length = 0
  decided.runs(last - 5, last - 5)
  t.strictSame(days, [], 'what was worked out is kept')
  decided.forget(last - 3, last)
  decided.runs(last, last)
  t.ok(Math.min(...days.map(([from]) => from)) > last - 400, 'what did not change is not worked out anew')
})
