import fc from 'fast-check'
import t from 'tap'
import { addDuration, dayFrom, dayOf, endOfDay, isDuration, isoOf, monthStarts } from '../../events/calendar.js'
import { parseEdtf } from '../../events/edtf.js'

/** Text, then earliest and latest day, then the closed bounds where they differ. */
const readable: [string, string, string, string?, string?][] = [
  ['2024', '2024-01-01', '2024-12-31'],
  ['2024-04', '2024-04-01', '2024-04-30'],
  ['2024-02', '2024-02-01', '2024-02-29'],
  ['2024-04-10', '2024-04-10', '2024-04-10'],
  ['2024-02-29', '2024-02-29', '2024-02-29'],
  ['2024-04-10?', '2024-04-10', '2024-04-10'],
  ['2024-04~', '2024-04-01', '2024-04-30'],
  ['2024%', '2024-01-01', '2024-12-31'],
  ['2023-03-XX', '2023-03-01', '2023-03-31'],
  ['2023-XX', '2023-01-01', '2023-12-31'],
  ['2023-XX-XX', '2023-01-01', '2023-12-31'],
  ['202X', '2020-01-01', '2029-12-31'],
  ['20XX', '2000-01-01', '2099-12-31'],
  ['2023-21', '2023-03-01', '2023-05-31'],
  ['2023-24', '2023-12-01', '2024-02-29'],
  ['2023-21?', '2023-03-01', '2023-05-31'],
  ['2024-04-10/2024-04-12', '2024-04-10', '2024-04-12'],
  ['1999/2001-05', '1999-01-01', '2001-05-31'],
  ['2021-05?/2022~', '2021-05-01', '2022-12-31'],
  ['2023/..', '2023-01-01', 'open', '2023-01-01', '2023-12-31'],
  ['2023/', '2023-01-01', 'open', '2023-01-01', '2023-12-31'],
  ['../2021-03', 'open', '2021-03-31', '2021-03-01', '2021-03-31'],
  ['/2021', 'open', '2021-12-31', '2021-01-01', '2021-12-31'],
  ['1000', '1000-01-01', '1000-12-31'],
  ['2999-12-31', '2999-12-31', '2999-12-31'],
]

const unreadable = [
  ...['', ' ', '/', '../..', '..', 'XXXX', 'yesterday', '10/04/2024', '2024-1-1', '20240410', ' 2024', '2024 '],
  ...['2023-02-29', '2023-02-29?', '2023-02-29/2023-03', '2023-03/2023-02-30', '2024-02-30', '2024-04-31'],
  ...['2024-00', '2024-13', '2024-04-00', '2024-04-32', '2023-25', '2024-W05', '2024-101'],
  ...['2024-04-12/2024-04-10', '2024/2023', '2024-04-10/P1M', '2024/2025/2026'],
  ...['2024-04-10T10:00:00Z', '2024-04-10\n', '２０２４', '2024‐04‐10', '0999', '3000', 'Y20240', '-0044'],
  ...['[2023,2024]', '{2023..2024}', '1560S2', '2024-?04', `2024${'?'.repeat(50)}`, `2024/${'.'.repeat(100_000)}`],
]

const show = (day: number) => (Number.isFinite(day) ? isoOf(day) : 'open')

t.test('an EDTF date is a range of days', async t => {
  for (const [text, earliest, latest, closedFrom, closedTo] of readable) {
    const range = parseEdtf(text)
    if (!range) throw new Error(`not read: ${text}`)
    t.same([show(range.earliest), show(range.latest)], [earliest, latest], text)
    t.same([show(range.closedFrom), show(range.closedTo)], [closedFrom ?? earliest, closedTo ?? latest], text)
    t.equal(parseEdtf(text), range, 'the second time from memory')
  }
})

t.test('what is no date is not read', async t => {
  for (const text of unreadable) t.equal(parseEdtf(text), null, JSON.stringify(text.slice(0, 40)))
})

