import { type Day, isoOf } from '../../../events/calendar.js'
import { stateOf } from '../../../events/registry/registry.js'
import { familyOfName } from '../families.js'
import type { RowReading } from '../lead.js'
import { meaningOfPlover } from '../plover.js'
import { namedActor } from './actors.js'
import { type Cells, dayOfCell, type LeadFormat, LONGEST_DELAY, lineOf, type ReadingOptions } from './format.js'

/** POLECAT events in the types of PLOVER. */
export function polecat({ oldDates }: ReadingOptions): LeadFormat {
  return {
    name: 'polecat',
    title: 'Political Event Classification, Attributes, and Types (POLECAT)',
    sourceId: 'polecat',
    rows: 'lines',
    columns: ['Event ID', 'Event Date', 'Event Type', 'Event Mode', 'Contexts', 'Actor Country', 'Recipient Country'],
    read: cells => read(cells, oldDates),
  }
}

function read(cell: Cells, oldDates: boolean): RowReading {
  const externalId = cell('Event ID')
  if (externalId === '' || externalId.length > 200) return { refused: 'Event ID is missing' }
  const day = dayOfCell(cell('Event Date'))
  if (day === null) return { refused: 'Event Date is no date' }
  const published = dayOfCell(cell('Publication Date'))
  const delay = published === null ? 0 : published - day
  if (delay > LONGEST_DELAY && !oldDates) return { leftOut: `dated more than ${LONGEST_DELAY} days before its article` }
  if (delay < -1) return { leftOut: 'dated after its article' }
  const actors = statesOf(cell('Actor Country'), day)
  const recipients = statesOf(cell('Recipient Country'), day)
  const text = lineOf(
    `${cell('Actor Name') || cell('Actor Country')}, ${[cell('Event Type'), cell('Event Mode')].filter(Boolean).join(' ')}, ${cell('Recipient Name') || cell('Recipient Country')}`,
  )!
  const meant = meaningOfPlover({
    type: cell('Event Type').toUpperCase(),
    mode: cell('Event Mode').toLowerCase(),
    contexts: cell('Contexts')
      .toLowerCase()
      .split(/[;,]/)
      .map(one => one.trim()),
    actor: { id: actors[0] ?? null, name: `${cell('Actor Title')} ${cell('Actor Name')}`, ...sectorsOf(cell, 'Actor') },
    target: {
      id: recipients.find(id => id !== actors[0]) ?? recipients[0] ?? null,
      name: `${cell('Recipient Title')} ${cell('Recipient Name')}`,
      ...sectorsOf(cell, 'Recipient'),
    },
    day,
    place: namedOrCode(cell('Country'), day),
    text,
  })
  if ('leftOut' in meant) return meant
  const { type, country, partner, data, doubts = [] } = meant
  const source = lineOf(cell('Source'))
  const family = source === undefined ? null : familyOfName(source)
  const several = actors.length > 1 || recipients.length > 1 ? ['several states stand on one side'] : []
  const late = delay > LONGEST_DELAY ? [`dated ${delay} days before its article`] : []
  return {
    externalId,
    day,
    families: family === null ? [] : [family],
    doubts: [...doubts, ...several, ...late],
    suggested: {
      type,
      country,
      partner,
      occurredOn: isoOf(day),
      data,
      claim: {
        sourceId: 'polecat',
        title: text,
        ...(published === null ? {} : { publishedOn: isoOf(published), publishedOnBasis: 'stated' }),
        ...(source === undefined ? {} : { via: [source] }),
        reliability: 'D',
        credibility: 6,
        modality: 'asserted',
      },
    },
  }
}

function statesOf(cell: string, day: Day): string[] {
  const found = cell.split(/[;,]/).map(name => namedOrCode(name.trim(), day))
  return [...new Set(found.filter(id => id !== null))]
}

function namedOrCode(text: string, day: Day): string | null {
  if (text === '' || text === 'None') return null
  return stateOf(text)?.code ?? namedActor(text, day)
}

function sectorsOf(cell: Cells, which: 'Actor' | 'Recipient') {
  const sectors = `${cell(`Primary ${which} Sector`)};${cell(`${which} Sectors`)}`
  return { isMilitary: /\bmil/i.test(sectors), isGovernment: /\bgov/i.test(sectors) }
}
