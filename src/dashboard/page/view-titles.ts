import type { Names } from './data/names.js'
import { type Day, dayText } from './dates.js'
import type { View } from './view.js'
import { DIMENSION_WORDS } from './words.js'

/** What the colours of the map say. */
export function captionOf({ dimension, colour, partner, power }: View, at: Day, names: Names): string {
  if (power !== null) return `${DIMENSION_WORDS[dimension]}: where ${names.of(power)} stands on ${dayText(at)}`
  const what =
    colour === 'score' && partner !== null ? `score towards ${names.of(partner)}` : 'primary provider, else alliance'
  return `${DIMENSION_WORDS[dimension]}: ${what} on ${dayText(at)}`
}

/** The title of the document. */
export function titleOf({ country, power, source }: View, names: Names): string {
  const subject = country ?? power
  const title = subject === null ? source : names.of(subject)
  return title === null ? 'Entente' : `${title} · Entente`
}
