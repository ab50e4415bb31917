import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Projections } from '../../questions/projections.js'
import type { LiveState } from '../../state/state.js'
import type { EventStore } from '../../store/store.js'
import type { Outbox } from './outbox.js'
import { isReady, readinessOf } from './readiness.js'
import type { Work } from './work.js'

/** What is counted; the text of `GET /metrics`. */
export interface Metrics {
  readonly registry: Registry
  readonly requests: Histogram<'method' | 'route' | 'status'>
  readonly events: Counter<'outcome'>
}

/** Counters of one application. `processMetrics` adds those of the process, once a process. */
export function createMetrics(state: LiveState, store: EventStore, processMetrics: boolean): Metrics {
  const registry = new Registry()
  if (processMetrics) collectDefaultMetrics({ register: registry })
  const registers = [registry]
  new Gauge({
    name: 'entente_state_ready',
    help: '1 when every recorded event is read and more can be recorded',
    registers,
    collect() {
      this.set(isReady(readinessOf(state, store)) ? 1 : 0)
    },
  })
  new Gauge({
    name: 'entente_state_stopped',
    help: '1 when reading stopped at an event that cannot be digested',
    registers,
    collect() {
      const { status, projectionStoppedAt } = state.status()
      this.set(status === 'stopped' || projectionStoppedAt !== null ? 1 : 0)
    },
  })
  new Gauge({
    name: 'entente_store_broken',
    help: '1 while the store can write nothing',
    registers,
    collect() {
      this.set(store.broken?.() ? 1 : 0)
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

/** Add the versions of projections, and how far those that are built have come. */
export function countProjections({ registry }: Metrics, { reports }: Pick<Projections, 'reports'>): void {
  new Gauge({
    name: 'entente_projection_status',
    help: '1 for the status that a projection has: live, building, ready, stopped or retired',
    labelNames: ['projection', 'status'],
    registers: [registry],
    collect() {
      this.reset()
      for (const { projection, status } of reports()) this.set({ projection, status }, 1)
    },
  })
  new Gauge({
    name: 'entente_projection_folded_ratio',
    help: 'Share of the claims that are folded of a projection that is being built',
    labelNames: ['projection'],
    registers: [registry],
    collect() {
      this.reset()
      for (const { projection, folded } of reports()) {
        if (folded !== null) this.set({ projection }, folded.of === 0 ? 0 : folded.claims / folded.of)
      }
    },
  })
}

/** What the stream counts, read at each scrape. */
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

/** Add what is under way. */
export function countWork({ registry }: Metrics, work: Work, outbox: Outbox): void {
  const gauge = (name: string, help: string, of: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(of())
      },
    })
  gauge('entente_work_running', 'Long answers that are being made', () => work.totals.running)
  gauge('entente_work_waiting', 'Long answers that wait for their turn', () => work.totals.waiting)
  gauge(
    'entente_work_refused',
    'Long answers that were refused since the start: too many at a time',
    () => work.totals.refused,
  )
  gauge('entente_unsent_bytes', 'Bytes of answers that wait for their clients', () => outbox.unsent)
  gauge('entente_answers_cut', 'Answers that were cut since the start: their clients did not read', () => outbox.cut)
}
