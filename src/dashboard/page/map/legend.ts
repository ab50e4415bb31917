import type { Names } from '../data/names.js'
import type { Role } from '../data/wire.js'
import { h, put, s } from '../element.js'
import { ROLE_WORDS, scoreText } from '../words.js'
import { type Fills, SCORE_BOUNDS } from './fills.js'
import { OTHERS, type Palette } from './palette.js'

interface OnRecord {
  readonly partners: readonly string[]
  /** With the allies of countries without a provider. */
  readonly aligned: readonly string[]
}

interface Painted {
  readonly fills: Fills
  readonly palette: Palette
  readonly names: Names
}

/** What the key lets choose: one power or status that is shown alone. */
export interface Choosing {
  readonly only: string | null
  readonly onOnly: (only: string | null) => void
}

/** The key of the map coloured by primary provider: whoever has a colour of their own, then what is no provider. */
export function providerLegend(
  place: HTMLElement,
  { partners, aligned }: OnRecord,
  painted: Painted,
  choosing: Choosing | null = null,
): void {
  const { fills, palette, names } = painted
  const known = aligned.filter(id => palette.of(id) !== OTHERS)
  const paint = (id: string) =>
    partners.includes(id)
      ? fills.ofSegment({ status: 'single', primary: id, contenders: [], allies: [] })
      : fills.ofAlliance(id)
  const choice = (id: string, fill: string, text: string, kind = '') => chooser(item(fill, text, kind), id, choosing)
  put(
    place,
    known.map(id => choice(id, paint(id), names.of(id))),
    known.length < aligned.length ? item(`var(${OTHERS})`, 'Others, named on the map') : null,
    aligned.length > 0
      ? item(fills.ofAlliance(known[0] ?? aligned[0]!), 'Alliance without a provider: light, hatched', 'alliance')
      : null,
    choice('contested', fills.ofStatus('contested'), 'Contested: stripes of those who contend'),
    choice('split', fills.ofStatus('split'), 'Split'),
    choice('none', fills.ofStatus('none'), 'No provider', 'hollow'),
    choice('unknown', fills.ofStatus('unknown'), 'Unknown'),
    item('var(--land)', 'Nothing on record', 'plain'),
    choosing === null || choosing.only === null
      ? null
      : h(
          'button',
          { type: 'button', class: 'link', id: 'show-all', onclick: () => choosing.onOnly(null) },
          'Show all',
        ),
  )
}

/** An entry of the key that shows what it stands for alone, and all again when it is chosen again. */
function chooser(entry: HTMLElement, id: string, choosing: Choosing | null): HTMLElement {
  if (choosing === null) return entry
  const { only, onOnly } = choosing
  return h(
    'button',
    {
      type: 'button',
      class: `${entry.className} chooser`,
      id: `only-${id}`,
      title: only === id ? 'Show all' : 'Show this alone',
      'aria-pressed': String(only === id),
      onclick: () => onOnly(only === id ? null : id),
    },
    [...entry.childNodes],
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

/** The key of the map of one power: the roles that it has in hosts. */
export function powerLegend(place: HTMLElement, power: string, fills: Fills, names: Names): void {
  put(
    place,
    h('span', { class: 'legend-title' }, `${names.of(power)}`),
    ROLES.map(role => item(fills.ofRole(role, power), ROLE_WORDS[role])),
    item(fills.ofRole(null, power), 'Lost since the other date'),
    item('var(--paper)', 'Does not stand there', 'hollow'),
    item('var(--land)', 'Nothing on record', 'plain'),
  )
}

const ROLES: readonly Role[] = ['primary', 'contender', 'provider', 'ally', 'disputed']

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