t.test('every day of the calendar is read as itself, every interval as its ends', async t => {
  const day = fc.integer({ min: dayFrom(1000, 1, 1), max: dayFrom(2999, 12, 31) })
  let pairs = 0
  fc.assert(
    fc.property(day, day, (one, other) => {
      pairs++
      const [from, to] = [Math.min(one, other), Math.max(one, other)]
      const range = parseEdtf(`${isoOf(from)}/${isoOf(to)}`)
      return dayOf(isoOf(one)) === one && range?.earliest === from && range.latest === to
    }),
  )
  t.ok(pairs >= 100, `${pairs} pairs of days`)
})

t.test('parsing any text takes little time and never throws', async t => {
  const noise = fc.string({ unit: fc.constantFrom(...'0123456789X-/.?~%T:Z '), maxLength: 60 })
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789X'), minLength: 4, maxLength: 4 })
  let dates = 0
  fc.assert(
    fc.property(fc.oneof(noise, digits), text => {
      const range = parseEdtf(text)
      if (range !== null) dates++
      return range === null || range.earliest <= range.latest
    }),
    { numRuns: 2_000 },
  )
  t.ok(dates > 0, `${dates} of 2,000 texts are dates`)
})

t.test('a duration is added on the calendar', async t => {
  const added = (from: string, duration: string) => isoOf(addDuration(dayOf(from)!, duration))
  t.equal(added('2024-01-31', 'P1M'), '2024-02-29')
  t.equal(added('2023-01-31', 'P1M'), '2023-02-28')
  t.equal(added('2024-01-28', 'P12M'), '2025-01-28')
  t.equal(added('2024-01-28', 'P1Y'), '2025-01-28')
  t.equal(added('2023-08-03', 'P30D'), '2023-09-02')
  t.equal(added('2023-08-25', 'PT48H'), '2023-08-27')
  t.equal(added('2023-08-25', 'PT1H'), '2023-08-26', 'hours count as started days')
  t.equal(added('2023-08-25', 'P1DT12H'), '2023-08-27')
  t.equal(added('2023-08-25', 'P0D'), '2023-08-25')
  t.equal(added('2023-12-31', 'P1Y2M1W3D'), '2025-03-10')
  for (const text of ['P', 'PT', 'P1.5M', '-P1M', 'p1m', 'P48H', 'PT30M', 'P1M\n', 'P99999D', 'P1T1H', '']) {
    t.notOk(isDuration(text), JSON.stringify(text))
    t.throws(() => addDuration(0, text), RangeError)
  }
})

t.test('days, ends of days and first days of months', async t => {
  t.equal(dayOf('1970-01-01'), 0)
  t.equal(dayOf('1969-12-31'), -1)
  t.equal(dayOf('2023-02-29'), null)
  t.equal(dayOf('2023-2-9'), null)
  t.equal(endOfDay(0), '1970-01-01T23:59:59.999Z')
  const starts = monthStarts(dayOf('2023-11-15')!, dayOf('2024-02-01')!)
  t.same(starts.map(isoOf), ['2023-12-01', '2024-01-01', '2024-02-01'])
  t.same(monthStarts(dayOf('2023-11-02')!, dayOf('2023-11-30')!), [])
})

t.test('a day is written as Date writes it, in any century', t => {
  let compared = 0
  const [earliest, latest] = [dayFrom(-200, 1, 1), dayFrom(10_200, 1, 1)]
  for (let day = earliest; day <= latest; day += day % 400 === 0 ? 1 : 7) {
    if (isoOf(day) !== new Date(day * 86_400_000).toISOString().slice(0, 10)) t.fail(`day ${day}`)
    compared++
  }
  for (const text of ['2000-02-29', '1900-02-28', '1900-03-01', '2400-02-29', '1999-12-31', '9999-12-31', '1000-01-01'])
    t.equal(isoOf(dayOf(text)!), text)
  t.ok(compared > 400_000, `${compared} days compared`)
  t.throws(() => isoOf(Number.POSITIVE_INFINITY), RangeError)
  t.end()
})
