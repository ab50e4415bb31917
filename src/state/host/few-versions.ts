/** How many versions of one thing are kept: there are tens of thousands of such things (docs/decisions, libraries). */
const KEPT = 4

/** The values of the last few versions that were asked for, by number. */
export interface FewVersions<T> {
  /** The value of a version, made where it is not kept. */
  of(version: number, make: () => T): T
  clear(): void
}

export function createFewVersions<T>(): FewVersions<T> {
  const values = new Map<number, T>()
  return {
    of(version, make) {
      const kept = values.get(version)
      if (kept !== undefined) return kept
      const value = make()
      if (values.size >= KEPT) values.delete(values.keys().next().value!)
      values.set(version, value)
      return value
    },
    clear: () => values.clear(),
  }
}
