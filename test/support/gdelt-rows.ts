import { dayFrom, isoOf } from '../../events/calendar.js'
import { seeded } from './seeded.js'

export interface GdeltRowsOptions {
  readonly count: number
  readonly seed: number
  /** Lines of a table of GDELT 2.0 (61 columns, or 62 with a description of the code) that rows are drawn from. */
  readonly sample: readonly string[]
  /** Every row names two states and an act that is read: what takes most room. */
  readonly onlyLeads?: boolean
}

const STATES =
  'NER MLI BFA TCD SEN GHA KEN ETH SOM EGY SDN LBY DZA TUN UKR POL ROM DEU ITA JPN KOR PHL VNM THA IRQ SYR ISR JOR'.split(
    ' ',
  )
const PARTNERS = 'USA RUS FRA CHN GBR TUR IRN ARE IND'.split(' ')
const CODES = [
  '042',
  '043',
  '051',
  '057',
  '071',
  '072',
  '111',
  '112',
  '120',
  '130',
  '163',
  '190',
  '062',
  '100',
] as const

/** Columns of GDELT 2.0 that are drawn together: the first of each group, and how many. */
const GROUPS = [
  [5, 10],
  [15, 10],
  [25, 9],
  [34, 8],
  [42, 8],
  [50, 8],
] as const

/**
 * Rows of GDELT 2.0 with no header: actors, act and places each drawn whole from rows of a sample, ids that go up, days as far
 * from their article as in the sample, addresses of some thousand domains. The same seed gives the same rows.
 */
export function* gdeltRows({ count, seed, sample, onlyLeads = false }: GdeltRowsOptions): Generator<string> {
  const next = seeded(seed)
  const rows = sample.map(line => cellsOf(line))
  const pick = <T>(from: readonly T[]) => from[Math.floor(next() * from.length)]!
  const first = dayFrom(2022, 1, 1)
  for (let n = 0; n < count; n++) {
    const base = pick(rows)
    const row = [...base]
    for (const [from, length] of GROUPS) row.splice(from, length, ...pick(rows).slice(from, from + length))
    const added = first + Math.floor((n / count) * 730)
    const delay = onlyLeads ? Math.floor(next() * 2) : delayOf(base)
    const day = isoOf(added - delay)
    row[0] = String(700_000_000 + n)
    row[1] = day.replaceAll('-', '')
    row[2] = day.slice(0, 7).replace('-', '')
    row[3] = day.slice(0, 4)
    row[59] = `${isoOf(added).replaceAll('-', '')}${String(Math.floor(next() * 96) * 1500).padStart(6, '0')}`
    row[60] = `https://www.paper-${Math.floor(next() * next() * 4000)}.example/world/${Math.floor(next() * 1e9)}/report-of-the-day`
    if (onlyLeads) {
      row[5] = row[7] = pick(STATES)
      row[15] = row[17] = pick(PARTNERS)
      row[26] = pick(CODES)
    }
    yield row.join('\t')
  }
}

/** Without the description of the code that a library adds. */
function cellsOf(line: string): string[] {
  const cells = line.split('\t')
  return cells.length === 62 ? [...cells.slice(0, 27), ...cells.slice(28)] : cells
}

function delayOf(row: readonly string[]): number {
  const dayOf = (text: string) => dayFrom(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6, 8)))
  return Math.max(0, dayOf(row[59]!) - dayOf(row[1]!))
}
