import type { Dimension } from '../../../../events/words.js'
import type { Cause, DifferenceAnswer, ScoreChange } from '../data/wire.js'
import { h } from '../element.js'
import { DIMENSION_WORDS, exactText, idText, listText, plain, rangeText, scoreText, sentence } from '../words.js'
import { type Reports, reportsOf } from './reports.js'
import { verdictText } from './verdict-text.js'

const KIND_WORDS: Readonly<Record<Cause['kind'], string>> = {
  event: 'happened or reported in between',
  clock: 'only time passed',
  knowledge: 'known otherwise now',
}

/** What differs, by how much, and why; empty sections are left out. */
export function differenceView(answer: DifferenceAnswer, dimension: Dimension, reports: Reports): HTMLElement {
  const { names } = reports
  const here = answer.partners.filter(change => change.dimension === dimension)
  const elsewhere = answer.partners.filter(change => change.dimension !== dimension)
  const lists = changedLists(answer, reports)
  if (answer.dimensions.length === 0 && answer.partners.length === 0 && lists.length === 0) {
    return h('p', { class: 'quiet' }, 'Nothing differs between the two.')
  }
  return h(
    'div',
    { class: 'comparison' },
    answer.dimensions.length > 0 &&
      section(
        'Status',
        h(
          'dl',
          { class: 'changes' },
          answer.dimensions.map(({ dimension: name, before, after }) => [
            h('dt', null, DIMENSION_WORDS[name]),
            h(
              'dd',
              null,
              h('p', { class: 'was' }, verdictText(before, names)),
              h('p', { class: 'is' }, verdictText(after, names)),
            ),
          ]),
        ),
      ),
    answer.partners.length > 0 &&
      section(
        `Scores, ${DIMENSION_WORDS[dimension].toLowerCase()}`,
        here.length === 0
          ? h('p', { class: 'quiet' }, 'No score in this dimension differs.')
          : [
              h('p', { class: 'hint' }, 'Open a partner to see what made the difference.'),
              h(
                'div',
                { class: 'score-changes' },
                here.map((change, i) => scoreChange(change, reports, i === 0)),
              ),
            ],
        elsewhere.length > 0 &&
          h(
            'details',
            { class: 'slight' },
            h('summary', null, `${elsewhere.length} in other dimensions`),
            h(
              'div',
              { class: 'score-changes' },
              elsewhere.map(change => scoreChange(change, reports, false)),
            ),
          ),
      ),
    lists,
    answer.events.length > 0 && section('Behind all of it', reportsOf(answer.events, reports)),
  )
}

function section(title: string, ...children: Parameters<typeof h>[2][]): HTMLElement {
  return h('section', null, h('h3', null, title), ...children)
}

/** One score: from, to, and when opened the causes, which with the rest sum to the change as printed. */
function scoreChange(change: ScoreChange, reports: Reports, open: boolean): HTMLElement {
  const { partner, dimension, before, after, delta, causes, rest } = change
  const { names } = reports
  const hasRest = rest.contribution !== 0 || rest.events > 0
  return h(
    'details',
    { class: 'score-change', open, 'data-partner': partner, 'data-dimension': dimension },
    h(
      'summary',
      null,
      h('span', { class: 'partner-name' }, names.of(partner)),
      h('span', { class: 'number' }, `${scoreText(before)} → ${scoreText(after)}`),
      h('span', { class: `number delta${delta < 0 ? ' against' : ''}` }, exactText(delta)),
    ),
    h(
      'ol',
      { class: 'driver-list' },
      causes.map(cause => causeItem(cause, reports)),
      hasRest &&
        h(
          'li',
          { class: 'driver' },
          h('span', { class: 'contribution' }, exactText(rest.contribution)),
          h(
            'span',
            { class: 'driver-text' },
            causes.length === 0 && rest.events === 0
              ? 'others came or went, so that the same drivers weigh more or less'
              : 'the rest, with what unchanged drivers gained or lost because others came or went',
          ),
        ),
    ),
    h(
      'p',
      { class: 'sum' },
      h('span', { class: 'contribution' }, exactText(delta)),
      'the change: the sum of the above',
    ),
  )
}

