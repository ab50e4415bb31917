import type { Day } from '../../events/calendar.js'
import type { Bounds } from '../fold/decay.js'
import type { FlowDimension, Policy } from '../policy/policy.js'
import type { Estimate } from '../values/estimate.js'

/** One decaying sum of a host: what lately happened with one partner in one dimension. */
export interface PartnerSum {
  readonly partner: string
  readonly dimension: FlowDimension
  readonly authority: string
  /** What is left of it by the end of a day, in the score's unit. */
  readonly leftAt: (day: Day) => Estimate
}

/** A sum whose bounds over a span of days are known without looking at every day. */
export interface BoundedSum extends PartnerSum {
  readonly between: (from: Day, to: Day) => Bounds
}

/** What lately happened in a host, as it counts on one day. */
export interface Recent {
  readonly at: Day
  readonly sums: readonly PartnerSum[]
  readonly policy: Policy
}
