import type { Day } from '../../events/calendar.js'
import type { Place } from '../../projections/values/place.js'
import { upTo } from '../../projections/values/place.js'
import type { Steps } from '../../projections/values/steps.js'
import type { Log } from '../state/log-index.js'
import { type Cursor, endOf, SLOTS_PER_COUNTRY } from './cursor.js'
import type { Frame } from './frame.js'
import type { Messages } from './messages.js'
import { asksForStates, type Question } from './question.js'
import { type Reader, toldOn } from './source.js'
import type { StateChanges } from './state-change.js'

/** The next piece of what a question sees: messages that go together, and how far they reach. */
export interface MessageGroup {
  readonly cursor: Cursor
  readonly frames: readonly Frame[]
}

/**
 * `end`: nothing has happened yet after the cursor. `fetch`: the event of that place is needed first. `steps`: these
 * are to be done first, and asked again at once.
 */
export type Next = MessageGroup | 'end' | { readonly fetch: number } | { readonly steps: Steps }

/**
 * Everything that follows a cursor, in the one order that every subscription has: each recorded event, what it changes
 * in each country that it concerns, and, for questions about today, each date that begins before the next event.
 */
export interface MessageSequence {
  next(cursor: Cursor, question: Question, reader: Reader): Next
  /** The end of what there is now. */
  head(question: Question, reader: Reader): Cursor | { readonly fetch: number }
  /** Countries that a step may have messages about, in order of code. */
  countriesOf(step: Pick<Cursor, 'place' | 'date'>): readonly string[]
}

interface MessageSequenceOptions {
  readonly record: Log
  readonly stateChanges: StateChanges
  readonly messages: Messages
  /** The place at which what answers stopped: nothing follows from there on; null where it goes on. */
  readonly stoppedAt: () => Place | null
  /** The date that has begun, once all events of the day before can be assumed to have been read. */
  readonly today: () => Day
}

export function createMessageSequence({
  record,
  stateChanges,
  messages,
  stoppedAt,
  today,
}: MessageSequenceOptions): MessageSequence {
  /** How far there is something to tell. */
  const size = () => Math.min(record.size, stoppedAt() ?? record.size)
  let known: { readonly place: Place; readonly countries: readonly string[] } | null = null

  function countriesOf({ place, date }: Pick<Cursor, 'place' | 'date'>): readonly string[] {
    if (place < 0) return []
    if (date === null) return record.concernedBy(place)
    if (known?.place !== place) {
      known = { place, countries: record.hosts().filter(host => record.host(host)!.lastTouch(upTo(place)) >= 0) }
    }
    return known.countries
  }

  /** The next country of a step that the question sees, or the end of the step. */
  function within(cursor: Cursor, countries: readonly string[], question: Question, reader: Reader): Next {
    const end = endOf(countries.length)
    const done = { cursor: { ...cursor, n: end }, frames: [] }
    if (!asksForStates(question)) return done
    for (let index = Math.floor(cursor.n / SLOTS_PER_COUNTRY); index < countries.length; index++) {
      const country = countries[index]!
      if (question.countries.length > 0 && !question.countries.includes(country)) continue
      const stored = cursor.date === null ? reader.at(cursor.place) : null
      if (cursor.date === null && stored === null) return { fetch: cursor.place }
      const last = index === countries.length - 1
      const reached = { ...cursor, n: last ? end : (index + 1) * SLOTS_PER_COUNTRY }
      const stateChange = stateChanges.known(cursor, country)
      if (stateChange === undefined) return { steps: stateChanges.find(cursor, country) }
      if (stateChange === null) return { cursor: reached, frames: [] }
      const eventId = stored?.id ?? null
      const list = messages.country({ step: cursor, index, stateChange, eventId }, question)
      return { cursor: reached, frames: list.flatMap(({ n, frame }) => (n > cursor.n ? frame : [])) }
    }
    return done
  }

  return {
    countriesOf,
    next(cursor, question, reader) {
      if (cursor.place >= size()) return 'end'
      const countries = countriesOf(cursor)
      if (cursor.n < endOf(countries.length)) return within(cursor, countries, question, reader)
      const place = cursor.place + 1
      const more = place < size()
      const stored = more ? reader.at(place) : null
      if (more && stored === null) return { fetch: place }
      let { day } = cursor
      if (question.at === null) {
        const until = stored === null ? today() : toldOn(stored)
        // Before the first event no date changes anything.
        if (until > day && cursor.place >= 0) {
          const begun = { place: cursor.place, date: day + 1, n: 0, day: day + 1 }
          return within(begun, countriesOf(begun), question, reader)
        }
        if (more) day = Math.max(day, until)
      }
      if (stored === null) return 'end'
      const frame = messages.event(place, stored, question)
      return { cursor: { place, date: null, n: 0, day }, frames: frame === null ? [] : [frame] }
    },
    head(question, reader) {
      const place = (size() - 1) as Place
      if (question.at !== null) {
        return { place, date: null, n: endOf(countriesOf({ place, date: null }).length), day: question.at }
      }
      if (place < 0) return { place, date: null, n: endOf(0), day: today() }
      const stored = reader.at(place)
      if (stored === null) return { fetch: place }
      const told = toldOn(stored)
      const day = Math.max(told, today())
      const date = day > told ? day : null
      return { place, date, n: endOf(countriesOf({ place, date }).length), day }
    },
  }
}
