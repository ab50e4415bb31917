import type { Failure } from '../store.js'
import { type Attempted, attempt } from './attempt.js'
import type { Encoded } from './codec.js'
import { type Confirmed, confirm } from './confirm.js'
import { reasonOf } from './failure.js'
import type { StreamPart } from './reader.js'
import { backoff, CallTimeout, pause } from './timing.js'
import type { WriteContext } from './write-context.js'

/** The server takes 1 MiB an append, types, data and metadata together; a margin is left for what it may count besides. */
export const MOST_BYTES = 1_000_000
export const MOST_EVENTS = 500

export type Recorded = Confirmed | Failure

/** Events that are to be stored together, at the end of the stream. */
interface Group {
  readonly events: readonly Encoded[]
  readonly answerBy: number
  readonly settle: (outcomes: readonly Recorded[]) => void
  readonly refuse: (error: unknown) => void
}

export interface StreamQueue {
  /** Stores the events, at most MOST_EVENTS and MOST_BYTES, after all that were put before. One outcome an event. */
  put(events: readonly Encoded[], answerBy: number): Promise<readonly Recorded[]>
}

const SCAN = 1_000
const LEAST_MS = 200
/** What reading back may take beyond the time; then the answer is `unknown`, whatever comes of it. */
const SLACK_MS = 400

/**
 * The writer of one stream: one append at a time, which takes along everything that waits. An id is appended only when
 * every event up to the end of the stream is known, so an id is stored once, whoever else writes.
 */
