import type { Steps } from '../../projections/values/steps.js'
import { rowWriter, type TableColumn, type TableRow } from '../wire/rows.js'

/** The JSON text of an answer of type T in pieces: between any two of them others may have their turn. */
export interface Pieces<T = unknown> extends Generator<string, void> {
  /** Type only, never set: what the text parses as. */
  readonly reads?: T
}

/**
 * An object whose last field is a list that may be long, with a piece for each entry; null stands for work without one.
 */
export function withList<H extends object, N extends string, E extends object>(
  head: H,
  name: N,
  entries: Iterable<E | null>,
): Pieces<H & { readonly [K in N]: readonly E[] }> {
  return texts(head, name, entries)
}

function* texts(head: object, name: string, entries: Iterable<object | null>): Generator<string, void> {
  let before = `${JSON.stringify(head).slice(0, -1)},"${name}":[`
  for (const entry of entries) {
    if (entry === null) {
      yield ''
      continue
    }
    yield before + JSON.stringify(entry)
    before = ','
  }
  yield before === ',' ? ']}' : `${before}]}`
}

/** Rows that are made into text at a time. */
const ROWS_A_PIECE = 100

/** A table in CSV in pieces; null stands for work without a row. */
export function* csvTable(columns: readonly TableColumn[], rows: Iterable<TableRow | null>): Pieces<string> {
  const writer = rowWriter('csv', columns, {})
  let part: TableRow[] = []
  let before = String(writer.head())
  for (const row of rows) {
    if (row !== null) part.push(row)
    if (row === null || part.length < ROWS_A_PIECE) {
      yield ''
      continue
    }
    yield before + String(writer.rows(part))
    before = ''
    part = []
  }
  yield before + String(writer.rows(part))
}

/** Steps that bring no entry. */
export function* silently<T>(steps: Steps<T>): Generator<null, T> {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    yield null
  }
}

/** An answer that is one text, once all steps towards it are done. */
export function* afterSteps<T>(steps: Steps<T>): Pieces<T> {
  const answer = yield* quietly(steps)
  yield JSON.stringify(answer)
}

/** Steps that bring no text. */
export function* quietly<T>(steps: Steps<T>): Generator<string, T> {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    yield ''
  }
}

/** All of it, in one go, read again. */
export function wholeOf<T>(pieces: Pieces<T>): T {
  return JSON.parse([...pieces].join('')) as T
}
