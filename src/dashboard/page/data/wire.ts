import type { ClaimSource } from '../../../../events/envelope.js'
import type { Dimension } from '../../../../events/words.js'
import type { PartnerState } from '../../../../projections/answers/partner-state.js'
import type { Status } from '../../../../projections/evaluate/verdict.js'
import type { ClaimStanding } from '../../../../projections/resolve/recorded.js'
import type { Basis, BlindSpots, Difference, HostEntry, Realignment, RoleChange } from '../../../wire/answers.js'

/** Shapes of the answers that the page reads: those of the service, and what it sends besides. Dates are EDTF text. */

export type { Driver, Explanation as ExplanationAnswer } from '../../../../projections/answers/explain.js'
export type {
  Basis,
  Cause,
  Difference as DifferenceAnswer,
  Footing as Verdict,
  FootprintRole as Role,
  RoleChange,
  ScoreChange,
} from '../../../wire/answers.js'
export type { ClaimStanding, Status }

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

export interface FootprintAnswer {
  readonly basis: Basis
  readonly partner: string
  readonly at: string
  readonly from: string | null
  readonly dimension: Dimension
  readonly hosts: readonly HostEntry[]
  readonly gained?: readonly RoleChange[]
  readonly lost?: readonly RoleChange[]
}

export interface RealignmentsAnswer {
  readonly basis: Basis
  readonly realignments: readonly Realignment[]
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

export interface BlindSpotsAnswer extends BlindSpots {
  readonly basis: Basis
  readonly at: string
  readonly days: number
}

export interface WhatIfAnswer {
  readonly basis: Basis
  readonly actual: CountryAnswer
  readonly supposed: CountryAnswer
  readonly diff: Difference
}

export interface AnomaliesAnswer {
  readonly anomalies: readonly {
    readonly country: string
    readonly code: string
    readonly detail: string
    readonly eventIds: readonly string[]
  }[]
}
