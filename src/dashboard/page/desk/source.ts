import type { Fall, SourceAnswer, Supported } from '../data/wire.js'
import { dateText, dayText, isoOf } from '../dates.js'
import { h } from '../element.js'
import { growingList } from '../growing-list.js'
import { standpointOf } from '../view.js'
import { DIMENSION_WORDS, idText, reliabilityText, scoreText } from '../words.js'
import { basisLine } from './basis-line.js'
import type { DeskContext, DeskView } from './desk-view.js'
import { reportsOf } from './reports.js'
import { verdictText } from './verdict-text.js'

/** What rests on one source: how it is graded and was, what it supports on the day, what would fall with it. */
export const sourceView: DeskView = async (context, { signal, minPosition }) => {
  const { client, navigation, day } = context
  const view = navigation.view()
  const answer = await client.get<SourceAnswer>(
    `/v1/sources/${encodeURIComponent(view.source!)}`,
    { at: isoOf(day()), letter: SUPPOSED, ...standpointOf(view), minPosition },
    signal,
  )
  const { sourceId, family, claims } = answer
  const asKnown = view.asKnownAt === null ? '' : `, as known at ${view.asKnownAt}`
  const told = `${claims} ${claims === 1 ? 'claim' : 'claims'} on record`
  return h(
    'div',
    { class: 'source-view' },
    h('h2', null, sourceId),
    h('p', { class: 'subtitle' }, `${told}, ${dayText(day())}${asKnown}`),
    family === null || family === sourceId
      ? null
      : h('p', { class: 'hint' }, `One voice with others of the family ${family}: together they count as one source.`),
    grades(answer, context),
    supports(answer, context),
    falls(answer, context),
    basisLine(answer.basis),
  )
}

/** The letter that its claims would be read with. */
const SUPPOSED = 'D'

function grades({ reliability, why, grades: regradings }: SourceAnswer, { names, shelf }: DeskContext): HTMLElement {
  const proposal =
    reliability === null
      ? 'No letter is proposed: each of its claims counts with the letter that it came with.'
      : `${reliability}, ${reliabilityText(reliability)}, is proposed: ${why ?? ''}`
  return h(
    'section',
    null,
    h('h3', null, 'How it is graded'),
    h('p', null, proposal),
    regradings.length === 0
      ? h('p', { class: 'quiet' }, 'Nothing on record grades it otherwise.')
      : h(
          'ol',
          { class: 'entries' },
          regradings.map(({ eventId, reliability: letter, validFrom, recordedAt }) =>
            h(
              'li',
              { class: 'entry' },
              h('span', { class: 'grade' }, letter),
              ` ${reliabilityText(letter)}, recorded ${dateText(recordedAt.slice(0, 10))}`,
              validFrom === null ? ', for all that it says' : `, for what it says since ${dateText(validFrom)}`,
              reportsOf([eventId], { names, shelf }),
            ),
          ),
        ),
  )
}

const SHOWN = 25

function supports({ at, supports: all }: SourceAnswer, context: DeskContext): HTMLElement {
  const list = h('ul', { class: 'entries' })
  const alone = all.filter(one => one.alone).length
  const summary =
    all.length === 0
      ? `Nothing that stands on ${dateText(at)} is told by it.`
      : `${all.length} ${all.length === 1 ? 'thing stands' : 'things stand'} on ${dateText(at)} by what it says${alone === 0 ? '' : `; of ${alone} no other source tells`}.`
  const more = growingList({
    list,
    lines: all,
    item: line => supported(line, context),
    first: SHOWN,
    step: 4 * SHOWN,
    label: (_, left) => `Show more (${left} left)`,
  })
  return h(
    'section',
    { class: 'supports' },
    h('h3', null, 'What it supports'),
    h('p', { class: 'hint' }, summary),
    list,
    more,
  )
}

function supported({ country, partner, object, alone, eventIds }: Supported, context: DeskContext): HTMLElement {
  const { names, shelf } = context
  const [kind = '', id = ''] = object.split(/:(.*)/s)
  const what = kind === 'membership' ? 'membership' : `${kind} ${idText(id, names)}`
  return h(
    'li',
    { class: 'entry', 'data-country': country },
    h(
      'p',
      null,
      countryLink(country, context),
      ` · ${names.of(partner)}, ${what}`,
      alone ? ' · no other source tells of it' : '',
    ),
    reportsOf(eventIds, { names, shelf }),
  )
}

function falls({ regradedTo, falls: all }: SourceAnswer, context: DeskContext): HTMLElement {
  const title = `What would fall if it were graded ${regradedTo}`
  return h(
    'section',
    { class: 'falls' },
    h('h3', null, title),
    h(
      'p',
      { class: 'hint' },
      all.length === 0
        ? `If all its claims were read as ${reliabilityText(regradedTo)}, nothing on this day would be another answer.`
        : `If all its claims were read as ${reliabilityText(regradedTo)}, ${all.length} ${all.length === 1 ? 'country' : 'countries'} would have another answer.`,
    ),
    h(
      'ul',
      { class: 'entries' },
      all.map(one => fallen(one, context)),
    ),
  )
}

/** The verdicts first, then what would be gone or stand otherwise, then the scores that would move most. */
function fallen(fall: Fall, context: DeskContext): HTMLElement {
  const { names } = context
  const lines = [
    ...fall.dimensions.map(
      ({ dimension, before, after }) =>
        `${DIMENSION_WORDS[dimension]}: ${verdictText(before, names)} would be ${verdictText(after, names)}`,
    ),
    ...fall.agreements.map(({ agreementId, before, after }) => {
      return `agreement ${idText(agreementId, names)}: ${before ?? 'not there'} would be ${after ?? 'gone'}`
    }),
    ...fall.forces.map(({ forceId, after }) => {
      return `force ${idText(forceId, names)} would be ${after === null ? 'gone' : 'told otherwise'}`
    }),
    ...fall.memberships.map(({ organisation, before, after }) => {
      return `membership of ${names.of(organisation)}: ${before ?? 'not there'} would be ${after ?? 'gone'}`
    }),
  ]
  const seen = fall.scores.filter(({ before, after }) => scoreText(before) !== scoreText(after))
  const scores = seen.slice(0, MOST_SCORES).map(({ partner, dimension, before, after }) => {
    return `${names.of(partner)}, ${DIMENSION_WORDS[dimension].toLowerCase()}: ${scoreText(before)} would be ${scoreText(after)}`
  })
  const [more, little] = [seen.length - scores.length, fall.scores.length - seen.length]
  const others = (count: number) => (count === 1 ? 'score' : 'scores')
  return h(
    'li',
    { class: 'entry', 'data-country': fall.country },
    h('p', null, countryLink(fall.country, context)),
    h(
      'ul',
      { class: 'fallen' },
      [...lines, ...scores].map(line => h('li', null, line)),
      more > 0 ? h('li', { class: 'quiet' }, `and ${more} more ${others(more)}`) : null,
      little > 0 ? h('li', { class: 'quiet' }, `${little} ${others(little)} by less than a hundredth`) : null,
    ),
  )
}

const MOST_SCORES = 4

function countryLink(country: string, { navigation, names }: DeskContext): HTMLElement {
  return h('button', { type: 'button', class: 'link', onclick: () => navigation.go({ country }) }, names.of(country))
}
