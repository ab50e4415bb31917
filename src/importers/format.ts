/** One row under the header of a table: its line in the file, and its cells by column, trimmed. */
export interface Row {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
}

/** An event as a row says it, before it is checked. */
export interface Draft {
  /** What names the event in its data set, the same in every release: the id is made from it. */
  readonly key: string
  /** The fields of the event, without `id` and `claim`. */
  readonly fields: Readonly<Record<string, unknown>>
  /** What differs from the claim that all events of the table share. */
  readonly claim?: Readonly<Record<string, unknown>>
  /** Columns behind a field, by its path with points, so that what is wrong with it can be told of them. */
  readonly columns?: ReadonlyMap<string, string>
}

/** What a row comes to. `omitted`: what it says besides and no event holds. */
export type RowReading =
  | { readonly drafts: readonly Draft[]; readonly omitted?: readonly string[] }
  | { readonly leftOut: string }

/** A data set whose tables are known. */
export interface Format {
  readonly name: string
  /** Of the data set, as it is cited. */
  readonly title: string
  readonly sourceId: string
  /** What a table must have to be read. */
  readonly columns: readonly string[]
  /** How rows are read, from all of them: what names a row, or ends it, may lie in others. */
  readerOf(rows: readonly Row[]): (row: Row) => RowReading
}