export function createStreamQueue(stream: string, context: WriteContext): StreamQueue {
  const { server, reader, index, timing, random, limit } = context
  const waiting: Group[] = []
  let running = false
  /** Last revision of the stream as it was when last seen. */
  let tail = -1
  let tailIsSure = false

  const patience = (answerBy: number) => {
    if (performance.now() > answerBy) throw new CallTimeout(timing.answerMs)
    const ms = Math.max(LEAST_MS, Math.min(timing.callMs, answerBy - performance.now()))
    return { silenceMs: ms, totalMs: ms }
  }

  const findTail = async (answerBy: number): Promise<void> => {
    for (let failures = 0; ; ) {
      const from = index.knownTo(stream) + 1
      let part: StreamPart | null
      try {
        part = await reader.part(stream, from, SCAN, patience(answerBy))
      } catch (error) {
        const wait = backoff(timing.retryMs, failures++, timing.callMs, random)
        if (failures > timing.retries || performance.now() + wait + LEAST_MS > answerBy) throw error
        await pause(wait)
        continue
      }
      if (part && part.last >= 0) index.readTo(stream, part.last)
      if (part === null || part.count < SCAN) {
        tail = part === null ? -1 : index.knownTo(stream)
        tailIsSure = true
        return
      }
      if (performance.now() > answerBy) throw new Error('the stream was not read to its end in time')
    }
  }

  /** Outcomes of the events that are stored already, by this call (an attempt that was given up) or by another. */
  const storedAmong = async (events: readonly Encoded[], answerBy: number): Promise<Map<string, Confirmed>> => {
    const stored = new Map<string, Confirmed>()
    const known = events.filter(event => index.placesOf(event.id).length > 0)
    if (known.length === 0) return stored
    const wanted = new Map(known.map(event => [event.id, event.write]))
    const places = known.flatMap(({ id }) => index.placesOf(id))
    for (const { event, write } of await reader.fetch(places, () => patience(answerBy))) {
      const before = stored.get(event.id)?.event.position
      if (wanted.has(event.id) && (before === undefined || event.position < before))
        stored.set(event.id, { kind: wanted.get(event.id) === write ? 'appended' : 'duplicate', event })
    }
    for (const { id } of known) if (!stored.has(id)) index.forget(id)
    return stored
  }

  const store = async (groups: readonly Group[]): Promise<void> => {
    const answerBy = Math.min(...groups.map(group => group.answerBy))
    const outcomes = new Map<string, Recorded>()
    const answer = () => {
      for (const { events, settle } of groups) settle(events.map(event => outcomes.get(event.id)!))
    }
    let fresh = groups.flatMap(group => group.events)
    const fail = (failure: Failure) => {
      for (const { id } of fresh) outcomes.set(id, failure)
      answer()
    }
    for (let round = 0; ; round++) {
      try {
        if (!tailIsSure) await findTail(answerBy)
        for (const [id, there] of await storedAmong(fresh, answerBy)) outcomes.set(id, there)
      } catch (error) {
        return fail({ kind: 'unavailable', reason: reasonOf(error) })
      }
      fresh = fresh.filter(event => !outcomes.has(event.id))
      if (fresh.length === 0) return answer()
      // Others read meanwhile, and one of these may be among what they found: then the end that they know lies behind it.
      if (fresh.some(({ id }) => index.placesOf(id).length > 0)) continue
      tail = Math.max(tail, index.knownTo(stream))
      const append = { stream, after: tail, events: fresh, answerBy }
      const tried: Attempted = await limit(() => attempt(server, reader, append, timing, random))
      if (tried.kind === 'stored') {
        tail = tried.last
        const events = fresh
        // Not waited for: the next append begins meanwhile.
        void settled(events, tried.last, answerBy, outcomes).then(answer)
        return
      }
      tailIsSure = false
      if (tried.kind !== 'moved') return fail(tried)
      const wait = round === 0 ? 0 : backoff(timing.retryMs / 4, round, timing.callMs, random)
      if (performance.now() + wait + LEAST_MS > answerBy)
        return fail({ kind: 'unavailable', reason: 'other writers of the stream were faster each time' })
      await pause(wait)
    }
  }

  const settled = async (events: readonly Encoded[], last: number, answerBy: number, into: Map<string, Recorded>) => {
    const confirmation = await confirm(context, stream, events, last, answerBy)
    if (confirmation.kind === 'unknown') tailIsSure = false
    events.forEach((event, place) => {
      into.set(event.id, confirmation.kind === 'confirmed' ? confirmation.events[place]! : confirmation)
    })
  }

  const run = async (): Promise<void> => {
    running = true
    while (waiting.length > 0) {
      const groups = take(waiting)
      try {
        await store(groups)
      } catch (error) {
        for (const group of groups) group.refuse(error)
      }
    }
    running = false
  }

  return {
    put(events, answerBy) {
      return new Promise((resolve, reject) => {
        const group: Group = {
          events,
          answerBy,
          settle: outcomes => {
            clearTimeout(timer)
            clearTimeout(overdue)
            resolve(outcomes)
          },
          refuse: error => {
            clearTimeout(timer)
            clearTimeout(overdue)
            reject(error)
          },
        }
        const giveUp = () => {
          const place = waiting.indexOf(group)
          if (place < 0) return
          waiting.splice(place, 1)
          group.settle(events.map(() => ({ kind: 'unavailable', reason: 'the store did not get to it in time' })))
        }
        const sayUnknown = () => {
          group.settle(events.map(() => ({ kind: 'unknown', reason: 'the store has begun it and not come to an end' })))
        }
        const left = answerBy - performance.now()
        const timer = setTimeout(giveUp, left - LEAST_MS)
        const overdue = setTimeout(sayUnknown, left + SLACK_MS)
        waiting.push(group)
        if (!running) void run()
      })
    },
  }
}

/** Takes the groups that fit into one append, whole and in order; the first always does. */
function take(waiting: Group[]): Group[] {
  const taken: Group[] = []
  let bytes = 0
  let count = 0
  for (const group of waiting) {
    bytes += group.events.reduce((sum, event) => sum + event.bytes, 0)
    count += group.events.length
    if (taken.length > 0 && (bytes > MOST_BYTES || count > MOST_EVENTS)) break
    taken.push(group)
  }
  waiting.splice(0, taken.length)
  return taken
}
