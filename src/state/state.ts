import type { DomainEvent } from '../../events/catalogue.js'
import type { Claim } from '../../projections/resolve/recorded.js'
import type { Steps } from '../../projections/values/steps.js'
import type { Position } from '../store/store.js'

/** What the commands and the probes ask of the running state; `live.ts` implements it. */
export interface LiveState {
  status(): LiveStatus
  /** Resolves true once everything up to the position is read, false when the time is over. */
  reached(position: Position, timeoutMs: number): Promise<boolean>
  /**
   * What each event would raise if it were stored now, after the ones before it in the list. Stores nothing. Unless
   * `thorough`, objects that very much has been said of are left to `/v1/anomalies`: looking costs all that was said.
   */
  preview(events: readonly DomainEvent[], thorough: boolean): Steps<Anomaly[][]>
  /** How often a source was graded anew, with what was said of that. */
  regradings(sourceId: string): number
  /** An event that was read, with all that was said of it; null for one that was not read, or not yet. */
  recorded(id: string): Recorded | null
  /** Running maximum of `recordedAt`, as an ISO instant; null for an empty log. */
  newestRecordedAt(): string | null
}

/** An event as the running state has it; only to be looked at. */
export interface Recorded {
  readonly claim: Claim
  /** What its chain of corrections and retractions comes down to: itself where it is none. */
  readonly root: Claim
  readonly stream: string
}

export interface LiveStatus {
  readonly status: 'catching-up' | 'ready' | 'stopped'
  /** Last position that was read. */
  readonly position: Position | null
  readonly head: Position | null
  /** Events read per second while catching up. */
  readonly rate: number
  /** Seconds that catching up will take at the pace so far; null once it is done, and before the first event. */
  readonly remainingSeconds: number | null
  /**
   * True while the store cannot be reached: answers go on from what was read; `staleSince` says since when (ISO
   * instant).
   */
  readonly stale: boolean
  readonly staleSince: string | null
  /** Events of the log that are not Entente's or cannot be read, counted by reason. */
  readonly skipped: Readonly<Record<string, number>>
  /** Set when reading stopped at an event that cannot be processed. */
  readonly stoppedAt: Stopped | null
  /** Set when the projection that answers stopped at an event that it cannot fold, while reading goes on. */
  readonly projectionStoppedAt: Stopped | null
}

/** Where something stopped, why, and since when (ISO instant). */
export interface Stopped {
  readonly position: Position
  readonly reason: string
  readonly since: string
}

/** Something odd that was accepted and stored: sources are incomplete. */
export interface Anomaly {
  /** Stable, kebab-case: `termination-of-unseen-agreement`. */
  readonly code: string
  readonly detail: string
}
