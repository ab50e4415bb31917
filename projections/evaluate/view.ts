import type { Day } from '../../events/calendar.js'
import type { Dimension } from '../../events/words.js'
import type { AgreementLife, Life } from '../fold/life.js'
import type { Estimate, Policy } from '../policy/policy.js'
import type { Plan } from '../resolve/fact.js'
import type { Structure } from './structure.js'

/** One decaying sum of a host: what lately happened with one partner in one dimension. */
export interface PartnerSum {
  readonly partner: string
  readonly dimension: Dimension
  readonly authority: string
  /** What is left of it by the end of a day, in the score's unit. */
  readonly leftAt: (day: Day) => Estimate
}

/** The objects of one host on one day: what the structural part is made of. */
export interface ObjectsView {
  readonly host: string
  readonly at: Day
  /** Lives that can matter on the day, in any order. Others do no harm. */
  readonly lives: readonly Life[]
  /** The life of any object of the host, whether it matters on the day or not. */
  readonly life: (key: string) => Life | null
  /** Agreements that are over on the day, the latest end first, at most `ENDED_SHOWN`. */
  readonly ended: () => readonly AgreementLife[]
  readonly policy: Policy
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

export const ENDED_SHOWN = 20

/** Plain string order, the same everywhere. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Whether two lists hold the very same items in the same order. */
export function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i])
}
