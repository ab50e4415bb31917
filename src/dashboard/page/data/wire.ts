import type { ClaimSource } from '../../../../events/envelope.js'
import type { Dimension } from '../../../../events/words.js'
import type { PartnerState } from '../../../../projections/answers/partner-state.js'
import type { Status } from '../../../../projections/evaluate/verdict.js'
import type { ClaimStanding } from '../../../../projections/resolve/recorded.js'
import type { Basis, Difference } from '../../../wire/answers.js'

/** Shapes of the answers that the page reads: those of the service, and what it sends besides. Dates are EDTF text. */

export type { Driver, Explanation as ExplanationAnswer } from '../../../../projections/answers/explain.js'
export type {
  Basis,
  BlindSpotsAnswer,
  Cause,
  Difference as DifferenceAnswer,
  Fall,
  Footing as Verdict,
  FootprintAnswer,
  FootprintRole as Role,
  PoliciesAnswer,
  RealignmentsAnswer,
  RoleChange,
  ScoreChange,
  SideBySideAnswer,
  SourceAnswer,
  Supported,
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

/** A lead as `/v1/leads` tells it. */
export interface Lead {
  readonly leadId: string
  readonly format: string
  readonly status: 'open' | 'promoted' | 'dismissed'
  readonly suggested: {
    readonly type: string
    readonly country: string
    readonly partner: string | null
    readonly occurredOn: string
  }
  readonly missing: readonly { readonly path: string; readonly message: string }[]
  readonly doubts: readonly string[]
  readonly sources: number
  readonly rows: number
  readonly promotedTo: string | null
  readonly reason: string | null
}

export interface LeadPage {
  readonly leads: readonly Lead[]
  readonly next: string | null
  readonly counts: { readonly open: number; readonly promoted: number; readonly dismissed: number }
}

export interface LeadDetail extends Lead {
  /** The event as a promotion would post it. */
  readonly event: Readonly<Record<string, unknown>>
  readonly allRows: readonly {
    readonly format: string
    readonly externalId: string
    readonly families: readonly string[]
    readonly url: string | null
    readonly row: Readonly<Record<string, string>>
  }[]
}
