import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Database } from 'better-sqlite3'
import type { Suggested } from '../lead.js'

/** What is kept of a row: its cells, and what was read from them. */
export interface KeptRow {
  readonly values: readonly string[]
  readonly suggested: Suggested
  readonly doubts: readonly string[]
}

/** Rows of one table under one header. */
interface Block {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly [values: readonly string[], suggested: Suggested, doubts: readonly string[]])[]
}

/** Rows in a block: enough that they compress well, few enough that one of them is read quickly. */
export const ROWS_IN_BLOCK = 32

/** A row as a block holds it. */
export function keptText({ values, suggested, doubts }: KeptRow): string {
  return JSON.stringify([values, suggested, doubts])
}

/** Higher levels take twice the time for a tenth of the room. */
const LEVEL = 1

export interface Blocks {
  /** Keep rows together, each as `keptText` has it; the number of the block. */
  write(columns: readonly string[], rows: readonly string[]): number
  read(bid: number, place: number): KeptRow & { readonly row: Readonly<Record<string, string>> }
}

export function blocksOf(db: Database): Blocks {
  const insert = db.prepare<[Buffer]>('INSERT INTO blocks (content) VALUES (?)')
  const select = db.prepare<[number], Buffer>('SELECT content FROM blocks WHERE bid = ?').pluck()
  // Rows of one page mostly lie in a few blocks.
  let last: { readonly bid: number; readonly block: Block } | null = null

  function blockOf(bid: number): Block {
    if (last?.bid === bid) return last.block
    const content = select.get(bid)
    if (content === undefined) throw new TypeError(`the file of leads lacks block ${bid}`)
    const block = JSON.parse(inflateRawSync(content).toString('utf8')) as Block
    last = { bid, block }
    return block
  }

  return {
    write(columns, rows) {
      const text = `{"columns":${JSON.stringify(columns)},"rows":[${rows.join(',')}]}`
      return Number(insert.run(deflateRawSync(text, { level: LEVEL })).lastInsertRowid)
    },
    read(bid, place) {
      const { columns, rows } = blockOf(bid)
      const [values, suggested, doubts] = rows[place]!
      const filled = columns.flatMap((column, at) => (values[at] ? [[column, values[at]] as const] : []))
      return { values, suggested, doubts, row: Object.fromEntries(filled) }
    },
  }
}
