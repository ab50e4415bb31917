import { type Day, dayOf } from '../calendar.js'
import { type DateRange, parseEdtf } from '../edtf.js'
import { type Force, forces } from './forces.js'
import { type Organisation, organisations } from './organisations.js'
import type { State } from './state.js'
import { states } from './states.js'

export type { Force, Organisation, State }
export type PartnerKind = 'state' | 'organisation' | 'force' | 'unregistered'

const organisationById = new Map(organisations.map(organisation => [organisation.id, organisation]))
const forceById = new Map(forces.map(force => [force.id, force]))

/** Who is known, for the listing: states (current and historical), organisations and forces, each by id. */
export const registry: {
  readonly states: readonly State[]
  readonly organisations: readonly Organisation[]
  readonly forces: readonly Force[]
} = { states: [...states.values()], organisations, forces }

interface Period {
  readonly from: Day
  readonly to: Day
}

const existence = new Map([...states.values()].map(state => [state.code, periodOf(state.since, state.until)]))

/** The state of an alpha-3 code, current or historical; undefined when there is none. */
export function stateOf(code: string): State | undefined {
  return states.get(code)
}

export function organisationOf(id: string): Organisation | undefined {
  return organisationById.get(id)
}

/** Whether the code stood for a state on some day of the range; false for a code that is none. */
export function stateExistsDuring(code: string, range: DateRange): boolean {
  const period = existence.get(code)
  return period !== undefined && range.latest >= period.from && range.earliest <= period.to
}

/** Whether the state was independent on some day of the range, as far as the registry knows: true where it does not. */
export function wasIndependentDuring(code: string, range: DateRange): boolean {
  const since = states.get(code)?.independentSince
  return since === undefined || range.latest >= dayOf(since)!
}

/** What an id of a partner names; an organisation comes before a state of the same letters. */
export function kindOfPartner(id: string): PartnerKind {
  if (organisationById.has(id)) return 'organisation'
  if (states.has(id)) return 'state'
  return forceById.has(id) ? 'force' : 'unregistered'
}

/** The state that stands behind a registered force on a day; null when none is known. */
export function sponsorOf(forceId: string, day: Day): string | null {
  for (const { sponsor, from, to } of forceById.get(forceId)?.sponsors ?? []) {
    const period = periodOf(from, to)
    if (day >= period.from && day <= period.to) return sponsor
  }
  return null
}

function periodOf(from: string | undefined, to: string | undefined): Period {
  return {
    from: from === undefined ? Number.NEGATIVE_INFINITY : parseEdtf(from)!.earliest,
    to: to === undefined ? Number.POSITIVE_INFINITY : parseEdtf(to)!.latest,
  }
}
