/** What messages say has changed since the page last read. */
export interface Change {
  /** Null: any country may have. */
  readonly countries: ReadonlySet<string> | null
  /** The newest position heard of; answers should not be older. */
  readonly position: string | null
}

/** Messages that arrive together are answered with one reading. */
const SETTLE_MS = 250

/** Collects changes and has them read together; what could not be read is read with the next change. */
export function createNews(
  read: (change: Change) => Promise<void>,
): (countries: readonly string[] | null, position: string | null) => void {
  let touched = new Set<string>()
  let isAll = false
  let position: string | null = null
  let isSettling = false

  async function settle(): Promise<void> {
    const [countries, all] = [touched, isAll]
    touched = new Set()
    isAll = false
    try {
      await read({ countries: all ? null : countries, position })
    } catch {
      // The head of the page says that the service cannot be reached; this is read again when it is back.
      for (const country of countries) touched.add(country)
      isAll ||= all
    }
  }

  return (countries, at) => {
    for (const country of countries ?? []) touched.add(country)
    isAll ||= countries === null
    if (at !== null && (position === null || at > position)) position = at
    if (isSettling) return
    isSettling = true
    setTimeout(() => {
      isSettling = false
      void settle()
    }, SETTLE_MS)
  }
}
