import type { Dimension } from '../../../../events/words.js'
import type { Names } from '../data/names.js'
import type { CountryAnswer } from '../data/wire.js'
import { dateText } from '../dates.js'
import { h } from '../element.js'
import type { Palette } from '../map/palette.js'
import { type Scale, scaleOf, scoreBar } from '../score-bar.js'
import { scoreText } from '../words.js'

interface Options {
  readonly names: Names
  readonly palette: Palette
  /** The partner whose drivers are open. */
  readonly open: string | null
  /** Open or close the drivers of a partner. */
  readonly onOpen: (partner: string | null) => void
  /** Fill the place under an open partner. */
  readonly onDrivers: (partner: string, place: HTMLElement) => void
}

interface Row {
  readonly partner: string
  readonly roles: readonly string[]
  readonly score: { readonly score: number; readonly low: number; readonly high: number }
}

/** Partners of one dimension, by score, each with its bar, roles and, when open, its drivers; then the allies. */
export function partnerList(answer: CountryAnswer, dimension: Dimension, options: Options): HTMLElement {
  const rows = byScore(
    answer.partners.flatMap(({ partner, roles, scores }) => {
      const score = scores[dimension]
      return score === undefined ? [] : { partner, roles, score }
    }),
  )
  const allies = byScore(
    answer.partners.flatMap(({ partner, alliance }) =>
      alliance === null || dimension !== 'security' ? [] : { partner, roles: ['ally'], score: alliance },
    ),
  )
  const [weighty, slight] = [rows.filter(row => !isSlight(row)), rows.filter(isSlight)]
  const scale = scaleOf([...rows, ...allies].map(({ score }) => score))
  return h(
    'div',
    { class: 'partners' },
    rows.length === 0
      ? h('p', { class: 'quiet' }, `No partner has a score in this dimension on ${dateText(answer.at)}.`)
      : [
          h(
            'ul',
            { class: 'partner-list' },
            weighty.map(row => openRow(row, scale, options)),
          ),
        ],
    slight.length === 0
      ? null
      : h(
          'details',
          { class: 'slight', open: slight.some(({ partner }) => partner === options.open) },
          h('summary', null, `${slight.length} more with a score of 0.00`),
          h(
            'ul',
            { class: 'partner-list' },
            slight.map(row => openRow(row, scale, options)),
          ),
        ),
    allies.length === 0
      ? null
      : [
          h('h4', null, 'Allies, by mutual commitments'),
          h(
            'ul',
            { class: 'partner-list' },
            allies.map(row => h('li', null, h('div', { class: 'partner' }, cells(row, scale, options)))),
          ),
        ],
  )
}

/** Whether a score and its bounds all print as nothing. */
function isSlight({ score: { score, low, high } }: Row): boolean {
  return [score, low, high].every(value => Math.abs(value) < 0.005)
}

function byScore(rows: readonly Row[]): readonly Row[] {
  return [...rows].sort((a, b) => b.score.score - a.score.score)
}

function openRow(row: Row, scale: Scale, options: Options): HTMLElement {
  const { partner } = row
  const isOpen = partner === options.open
  const place = h('div', { class: 'drivers-place', id: `drivers-${partner}`, hidden: !isOpen })
  if (isOpen) options.onDrivers(partner, place)
  const button = h(
    'button',
    {
      type: 'button',
      class: 'partner',
      'data-partner': partner,
      'aria-expanded': String(isOpen),
      'aria-controls': place.id,
      onclick: () => options.onOpen(isOpen ? null : partner),
    },
    cells(row, scale, options),
  )
  return h('li', { class: isOpen ? 'open' : '' }, button, place)
}

function cells({ partner, roles, score }: Row, scale: Scale, { names, palette }: Options): HTMLElement[] {
  return [
    h('span', { class: 'partner-name' }, names.of(partner)),
    h('span', { class: 'roles' }, roles.join(', ')),
    scoreBar(score, scale, palette.of(partner)),
    h('span', { class: 'number' }, scoreText(score.score)),
    h('span', { class: 'number range' }, `${scoreText(score.low)} to ${scoreText(score.high)}`),
  ]
}
