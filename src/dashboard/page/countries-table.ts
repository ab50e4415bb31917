import type { Dimension } from '../../../events/words.js'
import type { Names } from './data/names.js'
import { heldSince, type StatusRecord } from './data/status-record.js'
import { type Day, dayText } from './dates.js'
import { h, put } from './element.js'
import { segmentText } from './panel/changes.js'
import { DIMENSION_WORDS } from './words.js'

/** The map in words: each country on record with its status on the day. */
export function fillCountriesTable(
  place: HTMLElement,
  record: StatusRecord,
  dimension: Dimension,
  at: Day,
  names: Names,
  onPick: (country: string) => void,
): void {
  put(
    place,
    h(
      'table',
      { class: 'countries-table' },
      h('caption', null, `${DIMENSION_WORDS[dimension]} on ${dayText(at)}`),
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          ['Country', 'Status', 'Since'].map(text => h('th', { scope: 'col' }, text)),
        ),
      ),
      h(
        'tbody',
        null,
        record.countries.map(country => {
          const segment = record.at(country, dimension, at)
          const since = heldSince(record, country, dimension, at)
          const isStart = since === null || record.segments(country, dimension)[0]!.from === since
          return h(
            'tr',
            { 'data-country': country },
            h(
              'th',
              { scope: 'row' },
              h('button', { type: 'button', class: 'link', onclick: () => onPick(country) }, names.of(country)),
            ),
            h('td', null, segmentText(segment, names)),
            h('td', { class: 'when' }, isStart ? '–' : dayText(since)),
          )
        }),
      ),
    ),
  )
}
