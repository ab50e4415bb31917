/** An object within its host: its kind, which one of them (of authorities there is one line), and the year where it is kept year by year. */
export interface ObjectRef<K extends string = string> {
  readonly kind: K
  readonly id: string
  readonly year?: number
}

/** The text by which an object is found in a map and put in order; nothing is cut out of it again. */
export function keyOf({ kind, id, year }: ObjectRef): string {
  const key = id === '' ? kind : `${kind}:${id}`
  return year === undefined ? key : `${key}:${year}`
}
