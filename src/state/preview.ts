import type { Day } from '../../events/calendar.js'
import type { DomainEvent } from '../../events/catalogue.js'
import { type Claim, NO_EFFECTS } from '../../projections/resolve/claim.js'
import { hostsOf } from '../../projections/resolve/routing.js'
import type { Reading } from './reading.js'
import type { Anomaly } from './state.js'

/**
 * What each event would raise if it were stored next; corrections and the like raise nothing of their own. The record is
 * only read: what a preview works out is its own and goes with it, so that nobody can tell that it was asked for.
 */
export function previewOf(
  reading: Reading,
  events: readonly DomainEvent[],
  today: Day,
  thorough: boolean,
): Anomaly[][] {
  const claims = events.map(
    (event, i): Claim => ({
      seq: reading.log.size + i,
      id: event.id ?? `draft-${i}`,
      event,
      recordedOn: today,
      effects: NO_EFFECTS,
    }),
  )
  const found: Anomaly[][] = events.map(() => [])
  const hosts = new Set(claims.flatMap(claim => hostsOf(claim.event)))
  for (const host of hosts) {
    const mine = claims.filter(claim => hostsOf(claim.event).includes(host))
    reading
      .host(host)
      .preview(mine, today, thorough)
      .forEach((anomalies, i) => {
        const list = found[mine[i]!.seq - reading.log.size]!
        for (const { code, detail } of anomalies) {
          if (!list.some(known => known.code === code && known.detail === detail)) list.push({ code, detail })
        }
      })
  }
  return found
}
