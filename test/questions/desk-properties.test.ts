import fc from 'fast-check'
import t from 'tap'
import { type Day, isoOf } from '../../events/calendar.js'
import { dimensions } from '../../events/words.js'
import { rangeOf } from '../../projections/resolve/claim.js'
import { inOneGo } from '../../projections/values/steps.js'
import { blindSpotsOf } from '../../src/questions/blind-spots.js'
import { footprintOf } from '../../src/questions/footprint.js'
import { panelRows, stepEnds } from '../../src/questions/panel.js'
import { COLUMNS } from '../../src/questions/panel-columns.js'
import { realignmentsOf } from '../../src/questions/realignments.js'
import {
  naiveFootprint,
  naivePanel,
  naiveRealignments,
  naiveSilence,
  naiveSince,
  naiveStates,
} from '../reference/desk.js'
import { aDay, aPlace, deskOf, placeIn, RUNS, SEED } from '../support/desk.js'
import { eventsOf, type HistoryEvent, history, hosts, revisedHistory, turningHistory } from '../support/histories.js'

/** Questions about periods, held to the states of every host on every day in question, each folded from the whole log. */
t.setTimeout(RUNS > 100 ? 3_600_000 : 290_000)

const PARTNERS = ['FRA', 'RUS', 'USA', 'EU', 'ECOWAS', 'AES', 'NER', 'MLI', 'BFA'] as const
const aLength = fc.noBias(fc.integer({ min: 1, max: 70 }))
const drawn = fc.tuple(
  fc.oneof(history, revisedHistory, { weight: 6, arbitrary: turningHistory }),
  aDay,
  aLength,
  aPlace,
)

type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never

function asked([drafts, day, length, place]: Drawn) {
  const events = eventsOf(drafts)
  if (events.length === 0) return null
  const from = dayAround(events, day, length)
  const desk = deskOf(events)
  const known = placeIn(events, place)
  const to = from + length
  const days = Array.from({ length: length + 1 }, (_, i) => from + i)
  return {
    ...desk,
    from,
    to,
    days,
    knowledge: desk.known(known),
    histories: hosts.map(host => desk.answers.history(host)!),
    host: (host: string) => desk.naive(host, known),
    where: `${isoOf(from)} to ${isoOf(to)} known at ${known}`,
  }
}

/** Three of four periods begin before the day of one of the events: that is when something becomes another. */
function dayAround(events: readonly HistoryEvent[], day: Day, length: number): Day {
  const { earliest } = rangeOf(events[day % events.length]!.event)
  return day % 4 > 0 && Number.isFinite(earliest) ? earliest - (day % (length + 1)) : day
}

function same(given: unknown, naive: unknown, where: string): void {
  if (JSON.stringify(given) === JSON.stringify(naive)) return
  throw new Error(`${where}:\n desk  ${JSON.stringify(given)}\n naive ${JSON.stringify(naive)}`)
}

t.test('footprints and realignments agree with the states of every host on every day', async t => {
  const seen = { days: 0, hosts: 0, changes: 0, realignments: 0, nowhere: 0 }
  fc.assert(
    fc.property(drawn, drawnOne => {
      const one = asked(drawnOne)
      if (one === null) return
      const { answers, histories, days, from, to, knowledge, where } = one
      const states = hosts.map(host => naiveStates(one.host(host), days))
      seen.days += days.length * hosts.length
      for (const dimension of dimensions) {
        for (const partner of PARTNERS) {
          const asked = { partner, dimension, at: to, from }
          const given = inOneGo(footprintOf(answers, histories, asked, knowledge))
          const naive = states.map(ofHost => naiveFootprint(ofHost, partner, dimension))
          const entries = naive.flatMap(({ entry }) => entry ?? [])
          const inOrder = [...entries].sort((a, b) => b.score - a.score || (a.country < b.country ? -1 : 1))
          const found = given.hosts.map(({ since: _since, ...entry }) => entry)
          same(found, inOrder, `${partner} in ${dimension}, ${where}`)
          const changes = given.changes!.map(({ eventIds: _ids, forces: _forces, ...change }) => change)
          const turns = naive.flatMap(({ change }) => change ?? [])
          same(changes, turns, `${partner} in ${dimension}, what became of it, ${where}`)
          seen.hosts += entries.length
          seen.changes += turns.length
          seen.nowhere += entries.length === 0 ? 1 : 0
        }
        for (const [i, host] of hosts.entries()) {
          const question = { from: from + 1, to, dimension }
          const given = inOneGo(realignmentsOf(answers, histories[i]!, question, knowledge))
          const plain = given.map(({ cause: _cause, dimension: _dimension, ...rest }) => rest)
          const naive = naiveRealignments(states[i]!, dimension)
          same(plain, naive, `${host} in ${dimension}, ${where}`)
          for (const { cause } of given) same(cause.clock, cause.eventIds.length === 0, `${host}: clock or events`)
          for (const partner of PARTNERS.slice(0, 3)) {
            const some = inOneGo(realignmentsOf(answers, histories[i]!, { ...question, partner }, knowledge))
            const named = given.filter(({ before, after }) =>
              [before.primary, after.primary, ...before.contenders, ...after.contenders].includes(partner),
            )
            same(some, named, `${host} in ${dimension} with ${partner}, ${where}`)
          }
          seen.realignments += naive.length
        }
      }
    }),
    { numRuns: RUNS, ...SEED },
  )
  t.comment(JSON.stringify(seen))
  t.ok(seen.days > RUNS * 30 && seen.hosts > RUNS && seen.nowhere > 0, `${seen.days} days of hosts`)
  t.ok(seen.changes > RUNS / 8, `${seen.changes} changes of role`)
  t.ok(seen.realignments > RUNS / 10, `${seen.realignments} realignments`)
})

