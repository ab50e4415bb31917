import type { Dimension } from '../../../../events/words.js'
import type { Names } from '../data/names.js'
import { isSameStanding, type Segment, type StatusRecord } from '../data/status-record.js'
import { type Day, dayText } from '../dates.js'
import { h } from '../element.js'
import { fewText, listText, shortStatus } from '../words.js'

/**
 * A segment in words: `Russia`, `contested: France and United States`, `France, disputed`, `no provider, allied with
 * NATO`.
 */
export function segmentText(segment: Segment | null, names: Names): string {
  if (segment === null) return 'nothing on record'
  const { status, primary, contenders, allies } = segment
  const text = shortStatus(status, primary, names)
  if (allies.length > 0) return `${text}, allied with ${fewText(allies.map(names.of))}`
  // A single contender means that its presence is disputed.
  if (contenders.length === 1) return `${names.of(contenders[0]!)}, disputed`
  return contenders.length === 0 ? text : `${text}: ${listText(contenders.map(names.of))}`
}

interface StatusChange {
  readonly country: string
  readonly before: Segment
  readonly segment: Segment
}

type Pick = (country: string, day: Day) => void

const MOST = 14
const MOST_OF_COUNTRY = 6

/** The latest changes of status up to a day, over all countries: what to look at first. */
export function changesView(
  record: StatusRecord,
  dimension: Dimension,
  at: Day,
  names: Names,
  onPick: Pick,
): HTMLElement {
  const changes = record.countries.flatMap(country => changesIn(record, country, dimension, at))
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
      : rows(changes, MOST, ({ country }) => names.of(country), names, onPick),
  )
}

/** How one country came to where it stands on a day; null where it has always stood so. */
export function countryChanges(
  record: StatusRecord,
  country: string,
  dimension: Dimension,
  at: Day,
  names: Names,
  onPick: Pick,
): HTMLElement | null {
  const changes = changesIn(record, country, dimension, at)
  if (changes.length === 0) return null
  return h(
    'section',
    { class: 'changes-of' },
    h('h3', null, 'How it came to this'),
    h('p', { class: 'hint' }, 'Choose a change to read the reports of that time.'),
    rows(changes, MOST_OF_COUNTRY, null, names, onPick),
  )
}

function changesIn(record: StatusRecord, country: string, dimension: Dimension, at: Day): StatusChange[] {
  const segments = record.segments(country, dimension)
  return segments.flatMap((segment, i) => {
    const before = segments[i - 1]
    return before === undefined || segment.from > at || isSameStanding(before, segment)
      ? []
      : { country, before, segment }
  })
}

function rows(
  changes: readonly StatusChange[],
  most: number,
  where: ((change: StatusChange) => string) | null,
  names: Names,
  onPick: Pick,
): HTMLElement {
  const latest = [...changes].sort((a, b) => b.segment.from - a.segment.from).slice(0, most)
  return h(
    'ol',
    { class: 'change-rows' },
    latest.map(change =>
      h(
        'li',
        null,
        h(
          'button',
          { type: 'button', class: 'change-row', onclick: () => onPick(change.country, change.segment.from) },
          h('span', { class: 'when' }, dayText(change.segment.from)),
          where === null ? null : h('span', { class: 'where' }, where(change)),
          h(
            'span',
            { class: 'change' },
            `${segmentText(change.before, names)} → `,
            h('strong', null, segmentText(change.segment, names)),
          ),
        ),
      ),
    ),
  )
}
