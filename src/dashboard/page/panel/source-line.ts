import type { ClaimSource } from '../../../../events/envelope.js'
import type { Names } from '../data/names.js'
import type { StoredEvent } from '../data/wire.js'
import { dateText } from '../dates.js'
import { h } from '../element.js'
import { gradeText } from '../words.js'
import { eventHeadline } from './event-text.js'

/** Who said it: title as a link, publisher, day of publication, grade, and what kind of claim it is. */
export function sourceLine(claim: ClaimSource): HTMLElement {
  const { sourceId, title, url, publishedOn, reliability, credibility, modality, via, verified } = claim
  const name = title ?? (verified === 'memory' ? 'Recalled by an analyst, no page at hand' : 'Untitled report')
  const parts = [
    via && via.length > 0 ? `via ${via.join(', ')}` : null,
    publishedOn === undefined ? null : dateText(publishedOn),
  ].filter(part => part !== null)
  const grade = `${reliability}${credibility}`
  return h(
    'span',
    { class: 'source' },
    isWeb(url)
      ? h('a', { href: url, rel: 'noreferrer noopener', target: '_blank', class: 'source-title' }, name)
      : h('span', { class: 'source-title' }, name),
    h('span', { class: 'source-facts' }, sourceName(sourceId), ...parts.map(part => ` · ${part}`)),
    h('abbr', { class: 'grade', title: `${grade}: ${gradeText(reliability, credibility)}` }, grade),
    modality === 'asserted' ? null : h('span', { class: `badge ${modality}` }, modality),
  )
}

/** The id of a source, which leads to what rests on it. */
export function sourceName(sourceId: string): HTMLElement {
  return h(
    'button',
    { type: 'button', class: 'link', 'data-source': sourceId, title: `What rests on ${sourceId}` },
    sourceId,
  )
}

/** An event with its source, in two lines, and what else is to be said or done about it. */
export function eventLine(event: StoredEvent, names: Names, ...more: (HTMLElement | null)[]): HTMLElement {
  return h(
    'li',
    { class: 'driver-event' },
    h('span', { class: 'when' }, dateText(event.occurredOn)),
    h('span', { class: 'what' }, eventHeadline(event, names)),
    sourceLine(event.claim),
    more,
  )
}

/** Only web addresses become links: an event's text can hold anything. */
function isWeb(url: string | undefined): url is string {
  return url !== undefined && /^https?:\/\//i.test(url)
}
