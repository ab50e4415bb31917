/** A standing between a host and one partner: it is so or not. */
export type TieAspect =
  | 'recognition'
  | 'determination'
  | 'operations'
  | 'aid'
  | 'military-aid'
  | 'ambassador'
  | 'embassy'
  | 'relations'

/** Everything of a host that has a life of its own. */
export type ObjectKind =
  | 'agreement'
  | 'force'
  | 'site'
  | 'membership'
  | 'sanctions'
  | 'own-sanctions'
  | 'authority'
  | 'coverage'
  | 'air-defence'
  | 'demand'
  | 'bond'
  | 'use'
  | TieAspect

/** An object within its host: its kind, and which one of them; a host has one line of authorities only. */
export type ObjectKey = 'authority' | `${Exclude<ObjectKind, 'authority'>}:${string}`

/** The kind of the object that a key stands for. */
export function kindOfKey(key: string): ObjectKind {
  const colon = key.indexOf(':')
  return (colon < 0 ? key : key.slice(0, colon)) as ObjectKind
}

/** Which one of its kind: the id of an agreement, the partner of a tie. */
export function idOfKey(key: string): string {
  return key.slice(key.indexOf(':') + 1)
}
