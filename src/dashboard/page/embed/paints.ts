import { alignedOnRecord, partnersOnRecord } from '../data/status-record.js'
import type { FootprintAnswer } from '../data/wire.js'
import { dayText } from '../dates.js'
import { byId } from '../element.js'
import { createFills } from '../map/fills.js'
import { powerLegend, providerLegend } from '../map/legend.js'
import { createPainting } from '../map/painting.js'
import { createPalette } from '../map/palette.js'
import { spanOfView } from '../timeline/span.js'
import { DIMENSION_WORDS } from '../words.js'
import type { EmbedContext } from './embedded.js'

const NO_SERIES = {
  of: async () => [],
  read: async () => {},
  at: () => null,
  known: () => [],
  forget: () => {},
}

/** The paints of an embedded figure, with its key filled in and its title. Scores are not painted: they ask for every host. */
export function paintsOf({ record, names, view, at, legend }: EmbedContext, footprint: FootprintAnswer | null) {
  const palette = createPalette()
  const fills = createFills(byId<SVGDefsElement>('patterns'), palette)
  const painting = createPainting({ fills, names, series: NO_SERIES, footprint: () => footprint })
  const { from, to } = spanOfView(record, view)
  const shown = { ...view, colour: 'primary' as const }
  const aligned = alignedOnRecord(record, view.dimension, from)
  for (const partner of aligned) palette.of(partner)
  const partners = partnersOnRecord(record, view.dimension, from)
  if (view.power !== null) powerLegend(legend, view.power, fills, names)
  else providerLegend(legend, { partners, aligned }, { fills, palette, names })
  const what = view.power === null ? 'who comes first' : `where ${names.of(view.power)} stands`
  return { painting, shown, from, to, title: `${DIMENSION_WORDS[view.dimension]}: ${what} on ${dayText(at)}` }
}
