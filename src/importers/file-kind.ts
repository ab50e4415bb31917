import { delimiterOf } from './table.js'

/** What the beginning of a file shows it to be. */
export type FileKind =
  | { readonly kind: 'ndjson' }
  | { readonly kind: 'json-array' }
  | { readonly kind: 'table'; readonly form: 'CSV' | 'TSV'; readonly header: string }
  /** A kind of file that no part of this program reads, and what to do instead. */
  | { readonly kind: 'foreign'; readonly what: string; readonly instead: string }

const AS_CSV = 'save the sheet as CSV (UTF-8) and convert that: entente convert --help'

/** Beginnings by which files of other kinds are known. */
const foreign: readonly (readonly [bytes: readonly number[], what: string, instead: string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'an XLSX workbook (or another ZIP archive)', AS_CSV],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an XLS workbook', AS_CSV],
  [[0x1f, 0x8b], 'compressed (gzip)', 'unpack it first: gunzip'],
  [[0xff, 0xfe], 'text in UTF-16', 'save it as UTF-8'],
  [[0xfe, 0xff], 'text in UTF-16', 'save it as UTF-8'],
  [[0x50, 0x41, 0x52, 0x31], 'a Parquet file', 'write it out as CSV and convert that: entente convert --help'],
]

/** What a file is, from its first bytes. What is no table is taken for NDJSON: its lines are then told one by one. */
export function fileKindOf(head: Uint8Array): FileKind {
  const found = foreign.find(([bytes]) => bytes.every((byte, at) => head[at] === byte))
  if (found !== undefined) return { kind: 'foreign', what: found[1], instead: found[2] }
  const text = new TextDecoder()
    .decode(head)
    .replace(/^\ufeff/, '')
    .trimStart()
  if (text.startsWith('[')) return { kind: 'json-array' }
  if (text === '' || text.startsWith('{')) return { kind: 'ndjson' }
  const [header = '', next = ''] = text.split(/\r?\n/).filter(line => line.trim() !== '')
  const delimiter = delimiterOf(header)
  const isTable = delimiter !== null && !header.includes('{') && (next === '' || delimiterOf(next) !== null)
  return isTable ? { kind: 'table', form: delimiter === '\t' ? 'TSV' : 'CSV', header } : { kind: 'ndjson' }
}
