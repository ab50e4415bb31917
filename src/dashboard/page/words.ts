import type { Dimension } from '../../../events/words.js'
import type { Names } from './data/names.js'
import type { Status } from './data/wire.js'

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
  return `source ${RELIABILITY[reliability] ?? reliability}; claim ${CREDIBILITY[credibility] ?? credibility}`
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
