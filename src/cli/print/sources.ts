import { answerOf, type EventAnswer } from '../answers.js'
import type { Asking } from '../asking.js'
import { cut, PAGE } from './layout.js'
import type { Paint } from './paint.js'

/** Claims of one driver that are looked up; a force or an agreement may rest on dozens. */
const MOST_LOOKED_UP = 16
const AT_ONCE = 8

/** Finds the claims behind a driver, each asked for once. */
export interface Sources {
  /** The best documented claims for a day (ISO) first. */
  of(eventIds: readonly string[], day: string, most: number): Promise<readonly EventAnswer[]>
}

export function sourcesFrom(asking: Asking): Sources {
  const known = new Map<string, Promise<EventAnswer>>()
  return {
    async of(eventIds, day, most) {
      const events: EventAnswer[] = []
      const wanted = eventIds.slice(-MOST_LOOKED_UP)
      for (let i = 0; i < wanted.length; i += AT_ONCE) {
        const some = wanted.slice(i, i + AT_ONCE).map(id => {
          const asked = known.get(id) ?? answerOf<EventAnswer>(asking, `/v1/events/${id}`)
          known.set(id, asked)
          return asked
        })
        events.push(...(await Promise.all(some)))
      }
      return distinct(events.sort(byStanding(day))).slice(0, most)
    },
  }
}

/** Lines that name the sources of a driver, and how many claims it rests on besides. */
export function sourceLines(events: readonly EventAnswer[], ofHowMany: number, indent: number, paint: Paint): string[] {
  const margin = ' '.repeat(indent)
  const width = PAGE - indent
  const lines = events.flatMap(({ id, claim }) => {
    const graded = `${claim.sourceId}, ${claim.publishedOn ?? 'undated'}, graded ${claim.reliability}${claim.credibility}`
    const title = claim.title === undefined ? '' : `“${cut(claim.title, Math.max(20, width - graded.length - 5))}” `
    const where = claim.url ?? (claim.verified === 'memory' ? 'from memory, no page was seen' : 'no page is named')
    // A cut address would be of no use to anybody.
    const fits = where.length <= width ? where : pointer(where, id, width)
    return [`${margin}${title}${title === '' ? graded : `(${graded})`}`, `${margin}${paint.dim(fits)}`]
  })
  const more = ofHowMany - events.length
  return more > 0 && events.length > 0 ? [...lines, `${margin}${paint.dim(`and ${more} more on record`)}`] : lines
}

/** Where to find an address that is too long for the page. */
function pointer(address: string, id: string, width: number): string {
  const { host } = new URL(address)
  const long = `${host}, in full at /v1/events/${id}`
  const short = `; event ${id}`
  return long.length <= width ? long : cut(host, width - short.length) + short
}

/**
 * Claims that a reader can check come first, then those of what had happened by the day, the better and later ones
 * first.
 */
function byStanding(day: string): (a: EventAnswer, b: EventAnswer) => number {
  const rankOf = ({ claim, occurredOn }: EventAnswer) =>
    (claim.url === undefined ? 4 : 0) + (occurredOn <= day ? 0 : 2) + ('AB'.includes(claim.reliability) ? 0 : 1)
  return (a, b) => rankOf(a) - rankOf(b) || (a.occurredOn < b.occurredOn ? 1 : a.occurredOn > b.occurredOn ? -1 : 0)
}

/** One claim for each web page: a source that reports several things is named once. */
function distinct(events: readonly EventAnswer[]): EventAnswer[] {
  const seen = new Set<string>()
  return events.filter(({ claim: { url, sourceId, publishedOn } }) => {
    const page = url ?? `${sourceId} ${publishedOn}`
    return !seen.has(page) && seen.add(page)
  })
}
