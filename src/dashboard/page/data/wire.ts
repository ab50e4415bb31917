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

export interface Claim {
  readonly sourceId: string
  readonly title?: string
  readonly url?: string
  readonly publishedOn?: string
  readonly reliability: string
  readonly credibility: number
  readonly modality: 'asserted' | 'planned' | 'denied'
  readonly via?: readonly string[]
  readonly verified?: 'page' | 'memory'
}

export interface StoredEvent {
  readonly id: string
  readonly type: string
  readonly country: string
  readonly partner?: string
  readonly parties?: readonly string[]
  readonly occurredOn: string
  readonly data: Readonly<Record<string, unknown>>
  readonly claim: Claim
  readonly note?: string
  readonly position: string
  readonly recordedAt: string
}

export type Standing = 'counts' | 'retracted' | 'corrected' | 'merged' | 'planned' | 'denied'

export interface TimelineEntry {
  readonly event: StoredEvent
  readonly standing: Standing
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
