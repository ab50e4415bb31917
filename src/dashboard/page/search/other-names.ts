import { distance } from 'fastest-levenshtein'
import { aliases } from '../../../../events/registry/names/aliases.js'
import { plainName } from '../../../../events/registry/names/plain.js'
import type { Names } from '../data/names.js'
import { type Index, indexOf } from './find.js'

/** The index with the other names that people write. It is loaded when somebody begins to search. */
export function fullIndex(names: Names): Index {
  return indexOf(names, aliases)
}

/** Names that differ least from a text that names nothing, where less than two fifths of its letters differ. */
export function nearest({ entries }: Index, text: string): readonly { readonly id: string; readonly name: string }[] {
  const wanted = plainName(text)
  if (wanted.length < 3) return []
  return entries
    .map(({ id, name, forms }) => {
      const apart = (form: string) => distance(wanted, form) / Math.max(wanted.length, form.length)
      return { id, name, apart: Math.min(...forms.map(({ plain }) => apart(plain))) }
    })
    .filter(({ apart }) => apart <= 0.4)
    .sort((a, b) => a.apart - b.apart)
    .slice(0, 3)
}
