import type { Day } from '../../events/calendar.js'
import type { LifeOfObject } from '../kinds/lives.js'
import type { Policy } from '../policy/policy.js'
import type { Plan } from '../resolve/fact.js'
import type { PartnerSum } from './partner-sum.js'
import type { Structure } from './structure.js'

/** What is known of one host on one day: the input of every evaluation. */
export interface View {
  readonly host: string
  readonly at: Day
  /** Day of the state of knowledge: coverage ends there. */
  readonly knownDay: Day
  readonly structure: Structure
  readonly life: LifeOfObject
  /** Announced and not yet asserted, in log order. */
  readonly plans: readonly Plan[]
  /** How many anomalies the record of the host holds, as known. */
  readonly anomalies: number
  /** Ordered by partner, dimension, half-life, authority. */
  readonly sums: readonly PartnerSum[]
  readonly policy: Policy
}
