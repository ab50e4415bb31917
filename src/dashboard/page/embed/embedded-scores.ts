import type { CountryAnswer, HistoryAnswer } from '../data/wire.js'
import { dayOf } from '../dates.js'
import { h } from '../element.js'
import { scoresFigure } from '../export/figures.js'
import { pictureOf } from '../export/save.js'
import { createPalette } from '../map/palette.js'
import { DASHES, leading } from '../timeline/lines.js'
import { spanOfView } from '../timeline/span.js'
import { DIMENSION_WORDS } from '../words.js'
import type { EmbedContext, Embedded } from './embedded.js'

/** The scores of a country over the span of the view. */
export function embeddedScores(
  { record, names, view, at }: EmbedContext,
  { points, basis }: HistoryAnswer & Pick<CountryAnswer, 'basis'>,
): Embedded {
  const country = view.country!
  const { from, to } = spanOfView(record, view)
  const inSpan = points.filter(point => {
    const day = dayOf(point.at)!
    return day >= from && day <= to
  })
  const title = `${names.of(country)}: scores in ${DIMENSION_WORDS[view.dimension].toLowerCase()}`
  const partners = leading(inSpan, view.partner)
  if (partners.length === 0 || inSpan.length < 2) {
    return { title, basis, element: h('p', { class: 'quiet' }, 'No score in this span.') }
  }
  const figure = scoresFigure({
    points: inSpan,
    partners,
    dashes: DASHES,
    country,
    dimension: view.dimension,
    at,
    title,
    basis,
    address: location.href,
    names,
    palette: createPalette(),
  })
  const { svg } = pictureOf({ ...figure, title: '', basis: [] })
  svg.setAttribute('role', 'img')
  svg.setAttribute('aria-label', `${title}: ${partners.map(names.of).join(', ')}`)
  const element = h('div', { class: 'embed-scores' })
  element.append(svg)
  return { title, basis, element }
}
