import { inSpan } from '../tracing.js'
import type { AppendResult, EventStore, RecordOutcome } from './store.js'

/** A store each call of which is a span. What it tells by itself (`subscribe`) is none. */
export function tracedStore(store: EventStore): EventStore {
  const system = store.name.split(':', 1)[0]!
  const of = (operation: string, more: Record<string, string | number> = {}) =>
    [`store ${operation}`, { 'db.system.name': system, 'db.operation.name': operation, ...more }] as const
  const { settle } = store
  return {
    ...store,
    append: (stream, expected, events) =>
      inSpan(
        ...of('append', { 'db.collection.name': stream, 'db.operation.batch.size': events.length }),
        () => store.append(stream, expected, events),
        outcomeOf,
      ),
    record: (items, loading) =>
      inSpan(
        ...of('record', { 'db.operation.batch.size': items.length }),
        () => store.record(items, loading),
        outcomes => ({ 'entente.outcomes': [...new Set(outcomes.map(({ kind }) => kind))] }),
      ),
    ...(settle && { settle: instant => inSpan(...of('settle'), () => settle.call(store, instant)) }),
    readStream: (stream, from, limit) =>
      inSpan(
        ...of('readStream', { 'db.collection.name': stream }),
        () => store.readStream(stream, from, limit),
        sizeOf,
      ),
    readAll: (after, limit) => inSpan(...of('readAll'), () => store.readAll(after, limit), sizeOf),
    find: id => inSpan(...of('find'), () => store.find(id)),
    head: () => inSpan(...of('head'), () => store.head()),
  }
}

function outcomeOf({ kind }: AppendResult | RecordOutcome): { 'entente.outcome': string } {
  return { 'entente.outcome': kind }
}

function sizeOf(events: readonly unknown[]): { 'db.response.returned_rows': number } {
  return { 'db.response.returned_rows': events.length }
}
