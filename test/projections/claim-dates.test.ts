import t from 'tap'
import { dayOf, isoOf } from '../../events/calendar.js'
import type { DomainEvent } from '../../events/catalogue.js'
import { rangeOf, readDate } from '../../projections/resolve/claim.js'

const show = (day: number) => (Number.isFinite(day) ? isoOf(day) : 'open')

/** The days of an event that a claim tells of, and its closed ends. */
function told(occurredOn: string, publishedOn: string | null, modality = 'asserted', type = 'VisitHeld') {
  const event = { type, country: 'NER', occurredOn, claim: { sourceId: 's', modality, publishedOn } }
  const { earliest, latest, closedFrom, closedTo } = rangeOf(event as unknown as DomainEvent)
  return [earliest, latest, closedFrom, closedTo].map(show).join(' ')
}

t.test('what is told of a vague date had happened by its publication', t => {
  t.equal(told('2025', '2025-03-10'), '2025-01-01 2025-03-10 2025-01-01 2025-03-10', 'a year')
  t.equal(told('2025-03', '2025-03-10'), '2025-03-01 2025-03-10 2025-03-01 2025-03-10', 'a month')
  t.equal(told('2024/2025', '2025-03-10'), '2024-01-01 2025-03-10 2024-01-01 2025-03-10', 'an interval of years')
  t.equal(told('2025', '2025-01-01'), '2025-01-01 2025-01-01 2025-01-01 2025-01-01', 'on its first day')
  t.equal(told('2025', '2025-12-30'), '2025-01-01 2025-12-30 2025-01-01 2025-12-30', 'on the last but one')
  t.equal(told('2025', '2025-06'), '2025-01-01 2025-06-30 2025-01-01 2025-06-30', 'published within a month')
  t.end()
})

t.test('a publication that is none of its days changes nothing', t => {
  const whole = '2025-01-01 2025-12-31 2025-01-01 2025-12-31'
  t.equal(told('2025', '2025-12-31'), whole, 'its last day')
  t.equal(told('2025', '2027-01-01'), whole, 'afterwards')
  t.equal(told('2025', '2024-12-31'), whole, 'before: it was planned at most, which an anomaly says')
  t.equal(told('2025', null), whole, 'none is known')
  t.equal(told('2025-05-06', '2025-03-01'), '2025-05-06 2025-05-06 2025-05-06 2025-05-06', 'a day is a day')
  t.equal(told('2025/..', '2026-03-01'), '2025-01-01 open 2025-01-01 2025-12-31', 'what is open stays open')
  t.end()
})

t.test('what is planned, denied or declared is what it says', t => {
  const whole = '2025-01-01 2025-12-31 2025-01-01 2025-12-31'
  for (const modality of ['planned', 'denied']) t.equal(told('2025', '2025-03-10', modality), whole, modality)
  t.equal(told('2025', '2025-03-10', 'asserted', 'CoverageDeclared'), whole)
  t.end()
})

t.test('an interval of two days may be how long it took, and ends where it says', t => {
  const days = '2025-03-01 2025-03-20 2025-03-01 2025-03-20'
  for (const text of [
    '2025-03-01/2025-03-20',
    '2025-03-01~/2025-03-20',
    '2025-03-01/2025-03-20?',
    '2025-03-01%/2025-03-20~',
  ])
    t.equal(told(text, '2025-03-10'), days, text)
  for (const [text, from] of [
    ['2025-03/2025-03-20', '2025-03-01'],
    ['2025/2025-03-20', '2025-01-01'],
  ] as const)
    t.equal(told(text, '2025-03-10'), `${from} 2025-03-10 ${from} 2025-03-10`, text)
  for (const text of ['2025-03-01/2025-03', '2025-03-01/2025-04', '2025-03-01/2025'])
    t.equal(told(text, '2025-03-10'), '2025-03-01 2025-03-10 2025-03-01 2025-03-10', text)
  t.end()
})

t.test('a text that is no date was never stored', t => {
  t.equal(readDate('2024-02-29').earliest, dayOf('2024-02-29'))
  t.throws(() => readDate('2023-02-29'), { name: 'RangeError', message: 'not a date: 2023-02-29' })
  t.end()
})
