import type { AgreementKind } from '../../events/words.js'
import type { AgreementStatus, MembershipStatus } from '../policy/policy.js'

/** What stands on a day, as an answer lists it, each in one of its lists. */
export type Listed =
  | { readonly list: 'agreements'; readonly entry: AgreementEntry }
  | { readonly list: 'bases'; readonly entry: BaseEntry }
  | { readonly list: 'measures'; readonly entry: MeasureEntry }
  | { readonly list: 'memberships'; readonly entry: MembershipEntry }

export interface AgreementEntry {
  readonly agreementId: string
  /** The other side where it is one. */
  readonly partner: string | null
  readonly partners: readonly string[]
  readonly kind: AgreementKind | null
  readonly mutual: boolean
  readonly status: AgreementStatus
  readonly signedOn: string | null
  readonly inForceFrom: string | null
  readonly endsOn: string | null
  readonly endedOn: string | null
  readonly lapsedWith: string | null
  /** Of many parties, those with whom alone it is suspended. */
  readonly suspendedWith: readonly string[]
  readonly contested: boolean
  readonly dormantSince: string | null
  readonly denouncedByHost: boolean
  readonly confidence: number
  readonly eventIds: readonly string[]
}

export interface BaseEntry {
  readonly siteId: string
  readonly name: string | null
  readonly partners: readonly string[]
  readonly forceId: string | null
  readonly since: string | null
  readonly eventIds: readonly string[]
}

export interface MeasureEntry {
  readonly type: string
  readonly partner: string
  readonly by: readonly string[]
  readonly measures?: readonly string[]
  readonly eased?: boolean
  readonly since: string
  readonly eventIds: readonly string[]
}

export interface MembershipEntry {
  readonly organisation: string
  readonly status: MembershipStatus
  readonly since: string
  readonly endsOn: string | null
  readonly command?: string
  readonly eventIds: readonly string[]
}
