import type { Client } from '../data/client.js'
import type { ClaimStanding, StoredEvent, TimelineEntry } from '../data/wire.js'
import { type Day, dateText, dayText, firstDayOf } from '../dates.js'
import { type Reports, reportsOf } from '../desk/reports.js'
import { unfolding } from '../desk/unfolding.js'
import { h } from '../element.js'
import { growingList } from '../growing-list.js'
import type { Navigation } from '../view.js'
import { eventDetails, eventHeadline } from './event-text.js'
import { sourceLine } from './source-line.js'

interface Options extends Reports {
  readonly client: Client
  readonly navigation: Navigation
  readonly at: Day
}

const PAGE = 40

const STANDING_WORDS: Readonly<Record<Exclude<ClaimStanding, 'counts'>, string>> = {
  retracted: 'Retracted',
  corrected: 'Corrected',
  merged: 'Merged',
  planned: 'Planned',
  denied: 'Denied',
}

/** The events of a country, the newest of the day first; what was taken back or corrected stays and says so. */
export function timelineView(entries: readonly TimelineEntry[], options: Options): HTMLElement {
  const { names, navigation, at } = options
  const { reports, standing: only } = navigation.view()
  const dayOfEntry = ({ event }: TimelineEntry) => firstDayOf(event.occurredOn) ?? Number.NEGATIVE_INFINITY
  const past = entries.filter(entry => dayOfEntry(entry) <= at).reverse()
  const later = entries.length - past.length
  const wanted = past.filter(
    ({ event, standing }) =>
      (reports === null || event.partner === reports) && (only === null || standing !== 'counts'),
  )
  const partners = [
    ...new Set([...entries.flatMap(({ event }) => event.partner ?? []), ...(reports === null ? [] : [reports])]),
  ].sort((a, b) => names.of(a).localeCompare(names.of(b), 'en'))
  const list = h('ol', { class: 'events' })
  const choose = h(
    'select',
    {
      id: 'timeline-partner',
      onchange: () => navigation.go({ reports: choose.value === '' ? null : choose.value }),
    },
    h('option', { value: '' }, 'Every partner'),
    partners.map(partner => h('option', { value: partner, selected: partner === reports }, names.of(partner))),
  )
  const changed = h('input', {
    type: 'checkbox',
    id: 'timeline-changed',
    checked: only !== null,
    onchange: () => navigation.go({ standing: changed.checked ? 'changed' : null }),
  })
  const more = growingList({
    list,
    lines: wanted,
    item: entry => eventItem(entry, options),
    first: PAGE,
    step: PAGE,
    label: (next, left) => `Show ${next} earlier (${left} left)`,
  })
  const isFiltered = reports !== null || only !== null
  const count = isFiltered ? `${wanted.length} of ${past.length} reports` : `${past.length} reports`
  return h(
    'div',
    { class: 'timeline' },
    h(
      'div',
      { class: 'filters' },
      h('label', { for: 'timeline-partner' }, 'Partner'),
      choose,
      changed,
      h('label', { for: 'timeline-changed' }, 'only retracted, corrected, planned or denied'),
    ),
    h(
      'p',
      { class: 'quiet count-of-reports' },
      `${count} up to ${dayText(at)}${later > 0 ? `; ${later} of later days are not shown` : ''}.`,
    ),
    past.length > 0 && wanted.length === 0
      ? h(
          'p',
          { class: 'quiet nothing-left' },
          'No report up to this day passes this filter. ',
          h(
            'button',
            { type: 'button', class: 'link', onclick: () => navigation.go({ reports: null, standing: null }) },
            'Show all',
          ),
        )
      : null,
    list,
    more,
  )
}

/** `Retract…` and `Correct…`, each with a form that is loaded when it is opened. */
function changes(event: StoredEvent, { client, navigation, names, shelf, at }: Options): HTMLElement {
  const context = { client, navigation, names, shelf, at }
  return h(
    'div',
    { class: 'changing' },
    unfolding('Correct…', 'its fields', async () => {
      const { correctionForm } = await import('../claim/changing.js')
      return correctionForm(event, context)
    }),
    unfolding('Retract…', 'the form', async () => {
      const { retractionForm } = await import('../claim/changing.js')
      return retractionForm(event, context)
    }),
  )
}

function eventItem({ event, standing, by, asItStands }: TimelineEntry, options: Options): HTMLElement {
  const { names, navigation } = options
  const day = firstDayOf(event.occurredOn)
  const when = dateText(event.occurredOn)
  const details = eventDetails(event, names).join(' · ')
  return h(
    'li',
    { class: `event ${standing}` },
    day === null
      ? h('span', { class: 'when' }, when)
      : h(
          'button',
          { type: 'button', class: 'when link', title: 'Show this day', onclick: () => navigation.go({ at: day }) },
          when,
        ),
    h(
      'div',
      { class: 'event-body' },
      h(
        'p',
        { class: 'event-title' },
        standing === 'counts' ? null : h('span', { class: `badge ${standing}` }, STANDING_WORDS[standing]),
        standing === 'retracted'
          ? h('s', null, eventHeadline(event, names))
          : h('span', null, eventHeadline(event, names)),
      ),
      details === '' ? null : h('p', { class: 'event-details' }, details),
      event.note === undefined ? null : h('p', { class: 'event-note' }, event.note),
      standing === 'corrected' && asItStands
        ? h(
            'p',
            { class: 'event-note' },
            `Now read as: ${dateText(asItStands.occurredOn)}, ${eventHeadline(asItStands, names)}. ${eventDetails(asItStands, names).join(' · ')}`,
          )
        : null,
      reportsOf(by, options, standing === 'retracted' ? 'Withdrawn by' : 'Changed by'),
      sourceLine(event.claim),
      standing === 'retracted' || standing === 'merged' || !isPlain(event) ? null : changes(event, options),
    ),
  )
}

/** Whether an event is about the world, and not about another event or a source. */
function isPlain({ type }: StoredEvent): boolean {
  return !/^(Claim|Events|Source)/.test(type)
}
