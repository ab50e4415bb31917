import { type Day, dayOf } from '../calendar.js'
import { type DateRange, parseEdtf } from '../edtf.js'
import { type Force, forces } from './forces.js'
import { renamedCodes } from './historical-states.js'
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

interface Stretch {
  readonly from: Day
  readonly to: Day
}

/** The times of each state, the earliest first. */
const existence = new Map(
  [...states.values()].map(({ code, since, until, earlier = [] }) => [
    code,
    [...earlier, { since, until }].map(period => stretchOf(period.since, period.until)),
  ]),
)

/** The last days of those that ended, the earliest first. */
const endings = new Map<string, readonly Day[]>([
  ...[...existence].map(([code, times]) => [code, times.map(({ to }) => to)] as const),
  ...organisations.map(({ id, until }) => [id, [stretchOf(undefined, until).to]] as const),
])

/** The state of an alpha-3 code, current or historical; undefined when there is none. */
export function stateOf(code: string): State | undefined {
  return states.get(code)
}

/** The code by which a state goes now that only changed its name; the code itself for all others. */
export function presentCode(code: string): string {
  return renamedCodes.get(code) ?? code
}

export function organisationOf(id: string): Organisation | undefined {
  return organisationById.get(id)
}

/** Whether the code stood for a state on some day of the range; false for a code that is none. */
export function stateExistsDuring(code: string, range: DateRange): boolean {
  return existence.get(code)?.some(({ from, to }) => range.latest >= from && range.earliest <= to) ?? false
}

/**
 * The last day of a state or organisation as seen from a day: the end of the period that holds the day, else of the
 * next period, else of the last one. Infinite while it goes on, and for whatever the registry does not know.
 */
export function lastDayOf(id: string, day: Day): Day {
  const times = endings.get(id)
  return times === undefined ? Number.POSITIVE_INFINITY : (times.find(to => to >= day) ?? times.at(-1)!)
}

/** Whether the registry knows of an end of a state or organisation at any time. */
export function endsOnce(id: string): boolean {
  return endings.get(id)?.some(Number.isFinite) ?? false
}

/** Whether a state or organisation is over on a day, so that it is nobody's partner and has none. */
export function isOver(id: string, day: Day): boolean {
  return lastDayOf(id, day) < day
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
    const period = stretchOf(from, to)
    if (day >= period.from && day <= period.to) return sponsor
  }
  return null
}

function stretchOf(from: string | undefined, to: string | undefined): Stretch {
  return {
    from: from === undefined ? Number.NEGATIVE_INFINITY : parseEdtf(from)!.earliest,
    to: to === undefined ? Number.POSITIVE_INFINITY : parseEdtf(to)!.latest,
  }
}

/**
 * What readers call a partner: states and forces by name, organisations by their id, anything else as it was posted.
 */
export function nameOf(id: string): string {
  return stateOf(id)?.name ?? forceById.get(id)?.name ?? id
}
