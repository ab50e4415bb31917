import { EVERYTHING, type Known } from '../../../projections/values/place.js'
import type { HostHistory } from './host-history.js'
import type { HostLog, LoadedHost } from './host-log.js'
import { type ReadDays, readDays } from './written-days.js'

/**
 * The history of a host, folded on the first question that needs it. It is dropped together with what it was folded
 * from (reported to `gone`); a caller that still holds it then gets it folded again.
 */
export function whenAsked(
  log: HostLog,
  fold: (loaded: LoadedHost) => HostHistory,
  gone: () => void,
  before: ReadDays | null,
): HostHistory {
  const folded = new WeakMap<LoadedHost, HostHistory>()
  /** Who came first, as it was known when the host was let go last, or written down by an earlier process. */
  let written = before

  function history(): HostHistory {
    const loaded = log.load()
    let made = folded.get(loaded)
    if (made === undefined) {
      loaded.folding(() => {
        const days = folded.get(loaded)?.written()
        if (days != null) written = readDays(days)
        gone()
      })
      made = fold(loaded)
      folded.set(loaded, made)
    }
    return made
  }

  /** What was written down of a host that is not folded, as known at a place at which that was all. */
  function writtenAt(known: Known): ReadDays | null {
    return written === null || log.lastTouch(known) !== written.touched || isFolded() ? null : written
  }

  function isFolded(): boolean {
    const loaded = log.loaded()
    return loaded !== null && folded.has(loaded)
  }

  return {
    host: log.host,
    lastTouch: log.lastTouch,
    nextTouch: log.nextTouch,
    get touches() {
      return log.touches
    },
    loading: log.loading,
    get claims() {
      return history().claims
    },
    get isFolded() {
      return isFolded()
    },
    takeIn() {
      const loaded = log.loaded()
      if (loaded !== null) folded.get(loaded)?.takeIn()
    },
    *readying(what, day, known, from = day) {
      if (what === 'verdicts' && writtenAt(known)?.holds(from, day)) return
      for (;;) {
        yield* log.loading()
        const loaded = log.load()
        for (const step of history().readying(what, day, known, from)) {
          log.stays()
          yield step
        }
        // Dropped meanwhile to make room for others: what was prepared is no longer what will be asked.
        if (log.loaded() === loaded) return
      }
    },
    viewAt: (at, known, knownDay) => history().viewAt(at, known, knownDay),
    stretchTo: (day, known) => history().stretchTo(day, known),
    runs(from, to, known) {
      const days = writtenAt(known)
      return days?.holds(from, to) ? days.runs(from, to) : history().runs(from, to, known)
    },
    coverage: known => writtenAt(known)?.coverage ?? history().coverage(known),
    written() {
      const loaded = log.loaded()
      return (loaded === null ? null : folded.get(loaded)?.written()) ?? writtenAt(EVERYTHING)
    },
    *anomaliesAt(known, knownDay) {
      yield* log.loading()
      return yield* history().anomaliesAt(known, knownDay)
    },
    *flowFacts(known) {
      yield* log.loading()
      return yield* history().flowFacts(known)
    },
    *preview(next, today, thorough) {
      yield* log.loading()
      return yield* history().preview(next, today, thorough)
    },
    *toldWith(claim, known) {
      yield* log.loading()
      return yield* history().toldWith(claim, known)
    },
  }
}
