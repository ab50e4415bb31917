import type { Client } from '../data/client.js'
import type { Names } from '../data/names.js'
import type { FootprintAnswer } from '../data/wire.js'
import type { Day } from '../dates.js'
import type { EventShelf } from '../panel/event-shelf.js'
import type { Navigation } from '../view.js'

export interface DeskContext {
  readonly client: Client
  readonly navigation: Navigation
  readonly names: Names
  readonly shelf: EventShelf
  /** The day that the page shows. */
  readonly day: () => Day
  /** Powers on record, those that stand longest first. */
  readonly powers: () => readonly string[]
  readonly onFootprint: (answer: FootprintAnswer) => void
}

/** A view of the desk: asks for what it needs, and gives up when the signal says so. */
export type DeskView = (
  context: DeskContext,
  question: { readonly signal: AbortSignal; readonly minPosition: string | null },
) => Promise<HTMLElement>
