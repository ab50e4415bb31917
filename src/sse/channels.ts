import type { Place } from '../../projections/values/place.js'
import type { Steps } from '../../projections/values/steps.js'
import { type Channel, createChannel, tell } from './channel.js'
import { type Client, type ClientStage, hasEnded, queuedBytes, send } from './client.js'
import { type Cursor, compareCursors } from './cursor.js'
import { type FairScheduler, TURN_MS } from './fair-scheduler.js'
import type { MessageSequence } from './message-sequence.js'
import { keyOf } from './question.js'
import { createReplaySlots } from './replay-slots.js'
import type { Reader, Source } from './source.js'

export interface Channels {
  /** Put a client into the channel of its question, a new one if need be; null when it left meanwhile. */
  enter(client: Client): Promise<Channel | null>
  leave(client: Client): void
  /** Tell a client what it missed, as fast as it takes it: up to where it has met its channel, or null when it left. */
  replay(client: Client, channel: Channel, from: Cursor, reader: Reader): Promise<Cursor | null>
  /** There may be more to send: to all channels, or only to those that follow the clock. */
  notify(which: 'all' | 'clock'): void
  readonly size: number
}

export interface ChannelsOptions {
  readonly sequence: MessageSequence
  readonly source: Source
  readonly scheduler: FairScheduler
  /** Milliseconds of a clock that only runs forward. */
  readonly steady: () => number
  /** Bytes that may wait for a live client. */
  readonly queueBytes: number
  readonly end: (client: Client, reason: 'slow' | 'failed') => void
  readonly onError: (error: unknown) => void
}

type Replaying = Extract<ClientStage, { readonly kind: 'replaying' }>

/** A replay lets no more than this wait in the connection before it goes on. */
const REPLAY_BYTES = 256 * 1024
/** Characters after which a turn ends: connections send only between turns. */
const TURN_BYTES = 64 * 1024
const RETRY_MS = 1000
/** Steps that fail more often in a row end their streams. */
const MOST_FAILURES = 5
/** Replays that go on at a time. */
export const MOST_REPLAYS = 16

