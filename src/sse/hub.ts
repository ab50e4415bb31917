import type { ServerResponse } from 'node:http'
import type { Day } from '../../events/calendar.js'
import { dayOfInstant } from '../state/answers.js'
import type { Live } from '../state/live.js'
import type { EventStore } from '../store/store.js'
import { type Channel, createChannel, scannedBy, tell } from './channel.js'
import { type Client, type EndingReason, queuedBytes, resumeId, send, sendMark, startStream } from './client.js'
import { createCourse } from './course.js'
import { type Cursor, compareCursors, idText, type ParsedId, START_ID } from './cursor.js'
import { createFindings } from './finding.js'
import { createMessages } from './messages.js'
import { keyOf, type Question, shownQuestion } from './question.js'
import { resumeAfter, startCursor } from './resume.js'
import { createSource, type Reader } from './source.js'
import { createTurns, TURN_MS } from './turns.js'

export interface HubSettings {
  /** Bytes that may wait for one client before it is ended. */
  readonly queueBytes: number
  readonly heartbeatMs: number
  /** How often the one timer looks at the clock and at the clients. */
  readonly tickMs: number
  /** About how long a stream lasts, each between 0.8 and 1.2 times as long; 0 for ever. */
  readonly rotateMs: number
  /** How long after midnight a date begins: what was recorded before has been read by then. */
  readonly settleMs: number
  /** How long a replay waits for a client that takes nothing, and an ended one for its last bytes. */
  readonly stallMs: number
  readonly lingerMs: number
}

export const HUB_SETTINGS: HubSettings = {
  queueBytes: 1024 * 1024,
  heartbeatMs: 15_000,
  tickMs: 1000,
  rotateMs: 600_000,
  settleMs: 2000,
  stallMs: 30_000,
  lingerMs: 2000,
}

export interface HubOptions {
  readonly live: Live
  readonly store: EventStore
  readonly settings: HubSettings
  /** Milliseconds since 1970 of the real clock. */
  readonly now: () => number
  /** Milliseconds of a clock that only runs forward. */
  readonly steady: () => number
  /** Told of what should not have happened. */
  readonly onError: (error: unknown) => void
}

/** Where a new stream begins. */
export type Begin =
  | { readonly kind: 'now' }
  | { readonly kind: 'start' }
  | { readonly kind: 'after'; readonly text: string; readonly id: ParsedId }

export interface Opening {
  readonly response: ServerResponse
  readonly headers: Readonly<Record<string, unknown>>
  readonly question: Question
  readonly begin: Begin
  readonly who: string
}

export type Hub = ReturnType<typeof createHub>

/** A replay lets no more than this wait in the connection before it goes on. */
const REPLAY_BYTES = 256 * 1024
const RETRY_STORE_MS = 1000
/** Characters after which a turn ends, for connections send only between turns. */
const TURN_BYTES = 64 * 1024

