import { type Dimension, dimensions } from '../../../../events/words.js'
import type { Names } from '../data/names.js'
import type { CountryAnswer } from '../data/wire.js'
import { dateText } from '../dates.js'
import { h } from '../element.js'
import { DIMENSION_WORDS, listText, plain, rangeText, scoreText } from '../words.js'
import { statusSentence } from './status-list.js'

/** What differs between two answers for one country: statuses, scores, and what began, ended or changed. */
export function comparisonView(
  before: CountryAnswer,
  after: CountryAnswer,
  dimension: Dimension,
  names: Names,
): HTMLElement {
  const statuses = dimensions.flatMap(name => {
    const [was, is] = [statusSentence(before.dimensions[name], names), statusSentence(after.dimensions[name], names)]
    return was === is ? [] : { name, was, is }
  })
  const scores = scoreChanges(before, after, dimension)
  const lists = [
    [
      'Forces',
      changes(
        before.forces,
        after.forces,
        ({ forceId }) => forceId,
        force => forceText(force, names),
      ),
    ],
    [
      'Agreements',
      changes(
        live(before.agreements),
        live(after.agreements),
        ({ agreementId }) => agreementId,
        agreement => agreementText(agreement, names),
      ),
    ],
    [
      'Measures',
      changes(
        before.measures,
        after.measures,
        ({ type, partner }) => `${type} ${partner}`,
        ({ type, by, measures }) =>
          `${plain(type)}, ${listText(by.map(names.of))}${measures ? `: ${listText(measures.map(plain))}` : ''}`,
      ),
    ],
    [
      'Memberships',
      changes(
        before.memberships,
        after.memberships,
        ({ organisation }) => organisation,
        ({ organisation, status }) => `${names.of(organisation)}, ${plain(status)}`,
      ),
    ],
  ] as const
  const nothing = statuses.length === 0 && scores.length === 0 && lists.every(([, list]) => list.length === 0)
  if (nothing) return h('p', { class: 'quiet' }, 'Nothing differs between the two.')
  return h(
    'div',
    { class: 'comparison' },
    statuses.length > 0 &&
      h(
        'section',
        null,
        h('h3', null, 'Status'),
        h(
          'dl',
          { class: 'changes' },
          statuses.map(({ name, was, is }) => [
            h('dt', null, DIMENSION_WORDS[name]),
            h('dd', null, h('p', { class: 'was' }, was), h('p', { class: 'is' }, is)),
          ]),
        ),
      ),
    scores.length > 0 &&
      h(
        'section',
        null,
        h('h3', null, `Scores, ${DIMENSION_WORDS[dimension].toLowerCase()}`),
        h(
          'table',
          { class: 'score-table' },
          h(
            'thead',
            null,
            h(
              'tr',
              null,
              ['Partner', dateText(before.at), dateText(after.at), 'Change'].map(text =>
                h('th', { scope: 'col' }, text),
              ),
            ),
          ),
          h(
            'tbody',
            null,
            scores.map(({ partner, was, is }) =>
              h(
                'tr',
                null,
                h('th', { scope: 'row' }, names.of(partner)),
                [was, is].map(score => h('td', null, score === null ? '–' : scoreText(score))),
                h('td', null, scoreText((is ?? 0) - (was ?? 0))),
              ),
            ),
          ),
        ),
      ),
    lists.map(([title, list]) =>
      list.length === 0
        ? null
        : h(
            'section',
            null,
            h('h3', null, title),
            h(
              'ul',
              { class: 'change-list' },
              list.map(({ sign, word, text }) =>
                h('li', null, h('span', { class: 'sign', 'aria-label': word, title: word }, sign), text),
              ),
            ),
          ),
    ),
  )
}

function scoreChanges(before: CountryAnswer, after: CountryAnswer, dimension: Dimension) {
  const scoresOf = ({ partners }: CountryAnswer) =>
    new Map(
      partners.flatMap(({ partner, scores }) =>
        scores[dimension] ? [[partner, scores[dimension].score] as const] : [],
      ),
    )
  const [was, is] = [scoresOf(before), scoresOf(after)]
  return [...new Set([...was.keys(), ...is.keys()])]
    .map(partner => ({ partner, was: was.get(partner) ?? null, is: is.get(partner) ?? null }))
    .filter(change => Math.abs((change.is ?? 0) - (change.was ?? 0)) >= 0.005)
    .sort((a, b) => Math.abs((b.is ?? 0) - (b.was ?? 0)) - Math.abs((a.is ?? 0) - (a.was ?? 0)))
}

function changes<T>(before: readonly T[], after: readonly T[], key: (item: T) => string, text: (item: T) => string) {
  const was = new Map(before.map(item => [key(item), text(item)]))
  const is = new Map(after.map(item => [key(item), text(item)]))
  return [
    ...[...is].flatMap(([id, now]) => (was.has(id) ? [] : { sign: '+', word: 'began', text: now })),
    ...[...was].flatMap(([id, then]) => (is.has(id) ? [] : { sign: '−', word: 'ended', text: then })),
    ...[...is].flatMap(([id, now]) =>
      was.has(id) && was.get(id) !== now ? { sign: '→', word: 'changed', text: `${was.get(id)} → ${now}` } : [],
    ),
  ]
}

function live(agreements: CountryAnswer['agreements']): CountryAnswer['agreements'] {
  return agreements.filter(({ status }) => status !== 'ended')
}

function forceText(force: CountryAnswer['forces'][number], names: Names): string {
  const parts = [
    `${names.of(force.sponsor)} ${plain(force.role ?? 'force')}`,
    force.strength === null ? '' : `${rangeText(force.strength)} people`,
    force.consent === null ? '' : `consent ${force.consent}`,
    force.withoutLegalBasis ? 'without legal basis' : '',
  ]
  return parts.filter(part => part !== '').join(', ')
}

function agreementText(agreement: CountryAnswer['agreements'][number], names: Names): string {
  return `${listText(agreement.partners.map(names.of))}, ${plain(agreement.kind ?? 'agreement')}: ${plain(agreement.status)}${agreement.contested ? ', contested' : ''}`
}
