import fc from 'fast-check'
import t from 'tap'
import type { Day } from '../../events/calendar.js'
import { extendRuns, noRuns, type Outcome, runAt } from '../../projections/evaluate/runs.js'
import { createDecidedPieces, type Piece } from '../../src/state/host/decided-pieces.js'

const FIRST = 1000
const DAYS = 60

const none: Outcome = { status: 'none', primary: null, contenders: [], alignedWith: [] }
const outcomes: readonly Outcome[] = [
  none,
  { status: 'single', primary: 'FRA', contenders: [], alignedWith: ['FRA'] },
  { status: 'single', primary: 'FRA', contenders: [], alignedWith: [] },
  { status: 'contested', primary: null, contenders: ['FRA', 'RUS'], alignedWith: [] },
]

/** What was decided on each day from the first on, each as long as it lasts. */
const decided = fc
  .array(fc.tuple(fc.nat(outcomes.length - 1), fc.integer({ min: 1, max: 20 })), { minLength: 1, maxLength: 20 })
  .map(parts => parts.flatMap(([which, length]) => Array.from({ length }, () => outcomes[which]!)).slice(0, DAYS))

const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('ask' as const), day: fc.nat(DAYS - 1), long: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ kind: fc.constant('forget' as const), day: fc.nat(DAYS - 1), long: fc.nat(5) }),
  ),
  { minLength: 1, maxLength: 30 },
)

t.test('pieces that come and go in any order say of a day what all the days before it say', async t => {
  let compared = 0
  fc.assert(
    fc.property(decided, steps, (days, drawn) => {
      const pieces = createDecidedPieces()
      const all = noRuns()
      days.forEach((outcome, i) => {
        extendRuns(all, (FIRST + i) as Day, outcome)
      })
      for (const { kind, day: nth, long } of drawn) {
        const day = (FIRST + (nth % days.length)) as Day
        if (kind === 'forget') pieces.forget(day, (day + long) as Day)
        else {
          for (let missing = pieces.wanted(day, day, FIRST as Day); missing !== null; ) {
            pieces.put(pieceOf(days, missing, long, pieces.around(missing).before))
            missing = pieces.wanted(day, day, FIRST as Day)
          }
          t.strictSame(toldOf(pieces.runs(day, day, FIRST as Day), day), toldOf(all, day))
          compared++
        }
      }
    }),
    { numRuns: 500 },
  )
  t.ok(compared > 1000, `${compared} days compared`)
})

t.test('how far back a status goes is looked for once, not by every question about it', async t => {
  const pieces = createDecidedPieces()
  let looked = 0
  const [, france] = outcomes
  for (let i = 0; i < 1000; i++) {
    const from = (FIRST + i * 10) as Day
    const changes = [{ from, outcome: france! }]
    pieces.put({
      from,
      to: (from + 9) as Day,
      get changes() {
        looked++
        return changes
      },
    })
  }
  const last = (FIRST + 9999) as Day
  pieces.runs(last, last, FIRST as Day)
  t.ok(looked >= 1000, `${looked} pieces looked at by the first question`)
  looked = 0
  for (let i = 0; i < 100; i++) pieces.runs((last - i) as Day, (last - i) as Day, FIRST as Day)
  t.ok(looked > 0 && looked <= 1000, `${looked} by a hundred others`)
})

/** A piece that ends on a day and goes so many days back, as far as there is room. */
function pieceOf(days: readonly Outcome[], day: Day, long: number, before: Day): Piece {
  const from = Math.max(FIRST, day - long + 1, before + 1) as Day
  const changes: { from: Day; outcome: Outcome }[] = []
  for (let at = from; at <= day; at++) {
    const outcome = days[at - FIRST]!
    if (changes.at(-1)?.outcome !== outcome) changes.push({ from: at, outcome })
  }
  return { from, to: day, changes }
}

/** Of a day: since when its status has lasted, and what was before. */
function toldOf(runs: Parameters<typeof runAt>[0], day: Day) {
  const { since, previous } = runAt(runs, day)
  return { since, previous: previous && { status: previous.status, primary: previous.primary } }
}
