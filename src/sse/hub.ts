import type { ServerResponse } from 'node:http'
import { type Day, dayOfInstant } from '../../events/calendar.js'
import type { Place } from '../../projections/values/place.js'
import type { Answers } from '../questions/answers.js'
import type { Live } from '../state/live.js'
import type { EventStore } from '../store/store.js'
import type { Channel } from './channel.js'
import { createChannels } from './channels.js'
import {
  type Client,
  type EndingReason,
  endStage,
  goOn,
  hasEnded,
  queuedBytes,
  resumeId,
  scannedBy,
  sendMark,
  startStream,
} from './client.js'
import { type Cursor, idText, type ParsedId, START_ID } from './cursor.js'
import { createFairScheduler } from './fair-scheduler.js'
import { createMessageSequence } from './message-sequence.js'
import { createMessages } from './messages.js'
import { type Question, shownQuestion } from './question.js'
import { resumeAfter, startCursor } from './resume.js'
import type { HubSettings } from './settings.js'
import { createSource, type Reader } from './source.js'
import { createStateChanges } from './state-change.js'

export interface HubOptions {
  readonly live: Live
  /** The answers that a step is told by. */
  readonly answersAt: (step: Pick<Cursor, 'place' | 'date'>) => Answers
  /** The place at which what answers stopped; null where it goes on. */
  readonly stoppedAt: () => Place | null
  /** Calls back when other answers than before are given from now on, with nothing recorded; returns how to end that. */
  readonly onSwitch: (listener: () => void) => () => void
  readonly store: EventStore
  readonly settings: HubSettings
  /** Milliseconds since 1970 of the real clock. */
  readonly now: () => number
  /** Milliseconds of a clock that only runs forward. */
  readonly steady: () => number
  /** Called with errors that should not happen. */
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
  /** Whether whoever opened it may still listen; asked at every tick. */
  readonly mayStay: () => boolean
}

export type Hub = ReturnType<typeof createHub>

