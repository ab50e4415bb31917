import t from 'tap'
import { dayOf } from '../../events/calendar.js'
import type { Place } from '../../projections/values/place.js'
import { compareCursors, endOf, idText, parseId, SLOTS, START_ID, sameStep } from '../../src/sse/cursor.js'

const day = (text: string) => dayOf(text)!
const at = (place: number, date: string | null, n: number) => ({
  place: place as Place,
  date: date === null ? null : day(date),
  n,
  day: day('2024-01-01'),
})

t.test('an id is taken apart into what it was made of', async t => {
  const made = [
    ['0000000000000007', null, 0, '0000000000000007'],
    ['0000000000000007', null, 3, '0000000000000007.3'],
    ['12_34', day('2024-04-12'), 1, '12_34@2024-04-12.1'],
    ['a-B', day('0999-01-02'), 9_999_999, 'a-B@0999-01-02.9999999'],
    ['x'.repeat(64), null, 0, 'x'.repeat(64)],
  ] as const
  for (const [position, date, n, text] of made) {
    t.equal(idText(position, date, n), text)
    t.strictSame(parseId(text), { position, date, n })
  }
})

t.test('a text that no stream gave out is no id', async t => {
  const none = ['', '.1', '7.', '7.0', '7.01', '7.-1', '7.12345678', '7 ', ' 7', '7.1x', 'x'.repeat(65), 'é', '7..1']
  const dated = ['7@2024-04-12', '7@2024-04-12.0', '7@2024-02-30.1', '7@2024-4-12.1', '7@24-04-12.1', '@2024-04-12.1']
  for (const text of [...none, ...dated, '7@12024-04-12.1', '7@2024-04-123.1', '7@2024-004-12.1'])
    t.equal(parseId(text), null, text)
})

t.test('cursors are ordered by place, then the event before the dates that began after it, then slot', async t => {
  const ordered = [
    at(-1, null, 1),
    at(0, null, 0),
    at(0, null, 5),
    at(0, '1999-12-31', 0),
    at(0, '2024-01-02', 9),
    at(1, null, 2),
    at(1, '1998-01-01', 1),
  ]
  for (const [i, a] of ordered.entries())
    for (const [j, b] of ordered.entries()) t.equal(Math.sign(compareCursors(a, b)), Math.sign(i - j), `${i} ${j}`)
})

t.test('a step is one place and one date, whatever slots of it are done', async t => {
  t.ok(sameStep(at(4, null, 0), at(4, null, 7)))
  t.ok(sameStep(at(4, '2024-01-02', 0), at(4, '2024-01-02', 7)))
  t.notOk(sameStep(at(4, null, 0), at(5, null, 0)))
  t.notOk(sameStep(at(4, null, 0), at(4, '2024-01-02', 0)))
  t.notOk(sameStep(at(4, '2024-01-03', 0), at(4, '2024-01-02', 0)))
})

t.test('what clients keep never changes: the id before the first event, and the slots of a country', async t => {
  t.equal(START_ID, '0')
  t.strictSame(SLOTS, { state: 1, status: 2, enter: 3, leave: 4 })
})

t.test('a step ends after the four slots of each of its countries', async t => {
  t.strictSame([0, 1, 2, 7].map(endOf), [1, 5, 9, 29])
})
