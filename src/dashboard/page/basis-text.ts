import { type Dimension, dimensions } from '../../../events/words.js'
import type { CountryAnswer } from './data/wire.js'
import { dateText } from './dates.js'
import { DIMENSION_WORDS } from './words.js'

/** What the answer rests on beside its policy: the state of knowledge, and what the record covers. */
export function basisText({ basis, dimensions: states }: CountryAnswer, dimension: Dimension): string {
  const coverage = dimensions.includes(dimension) ? states[dimension].coverage : null
  const covered =
    coverage === null
      ? `${DIMENSION_WORDS[dimension]} on this day is not declared covered`
      : `${DIMENSION_WORDS[dimension]} covered ${dateText(coverage.from)} to ${coverage.to === null ? 'now' : dateText(coverage.to)}, by ${coverage.grain}`
  const known = basis.asKnownAt === null ? 'everything known' : `as known at ${basis.asKnownAt}`
  const position = basis.position === null ? '' : `, last change at ${basis.position.replace(/^0+(?=\d)/, '')}`
  return `${known}${position} · ${covered}`
}
