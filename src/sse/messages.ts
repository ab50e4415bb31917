import { isoOf } from '../../events/calendar.js'
import { dimensions as allDimensions, type Dimension } from '../../events/words.js'
import { resolve, targetsOf } from '../../projections/resolve/claim.js'
import { hostsOf, partnersOf } from '../../projections/resolve/routing.js'
import { justBefore, type Place, upTo } from '../../projections/values/place.js'
import type { Log } from '../state/log-index.js'
import type { StoredEvent } from '../store/store.js'
import { createMemo } from '../wire/lru.js'
import { storedEventText } from '../wire/stored-event.js'
import { type Cursor, idText, SLOTS, SLOTS_PER_COUNTRY, type Slot } from './cursor.js'
import { type Frame, frameOf } from './frame.js'
import type { Question } from './question.js'
import { changesOf, firstChangesOf, partnersIn, type StateChange } from './state-change.js'

/** A country of a step: which one it is in order of code, and what the step changed there. */
export interface CountryStep {
  readonly step: Cursor
  readonly index: number
  readonly stateChange: StateChange
  /** Id of the recorded event; null for the clock. */
  readonly eventId: string | null
}

/** The messages that follow from steps, as one question is to see them. */
export interface Messages {
  /** The recorded event itself; null where the question leaves it out. */
  event(place: Place, stored: StoredEvent, question: Question): Frame | null
  /** What follows for one country, in order of slots. */
  country(one: CountryStep, question: Question): { readonly n: number; readonly frame: Frame }[]
}

const MOST_TEXT = 16 * 1024 * 1024

/** Messages are put into text once for all questions about the same day. */
export function createMessages(record: Log): Messages {
  const frames = createMemo<Frame>(MOST_TEXT, ({ open }) => open.length * 2)

  function slotOf({ step, index }: CountryStep, slot: Slot): { readonly n: number; readonly id: string } {
    const n = index * SLOTS_PER_COUNTRY + SLOTS[slot]
    return { n, id: idText(record.position(step.place)!, step.date, n) }
  }

  function made(one: CountryStep, slot: Slot, more: () => Record<string, unknown>, withState: boolean) {
    const { n, id } = slotOf(one, slot)
    const build = () => frameOf(id, slot, dataOf(one, more(), withState))
    return { n, build, key: `${id}|${one.stateChange.at}` }
  }

  function dataOf(
    { step, stateChange, eventId }: CountryStep,
    more: Record<string, unknown>,
    withState: boolean,
  ): string {
    const cause = { eventIds: eventId === null ? [] : [eventId], clock: eventId === null }
    const position = record.position(step.place)
    const text = JSON.stringify({ country: stateChange.country, position, at: isoOf(stateChange.at), cause, ...more })
    return withState ? `${text.slice(0, -1)},"state":${stateChange.state}}` : text
  }

  return {
    event(place, stored, question) {
      if (!question.kinds.includes('event') || !isAbout(record, place, stored, question)) return null
      return frames.of(stored.position, () => frameOf(stored.position, 'event', storedEventText(stored)))
    },
    country(one, question) {
      const { stateChange } = one
      const { kinds, partners } = question
      const dimensions = question.dimensions.length > 0 ? question.dimensions : allDimensions
      const was = partnersIn(stateChange.before, dimensions)
      const is = partnersIn(stateChange.after, dimensions)
      if (partners.length > 0 && !partners.some(partner => was.has(partner) || is.has(partner))) return []
      const list: { n: number; frame: Frame }[] = []
      const differs = question.dimensions.length === 0 || differsIn(stateChange.dimensions, dimensions)
      if (kinds.includes('state') && differs) {
        const { n, key, build } = made(one, 'state', () => ({ changed: changesOf(stateChange) }), true)
        list.push({ n, frame: frames.of(key, build) })
      }
      const first = firstChangesOf(stateChange)
      if (kinds.includes('status') && differsIn(first, dimensions)) {
        const { n, key, build } = made(one, 'status', () => ({ changed: first }), false)
        list.push({ n, frame: frames.of(key, build) })
      }
      const entering = partners.filter(partner => is.has(partner) && !was.has(partner))
      if (entering.length > 0) {
        const { n, build } = made(one, 'enter', () => ({ partners: entering }), true)
        list.push({ n, frame: build() })
      }
      const leaving = partners.filter(partner => was.has(partner) && !is.has(partner))
      if (leaving.length > 0) {
        const { n, build } = made(one, 'leave', () => ({ partners: leaving }), false)
        list.push({ n, frame: build() })
      }
      return list
    },
  }
}

function differsIn(differences: readonly { readonly dimension: Dimension }[], asked: readonly Dimension[]): boolean {
  return differences.some(({ dimension }) => asked.includes(dimension))
}

/** Whether an event passes the filters: countries that it concerns, partners that it or what it changes names. */
function isAbout(record: Log, place: Place, stored: StoredEvent, { countries, partners }: Question): boolean {
  const claim = record.claim(stored.id)
  // An event that this version cannot read, or that came a second time, changes nothing; the health check counts it.
  if (claim === null || claim.seq !== place) return false
  if (countries.length > 0 && !record.concernedBy(place).some(country => countries.includes(country))) return false
  return partners.length === 0 || [...namedPartners(record, stored.id, place)].some(one => partners.includes(one))
}

/** Partners that an event names, as any of its hosts sees it; for a correction and the like those of its targets. */
function namedPartners(record: Log, id: string, place: Place): Set<string> {
  const claim = record.claim(id)
  if (claim === null) return new Set()
  const targets = targetsOf(claim.event)
  if (targets.length > 0) return new Set(targets.flatMap(target => [...namedPartners(record, target, place)]))
  const stated = [resolve(claim, justBefore(place)).event, resolve(claim, upTo(place)).event]
  return new Set(stated.flatMap(event => hostsOf(event).flatMap(host => partnersOf(event, host))))
}
