import { dayFrom } from '../../events/calendar.js'
import { codeOfNumber } from '../../events/registry/names/numbers.js'
import { wholeNumber } from './cells.js'
import type { Draft, Format, Row, RowReading } from './format.js'

const SPONSOR = 'USA'

/**
 * Soldiers of the United States by country and year, of the Defense Manpower Data Center as the R package *troopdata* has
 * them: those with a permanent duty station there. Whoever is there on rotation is not counted; guards of the embassy are.
 */
function troopdataOf(name: string, column: 'troops_ad' | 'troops'): Format {
  return {
    name,
    title: 'Overseas duty stations of US personnel (DMDC), troopdata',
    sourceId: 'dmdc',
    columns: ['ccode', 'iso3c', 'year', column],
    readerOf(rows) {
      const counts = new Map(rows.map(row => [`${row.cells.ccode} ${row.cells.year}`, wholeNumber(row.cells[column])]))
      return row => read(row, wholeNumber(row.cells[column]), year => counts.get(`${row.cells.ccode} ${year}`) ?? null)
    },
  }
}

export const troopdata = troopdataOf('troopdata', 'troops_ad')
/** Up to 2020 the package called the column otherwise. */
export const troopdata2020 = troopdataOf('troopdata-2020', 'troops')

function read({ cells }: Row, count: number | null, countIn: (year: number) => number | null): RowReading {
  const { ccode = '' } = cells
  const year = wholeNumber(cells.year)
  if (year === null || year < 1900 || year > 2100) return { leftOut: 'year is no year' }
  if (count === null) return { leftOut: 'no number is given' }
  const country = codeOfNumber('cow', ccode, dayFrom(year, 7, 1))
  if (country === undefined) return { leftOut: 'ccode is no state of the Correlates of War in that year' }
  if (country === SPONSOR) return { leftOut: 'the United States themselves' }
  const before = countIn(year - 1)
  const forceId = `${SPONSOR}-duty-stations-${country}`.toLowerCase()
  const event = (type: string, data: object): RowReading => {
    const draft: Draft = {
      key: `${ccode} ${year}`,
      fields: { type, country, partner: SPONSOR, occurredOn: String(year), data: { forceId, ...data } },
    }
    return { drafts: [draft] }
  }
  const strength = { low: count, high: count, basis: 'permanent' }
  if (count === 0) {
    if (before === null || before === 0) return { leftOut: 'nobody, as the year before' }
    return event('ForcesWithdrawn', { extent: 'complete' })
  }
  if (before === null || before === 0) return event('ForcesDeployed', { sponsor: SPONSOR, role: 'garrison', strength })
  return event('ForceStrengthReported', { strength, asOf: String(year) })
}
