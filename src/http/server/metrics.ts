import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { LiveState } from '../../state/state.js'

/** What is counted; the text of `GET /metrics`. */
export interface Metrics {
  readonly registry: Registry
  readonly requests: Histogram<'method' | 'route' | 'status'>
  readonly events: Counter<'outcome'>
}

/** Counters of one application. `processMetrics` adds those of the process, once a process. */
export function createMetrics(state: LiveState, processMetrics: boolean): Metrics {
  const registry = new Registry()
  if (processMetrics) collectDefaultMetrics({ register: registry })
  const registers = [registry]
  new Gauge({
    name: 'entente_state_ready',
    help: '1 when every recorded event is read',
    registers,
    collect() {
      this.set(state.status().status === 'ready' ? 1 : 0)
    },
  })
  new Gauge({
    name: 'entente_state_stale',
    help: '1 while the store cannot be reached',
    registers,
    collect() {
      this.set(state.status().stale ? 1 : 0)
    },
  })
  new Gauge({
    name: 'entente_events_skipped',
    help: 'Events of the log that were skipped, by reason',
    labelNames: ['reason'],
    registers,
    collect() {
      for (const [reason, count] of Object.entries(state.status().skipped)) this.set({ reason }, count)
    },
  })
  return {
    registry,
    requests: new Histogram({
      name: 'entente_http_request_seconds',
      help: 'Time from request to answer',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
      registers,
    }),
    events: new Counter({
      name: 'entente_events_total',
      help: 'Posted events by what became of them',
      labelNames: ['outcome'],
      registers,
    }),
  }
}

/** What the stream has to count, as told when it is asked. */
export interface StreamTotals {
  readonly open: number
  readonly opened: number
  readonly ended: Readonly<Record<string, number>>
  readonly sent: number
  readonly resets: number
}

/** Add the counters of the stream. */
export function countStream({ registry }: Metrics, totals: () => StreamTotals): void {
  const registers = [registry]
  new Gauge({
    name: 'entente_stream_clients',
    help: 'Streams that are open',
    registers,
    collect() {
      this.set(totals().open)
    },
  })
  const counter = (name: string, help: string, of: (all: StreamTotals) => number) =>
    new Counter({
      name: `entente_stream_${name}_total`,
      help,
      registers,
      collect() {
        this.reset()
        this.inc(of(totals()))
      },
    })
  counter('opened', 'Streams that were opened', ({ opened }) => opened)
  counter('messages', 'Messages told to all clients', ({ sent }) => sent)
  counter('resets', 'How often it could not be said what a client had missed', ({ resets }) => resets)
  new Counter({
    name: 'entente_stream_ended_total',
    help: 'Streams that ended, by reason; slow: dropped since they took too little',
    labelNames: ['reason'],
    registers,
    collect() {
      this.reset()
      for (const [reason, count] of Object.entries(totals().ended)) this.inc({ reason }, count)
    },
  })
}
