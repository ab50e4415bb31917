import type { Names } from '../data/names.js'
import { isSupposed, toggled } from '../data/suppositions.js'
import type { Driver, ExplanationAnswer } from '../data/wire.js'
import { h, put } from '../element.js'
import { retryBox } from '../notices.js'
import { exactText, sentence } from '../words.js'
import type { EventShelf } from './event-shelf.js'
import { eventLine } from './source-line.js'

interface Options {
  readonly names: Names
  readonly shelf: EventShelf
  /** What is supposed not to be on record, and how that is changed. */
  readonly without: string | null
  readonly onWithout: (without: string | null) => void
}

const EVENTS_SHOWN = 3

/** The drivers of a score, the largest first, each with its sources; they and the rest sum to the score. */
export function driversView({ score, drivers, rest }: ExplanationAnswer, options: Options): HTMLElement {
  if (drivers.length === 0) return h('p', { class: 'quiet' }, 'Nothing on record bears on this score on this day.')
  const restLine =
    rest.events > 0
      ? h(
          'li',
          { class: 'driver' },
          h('span', { class: 'contribution' }, exactText(rest.contribution)),
          h('span', { class: 'driver-text' }, `${rest.events} further events`),
        )
      : null
  return h(
    'div',
    { class: 'drivers' },
    h('p', { class: 'hint' }, 'What if something were not on record? Untick it.'),
    h(
      'ol',
      { class: 'driver-list' },
      drivers.map((driver, i) => driverItem(driver, i, options)),
      restLine,
    ),
    h('p', { class: 'sum' }, h('span', { class: 'contribution' }, exactText(score)), 'the score: the sum of the above'),
  )
}

function driverItem(driver: Driver, place: number, options: Options): HTMLElement {
  const { text, part, weight, probability, decay, contribution, eventIds } = driver
  const facts = [
    part === 'structural' ? 'holds now' : `fades, ${percent(decay)} left`,
    `counts ${weight < 0 ? 'against' : 'for'} it by up to ${Math.abs(weight).toFixed(2)}`,
    `${percent(probability)} likely`,
  ]
  const events = h('ul', { class: 'driver-events' })
  void showEvents(events, place, eventIds, EVENTS_SHOWN, options)
  return h(
    'li',
    { class: 'driver' },
    h('span', { class: `contribution${contribution < 0 ? ' against' : ''}` }, exactText(contribution)),
    h(
      'div',
      { class: 'driver-body' },
      h('p', { class: 'driver-text', title: text }, sentence(text, options.names)),
      h(
        'p',
        { class: 'driver-facts' },
        facts.join(' · '),
        eventIds.length > 1
          ? counts(`driver-${place}`, `all ${eventIds.length} reports count`, eventIds, options)
          : null,
      ),
      events,
    ),
  )
}

async function showEvents(
  list: HTMLElement,
  place: number,
  ids: readonly string[],
  most: number,
  options: Options,
): Promise<void> {
  const { shelf, names } = options
  try {
    const events = await shelf.get(ids.slice(0, most))
    const left = ids.length - events.length
    put(
      list,
      events.map(event =>
        eventLine(
          event,
          names,
          counts(`${place}-${event.id}`, 'counts', [event.id], options),
          counts(
            `${place}-${event.id}-source`,
            `all of ${event.claim.sourceId} counts`,
            [`source:${event.claim.sourceId}`],
            options,
          ),
        ),
      ),
      left > 0 &&
        h(
          'li',
          null,
          h(
            'button',
            { type: 'button', class: 'link', onclick: () => void showEvents(list, place, ids, ids.length, options) },
            `${left} more ${left === 1 ? 'source' : 'sources'}`,
          ),
        ),
    )
  } catch (error) {
    put(
      list,
      h(
        'li',
        null,
        retryBox(error, () => void showEvents(list, place, ids, most, options)),
      ),
    )
  }
}

/** A tick that takes something out of what is supposed to be on record, or puts it back. */
function counts(id: string, words: string, items: readonly string[], { without, onWithout }: Options): HTMLElement {
  const box = h('input', {
    type: 'checkbox',
    id: `counts-${id}`,
    checked: !items.every(item => isSupposed(without, item)),
    onchange: () => onWithout(toggled(without, items, !box.checked)),
  })
  return h('label', { class: 'counts' }, box, words)
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
