/**
 * Shapes of the answers as they are sent, shared by the code that makes them and by the command line and the page,
 * which read them.
 */

import type { Dimension, Reliability } from '../../events/words.js'
import type { Pair } from '../../projections/answers/difference.js'
import type { PartnerState } from '../../projections/answers/partner-state.js'
import type { Status } from '../../projections/evaluate/verdict.js'
import type { Position } from '../store/store.js'

/** What an answer rests on: the same basis always gives the same bytes. */
export interface Basis {
  /** Last position at or before the asked one that concerns the country; null where there is none. */
  readonly position: Position | null
  /** The instant that was asked for, else null. */
  readonly asKnownAt: string | null
  readonly policy: string
  readonly policyHash: string
  readonly projection: string
}

/** A status with whom it is about. */
export interface Footing {
  readonly status: Status
  readonly primary: string | null
  readonly contenders: readonly string[]
}

/**
 * Why something differs: an event that was recorded or happened in between, what was said of events in between
 * (corrected, retracted, merged, regraded), or time alone.
 */
export type CauseKind = 'event' | 'clock' | 'knowledge'

/** Why a score changed: the contribution of one driver. */
export interface Cause {
  readonly eventIds: readonly string[]
  readonly text: string
  readonly kind: CauseKind
  readonly contribution: number
}

/** What became of one score: `after - before = delta`, and causes and `rest` sum to `delta`, as printed. */
export interface ScoreChange {
  readonly partner: string
  readonly dimension: Dimension
  readonly before: number
  readonly after: number
  readonly delta: number
  readonly causes: readonly Cause[]
  /** What is left: causes past the limit, and what unchanged drivers gained or lost because others came or went. */
  readonly rest: { readonly events: number; readonly contribution: number }
}

/** An entry of a list that is not the same on both sides. */
type Changed<H, V> = H & Pair<V> & { readonly eventIds: readonly string[] }
type Entry<List extends 'agreements' | 'forces' | 'measures' | 'memberships' | 'authorities'> =
  PartnerState[List][number]

/** What differs between two days, two states of knowledge or two readings of one host. */
export interface Difference {
  readonly country: string
  readonly from: { readonly at: string; readonly basis: Basis }
  readonly to: { readonly at: string; readonly basis: Basis }
  readonly dimensions: readonly { readonly dimension: Dimension; readonly before: Footing; readonly after: Footing }[]
  readonly partners: readonly ScoreChange[]
  readonly agreements: readonly Changed<Pick<Entry<'agreements'>, 'agreementId' | 'partner'>, string>[]
  readonly forces: readonly Changed<
    Pick<Entry<'forces'>, 'forceId' | 'sponsor'>,
    Pick<Entry<'forces'>, 'strength' | 'consent'>
  >[]
  readonly memberships: readonly Changed<Pick<Entry<'memberships'>, 'organisation'>, string>[]
  readonly measures: readonly Changed<
    Pick<Entry<'measures'>, 'type' | 'partner'>,
    Omit<Entry<'measures'>, 'type' | 'partner' | 'eventIds'>
  >[]
  readonly authorities: readonly Changed<
    Pick<Entry<'authorities'>, 'authority'>,
    Pick<Entry<'authorities'>, 'rivalOf' | 'primary'>
  >[]
  /** Ids of every event that made a difference, in log order. */
  readonly events: readonly string[]
}

/** What a power is in a host, the most first. */
export type FootprintRole = 'primary' | 'contender' | 'provider' | 'ally' | 'disputed'

/** A power in one host. */
export interface HostEntry {
  readonly country: string
  readonly role: FootprintRole
  readonly score: number
  readonly low: number
  readonly high: number
  /** Place among the partners of the host, by score; 1 is the first. */
  readonly rank: number
  /** First day of the unbroken stretch in which it comes first or contends, welcome or not; null for the other roles. */
  readonly since: string | null
  readonly forces: number
  readonly strength: { readonly low: number; readonly high: number } | null
  readonly agreements: number
}

