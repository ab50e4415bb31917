import type { Day } from '../../../events/calendar.js'
import { familiesOfList } from '../families.js'
import type { RowReading, Suggested } from '../lead.js'
import { namedActor } from './actors.js'
import { type Cells, dayOfCell, edtfOf, type LeadFormat, lineOf } from './format.js'

/** ACLED events: what forces of another state do in a country, beside its own forces or against them. */
export const acled: LeadFormat = {
  name: 'acled',
  title: 'Armed Conflict Location & Event Data (ACLED)',
  sourceId: 'acled',
  rows: 'csv',
  columns: ['event_id_cnty', 'event_date', 'event_type', 'sub_event_type', 'actor1', 'actor2', 'country', 'source'],
  read,
}

/** Days that a date may be off, by `time_precision`: a day, a week, a month. */
const SPANS: Readonly<Record<string, number>> = { '1': 0, '2': 6, '3': 30 }

function read(cell: Cells): RowReading {
  const externalId = cell('event_id_cnty')
  if (!/^[A-Z]{2,3}\d{1,9}$/.test(externalId)) return { refused: 'event_id_cnty is no id such as NER1234' }
  const day = dayOfCell(cell('event_date'))
  if (day === null) return { refused: 'event_date is no date' }
  const host = namedActor(cell('country'), day)
  if (host === null) return { leftOut: `country is no state: ${cell('country')}` }
  const span = SPANS[cell('time_precision') || '1']
  if (span === undefined) return { refused: 'time_precision is none of 1, 2 and 3' }
  const sides = [1, 2].map(n => sideOf(`${cell(`actor${n}`)}; ${cell(`assoc_actor_${n}`)}`, day))
  const guests = [...new Set(sides.flatMap(({ states }) => states))].filter(id => id !== host)
  const [partner] = guests
  if (partner === undefined) return { leftOut: 'no forces of another state are named' }
  const meant = meaningOf(cell, host, partner, sides)
  const doubts = [
    ...meant.doubts,
    ...(guests.length > 1 ? [`more states are named: ${guests.slice(1).join(', ')}`] : []),
  ]
  return {
    externalId,
    day,
    families: familiesOfList(cell('source')),
    doubts,
    suggested: {
      type: meant.type,
      country: host,
      partner,
      occurredOn: edtfOf(day, day + span),
      data: meant.data,
      claim: {
        sourceId: 'acled',
        title: lineOf(`ACLED ${externalId}: ${cell('sub_event_type') || cell('event_type')}`)!,
        ...viaOf(cell('source')),
        reliability: 'B',
        credibility: 3,
        modality: 'asserted',
      },
    },
  }
}

interface Meant {
  readonly type: Suggested['type']
  readonly data: Suggested['data']
  readonly doubts: readonly string[]
}

function meaningOf(cell: Cells, host: string, partner: string, sides: readonly Side[]): Meant {
  const [one, other] = sides as [Side, Side]
  const together = sides.some(({ states }) => states.includes(host) && states.includes(partner))
  const content =
    lineOf(cell('notes')) ??
    lineOf(`${cell('actor1')}, ${cell('sub_event_type') || cell('event_type')}, ${cell('actor2')}`)!
  if (cell('sub_event_type') === 'Headquarters or base established') {
    const forceId = `${partner}-forces-${host}`.toLowerCase()
    return { type: 'ForcesDeployed', data: { forceId, sponsor: partner }, doubts: [] }
  }
  if (cell('sub_event_type') === 'Agreement')
    return { type: 'AgreementSigned', data: {}, doubts: ['the agreement is not named'] }
  if (together) return { type: 'JointActivityHeld', data: { kind: 'operation', subject: content }, doubts: [] }
  const isAgainst = (mine: Side, theirs: Side) =>
    mine.states.includes(partner) && (theirs.states.includes(host) || theirs.isCivilian)
  if (isAgainst(one, other) || isAgainst(other, one)) {
    return { type: 'HostileActReported', data: { by: [partner], content }, doubts: [] }
  }
  return { type: 'ContextNoted', data: { content }, doubts: ['whose side it was on is not said'] }
}

interface Side {
  /** States whose forces stand on it. */
  readonly states: readonly string[]
  readonly isCivilian: boolean
}

const FORCES =
  /^(?:Military|Police|Government|Mutiny of (?:Military|Police)) (?:Forces )?of (?:the )?(.+?)(?: \(\d{4}-(?:\d{4})?\).*)?$/

function sideOf(cell: string, day: Day): Side {
  const names = cell.split(';').map(name => name.trim())
  const states = names.flatMap(name => {
    const state = FORCES.exec(name)?.[1]
    const found = state === undefined ? null : namedActor(state, day)
    return found === null ? [] : [found]
  })
  if (names.some(name => /^Wagner Group\b/.test(name))) states.push('RUS')
  return { states: [...new Set(states)], isCivilian: names.some(name => /^Civilians\b/.test(name)) }
}

/** The sources of a cell as a claim has them. */
export function viaOf(cell: string): { readonly via: readonly string[] } | Record<string, never> {
  const names = cell.split(';').flatMap(name => lineOf(name) ?? [])
  return names.length === 0 ? {} : { via: [...new Set(names)].slice(0, 20) }
}
