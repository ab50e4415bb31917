import type { Anomaly, LiveState } from '../../src/state/state.js'
import type { EventStore, Position } from '../../src/store/store.js'

/** A running state that reads the log of a store and answers what it has read; it finds the anomalies it is told to. */
export function followLog(
  store: EventStore,
  find: (event: Parameters<LiveState['preview']>[0][number]) => readonly Anomaly[] = () => [],
): LiveState & { stop(): Promise<void> } {
  const stopping = new AbortController()
  const waiting = new Set<() => void>()
  let position: Position | null = null
  let newest: string | null = null
  let caughtUp = false
  const reading = (async () => {
    for await (const notice of store.subscribe(null, stopping.signal)) {
      if (notice.kind === 'caughtUp') caughtUp = true
      if (notice.kind !== 'events') continue
      for (const event of notice.events) {
        position = event.position
        if (newest === null || event.recordedAt > newest) newest = event.recordedAt
      }
      for (const wake of [...waiting]) wake()
    }
  })()
  return {
    status: () => ({
      status: caughtUp ? 'ready' : 'catching-up',
      position,
      head: position,
      rate: 0,
      remainingSeconds: null,
      stale: false,
      staleSince: null,
      skipped: {},
      stoppedAt: null,
    }),
    reached: (wanted, timeoutMs) =>
      new Promise(resolve => {
        const done = (reached: boolean) => {
          waiting.delete(look)
          clearTimeout(timer)
          resolve(reached)
        }
        const look = () => {
          if (position !== null && position >= wanted) done(true)
        }
        const timer = setTimeout(() => done(false), timeoutMs)
        waiting.add(look)
        look()
      }),
    preview: events => events.map(event => [...find(event)]),
    newestRecordedAt: () => newest,
    stop: async () => {
      stopping.abort()
      await reading
    },
  }
}
