import type { Client } from '../data/client.js'
import type { CountryAnswer, DifferenceAnswer } from '../data/wire.js'
import { dateField, withCalendar } from '../date-field.js'
import { type Day, dateText, dayOf, dayOfInstant, isoOf } from '../dates.js'
import { h } from '../element.js'
import { type Navigation, standpointOf } from '../view.js'
import { differenceView } from './difference.js'
import type { Reports } from './reports.js'

interface Options extends Reports {
  readonly client: Client
  readonly navigation: Navigation
  readonly at: Day
  readonly signal: AbortSignal
}

/** Another day is a year earlier unless chosen. */
const YEAR = 365
/** Causes told one by one; the rest is summed. */
const CAUSES = 12

function yesterday(): Day {
  return dayOfInstant(Date.now()) - 1
}

/** What differs from another day, or on the same day from another state of knowledge, as the service tells it. */
export async function differenceTab(
  { country, at: text }: CountryAnswer,
  { client, navigation, at, signal, names, shelf }: Options,
): Promise<HTMLElement> {
  const view = navigation.view()
  const { asKnownAt, policy } = standpointOf(view)
  const other = view.against ?? (view.againstKnownAt === null ? at - YEAR : at)
  const known =
    view.againstKnownAt === null ? { asKnownAt } : { fromKnownAt: view.againstKnownAt, toKnownAt: asKnownAt }
  const answer = await client.get<DifferenceAnswer>(
    `/v1/countries/${country}/diff`,
    { from: isoOf(other), to: isoOf(at), ...known, policy, limit: CAUSES },
    signal,
  )
  const date = dateField({
    id: 'against',
    value: isoOf(other),
    onChange: written => navigation.go({ against: dayOf(written) }),
  })
  const knownField = dateField({
    id: 'against-known',
    value: view.againstKnownAt ?? '',
    anyTime: true,
    onChange: written => navigation.go({ againstKnownAt: written === '' ? null : written }),
  })
  const choice = (words: string, change: Parameters<Navigation['go']>[0]) =>
    h('button', { type: 'button', class: 'link', onclick: () => navigation.go(change) }, words)
  return h(
    'div',
    null,
    h(
      'div',
      { class: 'filters' },
      h('label', { for: 'against' }, 'From'),
      withCalendar(date),
      h('label', { for: 'against-known' }, 'as known at'),
      knownField,
      h('span', null, `to ${dateText(text)}${asKnownAt === null ? '' : `, as known at ${asKnownAt}`}`),
    ),
    h(
      'p',
      { class: 'choices' },
      choice('A month earlier', { against: at - 30, againstKnownAt: null }),
      choice('A year earlier', { against: null, againstKnownAt: null }),
      choice('This day as it was known that day', { against: null, againstKnownAt: isoOf(at) }),
      choice('This day as it was known yesterday', { against: null, againstKnownAt: isoOf(yesterday()) }),
    ),
    differenceView(answer, view.dimension, { names, shelf }),
  )
}
