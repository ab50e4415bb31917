import { once } from 'node:events'
import { type handleServerStreamingCall, type ServerWritableStream, status as Status } from '@grpc/grpc-js'
import type { Faults, ReadFault } from './faults.js'
import type { streams } from './generated.js'
import type { FakeLog } from './log.js'
import type { LogPosition, RecordedEvent } from './log-types.js'
import { failure, nameOf, notLeader, readEvent, streamDeleted, streamNotFound } from './messages.js'
import { serveSubscription } from './subscription.js'

export type Request = InstanceType<typeof streams.ReadReq>
export type Response = InstanceType<typeof streams.ReadResp>
export type Call = ServerWritableStream<Request, Response>

export interface ReadContext {
  readonly log: FakeLog
  readonly faults: Faults
  readonly counts: { reads: number; subscriptions: number; open: number }
  readonly live: Set<Call>
  readonly leader: () => { readonly host: string; readonly port: number }
  readonly leads: () => boolean
  readonly cutConnections: () => void
}

/** Reads of a stream or of $all, forwards and backwards, and subscriptions to either. */
export function read(context: ReadContext): handleServerStreamingCall<Request, Response> {
  return call => {
    context.counts.open += 1
    const closed = () => {
      context.counts.open -= 1
    }
    call.once('close', closed)
    call.on('error', () => {})
    if (call.metadata.get('requires-leader')[0] === 'true' && !context.leads()) {
      const { host, port } = context.leader()
      return fail(call, notLeader(host, port))
    }
    const options = call.request.getOptions()
    if (!options) return fail(call, failure(Status.INVALID_ARGUMENT, 'no options'))
    if (options.hasSubscription()) return void serveSubscription(context, call, options)
    void serveRead(context, call, options).catch(error => fail(call, failure(Status.UNKNOWN, String(error))))
  }
}

export type Options = NonNullable<ReturnType<Request['getOptions']>>

async function serveRead(context: ReadContext, call: Call, options: Options): Promise<void> {
  const stream = options.hasStream() ? nameOf(options.getStream()?.getStreamIdentifier()) : null
  const direction = options.getReadDirection() === 1 ? 'backwards' : 'forwards'
  context.counts.reads += 1
  const count = Number(options.getCount())
  const fault = context.faults.read({ stream, direction, count, number: context.counts.reads })
  if (fault?.kind === 'hang') return
  if (fault?.kind === 'not-ready') return fail(call, failure(Status.UNAVAILABLE, 'Server Is Not Ready'))
  if (fault?.kind === 'slow') await new Promise(resolve => setTimeout(resolve, fault.ms))
  const found = stream === null ? allFrom(context.log, options) : streamFrom(context.log, stream, options)
  if (found === 'deleted') return fail(call, streamDeleted(stream ?? ''))
  if (found === 'bad-position') return fail(call, failure(Status.UNKNOWN, 'Unexpected ReadAllResult: Error'))
  if (found === null) {
    call.write(streamNotFound(stream ?? ''))
    return void call.end()
  }
  await send(context, call, found, count, options.getResolveLinks(), fault)
}

async function send(
  context: ReadContext,
  call: Call,
  events: Iterable<RecordedEvent>,
  count: number,
  resolveLinks: boolean,
  fault: ReadFault | undefined,
): Promise<void> {
  let sent = 0
  for (const event of events) {
    if (sent === count || call.cancelled) break
    if (fault?.kind === 'reset' && sent === fault.afterEvents) return context.cutConnections()
    if (fault?.kind === 'end-early' && sent === fault.afterEvents) break
    await writeTo(call, readEvent(event, resolveLinks))
    sent += 1
  }
  call.end()
}

/** Write with back-pressure; resolves when the peer is gone, too. */
export async function writeTo(call: Call, message: Response): Promise<void> {
  if (call.cancelled || call.destroyed) return
  if (call.write(message)) return
  const gone = new AbortController()
  await Promise.race(
    ['drain', 'cancelled', 'close', 'error'].map(name => once(call, name, { signal: gone.signal }).catch(() => {})),
  )
  gone.abort()
}

export function fail(call: Call, error: object): void {
  call.emit('error', error)
}

function* allFrom0(records: readonly RecordedEvent[], from: number): Generator<RecordedEvent> {
  for (let index = from; index < records.length; index++) yield records[index]!
}

function* allBackFrom(records: readonly RecordedEvent[], before: number): Generator<RecordedEvent> {
  for (let index = before - 1; index >= 0; index--) yield records[index]!
}

/** Forwards a position is inclusive; backwards it is exclusive. */
function allFrom(log: FakeLog, options: Options): Iterable<RecordedEvent> | 'bad-position' {
  const all = options.getAll()
  const backwards = options.getReadDirection() === 1
  const given = all?.getPosition()
  const from = given ? log.indexOf(positionOf(given)) : all?.hasEnd() ? log.records.length : 0
  if (from === null) return 'bad-position'
  return backwards ? allBackFrom(log.records, from) : allFrom0(log.records, from)
}

export function positionOf(given: { getCommitPosition(): string; getPreparePosition(): string }): LogPosition {
  return { commit: BigInt(given.getCommitPosition()), prepare: BigInt(given.getPreparePosition()) }
}

function streamFrom(log: FakeLog, name: string, options: Options): Iterable<RecordedEvent> | null | 'deleted' {
  const events = log.stream(name)
  if (events === null || events === 'deleted') return events
  const asked = options.getStream()
  const last = events.at(-1)?.revision ?? -1
  const from = asked?.hasStart() ? 0 : asked?.hasEnd() ? last : Number(asked?.getRevision())
  if (options.getReadDirection() === 1) return events.filter(event => event.revision <= from).reverse()
  return from <= (events[0]?.revision ?? 0) ? events : events.slice(from - (events[0]?.revision ?? 0))
}
