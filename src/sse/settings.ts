export interface HubSettings {
  /** Bytes that may wait for one client before it is ended. */
  readonly queueBytes: number
  readonly heartbeatMs: number
  /** How often the one timer looks at the clock and at the clients. */
  readonly tickMs: number
  /** About how long a stream lasts, each between 0.8 and 1.2 times as long; 0 for ever. */
  readonly rotateMs: number
  /** How long after midnight a date begins: what was recorded before has been read by then. */
  readonly settleMs: number
  /** How long a replay waits for a client that takes nothing. */
  readonly stallMs: number
  /** How long an ended connection may take for its last bytes. */
  readonly lingerMs: number
}

export const HUB_SETTINGS: HubSettings = {
  queueBytes: 1024 * 1024,
  heartbeatMs: 15_000,
  tickMs: 1000,
  rotateMs: 600_000,
  settleMs: 2000,
  stallMs: 30_000,
  lingerMs: 2000,
}
