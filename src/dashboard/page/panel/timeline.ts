import type { Names } from '../data/names.js'
import type { ClaimStanding, TimelineEntry } from '../data/wire.js'
import { type Day, dateText, dayText, firstDayOf } from '../dates.js'
import { h, put } from '../element.js'
import { typeText } from '../words.js'
import { eventDetails, eventHeadline } from './event-text.js'
import { sourceLine } from './source-line.js'

interface Options {
  readonly names: Names
  readonly at: Day
  readonly onDate: (day: Day) => void
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
export function timelineView(entries: readonly TimelineEntry[], { names, at, onDate }: Options): HTMLElement {
  const dayOfEntry = ({ event }: TimelineEntry) => firstDayOf(event.occurredOn) ?? Number.NEGATIVE_INFINITY
  const past = entries.filter(entry => dayOfEntry(entry) <= at).reverse()
  const later = entries.length - past.length
  const partners = [...new Set(entries.flatMap(({ event }) => event.partner ?? []))].sort((a, b) =>
    names.of(a).localeCompare(names.of(b), 'en'),
  )
  const list = h('ol', { class: 'events' })
  const more = h('div', { class: 'more' })
  const choose = h(
    'select',
    { id: 'timeline-partner', onchange: () => show(PAGE) },
    h('option', { value: '' }, 'Every partner'),
    partners.map(partner => h('option', { value: partner }, names.of(partner))),
  )
  const changed = h('input', { type: 'checkbox', id: 'timeline-changed', onchange: () => show(PAGE) })

  function show(most: number): void {
    const wanted = past.filter(
      ({ event, standing }) =>
        (choose.value === '' || event.partner === choose.value) && (!changed.checked || standing !== 'counts'),
    )
    put(
      list,
      wanted.slice(0, most).map(entry => eventItem(entry, names, onDate)),
    )
    put(
      more,
      wanted.length === 0 && h('p', { class: 'quiet' }, 'No such event up to this day.'),
      wanted.length > most &&
        h(
          'button',
          { type: 'button', class: 'plain', onclick: () => show(most + PAGE) },
          `Show ${Math.min(PAGE, wanted.length - most)} earlier (${wanted.length - most} left)`,
        ),
    )
  }
  show(PAGE)
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
      { class: 'quiet' },
      `${past.length} reports up to ${dayText(at)}${later > 0 ? `; ${later} of later days are not shown` : ''}.`,
    ),
    list,
    more,
  )
}

function eventItem(
  { event, standing, by, asItStands }: TimelineEntry,
  names: Names,
  onDate: (day: Day) => void,
): HTMLElement {
  const day = firstDayOf(event.occurredOn)
  const when = dateText(event.occurredOn)
  const details = eventDetails(event, names).join(' · ')
  return h(
    'li',
    { class: `event ${standing}` },
    day === null
      ? h('span', { class: 'when' }, when)
      : h('button', { type: 'button', class: 'when link', title: 'Show this day', onclick: () => onDate(day) }, when),
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
      by.length === 0
        ? null
        : h(
            'p',
            { class: 'event-by' },
            `${standing === 'retracted' ? 'Withdrawn' : 'Changed'} by ${by.length === 1 ? 'event' : 'events'} `,
            by.map(id => h('code', null, id.slice(0, 8))),
          ),
      sourceLine(event.claim),
    ),
  )
}

export { typeText }
