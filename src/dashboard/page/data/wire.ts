import type { ClaimSource } from '../../../../events/envelope.js'
import type { Dimension } from '../../../../events/words.js'
import type { PartnerState } from '../../../../projections/answers/partner-state.js'

/** Shapes of the answers that the page reads. Dates are EDTF text. */

export interface Basis {
  readonly position: string | null
  readonly asKnownAt: string | null
  readonly policy: string
  readonly policyHash: string
  readonly projection: string
}

export type Status = 'single' | 'contested' | 'none' | 'unknown' | 'split'

export interface Interval {
  readonly from: string
  readonly to: string
  readonly status: Status
  readonly primary: string | null
  readonly alignedWith: readonly string[]
  readonly contenders?: readonly { readonly from: string; readonly partners: readonly string[] }[]
}

export interface IntervalsAnswer {
  readonly basis: Basis
  readonly from: string
  readonly to: string
  readonly countries: readonly ({ readonly country: string } & Readonly<Record<Dimension, readonly Interval[]>>)[]
}

export type CountryAnswer = PartnerState & { readonly basis: Basis }

export interface Point {
  readonly at: string
  readonly status: Status
  readonly primary: string | null
  readonly scores: Readonly<Record<string, number>>
  readonly contenders?: readonly string[]
}

export interface HistoryAnswer {
  readonly points: readonly Point[]
}

export interface Driver {
  readonly eventIds: readonly string[]
  readonly text: string
  readonly part: 'structural' | 'flow'
  readonly weight: number
  readonly probability: number
  readonly decay: number
  readonly contribution: number
}

export interface ExplanationAnswer {
  readonly score: number
  readonly drivers: readonly Driver[]
  readonly rest: { readonly events: number; readonly contribution: number }
}

export interface StoredEvent {
  readonly id: string
  readonly type: string
  readonly country: string
  readonly partner?: string
  readonly parties?: readonly string[]
  readonly occurredOn: string
  readonly data: Readonly<Record<string, unknown>>
  readonly claim: ClaimSource
  readonly note?: string
  readonly position: string
  readonly recordedAt: string
}

export type ClaimStanding = 'counts' | 'retracted' | 'corrected' | 'merged' | 'planned' | 'denied'

export interface TimelineEntry {
  readonly event: StoredEvent
  readonly standing: ClaimStanding
  readonly by: readonly string[]
  readonly asItStands?: StoredEvent | null
}

export interface TimelineAnswer {
  readonly events: readonly TimelineEntry[]
}

export interface LogAnswer {
  readonly events: readonly StoredEvent[]
}

export interface RegistryAnswer {
  readonly states: readonly { readonly code: string; readonly name: string }[]
  readonly organisations: readonly { readonly id: string; readonly name: string }[]
  readonly forces: readonly { readonly id: string; readonly name: string }[]
}

interface ChangedStanding {
  readonly status: Status
  readonly primary: string | null
  /** Only where they changed. */
  readonly contenders?: readonly string[]
}

export interface StatusMessage {
  readonly country: string
  readonly position?: string
  readonly cause?: { readonly eventIds?: readonly string[]; readonly clock?: boolean }
  readonly changed?: readonly {
    readonly dimension: string
    readonly before: ChangedStanding | null
    readonly after: ChangedStanding | null
  }[]
}

/** The world as the build projects it: rings as a point and then steps, in units. */
export interface Outlines {
  readonly width: number
  readonly height: number
  readonly areas: readonly { readonly code: string | null; readonly rings: readonly (readonly number[])[] }[]
  readonly borders: readonly (readonly number[])[]
}

export interface Verdict {
  readonly status: Status
  readonly primary: string | null
  readonly contenders: readonly string[]
}

export interface Cause {
  readonly eventIds: readonly string[]
  readonly text: string
  readonly kind: 'event' | 'clock' | 'knowledge'
  readonly contribution: number
}

export interface ScoreChange {
  readonly partner: string
  readonly dimension: Dimension
  readonly before: number
  readonly after: number
  readonly delta: number
  readonly causes: readonly Cause[]
  readonly rest: { readonly events: number; readonly contribution: number }
}

