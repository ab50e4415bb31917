import { codeOfNumber } from '../../../events/registry/names/numbers.js'
import { familiesOfList } from '../families.js'
import type { RowReading } from '../lead.js'
import { viaOf } from './acled.js'
import { namedActor } from './actors.js'
import { type Cells, dayOfCell, edtfOf, type LeadFormat, lineOf } from './format.js'

/**
 * UCDP georeferenced events: fighting of one government against another, or of a government on the soil of another. Numbers
 * of countries are those of Gleditsch and Ward.
 */
export const ucdpGed: LeadFormat = {
  name: 'ucdp-ged',
  title: 'UCDP Georeferenced Event Dataset',
  sourceId: 'ucdp',
  rows: 'csv',
  columns: [
    ...['id', 'type_of_violence', 'side_a', 'side_b', 'country_id', 'date_prec', 'date_start', 'date_end'],
    ...['gwnoa', 'gwnob', 'source_office'],
  ],
  read,
}

function read(cell: Cells): RowReading {
  const externalId = cell('id')
  if (!/^[A-Za-z0-9_.]{1,40}$/.test(externalId)) return { refused: 'id is none' }
  const day = dayOfCell(cell('date_start'))
  const last = dayOfCell(cell('date_end'))
  if (day === null || last === null || last < day) return { refused: 'date_start and date_end are no days' }
  const stateOf = (column: string) => {
    const [number] = cell(column).split(/[;,]/)
    return number === undefined || number === '' || number === '-99' ? null : (codeOfNumber('gw', number, day) ?? null)
  }
  const host = stateOf('country_id') ?? namedActor(cell('country'), day)
  if (host === null) return { leftOut: 'country_id is no state on that day' }
  const a = stateOf('gwnoa')
  const b = stateOf('gwnob')
  const guest = [a, b].find(id => id !== null && id !== host)
  if (guest === null || guest === undefined) return { leftOut: 'no government of another state takes part' }
  const isAgainstState = a !== null && b !== null && a !== b
  const isAgainstPeople = cell('type_of_violence') === '3'
  const content = lineOf(`${cell('side_a')} and ${cell('side_b')}, ${cell('where_description') || cell('country')}`)!
  // Two governments that fight on the soil of a third are no pair of that country.
  const [country, partner] = isAgainstState && a !== host && b !== host ? [b, a] : [host, guest]
  const isHostile = isAgainstState || isAgainstPeople
  return {
    externalId,
    day,
    families: familiesOfList(cell('source_office')),
    doubts: isHostile ? [] : ['whether the host agreed is not said'],
    suggested: {
      type: isHostile ? 'HostileActReported' : 'JointActivityHeld',
      country: country!,
      partner: partner!,
      occurredOn: edtfOf(day, last),
      data: isHostile ? { by: [partner], content } : { kind: 'operation', subject: content },
      claim: {
        sourceId: 'ucdp',
        title: lineOf(cell('source_headline')) ?? `UCDP GED ${externalId}`,
        ...viaOf(cell('source_office')),
        reliability: 'B',
        credibility: 3,
        modality: 'asserted',
      },
    },
  }
}
