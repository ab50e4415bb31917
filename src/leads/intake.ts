import { fileKindOf } from '../importers/file-kind.js'
import type { Row } from '../importers/format.js'
import { faultsOfMapping, type Mapping } from '../importers/mapping.js'
import type { LeadFormat } from './formats/format.js'
import { hashOf, mapped } from './formats/mapped.js'
import { leadFormats } from './formats.js'
import { EXTERNAL_ID, type LeadFormatName, type LeadRow } from './lead.js'
import type { LeadStore, TakenRow } from './store.js'
import { rowsOfCsv, rowsOfLines, TableError, type TableRow } from './table-rows.js'

/** What became of a row of a table. A row that a mapping makes several leads of has an outcome for each. */
export type RowOutcome = { readonly line: number } & (
  | TakenRow
  | { readonly outcome: 'left-out' | 'refused'; readonly reason: string }
)

export interface IntakeOptions {
  /** Null: by the columns of the table, or by its width. */
  readonly format: LeadFormatName | null
  /** What the columns mean, for `csv`. */
  readonly mapping: Mapping | null
  /** Keep rows that are dated long before their article. */
  readonly oldDates: boolean
}

/**
 * Take the rows of a table into the store, in groups as they come: all that is kept of a table while it is read is a group. Throws
 * TableError where it cannot be read on; what was taken before stays, and a repeated import goes over it.
 */
export async function* intake(
  source: AsyncIterable<Uint8Array>,
  options: IntakeOptions,
  store: LeadStore,
): AsyncGenerator<readonly RowOutcome[]> {
  const { head, whole } = await peeked(source)
  const given = fileKindOf(head)
  if (given.kind === 'foreign') throw new TableError(1, `the file is ${given.what}: ${given.instead}`)
  const formats = leadFormats(options)
  const named = formats.find(({ name }) => name === options.format)
  const isLines =
    options.mapping === null && (named === undefined ? looksLikeLines(head, formats) : named.rows === 'lines')
  const groups = isLines ? rowsOfLines(whole) : rowsOfCsv(whole)
  let table: Table | null = null
  let waiting: TableRow[] = []
  for await (const rows of groups) {
    let body = rows
    if (table === null) {
      table = tableOf(rows[0]!, options, named, formats)
      if (table.hasHeader) body = rows.slice(1)
    }
    waiting.push(...body)
    if (waiting.length < ROWS_AT_ONCE) continue
    yield taken(table, waiting, store)
    waiting = []
  }
  if (table !== null && waiting.length > 0) yield taken(table, waiting, store)
  if (table === null) throw new TableError(1, 'the table is empty')
  store.settle()
}

interface Table {
  readonly format: LeadFormatName
  readonly columns: readonly string[]
  readonly hasHeader: boolean
  read(row: TableRow): readonly LeadRow[] | { readonly leftOut: string } | { readonly refused: string }
}

function tableOf(
  first: TableRow,
  { mapping }: IntakeOptions,
  named: LeadFormat | undefined,
  formats: readonly LeadFormat[],
): Table {
  if (mapping !== null) return mappedTable(first, mapping)
  const isHeaderOf = (format: LeadFormat) => format.columns.every(column => first.cells.includes(column))
  const format = named ?? formats.find(isHeaderOf) ?? formats.find(one => one.columnsByWidth?.(first.cells) != null)
  if (format === undefined) {
    throw new TableError(first.line, `these are the columns of no table that is known: ${shown(first.cells)}`)
  }
  const hasHeader = isHeaderOf(format)
  const columns = hasHeader ? first.cells : (format.columnsByWidth?.(first.cells) ?? null)
  if (columns === null) {
    const missing = format.columns.filter(column => !first.cells.includes(column))
    throw new TableError(
      first.line,
      `no table of ${format.name}: ${missing.join(', ')} missing in ${first.cells.length} columns`,
    )
  }
  const places = new Map(columns.map((column, at) => [column, at]))
  return {
    format: format.name,
    columns,
    hasHeader,
    read({ cells }) {
      const filled = cells.length > columns.length && cells.slice(columns.length).every(cell => cell === '')
      if (cells.length !== columns.length && !filled) {
        return { refused: `has ${cells.length} cells where the table has ${columns.length}` }
      }
      const reading = format.read(column => {
        const at = places.get(column)
        return at === undefined ? '' : cells[at]!
      })
      return 'suggested' in reading ? [reading] : reading
    },
  }
}

function mappedTable({ line, cells: columns }: TableRow, mapping: Mapping): Table {
  const faults = faultsOfMapping(mapping, columns)
  if (faults.length > 0) throw new TableError(line, faults.join('; '))
  const read = mapped(mapping)
  return {
    format: 'csv',
    columns,
    hasHeader: true,
    read({ line, cells }) {
      if (cells.length !== columns.length) {
        return { refused: `has ${cells.length} cells where the table has ${columns.length}` }
      }
      const row: Row = { line, cells: Object.fromEntries(columns.map((column, at) => [column, cells[at]!])) }
      return read(row)
    },
  }
}

function taken(table: Table, rows: readonly TableRow[], store: LeadStore): RowOutcome[] {
  const outcomes: RowOutcome[] = []
  const leads: { readonly values: readonly string[]; readonly lead: LeadRow; readonly at: number }[] = []
  for (const row of rows) {
    const reading = table.read(row)
    const { line } = row
    if ('leftOut' in reading) outcomes.push({ line, outcome: 'left-out', reason: reading.leftOut })
    else if ('refused' in reading) outcomes.push({ line, outcome: 'refused', reason: reading.refused })
    else {
      for (const lead of reading) {
        leads.push({ values: row.cells, lead: named(lead), at: outcomes.length })
        outcomes.push({ line, outcome: 'refused', reason: '' })
      }
    }
  }
  if (leads.length === 0) return outcomes
  const results = store.take({ format: table.format, columns: table.columns, rows: leads })
  for (const [i, { at }] of leads.entries()) outcomes[at] = { line: outcomes[at]!.line, ...results[i]! }
  return outcomes
}

/** What a source calls a row may not fit into an address. */
function named(lead: LeadRow): LeadRow {
  return EXTERNAL_ID.test(lead.externalId) ? lead : { ...lead, externalId: hashOf(lead.externalId) }
}

function looksLikeLines(head: Uint8Array, formats: readonly LeadFormat[]): boolean {
  const [line = ''] = new TextDecoder()
    .decode(head)
    .replace(/^\ufeff/, '')
    .split(/\r?\n/, 1)
  const cells = line.split('\t')
  const isOf = (format: LeadFormat) =>
    format.columns.every(column => cells.includes(column)) || format.columnsByWidth?.(cells) != null
  return formats.some(format => format.rows === 'lines' && isOf(format))
}

function shown(cells: readonly string[]): string {
  const text = cells.slice(0, 12).join(', ')
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}

/** The first bytes of a source, and the source with them. */
async function peeked(source: AsyncIterable<Uint8Array>) {
  const chunks = source[Symbol.asyncIterator]()
  const first: Buffer[] = []
  let length = 0
  while (length < HEAD) {
    const next = await chunks.next()
    if (next.done) break
    first.push(Buffer.from(next.value))
    length += next.value.length
    if (first.at(-1)!.includes(0x0a)) break
  }
  const head = Buffer.concat(first)
  async function* whole() {
    yield head as Uint8Array
    yield* { [Symbol.asyncIterator]: () => chunks }
  }
  return { head, whole: whole() }
}

const HEAD = 64 * 1024
/** Rows that are written together: a write costs as much for a few. */
const ROWS_AT_ONCE = 256
