/** Agencies and broadcasters that are known by several names, by what stands in all of them. */
const known: readonly (readonly [pattern: RegExp, family: string])[] = [
  [/\breuters\b/, 'reuters'],
  [/\bagence france|\bafp\b/, 'afp'],
  [/\bassociated press\b|\bap ?news\b|^ap$/, 'ap'],
  [/\bxinhua(?:net)?\b|^news\.cn$/, 'xinhua'],
  [/\bitar[ -]?tass\b|^tass\b/, 'tass'],
  [/\bria novosti\b|^ria\.ru$/, 'ria-novosti'],
  [/\bsputnik(?:news|globe)?\b/, 'sputnik'],
  [/\binterfax\b/, 'interfax'],
  [/\bbbc\b/, 'bbc'],
  [/\bradio france internationale\b|^rfi\b/, 'rfi'],
  [/\bfrance ?24\b/, 'france24'],
  [/\bal[ -]?jazeera\b/, 'al-jazeera'],
]

/**
 * The family of a source that is named: two names of one agency are one family. Who re-runs an agency under a name of its
 * own cannot be told from the name.
 */
export function familyOfName(name: string): string | null {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
  const agency = known.find(([pattern]) => pattern.test(plain))
  if (agency !== undefined) return agency[1]
  const slug = plain.replace(/[^\p{L}\p{N}.]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '')
  return slug === '' ? null : slug.slice(0, 60)
}

/** The family of a source from an address of it: its domain, without what stands before. */
export function familyOfUrl(url: string): string | null {
  const host = /^https?:\/\/([^/?#:@]+)/i.exec(url)?.[1]?.toLowerCase()
  if (host === undefined || !host.includes('.')) return null
  const labels = host.split('.').slice(-3)
  const [, second = '', top = ''] = labels.length === 3 ? labels : ['', ...labels]
  const isNational = top.length === 2 && /^(?:co|com|org|net|gov|gob|gouv|ac|edu|or|go|ne)$/.test(second)
  return familyOfName((isNational ? labels : labels.slice(-2)).join('.'))
}

/** Families of names that stand in one cell, parted by semicolons. */
export function familiesOfList(cell: string): string[] {
  const families = cell.split(';').map(familyOfName)
  return [...new Set(families.filter(family => family !== null))]
}
