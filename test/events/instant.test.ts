import fc from 'fast-check'
import t from 'tap'
import { instantOf } from '../../events/instant.js'

t.test('every instant that a program writes is read as it was meant, with any offset', async t => {
  const offsetsRead = new Set<number>()
  const offsets = fc.integer({ min: -23 * 60, max: 23 * 60 })
  const times = fc.date({ min: new Date('0100-01-03'), max: new Date('9998-12-30'), noInvalidDate: true })
  fc.assert(
    fc.property(times, offsets, fc.boolean(), (time, offset, small) => {
      const local = new Date(time.getTime() + offset * 60_000).toISOString().slice(0, -1)
      const size = Math.abs(offset)
      const two = (n: number) => String(n).padStart(2, '0')
      const text = `${local}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
      offsetsRead.add(offset)
      return instantOf(small ? text.toLowerCase() : text) === time.getTime()
    }),
  )
  t.ok(offsetsRead.size > 20, `${offsetsRead.size} offsets`)
})

t.test('a day that is not, an hour that is not and a missing zone are no instants', async t => {
  for (const text of ['2023-02-29T00:00:00Z', '1900-02-29T00:00:00Z', '2024-01-01T24:00:00Z', '2024-01-01T00:00:00']) {
    t.equal(instantOf(text), null, text)
  }
  t.equal(instantOf('2024-02-29T00:00Z'), Date.UTC(2024, 1, 29), 'seconds may be left to zero')
})

t.test('of leap seconds those are read that there were, wherever they were written', async t => {
  for (const text of ['2016-12-31T23:59:60Z', '2016-12-31T18:59:60-05:00', '2017-01-01T05:29:60+05:30']) {
    t.equal(instantOf(text), Date.UTC(2017, 0, 1) - 1, text)
  }
  for (const text of [
    '2016-06-30T23:59:60Z',
    '2016-12-31T22:59:60Z',
    '2016-12-31T23:59:60+01:00',
    '2016-12-31T23:59:61Z',
  ]) {
    t.equal(instantOf(text), null, text)
  }
})
