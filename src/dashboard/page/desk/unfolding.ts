import { h, put } from '../element.js'
import { retryBox, waiting } from '../notices.js'

/** Something that is asked for and shown when it is unfolded. `what`: how it is called while one waits. */
export function unfolding(
  title: string,
  what: string,
  load: () => Promise<HTMLElement | null>,
  kind = '',
): HTMLDetailsElement {
  const place = h('div')
  async function fill(): Promise<void> {
    put(place, waiting(what))
    try {
      put(place, await load())
    } catch (error) {
      put(
        place,
        retryBox(error, () => void fill()),
      )
    }
  }
  const details = h(
    'details',
    {
      class: kind,
      ontoggle: () => {
        if (details.open && place.childElementCount === 0) void fill()
      },
    },
    h('summary', null, title),
    place,
  )
  return details
}
