/** A picture that stands on its own: its drawing, and what it shows and rests on in words. */
export interface Figure {
  /** Of the file, without its ending. */
  readonly name: string
  readonly title: string
  /** The lines printed under the drawing: what it rests on, and where it is from. */
  readonly basis: readonly string[]
  /** The same as a table. */
  readonly table: Table
  readonly draw: () => Drawing
}

export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

/** An SVG element whose colours and fonts no longer hang on the page. */
export interface Drawing {
  readonly content: SVGElement
  readonly width: number
  readonly height: number
}

/** What a figure can be saved as. */
export type Format = 'svg' | 'png' | 'csv'
