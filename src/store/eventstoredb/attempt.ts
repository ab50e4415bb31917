import { StoreError } from '../store.js'
import type { Encoded } from './codec.js'
import { failureOf } from './failure.js'
import type { Reader } from './reader.js'
import type { Server } from './server.js'
import { backoff, pause, type Timing } from './timing.js'

/** What came of appending some events after a revision. */
export type Attempted =
  /** They stand at the end of what was then the stream; whether they were there before is not known yet. */
  | { readonly kind: 'stored'; readonly last: number }
  /** Something else stands there, or the stream does not reach that far: they were not stored by this and never will be. */
  | { readonly kind: 'moved'; readonly actual: ActualRevision }
  | { readonly kind: 'unavailable'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string }

/** Last revision of the stream as the server told it, -1 for no stream; null when only a look into the stream was had. */
export type ActualRevision = number | null

export interface Append {
  readonly stream: string
  /** Revision after which they go; -1 for a stream that must not exist. */
  readonly after: number
  readonly events: readonly Encoded[]
  /** `performance.now()` by which there must be an answer. */
  readonly answerBy: number
}

const LEAST_CALL_MS = 50

/**
 * Tries until there is an answer or the time is over, always with the same ids and the same revision: then the server
 * stores them once, however often it is asked. What is still open in the end is looked up in the stream.
 */
export async function attempt(
  server: Server,
  reader: Reader,
  { stream, after, events, answerBy }: Append,
  timing: Timing,
  random: () => number,
): Promise<Attempted> {
  let reason = 'no time was left to ask'
  let asked = false
  for (let tries = 0; tries <= timing.retries; tries++) {
    if (tries > 0) await pause(backoff(timing.retryMs, tries - 1, timing.callMs, random))
    const left = answerBy - performance.now() - (asked ? timing.readBackMs : 0)
    if (left < LEAST_CALL_MS) break
    try {
      return { kind: 'stored', last: await server.append(stream, after, events, Math.min(timing.callMs, left)) }
    } catch (error) {
      const failure = failureOf(error)
      if (failure.kind === 'wrong-version') return { kind: 'moved', actual: failure.actual ?? -1 }
      if (failure.kind === 'stream-deleted')
        throw new StoreError(
          'store-invalid',
          `stream ${stream} was deleted in EventStoreDB and takes no events any more`,
        )
      if (failure.kind === 'lost') asked = true
      reason = failure.kind === 'stream-not-found' ? failure.kind : failure.reason
    }
  }
  return asked ? readBack(reader, { stream, after, events, answerBy }, timing, reason) : { kind: 'unavailable', reason }
}

async function readBack(
  reader: Reader,
  { stream, after, events, answerBy }: Append,
  timing: Timing,
  reason: string,
): Promise<Attempted> {
  const left = Math.max(LEAST_CALL_MS, Math.min(timing.readBackMs, answerBy - performance.now()))
  try {
    const part = await reader.part(stream, after + 1, events.length, { silenceMs: left, totalMs: left })
    if (part === null || part.last < 0) return { kind: 'unknown', reason }
    const ours =
      part.lines.length === events.length && part.lines.every(({ event }, index) => event.id === events[index]!.id)
    return ours ? { kind: 'stored', last: part.last } : { kind: 'moved', actual: null }
  } catch {
    return { kind: 'unknown', reason }
  }
}
