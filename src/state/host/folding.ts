import type { Policy } from '../../../projections/policy/policy.js'
import type { SourceGrades } from '../../../projections/resolve/sources.js'

/** What a host is read under. */
export interface Folding {
  readonly host: string
  readonly policy: Policy
  readonly grades: SourceGrades
}
