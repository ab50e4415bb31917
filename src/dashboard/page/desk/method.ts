import { dayText, isoOf } from '../dates.js'
import { h } from '../element.js'
import { sourceName } from '../panel/source-line.js'
import type { DeskView } from './desk-view.js'

/** What the words of the page mean, where its data come from, how to cite it and how to ask for the same. */
export const methodView: DeskView = async ({ client, navigation, day }, { signal }) => {
  const view = navigation.view()
  const [{ sources }, { events }] = await Promise.all([
    client.get<{ sources: readonly { sourceId: string; reliability: string; why: string }[] }>(
      '/v1/sources',
      {},
      signal,
    ),
    client.get<{ events: readonly { recordedAt: string }[]; head: string | null }>('/v1/events', { limit: 1 }, signal),
  ])
  const term = (word: string, id: string, ...meaning: Parameters<typeof h>[2][]) => [
    h('dt', { id: `method-${id}` }, word),
    h('dd', null, ...meaning),
  ]
  const address = location.href
  const policy = view.policy ?? 'v1'
  const cite = `Entente, “${document.title.replace(' · Entente', '')}”, ${dayText(day())}, model ${policy}, ${
    view.asKnownAt === null ? 'everything known' : `as known at ${view.asKnownAt}`
  }. ${address}`
  const question = view.country === null ? `/v1/countries?at=${isoOf(day())}` : `/v1/countries/${view.country}`
  return h(
    'div',
    { class: 'method' },
    h('h2', null, 'Method'),
    h(
      'p',
      { class: 'hint' },
      'Entente keeps what was reported, each report as a claim with its source, and works out from all of them who stood with whom on a day. Nothing is entered by hand as a result.',
    ),
    h(
      'dl',
      { class: 'terms' },
      term(
        'Score',
        'score',
        'A number from −1 to +1 for one partner in one field. Above zero it gives the country something there, such as troops, arms, recognition or money; below zero it takes it away or opposes. What holds on the day is added up, what lately happened fades. The range beside it says how far it could be off.',
      ),
      term(
        'Provider',
        'provider',
        'A partner that gives something that the country does not give back. An ally is bound to it by a commitment between equals; the two are told apart.',
      ),
      term('Primary provider', 'primary', 'The provider that is over the threshold and clearly ahead of the next.'),
      term(
        'Contested',
        'contested',
        'Somebody is over the threshold, and nobody clearly ahead of the others; or a force is still there after the host withdrew its consent, which is said as “disputed”.',
      ),
      term(
        'No provider and unknown',
        'unknown',
        '“No provider” means that somebody declared the record of this time to be whole, and nobody reaches the threshold. Without such a declaration it is “unknown”, which is not the same.',
      ),
      term('Split', 'split', 'Rival authorities of one country have different providers.'),
      term(
        'As known at',
        'known',
        'What had been recorded by then. A report that came later, or was taken back later, does not count before.',
      ),
      term(
        'Model',
        'model',
        'One document holds every number: thresholds, weights, how fast things fade. The same holds for every country. ',
        h('a', { href: `/v1/policies/${encodeURIComponent(policy)}` }, 'Every number of this one'),
        '.',
      ),
    ),
    h('h3', null, 'Where the data come from'),
    h(
      'p',
      null,
      events.length === 0
        ? 'Nothing is on record yet. '
        : 'Every report is listed with its source in the timeline of its country. ',
      'A source has a letter from A (completely reliable) to F (not judged), a claim a figure from 1 (confirmed) to 6 (not judged). These are graded until a report says otherwise:',
    ),
    h(
      'details',
      null,
      h('summary', null, `${sources.length} sources and how they are graded`),
      h(
        'ul',
        { class: 'entries' },
        sources.map(({ sourceId, reliability, why }) =>
          h('li', { class: 'entry' }, sourceName(sourceId), ' ', h('span', { class: 'grade' }, reliability), ` ${why}`),
        ),
      ),
    ),
    h('h3', null, 'How to cite'),
    h('p', { class: 'cite' }, cite),
    h(
      'p',
      { class: 'hint' },
      'Every answer names its basis: the model, the state of knowledge and the last change it knows of. The same basis gives the same answer.',
    ),
    h('h3', null, 'How to ask for the same'),
    h('pre', null, h('code', null, `curl '${location.origin}${question}'`)),
    h(
      'p',
      null,
      h('a', { href: '/docs' }, 'Every question, and a place to try them'),
      ' · ',
      h('a', { href: '/v1/panel?from=2000&to=2024&step=year&format=csv' }, 'A table for statistics'),
      ' · ',
      h('a', { href: '/v1/panel/codebook' }, 'What its columns mean'),
    ),
  )
}
