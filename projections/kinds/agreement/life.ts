import type { Day } from '../../../events/calendar.js'
import type { AgreementKind } from '../../../events/words.js'
import type { LifeOf } from '../../fold/life.js'
import type { AgreementStatus } from '../../policy/policy.js'
import type { Estimate } from '../../values/estimate.js'

export interface AgreementState {
  readonly status: AgreementStatus
  /** First day of the host's own denunciation, while it stands. */
  readonly denouncedSince: Day | null
  readonly contested: boolean
  /** The end in prospect, as it was scheduled or notified by then; null when open. */
  readonly endsOn: string | null
  /** Signed so long ago without coming into force that it is not waited for any more. */
  readonly lapsed?: boolean
  /** The other parties then; absent: all that the life names. */
  readonly partners?: readonly string[]
  /** Those of them with whom alone it is suspended: between the host and the others it goes on. */
  readonly suspendedWith?: readonly string[]
  /** The state or organisation with which it ended, where it did not end by itself. */
  readonly endedWith?: string
}

export interface AgreementLife extends LifeOf<'agreement', AgreementState> {
  readonly agreementId: string
  /** Everybody who ever was the other side. */
  readonly partners: readonly string[]
  /** The host is who guarantees or sends: it is given nothing. */
  readonly gives: boolean
  readonly agreementKind: AgreementKind | null
  /** Between equals: counts for the ally role alone. */
  readonly mutual: boolean
  /** Signed by parties without a partner. */
  readonly amongParties: boolean
  readonly authority: string | undefined
  /** Probability that there is such an agreement. */
  readonly q: Estimate
  readonly replacedBy: string | null
  /** The agreement that it is to take the place of. */
  readonly replaces: string | null
  readonly signedOn: string | null
  readonly inForceFrom: string | null
  readonly endedOn: string | null
  readonly eventIds: readonly string[]
}

/** The date of the last end of an agreement, as it was written; null where none is known. */
export function endedOn(steps: AgreementLife['track']['steps']): string | null {
  return steps.findLast(({ state }) => state.status === 'ended')?.when.text ?? null
}
