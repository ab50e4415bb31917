import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import { jsonLine } from './json-line.js'

/** A column of a table: its name, and what its cells hold; each may be absent. */
export interface TableColumn {
  readonly name: string
  readonly type: 'text' | 'whole' | 'number'
}

export type TableRow = readonly (string | number | null)[]
export type TableFormat = 'json' | 'csv' | 'ndjson' | 'parquet'

export const MEDIA_TYPES: Readonly<Record<TableFormat, string>> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
  ndjson: 'application/x-ndjson; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
}

/** Turns rows into a file, part by part: nothing of what was written is kept. */
export interface RowWriter {
  head(): string | Uint8Array
  rows(rows: readonly TableRow[]): string | Uint8Array
  tail(): string | Uint8Array
}

/**
 * A writer of rows. JSON is `{…head, "rows": [{…}]}` and NDJSON an object a line, absent cells null; CSV is RFC 4180
 * with a header line, absent cells empty; Parquet has a row group for each part, absent cells null.
 */
export function rowWriter(format: TableFormat, columns: readonly TableColumn[], head: object): RowWriter {
  switch (format) {
    case 'json':
      return jsonWriter(columns, head)
    case 'ndjson':
      return {
        head: () => '',
        rows: rows => rows.map(row => `${jsonLine(JSON.stringify(objectOf(columns, row)))}\n`).join(''),
        tail: () => '',
      }
    case 'csv':
      return {
        head: () => csvLine(columns.map(({ name }) => name)),
        rows(rows) {
          let text = ''
          for (const row of rows) text += csvLine(row)
          return text
        },
        tail: () => '',
      }
    case 'parquet':
      return parquetWriter(columns)
  }
}

function csvLine(row: TableRow): string {
  let line = ''
  for (let i = 0; i < row.length; i++) {
    const cell = row[i]!
    if (i > 0) line += ','
    if (typeof cell === 'number') line += cell
    else if (cell !== null) line += NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
  }
  return `${line}\r\n`
}

const NEEDS_QUOTES = /[",\r\n]/

function objectOf(columns: readonly TableColumn[], row: TableRow): Record<string, string | number | null> {
  return Object.fromEntries(columns.map(({ name }, i) => [name, row[i] ?? null]))
}

function jsonWriter(columns: readonly TableColumn[], head: object): RowWriter {
  let before = ''
  return {
    head: () => `${JSON.stringify(head).slice(0, -1)},"rows":[`,
    rows(rows) {
      const text = rows.map(row => JSON.stringify(objectOf(columns, row))).join(',')
      const whole = rows.length === 0 ? '' : before + text
      if (rows.length > 0) before = ','
      return whole
    },
    tail: () => ']}',
  }
}

const PARQUET_TYPES = { text: 'STRING', whole: 'INT32', number: 'DOUBLE' } as const
const SCHEMA = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  whole: { type: 'INT32' },
  number: { type: 'DOUBLE' },
} as const

function parquetWriter(columns: readonly TableColumn[]): RowWriter {
  const bytes = new ByteWriter()
  const schema = columns.map(({ name, type }) => ({ name, repetition_type: 'OPTIONAL' as const, ...SCHEMA[type] }))
  const writer = new ParquetWriter({
    writer: bytes,
    schema: [{ name: 'root', num_children: schema.length }, ...schema],
  })
  return {
    head: () => taken(bytes),
    rows(rows) {
      if (rows.length > 0) {
        const columnData = columns.map(({ name, type }, i) => ({
          name,
          type: PARQUET_TYPES[type],
          data: rows.map(row => row[i] ?? null),
        }))
        writer.write({ columnData, rowGroupSize: rows.length })
      }
      return taken(bytes)
    },
    tail() {
      writer.finish()
      return taken(bytes)
    },
  }
}

/** The bytes written since they were last taken; offsets in the file keep counting. */
function taken(bytes: ByteWriter): Uint8Array {
  const part = new Uint8Array(bytes.buffer.slice(0, bytes.index))
  bytes.index = 0
  return part
}
