import type { Dimension } from '../../../events/words.js'
import type { Names } from './data/names.js'
import type { Role, Status } from './data/wire.js'
import { dateText } from './dates.js'

export const DIMENSION_WORDS: Readonly<Record<Dimension, string>> = {
  security: 'Security',
  arms: 'Arms',
  diplomatic: 'Diplomacy',
  economic: 'Economy',
}

export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  single: 'Single provider',
  contested: 'Contested',
  none: 'No provider',
  unknown: 'Unknown',
  split: 'Split',
}

/** The most that a power is in a host. */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  primary: 'Comes first',
  contender: 'Contends',
  provider: 'Provides, below the threshold',
  ally: 'Ally',
  disputed: 'Present without consent',
}

/** A status in a few words: `Russia`, `contested`, `none`, `unknown`, `split`. */
export function shortStatus(status: Status, primary: string | null, names: Names): string {
  return status === 'single' && primary !== null ? names.of(primary) : STATUS_WORDS[status].toLowerCase()
}

/** `A`, `A and B`, `A, B and C`. */
export function listText(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? ''
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}

/** The first three of a list, and how many more there are. */
export function fewText(items: readonly string[]): string {
  return items.length <= 4 ? listText(items) : listText([...items.slice(0, 3), `${items.length - 3} more`])
}

/** `AgreementTerminated` as `Agreement terminated`. */
export function typeText(type: string): string {
  const words = type.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** `border-closure` as `border closure`; the usual abbreviations stay as people write them. */
export function plain(word: string): string {
  return ABBREVIATIONS[word] ?? word.replaceAll('-', ' ')
}

const ABBREVIATIONS: Readonly<Record<string, string>> = {
  sofa: 'status of forces',
  dca: 'defence cooperation',
  mou: 'memorandum',
  pmc: 'private company',
}

/**
 * The id of a force or an agreement in words: `fra-barkhane-ner` as `Barkhane`; an id of another form stays as it is.
 */
export function idText(id: string, names: Names): string {
  const told = id.split('-')
  while (told.length > 0 && names.isWho(told[0]!.toUpperCase())) told.shift()
  while (told.length > 0 && names.isWho(told.at(-1)!.toUpperCase())) told.pop()
  if (told.length === 0) return id
  const words = told.map(part => ABBREVIATIONS[part] ?? part).join(' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/**
 * What an answer says of a driver, as people say it: partners by name, forces and agreements in words, codes spelt out.
 */
export function sentence(text: string, names: Names): string {
  const spelt = text
    .replace(/[a-z0-9]+(?:-[a-z0-9]+)+/g, word => {
      if (/^[\d-]+$/.test(word)) return word
      const [first = '', last = ''] = [word.split('-')[0], word.split('-').at(-1)]
      const isId = [first, last].some(part => names.isWho(part.toUpperCase()))
      return isId ? idText(word, names) : plain(word)
    })
    .replace(/\b\d{4}-\d{2}-\d{2}\b/g, dateText)
    .replace(/\b[A-Z]{2,}\b/g, code => names.of(code))
    .replace(/\b(dca|sofa|mou|pmc)\b/g, plain)
  return spelt.charAt(0).toUpperCase() + spelt.slice(1)
}

/** A number with its sign in ten-thousandths, as answers print it. */
export function exactText(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`
}

/** A score with its sign, two decimals, a real minus. */
export function scoreText(score: number): string {
  const text = Math.abs(score).toFixed(2)
  if (Number(text) === 0) return '0.00'
  return `${score < 0 ? '−' : '+'}${text}`
}

export function rangeText({ low, high }: { readonly low: number; readonly high: number }): string {
  const text = (value: number) => value.toLocaleString('en-GB')
  return low === high ? text(low) : `${text(low)}–${text(high)}`
}

/** What a grade such as B2 says. */
export function gradeText(reliability: string, credibility: number): string {
  return `source ${reliabilityText(reliability)}; claim ${CREDIBILITY[credibility] ?? credibility}`
}

/** How reliable the letter of a source says it is. */
export function reliabilityText(letter: string): string {
  return RELIABILITY[letter] ?? letter
}

const RELIABILITY: Readonly<Record<string, string>> = {
  A: 'completely reliable',
  B: 'usually reliable',
  C: 'fairly reliable',
  D: 'not usually reliable',
  E: 'unreliable',
  F: 'reliability not judged',
}
const CREDIBILITY: Readonly<Record<number, string>> = {
  1: 'confirmed',
  2: 'probably true',
  3: 'possibly true',
  4: 'doubtful',
  5: 'improbable',
  6: 'truth not judged',
}
