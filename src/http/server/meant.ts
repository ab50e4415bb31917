import { distance } from 'fastest-levenshtein'
import { definitionOf, definitions } from '../../../events/catalogue.js'
import { countryOf } from '../../../events/registry/names/resolve.js'
import { kindOfPartner, registry, stateOf } from '../../../events/registry/registry.js'
import { countryParam, partnerParam, typeParam } from './query.js'

/** Parameters that filter: what nothing can match is refused with what was meant, instead of an empty answer. */

export const typeFilter = typeParam.check(({ value, issues }) => {
  if (definitionOf(value) !== undefined) return
  const meant = nearest(
    value,
    definitions.map(({ type }) => type),
  )
  issues.push({ code: 'custom', input: value, message: `there is no type ${value}${asked(meant)}` })
})

export const countryFilter = countryParam.check(({ value, issues }) => {
  if (stateOf(value) !== undefined) return
  issues.push({
    code: 'custom',
    input: value,
    message: `${value} is not the code of a known state${asked(statesMeant(value))}`,
  })
})

/** Ids of partners are open: an unknown one of three letters would be a state, and any other may be on record. */
export const partnerFilter = partnerParam.check(({ value, issues }) => {
  if (!/^[A-Z]{3}$/.test(value) || kindOfPartner(value) !== 'unregistered') return
  const organisations = nearest(
    value,
    registry.organisations.map(({ id }) => id),
  )
  const meant = [...statesMeant(value), ...organisations].slice(0, 3)
  issues.push({ code: 'custom', input: value, message: `${value} is no known state or organisation${asked(meant)}` })
})

function statesMeant(text: string): readonly string[] {
  const meaning = countryOf(text)
  if (meaning.kind === 'state') return [meaning.code]
  return meaning.kind === 'ambiguous' ? meaning.codes : meaning.suggestions
}

/** At most three that differ in few letters, the nearest first. */
function nearest(text: string, known: readonly string[]): string[] {
  const most = Math.max(1, Math.floor(text.length / 3))
  return known
    .map(one => ({ one, letters: distance(one.toLowerCase(), text.toLowerCase()) }))
    .filter(({ letters }) => letters <= most)
    .sort((a, b) => a.letters - b.letters)
    .slice(0, 3)
    .map(({ one }) => one)
}

function asked(meant: readonly string[]): string {
  return meant.length === 0 ? '' : `; did you mean ${meant.join(' or ')}?`
}
