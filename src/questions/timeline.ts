import type { Day } from '../../events/calendar.js'
import { canonicalBody } from '../../events/parse.js'
import { type Claim, type Resolved, rangeOf, resolve } from '../../projections/resolve/claim.js'
import { hostsOf } from '../../projections/resolve/routing.js'
import type { Known } from '../../projections/values/place.js'
import type { HostHistory } from '../state/host/host-history.js'
import type { Log } from '../state/log-index.js'
import { EVENT_COLUMNS, eventRow } from '../wire/event-rows.js'
import { hostBasis, type Standpoint } from './basis.js'
import { BASIS_COLUMNS, basisCells } from './basis-cells.js'
import type { Knowledge } from './knowledge.js'
import { csvTable, type Pieces, silently, withList } from './pieces.js'

/** Claims that are looked at before others may have their turn. */
const CLAIMS_A_PIECE = 256

/** Events of a country that may have happened between two days, with what became of them. */
export function timelineOf(from: Standpoint, history: HostHistory, first: Day, last: Day, knowledge: Knowledge) {
  const { log } = from.reading
  function* entries() {
    for (const one of toldBetween(history, first, last, knowledge.known)) yield one === null ? null : entryOf(one, log)
  }
  return withList({ basis: hostBasis(from, history, knowledge) }, 'events', entries())
}

const COLUMNS = [
  ...EVENT_COLUMNS,
  { name: 'standing', type: 'text' },
  { name: 'by', type: 'text' },
  { name: 'as_it_stands', type: 'text' },
  ...BASIS_COLUMNS,
] as const

/** The same as a table in CSV: a row for each event. */
export function timelineTable(
  from: Standpoint,
  history: HostHistory,
  first: Day,
  last: Day,
  knowledge: Knowledge,
): Pieces<string> {
  const { log } = from.reading
  const basis = basisCells(hostBasis(from, history, knowledge))
  function* rows() {
    for (const one of toldBetween(history, first, last, knowledge.known)) {
      if (one === null) {
        yield null
        continue
      }
      const { claim, event, standing, by } = one
      const stands = by.length > 0 ? canonicalBody(event) : null
      const stored = { id: claim.id, position: log.position(claim.seq)!, recordedAt: instantOf(log, claim.seq) }
      yield [...eventRow(claim.event, canonicalBody(claim.event), stored), standing, by.join(';'), stands, ...basis]
    }
  }
  return csvTable(COLUMNS, rows())
}

function instantOf(log: Log, place: number): string {
  return new Date(log.recordedAt(place)!).toISOString()
}

function entryOf({ claim, event, standing, by }: Resolved, log: Log) {
  return { event: log.stored(claim.seq, claim.event), standing, by, asItStands: by.length > 0 ? event : null }
}

/** In the order of when they happened; null stands for work. */
function* toldBetween(history: HostHistory, first: Day, last: Day, known: Known): Generator<Resolved | null> {
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
  for (const { claim } of found) yield resolve(claim, known)
}