/** One channel for each question that is open, and how its clients are told what there is to tell. */
export function createChannels({
  sequence,
  source,
  scheduler,
  steady,
  queueBytes,
  end,
  onError,
}: ChannelsOptions): Channels {
  const channels = new Map<string, Channel>()
  const replays = createReplaySlots(MOST_REPLAYS)
  const running = new Set<Channel>()
  /** Notified while they were running. */
  const again = new Set<Channel>()

  /** Wait for what has to be fetched; a store that cannot be reached is asked again. */
  async function fetched(reader: Reader, place: Place, still: () => boolean): Promise<void> {
    while (still()) {
      try {
        return await reader.fetch(place)
      } catch (error) {
        onError(error)
        await pause()
      }
    }
  }

  /** Do steps in turns; whoever waits for them goes on before anybody else has a turn. */
  async function worked(steps: Steps, work: 'live' | 'replay', still: () => boolean): Promise<void> {
    while (still()) {
      for (const until = steady() + TURN_MS; steady() < until; ) if (steps.next().done) return
      await scheduler.take(work)
    }
  }

  /** The same for steps that may fail where a projection is about to be stopped: they are asked for again then. */
  function patiently(work: 'live' | 'replay', still: () => boolean): (steps: Steps) => Promise<void> {
    let failures = 0
    return async steps => {
      try {
        await worked(steps, work, still)
        failures = 0
      } catch (error) {
        if (++failures > MOST_FAILURES) throw error
        onError(error)
        await pause()
      }
    }
  }

  function notifyOne(channel: Channel): void {
    if (running.has(channel)) {
      again.add(channel)
      return
    }
    running.add(channel)
    run(channel)
      .catch(error => {
        onError(error)
        for (const client of [...channel.clients]) end(client, 'failed')
      })
      .finally(() => {
        running.delete(channel)
        if (again.delete(channel)) notifyOne(channel)
      })
  }

  /** Tell a channel everything up to the end of what there is. */
  async function run(channel: Channel): Promise<void> {
    const still = () => channel.clients.size > 0
    const telling = {
      mostBytes: queueBytes,
      overfull: (client: Client) => end(client, 'slow'),
      pause: () => scheduler.take('live'),
    }
    const work = patiently('live', still)
    while (still()) {
      await scheduler.take('live')
      let characters = 0
      for (let until = steady() + TURN_MS; still() && steady() < until && characters < TURN_BYTES; ) {
        const next = sequence.next(channel.cursor, channel.question, channel.reader)
        if (next === 'end') return
        if ('fetch' in next) {
          await fetched(channel.reader, next.fetch, still)
          break
        }
        if ('steps' in next) {
          await work(next.steps)
          until = steady() + TURN_MS
          continue
        }
        for (const { open } of next.frames) characters += open.length
        await tell(channel, next, telling)
      }
    }
  }

  /** Tell a client what it missed, until it is over or the connection is full. */
  async function replaying(
    client: Client,
    stage: Replaying,
    channel: Channel,
    reader: Reader,
    still: () => boolean,
  ): Promise<'met' | 'full' | 'left'> {
    const work = patiently('replay', still)
    while (still()) {
      await scheduler.take('replay')
      for (let until = steady() + TURN_MS; still() && steady() < until; ) {
        const { cursor } = stage
        if (compareCursors(cursor, channel.cursor) >= 0) return 'met'
        const next = sequence.next(cursor, channel.question, reader)
        if (next === 'end') {
          // The channel saw a date begin and the clock was set back since.
          await pause()
          break
        }
        if ('fetch' in next) {
          await fetched(reader, next.fetch, still)
          break
        }
        if ('steps' in next) {
          await work(next.steps)
          until = steady() + TURN_MS
          continue
        }
        for (const frame of next.frames) send(client, frame, next.cursor)
        stage.cursor = next.cursor
        if (queuedBytes(client) > REPLAY_BYTES) return 'full'
      }
    }
    return 'left'
  }

  return {
    get size() {
      return channels.size
    },
    async enter(client) {
      const { question } = client
      const key = keyOf(question)
      const reader = source.reader()
      const still = () => !hasEnded(client)
      while (still()) {
        let channel = channels.get(key)
        if (channel === undefined) {
          const head = sequence.head(question, reader)
          if ('fetch' in head) {
            await fetched(reader, head.fetch, still)
            continue
          }
          channel = createChannel(question, head, reader)
          channels.set(key, channel)
        }
        channel.clients.add(client)
        notifyOne(channel)
        return channel
      }
      return null
    },
    leave(client) {
      const key = keyOf(client.question)
      const channel = channels.get(key)
      if (channel === undefined || !channel.clients.delete(client)) return
      channel.live.delete(client)
      if (channel.clients.size === 0) channels.delete(key)
    },
    async replay(client, channel, from, reader) {
      const still = () => !hasEnded(client)
      const stage: Replaying = { kind: 'replaying', cursor: from, stuck: null }
      client.stage = stage
      for (;;) {
        const giveBack = await replays.take(client.who)
        const how = await replaying(client, stage, channel, reader, still).finally(giveBack)
        if (how !== 'full') return how === 'met' ? stage.cursor : null
        // A client that does not read must not keep others waiting.
        await room(stage, steady())
      }
    },
    notify(which) {
      for (const channel of channels.values()) if (which === 'all' || channel.question.at === null) notifyOne(channel)
    },
  }
}

/** Until a connection has sent what waits in it, or is gone. */
function room(stage: Replaying, since: number): Promise<void> {
  return new Promise(resolve => {
    const end = () => {
      stage.stuck = null
      resolve()
    }
    stage.stuck = { since, end }
  })
}

function pause(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, RETRY_MS).unref())
}
