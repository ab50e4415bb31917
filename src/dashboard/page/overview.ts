import { type Dimension, dimensions } from '../../../events/words.js'
import { dateText } from './dates.js'
import { h, put } from './element.js'
import type { Names } from './names.js'
import type { Palette } from './palette.js'
import { scoreBar } from './score-bar.js'
import type { CountryAnswer } from './wire.js'
import { DIMENSION_WORDS, listText, scoreText, shortStatus } from './words.js'

type DimensionState = CountryAnswer['dimensions'][Dimension]

/** The status of a dimension as a sentence. */
export function statusSentence(state: DimensionState, names: Names): string {
  const { status, primary, contenders, disputed } = state
  const contender = (id: string) => (disputed.includes(id) ? `${names.of(id)} (disputed presence)` : names.of(id))
  switch (status) {
    case 'single':
      return `${names.of(primary ?? '')} is the primary provider`
    case 'contested':
      return `Contested: ${listText(contenders.map(contender))}`
    case 'split':
      return 'Split: rival authorities have different primary providers'
    case 'none':
      return 'No provider reaches the threshold'
    default:
      return 'Unknown: the record does not cover this day'
  }
}

/** Since when, whether that is settled, and what was before. */
export function sinceSentence({ since, provisional, previous }: DimensionState, names: Names): string {
  const parts = []
  if (since !== null) parts.push(`Since ${dateText(since)}${provisional ? ', provisional' : ''}`)
  if (previous !== null) parts.push(`before: ${shortStatus(previous.status, previous.primary, names)}`)
  return parts.join(' · ')
}

export function statusList(
  answer: CountryAnswer,
  dimension: Dimension,
  names: Names,
  choose: (to: Dimension) => void,
): HTMLElement {
  return h(
    'ul',
    { class: 'status-list' },
    dimensions.map(name => {
      const state = answer.dimensions[name]
      const current = name === dimension
      return h(
        'li',
        { class: current ? 'current' : '' },
        h(
          'button',
          { type: 'button', class: 'dimension', 'aria-pressed': String(current), onclick: () => choose(name) },
          DIMENSION_WORDS[name],
        ),
        h(
          'div',
          null,
          h('p', { class: `status-words ${state.status}` }, statusSentence(state, names)),
          h('p', { class: 'since' }, sinceSentence(state, names)),
        ),
      )
    }),
  )
}

interface PartnerOptions {
  readonly names: Names
  readonly palette: Palette
  readonly open: string | null
  /** Open or close the drivers of a partner. */
  readonly onOpen: (partner: string | null) => void
  /** Fill the place under an open partner. */
  readonly onDrivers: (partner: string, place: HTMLElement) => void
}

/** Partners of one dimension, by score, each with its bar, roles and, when open, its drivers. */
export function partnerList(answer: CountryAnswer, dimension: Dimension, options: PartnerOptions): HTMLElement {
  const rows = answer.partners
    .filter(({ scores }) => scores[dimension] !== undefined)
    .sort((a, b) => b.scores[dimension]!.score - a.scores[dimension]!.score)
  const allies = answer.partners.filter(({ alliance }) => alliance !== null)
  if (rows.length === 0 && allies.length === 0) {
    return h('p', { class: 'quiet' }, `Nothing on record in this dimension on ${dateText(answer.at)}.`)
  }
  return h(
    'div',
    { class: 'partners' },
    rows.length === 0
      ? h('p', { class: 'quiet' }, 'No partner has a score in this dimension.')
      : h(
          'ul',
          { class: 'partner-list' },
          rows.map(({ partner, roles, scores }) => partnerRow(partner, roles, scores[dimension]!, options)),
        ),
    dimension === 'security' && allies.length > 0 ? allyList(answer, options) : null,
  )
}

function partnerRow(
  partner: string,
  roles: readonly string[],
  score: Parameters<typeof scoreBar>[0] & { share: number },
  options: PartnerOptions,
) {
  const { names, palette, open, onOpen, onDrivers } = options
  const isOpen = partner === open
  const place = h('div', { class: 'drivers-place', id: `drivers-${partner}`, hidden: !isOpen })
  if (isOpen) onDrivers(partner, place)
  const button = h(
    'button',
    {
      type: 'button',
      class: 'partner',
      'data-partner': partner,
      'aria-expanded': String(isOpen),
      'aria-controls': `drivers-${partner}`,
      onclick: () => onOpen(isOpen ? null : partner),
    },
    h('span', { class: 'partner-name' }, names.of(partner)),
    h('span', { class: 'roles' }, roles.join(', ')),
    scoreBar(score, palette.of(partner)),
    h('span', { class: 'number' }, scoreText(score.score)),
    h('span', { class: 'number range' }, `${scoreText(score.low)} to ${scoreText(score.high)}`),
  )
  return h('li', { class: isOpen ? 'open' : '' }, button, place)
}

function allyList(answer: CountryAnswer, { names, palette }: PartnerOptions): HTMLElement {
  const allies = answer.partners.flatMap(({ partner, alliance }) => (alliance === null ? [] : { partner, alliance }))
  return h(
    'div',
    { class: 'allies' },
    h('h4', null, 'Allies, by mutual commitments'),
    h(
      'ul',
      { class: 'partner-list' },
      allies
        .sort((a, b) => b.alliance.score - a.alliance.score)
        .map(({ partner, alliance }) =>
          h(
            'li',
            null,
            h(
              'div',
              { class: 'partner' },
              h('span', { class: 'partner-name' }, names.of(partner)),
              h('span', { class: 'roles' }, 'ally'),
              scoreBar(alliance, palette.of(partner)),
              h('span', { class: 'number' }, scoreText(alliance.score)),
              h('span', { class: 'number range' }, `${scoreText(alliance.low)} to ${scoreText(alliance.high)}`),
            ),
          ),
        ),
    ),
  )
}

export { put }
