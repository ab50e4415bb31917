import type { Day } from '../../events/calendar.js'

/** Tables whose rows are leads, by the name that `format=` gives them. */
export const leadFormatNames = ['gdelt1', 'gdelt2', 'icews', 'acled', 'ucdp-ged', 'polecat', 'csv'] as const
export type LeadFormatName = (typeof leadFormatNames)[number]

/** What is to be done with a lead, or was. */
export const leadStatuses = ['open', 'promoted', 'dismissed'] as const
export type LeadStatus = (typeof leadStatuses)[number]

/** Fields of the event that a row suggests; nothing of it is believed before somebody promotes it. */
export interface Suggested {
  readonly type: string
  readonly country: string
  readonly partner: string | null
  readonly occurredOn: string
  readonly data: Readonly<Record<string, unknown>>
  readonly claim: Readonly<Record<string, unknown>>
  /** Further fields of the event, as a mapping may give them. */
  readonly more?: Readonly<Record<string, unknown>>
}

/** A row that says something of two sides on a day. */
export interface LeadRow {
  /** What names the row at its source, in every edition of the file. */
  readonly externalId: string
  /** The first day that it may be about. */
  readonly day: Day
  readonly suggested: Suggested
  /** Families of the sources that it rests on. */
  readonly families: readonly string[]
  /** Why it may be read wrongly, in words. */
  readonly doubts: readonly string[]
}

/** What a row comes to. `leftOut`: well-formed, and no lead. `refused`: cannot be read. */
export type RowReading = LeadRow | { readonly leftOut: string } | { readonly refused: string }

/** What is suggested besides who and when: rows of one kind may be one lead. An accusation is not a threat, nor is one by the other side. */
export function kindOf({ type, country, data }: Suggested): string {
  const { stance, direction, by } = data
  const who = Array.isArray(by) && by.length > 0 ? (by.includes(country) ? 'by host' : 'by partner') : undefined
  return [type, stance, direction, who].filter(word => typeof word === 'string').join(' ')
}

/** Days of a lead: no two of its rows are further apart. */
export const DAYS_APART = 3

/** From so many families on a machine's word is taken for possibly true rather than not to be judged. */
export const CORROBORATING_FAMILIES = 3

/** The first row of a lead as it stands, and how the lead is called after it. */
export function leadIdOf(format: LeadFormatName, externalId: string): string {
  return `${format}-${externalId}`
}

/** Format and row of an id of a lead; null where it is none. */
export function rowOfLeadId(leadId: string): { readonly format: LeadFormatName; readonly externalId: string } | null {
  const format = leadFormatNames.find(name => leadId.startsWith(`${name}-`))
  if (format === undefined) return null
  const externalId = leadId.slice(format.length + 1)
  return EXTERNAL_ID.test(externalId) ? { format, externalId } : null
}

/** Ids that can stand in a path; whatever else a source calls its rows is hashed. */
export const EXTERNAL_ID = /^[A-Za-z0-9][A-Za-z0-9_.]{0,49}(?:-[A-Za-z0-9_.]{1,10}){0,3}$/
