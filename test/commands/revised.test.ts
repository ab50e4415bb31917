import t from 'tap'
import { parseEvent } from '../../events/parse.js'
import { type EventOnRecord, MAX_LEVELS, MAX_REVISIONS, revisedOf } from '../../src/commands/revised.js'
import { trainers } from '../support/build.js'

const idAt = (i: number) => `00000000-0000-7000-8000-${String(i).padStart(12, '0')}`
const about = { occurredOn: '2024-05-01', claim: trainers().claim }

function said(id: number, input: object): EventOnRecord {
  const parsed = parseEvent(input)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
  return { id: idAt(id), event: parsed.event }
}

const root = said(0, trainers())
const correction = (id: number, target: number, changes: object) =>
  said(id, { type: 'ClaimCorrected', ...about, data: { targetEventId: idAt(target), reason: 'error', changes } })
const retraction = (id: number, target: number) =>
  said(id, { type: 'ClaimRetracted', ...about, data: { targetEventId: idAt(target), reason: 'error' } })

t.test('corrections apply in order, in the form their own corrections give them, unless retracted', async t => {
  const at = (...all: EventOnRecord[]) => revisedOf(root, all).event().occurredOn
  const first = correction(1, 0, { occurredOn: '2024-04-12' })
  t.equal(at(), '2024-04-10')
  t.equal(at(first), '2024-04-12')
  t.equal(at(first, correction(2, 0, { occurredOn: '2024-04-13' })), '2024-04-13')
  t.equal(at(first, correction(2, 99, { occurredOn: '2024-04-13' })), '2024-04-12', 'what is said of another event')
  t.equal(at(first, retraction(2, 1)), '2024-04-10')
  t.equal(at(first, retraction(2, 1), retraction(3, 2)), '2024-04-12', 'restored')
  t.equal(at(first, correction(2, 1, { data: { changes: { occurredOn: '2024-04-14' } } })), '2024-04-14')
})

t.test('what one event of a posting says is taken in for the next, and what is refused is not', async t => {
  const copy = revisedOf(root, [])
  t.equal(copy.add(correction(1, 0, { data: { strength: { low: 50 } } })), null)
  t.match(copy.add(correction(2, 0, { data: { strength: { high: 40 } } })), {
    kind: 'no-event',
    faults: [{ path: '/data/strength' }],
  })
  t.equal(copy.has(idAt(2)), false)
  t.equal(copy.add(correction(3, 0, { data: { strength: { high: 60 } } })), null)
  t.match(copy.event().data, { strength: { low: 50, high: 60 } })
  t.match(copy.add(retraction(4, 3)), null)
  t.match(copy.event().data, { strength: { low: 50, high: 100 } })
})

t.test('levels and revisions are counted, and one too many is refused', async t => {
  const deep = revisedOf(root, [])
  for (let i = 1; i <= MAX_LEVELS; i++) t.equal(deep.add(retraction(i, i - 1)), null)
  t.match(deep.add(retraction(MAX_LEVELS + 1, MAX_LEVELS)), { kind: 'too-many-levels' })
  t.equal(deep.retractionOf(idAt(0)), null, 'an even number of retractions leaves it as it was')
  t.equal(deep.retractionOf(idAt(1)), idAt(2))

  const many = Array.from({ length: MAX_REVISIONS }, (_, i) => correction(i + 1, 0, { note: `note ${i}` }))
  const full = revisedOf(root, many)
  t.match(full.add(retraction(MAX_REVISIONS + 1, 0)), { kind: 'too-many-revisions' })
  t.equal(full.event().note, `note ${MAX_REVISIONS - 1}`)
})
