/** Plain ISO days, both included; an absent bound is open. */
export interface Period {
  readonly since?: string
  readonly until?: string
}

/** A state under its ISO 3166-1 alpha-3 code, or under the code that it had. Dates are plain ISO days. */
export interface State {
  readonly code: string
  readonly name: string
  readonly alpha2?: string
  /** First and last day on which the code stands for a state; absent where it has no bound. */
  readonly since?: string
  readonly until?: string
  /** Times before `since` in which the code stood for a state too: Russia before the Soviet Union. */
  readonly earlier?: readonly Period[]
  readonly independentSince?: string
  /** Of fewer than a million inhabitants. */
  readonly small?: true
  /** Of one to three million. */
  readonly modest?: true
  readonly predecessors?: readonly string[]
  readonly successors?: readonly string[]
}
