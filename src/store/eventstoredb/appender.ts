import type { AppendResult } from '../store.js'
import { type Attempted, attempt } from './attempt.js'
import type { Encoded } from './codec.js'
import { confirm } from './confirm.js'
import { reasonOf } from './failure.js'
import type { StreamPart } from './reader.js'
import { MOST_BYTES, MOST_EVENTS } from './stream-queue.js'
import { backoff, pause } from './timing.js'
import type { WriteContext } from './write-context.js'

const LEAST_MS = 200

export type Appender = (stream: string, after: number, events: readonly Encoded[]) => Promise<AppendResult>

/** One append after an explicit revision (-1: no stream yet), answered within `timing.answerMs`. */
export function createAppender(context: WriteContext): Appender {
  const { server, reader, index, timing, random, limit } = context

  const look = async (stream: string, from: number, count: number, answerBy: number): Promise<StreamPart | null> => {
    for (let tries = 0; ; tries++) {
      const ms = Math.max(LEAST_MS, Math.min(timing.callMs, answerBy - performance.now()))
      try {
        return await reader.part(stream, from, count, { silenceMs: ms, totalMs: ms })
      } catch (error) {
        if (tries >= timing.retries || performance.now() + LEAST_MS > answerBy) throw error
        await pause(backoff(timing.retryMs, tries, timing.callMs, random))
      }
    }
  }

  const lastRevision = async (stream: string, answerBy: number): Promise<number> => {
    for (let from = index.knownTo(stream) + 1; ; ) {
      const part = await look(stream, from, MOST_EVENTS, answerBy)
      if (part === null) return -1
      if (part.last < 0) return from - 1
      from = part.last + 1
    }
  }

  /** The server names a revision in a conflict some milliseconds before it can be read: a reader shall find it. */
  const untilVisible = async (stream: string, revision: number, answerBy: number): Promise<void> => {
    for (let tries = 0; revision >= 0; tries++) {
      const part = await look(stream, revision, 1, answerBy)
      if ((part !== null && part.last >= revision) || performance.now() > answerBy) return
      await pause(backoff(2, tries, timing.retryMs, random))
    }
  }

  const conflict = async (stream: string, told: number | null, answerBy: number): Promise<AppendResult> => {
    try {
      const actual = told ?? (await lastRevision(stream, answerBy))
      if (told !== null) await untilVisible(stream, told, answerBy)
      return { kind: 'conflict', actual: actual < 0 ? 'none' : actual }
    } catch (error) {
      if (told === null) return { kind: 'unavailable', reason: reasonOf(error) }
      return { kind: 'conflict', actual: told < 0 ? 'none' : told }
    }
  }

  /** How many of the events stand after the revision, written by this very call: an append that was cut short. */
  const begun = async (stream: string, after: number, events: readonly Encoded[], answerBy: number) => {
    const part = await look(stream, after + 1, events.length, answerBy).catch(() => null)
    const mine = part?.lines.findIndex(({ event, write }, place) => {
      const sent = events[place]!
      return event.revision !== after + 1 + place || event.id !== sent.id || write !== sent.write
    })
    return mine === undefined || mine === -1 ? (part?.lines.length ?? 0) : mine
  }

  const finish = async (stream: string, events: readonly Encoded[], last: number, answerBy: number) => {
    const confirmation = await confirm(context, stream, events, last, answerBy)
    if (confirmation.kind === 'unknown') return confirmation
    const stored = confirmation.events.map(({ event }) => event)
    const places = stored.map(({ position, revision, recordedAt }) => ({ position, revision, recordedAt }))
    return confirmation.events.every(({ kind }) => kind === 'appended')
      ? ({ kind: 'appended', events: places } as const)
      : ({ kind: 'duplicate', events: stored } as const)
  }

  return async (stream, after, events) => {
    const bytes = events.reduce((sum, event) => sum + event.bytes, 0)
    if (events.length > MOST_EVENTS || bytes > MOST_BYTES)
      throw new RangeError(`one append takes at most ${MOST_EVENTS} events and ${MOST_BYTES} bytes`)
    const answerBy = performance.now() + timing.answerMs
    const send = (from: number, list: readonly Encoded[]): Promise<Attempted> =>
      limit(() => attempt(server, reader, { stream, after: from, events: list, answerBy }, timing, random))
    const tried = await send(after, events)
    if (tried.kind === 'stored') return finish(stream, events, tried.last, answerBy)
    if (tried.kind !== 'moved') return tried
    const there = tried.actual !== null && tried.actual <= after ? 0 : await begun(stream, after, events, answerBy)
    if (there === 0) return conflict(stream, tried.actual, answerBy)
    const rest = there === events.length ? null : await send(after + there, events.slice(there))
    if (rest === null) return finish(stream, events, after + there, answerBy)
    return rest.kind === 'stored'
      ? finish(stream, events, rest.last, answerBy)
      : { kind: 'unknown', reason: 'an append was cut short and could not be completed' }
  }
}