t.test('a footprint tells since when a power leads, looking back over every day', async t => {
  let compared = 0
  fc.assert(
    fc.property(
      fc.tuple(fc.oneof(history, revisedHistory, { weight: 6, arbitrary: turningHistory }), aDay, aPlace),
      drawn => {
        const [drafts, at, place] = drawn
        const one = asked([drafts, at, 0, place])
        if (one === null) return
        const days = Array.from({ length: 400 }, (_, i) => one.to - 399 + i)
        for (const [i, host] of hosts.entries()) {
          const states = naiveStates(one.host(host), days)
          for (const partner of PARTNERS.slice(0, 5)) {
            const question = { partner, dimension: 'security' as const, at: one.to }
            const { hosts: found } = inOneGo(footprintOf(one.answers, [one.histories[i]!], question, one.knowledge))
            const since = found[0]?.since ?? null
            const naive = naiveSince(states, partner, 'security')
            const begins = naive === states[0]!.at ? (since ?? '9') <= naive : since === naive
            if (!begins) throw new Error(`${partner} in ${host} on ${isoOf(one.to)}: since ${since}, naively ${naive}`)
            compared += naive === null ? 0 : 1
          }
        }
      },
    ),
    { numRuns: RUNS, ...SEED },
  )
  t.ok(compared > RUNS / 6, `${compared} powers that lead`)
})

t.test('a row of the panel is the state at the end of its step', async t => {
  const seen = { rows: 0, cells: 0, absent: 0, silent: 0 }
  fc.assert(
    fc.property(drawn, fc.constantFrom('day', 'month', 'year'), ([drafts, from, length, place], step) => {
      const long = step === 'day' ? length % 20 : step === 'month' ? length * 5 : length * 12
      const one = asked([drafts, from - (step === 'year' ? 400 : 0), long, place])
      if (one === null) return
      const days = stepEnds(one.from, one.to, step as 'day' | 'month' | 'year')
      for (const [i, host] of hosts.entries()) {
        const rows = [...panelRows(one.answers, one.histories[i]!, { days }, one.knowledge)].filter(row => row !== null)
        const naive = naivePanel(one.host(host), naiveStates(one.host(host), days), { policy: 'v1' })
        same(rows.length, naive.length, `rows of ${host}, ${one.where}`)
        for (const [n, row] of rows.entries()) {
          for (const [k, { name }] of COLUMNS.entries()) {
            if (name === 'log_position') continue
            same(row[k], naive[n]![name], `${name} of ${host} and ${row[1]} on ${row[4]}, ${one.where}`)
            seen.cells++
          }
          seen.rows++
          if (row[6] === null) seen.absent++
          if (row[6] === 0) seen.silent++
        }
      }
    }),
    { numRuns: RUNS * 2, ...SEED },
  )
  t.comment(JSON.stringify(seen))
  t.ok(seen.rows > RUNS * 4 && seen.absent > RUNS && seen.silent > 0, `${seen.rows} rows, ${seen.cells} cells`)
})

t.test('a dimension is silent from the last day on which anything was told of it', async t => {
  let compared = 0
  fc.assert(
    fc.property(drawn, fc.integer({ min: 1, max: 400 }), (drawnOne, days) => {
      const one = asked(drawnOne)
      if (one === null) return
      for (const [i, host] of hosts.entries()) {
        const question = { at: one.to, days }
        const { silent } = inOneGo(blindSpotsOf(one.answers, one.histories[i]!, question, one.knowledge))
        same(silent, naiveSilence(one.host(host), one.to, days), `${host}, ${one.where}`)
        compared += silent.length
      }
    }),
    { numRuns: RUNS * 3, ...SEED },
  )
  t.ok(compared > RUNS, `${compared} silences compared`)
})
