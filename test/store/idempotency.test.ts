import t from 'tap'
import { type Shelf, verdict } from '../../src/store/idempotency.js'
import type { NewEvent, StoredEvent } from '../../src/store/store.js'

const body = { type: 'T', body: '{}', meta: '{}', recordedAt: '2024-01-01T00:00:00.000Z' }
const event = (id: string): NewEvent => ({ id, ...body })

/** A store that holds these ids, stream by stream, in the order in which they were stored. */
function shelf(streams: Readonly<Record<string, readonly string[]>>): Shelf {
  const stored = Object.entries(streams).flatMap(([stream, ids]) =>
    ids.map((id, revision): StoredEvent => ({ ...event(id), stream, revision, position: `${stream}-${revision}` })),
  )
  return {
    last: stream => (streams[stream]?.length ?? 0) - 1,
    at: (stream, revision) => stored.find(one => one.stream === stream && one.revision === revision) ?? null,
    holder: id => stored.find(one => one.id === id) ?? null,
  }
}

const held = shelf({ a: ['a0', 'a1', 'a2'], b: ['b0'] })
const told = (stream: string, expected: number | 'none', ...ids: string[]) => {
  const result = verdict(held, stream, expected, ids.map(event))
  return result?.kind === 'duplicate' ? result.events.map(({ position }) => position) : result
}

t.test('what comes of an append', async t => {
  const conflict = (actual: number | 'none') => ({ kind: 'conflict', actual })
  const table: readonly [what: string, got: unknown, wanted: unknown][] = [
    ['new at the end', told('a', 2, 'x'), null],
    ['several new at the end', told('a', 2, 'x', 'y'), null],
    ['the first of a stream', told('c', 'none', 'x'), null],
    ['beyond the end', told('a', 3, 'x'), conflict(2)],
    ['after a revision of no stream', told('c', 0, 'x'), conflict('none')],
    ['a stream that must not exist and does', told('b', 'none', 'x'), conflict(0)],
    ['before the end, something else', told('a', 1, 'x'), conflict(2)],
    ['stored there before', told('a', 1, 'a2'), ['a-2']],
    ['all of several stored there before', told('a', 0, 'a1', 'a2'), ['a-1', 'a-2']],
    ['stored there before, from the start', told('a', 'none', 'a0', 'a1'), ['a-0', 'a-1']],
    ['stored there before in another order', told('a', 0, 'a2', 'a1'), conflict(2)],
    ['some of them stored there before', told('a', 1, 'a2', 'x'), conflict(2)],
    ['at the end, stored elsewhere', told('a', 2, 'b0'), ['b-0']],
    ['at the end, each stored somewhere', told('a', 2, 'b0', 'a0'), ['b-0', 'a-0']],
    ['the first of a stream, stored elsewhere', told('c', 'none', 'b0'), ['b-0']],
    ['at the end, some stored elsewhere', told('a', 2, 'b0', 'x'), conflict(2)],
    ['at the end, one id twice', told('a', 2, 'x', 'x'), conflict(2)],
    ['the first of a stream, one id twice', told('c', 'none', 'x', 'x'), conflict('none')],
  ]
  for (const [what, got, wanted] of table) t.strictSame(got, wanted, what)
})
