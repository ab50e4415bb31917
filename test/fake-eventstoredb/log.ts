import { commitCheck } from './commit-check.js'
import type { Expected, LogPosition, Proposed, RecordedEvent, WriteResult } from './log-types.js'

const BYTES_BEFORE_FIRST = 1_024
const BYTES_OF_FRAME = 128
const RECENT_IDS = 10_000

/** What a server keeps on its disk, and the small cache of recent ids that it loses when it restarts. */
export interface FakeLog {
  readonly records: readonly RecordedEvent[]
  write(stream: string, expected: Expected, events: readonly Proposed[]): WriteResult
  /** Last revision of a stream, or null when it was never written or is deleted. */
  lastRevision(stream: string): number | null
  /** Events of a stream that can still be read; null when there is no such stream, 'deleted' after a tombstone. */
  stream(name: string): readonly RecordedEvent[] | null | 'deleted'
  /** Index of the first record at or after a position; null when the position is inside a record. */
  indexOf(position: LogPosition): number | null
  /** Soft delete: the stream is gone, its events stay in $all, and it may be written again at the next revision. */
  softDelete(stream: string): void
  /** Hard delete: the stream can never be written again. */
  tombstone(stream: string): void
  forgetRecentIds(): void
  onWritten(listener: () => void): () => void
}

/** An empty log; share one between servers to have a cluster, or between starts to have a restart. */
export function createFakeLog(now: () => Date = () => new Date()): FakeLog {
  const records: RecordedEvent[] = []
  const streams = new Map<string, RecordedEvent[]>()
  const softDeletedBefore = new Map<string, number>()
  const tombstones = new Set<string>()
  const recentIds = new Map<string, RecordedEvent>()
  const listeners = new Set<() => void>()
  let nextByte = BYTES_BEFORE_FIRST

  const store = (stream: string, events: readonly Proposed[]): WriteResult => {
    const all = streams.get(stream) ?? []
    streams.set(stream, all)
    for (const event of events) {
      const at = BigInt(nextByte)
      nextByte += BYTES_OF_FRAME + stream.length + event.type.length + event.data.length + event.metadata.length
      const recorded = { ...event, stream, revision: all.length, position: { commit: at, prepare: at }, created: now() }
      all.push(recorded)
      records.push(recorded)
      recentIds.set(`${stream}\n${event.id}`, recorded)
    }
    for (const key of recentIds.keys()) {
      if (recentIds.size <= RECENT_IDS) break
      recentIds.delete(key)
    }
    const last = all.at(-1)
    for (const listener of listeners) listener()
    return { kind: 'written', lastRevision: last ? last.revision : null, position: last ? last.position : null }
  }

  const lastRevision = (stream: string): number | null => {
    const all = streams.get(stream)
    if (!all || all.length === 0) return null
    return (softDeletedBefore.get(stream) ?? 0) >= all.length ? null : all.length - 1
  }

  return {
    records,
    lastRevision,
    write(stream, expected, events) {
      if (tombstones.has(stream)) return { kind: 'deleted' }
      const decision = commitCheck({
        expected,
        ids: events.map(event => event.id),
        last: lastRevision(stream),
        at: revision => streams.get(stream)?.[revision],
        recent: id => recentIds.get(`${stream}\n${id}`),
      })
      return decision.kind === 'write' ? store(stream, events) : decision
    },
    stream(name) {
      if (tombstones.has(name)) return 'deleted'
      return lastRevision(name) === null ? null : streams.get(name)!.slice(softDeletedBefore.get(name) ?? 0)
    },
    indexOf({ commit }) {
      let low = 0
      let high = records.length
      while (low < high) {
        const middle = (low + high) >> 1
        if (records[middle]!.position.commit < commit) low = middle + 1
        else high = middle
      }
      const boundary = low === records.length ? commit >= BigInt(nextByte) : records[low]!.position.commit === commit
      return boundary || low === 0 ? low : null
    },
    softDelete(stream) {
      softDeletedBefore.set(stream, streams.get(stream)?.length ?? 0)
    },
    tombstone(stream) {
      tombstones.add(stream)
    },
    forgetRecentIds() {
      recentIds.clear()
    },
    onWritten(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
