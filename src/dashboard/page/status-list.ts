import { type Dimension, dimensions } from '../../../events/words.js'
import { dateText } from './dates.js'
import { h } from './element.js'
import type { Names } from './names.js'
import type { CountryAnswer } from './wire.js'
import { DIMENSION_WORDS, listText, shortStatus } from './words.js'

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
