import { setTimeout as delay } from 'node:timers/promises'
import type { Addressed, EventStore, Position, RecordOutcome, StoredEvent } from './store.js'

export interface CopyProgress {
  readonly phase: 'copying' | 'verifying'
  /** Events read so far in this phase. */
  readonly events: number
}

export type CopyResult =
  /** Both hold the same events in the same order; `already` of them were there before, `doubles` have the id of an earlier one and were left out. */
  | { readonly kind: 'copied'; readonly events: number; readonly already: number; readonly doubles: number }
  /** The stores differ, first at the n-th event (from 0): the target held other events, or someone wrote meanwhile. */
  | { readonly kind: 'differs'; readonly at: number; readonly reason: string }
  /** A store did not answer or was full. The same call goes on where this one stopped. */
  | { readonly kind: 'failed'; readonly reason: string }

const PAGE = 500
const TRIES = 20
const WAIT_MS = 500

/**
 * Copies the log of one store, up to its present head, to the end of another, keeping ids, order and `recordedAt`, then
 * reads both and compares. Safe to repeat: what is there already is not stored again. Nobody else may write to the target.
 */
export async function copyLog(
  from: EventStore,
  to: EventStore,
  onProgress: (progress: CopyProgress) => void = () => {},
): Promise<CopyResult> {
  const end = await from.head()
  const doubles = new Set<Position>()
  let events = 0
  let already = 0
  let last = await to.head()
  for await (const page of pagesOf(from, end)) {
    for (const run of runsOf(page, to.uniqueIds)) {
      const outcomes = await recordSteadily(to, run, last)
      const failure = outcomes.find(outcome => 'reason' in outcome)
      if (failure && 'reason' in failure) return { kind: 'failed', reason: failure.reason }
      outcomes.forEach((outcome, place) => {
        if (outcome.kind === 'appended') last = outcome.position
        if (outcome.kind !== 'duplicate') return
        const { stream, revision } = run[place]!
        if (outcome.event.stream === stream && outcome.event.revision === revision) already += 1
        else doubles.add(run[place]!.position)
      })
    }
    events += page.length
    onProgress({ phase: 'copying', events })
  }
  const difference = await compare(from, to, end, doubles, onProgress)
  return difference ?? { kind: 'copied', events: events - doubles.size, already, doubles: doubles.size }
}

async function* pagesOf(store: EventStore, end: Position | null): AsyncGenerator<StoredEvent[]> {
  for (let after: Position | null = null; end !== null && (after === null || after < end); ) {
    const page: StoredEvent[] = await store.readAll(after, PAGE)
    const wanted = page.filter(event => event.position <= end)
    if (wanted.length === 0) return
    yield wanted
    after = wanted.at(-1)!.position
  }
}

/** Parts that may be handed over in one call: all of a page where one call is one transaction, else one stream at a time. */
function runsOf(page: readonly StoredEvent[], oneTransaction: boolean): StoredEvent[][] {
  const runs: StoredEvent[][] = []
  for (const event of page) {
    const run = runs.at(-1)
    if (run && (oneTransaction || run[0]!.stream === event.stream)) run.push(event)
    else runs.push([event])
  }
  return runs
}

/** `last`: where the target ends; events of one instant, as those of one call are, may lie on both sides of it. */
async function recordSteadily(
  to: EventStore,
  run: readonly StoredEvent[],
  last: Position | null,
): Promise<RecordOutcome[]> {
  const items: Addressed[] = run.map(({ stream, id, type, body, meta, recordedAt }) => ({
    stream,
    event: { id, type, body, meta, recordedAt },
  }))
  for (let tries = 1; ; tries++) {
    const outcomes = await to.record(items, { after: last })
    const again = outcomes.some(outcome => outcome.kind === 'unavailable' || outcome.kind === 'unknown')
    if (!again || tries === TRIES) return outcomes
    await delay(WAIT_MS)
    last = await to.head().catch(() => last)
  }
}

async function compare(
  from: EventStore,
  to: EventStore,
  end: Position | null,
  doubles: ReadonlySet<Position>,
  onProgress: (progress: CopyProgress) => void,
): Promise<CopyResult | null> {
  const copies = pagesOf(to, await to.head())
  let waiting: StoredEvent[] = []
  let at = 0
  let newest = ''
  for await (const page of pagesOf(from, end)) {
    for (const event of page) {
      if (doubles.has(event.position)) continue
      if (event.recordedAt > newest) newest = event.recordedAt
      if (waiting.length === 0) waiting = [...((await copies.next()).value ?? [])]
      const copy = waiting.shift()
      const reason = differenceOf(event, copy, newest)
      if (reason !== null) return { kind: 'differs', at, reason }
      at += 1
    }
    onProgress({ phase: 'verifying', events: at })
  }
  const more = waiting.length > 0 || ((await copies.next()).value ?? []).length > 0
  return more ? { kind: 'differs', at, reason: 'the target holds more events' } : null
}

/** A store that is its only writer lifts a `recordedAt` that steps back to the newest so far, which means the same. */
function differenceOf(event: StoredEvent, copy: StoredEvent | undefined, newest: string): string | null {
  if (!copy) return 'the target holds fewer events'
  for (const field of ['id', 'stream', 'type', 'body', 'meta'] as const) {
    if (event[field] !== copy[field]) return `${field} differs: ${event.id} and ${copy.id}`
  }
  return copy.recordedAt === event.recordedAt || copy.recordedAt === newest ? null : `recordedAt of ${event.id} differs`
}
