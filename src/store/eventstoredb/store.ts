import { randomUUID } from 'node:crypto'
import { checkAppend, checkRecord } from '../envelope.js'
import { msOf } from '../instant.js'
import { recordingTime } from '../recording-time.js'
import { type AppendResult, type EventStore, type NewEvent, StoreError, type StoreLog } from '../store.js'
import { createAppendWatch } from './append-watch.js'
import { createAppender } from './appender.js'
import { encode } from './codec.js'
import { parseConnection } from './connection.js'
import { reasonOf, unavailable } from './failure.js'
import { follow } from './follow.js'
import { createIdIndex } from './id-index.js'
import { createLimit } from './limit.js'
import { openMirrored } from './mirrored.js'
import { createNotifier } from './notifier.js'
import { isPosition, logPosition } from './position.js'
import { createReadAhead } from './read-ahead.js'
import { createReader } from './reader.js'
import { checkSize, createRecorder } from './recorder.js'
import type { Report } from './report.js'
import { connect } from './server.js'
import { MOST_EVENTS } from './stream-queue.js'
import { CallTimeout, pause, TIMING, type Timing, within } from './timing.js'
import type { WriteContext } from './write-context.js'

export interface EventStoreDbOptions {
  /** Numbers in [0, 1) for the jitter of waits. */
  readonly random?: () => number
  readonly log?: StoreLog
  readonly timers?: Partial<Timing>
  /** Directory below which what was read is kept, for the next start; held in memory where there is none. */
  readonly mirror?: string | null
  /** Names this process in the events that it writes; no two processes may share it. */
  readonly writer?: string
}

export interface EventStoreDbStore extends EventStore {
  skipped(): Readonly<Record<string, number>>
  /** Calls to the server that are open now. */
  openCalls(): number
}

const APPENDS_AT_ONCE = 32
const SLACK_MS = 400

/**
 * A store on an EventStoreDB or KurrentDB server or cluster (`esdb://…`, `esdb+discover://…`).
 * Throws StoreError `store-invalid` for a connection string that cannot be used, `store-unavailable` when no server
 * answers within `timers.openMs`. Reads reject with `store-unavailable` while the server is gone and with `store-invalid`
 * for a position that the store did not give out; an event that no append can carry is a RangeError.
 */
