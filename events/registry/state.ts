/** A state under its ISO 3166-1 alpha-3 code, or under the code that it had. Dates are plain ISO days. */
export interface State {
  readonly code: string
  readonly name: string
  readonly alpha2?: string
  /** First and last day on which the code stands for a state, where they are known and after 1945. */
  readonly since?: string
  readonly until?: string
  readonly independentSince?: string
  /** Of fewer than a million inhabitants. */
  readonly small?: true
  readonly predecessors?: readonly string[]
  readonly successors?: readonly string[]
}
