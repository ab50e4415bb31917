import type { Dimension } from '../../../events/words.js'
import { type Day, dayText } from './dates.js'
import { h } from './element.js'
import type { Names } from './names.js'
import type { Segment, StatusRecord } from './status-record.js'
import { listText, shortStatus } from './words.js'

/** A segment in words: `Russia`, `contested: France and United States`, `none`. */
export function segmentText(segment: Segment | null, names: Names): string {
  if (segment === null) return 'nothing on record'
  const text = shortStatus(segment.status, segment.primary, names)
  return segment.contenders.length === 0 ? text : `${text}: ${listText(segment.contenders.map(names.of))}`
}

const MOST = 14

/** The latest changes of status up to a day, over all countries: what to look at first. */
export function changesView(
  record: StatusRecord,
  dimension: Dimension,
  at: Day,
  names: Names,
  onPick: (country: string, day: Day) => void,
): HTMLElement {
  const changes = record.countries
    .flatMap(country => {
      const segments = record.segments(country, dimension)
      return segments.flatMap((segment, i) => {
        const before = segments[i - 1]
        if (before === undefined || segment.from > at || isSame(before, segment)) return []
        return { country, before, segment }
      })
    })
    .sort((a, b) => b.segment.from - a.segment.from)
    .slice(0, MOST)
  return h(
    'section',
    { class: 'changes-view' },
    h('h2', null, 'Latest changes'),
    h(
      'p',
      { class: 'quiet' },
      `Up to ${dayText(at)}. Choose a country on the map, in the rows or in the search to see why.`,
    ),
    changes.length === 0
      ? h('p', { class: 'quiet' }, 'No change of status up to this day.')
      : h(
          'ol',
          { class: 'change-rows' },
          changes.map(({ country, before, segment }) =>
            h(
              'li',
              null,
              h(
                'button',
                { type: 'button', class: 'change-row', onclick: () => onPick(country, segment.from) },
                h('span', { class: 'when' }, dayText(segment.from)),
                h('span', { class: 'where' }, names.of(country)),
                h(
                  'span',
                  { class: 'turn' },
                  `${segmentText(before, names)} → `,
                  h('strong', null, segmentText(segment, names)),
                ),
              ),
            ),
          ),
        ),
  )
}

function isSame(a: Segment, b: Segment): boolean {
  const of = ({ status, primary, contenders }: Segment) => [status, primary, ...[...contenders].sort()].join()
  return of(a) === of(b)
}