function causeItem({ text, kind, contribution, eventIds }: Cause, reports: Reports): HTMLElement {
  return h(
    'li',
    { class: 'driver', 'data-kind': kind },
    h('span', { class: `contribution${contribution < 0 ? ' against' : ''}` }, exactText(contribution)),
    h(
      'div',
      { class: 'driver-body' },
      h('p', { class: 'driver-text', title: text }, sentence(text, reports.names)),
      h('p', { class: 'driver-facts' }, KIND_WORDS[kind]),
      reportsOf(eventIds, reports),
    ),
  )
}

interface Row {
  readonly text: string
  readonly before: string | null
  readonly after: string | null
  readonly eventIds: readonly string[]
}

function changedLists(answer: DifferenceAnswer, reports: Reports): HTMLElement[] {
  const { names } = reports
  const rows: readonly (readonly [string, readonly Row[]])[] = [
    [
      'Forces',
      answer.forces.map(({ forceId, sponsor, before, after, eventIds }) => ({
        text: `${names.of(sponsor)}, ${idText(forceId, names)}`,
        before: before && forceText(before),
        after: after && forceText(after),
        eventIds,
      })),
    ],
    [
      'Agreements',
      answer.agreements.map(({ agreementId, partner, before, after, eventIds }) => ({
        text: [partner === null ? '' : names.of(partner), idText(agreementId, names)].filter(Boolean).join(', '),
        before: before && plain(before),
        after: after && plain(after),
        eventIds,
      })),
    ],
    [
      'Measures',
      answer.measures.map(({ type, partner, before, after, eventIds }) => ({
        text: `${names.of(partner)}, ${plain(type)}`,
        before: before && listText((before.measures ?? []).map(plain)),
        after: after && listText((after.measures ?? []).map(plain)),
        eventIds,
      })),
    ],
    [
      'Memberships',
      answer.memberships.map(({ organisation, before, after, eventIds }) => ({
        text: names.of(organisation),
        before: before && plain(before),
        after: after && plain(after),
        eventIds,
      })),
    ],
    [
      'Authorities',
      answer.authorities.map(({ authority, before, after, eventIds }) => ({
        text: idText(authority, names),
        before: before && (before.primary.security === null ? 'in place' : names.of(before.primary.security)),
        after: after && (after.primary.security === null ? 'in place' : names.of(after.primary.security)),
        eventIds,
      })),
    ],
  ]
  return rows.flatMap(([title, list]) =>
    list.length === 0
      ? []
      : [
          section(
            title,
            h(
              'ul',
              { class: 'change-list' },
              list.map(row => changeRow(row, reports)),
            ),
          ),
        ],
  )
}

function changeRow({ text, before, after, eventIds }: Row, reports: Reports): HTMLElement {
  const [sign, word] = before === null ? ['+', 'came'] : after === null ? ['−', 'went'] : (['→', 'changed'] as const)
  const values = [before, after].filter(value => value !== null && value !== '')
  return h(
    'li',
    null,
    h('span', { class: 'sign', 'aria-hidden': 'true' }, sign),
    h(
      'div',
      null,
      h('p', null, h('strong', null, text), ` ${word}`, values.length > 0 && `: ${values.join(' → ')}`),
      reportsOf(eventIds, reports),
    ),
  )
}

function forceText({ strength, consent }: NonNullable<DifferenceAnswer['forces'][number]['before']>): string {
  const parts = [
    strength === null ? 'strength not known' : `${rangeText(strength)} people`,
    consent === null ? '' : `consent ${consent}`,
  ]
  return parts.filter(part => part !== '').join(', ')
}
