import type { Anomaly } from '../state/state.js'
import type { Position } from '../store/store.js'

/** What became of one event. */
export interface Outcome {
  readonly id: string
  /**
   * `would-append` answers a dry run; `id-reused`, `unavailable`, `unknown` and `full` are told event by event where
   * a store could not finish an array: a retry with the same ids completes it.
   */
  readonly outcome: 'appended' | 'duplicate' | 'would-append' | 'id-reused' | 'unavailable' | 'unknown' | 'full'
  readonly stream: string
  readonly position?: Position
  readonly revision?: number
  readonly recordedAt?: string
  readonly anomalies: readonly Anomaly[]
}
