import type { FootprintAnswer } from '../data/wire.js'
import { dayText } from '../dates.js'
import { h } from '../element.js'
import { createStatusStrip } from '../timeline/status-strip.js'
import { formatView } from '../view.js'
import type { EmbedContext, Embedded } from './embedded.js'
import { paintsOf } from './paints.js'

/** Every country of the record as a row over time; of one power, those in which it ever stood. */
export function embeddedRows(context: EmbedContext, footprint: FootprintAnswer | null): Embedded {
  const { record, names, view, at, legend } = context
  const { painting, shown, from, to, title } = paintsOf(context, footprint)
  const strip = createStatusStrip({
    nameOf: names.of,
    onPick: (country, day) => window.open(`/${formatView({ ...view, country, at: day })}`, '_blank', 'noopener'),
  })
  const rows = record.countries.map(country => ({ country, pieces: painting.pieces(record, country, shown) }))
  const standing = view.power === null ? rows : rows.filter(({ pieces }) => pieces.some(({ hollow }) => !hollow))
  strip.draw(standing, from, to, view.country)
  strip.point(at)
  return {
    title: `${title}, and from ${dayText(from)} to ${dayText(to)}`,
    basis: record.basis,
    element: h('div', { class: 'embed-rows time-track' }, strip.element, legend),
  }
}
