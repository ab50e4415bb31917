import { type Day, dayFrom } from '../../events/calendar.js'
import { parseEdtf } from '../../events/edtf.js'
import { countryOf } from '../../events/registry/names/resolve.js'
import { registry } from '../../events/registry/registry.js'
import type { Draft, Format, Row, RowReading } from './format.js'

/** Columns of the trade register without a heading, by their place: a `?` in them marks the cell before as uncertain. */
const DOUBT_OF = { order: 'column 4', ordered: 'column 6', delivered: 'column 10' } as const

/**
 * The trade register of SIPRI: an order a row, of major conventional arms, and what was delivered of it in which years. How
 * many arrived in each of several years is not said: a delivery of several years is one event of that interval.
 */
export const sipri: Format = {
  name: 'sipri',
  title: 'SIPRI Arms Transfers Database, trade register',
  sourceId: 'sipri',
  columns: [
    ...['Recipient', 'Supplier', 'Year of order', 'Number ordered', 'Weapon designation', 'Weapon description'],
    ...['Number delivered', 'Year(s) of delivery', 'status'],
  ],
  readerOf(rows) {
    const places = placesOf(rows)
    return row => read(row, places.get(row)!)
  },
}

function read({ cells }: Row, key: string): RowReading {
  const order = yearOf(cells['Year of order'])
  if (order === null) return { leftOut: 'Year of order is no year' }
  const at = dayFrom(order.year, 7, 1)
  const country = stateNamed(cells.Recipient ?? '', at)
  if (country === null) return { leftOut: 'Recipient is no state of the registry' }
  const isUnknown = /^unknown/i.test(cells.Supplier ?? '')
  const partner = isUnknown
    ? undefined
    : (stateNamed(cells.Supplier ?? '', at) ?? organisationNamed(cells.Supplier ?? ''))
  if (partner === null) return { leftOut: 'Supplier is neither a state nor an organisation of the registry' }
  if (partner === country) return { leftOut: 'Recipient and Supplier are one' }
  const designation = cells['Weapon designation'] ?? ''
  const condition = /^second/i.test(cells.status ?? '')
    ? 'second-hand'
    : /^new/i.test(cells.status ?? '')
      ? 'new'
      : undefined
  const event = (type: string, occurredOn: string, number: string | undefined, doubt: string | undefined): Draft => {
    const quantity = quantityOf(number, doubt)
    return {
      key: `${key} ${type}`,
      fields: {
        type,
        country,
        ...(partner === undefined ? {} : { partner }),
        occurredOn,
        data: {
          items: [
            {
              ...(designation === '' ? {} : { designation }),
              category: cells['Weapon description'] || 'not stated',
              class: 'major',
              ...(quantity === null ? {} : { quantity }),
            },
          ],
          ...(condition === undefined ? {} : { condition }),
        },
        ...noteOf(cells.Comments, isUnknown),
      },
    }
  }
  const orderedOn = `${order.year}${order.isDoubtful || isDoubtful(cells[DOUBT_OF.order]) ? '?' : ''}`
  const drafts = [event('ArmsDeliveryAgreed', orderedOn, cells['Number ordered'], cells[DOUBT_OF.ordered])]
  const years = (cells['Year(s) of delivery'] ?? '').split(';').map(part => yearOf(part))
  const known = years.filter(year => year !== null).map(({ year }) => year)
  if (known.length === 0) return { drafts }
  const [first, last] = [Math.min(...known), Math.max(...known)]
  const mark = years.some(year => year?.isDoubtful) ? '?' : ''
  const deliveredOn = first === last ? `${first}${mark}` : `${first}/${last}`
  if (parseEdtf(deliveredOn) === null) return { leftOut: 'Year(s) of delivery are no years' }
  return {
    drafts: [...drafts, event('ArmsDelivered', deliveredOn, cells['Number delivered'], cells[DOUBT_OF.delivered])],
    omitted: first === last ? [] : ['how many of a delivery arrived in which of its years'],
  }
}

/** What names an order: its two sides, year and weapon, and its place among those of which all that is the same. */
function placesOf(rows: readonly Row[]): Map<Row, string> {
  const counts = new Map<string, number>()
  return new Map(
    rows.map(row => {
      const { Recipient, Supplier } = row.cells
      const order = yearOf(row.cells['Year of order'])?.year ?? row.cells['Year of order']
      const key = `${Recipient} ${Supplier} ${order} ${row.cells['Weapon designation']}`
      const place = (counts.get(key) ?? 0) + 1
      counts.set(key, place)
      return [row, `${key} ${place}`]
    }),
  )
}

/** `2015`, `(2015)`, `2015?`: brackets and the mark say that it is not certain. */
function yearOf(cell: string | undefined): { readonly year: number; readonly isDoubtful: boolean } | null {
  const found = /^\(?\s*((?:19|20)\d\d)\s*\)?\s*(\??)$/.exec((cell ?? '').trim())
  return found === null ? null : { year: Number(found[1]), isDoubtful: found[2] === '?' || cell!.includes('(') }
}

function quantityOf(cell: string | undefined, doubt: string | undefined) {
  const found = /^\(?\s*(\d{1,7})(?:\.0+)?\s*\)?\s*(\??)$/.exec((cell ?? '').trim())
  if (found === null || Number(found[1]) === 0) return null
  const number = Number(found[1])
  const isEstimate = found[2] === '?' || cell!.includes('(') || isDoubtful(doubt)
  return { low: number, high: number, basis: isEstimate ? 'estimated' : 'claimed' }
}

function isDoubtful(cell: string | undefined): boolean {
  return cell?.trim() === '?'
}

/** Those that are marked with asterisks are armed groups or organisations. */
function stateNamed(name: string, at: Day): string | null {
  if (name.includes('*')) return null
  const meant = countryOf(name, { at, scheme: 'name' })
  return meant.kind === 'state' ? meant.code : null
}

const organisations = new Map(
  registry.organisations.flatMap(({ id, name }) => [[name, id] as const, [id, id] as const]),
)

function organisationNamed(name: string): string | null {
  return organisations.get(name.replace(/\*+$/, '').trim()) ?? null
}

function noteOf(comments: string | undefined, isUnknown: boolean): { readonly note?: string } {
  const text = [isUnknown ? 'The supplier is not known.' : '', comments ?? ''].filter(part => part !== '').join(' ')
  return text === '' ? {} : { note: text.slice(0, 8000) }
}
