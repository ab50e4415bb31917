import type { Names } from '../data/names.js'
import type { Driver, ExplanationAnswer } from '../data/wire.js'
import { h, put } from '../element.js'
import { retryBox } from '../notices.js'
import { exactText, scoreText, sentence } from '../words.js'
import type { EventShelf } from './event-shelf.js'
import { eventLine } from './source-line.js'

interface Options {
  readonly names: Names
  readonly shelf: EventShelf
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
    h(
      'ol',
      { class: 'driver-list' },
      drivers.map(driver => driverItem(driver, options)),
      restLine,
    ),
    h('p', { class: 'sum' }, h('span', { class: 'contribution' }, exactText(score)), 'the score: the sum of the above'),
  )
}

function driverItem(driver: Driver, options: Options): HTMLElement {
  const { text, part, weight, probability, decay, contribution, eventIds } = driver
  const facts = [
    part === 'structural' ? 'holds now' : `fades, ${percent(decay)} left`,
    `weight ${scoreText(weight).replace('+', '')}`,
    `probability ${percent(probability)}`,
  ]
  const events = h('ul', { class: 'driver-events' })
  void showEvents(events, eventIds, EVENTS_SHOWN, options)
  return h(
    'li',
    { class: 'driver' },
    h('span', { class: `contribution${contribution < 0 ? ' against' : ''}` }, exactText(contribution)),
    h(
      'div',
      { class: 'driver-body' },
      h('p', { class: 'driver-text' }, sentence(text, options.names)),
      h('p', { class: 'driver-facts' }, facts.join(' · ')),
      events,
    ),
  )
}

async function showEvents(list: HTMLElement, ids: readonly string[], most: number, options: Options): Promise<void> {
  const { shelf, names } = options
  try {
    const events = await shelf.get(ids.slice(0, most))
    const left = ids.length - events.length
    put(
      list,
      events.map(event => eventLine(event, names)),
      left > 0 &&
        h(
          'li',
          null,
          h(
            'button',
            { type: 'button', class: 'link', onclick: () => void showEvents(list, ids, ids.length, options) },
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
        retryBox(error, () => void showEvents(list, ids, most, options)),
      ),
    )
  }
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
