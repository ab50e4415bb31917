/** What a view supposes not to be on record. */
export interface Suppositions {
  readonly events: readonly string[]
  readonly sources: readonly string[]
  readonly families: readonly string[]
}

const KINDS = { 'source:': 'sources', 'family:': 'families' } as const

/** `without` of a view taken apart. */
export function suppositionsOf(without: string | null): Suppositions {
  const found: { events: string[]; sources: string[]; families: string[] } = { events: [], sources: [], families: [] }
  for (const item of without === null ? [] : without.split(',')) {
    const kind = (Object.keys(KINDS) as (keyof typeof KINDS)[]).find(start => item.startsWith(start))
    if (kind === undefined) found.events.push(item)
    else found[KINDS[kind]].push(item.slice(kind.length))
  }
  return found
}

/** `without` with items put in or taken out; null where nothing is left. */
export function toggled(without: string | null, items: readonly string[], isOut: boolean): string | null {
  const left = new Set(without === null ? [] : without.split(','))
  for (const item of items) {
    if (isOut) left.add(item)
    else left.delete(item)
  }
  return left.size === 0 ? null : [...left].join(',')
}

export function isSupposed(without: string | null, item: string): boolean {
  return without?.split(',').includes(item) ?? false
}
