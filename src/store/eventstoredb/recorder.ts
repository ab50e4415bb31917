import type { Addressed, RecordOutcome } from '../store.js'
import { type Encoded, encode } from './codec.js'
import { createStreamQueue, MOST_BYTES, MOST_EVENTS, type Recorded, type StreamQueue } from './stream-queue.js'
import type { WriteContext } from './write-context.js'

export interface Recorder {
  record(items: readonly Addressed[], write: string): Promise<RecordOutcome[]>
}

/** Sends each event to the writer of its stream. An id that is under way is not sent twice, whatever stream it is for. */
export function createRecorder(context: WriteContext): Recorder {
  const queues = new Map<string, StreamQueue>()
  const underWay = new Map<string, Promise<Recorded>>()

  const queueOf = (stream: string): StreamQueue => {
    const queue = queues.get(stream) ?? createStreamQueue(stream, context)
    queues.set(stream, queue)
    return queue
  }

  const send = (stream: string, events: readonly Encoded[], answerBy: number): Promise<readonly Recorded[]> => {
    const sent = queueOf(stream).put(events, answerBy)
    events.forEach(({ id }, place) => {
      const outcome = sent.then(all => all[place]!)
      underWay.set(id, outcome)
      const done = () => underWay.delete(id)
      outcome.then(done, done)
    })
    return sent
  }

  return {
    async record(items, write) {
      const answerBy = performance.now() + context.timing.answerMs
      const encoded = items.map(({ event }) => checkSize(encode(event, write)))
      const firsts = new Map<string, number>()
      const fresh = new Map<string, number[]>()
      items.forEach(({ stream, event: { id } }, place) => {
        if (underWay.has(id) || firsts.has(id)) return
        firsts.set(id, place)
        const places = fresh.get(stream)
        if (places) places.push(place)
        else fresh.set(stream, [place])
      })
      // Those that are under way are taken before anything of this call is.
      const outcomes = items.map(({ event: { id } }) => underWay.get(id)?.then(asDuplicate))
      for (const [stream, places] of fresh) {
        for (const part of partsOf(places, encoded)) {
          const sent = send(
            stream,
            part.map(place => encoded[place]!),
            answerBy,
          )
          part.forEach((place, index) => {
            outcomes[place] = sent.then(all => all[index]!)
          })
        }
      }
      items.forEach(({ event: { id } }, place) => {
        outcomes[place] ??= outcomes[firsts.get(id)!]!.then(asDuplicate)
      })
      return (await Promise.all(outcomes as Promise<Recorded>[])).map(outcomeOf)
    },
  }
}

/** Throws a RangeError for an event that no append can carry. */
export function checkSize(event: Encoded): Encoded {
  if (event.bytes > MOST_BYTES)
    throw new RangeError(`event ${event.id} has ${event.bytes} bytes, more than ${MOST_BYTES}`)
  return event
}

/** Cuts a list of places into parts that fit into one append each. */
function partsOf(places: readonly number[], encoded: readonly Encoded[]): number[][] {
  const parts: number[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const place of places) {
    bytes += encoded[place]!.bytes
    const part = parts.at(-1)
    if (part && bytes <= MOST_BYTES && part.length < MOST_EVENTS) part.push(place)
    else {
      parts.push([place])
      bytes = encoded[place]!.bytes
    }
  }
  return parts
}

function asDuplicate(outcome: Recorded): Recorded {
  return outcome.kind === 'appended' ? { kind: 'duplicate', event: outcome.event } : outcome
}

function outcomeOf(outcome: Recorded): RecordOutcome {
  if (outcome.kind !== 'appended') return outcome
  const { position, revision, recordedAt } = outcome.event
  return { kind: 'appended', position, revision, recordedAt }
}
