import type { Names } from '../data/names.js'
import type { StatusRecord } from '../data/status-record.js'
import type { Basis } from '../data/wire.js'
import type { Day } from '../dates.js'
import type { View } from '../view.js'

export interface EmbedContext {
  readonly record: StatusRecord
  readonly names: Names
  readonly view: View
  readonly at: Day
  readonly legend: HTMLElement
}

/** What an embedded page shows. */
export interface Embedded {
  readonly title: string
  readonly basis: Basis
  readonly element: HTMLElement
  /** Called once it stands in the page. */
  readonly onShown?: () => void
}
