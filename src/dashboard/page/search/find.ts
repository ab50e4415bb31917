import { plainName } from '../../../../events/registry/names/plain.js'
import type { Names } from '../data/names.js'

/** What a search can lead to: a country as a host, or a state or organisation as a power. */
export interface Found {
  readonly id: string
  readonly name: string
  readonly as: 'country' | 'power'
  /** What of it was written, where that is not its name: `Ivory Coast`. */
  readonly also: string | null
}

interface Entry {
  readonly id: string
  readonly name: string
  readonly isState: boolean
  readonly forms: readonly { readonly text: string; readonly plain: string }[]
}

export interface Index {
  readonly entries: readonly Entry[]
}

const MOST = 8

/** Who is on record, and as what. */
export interface OnRecord {
  /** In how many hosts each power comes first or contends, at any time. */
  readonly powers: ReadonlyMap<string, number>
  readonly hosts: ReadonlySet<string>
}

const NOTHING: OnRecord = { powers: new Map(), hosts: new Set() }

/** Everything that can be found, by name, code and the other names that people write. */
export function indexOf(names: Names, aliases: Readonly<Record<string, readonly string[]>>): Index {
  const entry = (id: string, name: string, isState: boolean, others: readonly string[]): Entry => ({
    id,
    name,
    isState,
    forms: [...new Set([name, ...others, id])].map(text => ({ text, plain: plainName(text) })),
  })
  return {
    entries: [
      ...names.states.map(({ code, name, official }) => entry(code, name, true, [official, ...(aliases[code] ?? [])])),
      ...names.organisations.map(({ id, name }) => entry(id, names.of(id), false, [name])),
    ],
  }
}

/**
 * What a text can mean, the likeliest first. Who comes first or contends in several hosts, or in one without being a host on
 * record, is a power before it is a country.
 */
export function find({ entries }: Index, text: string, { powers, hosts }: OnRecord = NOTHING): readonly Found[] {
  const wanted = plainName(text)
  if (wanted === '') return []
  return entries
    .flatMap(entry => {
      const ranked = entry.forms
        .flatMap((form, i) => {
          const rank = rankOf(form.plain, wanted, form.text === entry.id)
          return rank === null ? [] : [{ rank, i, form }]
        })
        .sort((a, b) => a.rank - b.rank || a.i - b.i)
      const [best] = ranked
      return best === undefined ? [] : [{ entry, rank: best.rank, also: best.i === 0 ? null : best.form.text }]
    })
    .sort((a, b) => a.rank - b.rank || weight(b.entry, powers) - weight(a.entry, powers) || byName(a.entry, b.entry))
    .slice(0, MOST)
    .flatMap(({ entry, also }) => readings(entry, also, { powers, hosts }))
    .slice(0, MOST)
}

/** Hosts in which a state stands before a search for its name opens it as a power. */
const SEVERAL = 3

function readings({ id, name, isState }: Entry, also: string | null, { powers, hosts: onRecord }: OnRecord): Found[] {
  const shown = also === id ? null : also
  const country: Found[] = isState ? [{ id, name, as: 'country', also: shown }] : []
  const hosts = powers.get(id) ?? 0
  const power: Found[] = isState && hosts === 0 ? [] : [{ id, name, as: 'power', also: shown }]
  const isPowerFirst = hosts >= SEVERAL || (hosts > 0 && !onRecord.has(id))
  return isPowerFirst ? [...power, ...country] : [...country, ...power]
}

function rankOf(form: string, wanted: string, isCode: boolean): number | null {
  if (form === wanted) return 0
  if (isCode) return null
  if (form.startsWith(wanted)) return 1
  if (` ${form}`.includes(` ${wanted}`)) return 2
  return wanted.length > 2 && form.includes(wanted) ? 3 : null
}

function weight({ id }: Entry, powers: ReadonlyMap<string, number>): number {
  return powers.get(id) ?? 0
}

function byName(a: Entry, b: Entry): number {
  return a.name < b.name ? -1 : 1
}
