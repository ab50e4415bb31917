import type { HostHistory } from './host-history.js'
import type { HostLog, LoadedHost } from './host-log.js'

/**
 * The history of a host, folded on the first question that needs it. It is dropped together with what it was folded
 * from (reported to `gone`); a caller that still holds it then gets it folded again.
 */
export function whenAsked(log: HostLog, fold: (loaded: LoadedHost) => HostHistory, gone: () => void): HostHistory {
  const folded = new WeakMap<LoadedHost, HostHistory>()

  function history(): HostHistory {
    const loaded = log.load()
    let made = folded.get(loaded)
    if (made === undefined) {
      loaded.folding(gone)
      made = fold(loaded)
      folded.set(loaded, made)
    }
    return made
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
      const loaded = log.loaded()
      return loaded !== null && folded.has(loaded)
    },
    takeIn() {
      const loaded = log.loaded()
      if (loaded !== null) folded.get(loaded)?.takeIn()
    },
    *readying(what, day, known, from) {
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
    runs: (from, to, known) => history().runs(from, to, known),
    stretchTo: (day, known) => history().stretchTo(day, known),
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
