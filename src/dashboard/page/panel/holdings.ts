import type { Names } from '../data/names.js'
import type { CountryAnswer } from '../data/wire.js'
import { dateText } from '../dates.js'
import { h } from '../element.js'
import { idText, listText, plain, rangeText, typeText } from '../words.js'

interface Options {
  readonly names: Names
  /** Show the events behind an entry. */
  readonly onEvents: (eventIds: readonly string[], place: HTMLElement) => void
}

type Agreement = CountryAnswer['agreements'][number]
type Force = CountryAnswer['forces'][number]

/** What is in force on the day: forces, bases, agreements, measures, memberships, what was announced. */
export function holdingsView(answer: CountryAnswer, options: Options): HTMLElement {
  const { names } = options
  const standing = answer.agreements.filter(({ status }) => status !== 'ended')
  const ended = answer.agreements.filter(({ status }) => status === 'ended')
  return h(
    'div',
    { class: 'holdings' },
    section(
      'Forces present',
      answer.forces,
      force => forceItem(force, options),
      'No foreign force is on record on this day.',
    ),
    answer.bases.length > 0
      ? section(
          'Bases',
          answer.bases,
          base =>
            entry(
              base.name ?? base.siteId,
              [listText(base.partners.map(names.of)), base.since === null ? '' : `since ${dateText(base.since)}`],
              [],
              base.eventIds,
              options,
            ),
          '',
        )
      : null,
    section(
      'Agreements',
      standing,
      agreement => agreementItem(agreement, options),
      'No agreement is on record on this day.',
    ),
    section(
      'Measures',
      answer.measures,
      measure =>
        entry(
          `${typeText(measure.type.replaceAll('-', ' '))}: ${listText(measure.by.map(names.of))}`,
          [measure.measures ? listText(measure.measures.map(plain)) : '', `since ${dateText(measure.since)}`],
          measure.eased ? ['eased'] : [],
          measure.eventIds,
          options,
        ),
      'No sanction, suspension or break of relations is on record on this day.',
    ),
    section(
      'Memberships',
      answer.memberships,
      membership =>
        entry(
          names.of(membership.organisation),
          [
            `since ${dateText(membership.since)}`,
            membership.endsOn === null ? '' : `ends ${dateText(membership.endsOn)}`,
          ],
          membership.status === 'member' ? [] : [plain(membership.status)],
          membership.eventIds,
          options,
        ),
      'No membership is on record on this day.',
    ),
    answer.upcoming.length > 0
      ? section(
          'Announced',
          answer.upcoming,
          item =>
            entry(
              typeText(item.type),
              [item.partner === null ? '' : names.of(item.partner), `for ${dateText(item.on)}`],
              ['planned'],
              item.eventIds,
              options,
            ),
          '',
        )
      : null,
    ended.length > 0
      ? h(
          'details',
          { class: 'ended' },
          h('summary', null, `Ended agreements (${ended.length})`),
          h(
            'ul',
            { class: 'entries' },
            ended.map(agreement => agreementItem(agreement, options)),
          ),
        )
      : null,
    answer.authorities.length > 0
      ? section(
          'Authorities',
          answer.authorities,
          authority =>
            h(
              'li',
              { class: 'entry' },
              h('p', { class: 'entry-title' }, authority.authority),
              h(
                'p',
                { class: 'entry-facts' },
                [
                  `since ${dateText(authority.since)}`,
                  authority.rivalOf === null ? '' : `rival of ${authority.rivalOf}`,
                  providerOf(authority, names),
                ]
                  .filter(text => text !== '')
                  .join(' · '),
              ),
            ),
          '',
        )
      : null,
  )
}

function section<T>(title: string, items: readonly T[], item: (value: T) => HTMLElement, none: string): HTMLElement {
  return h(
    'section',
    null,
    h('h3', null, title, items.length > 0 ? h('span', { class: 'count' }, String(items.length)) : null),
    items.length === 0 ? h('p', { class: 'quiet' }, none) : h('ul', { class: 'entries' }, items.map(item)),
  )
}

