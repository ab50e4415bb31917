import type { Day } from '../../../events/calendar.js'
import type { Consent, Role } from '../../../events/words.js'
import type { AgreementLife } from '../../kinds/agreement/life.js'
import type { ForceLife, Strength } from '../../kinds/force/life.js'
import type { SiteLife } from '../../kinds/site.js'
import type { Estimate } from '../../values/estimate.js'

/** A force on a day, with what other objects mean for it. */
export interface Presence {
  readonly life: ForceLife
  readonly sponsor: string
  readonly role: Role | null
  readonly consent: Consent | null
  readonly contestedSince: Day | null
  /** Day of the last word on consent. */
  readonly consentSince: Day
  /** Of an organisation, and the host's own as well: an alliance and not provision. */
  readonly joint: boolean
  readonly strength: Strength | null
  readonly sites: readonly string[]
  readonly withoutLegalBasis: boolean
  /** Instruments that it rests on, replacements followed. */
  readonly bases: readonly AgreementLife[]
  /** Bases and sites in its use. */
  readonly siteLives: readonly SiteLife[]
  /** How the size of the force weighs, below 1 whatever it is. */
  readonly size: Estimate
  /** Soldiers that are there, worth as many as their role and the host's consent make of them. */
  readonly troops: number
  /** How far it counts, whatever is left to doubt. */
  readonly credit: Estimate
  /** Ids of the forces before it in the succession that it stands in, the last one first. */
  readonly succeeds: readonly string[]
  /** How the host's consent and the role weigh for what rests on the force. */
  readonly claim: number
  /** Share of the force that is there by its dates and by how far its departure is believed. */
  readonly there: Estimate
  /** Weight with consent, probability and dates in it. */
  readonly weight: Estimate
  /** Weight of the force itself: role and size, before consent. */
  readonly bare: number
  /** Contested, and large enough, and not for too long; never of who keeps everybody's peace, and is on no side. */
  readonly disputed: boolean
  readonly since: string | null
}
