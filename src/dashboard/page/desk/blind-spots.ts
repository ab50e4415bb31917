import type { BlindSpotsAnswer } from '../data/wire.js'
import { dayText, isoOf } from '../dates.js'
import { h } from '../element.js'
import { standpointOf } from '../view.js'
import { DIMENSION_WORDS } from '../words.js'
import { basisLine } from './basis-line.js'
import { blindSpotsOf } from './blind-spots-list.js'
import type { DeskView } from './desk-view.js'

/** Where the record is blind on the day, over all hosts, in the dimension that the page shows. */
export const blindSpotsView: DeskView = async ({ client, navigation, names, shelf, day }, { signal, minPosition }) => {
  const view = navigation.view()
  const answer = await client.get<BlindSpotsAnswer>(
    '/v1/blind-spots',
    { at: isoOf(day()), ...standpointOf(view), minPosition },
    signal,
  )
  const inDimension = {
    ...answer,
    silent: answer.silent.filter(({ dimension }) => dimension === view.dimension),
    uncovered: answer.uncovered.filter(({ dimension }) => dimension === view.dimension),
  }
  return h(
    'div',
    null,
    h('h2', null, 'Blind spots'),
    h('p', { class: 'subtitle' }, `${DIMENSION_WORDS[view.dimension]}, ${dayText(day())}`),
    h('p', { class: 'hint' }, 'Where the record is silent or rests on little. Unknown is not none.'),
    blindSpotsOf(inDimension, { names, shelf, onCountry: country => navigation.go({ country }) }),
    basisLine(answer.basis),
  )
}
