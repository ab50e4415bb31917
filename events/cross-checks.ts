import { dayOf } from './calendar.js'
import type { EventDefinition } from './define.js'
import { type DateRange, parseEdtf } from './edtf.js'
import type { Fault } from './faults.js'
import { kindOfPartner, organisationOf, stateExistsDuring, stateOf } from './registry/registry.js'

type Fields = Readonly<Record<string, unknown>>

/**
 * Checks between the fields of one event (domain rules of level error). It also runs when single fields are wrong, so
 * that all faults are reported at once, and therefore looks only at values that have the right form.
 */
export function crossCheck(definition: EventDefinition, event: Fields, faults: Fault[]): void {
  const data = fieldsOf(event.data)
  checkStates(definition, event, data, faults)
  checkPartner(definition, event, faults)
  if (event.parties !== undefined) checkParties(event, faults)
  if (data.deadline !== undefined) checkDeadline(event, data, faults)
  if (data.extent === 'complete') checkNothingRemains(data, faults)
  if (definition.type === 'CoverageDeclared') checkCoverage(data, faults)
  if (event.id !== undefined) checkTarget(event.id, data, faults)
}

function checkStates(definition: EventDefinition, event: Fields, data: Fields, faults: Fault[]): void {
  // what is said on record about a state may be said long after its end
  const range = definition.family === 'record' ? null : rangeOf(event.occurredOn)
  checkState(event.country, '/country', range, faults)
  const parties = event.parties === undefined ? null : listOf(event.parties)
  parties?.forEach((party, index) => {
    checkState(party, `/parties/${index}`, range, faults)
  })
  checkNamedState(event.partner, '/partner', range, faults)
  checkNamedState(data.sponsor, '/data/sponsor', range, faults)
  checkNamedState(data.party, '/data/party', range, faults)
  checkState(data.successor, '/data/successor', range, faults)
  checkState(data.predecessor, '/data/predecessor', null, faults)
}

/** Of a partner or sponsor, which may also be an organisation or somebody not registered yet. */
function checkNamedState(id: unknown, path: string, range: DateRange | null, faults: Fault[]): void {
  if (typeof id === 'string' && kindOfPartner(id) === 'state') checkState(id, path, range, faults)
}

function checkState(code: unknown, path: string, range: DateRange | null, faults: Fault[]): void {
  if (typeof code !== 'string' || !/^[A-Z]{3}$/.test(code)) return // its form is refused elsewhere
  if (range === null ? stateOf(code) !== undefined : stateExistsDuring(code, range)) return
  faults.push({ path, code: 'unknown-country', message: whyUnknown(code, range) })
}

function whyUnknown(code: string, range: DateRange | null): string {
  const state = stateOf(code)
  if (!state) {
    const organisation = organisationOf(code)
    return organisation
      ? `${code} is an organisation (${organisation.name}), not a state`
      : `no state has the code ${code} (ISO 3166-1 alpha-3)`
  }
  const tooEarly = state.since !== undefined && range !== null && range.latest < dayOf(state.since)!
  if (!tooEarly) return `${code} (${state.name}) ended on ${state.until}; after it: ${namesOr(state.successors)}`
  const before = (state.earlier ?? []).map(({ since, until }) => `${since ?? 'the beginning'} to ${until}`).join(', ')
  const times = before === '' ? '' : `, and was there from ${before}`
  return `${code} (${state.name}) begins on ${state.since}${times}; before it: ${namesOr(state.predecessors)}`
}

function namesOr(codes: readonly string[] | undefined): string {
  return (codes ?? ['none']).join(', ')
}

function checkPartner(definition: EventDefinition, event: Fields, faults: Fault[]): void {
  if (event.partner !== undefined) {
    if (event.partner === event.country) {
      faults.push({ path: '/partner', code: 'host-is-partner', message: 'a country is not its own partner' })
    }
  } else if (definition.partner === 'required' && event.parties === undefined) {
    const message = `${definition.type} needs a partner, or the parties`
    faults.push({ path: '/partner', code: 'partner-required', message })
  }
}

function checkParties(event: Fields, faults: Fault[]): void {
  const parties = listOf(event.parties)
  if (parties === null) return
  if (new Set(parties).size < 2) {
    faults.push({ path: '/parties', code: 'too-few-parties', message: 'needs two different states or more' })
  }
  if (event.country !== undefined && !parties.includes(event.country)) {
    faults.push({ path: '/parties', code: 'country-not-in-parties', message: 'must name the country too' })
  }
  const index = event.partner === undefined ? -1 : parties.indexOf(event.partner)
  if (index >= 0) {
    faults.push({ path: `/parties/${index}`, code: 'partner-in-parties', message: 'the partner is not a party' })
  }
}

function checkDeadline(event: Fields, data: Fields, faults: Fault[]): void {
  const deadline = rangeOf(data.deadline)
  // When it was announced to others says nothing of how long who has to leave was given.
  const notice = rangeOf(event.noticeReceivedOn) ?? rangeOf(event.occurredOn)
  if (!deadline || !notice || deadline.latest >= notice.earliest) return
  const message = 'the deadline is over before the notice or demand'
  faults.push({ path: '/data/deadline', code: 'deadline-before-notice', message })
}

function checkNothingRemains(data: Fields, faults: Fault[]): void {
  const { high } = fieldsOf(data.remaining)
  if (typeof high !== 'number' || high <= 0) return
  const message = 'of a complete withdrawal nothing remains'
  faults.push({ path: '/data/remaining/high', code: 'complete-with-remaining', message })
}

function checkCoverage(data: Fields, faults: Fault[]): void {
  const from = rangeOf(data.from)
  const to = rangeOf(data.to)
  if (!from || !to || from.earliest <= to.latest) return
  faults.push({ path: '/data/from', code: 'from-after-to', message: 'must not be after `to`' })
}

function checkTarget(id: unknown, data: Fields, faults: Fault[]): void {
  const targets = [data.targetEventId, ...(listOf(data.targetEventIds) ?? [])]
  if (!targets.some(target => typeof target === 'string' && target.toLowerCase() === String(id).toLowerCase())) return
  const path = data.targetEventId === undefined ? '/data/targetEventIds' : '/data/targetEventId'
  faults.push({ path, code: 'corrects-itself', message: 'an event does not point at itself' })
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

function listOf(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null
}

function rangeOf(value: unknown): DateRange | null {
  return typeof value === 'string' ? parseEdtf(value) : null
}
