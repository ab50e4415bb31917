import type { Day } from '../../events/calendar.js'
import { type Claim, rangeOf, resolve } from '../../projections/resolve/claim.js'
import { hostsOf } from '../../projections/resolve/routing.js'
import type { Known } from '../../projections/values/place.js'
import type { HostHistory } from '../state/host/host-history.js'
import type { Log } from '../state/log-index.js'
import { hostBasis, type Standpoint } from './basis.js'
import type { Knowledge } from './knowledge.js'
import { silently, withList } from './pieces.js'

/** Claims that are looked at before others may have their turn. */
const CLAIMS_A_PIECE = 256

/** Events of a country that may have happened between two days, with what became of them. */
export function timelineOf(from: Standpoint, history: HostHistory, first: Day, last: Day, knowledge: Knowledge) {
  const entries = entriesOf(from.reading.log, history, first, last, knowledge.known)
  return withList({ basis: hostBasis(from, history, knowledge) }, 'events', entries)
}

function* entriesOf(log: Log, history: HostHistory, first: Day, last: Day, known: Known) {
  yield* silently(history.loading())
  const found: { readonly order: Day; readonly claim: Claim }[] = []
  // More claims may arrive between the pieces.
  for (const [i, claim] of [...history.claims].entries()) {
    if (i % CLAIMS_A_PIECE === 0) yield null
    if (claim.seq > known) continue
    const { event } = resolve(claim, known)
    if (!hostsOf(claim.event).includes(history.host) && !hostsOf(event).includes(history.host)) continue
    const { earliest, latest } = rangeOf(event)
    if (latest >= first && earliest <= last) found.push({ order: earliest, claim })
  }
  found.sort((a, b) => a.order - b.order)
  for (const { claim } of found) {
    const { event, standing, by } = resolve(claim, known)
    yield { event: log.stored(claim.seq, claim.event), standing, by, asItStands: by.length > 0 ? event : null }
  }
}
