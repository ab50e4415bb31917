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

/** An object within its host: its kind, which one of them (of authorities there is one line), and the year where it is kept year by year. */
export interface ObjectRef<K extends ObjectKind = ObjectKind> {
  readonly kind: K
  readonly id: string
  readonly year?: number
}

/** The text by which an object is found in a map and put in order; nothing is cut out of it again. */
export function keyOf({ kind, id, year }: ObjectRef): string {
  const key = id === '' ? kind : `${kind}:${id}`
  return year === undefined ? key : `${key}:${year}`
}
