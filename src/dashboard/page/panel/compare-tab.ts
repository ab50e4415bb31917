import type { Client } from '../data/client.js'
import type { Names } from '../data/names.js'
import type { CountryAnswer } from '../data/wire.js'
import { dateField } from '../date-field.js'
import { type Day, dateText, dayOf, isoOf } from '../dates.js'
import { h } from '../element.js'
import type { Navigation } from '../view.js'
import { comparisonView } from './comparison.js'

interface Options {
  readonly client: Client
  readonly navigation: Navigation
  readonly names: Names
  readonly at: Day
  readonly signal: AbortSignal
}

/** What differs from another day or state of knowledge, a year earlier unless chosen. */
export async function compareTab(
  answer: CountryAnswer,
  { client, navigation, names, at, signal }: Options,
): Promise<HTMLElement> {
  const view = navigation.view()
  const other = view.against ?? at - 365
  const known = view.againstKnownAt ?? view.asKnownAt
  const before = await client.get<CountryAnswer>(
    `/v1/countries/${answer.country}`,
    { at: isoOf(other), asKnownAt: known },
    signal,
  )
  const date = dateField({
    id: 'against',
    value: isoOf(other),
    onChange: text => navigation.go({ against: dayOf(text) }),
  })
  const knownField = dateField({
    id: 'against-known',
    value: view.againstKnownAt ?? '',
    anyTime: true,
    onChange: text => navigation.go({ againstKnownAt: text === '' ? null : text }),
  })
  return h(
    'div',
    null,
    h(
      'div',
      { class: 'filters' },
      h('label', { for: 'against' }, 'From'),
      date,
      h('label', { for: 'against-known' }, 'as known at'),
      knownField,
      h('span', null, `to ${dateText(answer.at)}`),
    ),
    comparisonView(before, answer, view.dimension, names),
  )
}
