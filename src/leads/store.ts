import type { Day } from '../../events/calendar.js'
import type { LeadFormatName, LeadRow, LeadStatus, Suggested } from './lead.js'

/** Rows of one table on their way into the store. */
export interface LeadGroup {
  readonly format: LeadFormatName
  readonly columns: readonly string[]
  readonly rows: readonly { readonly values: readonly string[]; readonly lead: LeadRow }[]
}

/** What became of a row: a lead of its own, another row of a lead, known as it is, or known otherwise. */
export interface TakenRow {
  readonly outcome: 'new' | 'joined' | 'duplicate' | 'revised'
  readonly leadId: string
}

/** A lead: rows that say the same of the same two within a few days. */
export interface Lead {
  readonly leadId: string
  readonly format: LeadFormatName
  readonly externalId: string
  readonly status: LeadStatus
  /** From its first row; days of all of them. */
  readonly suggested: Suggested
  readonly doubts: readonly string[]
  /** Number of independent sources: families, each once. */
  readonly sources: number
  readonly rows: number
  /** The first row, by column, without empty cells. */
  readonly row: Readonly<Record<string, string>>
  readonly promotedTo: string | null
  readonly reason: string | null
  readonly decidedBy: string | null
  /** ISO instant. */
  readonly decidedAt: string | null
}

/** One row of a lead as it was read. */
export interface LeadSourceRow {
  readonly format: LeadFormatName
  readonly externalId: string
  readonly occurredOn: string
  readonly families: readonly string[]
  readonly url: string | null
  readonly row: Readonly<Record<string, string>>
}

export interface LeadQuery {
  readonly status?: LeadStatus | undefined
  readonly country?: string | undefined
  readonly partner?: string | undefined
  readonly type?: string | undefined
  readonly from?: Day | undefined
  readonly to?: Day | undefined
  readonly minSources?: number | undefined
  /** What an earlier page gave as `next`. */
  readonly after?: LeadCursor | undefined
  readonly limit: number
}

/** Where a list goes on: after a lead of that first day and number. */
export interface LeadCursor {
  readonly day: Day
  readonly lead: number
}

export interface LeadPage {
  /** The latest day first. */
  readonly leads: readonly Lead[]
  readonly next: LeadCursor | null
}

export interface Decision {
  readonly status: 'promoted' | 'dismissed' | 'open'
  /** The event that it was promoted to. */
  readonly promotedTo?: string
  readonly reason?: string
  readonly by: string | null
  /** ISO instant. */
  readonly at: string
}

/** Leads, kept apart from the log: nothing that answers about the record reads them. */
export interface LeadStore {
  readonly name: string
  /** Take rows, all of them or, where the disk refuses, none. */
  take(group: LeadGroup): readonly TakenRow[]
  /** The lead of an id, or of the id that any of its rows would give it. */
  find(leadId: string): Lead | null
  rowsOf(leadId: string, limit: number): readonly LeadSourceRow[]
  /** A page of what a filter leaves. Looks in turns, so that others are served meanwhile. */
  list(query: LeadQuery): Promise<LeadPage>
  /** On disk when it returns. Null where there is no such lead. */
  decide(leadId: string, decision: Decision): Lead | null
  count(): Readonly<Record<LeadStatus, number>>
  /** Everything that was taken is on disk. */
  settle(): void
  close(): void
}

/** The file of leads does not hold what it should, belongs to something else, or cannot be used now. */
export class LeadStoreError extends Error {
  constructor(
    readonly code: 'invalid' | 'full' | 'unavailable',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'LeadStoreError'
  }
}
