import { addDuration, type Day, isoOf } from '../../events/calendar.js'
import type { DateRange } from '../../events/edtf.js'
import type { Estimate } from './estimate.js'

/**
 * When something changed, as far as it is known. The change fell on a day of `[from, to]`, each as likely as the other;
 * `earliest` and `latest` bound all claims about it and are infinite where a date is open.
 */
export interface When {
  readonly from: Day
  readonly to: Day
  readonly earliest: Day
  readonly latest: Day
  /** The date as it was written in the claim that counts. */
  readonly text: string
  /** The date that this one is derived from by a fixed distance; absent for a date of its own. */
  readonly root?: When
}

export function whenOf(range: DateRange, text: string): When {
  return { from: range.closedFrom, to: range.closedTo, earliest: range.earliest, latest: range.latest, text }
}

export function onDay(day: Day, text: string): When {
  return { from: day, to: day, earliest: day, latest: day, text }
}

export function shiftWhen(when: When, days: number, text: string): When {
  return {
    from: when.from + days,
    to: when.to + days,
    earliest: when.earliest + days,
    latest: when.latest + days,
    text,
    root: when.root ?? when,
  }
}

/** Later by a duration (ISO 8601), open bounds left open. */
export function laterBy(when: When, duration: string): When {
  const shift = (day: Day) => (Number.isFinite(day) ? addDuration(day, duration) : day)
  const from = shift(when.from)
  const to = shift(when.to)
  const text = from === to ? isoOf(from) : `${isoOf(from)}/${isoOf(to)}`
  return { from, to, earliest: shift(when.earliest), latest: shift(when.latest), text, root: when.root ?? when }
}

/** An unknown day, no later than a date. */
export function notAfter(when: When): When {
  return { ...when, earliest: Number.NEGATIVE_INFINITY, text: 'unknown', root: when.root ?? when }
}

/** The hull of the bounds of two, with the days of the first. */
export function widen(when: When, other: DateRange): When {
  if (other.earliest >= when.earliest && other.latest <= when.latest) return when
  return {
    ...when,
    earliest: Math.min(when.earliest, other.earliest),
    latest: Math.max(when.latest, other.latest),
  }
}

type Days = Pick<When, 'from' | 'to'>

/** A change spread over more days than this goes on in so many steps, the days of which grow with it. */
const MOST_STEPS = 32

/**
 * The share of the change that has happened by the end of a day: 0 before `from`, 1 from `to` on, even between them:
 * day by day, or in 32 steps where there are more days. `high` has it happen as early, `low` as late as any claim
 * allows.
 */
export function happened(when: When, day: Day): Estimate {
  return { low: day >= when.latest ? 1 : 0, point: happenedPoint(when, day), high: day >= when.earliest ? 1 : 0 }
}

export function happenedPoint(when: Days, day: Day): number {
  if (day < when.from) return 0
  if (day >= when.to) return 1
  const days = when.to - when.from + 1
  return daysOfStep(days, stepOn(when, day)) / days
}

/**
 * The day of the next step of a change of which no day is known, once the first day that it may have fallen on has
 * come.
 */
export function nextStep(when: Days, day: Day): Day {
  const days = when.to - when.from + 1
  let step = stepOn(when, day) + 1
  while (when.from - 1 + daysOfStep(days, step) <= day) step++
  return when.from - 1 + daysOfStep(days, step)
}

/** The step that a change is at on a day: step 0 is the first day, the last of them the last. */
function stepOn({ from, to }: Days, day: Day): number {
  const days = to - from + 1
  return Math.floor(((day - from + 1) * Math.min(days, MOST_STEPS)) / days)
}

/** How many days of a change lie behind at a step. */
function daysOfStep(days: number, step: number): number {
  return Math.max(1, Math.ceil((step * days) / Math.min(days, MOST_STEPS)))
}

/** The days on which what depends on the change can itself change, infinite bounds left out. */
export function edgesOf(when: When): Day[] {
  return [when.earliest, when.from, when.to, when.latest].filter(Number.isFinite)
}

/** Order by the middle of the point range, then by the first day. */
export function compareWhen(a: When, b: When): number {
  return a.from + a.to - (b.from + b.to) || a.from - b.from
}
