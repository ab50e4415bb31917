import type { Position } from '../store.js'
import type { Patience } from './collect.js'
import type { Page } from './reader.js'

type ReadPage = (after: Position | null, count: number, patience: Patience) => Promise<Page>

interface Ahead {
  readonly after: Position
  readonly count: number
  readonly page: Promise<Page>
}

/**
 * Reads one page ahead of somebody who reads page after page, so that the server and the consumer work at the same time.
 * A page that was read before it was asked for says nothing about the end of the log.
 */
export function createReadAhead(read: ReadPage): ReadPage {
  let expected: { readonly after: Position; readonly count: number } | null = null
  let ahead: Ahead | null = null
  return async (after, count, patience) => {
    const hit = ahead?.after === after && ahead.count === count ? ahead.page : null
    const goesOn = hit !== null || (expected?.after === after && expected.count === count)
    ahead = null
    const early = hit === null ? null : await hit.catch(() => null)
    const page = early === null || early.scanned === null ? await read(after, count, patience) : early
    if (page.scanned === null || page.short) return page === early ? { ...page, short: false } : page
    expected = { after: page.scanned, count }
    if (goesOn) {
      ahead = { ...expected, page: read(page.scanned, count, patience) }
      ahead.page.catch(() => {})
    }
    return page
  }
}
