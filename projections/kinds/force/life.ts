import type { Day } from '../../../events/calendar.js'
import type { Consent, Role } from '../../../events/words.js'
import type { LifeOf } from '../../fold/life.js'
import type { Estimate } from '../../values/estimate.js'

export interface Strength extends Estimate {
  readonly basis: string | null
  readonly asOf: string
}

export interface ForceState {
  readonly present: boolean
  readonly sponsor: string | null
  readonly role: Role | null
  readonly consent: Consent | null
  /** First day of a contested consent, while it stands. */
  readonly contestedSince: Day | null
  /** Day of the last word on consent, to be compared with a denunciation. */
  readonly consentSince: Day
  readonly strength: Strength | null
  /** The first number that is told of the same stay, where none is told yet. */
  readonly toldLater?: Strength
  readonly legalBasis: readonly string[]
  /** Day from which the mandate is over, where it is. */
  readonly mandateOver: boolean
  /** What it is to do, in the words of who sent it. */
  readonly mandate: string | null
  readonly suspended: boolean
  readonly sites: readonly string[]
  /** First day of this presence, as it was written; null where it is not known. */
  readonly since: string | null
  /** The force from which whatever is not said here is taken over. */
  readonly inherits: string | null
  /** The force that took its place, where it is gone for that. */
  readonly successor: string | null
}

export interface ForceLife extends LifeOf<'force', ForceState> {
  readonly forceId: string
  /** The force that it is a part of. */
  readonly partOf: string | null
  readonly q: Estimate
  readonly authority: string | undefined
  readonly eventIds: readonly string[]
}