/** Every open stream: tells the live ones what happens, brings the others there, and ends them. */
export function createHub(options: HubOptions) {
  const { live, answersAt, stoppedAt, store, settings, now, steady, onError } = options
  const { record } = live
  const source = createSource(live, store)
  const today = (): Day => dayOfInstant(now() - settings.settleMs)
  const stateChanges = createStateChanges({ record, answersAt, now })
  const sequence = createMessageSequence({ record, stateChanges, messages: createMessages(record), stoppedAt, today })
  const { queueBytes } = settings
  const channels = createChannels({
    sequence,
    source,
    scheduler: createFairScheduler(),
    steady,
    queueBytes,
    end,
    onError,
  })
  const clients = new Set<Client>()
  const ended: Record<EndingReason | 'left', number> = {
    rotation: 0,
    shutdown: 0,
    slow: 0,
    failed: 0,
    revoked: 0,
    left: 0,
  }
  let opened = 0
  /** Messages sent to clients that have left. */
  let sentBefore = 0
  let resets = 0
  let ticks = 0
  let date = today()
  let timer: NodeJS.Timeout | null = null
  let closed = false
  const unlisten = live.onRead(() => channels.notify('all'))
  /** Those whose answers are others now although nothing was recorded, and who were not told so yet. */
  const outdated = new WeakSet<Client>()
  const unhear = options.onSwitch(() => {
    for (const client of clients) {
      outdated.add(client)
      if (client.stage.kind === 'live') tellSwitch(client)
    }
    channels.notify('all')
  })

  function idOf({ place, date, n }: Cursor): string {
    const position = record.position(place)
    return position === null ? START_ID : idText(position, date, n)
  }

  async function caughtUp(still: () => boolean): Promise<void> {
    while (still() && live.status().status === 'catching-up')
      await new Promise(resolve => setTimeout(resolve, 20).unref())
  }

  async function start(client: Client, begin: Begin): Promise<void> {
    const still = () => !hasEnded(client)
    await caughtUp(still)
    const channel = await channels.enter(client)
    if (channel === null || !still()) return
    if (begin.kind === 'now') return join(client, channel, channel.cursor)
    const reader = source.reader()
    if (begin.kind === 'start') return replay(client, channel, startCursor(channel.question), reader)
    client.last = { id: begin.text, at: null }
    const options = { record, state: live, store, sequence, today: () => dayOfInstant(now()) }
    const resumption = await resumeAfter(begin.id, channel.question, reader, options)
    if (!still()) return
    if (resumption.kind === 'from') return replay(client, channel, resumption.cursor, reader)
    client.last = null
    resets += 1
    const { cursor } = channel
    const { reason } = resumption
    const detail = reason === 'future-id' ? 'nothing so late is on record' : 'no such id is on record'
    const data = { reason, detail, asked: begin.text, head: idOf(cursor), position: record.position(cursor.place) }
    sendMark(client, 'reset', idOf(cursor), cursor, data)
    join(client, channel, cursor)
  }

  async function replay(client: Client, channel: Channel, from: Cursor, reader: Reader): Promise<void> {
    const cursor = await channels.replay(client, channel, from, reader)
    if (cursor !== null) join(client, channel, cursor)
  }

  function join(client: Client, channel: Channel, cursor: Cursor): void {
    if (hasEnded(client)) return
    client.stage = { kind: 'live', channel, cursor }
    channel.live.add(client)
    sendMark(client, 'caught-up', idOf(cursor), cursor, { position: record.position(cursor.place) })
    tellSwitch(client)
  }

  /** What a client shows is to be read again: it is answered otherwise now. The stream goes on where it was. */
  function tellSwitch(client: Client): void {
    const cursor = scannedBy(client)
    if (cursor === null || !outdated.delete(client)) return
    resets += 1
    const id = resumeId(client, cursor, idOf)
    const detail = 'another projection answers: read again what you show'
    const position = record.position(cursor.place)
    sendMark(client, 'reset', id, cursor, { reason: 'projection-switched', detail, asked: id, head: id, position })
  }

  /** Say that the stream ends and where to go on from; the connection goes once that is sent, or soon after. */
  function end(client: Client, reason: EndingReason): void {
    if (!endStage(client, steady())) return
    const cursor = scannedBy(client)
    ended[reason] += 1
    channels.leave(client)
    if (cursor !== null) {
      const id = resumeId(client, cursor, idOf)
      sendMark(client, 'ending', id, cursor, { reason, resumeAfter: id })
    }
    client.response.end()
  }

  function gone(client: Client): void {
    if (endStage(client, steady())) ended.left += 1
    channels.leave(client)
    if (clients.delete(client)) sentBefore += client.sent
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
      const { stage } = client
      if (stage.kind === 'ended') {
        if (time - stage.at >= settings.lingerMs) client.response.destroy()
      } else if (stage.kind === 'replaying' && stage.stuck !== null && time - stage.stuck.since >= settings.stallMs)
        end(client, 'slow')
      else if (!client.mayStay()) end(client, 'revoked')
      else if (time >= client.rotateAt) end(client, 'rotation')
      else if (client.number % beats === ticks) beat(client)
    }
    // When a date begins, there is something to send without any event.
    if (today() === date) return
    date = today()
    channels.notify('clock')
  }

  function beat(client: Client): void {
    const cursor = scannedBy(client)
    if (cursor === null) return
    if (queuedBytes(client) > queueBytes) {
      end(client, 'slow')
      return
    }
    const id = resumeId(client, cursor, idOf)
    sendMark(client, 'heartbeat', id, cursor, {
      position: record.position(cursor.place),
      head: record.position(record.size - 1),
    })
  }

  function totals() {
    let sent = sentBefore
    for (const client of clients) sent += client.sent
    return { open: clients.size, opened, ended: { ...ended }, questions: channels.size, sent, resets }
  }

  return {
    totals,
    /** Take over an answer as a stream; it ends when the client leaves, or with `ending`. */
    open({ response, headers, question, begin, who, mayStay }: Opening): void {
      if (response.destroyed) return
      opened += 1
      const spread = 0.8 + 0.4 * ((opened * 0.618_034) % 1)
      const client: Client = {
        number: opened,
        question,
        who,
        mayStay,
        since: now(),
        rotateAt: settings.rotateMs === 0 ? Number.POSITIVE_INFINITY : steady() + settings.rotateMs * spread,
        response,
        stage: { kind: 'waiting' },
        last: null,
        sent: 0,
      }
      clients.add(client)
      timer ??= setInterval(tick, settings.tickMs).unref()
      response.on('close', () => gone(client))
      response.on('error', () => gone(client))
      response.on('drain', () => goOn(client))
      startStream(response, headers)
      start(client, begin).catch(error => {
        onError(error)
        end(client, 'failed')
      })
    },
    /** Streams that are open, and how many of them one caller holds. */
    count(who: string): { readonly total: number; readonly own: number } {
      let own = 0
      for (const client of clients) if (client.who === who && !hasEnded(client)) own += 1
      return { total: clients.size, own }
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
          state: client.stage.kind,
          filter: shownQuestion(client.question),
          lastId: client.last?.id ?? null,
          scannedTo: cursor === null ? null : idOf(cursor),
          lag: cursor === null ? null : head - cursor.place,
          queuedBytes: queuedBytes(client),
          sent: client.sent,
        }
      })
      return { ...totals(), subscriptions: list }
    },
    /** End every stream, and read no more. */
    close(): void {
      if (closed) return
      closed = true
      unlisten()
      unhear()
      source.close()
      for (const client of [...clients]) end(client, 'shutdown')
    },
  }
}
