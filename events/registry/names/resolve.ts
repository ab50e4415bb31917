import { distance } from 'fastest-levenshtein'
import { type Day, dayOf } from '../../calendar.js'
import { registry, stateOf } from '../registry.js'
import { aliases, ambiguous } from './aliases.js'
import { codeOfCameoActor } from './cameo.js'
import { codeOfNumber, type NumberScheme } from './numbers.js'
import { plainName } from './plain.js'

/** What a name or a code of a country means. */
export type Meaning =
  | { readonly kind: 'state'; readonly code: string }
  | { readonly kind: 'ambiguous'; readonly codes: readonly string[] }
  /** `suggestions`: codes of the names that come nearest, the nearest first, at most three. */
  | { readonly kind: 'unknown'; readonly suggestions: readonly string[] }

/** How a text is to be read: as people write, or as a code of one scheme. */
export type Scheme = 'any' | 'name' | 'iso2' | 'iso3' | 'cameo' | NumberScheme

/**
 * The state that a text means on a day (by default a recent one; it decides only where a code or a name changed hands).
 * Names are compared without accents, case, punctuation and articles; a bracket or a part after a comma may be left out or
 * put first. Two letters are read as ISO 3166-1 alpha-2, never as FIPS, unless the scheme says so.
 */
export function countryOf(text: string, { at = RECENT, scheme = 'any' }: { at?: Day; scheme?: Scheme } = {}): Meaning {
  const written = text.trim()
  if (scheme === 'cow' || scheme === 'gw' || scheme === 'fips') return state(codeOfNumber(scheme, written, at), written)
  if (scheme === 'iso2') return state(byAlpha2.get(written.toUpperCase()), written)
  if (scheme === 'cameo') return state(codeOfCameoActor(written), written)
  if (scheme === 'iso3') return state(stateOf(written.toUpperCase())?.code, written)
  if (scheme === 'any') {
    const code = stateOf(written.toUpperCase())?.code ?? byAlpha2.get(written.toUpperCase())
    if (code !== undefined) return state(onDay(code, at), written)
    if (/^\d{1,3}$/.test(written)) return state(codeOfNumber('cow', written, at), written)
  }
  for (const form of formsOf(written)) {
    const codes = byName.get(form)
    if (codes === undefined) continue
    return codes.length === 1 ? state(onDay(codes[0]!, at), written) : { kind: 'ambiguous', codes }
  }
  const actor = scheme === 'any' && /^[A-Z]{3}(?:[A-Z]{3})?$/.test(written) ? codeOfCameoActor(written) : undefined
  return state(actor === undefined ? undefined : onDay(actor, at), written)
}

const RECENT = dayOf('2025-01-01')!

function state(code: string | undefined, written: string): Meaning {
  return code === undefined ? { kind: 'unknown', suggestions: nearest(written) } : { kind: 'state', code }
}

/** Names that went on under another code: `Russia` of 1975 is meant as the Soviet Union. */
const heirs: readonly (readonly [code: string, before: string, from: string, to: string])[] = [
  ['RUS', 'SUN', '1922-12-30', '1991-12-25'],
  ['SRB', 'YUG', '1918-12-01', '2003-02-03'],
  ['SRB', 'SCG', '2003-02-04', '2006-06-04'],
]

function onDay(code: string, at: Day): string {
  return heirs.find(([heir, , from, to]) => heir === code && dayOf(from)! <= at && at <= dayOf(to)!)?.[1] ?? code
}

const byAlpha2 = new Map(registry.states.flatMap(({ alpha2, code }) => (alpha2 ? [[alpha2, code] as const] : [])))
byAlpha2.set('UK', 'GBR').set('EL', 'GRC')

const byName = namesOf()

function namesOf(): Map<string, readonly string[]> {
  const names = new Map<string, readonly string[]>()
  const add = (name: string, codes: readonly string[]) => {
    for (const form of formsOf(name)) if (!names.has(form)) names.set(form, codes)
  }
  for (const [name, codes] of Object.entries(ambiguous)) names.set(plain(name), codes)
  for (const [code, list] of Object.entries(aliases)) for (const name of list) add(name, [code])
  for (const { code, name } of registry.states) add(name, [code])
  return names
}

/** A name as it is compared, then what it may also be: without its bracket, the part after a comma first. */
function formsOf(text: string): string[] {
  const forms = [plain(text)]
  const bare = text.replace(/\s*[([].*?[)\]]/g, '').trim()
  if (bare !== '' && bare !== text) forms.push(plain(bare))
  const [head, tail] = text.split(/,\s*/, 2)
  if (tail !== undefined && tail !== '') forms.push(plain(`${tail} ${head}`))
  return [...new Set(forms)].filter(form => form !== '')
}

/** As names are compared, whatever form of a state they give. */
function plain(text: string): string {
  return plainName(text)
    .replace(/^the /, '')
    .replace(/^(rep|republic) of (the )?/, 'republic of ')
    .replace(/\bst\b/g, 'saint')
}

/** Codes of the names that differ least from a text, where less than two fifths of its letters differ. */
function nearest(text: string): string[] {
  const wanted = plain(text)
  if (wanted.length < 3) return []
  const found = new Map<string, number>()
  for (const [name, codes] of byName) {
    const apart = name.startsWith(wanted) ? 0.2 : distance(wanted, name) / Math.max(wanted.length, name.length)
    if (apart > 0.4) continue
    for (const code of codes) found.set(code, Math.min(apart, found.get(code) ?? 1))
  }
  return [...found.keys()].sort((a, b) => found.get(a)! - found.get(b)! || (a < b ? -1 : 1)).slice(0, 3)
}
