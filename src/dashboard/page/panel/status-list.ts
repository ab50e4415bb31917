import { type Dimension, dimensions } from '../../../../events/words.js'
import type { Names } from '../data/names.js'
import { heldSince, type StatusRecord } from '../data/status-record.js'
import type { CountryAnswer } from '../data/wire.js'
import { type Day, dayOf, dayText } from '../dates.js'
import { h } from '../element.js'
import { DIMENSION_WORDS, fewText, listText, shortStatus } from '../words.js'
import { segmentText } from './changes.js'

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
      return `No provider reaches the threshold${allied(state, names)}`
    default:
      return `Unknown: the record does not cover this day${allied(state, names)}`
  }
}

function allied({ alignedWith }: DimensionState, names: Names): string {
  return alignedWith.length === 0 ? '' : `; allied with ${fewText(alignedWith.map(names.of))}`
}

interface Options {
  readonly names: Names
  readonly record: StatusRecord
  readonly at: Day
  readonly onDimension: (to: Dimension) => void
  /** Show the reports of a day. */
  readonly onDay: (day: Day) => void
}

/** The four dimensions in words, the chosen one first to the eye, each with since when and what was before. */
export function statusList(answer: CountryAnswer, dimension: Dimension, options: Options): HTMLElement {
  const { names, onDimension } = options
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
          { type: 'button', class: 'dimension', 'aria-pressed': String(current), onclick: () => onDimension(name) },
          DIMENSION_WORDS[name],
        ),
        h(
          'div',
          null,
          h('p', { class: `status-words ${state.status}` }, statusSentence(state, names)),
          h('p', { class: 'since' }, sinceLine(answer, name, options)),
        ),
      )
    }),
  )
}

/** Since when, among whom since when, whether that is settled, and what was before; days lead to their reports. */
function sinceLine(answer: CountryAnswer, dimension: Dimension, { names, record, at, onDay }: Options) {
  const { since, provisional, previous, contenders } = answer.dimensions[dimension]
  if (since === null) return null
  const start = dayOf(since)!
  const day = (to: Day) =>
    h(
      'button',
      { type: 'button', class: 'link', title: 'Show the reports of that time', onclick: () => onDay(to) },
      dayText(to),
    )
  const held = contenders.length > 0 ? heldSince(record, answer.country, dimension, at) : null
  const before = record.at(answer.country, dimension, start - 1)
  const isKnown = before !== null && before.status === previous?.status && before.primary === previous.primary
  return [
    'Since ',
    day(start),
    held !== null && held > start && answer.dimensions[dimension].primary === null
      ? [', among these since ', day(held)]
      : null,
    provisional ? ', provisional' : null,
    previous === null
      ? null
      : ` · before: ${isKnown ? segmentText(before, names) : shortStatus(previous.status, previous.primary, names)}`,
  ]
}
