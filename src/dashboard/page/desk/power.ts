import type { FootprintAnswer, Role, RoleChange } from '../data/wire.js'
import { dateField, withCalendar } from '../date-field.js'
import { dateText, dayOf, dayText, isoOf } from '../dates.js'
import { h } from '../element.js'
import { standpointOf } from '../view.js'
import { DIMENSION_WORDS, idText, ROLE_WORDS, rangeText, scoreText } from '../words.js'
import { basisLine } from './basis-line.js'
import type { DeskContext, DeskView } from './desk-view.js'
import { reportsOf } from './reports.js'

/** Gains and losses are those of five years unless a date is chosen. */
const SINCE_DAYS = 5 * 365 + 1

/** Where a power stands on a day, and what it gained and lost since another. */
export const powerView: DeskView = async (context, { signal, minPosition }) => {
  const { client, navigation, names, day, onFootprint } = context
  const view = navigation.view()
  const power = view.power!
  const since = view.against ?? day() - SINCE_DAYS
  const answer = await client.get<FootprintAnswer>(
    `/v1/partners/${encodeURIComponent(power)}/footprint`,
    { at: isoOf(day()), from: isoOf(since), dimension: view.dimension, ...standpointOf(view), minPosition },
    signal,
  )
  if (!signal.aborted) onFootprint(answer)
  const known = [...new Set([power, ...context.powers()])]
  const choose = h(
    'select',
    { id: 'power', onchange: () => navigation.go({ power: choose.value }) },
    known.map(id => h('option', { value: id, selected: id === power }, names.of(id))),
  )
  const date = dateField({
    id: 'power-since',
    value: isoOf(since),
    onChange: text => navigation.go({ against: dayOf(text) }),
  })
  const asKnown = view.asKnownAt === null ? '' : `, as known at ${view.asKnownAt}`
  return h(
    'div',
    { class: 'power' },
    h('h2', null, names.of(power)),
    h('p', { class: 'subtitle' }, `${DIMENSION_WORDS[view.dimension]}, ${dayText(day())}${asKnown}`),
    h(
      'div',
      { class: 'filters' },
      h('label', { for: 'power' }, 'Power'),
      choose,
      h('label', { for: 'power-since' }, 'gained and lost since'),
      withCalendar(date),
    ),
    hosts(answer, context),
    changes('Gained', answer.gained ?? [], context, since),
    changes('Lost', answer.lost ?? [], context, since),
    basisLine(answer.basis),
  )
}

function hosts({ hosts: all, at }: FootprintAnswer, { names, navigation }: DeskContext): HTMLElement {
  const title = all.length === 0 ? 'Stands nowhere' : `Stands in ${all.length} ${all.length === 1 ? 'host' : 'hosts'}`
  return h(
    'section',
    null,
    h('h3', null, title),
    all.length === 0
      ? h('p', { class: 'quiet' }, `No host on record has it as a partner in this dimension on ${dateText(at)}.`)
      : h(
          'div',
          { class: 'table-box' },
          h(
            'table',
            { class: 'hosts' },
            h(
              'thead',
              null,
              h(
                'tr',
                null,
                ['Host', 'Role', 'Score', 'Forces'].map(text => h('th', { scope: 'col' }, text)),
              ),
            ),
            h(
              'tbody',
              null,
              all.map(({ country, role, score, low, high, since, forces, strength, agreements }) =>
                h(
                  'tr',
                  { 'data-country': country },
                  h(
                    'th',
                    { scope: 'row' },
                    h(
                      'button',
                      { type: 'button', class: 'link', onclick: () => navigation.go({ country }) },
                      names.of(country),
                    ),
                  ),
                  h(
                    'td',
                    null,
                    ROLE_WORDS[role],
                    since === null ? null : h('span', { class: 'since' }, ` since ${dateText(since)}`),
                  ),
                  h('td', { class: 'number', title: `from ${scoreText(low)} to ${scoreText(high)}` }, scoreText(score)),
                  h('td', null, holdingText(forces, strength, agreements)),
                ),
              ),
            ),
          ),
        ),
  )
}

function holdingText(
  forces: number,
  strength: FootprintAnswer['hosts'][number]['strength'],
  agreements: number,
): string {
  const parts = [
    forces === 0
      ? ''
      : `${forces} ${forces === 1 ? 'force' : 'forces'}${strength === null ? '' : `, ${rangeText(strength)} people`}`,
    agreements === 0 ? '' : `${agreements} ${agreements === 1 ? 'agreement' : 'agreements'}`,
  ]
  return parts.filter(text => text !== '').join('; ') || '–'
}

function changes(title: string, list: readonly RoleChange[], context: DeskContext, since: number): HTMLElement {
  const { names, navigation, shelf } = context
  return h(
    'section',
    { class: title.toLowerCase() },
    h('h3', null, title, list.length > 0 ? h('span', { class: 'count' }, String(list.length)) : null),
    list.length === 0
      ? h('p', { class: 'quiet' }, `Nothing since ${dayText(since)}.`)
      : h(
          'ul',
          { class: 'entries' },
          list.map(({ country, on, from, to, eventIds, forces }) =>
            h(
              'li',
              { class: 'entry', 'data-country': country },
              h(
                'p',
                { class: 'entry-title' },
                h(
                  'button',
                  {
                    type: 'button',
                    class: 'link',
                    title: 'Show this host on that day',
                    onclick: () => navigation.go({ country, at: dayOf(on), tab: 'overview' }),
                  },
                  names.of(country),
                ),
                h('span', { class: 'when' }, ` ${dateText(on)}`),
              ),
              h('p', { class: 'entry-facts' }, `${roleText(from)} → ${roleText(to)}`),
              reportsOf(eventIds, { names, shelf }),
              forces.map(({ forceId, on: when, eventIds: ids }) =>
                h(
                  'div',
                  { class: 'of-force' },
                  h(
                    'p',
                    { class: 'entry-facts', title: forceId },
                    `${title === 'Lost' ? 'Left' : 'Came'}: ${idText(forceId, names)}${when === null ? '' : `, ${dateText(when)}`}`,
                  ),
                  reportsOf(ids, { names, shelf }),
                ),
              ),
            ),
          ),
        ),
  )
}

function roleText(role: Role | null): string {
  return role === null ? 'no role' : ROLE_WORDS[role].toLowerCase()
}