export async function openEventStoreDb(
  connectionString: string,
  {
    random = Math.random,
    log,
    timers = {},
    mirror: parent = null,
    writer = randomUUID().slice(0, 13),
  }: EventStoreDbOptions = {},
): Promise<EventStoreDbStore> {
  const connection = parseConnection(connectionString)
  const timing: Timing = { ...TIMING, ...timers }
  const appends = createAppendWatch(timing)
  const server = connect(connection, timing, appends)
  const report: Report = (level, message, fields) => log?.[level]({ store: connection.name, ...fields }, message)
  const first = createReader(server, createIdIndex(), timing, random, report)
  await ready(first.probe(), timing.openMs, connection.name).catch(async (error: unknown) => {
    await server.close(timing.callMs)
    throw error
  })
  const again = async (stream: string, revision: number) => {
    const part = await first.steadily(patience => first.part(stream, revision, 1, patience))
    return part?.lines.find(({ event }) => event.revision === revision)?.event ?? null
  }
  const mirrored =
    parent === null
      ? null
      : await openMirrored(parent, connection.name, again, report).catch(async (error: unknown) => {
          await server.close(timing.callMs)
          throw error
        })
  const mirror = mirrored?.mirror ?? null
  const index = createIdIndex(mirror)
  const reader = createReader(server, index, timing, random, report, mirror)
  const limit = createLimit(APPENDS_AT_ONCE)
  const context: WriteContext = { server, reader, index, timing, random, limit }
  const append = createAppender(context)
  const recorder = createRecorder(context)
  const notifier = createNotifier(server, timing, random, report)
  const readPage = createReadAhead(reader.page)
  const time = recordingTime()
  const underWay = new Set<Promise<unknown>>()
  let writes = 0
  let closing: Promise<void> | null = null

  const open = () => {
    if (closing !== null) throw new StoreError('store-closed', `the store ${connection.name} is closed`)
  }
  const tracked = <T>(promise: Promise<T>): Promise<T> => {
    underWay.add(promise)
    const done = () => underWay.delete(promise)
    promise.then(done, done)
    return promise
  }
  const inTime = (result: Promise<AppendResult>): Promise<AppendResult> =>
    within(timing.answerMs + SLACK_MS, result).catch((error: unknown) => {
      if (error instanceof CallTimeout) return { kind: 'unknown', reason: error.message }
      throw error
    })
  /** Later than what earlier calls of this process got, as its clock may stand still; other processes have clocks of their own. */
  const timed = (event: NewEvent): NewEvent => {
    const given = msOf(event.recordedAt)
    const at = time.next(given, 'live')
    time.take(at, given)
    return at === given ? event : { ...event, recordedAt: new Date(at).toISOString() }
  }
  const nextWrite = () => `${writer}-${(writes++).toString(36)}`

  return {
    name: connection.name,
    uniqueIds: false,
    isPosition,
    offset: position => Number(logPosition(position).commit),
    async append(stream, expected, events) {
      open()
      checkAppend(stream, expected, events)
      const write = nextWrite()
      const encoded = events.map(event => checkSize(encode(timed(event), write)))
      time.recorded()
      const result = await inTime(tracked(append(stream, expected === 'none' ? -1 : expected, encoded)))
      notifier.notify()
      return result
    },
    async record(items, loading) {
      open()
      checkRecord(items)
      const given = loading === undefined ? items.map(item => ({ ...item, event: timed(item.event) })) : items
      time.recorded()
      const outcomes = await tracked(recorder.record(given, nextWrite()))
      notifier.notify()
      return outcomes
    },
    async readStream(stream, from, limit) {
      open()
      const events = []
      for (let next = from; events.length < limit; ) {
        const count = Math.min(MOST_EVENTS, limit - events.length)
        const start = next
        const part = await reader.steadily(patience => reader.part(stream, start, count, patience))
        if (part === null || part.last < next) break
        events.push(...part.lines.map(line => line.event))
        if (part.count < count) break
        next = part.last + 1
      }
      return events
    },
    async readAll(after, limit) {
      open()
      for (let position = after; ; ) {
        const from = position
        const page = await reader.steadily(patience => readPage(from, limit, patience))
        if (page.events.length > 0 || page.scanned === null) return [...page.events]
        position = page.scanned
      }
    },
    async find(id) {
      open()
      if (index.placesOf(id).length === 0) await reader.completeIndex()
      const here = mirror?.placeOfId(id) ?? null
      if (here !== null) return mirror!.at(here)
      const places = index.placesOf(id)
      if (places.length === 0) return null
      const lines = await reader.steadily(patience => reader.fetch(places, () => patience))
      const holders = lines
        .map(line => line.event)
        .filter(event => event.id === id)
        .sort((a, b) => (a.position < b.position ? -1 : 1))
      return holders[0] ?? null
    },
    async head() {
      open()
      return reader.head()
    },
    subscribe(after, signal) {
      open()
      return follow(
        { reader, notifier, appends, timing, random, report, closed: () => closing !== null },
        after,
        signal,
      )
    },
    close() {
      closing ??= (async () => {
        notifier.stop()
        await within(timing.closeMs, Promise.allSettled([...underWay])).catch(() => {})
        await server.close(timing.callMs)
        mirrored?.close()
      })()
      return closing
    },
    ...(mirror !== null && { local: mirror }),
    skipped: reader.skipped,
    openCalls: server.openCalls,
  }
}

async function ready(answer: Promise<unknown>, ms: number, name: string): Promise<void> {
  const over = new AbortController()
  const late = pause(ms, over.signal).then(() => {
    if (!over.signal.aborted) throw unavailable(`${name} gave no answer within ${ms} ms`)
  })
  try {
    await Promise.race([answer, late])
  } catch (error) {
    throw error instanceof StoreError ? error : unavailable(`${name}: ${reasonOf(error)}`)
  } finally {
    answer.catch(() => {})
    over.abort()
  }
}
