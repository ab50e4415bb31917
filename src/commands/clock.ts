import { MS_PER_DAY } from '../../events/formats.js'
export interface ClockSources {
  /** Milliseconds since 1970, as the machine says. */
  readonly wall: () => number
  /** Milliseconds since some moment, which nothing sets back or forward and which a machine that sleeps counts on. */
  readonly steady: () => number
}

/** What is wrong with the time at which events are recorded. */
export type ClockTrouble =
  /**
   * The clock of the machine jumped ahead since the process began: nothing is recorded until it agrees again or is
   * believed.
   */
  | { readonly what: 'clock-ahead'; readonly byMs: number }
  /**
   * The newest event was recorded at an instant to come: until then all are recorded at it, and `storedAt` says when
   * they truly were.
   */
  | { readonly what: 'record-ahead'; readonly byMs: number; readonly newest: string }

export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** How many milliseconds the clock is ahead of what it should say by what has passed; 0 within the span. */
  ahead(): number
  /** `newest`: the newest recording time on record, an ISO instant; null for an empty record. */
  trouble(newest: string | null): ClockTrouble | null
}

/**
 * How far ahead of its time an event may be recorded. A wrong time cannot be taken back; a refused post can be
 * repeated.
 */
export const SPAN_MS = 5 * 60_000
/**
 * A machine that was paused from outside, as one in another machine that sleeps, does not count the time and is set
 * forward afterwards: a clock that is ahead by no more than this is believed once it has stood by it for so long.
 */
const PAUSE_MS = 31 * MS_PER_DAY
const STOOD_MS = SPAN_MS
/** How far the two may drift apart in a minute without a warning: clocks are corrected, and none is exact. */
const DRIFT_MS = 10_000
const DRIFT_EVERY_MS = 60_000

/**
 * The clock by which events are recorded, held to the time that has passed since the process began. What it said then
 * is believed, and so is a clock that is set back: recording times never decrease anyhow.
 */
export function createClock({ wall, steady }: ClockSources): Clock {
  let anchor = { wall: wall(), steady: steady() }
  /** How far ahead the clock was found to be, and when (steady time). */
  let jump: { readonly by: number; readonly at: number } | null = null

  function ahead(): number {
    const now = { wall: wall(), steady: steady() }
    const passed = now.steady - anchor.steady
    const by = now.wall - anchor.wall - passed
    if (by < -SPAN_MS || (passed >= DRIFT_EVERY_MS && Math.abs(by) <= DRIFT_MS)) anchor = now
    if (by <= SPAN_MS) jump = null
    else if (jump === null || Math.abs(by - jump.by) > DRIFT_MS) jump = { by, at: now.steady }
    else if (by <= PAUSE_MS && now.steady - jump.at >= STOOD_MS) {
      anchor = now
      jump = null
    }
    return jump === null ? 0 : by
  }

  return {
    now: wall,
    ahead,
    trouble(newest) {
      const byMs = ahead()
      if (byMs > 0) return { what: 'clock-ahead', byMs }
      const beyond = newest === null ? 0 : Date.parse(newest) - wall()
      return newest !== null && beyond > SPAN_MS ? { what: 'record-ahead', byMs: beyond, newest } : null
    },
  }
}

/**
 * What is stored beside an event whose recording time is lifted to that of the newest event: when it was truly stored.
 */
export function storedBeside(now: number, newest: string | null): { readonly storedAt?: string } {
  return newest !== null && Date.parse(newest) - now > LIFTED_MS ? { storedAt: new Date(now).toISOString() } : {}
}

/** A smaller difference comes from several events in one millisecond, or from a corrected clock. */
const LIFTED_MS = 1000
