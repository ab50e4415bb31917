import { type Day, dayFrom } from '../../events/calendar.js'
import { countryOf } from '../../events/registry/names/resolve.js'
import { wholeNumber } from './cells.js'
import type { Draft, Format, Row, RowReading } from './format.js'

/** Support that begins once and goes on, by column. Troops and weapons are told apart, year by year. */
const AID = [
  ['ext_p', 'troops that do not fight'],
  ['ext_y', 'use of its bases or intelligence'],
  ['ext_m', 'supplies'],
  ['ext_t', 'training'],
  ['ext_f', 'funds'],
  ['ext_i', 'intelligence'],
  ['ext_l', 'its territory'],
  ['ext_o', 'other help'],
] as const

/**
 * UCDP external support by triad and year: who supported a warring party in a conflict, and with what. Only support of a
 * government by a government: for support of its enemies the catalogue has no word.
 */
export const ucdpEsd: Format = {
  name: 'ucdp-esd',
  title: 'UCDP External Support Dataset',
  sourceId: 'ucdp',
  columns: [
    ...['year', 'dyad_id', 'actor_id', 'actor_name', 'actor_nonstate', 'ext_sup', 'ext_id', 'ext_name', 'ext_nonstate'],
    ...['ext_x', 'ext_w', ...AID.map(([column]) => column)],
  ],
  readerOf(rows) {
    const aided = new Set(rows.filter(row => aidOf(row).length > 0).map(row => `${tripleOf(row)} ${row.cells.year}`))
    return row => read(row, year => aided.has(`${tripleOf(row)} ${year}`))
  },
}

function read(row: Row, wasAided: (year: number) => boolean): RowReading {
  const { cells } = row
  const year = wholeNumber(cells.year)
  if (year === null || year < 1900 || year > 2100) return { leftOut: 'year is no year' }
  if (cells.ext_sup !== '1') return { leftOut: 'no support was given' }
  if (cells.actor_nonstate !== '0') return { leftOut: 'support of a party that is no government' }
  if (cells.ext_nonstate !== '0') return { leftOut: 'support by somebody who is no government' }
  if (cells.ext_elements === '1') return { leftOut: 'support by elements of a state, not by its government' }
  const at = dayFrom(year, 7, 1)
  const country = governmentOf(cells.actor_name, at)
  const partner = governmentOf(cells.ext_name, at)
  if (country === null || partner === null)
    return { leftOut: 'one of the two is no state of the registry in that year' }
  if (country === partner) return { leftOut: 'supporter and supported are one' }
  const conflict = cells.dyad_name || `dyad ${cells.dyad_id}`
  const event = (type: string, data: object): Draft => ({
    key: `${tripleOf(row)} ${year} ${type}`,
    fields: { type, country, partner, occurredOn: String(year), data, annotations: { ucdp: `dyad ${cells.dyad_id}` } },
    ...(cells.ext_alleged === '1' ? { claim: { credibility: 4 } } : {}),
  })
  const aid = aidOf(row)
  const goesOn = aid.length > 0 && wasAided(year - 1)
  const drafts = [
    ...(cells.ext_x === '1'
      ? [event('JointActivityHeld', { kind: 'operation', subject: `troops in ${conflict}` })]
      : []),
    ...(cells.ext_w === '1' ? [event('ArmsDelivered', { items: [{ category: 'weapons' }] })] : []),
    ...(aid.length > 0 && !goesOn ? [event('AidStarted', { by: [partner], kind: `military: ${aid.join(', ')}` })] : []),
  ]
  if (drafts.length === 0) {
    return { leftOut: goesOn ? 'support that went on from the year before' : 'the kind of support is not known' }
  }
  return { drafts, omitted: goesOn ? ['support that went on from the year before'] : [] }
}

function aidOf({ cells }: Row): string[] {
  return AID.filter(([column]) => cells[column] === '1').map(([, words]) => words)
}

function tripleOf({ cells }: Row): string {
  return `${cells.dyad_id} ${cells.actor_id} ${cells.ext_id}`
}

function governmentOf(name: string | undefined, at: Day): string | null {
  // What stands in brackets is what it was called at another time: the day decides.
  const bare = (name ?? '').replace(/^Government of /, '').replace(/\s*\(.*\)$/, '')
  const meant = countryOf(bare, { at, scheme: 'name' })
  return meant.kind === 'state' ? meant.code : null
}