function forceItem(force: Force, options: Options): HTMLElement {
  const { names } = options
  const { strength, strengthAsOf, consent, withoutLegalBasis, disputed } = force
  const badges = [
    ...(disputed ? ['disputed'] : []),
    ...(withoutLegalBasis ? ['without legal basis'] : []),
    ...(consent === null
      ? ['consent not stated']
      : consent === 'contested' || consent === 'none'
        ? [`consent ${consent}`]
        : []),
  ]
  const facts = [
    plain(force.role ?? 'role not stated'),
    strength === null
      ? 'strength not known'
      : `${rangeText(strength)} people${strength.basis ? `, ${strength.basis}` : ''}${strengthAsOf === null ? '' : ` (${dateText(strengthAsOf)})`}`,
    consent === 'invited' || consent === 'tolerated' ? `consent: ${consent}` : '',
    force.since === null ? '' : `since ${dateText(force.since)}`,
    force.sites.length > 0 ? force.sites.join(', ') : '',
  ]
  return entry(`${names.of(force.sponsor)}`, facts, badges, force.eventIds, options, force.forceId)
}

function agreementItem(agreement: Agreement, options: Options): HTMLElement {
  const { names } = options
  const { status, signedOn, inForceFrom, endsOn, endedOn, contested, denouncedByHost, dormantSince, confidence } =
    agreement
  const facts = [
    status === 'in-force' && inForceFrom !== null ? `in force since ${dateText(inForceFrom)}` : '',
    signedOn !== null && signedOn !== inForceFrom ? `signed ${dateText(signedOn)}` : '',
    endsOn === null ? '' : `ends ${dateText(endsOn)}`,
    endedOn === null ? '' : `ended ${dateText(endedOn)}`,
    `confidence ${Math.round(confidence * 100)} %`,
  ]
  const badges = [
    ...(status === 'in-force' || status === 'ended' ? [] : [plain(status)]),
    ...(agreement.mutual ? ['mutual'] : []),
    ...(contested ? ['contested'] : []),
    ...(denouncedByHost ? ['denounced by the host'] : []),
    ...(dormantSince === null ? [] : [`unused, dormant since ${dateText(dormantSince)}`]),
  ]
  const title = `${listText(agreement.partners.map(names.of))}: ${agreement.kind === null ? 'agreement' : plain(agreement.kind)}`
  return entry(title, facts, badges, agreement.eventIds, options, agreement.agreementId)
}

function entry(
  title: string,
  facts: readonly string[],
  badges: readonly string[],
  eventIds: readonly string[],
  options: Options,
  id?: string,
): HTMLElement {
  const place = h('ul', { class: 'driver-events', hidden: true })
  const button = h(
    'button',
    {
      type: 'button',
      class: 'link',
      'aria-expanded': 'false',
      onclick: () => {
        place.hidden = !place.hidden
        button.setAttribute('aria-expanded', String(!place.hidden))
        if (!place.hidden && place.childElementCount === 0) options.onEvents(eventIds, place)
      },
    },
    `${eventIds.length} ${eventIds.length === 1 ? 'report' : 'reports'}`,
  )
  return h(
    'li',
    { class: 'entry' },
    h(
      'p',
      { class: 'entry-title' },
      title,
      badges.map(badge => h('span', { class: `badge ${WEIGHTY.has(badge) ? 'weighty' : ''}` }, badge)),
    ),
    h('p', { class: 'entry-facts' }, facts.filter(text => text !== '').join(' · ')),
    h(
      'p',
      { class: 'entry-foot' },
      id === undefined ? null : h('span', { title: id }, idText(id, options.names)),
      button,
    ),
    place,
  )
}

const WEIGHTY = new Set([
  'disputed',
  'contested',
  'without legal basis',
  'consent contested',
  'consent none',
  'denounced by the host',
  'terminating',
  'suspended',
  'withdrawing',
  'frozen',
])

/** Who provides for one of several authorities. */
function providerOf({ primary, contenders }: CountryAnswer['authorities'][number], names: Names): string {
  if (primary.security !== null) return `primary provider ${names.of(primary.security)}`
  const several = contenders?.security ?? []
  return several.length === 0 ? '' : `contested: ${listText(several.map(names.of))}`
}
