import type { StoredEvent } from '../store.js'
import type { Encoded } from './codec.js'
import { reasonOf } from './failure.js'
import { backoff, pause } from './timing.js'
import type { WriteContext } from './write-context.js'

/** An event at its place in the stream, and whether the call that asks wrote it or found it there. */
export type Confirmed =
  | { readonly kind: 'appended'; readonly event: StoredEvent }
  | { readonly kind: 'duplicate'; readonly event: StoredEvent }

const LEAST_MS = 400

export type Confirmation =
  | { readonly kind: 'confirmed'; readonly events: readonly Confirmed[] }
  | { readonly kind: 'unknown'; readonly reason: string }

/**
 * Reads back what the server said it stored. Its answer leaves open whether it stored the events now or had them, what
 * their bodies are, and where the ones before the last stand in the log.
 */
export async function confirm(
  { reader, timing, random }: Pick<WriteContext, 'reader' | 'timing' | 'random'>,
  stream: string,
  events: readonly Encoded[],
  last: number,
  answerBy: number,
): Promise<Confirmation> {
  const found = new Map<string, Confirmed>()
  let failures = 0
  for (let next = last - events.length + 1; next <= last; ) {
    try {
      // A slow server keeps its promise as well: all the time that is left is given to it.
      const ms = Math.max(LEAST_MS, answerBy - performance.now())
      const part = await reader.part(stream, next, last - next + 1, { silenceMs: ms, totalMs: ms })
      if (part === null || part.last < next) break
      for (const { event, write } of part.lines) {
        const mine = events[event.revision - last + events.length - 1]?.write === write
        found.set(event.id, { kind: mine ? 'appended' : 'duplicate', event })
      }
      next = part.last + 1
    } catch (error) {
      const wait = backoff(timing.retryMs, failures++, timing.callMs, random)
      if (performance.now() + wait + LEAST_MS > answerBy)
        return { kind: 'unknown', reason: `stored, but not read back: ${reasonOf(error)}` }
      await pause(wait)
    }
  }
  const confirmed = events.flatMap(({ id }) => found.get(id) ?? [])
  return confirmed.length === events.length
    ? { kind: 'confirmed', events: confirmed }
    : { kind: 'unknown', reason: 'stored, but found elsewhere when read back' }
}
