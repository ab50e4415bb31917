import type { Names } from '../data/names.js'
import { h, put, s } from '../element.js'
import { scoreText } from '../words.js'
import { type Fills, SCORE_BOUNDS } from './fills.js'

/** The key of the map coloured by primary provider: partners on record, then the states that are no provider. */
export function providerLegend(place: HTMLElement, partners: readonly string[], fills: Fills, names: Names): void {
  put(
    place,
    partners.map(partner =>
      item(fills.ofSegment({ status: 'single', primary: partner, contenders: [] }), names.of(partner)),
    ),
    item(fills.ofStatus('contested'), 'Contested: stripes of those who contend'),
    item(fills.ofStatus('split'), 'Split'),
    item(fills.ofStatus('none'), 'None', 'hollow'),
    item(fills.ofStatus('unknown'), 'Unknown'),
    item('var(--land)', 'Nothing on record', 'plain'),
  )
}

/** The key of the map coloured by score. */
export function scoreLegend(place: HTMLElement, partner: string, fills: Fills, names: Names): void {
  const bounds = [-1, ...SCORE_BOUNDS, 1]
  put(
    place,
    h('span', { class: 'legend-title' }, `Score towards ${names.of(partner)}, by the month while the day moves`),
    bounds
      .slice(1)
      .map((high, i) => item(fills.ofScore((bounds[i]! + high) / 2), `${scoreText(bounds[i]!)} to ${scoreText(high)}`)),
    item(fills.ofScore(null), 'No score'),
  )
}

function item(fill: string, text: string, kind = ''): HTMLElement {
  const rect = s('rect', { x: 0.5, y: 0.5, width: 21, height: 11, rx: 2 })
  rect.style.fill = fill
  return h(
    'span',
    { class: `legend-item ${kind}` },
    s('svg', { class: 'swatch', viewBox: '0 0 22 12', 'aria-hidden': 'true' }, rect),
    text,
  )
}
