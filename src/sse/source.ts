import { type Day, dayOfInstant } from '../../events/calendar.js'
import type { Place } from '../../projections/values/place.js'
import type { Live } from '../state/live.js'
import type { EventStore, StoredEvent } from '../store/store.js'
import { createMemo } from '../wire/lru.js'

/** The log by place: what was read lately is at hand, the rest comes from the store. */
export interface Source {
  /** One for each who reads along the log. */
  reader(): Reader
  close(): void
}

export interface Reader {
  /** The event of a place, or null when it has to be fetched first. */
  at(place: Place): StoredEvent | null
  /** Fetch the events around a place. Rejects when the store does. */
  fetch(place: Place): Promise<void>
}

const TAIL = 2048
const PAGE = 128
const MOST_PAGES = 64

type Page = StoredEvent[]

export function createSource(live: Pick<Live, 'record' | 'onRead'>, store: EventStore): Source {
  const { record } = live
  const tail = new Map<number, StoredEvent>()
  const pages = createMemo<Page>(MOST_PAGES, () => 1)
  const fetching = new Map<number, Promise<Page>>()
  const unlisten = live.onRead((events, first) => {
    const skipped = Math.max(0, events.length - TAIL)
    for (let i = skipped; i < events.length; i++) tail.set(first + i, events[i]!)
    for (const place of tail.keys()) {
      if (tail.size <= TAIL) break
      tail.delete(place)
    }
  })

  /** A page at the end of the log is filled up when more of it is there. */
  async function fill(number: number): Promise<Page> {
    const page = pages.of(String(number), () => [])
    const last = Math.min((number + 1) * PAGE, record.size)
    for (let place = number * PAGE + page.length; place < last; place = number * PAGE + page.length) {
      const events = await store.readAll(record.position(place - 1), last - place)
      if (events.length === 0 || events[0]!.position !== record.position(place)) {
        throw new Error(`the store does not hold what was read before at place ${place}`)
      }
      page.push(...events)
    }
    return page
  }

  return {
    reader() {
      let held: { readonly number: number; readonly page: Page } | null = null
      return {
        at(place) {
          const recent = tail.get(place)
          if (recent !== undefined) return recent
          return held?.number === Math.floor(place / PAGE) ? (held.page[place % PAGE] ?? null) : null
        },
        async fetch(place) {
          const number = Math.floor(place / PAGE)
          let page = fetching.get(number)
          if (page === undefined) {
            page = fill(number).finally(() => fetching.delete(number))
            fetching.set(number, page)
          }
          held = { number, page: await page }
        },
      }
    },
    close: unlisten,
  }
}

/** The day on which an event was truly stored: for a backfilled one not the day that it claims to have been known. */
export function toldOn({ meta, recordedAt }: StoredEvent): Day {
  if (meta.includes('"storedAt"')) {
    const { storedAt } = JSON.parse(meta) as { readonly storedAt?: string }
    if (storedAt !== undefined) return dayOfInstant(Date.parse(storedAt))
  }
  return dayOfInstant(Date.parse(recordedAt))
}
