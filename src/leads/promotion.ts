import { definitionOf } from '../../events/catalogue.js'
import type { Fault } from '../../events/faults.js'
import { parseEvent, readEvent } from '../../events/parse.js'
import { idOfName } from '../commands/ids.js'
import { CORROBORATING_FAMILIES, type LeadFormatName } from './lead.js'
import type { Lead } from './store.js'

/** Under which name other systems' ids of events are annotated, by the format of the lead. */
const SYSTEMS: Readonly<Record<LeadFormatName, string>> = {
  gdelt1: 'gdelt',
  gdelt2: 'gdelt',
  icews: 'icews',
  acled: 'acled',
  'ucdp-ged': 'ucdp',
  polecat: 'polecat',
  csv: 'csv',
}

/** The id of the event that a lead becomes: the same however often it is promoted. */
export function idOfPromoted(leadId: string): string {
  return idOfName(`lead\n${leadId}`)
}

/** The event that a lead suggests, as it would be posted; what nobody can know from its rows is missing. */
export function eventOf({ leadId, format, externalId, suggested, sources }: Lead): Record<string, unknown> {
  const { more = {}, partner, claim, ...fields } = suggested
  const credibility = sources >= CORROBORATING_FAMILIES && claim.credibility === 6 ? 3 : claim.credibility
  const { annotations = {}, ...rest } = more as { annotations?: object }
  return {
    ...rest,
    ...fields,
    ...(partner === null ? {} : { partner }),
    claim: { ...claim, credibility },
    annotations: { ...annotations, externalIds: { lead: leadId, [SYSTEMS[format]]: externalId } },
  }
}

/** What must be said before a lead can be promoted: paths of fields that its rows leave open or say wrongly. */
export function faultsOf(lead: Lead): readonly Fault[] {
  const parsed = parseEvent(eventOf(lead))
  return parsed.ok ? [] : parsed.faults
}

/**
 * The event to post for a lead: what was given, and for the rest what the lead suggests; null takes a field away. Of another
 * type the data of the suggestion say nothing. `stored` is the body of the event that the lead became already: then that is
 * what the given is laid over.
 */
export function promoted(
  lead: Lead,
  given: Readonly<Record<string, unknown>>,
  stored: string | null,
): Record<string, unknown> {
  const id = lead.promotedTo ?? given.id ?? idOfPromoted(lead.leadId)
  const base = stored === null ? eventOf(lead) : (readEvent(stored, String(id)) as unknown as Record<string, unknown>)
  const { type = base.type, schemaVersion: _, ...rest } = { ...given }
  const isOther = type !== base.type && definitionOf(String(type)) !== undefined
  return {
    ...base,
    ...rest,
    id,
    type,
    data: isOther ? (given.data ?? {}) : laidOver(base.data, given.data),
    claim: laidOver(base.claim, given.claim),
    annotations: {
      ...(laidOver(isOther ? undefined : base.annotations, given.annotations) as object),
      externalIds: (base.annotations as { externalIds?: object } | undefined)?.externalIds,
    },
  }
}

function laidOver(base: unknown, given: unknown): unknown {
  if (given === undefined) return base
  return isObject(base) && isObject(given) ? { ...base, ...given } : given
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
