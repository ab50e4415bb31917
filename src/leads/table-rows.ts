import { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { CsvError, parse } from 'csv-parse'
import { delimiterOf } from '../importers/table.js'

/** One row of a table: the number of its line in the file, and its cells. */
export interface TableRow {
  readonly line: number
  readonly cells: readonly string[]
}

/** The table cannot be read on: no rows come after. */
export class TableError extends Error {
  readonly line: number
  constructor(line: number, message: string) {
    super(message)
    this.name = 'TableError'
    this.line = line
  }
}

/** No row of any of these tables is nearly as long; what is longer is no table. */
const LONGEST_ROW = 1024 * 1024

/**
 * Rows of a table whose cells are parted by tabs and never quoted, a line each, in groups as they come. Blank lines, CRLF and a
 * byte order mark are nothing. Bytes that are no UTF-8 are read as U+FFFD: such feeds hold a few.
 */
export async function* rowsOfLines(source: AsyncIterable<Uint8Array>): AsyncGenerator<readonly TableRow[]> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let line = 0
  for await (const chunk of source) {
    const rows: TableRow[] = []
    const lines = (rest + decoder.write(chunk)).split('\n')
    rest = lines.pop()!
    if (rest.length > LONGEST_ROW) throw new TableError(line + 1, 'a row is longer than a million characters')
    for (const text of lines) add(rows, text)
    if (rows.length > 0) yield rows
  }
  const rows: TableRow[] = []
  add(rows, rest + decoder.end())
  if (rows.length > 0) yield rows

  function add(rows: TableRow[], text: string): void {
    line++
    const bare = text.endsWith('\r') ? text.slice(0, -1) : text
    if (bare.trim() === '') return
    rows.push({ line, cells: (line === 1 ? bare.replace(/^\ufeff/, '') : bare).split('\t') })
  }
}

/** Rows of CSV, whose cells may be quoted and hold line breaks. What parts them is what the first line has most of. */
export async function* rowsOfCsv(source: AsyncIterable<Uint8Array>): AsyncGenerator<readonly TableRow[]> {
  const chunks = source[Symbol.asyncIterator]()
  let head = Buffer.alloc(0)
  while (!head.includes(0x0a) && head.length <= LONGEST_ROW) {
    const next = await chunks.next()
    if (next.done) break
    head = Buffer.concat([head, next.value])
  }
  const [first = ''] = head.toString('utf8').trimStart().split('\n', 1)
  async function* whole() {
    yield head
    yield* { [Symbol.asyncIterator]: () => chunks }
  }
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(first) ?? ',',
    trim: true,
    info: true,
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: LONGEST_ROW,
  })
  const read = Readable.from(whole())
    .on('error', error => parser.destroy(error))
    .pipe(parser)
  let rows: TableRow[] = []
  try {
    for await (const { record, info } of read as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      rows.push({ line: info.lines, cells: record })
      if (rows.length < ROWS_AT_ONCE) continue
      yield rows
      rows = []
    }
  } catch (error) {
    if (rows.length > 0) yield rows
    if (error instanceof CsvError) throw new TableError(parser.info.lines, error.message)
    throw error
  }
  if (rows.length > 0) yield rows
}

const ROWS_AT_ONCE = 200
