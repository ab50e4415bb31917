import type { HostHistory } from '../state/host/host-history.js'
import { basisOf, knownDayOf, type Standpoint } from './basis.js'
import type { Knowledge } from './knowledge.js'
import { silently, withList } from './pieces.js'

/** What is odd in the record of some countries, as known. */
export function anomaliesOf(from: Standpoint, histories: readonly HostHistory[], knowledge: Knowledge) {
  return withList({ basis: basisOf(from, knowledge) }, 'anomalies', listed(from, histories, knowledge))
}

function* listed(from: Standpoint, histories: readonly HostHistory[], knowledge: Knowledge) {
  for (const history of histories) {
    yield null
    const found = yield* silently(history.anomaliesAt(knowledge.known, knownDayOf(from, history, knowledge)))
    for (const anomaly of found) {
      yield { country: history.host, ...anomaly }
    }
  }
}
