import { parseEdtf } from '../../events/edtf.js'
import { countryOf } from '../../events/registry/names/resolve.js'
import type { Format, Row, RowReading } from './format.js'

/**
 * Joint military exercises, one a row, their participants by name in one cell. `mmeid` is not unique: with the year it
 * is.
 */
export const mme: Format = {
  name: 'mme',
  title: 'Joint military exercises (MME)',
  sourceId: 'mme',
  columns: ['mmeid', 'name', 'location', 'start', 'end', 'participants'],
  readerOf: () => read,
}

function read({ cells }: Row): RowReading {
  const { mmeid = '', name = '', location = '', start = '', end = '', participants = '' } = cells
  const began = parseEdtf(start)
  if (began === null) return { leftOut: 'start is no date' }
  const ended = end === '' ? null : parseEdtf(end)
  if (end !== '' && ended === null) return { leftOut: 'end is no date' }
  if (ended !== null && ended.latest < began.earliest) return { leftOut: 'ends before it begins' }
  const states = new Set<string>()
  const omitted: string[] = []
  for (const text of participants.split(';').map(part => part.trim())) {
    if (text === '') continue
    const meant = countryOf(text, { at: began.earliest, scheme: 'name' })
    if (meant.kind === 'state') states.add(meant.code)
    else omitted.push(`a participant that is no state: ${text}`)
  }
  if (states.size < 2) return { leftOut: 'names fewer than two states' }
  const parties = [...states]
  const subject = [name, location].filter(text => text !== '').join(', ')
  const data = { kind: 'exercise', ...(end === '' ? {} : { until: end }), ...(subject === '' ? {} : { subject }) }
  const annotations = { mme: mmeid }
  return {
    drafts: [
      {
        key: `${mmeid} ${start.slice(0, 4)}`,
        fields: { type: 'JointActivityHeld', country: parties[0], parties, occurredOn: start, data, annotations },
      },
    ],
    omitted,
  }
}
