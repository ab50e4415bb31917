import type { Unit } from '../../events/units.js'

/** Ordinal of an event in the log, from 0. */
export type Place = Unit<'place'>

/**
 * A state of knowledge: that of the place of the last event that is known; -1 before the first, infinite once all are.
 */
export type Known = Unit<'known'>

/** What is known once the event at a place has come. */
export function upTo(place: Place): Known {
  return place as number as Known
}

/** What was known before the event at a place came. */
export function justBefore(place: Place): Known {
  return (place - 1) as Known
}

/** Place of the last event that is known; -1 where none is. */
export function lastOf(known: Known): Place {
  return known as number as Place
}

/** Everything on record, now and later. */
export const EVERYTHING = Number.POSITIVE_INFINITY as Known
