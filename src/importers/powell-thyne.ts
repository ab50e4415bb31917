import { parseEdtf } from '../../events/edtf.js'
import { codeOfNumber } from '../../events/registry/names/numbers.js'
import { dateOf } from './cells.js'
import type { Format, Row } from './format.js'

const OUTCOMES: Readonly<Record<string, string>> = { '1': 'failed', '2': 'succeeded' }

/**
 * Coups since 1950, one a row. A coup is named by its country, its year and its place in that year: a release that
 * mends its day or month says the same coup.
 */
export const powellThyne: Format = {
  name: 'powell-thyne',
  title: 'Powell and Thyne, Global Instances of Coups',
  sourceId: 'powell-thyne',
  columns: ['country', 'ccode', 'year', 'month', 'day', 'coup'],
  readerOf(rows) {
    const places = placesOf(rows)
    return row => {
      const { ccode = '', year, month, day, coup = '', version } = row.cells
      const occurredOn = dateOf(year, month, day)
      const range = occurredOn === null ? null : parseEdtf(occurredOn)
      if (range === null) return { leftOut: 'year, month and day are no date' }
      const outcome = OUTCOMES[coup]
      if (outcome === undefined) return { leftOut: 'coup is neither 1 (failed) nor 2 (succeeded)' }
      const country = codeOfNumber('cow', ccode, range.earliest)
      if (country === undefined) return { leftOut: `ccode is no state of the Correlates of War on that day: ${ccode}` }
      const annotations = { 'powell-thyne': { ccode, coup } }
      return {
        drafts: [
          {
            key: `${ccode} ${year} ${places.get(row)}`,
            fields: { type: 'CoupOccurred', country, occurredOn, data: { outcome }, annotations },
            ...(version ? { claim: claimOfRelease(version) } : {}),
          },
        ],
      }
    }
  },
}

/** The place of each coup among those of its country and year, by date; of one day, by place in the table. */
function placesOf(rows: readonly Row[]): Map<Row, number> {
  const places = new Map<Row, number>()
  const counts = new Map<string, number>()
  const dated = rows.map(row => ({ row, date: dateOf(row.cells.year, row.cells.month, row.cells.day) ?? '' }))
  dated.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.row.line - b.row.line))
  for (const { row } of dated) {
    const year = `${row.cells.ccode} ${row.cells.year}`
    const place = (counts.get(year) ?? 0) + 1
    counts.set(year, place)
    places.set(row, place)
  }
  return places
}

/** A release is called after its day: `V2023.09.08`. */
function claimOfRelease(version: string) {
  const day = /^V(\d{4})\.(\d{2})\.(\d{2})$/.exec(version)
  const title = `${powellThyne.title}, ${version}`
  return day === null ? { title } : { title, publishedOn: day.slice(1).join('-'), publishedOnBasis: 'stated' }
}
