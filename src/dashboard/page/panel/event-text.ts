import type { Names } from '../data/names.js'
import type { StoredEvent } from '../data/wire.js'
import { idText, listText, plain, rangeText, typeText } from '../words.js'

/** What an event says, in a line: its type, its partner, and what its data add. */
export function eventHeadline(
  event: Pick<StoredEvent, 'type' | 'partner' | 'parties' | 'country'>,
  names: Names,
): string {
  const others = (event.parties ?? []).filter(party => party !== event.country && party !== event.partner)
  const partners = [...(event.partner === undefined ? [] : [event.partner]), ...others].map(names.of)
  return partners.length === 0 ? typeText(event.type) : `${typeText(event.type)}: ${listText(partners)}`
}

/** The details of an event as short texts, in the order in which they matter. */
export function eventDetails({ data }: Pick<StoredEvent, 'data'>, names: Names): string[] {
  const details: string[] = []
  const text = (name: string) => (typeof data[name] === 'string' ? (data[name] as string) : undefined)
  const add = (value: string | undefined, words: (value: string) => string = value => value) => {
    if (value !== undefined && value !== '') details.push(words(value))
  }
  add(text('kind'), plain)
  add(text('role'), plain)
  add(text('outcome'), plain)
  add(text('stance'), plain)
  add(text('level'), level => `level: ${plain(level)}`)
  add(strengthText(data.strength, 'people'))
  add(strengthText(data.remaining, 'remaining'))
  add(text('extent'), plain)
  add(text('consent'), consent => `consent: ${plain(consent)}`)
  add(text('ground'), ground => `ground: ${plain(ground)}`)
  add(text('mode'), plain)
  add(text('change'), plain)
  add(text('stage'), plain)
  add(text('subject'))
  add(text('content'))
  add(text('demand'))
  add(text('basis'))
  add(text('designation'))
  add(itemsText(data.items))
  add(wordsText(data.measures))
  add(wordsText(data.scope) ?? text('scope'))
  add(idsText(data.by, names), by => `by ${by}`)
  add(text('agreementId'), id => idText(id, names))
  add(text('organisation'), names.of)
  add(text('siteName'))
  add(text('deadline'), deadline => `deadline ${deadline}`)
  add(text('endsOn'), end => `ends ${end}`)
  add(text('term'), term => `term ${term}`)
  add(text('noticePeriod'), period => `notice ${period}`)
  add(text('reason'), reason => `reason: ${plain(reason)}`)
  add(text('dimension'))
  return [...new Set(details)]
}

function strengthText(value: unknown, unit: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { low, high, basis } = value as { low?: unknown; high?: unknown; basis?: unknown }
  if (typeof low !== 'number' || typeof high !== 'number') return undefined
  return `${rangeText({ low, high })} ${unit}${typeof basis === 'string' ? ` (${basis})` : ''}`
}

function itemsText(value: unknown): string | undefined {
  if (!Array.isArray(value)) return undefined
  const items = value.map((item: { designation?: unknown; category?: unknown }) =>
    plain(String(item?.designation ?? item?.category ?? '')),
  )
  return listText(items.filter(item => item !== ''))
}

function wordsText(value: unknown): string | undefined {
  return Array.isArray(value) ? listText(value.map(item => plain(String(item)))) : undefined
}

function idsText(value: unknown, names: Names): string | undefined {
  return Array.isArray(value) ? listText(value.map(item => names.of(String(item)))) : undefined
}
