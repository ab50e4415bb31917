import { CsvError, parse } from 'csv-parse/sync'
import type { Row } from './format.js'

export type Delimiter = ',' | '\t' | ';'

export interface Table {
  readonly header: readonly string[]
  readonly rows: readonly Row[]
}

export type TableReading = { readonly ok: true; readonly table: Table } | { readonly ok: false; readonly why: string }

/** The separator of the first line: whichever occurs most often; null when it has one cell. */
export function delimiterOf(line: string): Delimiter | null {
  const bare = line.replace(/"[^"]*"/g, '')
  const counted = ([',', '\t', ';'] as const).map(delimiter => ({ delimiter, count: bare.split(delimiter).length - 1 }))
  const most = counted.reduce((best, one) => (one.count > best.count ? one : best))
  return most.count === 0 ? null : most.delimiter
}

/** The rows of CSV or TSV by the columns of its first line. Blank lines and a byte order mark are nothing. */
export function tableOf(text: string): TableReading {
  const first = text
    .replace(/^\ufeff/, '')
    .trimStart()
    .split(/\r?\n/, 1)[0]!
  const delimiter = delimiterOf(first) ?? ','
  try {
    const records = parse(text, {
      bom: true,
      delimiter,
      trim: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as {
      readonly record: readonly string[]
      readonly info: { readonly lines: number }
    }[]
    const header = (records[0]?.record ?? []).map((cell, at) => (cell === '' ? `column ${at + 1}` : cell))
    const double = header.find((column, at) => header.indexOf(column) !== at)
    if (double !== undefined) return { ok: false, why: `two columns are called "${double}"` }
    const rows = records.slice(1).map(({ record, info }) => ({
      line: info.lines,
      cells: Object.fromEntries(header.map((column, at) => [column, record[at]!])),
    }))
    return { ok: true, table: { header, rows } }
  } catch (error) {
    if (error instanceof CsvError) return { ok: false, why: error.message }
    throw error
  }
}