/** A host in which the role of a power is another one than it was. */
export interface RoleChange {
  readonly country: string
  /** Day of the last change of role within the period. */
  readonly on: string
  readonly from: FootprintRole | null
  readonly to: FootprintRole | null
  readonly eventIds: readonly string[]
  /** Its forces that came or left within the period. */
  readonly forces: readonly {
    readonly forceId: string
    readonly on: string | null
    readonly eventIds: readonly string[]
  }[]
}

/** A day on which another partner came first, or others contend. */
export interface Realignment {
  /** Stable for a change: country, dimension and day. */
  readonly id: string
  readonly country: string
  readonly dimension: Dimension
  readonly on: string
  readonly before: Footing
  readonly after: Footing
  /** `clock`: nothing happened that day, something ran out or faded. */
  readonly cause: { readonly eventIds: readonly string[]; readonly clock: boolean }
}

/** Where an answer rests on little or on nothing. */
export interface BlindSpots {
  /** Nothing has been told of a dimension for longer than was asked. */
  readonly silent: readonly {
    readonly country: string
    readonly dimension: Dimension
    readonly lastClaim: string | null
    /** Days since then; null where nothing was ever told. */
    readonly days: number | null
  }[]
  /** What stands and is told by one source family alone. */
  readonly singleSource: readonly Rest[]
  /** What stands and is told by states alone. */
  readonly stateMediaOnly: readonly Rest[]
  /** The day lies outside everything that is declared to be covered. */
  readonly uncovered: readonly {
    readonly country: string
    readonly dimension: Dimension
    /** Last day that was covered before; null where none was. */
    readonly coveredUntil: string | null
  }[]
}

/** Something that stands, and the families that tell of it. */
export interface Rest {
  readonly country: string
  readonly partner: string
  readonly object: string
  readonly family: string
  readonly eventIds: readonly string[]
}

/** Where a power stands on a day; `gained` and `lost` where another day was named. */
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

/** A page of realignments; `next` is where the next one begins, null at the end. */
export interface RealignmentsAnswer {
  readonly basis: Basis
  readonly realignments: readonly Realignment[]
  readonly next: string | null
}

/** The policies that can be named, the one that answers where none is first. */
export interface PoliciesAnswer {
  readonly policies: readonly { readonly id: string; readonly title: string; readonly hash: string }[]
}

/** What each policy makes of one country. */
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

/** Where the record is blind; `days`: how long a silence has to be. */
export interface BlindSpotsAnswer extends BlindSpots {
  readonly basis: Basis
  readonly at: string
  readonly days: number
}

/** Something that stands and that a source tells of. */
export interface Supported {
  readonly country: string
  readonly partner: string
  readonly object: string
  /** Claims of this source alone. */
  readonly eventIds: readonly string[]
  /** No other source tells of it. */
  readonly alone: boolean
}

/** What would be another answer about a country if the source were graded otherwise. */
export interface Fall extends Pick<Difference, 'country' | 'dimensions' | 'agreements' | 'forces' | 'memberships'> {
  readonly scores: readonly Pick<
    Difference['partners'][number],
    'partner' | 'dimension' | 'before' | 'after' | 'delta'
  >[]
}

/** What rests on one source. */
export interface SourceAnswer {
  readonly basis: Basis
  readonly at: string
  readonly sourceId: string
  readonly family: string | null
  /** The letter that the program proposes, and why; null where it proposes none. */
  readonly reliability: Reliability | null
  readonly why: string | null
  /** Regradings that stand, in log order. */
  readonly grades: readonly {
    readonly eventId: string
    readonly reliability: Reliability
    readonly validFrom: string | null
    readonly recordedAt: string
  }[]
  /** Claims of it that were not retracted, once for each country that they are about. */
  readonly claims: number
  readonly supports: readonly Supported[]
  readonly regradedTo: Reliability
  readonly falls: readonly Fall[]
}
