/** The end of a switch over a union: it does not compile while a case is left out. */
export function unforeseen(value: never): never {
  throw new TypeError(`unforeseen: ${JSON.stringify(value)}`)
}
