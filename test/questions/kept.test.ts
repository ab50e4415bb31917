import t from 'tap'
import { dayOf } from '../../events/calendar.js'
import { policyV1 } from '../../projections/policy/v1.js'
import { inOneGo } from '../../projections/values/steps.js'
import { type Answers, createAnswers } from '../../src/questions/answers.js'
import { differenceOf } from '../../src/questions/diff.js'
import { explanationSteps } from '../../src/questions/explanation.js'
import { footprintOf } from '../../src/questions/footprint.js'
import type { Knowledge } from '../../src/questions/knowledge.js'
import { panelRows } from '../../src/questions/panel.js'
import { createLogIndex } from '../../src/state/log-index.js'
import { createReading } from '../../src/state/reading.js'
import { positionOf } from '../../src/store/position.js'
import { rowWriter } from '../../src/wire/rows.js'
import { longHistory } from '../support/long-history.js'

const now = () => Date.UTC(2025, 5, 1)
const [first, last] = [dayOf('2015-03-01')!, dayOf('2024-12-01')!]

t.test('what is kept of a country answers only for the state of knowledge that it was made for', async t => {
  const log = createLogIndex()
  const reading = createReading(log, policyV1)
  const answers = createAnswers(reading, now)
  const fresh = () => createAnswers(createReading(log, policyV1), now)
  const moments: Knowledge[] = []
  let place = 0
  let compared = 0
  for (const { stream, event } of longHistory({ events: 240, countries: 3, corrected: 0.2, retracted: 0.1 })) {
    log.add({ ...event, recordedAt: event.recordedAt!, position: positionOf(++place), stream, revision: place })
    if (place % 80 !== 0) continue
    moments.push(answers.present())
    for (const knowledge of moments) {
      const before = answersTo(answers, knowledge)
      t.equal(before, answersTo(answers, knowledge), `asked again, ${place} events, as known at ${knowledge.known}`)
      t.equal(before, answersTo(fresh(), knowledge), `as of nothing that is kept, ${place} events`)
      compared += before.length
    }
  }
  t.ok(compared > 20_000, `${compared} bytes`)
  const known = moments.map(knowledge => answersTo(answers, knowledge))
  t.equal(new Set(known).size, moments.length, 'each state of knowledge has an answer of its own')
})

function answersTo(answers: Answers, knowledge: Knowledge): string {
  const histories = answers.concerned(knowledge.known)
  return JSON.stringify([
    histories.map(history => {
      const [from, to] = [first, last].map(at => ({ answers, history, at, knowledge }))
      return [
        differenceOf(from!, to!, 50),
        [...panelRows(answers, history, { days: [first, first + 400, last] }, knowledge)].filter(row => row !== null),
        inOneGo(
          explanationSteps(
            { reading: answers.reading, now },
            history,
            { at: last, dimension: 'security', partner: 'FRA', limit: 50 },
            knowledge,
          ),
        ),
      ]
    }),
    ['FRA', 'USA'].map(partner =>
      inOneGo(footprintOf(answers, histories, { partner, dimension: 'security', at: last, from: first }, knowledge)),
    ),
  ])
}

t.test('a cell of CSV is quoted where it holds what divides cells and lines', async t => {
  const writer = rowWriter(
    'csv',
    [
      { name: 'a,b', type: 'text' },
      { name: 'c', type: 'number' },
    ],
    {},
  )
  t.equal(writer.head(), '"a,b",c\r\n')
  t.equal(
    writer.rows([
      ['plain é', 0],
      ['say "no"', -1.5],
      ['one\ntwo', null],
      ['cr\rlf', 1],
      [null, null],
    ]),
    'plain é,0\r\n"say ""no""",-1.5\r\n"one\ntwo",\r\n"cr\rlf",1\r\n,\r\n',
  )
})
