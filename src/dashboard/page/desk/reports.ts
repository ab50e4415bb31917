import type { Names } from '../data/names.js'
import { h } from '../element.js'
import type { EventShelf } from '../panel/event-shelf.js'
import { eventLine } from '../panel/source-line.js'
import { unfolding } from './unfolding.js'

export interface Reports {
  readonly names: Names
  readonly shelf: EventShelf
}

/** `3 reports`, which unfolds to the reports themselves; null where there are none. */
export function reportsOf(ids: readonly string[], { names, shelf }: Reports, before = ''): HTMLElement | null {
  if (ids.length === 0) return null
  const list = async () => {
    const events = await shelf.get(ids)
    return h(
      'ul',
      { class: 'driver-events' },
      events.map(event => eventLine(event, names)),
    )
  }
  const title = `${before} ${ids.length} report${ids.length === 1 ? '' : 's'}`.trim()
  return unfolding(title, 'the reports', list, 'reports')
}
