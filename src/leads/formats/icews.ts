import { isoOf } from '../../../events/calendar.js'
import { cameoCode, meaningOf } from '../cameo.js'
import { familyOfName } from '../families.js'
import type { RowReading } from '../lead.js'
import { namedActor } from './actors.js'
import { type Cells, dayOfCell, type LeadFormat, lineOf } from './format.js'

/** ICEWS coded events. An Event ID stands for two rows with two dates now and then: with its date it names one. */
export const icews: LeadFormat = {
  name: 'icews',
  title: 'Integrated Crisis Early Warning System (ICEWS) Coded Event Data',
  sourceId: 'icews',
  rows: 'lines',
  columns: [
    ...['Event ID', 'Event Date', 'Source Name', 'Source Country', 'Event Text', 'CAMEO Code'],
    ...['Target Name', 'Target Country', 'Publisher'],
  ],
  read,
}

function read(cell: Cells): RowReading {
  const id = cell('Event ID')
  if (!/^\d{1,15}$/.test(id)) return { refused: 'Event ID is no number' }
  const day = dayOfCell(cell('Event Date'))
  if (day === null) return { refused: 'Event Date is no date' }
  const code = cameoCode(cell('CAMEO Code'))
  if (code === null) return { refused: 'CAMEO Code is no CAMEO code' }
  const actor = actorOf(cell, 'Source', day)
  const target = actorOf(cell, 'Target', day)
  const text = lineOf(`${cell('Source Name')}: ${cell('Event Text')}: ${cell('Target Name')}`) ?? code
  const meant = meaningOf({ code, actor, target, day, place: namedActor(cell('Country'), day), text })
  if ('leftOut' in meant) return meant
  const { type, country, partner, data, doubts = [] } = meant
  const publisher = lineOf(cell('Publisher').replace(/^NA$/, ''))
  const family = publisher === undefined ? null : familyOfName(publisher)
  return {
    externalId: `${id}-${isoOf(day).replaceAll('-', '')}`,
    day,
    families: family === null ? [] : [family],
    doubts,
    suggested: {
      type,
      country,
      partner,
      occurredOn: isoOf(day),
      data,
      claim: {
        sourceId: 'icews',
        title: text,
        ...(publisher === undefined ? {} : { via: [publisher] }),
        reliability: 'D',
        credibility: 6,
        modality: 'asserted',
      },
      more: { annotations: { cameo: code } },
    },
  }
}

function actorOf(cell: Cells, which: 'Source' | 'Target', day: number) {
  const sectors = cell(`${which} Sectors`)
  const name = cell(`${which} Name`)
  return {
    id: namedActor(cell(`${which} Country`), day) ?? namedActor(name, day),
    name,
    isMilitary: /\bMilitary\b/.test(sectors),
    isGovernment: /\bGovernment\b/.test(sectors),
  }
}
