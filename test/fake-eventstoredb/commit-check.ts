import type { Expected, RecordedEvent, WriteResult } from './log-types.js'

export interface CommitQuestion {
  readonly expected: Expected
  readonly ids: readonly string[]
  /** Last revision of the stream, null for none. */
  readonly last: number | null
  readonly at: (revision: number) => RecordedEvent | undefined
  /** What the cache of recent ids holds for this stream. */
  readonly recent: (id: string) => RecordedEvent | undefined
}

/**
 * The server's rules of idempotency. With an explicit revision the ids are compared with what stands after it, for ever;
 * with `any` and `stream_exists` only with the cache. An expected revision that is the last one compares nothing.
 */
export function commitCheck(question: CommitQuestion): WriteResult | { readonly kind: 'write' } {
  const { expected, ids, last } = question
  if (expected === 'any' || expected === 'stream_exists') return byRecentIds(question)
  const after = expected === 'no_stream' ? -1 : expected
  if (after === (last ?? -1)) return { kind: 'write' }
  const wrong = { kind: 'wrong-expected-version', current: last } as const
  if (after > (last ?? -1) || ids.length === 0) return wrong
  const same = ids.every((id, index) => question.at(after + 1 + index)?.id === id)
  return same ? placeOf(question.at(after + ids.length)) : wrong
}

function byRecentIds({ expected, ids, last, recent }: CommitQuestion): WriteResult | { readonly kind: 'write' } {
  if (expected === 'stream_exists' && last === null) return { kind: 'wrong-expected-version', current: null }
  const first = ids[0]
  if (first === undefined || !recent(first)) return { kind: 'write' }
  const all = ids.every(id => recent(id))
  return all ? placeOf(recent(ids.at(-1)!)) : { kind: 'wrong-expected-version', current: last }
}

function placeOf(event: RecordedEvent | undefined): WriteResult {
  return { kind: 'idempotent', lastRevision: event?.revision ?? null, position: event?.position ?? null }
}
