import type { FootprintAnswer, Outlines } from '../data/wire.js'
import { h } from '../element.js'
import { readWorld } from '../map/world.js'
import { createWorldMap } from '../map/world-map.js'
import { formatView } from '../view.js'
import type { EmbedContext, Embedded } from './embedded.js'
import { paintsOf } from './paints.js'

/** The map of a view; a country leads to its page in a new tab. */
export function embeddedMap(context: EmbedContext, outlines: Outlines, footprint: FootprintAnswer | null): Embedded {
  const { record, names, view, at, legend } = context
  const { painting, shown, title } = paintsOf(context, footprint)
  const map = createWorldMap({
    world: readWorld(outlines),
    nameOf: names.of,
    onSelect: country => window.open(`/${formatView({ ...view, country, at })}`, '_blank', 'noopener'),
  })
  return {
    title,
    basis: record.basis,
    element: h('div', { class: 'embed-map' }, map.element, legend),
    onShown() {
      map.show(record.countries)
      for (const country of record.countries) map.look(country, painting.look(record, country, at, shown))
      map.select(view.country)
    },
  }
}
