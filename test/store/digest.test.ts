import { createHash } from 'node:crypto'
import fc from 'fast-check'
import t from 'tap'
import { type Digested, digestOf } from '../../src/store/sqlite/digest.js'

/** The same, written as it is described. */
function described(before: string, event: Digested): string {
  const { place, stream, revision, id, type, recordedAt, body, meta } = event
  const numbers = [place, revision, recordedAt, stream.length, type.length, body.length]
  const text = [before, ...numbers, id, stream, type, body, meta ?? ''].join(' ')
  return createHash('sha256').update(text).digest('base64url').slice(0, 22)
}

t.test('a digest is that of the text that is described', t => {
  const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('', '\ud83d', 'é'.repeat(70_000)))
  const number = fc.oneof(
    fc.maxSafeNat(),
    fc.nat(20),
    fc.constantFrom(0, 9, 10, 999_999, 1_000_000, 1_000_001, 999_999_999_999, 1_000_000_000_000, 1_732_600_000_000),
  )
  const event = fc.record({
    place: number,
    stream: text,
    revision: number,
    id: text,
    type: text,
    recordedAt: fc.oneof(number, fc.integer(), fc.constant(-8.64e15)),
    body: text,
    meta: fc.option(text),
  })
  fc.assert(
    fc.property(text, event, (before, one) => digestOf(before, one) === described(before, one)),
    { numRuns: 2_000 },
  )
  t.end()
})
