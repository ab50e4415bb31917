import { randomUUID } from 'node:crypto'
import { status as Status } from '@grpc/grpc-js'
import type { SubscribeFault } from './faults.js'
import type { FakeLog } from './log.js'
import type { RecordedEvent } from './log-types.js'
import { caughtUp, checkpoint, confirmation, failure, nameOf, readEvent } from './messages.js'
import { type Call, fail, type Options, positionOf, type ReadContext, writeTo } from './read-service.js'

const DEFAULT_WINDOW = 32

/** A subscription: confirmed, caught up, then live until the client cancels; its start is exclusive. */
export async function serveSubscription(context: ReadContext, call: Call, options: Options): Promise<void> {
  const { log, counts, live } = context
  counts.subscriptions += 1
  const fault = context.faults.subscribe(counts.subscriptions)
  if (fault?.kind === 'hang') return
  const cursor = startOf(log, options)
  if (cursor === null) return fail(call, failure(Status.UNKNOWN, 'Unexpected ReadAllResult: Error'))
  live.add(call)
  let wake = () => {}
  const stopListening = log.onWritten(() => wake())
  call.once('close', () => {
    live.delete(call)
    stopListening()
    wake()
  })
  await writeTo(call, confirmation(randomUUID()))
  if (fault?.kind === 'silent') return
  await deliver(context, call, options, cursor, fault, () => new Promise<void>(resolve => (wake = resolve)))
}

async function deliver(
  { log, live }: ReadContext,
  call: Call,
  options: Options,
  start: number,
  fault: SubscribeFault | undefined,
  written: () => Promise<void>,
): Promise<void> {
  const wanted = filterOf(options)
  const filter = options.getFilter()
  const every = DEFAULT_WINDOW * Math.max(1, filter?.getCheckpointintervalmultiplier() ?? 1)
  let index = start
  let sent = 0
  let scanned = 0
  for (;;) {
    for (; index < log.records.length && live.has(call); index++) {
      const event = log.records[index]!
      scanned += 1
      if (wanted(event)) {
        if (fault?.kind === 'end-cleanly' && sent >= fault.afterEvents) return void call.end()
        if (fault?.kind === 'too-slow' && sent >= fault.afterEvents)
          return fail(
            call,
            failure(Status.ABORTED, 'Operation timed out: Consumer too slow to handle event while live.'),
          )
        sent += 1
        if (fault?.kind !== 'lie' || sent % 2 === 0) await writeTo(call, readEvent(event, options.getResolveLinks()))
      }
      if (filter && scanned % every === 0) await writeTo(call, checkpoint(event.position))
      if (fault?.kind === 'lie') await writeTo(call, checkpoint(ahead(log)))
    }
    if (!live.has(call)) return
    const last = log.records.at(-1)
    if (filter && last) await writeTo(call, checkpoint(last.position))
    if (index >= log.records.length) {
      const more = written()
      await writeTo(call, caughtUp())
      if (index >= log.records.length) await more
    }
    if (!live.has(call)) return
  }
}

function ahead(log: FakeLog): RecordedEvent['position'] {
  const last = log.records.at(-1)?.position.commit ?? 0n
  return { commit: last + 1_000_000n, prepare: last + 1_000_000n }
}

function startOf(log: FakeLog, options: Options): number | null {
  const all = options.getAll()
  if (!all) return 0
  if (all.hasEnd()) return log.records.length
  const given = all.getPosition()
  if (!given) return 0
  const at = log.indexOf(positionOf(given))
  const exact = at !== null && log.records[at]?.position.commit === positionOf(given).commit
  return exact ? at + 1 : at
}

/** Which events are wanted: one stream, a filter on stream names or event types (regex before prefixes), or all. */
function filterOf(options: Options): (event: RecordedEvent) => boolean {
  if (options.hasStream()) {
    const name = nameOf(options.getStream()?.getStreamIdentifier())
    const from = options.getStream()?.getRevision() ?? ''
    const after = from === '' || options.getStream()?.hasStart() ? -1 : Number(from)
    return event => event.stream === name && event.revision > after
  }
  const filter = options.getFilter()
  if (!filter) return () => true
  const expression = filter.getStreamIdentifier() ?? filter.getEventType()
  const text = (event: RecordedEvent) => (filter.hasStreamIdentifier() ? event.stream : event.type)
  const pattern = expression?.getRegex()
  if (pattern) {
    const regex = new RegExp(pattern)
    return event => regex.test(text(event))
  }
  const prefixes = expression?.getPrefixList() ?? []
  return event => prefixes.some(prefix => text(event).startsWith(prefix))
}
