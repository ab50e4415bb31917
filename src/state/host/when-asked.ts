import type { HostHistory } from './host-history.js'
import type { HostLog, LoadedHost } from './host-log.js'

/**
 * The history of a host, folded when something is asked that needs it and let go with what it was folded from, which `gone`
 * is told: whoever holds it across a time in which that happened gets it folded again.
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
    get claims() {
      return history().claims
    },
    takeIn() {
      const loaded = log.loaded()
      if (loaded !== null) folded.get(loaded)?.takeIn()
    },
    *readying(what, day, known) {
      for (;;) {
        yield* log.loading()
        const loaded = log.load()
        for (const step of history().readying(what, day, known)) {
          log.stays()
          yield step
        }
        // Let go meanwhile, for others that were begun: what was readied is not what will be asked.
        if (log.loaded() === loaded) return
      }
    },
    viewAt: (at, known, knownDay) => history().viewAt(at, known, knownDay),
    runs: (upTo, known) => history().runs(upTo, known),
    anomaliesAt: (known, knownDay) => history().anomaliesAt(known, knownDay),
    flowFacts: known => history().flowFacts(known),
    preview: (next, today, thorough) => history().preview(next, today, thorough),
    toldWith: (claim, known) => history().toldWith(claim, known),
  }
}