interface Changed<V> {
  /** Null: not there. */
  readonly before: V | null
  readonly after: V | null
  readonly eventIds: readonly string[]
}

type ForceValue = Pick<PartnerState['forces'][number], 'strength' | 'consent'>
type MeasureValue = Omit<PartnerState['measures'][number], 'type' | 'partner' | 'eventIds'>
type AuthorityValue = Pick<PartnerState['authorities'][number], 'rivalOf' | 'primary'>

export interface DifferenceAnswer {
  readonly country: string
  readonly from: { readonly at: string; readonly basis: Basis }
  readonly to: { readonly at: string; readonly basis: Basis }
  readonly dimensions: readonly { readonly dimension: Dimension; readonly before: Verdict; readonly after: Verdict }[]
  readonly partners: readonly ScoreChange[]
  readonly agreements: readonly ({ readonly agreementId: string; readonly partner: string | null } & Changed<string>)[]
  readonly forces: readonly ({ readonly forceId: string; readonly sponsor: string } & Changed<ForceValue>)[]
  readonly memberships: readonly ({ readonly organisation: string } & Changed<string>)[]
  readonly measures: readonly ({ readonly type: string; readonly partner: string } & Changed<MeasureValue>)[]
  readonly authorities: readonly ({ readonly authority: string } & Changed<AuthorityValue>)[]
  readonly events: readonly string[]
}

export type Role = 'primary' | 'contender' | 'provider' | 'ally' | 'disputed'

export interface RoleChange {
  readonly country: string
  readonly on: string
  readonly from: Role | null
  readonly to: Role | null
  readonly eventIds: readonly string[]
  readonly forces: readonly {
    readonly forceId: string
    readonly on: string | null
    readonly eventIds: readonly string[]
  }[]
}

export interface FootprintAnswer {
  readonly basis: Basis
  readonly partner: string
  readonly at: string
  readonly from: string | null
  readonly dimension: Dimension
  readonly hosts: readonly {
    readonly country: string
    readonly role: Role
    readonly score: number
    readonly low: number
    readonly high: number
    readonly rank: number
    readonly since: string | null
    readonly forces: number
    readonly strength: { readonly low: number; readonly high: number } | null
    readonly agreements: number
  }[]
  readonly gained?: readonly RoleChange[]
  readonly lost?: readonly RoleChange[]
}

export interface RealignmentsAnswer {
  readonly basis: Basis
  readonly realignments: readonly {
    readonly id: string
    readonly country: string
    readonly dimension: Dimension
    readonly on: string
    readonly before: Verdict
    readonly after: Verdict
    readonly cause: { readonly eventIds: readonly string[]; readonly clock: boolean }
  }[]
  readonly next: string | null
}

export interface PoliciesAnswer {
  readonly policies: readonly { readonly id: string; readonly title: string; readonly hash: string }[]
}

export interface SideBySideAnswer {
  readonly country: string
  readonly at: string
  readonly policies: readonly {
    readonly policy: string
    readonly policyHash: string
    readonly basis: Basis
    readonly dimensions: PartnerState['dimensions']
  }[]
}

interface Rest {
  readonly country: string
  readonly partner: string
  readonly object: string
  readonly family: string
  readonly eventIds: readonly string[]
}

export interface BlindSpotsAnswer {
  readonly basis: Basis
  readonly at: string
  readonly days: number
  readonly silent: readonly {
    readonly country: string
    readonly dimension: Dimension
    readonly lastClaim: string | null
    readonly days: number | null
  }[]
  readonly singleSource: readonly Rest[]
  readonly stateMediaOnly: readonly Rest[]
  readonly uncovered: readonly {
    readonly country: string
    readonly dimension: Dimension
    readonly coveredUntil: string | null
  }[]
}

export interface WhatIfAnswer {
  readonly basis: Basis
  readonly actual: CountryAnswer
  readonly supposed: CountryAnswer
  readonly diff: DifferenceAnswer
}
