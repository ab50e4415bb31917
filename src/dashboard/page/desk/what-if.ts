import type { Client } from '../data/client.js'
import { suppositionsOf, toggled } from '../data/suppositions.js'
import type { WhatIfAnswer } from '../data/wire.js'
import { type Day, dateText, isoOf } from '../dates.js'
import { h, put } from '../element.js'
import { eventHeadline } from '../panel/event-text.js'
import { statusSentence } from '../panel/status-list.js'
import { type Navigation, standpointOf } from '../view.js'
import { DIMENSION_WORDS } from '../words.js'
import { differenceView } from './difference.js'
import type { Reports } from './reports.js'

interface Options extends Reports {
  readonly client: Client
  readonly navigation: Navigation
  readonly country: string
  readonly at: Day
  readonly signal: AbortSignal
}

/** What the state would be without what the view leaves out, beside what it is; the address holds the supposition. */
export async function whatIfView(options: Options): Promise<HTMLElement> {
  const { client, navigation, country, at, signal, names, shelf } = options
  const view = navigation.view()
  const { events, sources, families } = suppositionsOf(view.without)
  const { asKnownAt, policy } = standpointOf(view)
  const answer = await client.post<WhatIfAnswer>(
    '/v1/what-if',
    {
      country,
      at: isoOf(at),
      ...(asKnownAt === null ? {} : { asKnownAt }),
      ...(policy === null ? {} : { policy }),
      exclude: { events, sources, families },
    },
    signal,
  )
  const is = statusSentence(answer.actual.dimensions[view.dimension], names)
  const would = statusSentence(answer.supposed.dimensions[view.dimension], names)
  const back = (item: string, ...text: Parameters<typeof h>[2][]) =>
    h(
      'li',
      null,
      h(
        'button',
        {
          type: 'button',
          class: 'plain back',
          title: 'Put it back',
          onclick: () => navigation.go({ without: toggled(navigation.view().without, [item], false) }),
        },
        '✕',
        h('span', { class: 'unseen' }, ' Put back: '),
      ),
      ' ',
      ...text,
    )
  const lines = h('ul', { class: 'supposed-list' })
  put(
    lines,
    sources.map(id => back(`source:${id}`, `everything that ${id} said`)),
    families.map(id => back(`family:${id}`, `everything that the family ${id} said`)),
    events.map(id => back(id, 'a report')),
  )
  void shelf.get(events).then(
    found =>
      put(
        lines,
        sources.map(id => back(`source:${id}`, `everything that ${id} said`)),
        families.map(id => back(`family:${id}`, `everything that the family ${id} said`)),
        found.map(event => back(event.id, `${dateText(event.occurredOn)}, ${eventHeadline(event, names)}`)),
      ),
    () => {}, // Without their text they are still counted as reports.
  )
  const count = events.length + sources.length + families.length
  return h(
    'section',
    { class: 'what-if', 'aria-labelledby': 'what-if-title' },
    h('h3', { id: 'what-if-title' }, 'What if'),
    h(
      'dl',
      { class: 'changes' },
      h('dt', null, `${DIMENSION_WORDS[view.dimension]}, on record`),
      h('dd', { class: 'actual' }, is),
      h('dt', null, 'supposed'),
      h('dd', { class: 'supposed' }, would === is ? `The same: ${would}` : would),
    ),
    h('details', null, h('summary', null, `Left out: ${count === 1 ? 'one thing' : `${count} things`}`), lines),
    h(
      'details',
      { class: 'what-moves' },
      h('summary', null, `What moves: ${answer.diff.partners.length === 0 ? 'no score' : movesText(answer)}`),
      differenceView(answer.diff, view.dimension, { names, shelf }),
    ),
    h(
      'p',
      { class: 'choices' },
      h('button', { type: 'button', class: 'plain', onclick: () => navigation.go({ without: null }) }, 'Put all back'),
      h('span', { class: 'quiet' }, 'Nothing is stored; the address of this page holds the supposition.'),
    ),
  )
}

function movesText({ diff: { partners } }: WhatIfAnswer): string {
  return `${partners.length} ${partners.length === 1 ? 'score' : 'scores'}`
}