/** Every open stream: tells the live ones what happens, brings the others there, and ends them. */
export function createHub({ live, store, settings, now, steady, onError }: HubOptions) {
  const { record, answers } = live
  const source = createSource(live, store)
  const turns = createTurns()
  const today = (): Day => dayOfInstant(now() - settings.settleMs)
  const findings = createFindings({ record, answers, now })
  const course = createCourse({ record, findings, messages: createMessages(record), today })
  const channels = new Map<string, Channel>()
  const clients = new Set<Client>()
  const running = new Set<Channel>()
  /** Woken while they were running. */
  const again = new Set<Channel>()
  const ended: Record<EndingReason | 'left', number> = { rotation: 0, shutdown: 0, slow: 0, failed: 0, left: 0 }
  let opened = 0
  let ticks = 0
  let timer: NodeJS.Timeout | null = null
  let closed = false
  const unlisten = live.onRead(wakeAll)

  function idOf({ place, date, n }: Cursor): string {
    const position = record.position(place)
    return position === null ? START_ID : idText(position, date, n)
  }

  /** Wait for what has to be fetched; a store that cannot be reached is asked again. */
  async function fetched(reader: Reader, place: number, still: () => boolean): Promise<void> {
    for (;;) {
      try {
        return await reader.fetch(place)
      } catch (error) {
        if (!still()) return
        onError(error)
        await new Promise(resolve => setTimeout(resolve, RETRY_STORE_MS).unref())
      }
    }
  }

  async function caughtUp(still: () => boolean): Promise<void> {
    while (still() && live.status().status === 'catching-up')
      await new Promise(resolve => setTimeout(resolve, 20).unref())
  }

  /** Put a client into the channel of its question; one that is new begins at the end of what there is. */
  async function enter(client: Client): Promise<Channel | null> {
    const { question } = client
    const key = keyOf(question)
    const reader = source.reader()
    const still = () => client.state !== 'ended'
    while (still()) {
      let channel = channels.get(key)
      if (channel === undefined) {
        const head = course.head(question, reader)
        if ('fetch' in head) {
          await fetched(reader, head.fetch, still)
          continue
        }
        channel = createChannel(question, head, reader)
        channels.set(key, channel)
      }
      client.channel = channel
      channel.clients.add(client)
      return channel
    }
    return null
  }

  function wakeAll(): void {
    for (const channel of channels.values()) wake(channel)
  }

  function wake(channel: Channel): void {
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
        if (again.delete(channel)) wake(channel)
      })
  }

  /** Tell a channel everything up to the end of what there is. */
  async function run(channel: Channel): Promise<void> {
    const still = () => channel.clients.size > 0 && !closed
    while (still()) {
      await turns.take()
      let bytes = 0
      for (const until = steady() + TURN_MS; still() && steady() < until && bytes < TURN_BYTES; ) {
        const next = course.next(channel.cursor, channel.question, channel.reader)
        if (next === 'end') return
        if ('fetch' in next) {
          await fetched(channel.reader, next.fetch, still)
          break
        }
        const overfull = (client: Client) => end(client, 'slow')
        for (const { open } of next.frames) bytes += open.length
        await tell(channel, next, { mostBytes: settings.queueBytes, overfull, pause: turns.take })
      }
    }
  }

  async function start(client: Client, begin: Begin): Promise<void> {
    const still = () => client.state !== 'ended'
    await caughtUp(still)
    const channel = await enter(client)
    if (channel === null || !still()) return
    wake(channel)
    if (begin.kind === 'now') return join(client, channel, channel.cursor)
    const reader = source.reader()
    if (begin.kind === 'start') return replay(client, channel, startCursor(channel.question), reader)
    client.previous = begin.text
    const options = { record, state: live, store, course, today: () => dayOfInstant(now()) }
    const resumption = await resumeAfter(begin.id, channel.question, reader, options)
    if (!still()) return
    if (resumption.kind === 'from') return replay(client, channel, resumption.cursor, reader)
    client.previous = null
    const { cursor } = channel
    const { reason } = resumption
    const detail = reason === 'future-id' ? 'nothing so late is on record' : 'no such id is on record'
    const data = { reason, detail, asked: begin.text, head: idOf(cursor), position: record.position(cursor.place) }
    sendMark(client, 'reset', idOf(cursor), cursor, data)
    join(client, channel, cursor)
  }

  /** Tell one client what it missed, as fast as it takes it, until it has met its channel. */
  async function replay(client: Client, channel: Channel, from: Cursor, reader: Reader): Promise<void> {
    const still = () => client.state !== 'ended'
    client.state = 'replaying'
    client.cursor = from
    while (still()) {
      await turns.take()
      for (const until = steady() + TURN_MS; still() && steady() < until; ) {
        if (compareCursors(client.cursor, channel.cursor) >= 0) return join(client, channel, client.cursor)
        const next = course.next(client.cursor, channel.question, reader)
        if (next === 'end') break
        if ('fetch' in next) {
          await fetched(reader, next.fetch, still)
          break
        }
        for (const frame of next.frames) send(client, frame, next.cursor)
        client.cursor = next.cursor
        if (queuedBytes(client) > REPLAY_BYTES) {
          await room(client)
          break
        }
      }
    }
  }

  function room(client: Client): Promise<void> {
    client.stuckSince = steady()
    return new Promise(resolve => {
      client.onRoom = () => {
        client.onRoom = null
        client.stuckSince = null
        resolve()
      }
    })
  }

  function join(client: Client, channel: Channel, cursor: Cursor): void {
    if (client.state === 'ended') return
    client.cursor = cursor
    client.state = 'live'
    channel.live.add(client)
    sendMark(client, 'caught-up', idOf(cursor), cursor, { position: record.position(cursor.place) })
  }

  /** Say that the stream ends and where to go on from; the connection goes once that is sent, or soon after. */
  function end(client: Client, reason: EndingReason): void {
    if (client.state === 'ended') return
    const cursor = scannedBy(client)
    client.state = 'ended'
    client.endedAt = steady()
    ended[reason] += 1
    forget(client)
    if (cursor !== null) {
      const id = resumeId(client, cursor, idOf)
      sendMark(client, 'ending', id, cursor, { reason, resumeAfter: id })
    }
    client.onRoom?.()
    client.response.end()
  }

  /** A client is no longer told anything. */
  function forget(client: Client): void {
    const { channel } = client
    if (channel === null) return
    channel.live.delete(client)
    channel.clients.delete(client)
    const key = keyOf(client.question)
    if (channel.clients.size === 0 && channels.get(key) === channel) channels.delete(key)
  }

  function gone(client: Client): void {
    if (client.state !== 'ended') ended.left += 1
    client.state = 'ended'
    forget(client)
    clients.delete(client)
    client.onRoom?.()
    if (clients.size === 0 && timer !== null) {
      clearInterval(timer)
      timer = null
    }
  }

  function tick(): void {
    const time = steady()
    const beats = Math.max(1, Math.round(settings.heartbeatMs / settings.tickMs))
    ticks = (ticks + 1) % beats
    for (const client of clients) {
      if (client.endedAt !== null) {
        if (time - client.endedAt >= settings.lingerMs) client.response.destroy()
      } else if (client.stuckSince !== null && time - client.stuckSince >= settings.stallMs) end(client, 'slow')
      else if (time >= client.rotateAt) end(client, 'rotation')
      else if (client.number % beats === ticks) beat(client)
    }
    // Where a date has begun, there is something to tell without any event.
    for (const channel of channels.values()) if (channel.question.at === null) wake(channel)
  }

  function beat(client: Client): void {
    const cursor = scannedBy(client)
    if (cursor === null) return
    if (queuedBytes(client) > settings.queueBytes) {
      end(client, 'slow')
      return
    }
    const id = resumeId(client, cursor, idOf)
    sendMark(client, 'heartbeat', id, cursor, {
      position: record.position(cursor.place),
      head: record.position(record.size - 1),
    })
  }

  return {
    /** Take over an answer as a stream; it ends when the client leaves, or with `ending`. */
    open({ response, headers, question, begin, who }: Opening): void {
      opened += 1
      const spread = 0.8 + 0.4 * ((opened * 0.618_034) % 1)
      const client: Client = {
        number: opened,
        question,
        who,
        since: now(),
        rotateAt: settings.rotateMs === 0 ? Number.POSITIVE_INFINITY : steady() + settings.rotateMs * spread,
        response,
        channel: null,
        cursor: null,
        previous: null,
        told: null,
        state: 'waiting',
        sent: 0,
        stuckSince: null,
        endedAt: null,
        onRoom: null,
      }
      clients.add(client)
      timer ??= setInterval(tick, settings.tickMs).unref()
      response.on('close', () => gone(client))
      response.on('error', () => gone(client))
      response.on('drain', () => client.onRoom?.())
      startStream(response, headers)
      start(client, begin).catch(error => {
        onError(error)
        end(client, 'failed')
      })
    },
    /** Every open stream as operators see it. */
    subscriptions() {
      const head = record.size - 1
      const list = [...clients].map(client => {
        const cursor = scannedBy(client)
        return {
          number: client.number,
          who: client.who,
          since: new Date(client.since).toISOString(),
          state: client.state,
          filter: shownQuestion(client.question),
          lastId: client.previous,
          scannedTo: cursor === null ? null : idOf(cursor),
          lag: cursor === null ? null : head - cursor.place,
          queuedBytes: queuedBytes(client),
          sent: client.sent,
        }
      })
      return { open: clients.size, opened, ended: { ...ended }, questions: channels.size, subscriptions: list }
    },
    /** End every stream, and read no more. */
    close(): void {
      if (closed) return
      closed = true
      unlisten()
      source.close()
      for (const client of [...clients]) end(client, 'shutdown')
    },
  }
}
