import { dayOf } from '../../events/calendar.js'
import { countryOf } from '../../events/registry/names/resolve.js'
import { kindOfPartner, nameOf } from '../../events/registry/registry.js'
import { EXIT, Failure } from './failure.js'

/**
 * The code of a country as somebody typed it: a code or a name, as it was called on a day. Throws Failure (wrong usage) with
 * what may have been meant.
 */
export function countryNamed(text: string, at?: string): string {
  const day = at === undefined ? null : dayOf(at)
  const meaning = countryOf(text, day === null ? {} : { at: day })
  if (meaning.kind === 'state') return meaning.code
  throw new Failure(
    EXIT.usage,
    `${text}: ${whichOf(meaning.kind === 'ambiguous' ? meaning.codes : meaning.suggestions)}`,
  )
}

/** The id of a partner as somebody typed it: a state by code or name, an organisation or force by its id. */
export function partnerNamed(text: string, at?: string): string {
  const id = text.toUpperCase()
  if (kindOfPartner(id) !== 'unregistered') return id
  const day = at === undefined ? null : dayOf(at)
  const meaning = countryOf(text, day === null ? {} : { at: day })
  return meaning.kind === 'state' ? meaning.code : id
}

function whichOf(codes: readonly string[]): string {
  if (codes.length === 0) return 'no country is known by that name; codes are those of ISO 3166-1 alpha-3, such as NER'
  return `no one country is known by that name; did you mean ${codes.map(code => `${code} (${nameOf(code)})`).join(' or ')}?`
}
