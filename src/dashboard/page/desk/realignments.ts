import { pathOf } from '../data/prefetch.js'
import type { RealignmentsAnswer } from '../data/wire.js'
import { dateField, withCalendar } from '../date-field.js'
import { dateText, dayOf, dayText, isoOf } from '../dates.js'
import { h, put } from '../element.js'
import { standpointOf } from '../view.js'
import { DIMENSION_WORDS } from '../words.js'
import { basisLine } from './basis-line.js'
import type { DeskView } from './desk-view.js'
import { reportsOf } from './reports.js'
import { verdictText } from './verdict-text.js'

const YEARS_DAYS = 5 * 365 + 1
const PAGE = 1000
const SHOWN = 60

/** Every day of a period on which another power came first or others contend, the latest first; each leads to its host and day. */
export const realignmentsView: DeskView = async (context, { signal, minPosition }) => {
  const { client, navigation, names, shelf, day, powers } = context
  const view = navigation.view()
  const to = day()
  const from = view.against ?? to - YEARS_DAYS
  const question = {
    from: isoOf(Math.min(from, to)),
    to: isoOf(to),
    dimension: view.dimension,
    partner: view.partner,
    ...standpointOf(view),
  }
  const found: RealignmentsAnswer['realignments'][number][] = []
  let after: string | null = null
  let basis: RealignmentsAnswer['basis']
  do {
    const answer: RealignmentsAnswer = await client.get(
      '/v1/realignments',
      { ...question, minPosition, limit: PAGE, after },
      signal,
    )
    found.push(...answer.realignments)
    basis = answer.basis
    after = answer.next
  } while (after !== null)
  found.reverse()
  const date = dateField({
    id: 'realigned-since',
    value: isoOf(from),
    onChange: text => navigation.go({ against: dayOf(text) }),
  })
  const choose = h(
    'select',
    { id: 'realigned-with', onchange: () => navigation.go({ partner: choose.value === '' ? null : choose.value }) },
    h('option', { value: '' }, 'Every power'),
    [...new Set([...(view.partner === null ? [] : [view.partner]), ...powers()])].map(id =>
      h('option', { value: id, selected: id === view.partner }, names.of(id)),
    ),
  )
  const list = h('ol', { class: 'realignments' })
  const more = h('div', { class: 'more' })
  function show(most: number): void {
    put(
      list,
      found.slice(0, most).map(({ id, country, on, before, after: now, cause }) =>
        h(
          'li',
          { 'data-id': id },
          h(
            'button',
            {
              type: 'button',
              class: 'change-row',
              onclick: () => navigation.go({ country, at: dayOf(on), tab: 'overview', partner: null }),
            },
            h('span', { class: 'when' }, dateText(on)),
            h('span', { class: 'where' }, names.of(country)),
            h(
              'span',
              { class: 'turn' },
              `${verdictText(before, names)} → `,
              h('strong', null, verdictText(now, names)),
            ),
          ),
          cause.clock
            ? h('p', { class: 'entry-facts' }, 'Nothing happened that day: something ran out or faded.')
            : reportsOf(cause.eventIds, { names, shelf }),
        ),
      ),
    )
    put(
      more,
      found.length > most &&
        h(
          'button',
          { type: 'button', class: 'plain', onclick: () => show(most + SHOWN) },
          `Show earlier ones (${found.length - most} left)`,
        ),
    )
  }
  show(SHOWN)
  const period = `${dayText(Math.min(from, to))} to ${dayText(to)}`
  const { asKnownAt: _pinned, ...feed } = question
  return h(
    'div',
    null,
    h('h2', null, 'Realignments'),
    h('p', { class: 'subtitle' }, `${DIMENSION_WORDS[view.dimension]}, ${period}`),
    h(
      'div',
      { class: 'filters' },
      h('label', { for: 'realigned-since' }, 'Since'),
      withCalendar(date),
      h('label', { for: 'realigned-with' }, 'to or from'),
      choose,
    ),
    h(
      'p',
      { class: 'hint' },
      `${found.length} ${found.length === 1 ? 'day' : 'days'} on which another power came first or others contend. Choose one to see that host on that day. `,
      h('a', { href: pathOf('/v1/realignments.atom', { ...feed, to: null }) }, 'Follow as a feed'),
      '.',
    ),
    found.length === 0 ? h('p', { class: 'quiet' }, 'None in this period.') : [list, more],
    basisLine(basis),
  )
}
