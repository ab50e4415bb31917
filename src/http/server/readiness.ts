import type { LiveState, LiveStatus } from '../../state/state.js'
import type { EventStore } from '../../store/store.js'

/** What keeps the service from taking events, or from answering with the latest ones. */
export interface Trouble {
  readonly what: 'reading-stopped' | 'projection-stopped' | 'store-broken' | 'store-lost'
  /** ISO instant. */
  readonly since: string
  readonly reason: string
}

export interface Readiness extends Omit<LiveStatus, 'status'> {
  readonly status: LiveStatus['status'] | 'broken'
  readonly trouble: Trouble | null
}

/** Whether the service can do what it is for, and if not, what is wrong and since when. */
export function readinessOf(state: Pick<LiveState, 'status'>, store: Pick<EventStore, 'broken'>): Readiness {
  const status = state.status()
  const trouble = troubleOf(status, store)
  const seen =
    trouble?.what === 'store-broken' ? 'broken' : trouble?.what === 'projection-stopped' ? 'stopped' : status.status
  return { ...status, status: seen, trouble }
}

export function isReady({ status, trouble }: Readiness): boolean {
  return status === 'ready' && trouble === null
}

function troubleOf(
  { stoppedAt, projectionStoppedAt, staleSince }: LiveStatus,
  store: Pick<EventStore, 'broken'>,
): Trouble | null {
  if (stoppedAt !== null) {
    const { position, reason, since } = stoppedAt
    return { what: 'reading-stopped', since, reason: `position ${position || 'unknown'}: ${reason}` }
  }
  if (projectionStoppedAt !== null) {
    const { position, reason, since } = projectionStoppedAt
    return { what: 'projection-stopped', since, reason: `position ${position}: ${reason}` }
  }
  const broken = store.broken?.() ?? null
  if (broken !== null) return { what: 'store-broken', since: broken.since, reason: broken.reason }
  return staleSince === null
    ? null
    : {
        what: 'store-lost',
        since: staleSince,
        reason: 'the store does not answer; questions are answered from what was read',
      }
}
