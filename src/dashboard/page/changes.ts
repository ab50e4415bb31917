import type { Dimension } from '../../../events/words.js'
import { type Day, dateText, dayText, isoOf } from './dates.js'
import { h } from './element.js'
import type { Names } from './names.js'
import type { Segment, StatusRecord } from './status-record.js'
import { listText, shortStatus } from './words.js'

/** A segment in words: `Russia`, `contested: France and United States lead`, `none`. */
export function segmentText(segment: Segment | null, names: Names): string {
  if (segment === null) return 'nothing on record'
  const text = shortStatus(segment.status, segment.primary, names)
  if (segment.status !== 'contested' || segment.leaders.length === 0) return text
  return `contested: ${listText(segment.leaders.map(names.of))} ${segment.leaders.length === 1 ? 'leads' : 'lead'}`
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
        // Who leads is known by month; a new status by day.
        const when =
          before.status === 'contested' && segment.status === 'contested'
            ? dateText(isoOf(segment.from).slice(0, 7))
            : dayText(segment.from)
        return { country, before, segment, when }
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
          changes.map(({ country, before, segment, when }) =>
            h(
              'li',
              null,
              h(
                'button',
                { type: 'button', class: 'change-row', onclick: () => onPick(country, segment.from) },
                h('span', { class: 'when' }, when),
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
  return (
    a.status === b.status && a.primary === b.primary && [...a.leaders].sort().join() === [...b.leaders].sort().join()
  )
}
