import type { BlindSpotsAnswer } from '../data/wire.js'
import { dateText } from '../dates.js'
import { h } from '../element.js'
import { growingList } from '../growing-list.js'
import { DIMENSION_WORDS, idText } from '../words.js'
import { type Reports, reportsOf } from './reports.js'

interface Options extends Reports {
  /** Leads to a country; null where there is only one. */
  readonly onCountry: ((country: string) => void) | null
}

interface Spot {
  readonly country: string
  readonly text: string
  readonly eventIds?: readonly string[]
}

const SHOWN = 25

/** The four ways in which a record can be blind, each with its cases; those of most are shown on demand. */
export function blindSpotsOf(answer: BlindSpotsAnswer, options: Options): HTMLElement {
  const { names } = options
  const object = (text: string) => {
    const [kind = '', id = ''] = text.split(/:(.*)/s)
    return `${kind} ${idText(id, names)}`
  }
  const dimension = (name: keyof typeof DIMENSION_WORDS) => DIMENSION_WORDS[name].toLowerCase()
  return h(
    'div',
    { class: 'blind-spots' },
    kind(
      'Silent',
      `No claim for more than ${answer.days} days.`,
      [...answer.silent]
        .sort((a, b) => (b.days ?? Number.POSITIVE_INFINITY) - (a.days ?? Number.POSITIVE_INFINITY))
        .map(({ country, dimension: of, lastClaim, days }) => ({
          country,
          text:
            lastClaim === null
              ? `${dimension(of)}: nothing was ever claimed`
              : `${dimension(of)}: nothing since ${dateText(lastClaim)}, ${days} days`,
        })),
      options,
    ),
    kind(
      'Without coverage',
      'Nobody has declared that the record of these is whole, so that silence would mean none.',
      answer.uncovered.map(({ country, dimension: of, coveredUntil }) => ({
        country,
        text: `${dimension(of)}: ${coveredUntil === null ? 'never covered' : `covered until ${dateText(coveredUntil)}`}`,
      })),
      options,
    ),
    kind(
      'One family of sources',
      'What stands on reports that go back to one origin.',
      answer.singleSource.map(({ country, partner, object: of, family, eventIds }) => ({
        country,
        text: `${names.of(partner)}, ${object(of)}: ${family}`,
        eventIds,
      })),
      options,
    ),
    kind(
      'State media alone',
      'What only the parties’ own voices say.',
      answer.stateMediaOnly.map(({ country, partner, object: of, family, eventIds }) => ({
        country,
        text: `${names.of(partner)}, ${object(of)}: ${family}`,
        eventIds,
      })),
      options,
    ),
  )
}

function kind(title: string, meaning: string, lines: readonly Spot[], options: Options): HTMLElement {
  const list = h('ul', { class: 'entries' })
  const more = growingList({
    list,
    lines,
    item: line => item(line, options),
    first: SHOWN,
    step: 4 * SHOWN,
    label: (_, left) => `Show more (${left} left)`,
  })
  return h(
    'details',
    { class: 'blind', open: lines.length > 0 && lines.length <= 5 },
    h('summary', null, title, h('span', { class: 'count' }, String(lines.length))),
    h('p', { class: 'hint' }, lines.length === 0 ? `${meaning} None on this day.` : meaning),
    list,
    more,
  )
}

function item({ country, text, eventIds }: Spot, { onCountry, ...reports }: Options): HTMLElement {
  return h(
    'li',
    { class: 'entry', 'data-country': country },
    h(
      'p',
      null,
      onCountry === null
        ? null
        : [
            h(
              'button',
              { type: 'button', class: 'link', onclick: () => onCountry(country) },
              reports.names.of(country),
            ),
            ' · ',
          ],
      text,
    ),
    eventIds === undefined ? null : reportsOf(eventIds, reports),
  )
}
