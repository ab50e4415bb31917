import type { Names } from '../data/names.js'
import { h, put } from '../element.js'
import { retryBox, waiting } from '../notices.js'
import type { EventShelf } from '../panel/event-shelf.js'
import { eventLine } from '../panel/source-line.js'

export interface Reports {
  readonly names: Names
  readonly shelf: EventShelf
}

/** `3 reports`, which opens to the reports themselves; they are asked for when it is opened. */
export function reportsOf(ids: readonly string[], { names, shelf }: Reports, what = 'report'): HTMLElement | null {
  if (ids.length === 0) return null
  const list = h('ul', { class: 'driver-events' })
  async function fill(): Promise<void> {
    put(list, h('li', null, waiting('the reports')))
    try {
      const events = await shelf.get(ids)
      put(
        list,
        events.map(event => eventLine(event, names)),
      )
    } catch (error) {
      put(
        list,
        h(
          'li',
          null,
          retryBox(error, () => void fill()),
        ),
      )
    }
  }
  const details = h(
    'details',
    {
      class: 'reports',
      ontoggle: () => {
        if (details.open && list.childElementCount === 0) void fill()
      },
    },
    h('summary', null, `${ids.length} ${what}${ids.length === 1 ? '' : 's'}`),
    list,
  )
  return details
}
