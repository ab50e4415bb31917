import { policyV1 } from '../../projections/policy/v1.js'
import { followLog as follow, type Live } from '../../src/state/live.js'
import type { Anomaly, LiveState } from '../../src/state/state.js'
import type { EventStore } from '../../src/store/store.js'

/** The running state of a store under policy v1; `find` replaces what the record would find odd. */
export function followLog(
  store: EventStore,
  find?: (event: Parameters<LiveState['preview']>[0][number]) => readonly Anomaly[],
  now: () => number = Date.now,
): Live {
  const live = follow({ store, policy: policyV1, now })
  if (find === undefined) return live
  return {
    ...live,
    *preview(events) {
      return events.map(event => [...find(event)])
    },
  }
}
