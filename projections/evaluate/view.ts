import type { Day } from '../../events/calendar.js'
import type { Dimension } from '../../events/words.js'
import type { Bounds } from '../fold/decay.js'
import type { Life } from '../fold/life.js'
import type { Policy } from '../policy/policy.js'
import type { Plan } from '../resolve/fact.js'
import type { Estimate } from '../values/estimate.js'
import type { Structure } from './structure.js'

/** One decaying sum of a host: what lately happened with one partner in one dimension. */
export interface PartnerSum {
  readonly partner: string
  readonly dimension: Dimension
  readonly authority: string
  /** What is left of it by the end of a day, in the score's unit. */
  readonly leftAt: (day: Day) => Estimate
}

/** A sum of which it can be said what it stays between, without looking at every day. */
export interface BoundedSum extends PartnerSum {
  readonly between: (from: Day, to: Day) => Bounds
}

/** What is known of one host on one day: the input of every evaluation. */
export interface View {
  readonly host: string
  readonly at: Day
  /** Day of the state of knowledge: coverage ends there. */
  readonly knownDay: Day
  readonly structure: Structure
  readonly life: (key: string) => Life | null
  /** Announced and not yet asserted, in log order. */
  readonly plans: readonly Plan[]
  /** How many oddities the record of the host holds, as known. */
  readonly anomalies: number
  /** Ordered by partner, dimension, half-life, authority. */
  readonly sums: readonly PartnerSum[]
  readonly policy: Policy
}
