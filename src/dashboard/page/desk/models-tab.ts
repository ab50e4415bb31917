import { dimensions } from '../../../../events/words.js'
import type { Client } from '../data/client.js'
import type { BlindSpotsAnswer, CountryAnswer, PoliciesAnswer, SideBySideAnswer } from '../data/wire.js'
import { type Day, isoOf } from '../dates.js'
import { h } from '../element.js'
import { statusSentence } from '../panel/status-list.js'
import type { Navigation } from '../view.js'
import { DIMENSION_WORDS } from '../words.js'
import { blindSpotsOf } from './blind-spots-list.js'
import type { Reports } from './reports.js'
import { unfolding } from './unfolding.js'

interface Options extends Reports {
  readonly client: Client
  readonly navigation: Navigation
  readonly at: Day
  readonly signal: AbortSignal
}

/** What each model makes of a country on a day, side by side, and where the record of it is blind. */
export async function modelsTab(
  { country }: CountryAnswer,
  { client, navigation, at, signal, names, shelf }: Options,
): Promise<HTMLElement> {
  const view = navigation.view()
  const question = { at: isoOf(at), asKnownAt: view.asKnownAt }
  const [{ policies }, listed] = await Promise.all([
    client.get<SideBySideAnswer>(`/v1/countries/${country}/policies`, question, signal),
    client.get<PoliciesAnswer>('/v1/policies', {}, signal),
  ])
  const titles = new Map(listed.policies.map(({ id, title }) => [id, title]))
  const usual = listed.policies[0]?.id ?? null
  const chosen = view.policy ?? usual
  return h(
    'div',
    null,
    h(
      'p',
      { class: 'hint' },
      'A model is one document of numbers that makes scores of the record. Choose one to see the whole page under it.',
    ),
    h(
      'div',
      { class: 'table-box models' },
      h(
        'table',
        null,
        h('caption', { class: 'unseen' }, 'What each model says'),
        h(
          'thead',
          null,
          h(
            'tr',
            null,
            h('td'),
            policies.map(({ policy }) =>
              h(
                'th',
                { scope: 'col' },
                h(
                  'button',
                  {
                    type: 'button',
                    class: 'link',
                    id: `model-${policy}`,
                    'aria-pressed': String(policy === chosen),
                    title: titles.get(policy),
                    onclick: () => navigation.go({ policy: policy === usual ? null : policy }),
                  },
                  policy,
                ),
                policy === chosen ? h('span', { class: 'badge' }, 'answers here') : null,
              ),
            ),
          ),
        ),
        h(
          'tbody',
          null,
          dimensions.map(dimension =>
            h(
              'tr',
              { class: dimension === view.dimension ? 'current' : '' },
              h('th', { scope: 'row' }, DIMENSION_WORDS[dimension]),
              policies.map(({ policy, dimensions: states }) =>
                h(
                  'td',
                  { 'data-policy': policy, 'data-dimension': dimension },
                  statusSentence(states[dimension], names),
                ),
              ),
            ),
          ),
        ),
      ),
    ),
    h('h3', null, 'What each holds'),
    h(
      'ul',
      { class: 'entries' },
      listed.policies.map(({ id, title }) =>
        h(
          'li',
          { class: 'entry' },
          h('strong', null, id),
          `: ${title}. `,
          h('a', { href: `/v1/policies/${encodeURIComponent(id)}` }, 'Every number'),
        ),
      ),
    ),
    h('h3', null, 'Where the record is blind'),
    unfolding(`What is not known of ${names.of(country)}`, 'blind spots', async () => {
      const answer = await client.get<BlindSpotsAnswer>('/v1/blind-spots', {
        ...question,
        country,
        policy: view.policy,
      })
      return blindSpotsOf(answer, { names, shelf, onCountry: null })
    }),
  )
}
