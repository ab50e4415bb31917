/**
 * How an event comes: `live` as it is posted; `loaded` with the time it came to be known; `continued` by the load that
 * brought the last event of the log.
 */
export type Coming = 'live' | 'loaded' | 'continued'

/**
 * Gives events the instants at which they count as recorded, in milliseconds since 1970, so that no answer about an
 * instant changes afterwards: a call is not given one that an earlier call got, nor, live, one that was asked about.
 */
export interface RecordingTime {
  /** The instant of the next event: the one it came with, or else the first that is free. */
  next(given: number, coming: Coming): number
  /** The next event was stored, at this instant. */
  take(instant: number, given: number): void
  /** What was taken since the last time is on record. */
  recorded(): void
  asked(instant: number): void
  askedTo(): number
  /** Begin again after this instant, the newest on record: what was taken since is not. */
  restart(newest: number): void
}

/**
 * A clock of milliseconds stands still for several commits in a row. Each gets the next millisecond until they run so
 * far ahead of it; from then on they share the last one, unless it was asked about: running ahead would grow without
 * end.
 */
const MOST_AHEAD_MS = 25

export function recordingTime(): RecordingTime {
  let newest = Number.NEGATIVE_INFINITY
  let onRecord = Number.NEGATIVE_INFINITY
  /** The last instant that came from a clock, not from here. */
  let clock = Number.NEGATIVE_INFINITY
  let askedTo = Number.NEGATIVE_INFINITY

  function free(): number {
    if (onRecord <= askedTo) return askedTo + 1
    return onRecord - clock < MOST_AHEAD_MS ? onRecord + 1 : onRecord
  }

  function least(coming: Coming): number {
    if (coming === 'continued') return newest
    return Math.max(newest, coming === 'live' ? free() : onRecord + 1)
  }

  return {
    next: (given, coming) => Math.max(given, least(coming)),
    take(instant, given) {
      if (instant === given) clock = given
      newest = instant
    },
    recorded() {
      onRecord = newest
    },
    asked(instant) {
      if (instant > askedTo) askedTo = instant
    },
    askedTo: () => askedTo,
    restart(instant) {
      newest = instant
      onRecord = instant
      clock = instant
    },
  }
}

/** How the events of a call come to a log that ends at `last`. */
export function comingOf(loading: { readonly after: string | null } | undefined, last: string | null): Coming {
  if (loading === undefined) return 'live'
  return loading.after === last ? 'continued' : 'loaded'
}
